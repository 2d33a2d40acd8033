"""The text layer of one PDF page as runs with boxes."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from pypdfium2 import raw as pdfium

__all__ = ["UPRIGHT", "Box", "Frame", "Piece", "Run", "TextLayer", "is_wide", "seen", "seen_upright", "union"]

Box = tuple[float, float, float, float]

# PDFium writes U+FFFE or U+0002 for a hyphen at a line end and runs the two lines together behind it.
_RUN = re.compile("[^\\s\ufffe\x02\x00]+[\ufffe\x02]?|[\ufffe\x02]")
# A scan with a text layer may lean by a few degrees; watermarks lean by 30 to 60.
UPRIGHT = math.radians(12)
# Pages measure up to 14,400 units (PDF 1.7, annex C.2); what lies further out is a fault.
_FAR = 100_000.0


class Run(NamedTuple):
    """Characters that stand together, with their box in the frame of the page.

    ``em`` is the width of a Han character, 0 where the run holds none; ``turn`` counts the
    quarter turns against the other text of the page, None for slanting text (watermarks).
    """

    text: str
    left: float
    top: float
    right: float
    bottom: float
    em: float
    turn: int | None = 0
    first: int = 0


class Frame(NamedTuple):
    """A view of a page: its box in PDF units and the quarter turns clockwise to see it upright.

    Examples
    --------
    >>> frame = Frame(0, 0, 600, 800, 1)
    >>> frame.place(100, 200, 110, 300), frame.back((200, 100, 300, 110)), frame.size
    ((200, 100, 300, 110), (100, 200, 110, 300), (800, 600))
    """

    left: float
    bottom: float
    right: float
    top: float
    turn: int

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the view."""
        width, height = self.right - self.left, self.top - self.bottom
        return (height, width) if self.turn % 2 else (width, height)

    def place(self, left: float, bottom: float, right: float, top: float) -> Box:
        """Turn a box in PDF units (origin bottom left) to left, top, right, bottom in the view."""
        if self.turn == 0:
            return left - self.left, self.top - top, right - self.left, self.top - bottom
        if self.turn == 1:
            return bottom - self.bottom, left - self.left, top - self.bottom, right - self.left
        if self.turn == 2:
            return self.right - right, bottom - self.bottom, self.right - left, top - self.bottom
        return self.top - top, self.right - right, self.top - bottom, self.right - left

    def back(self, box: Box) -> Box:
        """Undo ``place``: left, bottom, right, top in PDF units."""
        left, top, right, bottom = box
        if self.turn == 0:
            return self.left + left, self.top - bottom, self.left + right, self.top - top
        if self.turn == 1:
            return self.left + top, self.bottom + left, self.left + bottom, self.bottom + right
        if self.turn == 2:
            return self.right - right, self.bottom + top, self.right - left, self.bottom + bottom
        return self.right - bottom, self.top - right, self.right - top, self.top - left


_box_of = pdfium.FPDFText_GetLooseCharBox  # called twice a run: the look-up costs a tenth of it


class TextLayer:
    """The characters of one open page.

    Boxes are asked for at both ends of a run only: a call takes 1 to 3 µs, and a line of
    28 characters would need 56.
    """

    def __init__(self, textpage: Any) -> None:
        self._raw = textpage.raw
        self._rect = pdfium.FS_RECTF()
        count = textpage.count_chars()
        text = textpage.get_text_range() if count else ""
        if len(text) != count:
            # Rare: characters without a code, or beyond the BMP (then halves of a surrogate pair,
            # put together with the line). One call a character keeps the positions.
            text = "".join(chr(pdfium.FPDFText_GetUnicode(self._raw, i) or 0) for i in range(count))
        self.text = text

    def runs(self, box: Box) -> tuple[list[Run], Frame]:
        """Return the runs in the order of the file, seen so that most of the text is upright."""
        return seen_upright(list(self._found()), box)

    def split(self, run: Run, frame: Frame) -> list[Run]:
        """Return a run character by character."""
        items = (self._measure(run.text[i], run.first + i, run.first + i) for i in range(len(run.text)))
        return [seen(item, frame) for item in items]

    def _found(self) -> Iterator[Piece]:
        for match in _RUN.finditer(self.text):
            item = self._measure(match.group(), match.start(), match.end() - 1)
            if _crooked(item):
                for i in range(match.start(), match.end()):
                    yield self._measure(self.text[i], i, i)
            else:
                yield item

    def _measure(self, text: str, first: int, last: int) -> Piece:
        box = start = self._char_box(first) or self._char_box(last) or (0.0, 0.0, 0.0, 0.0)
        em = box[2] - box[0], box[3] - box[1]
        wide = is_wide(text[0])
        if last > first:
            end = self._char_box(last) or start
            if not wide and is_wide(text[-1]):
                em, wide = (end[2] - end[0], end[3] - end[1]), True
            box = union(box, end)
        turn = self._turn(first, start, box)
        size = em[turn % 2] if wide and turn is not None else 0.0
        return text, box, turn, size, first

    def _char_box(self, index: int) -> Box | None:
        rect = self._rect
        if not _box_of(self._raw, index, rect):
            return None
        left, bottom, right, top = rect.left, rect.bottom, rect.right, rect.top
        # A PDF may state any number, also none; sums of wild ones are caught with a single comparison.
        if not -_FAR < left + bottom + right + top < _FAR:
            return None
        if left > right or bottom > top:  # mirrored writing
            return min(left, right), min(bottom, top), max(left, right), max(bottom, top)
        return left, bottom, right, top

    def _turn(self, index: int, start: Box, box: Box) -> int | None:
        """Quarter turns of the writing; the angle is asked for only where the boxes leave doubt."""
        if box[2] - box[0] > 3 * (box[3] - box[1]) and start[0] == box[0]:
            return 0
        angle = max(pdfium.FPDFText_GetCharAngle(self._raw, index), 0.0)  # -1 when it is unknown
        turns = round(angle / (math.pi / 2))  # clockwise
        return -turns % 4 if abs(angle - turns * math.pi / 2) < UPRIGHT else None


# Text, box in PDF units, quarter turns clockwise to see it upright, width of a Han character, index of its first character.
Piece = tuple[str, Box, "int | None", float, int]


def seen_upright(found: Sequence[Piece], box: Box) -> tuple[list[Run], Frame]:
    """Return the pieces of a page as runs, seen so that most of the text is upright."""
    weight = [0, 0, 0, 0]
    for text, _, turn, _, _ in found:
        if turn is not None:
            weight[turn] += len(text)
    frame = Frame(*box, weight.index(max(weight)))
    return [seen(item, frame) for item in found], frame


def seen(item: Piece, frame: Frame) -> Run:
    """Return a piece as it is seen in a frame."""
    text, box, turn, em, first = item
    relative = None if turn is None else (turn - frame.turn) % 4
    return Run(text, *frame.place(*box), em, relative, first)


def _crooked(item: Piece) -> bool:
    """True when the box at both ends of a run is no box of one line.

    It happens where PDFium runs two lines together, and where characters stand far apart.
    """
    text, box, turn, em, _ = item
    if len(text) < 2 or turn is None:
        return False
    along, across = (box[3] - box[1], box[2] - box[0]) if turn % 2 else (box[2] - box[0], box[3] - box[1])
    return bool(em) and (across > 1.9 * em or along > 1.35 * em * len(text) + em)


def is_wide(char: str) -> bool:
    """True for Han characters and full-width signs, which are one em wide."""
    return "\u2e80" <= char < "\uff61"


def union(one: Box, other: Box) -> Box:
    """Return the smallest box around both."""
    left, top, right, bottom = one
    a, b, c, d = other  # compared by hand: called for every run, and min() takes three times as long
    return (a if a < left else left, b if b < top else top, c if c > right else right, d if d > bottom else bottom)
