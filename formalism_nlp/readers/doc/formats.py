"""Pages of formatted runs, which say what is set on each paragraph and character ([MS-DOC] 2.9.32, 2.9.175)."""

from __future__ import annotations

import struct
from bisect import bisect_right
from collections.abc import Iterator
from itertools import pairwise

from ...errors import CorruptError
from .container import RESAVE
from .pieces import Text
from .sprms import MARKS, Mark, Paragraph, character_marks, modifiers, modify
from .styles import Style, Styles

__all__ = ["CharacterFormats", "ParagraphFormats"]

_PAGE = 512
# Paragraphs of one look are many; their properties are kept until there are this many looks.
_KEPT = 4096
_HUGE = (0x6645, 0x6646)


class _Pages:
    """The bytes of the file in order, each stretch with the page that describes it."""

    def __init__(self, stream: bytes, table: bytes) -> None:
        count = max(0, (len(table) - 4) // 8)
        starts = struct.unpack_from(f"<{count + 1}I", table) if count else ()
        numbers = struct.unpack_from(f"<{count}I", table, 4 * (count + 1)) if count else ()
        self._stream = stream
        # Out of order, or naming a page twice, the list is broken, and following it would take for ever.
        self.sound = len(set(numbers)) == count and all(left < right for left, right in pairwise(starts))
        self._starts, self._numbers = (starts, numbers) if self.sound else ((), ())

    def __len__(self) -> int:
        return len(self._numbers)

    def at(self, offset: int) -> int | None:
        """Return the page that describes a byte."""
        place = bisect_right(self._starts, offset) - 1
        return self._numbers[place] if 0 <= place < len(self._numbers) else None

    def between(self, start: int, end: int) -> Iterator[tuple[int, int, int]]:
        """Yield the pages that describe a range of bytes, each with the range that it describes."""
        for place in range(max(0, bisect_right(self._starts, start) - 1), len(self._numbers)):
            if self._starts[place] >= end:
                return
            yield self._numbers[place], self._starts[place], self._starts[place + 1]

    def page(self, number: int) -> bytes:
        """Return a page; empty if the file has no such page."""
        page = self._stream[number * _PAGE : (number + 1) * _PAGE]
        return page if len(page) == _PAGE else b""


class ParagraphFormats:
    """Properties of paragraphs, with what their styles say.

    Parameters
    ----------
    stream, table, data : bytes
        The stream WordDocument, the list of pages, and the stream Data, where long ones lie.
    styles : Styles
        The styles of the document.
    """

    def __init__(self, stream: bytes, table: bytes, data: bytes, styles: Styles) -> None:
        self._pages = _Pages(stream, table)
        self._data = data
        self._styles = styles
        self._kept: dict[tuple[int, int], Paragraph] = {}
        # Long properties lie each in a place of their own, so together they are no longer than the stream.
        self._left = 2 * len(data)

    @property
    def sound(self) -> bool:
        """The list of pages is in order."""
        return self._pages.sound

    def paragraph(self, text: Text, position: int) -> tuple[Paragraph, Style]:
        """Return the properties of the paragraph whose mark stands at a position, and its style."""
        piece = text.piece(position)
        paragraph = self._at(piece.place(position))
        if piece.changes:
            paragraph = modify(paragraph, piece.changes)
        return paragraph, self._styles.get(paragraph.style)

    def _at(self, offset: int) -> Paragraph:
        number = self._pages.at(offset)
        page = b"" if number is None else self._pages.page(number)
        count = page[-1] if page else 0
        if number is None or not count or 4 * (count + 1) + 13 * count > _PAGE:
            return Paragraph()
        place = bisect_right(struct.unpack_from(f"<{count + 1}I", page), offset) - 1
        if not 0 <= place < count:
            return Paragraph()
        if (number, place) not in self._kept:
            if len(self._kept) >= _KEPT:
                self._kept.clear()
            self._kept[number, place] = self._properties(page, 2 * page[4 * (count + 1) + 13 * place])
        return self._kept[number, place]

    def _properties(self, page: bytes, at: int) -> Paragraph:
        if not at:
            return Paragraph()
        start, size = at + 1, 2 * page[at] - 1
        if page[at] == 0:
            start, size = at + 2, 2 * page[at + 1] if at + 1 < _PAGE else 0
        content = page[start : start + size]
        if len(content) < 2:
            return Paragraph()
        paragraph = modify(Paragraph(style=struct.unpack_from("<H", content)[0]), content[2:])
        # A row of many cells does not fit on a page: the page says where its properties are.
        for code, operand in modifiers(content[2:]):
            if code in _HUGE:
                paragraph = modify(paragraph, self._huge(struct.unpack("<I", operand)[0]))
        return paragraph

    def _huge(self, at: int) -> bytes:
        if at + 2 > len(self._data):
            return b""
        size = struct.unpack_from("<H", self._data, at)[0]
        self._left -= size
        if self._left < 0:
            return b""
        return self._data[at + 2 : at + 2 + size]


class CharacterFormats:
    """Deleted, hidden and symbol characters.

    Parameters
    ----------
    stream, table : bytes
        The stream WordDocument and the list of pages.
    """

    def __init__(self, stream: bytes, table: bytes) -> None:
        self._pages = _Pages(stream, table)

    def marks(self, text: Text, start: int, end: int) -> Iterator[Mark]:
        """Yield the marked runs of a range, in order, by their positions in the text.

        Raises
        ------
        CorruptError
            If the pieces of the text lie over each other so often that no program wrote them.
        """
        visits = 4 * (len(self._pages) + len(text.pieces)) + 1000
        for piece in text.between(start, end):
            first, last = max(start, piece.start), min(end, piece.end)
            if piece.changes:
                whole = character_marks(first, last, piece.changes)
                if whole is not None:
                    yield whole
            begin, stop = piece.place(first), piece.place(last)
            for number, page_start, page_end in self._pages.between(begin, stop):
                visits -= 1
                if visits < 0:
                    raise CorruptError(f"Word 正文的分块表已损坏；请重新下载，或{RESAVE[1:]}")
                for mark in _marks_of(self._pages.page(number)):
                    # In characters, and no further than the page and the piece go.
                    left = first + max(0, max(mark.start, page_start) - begin) // piece.width
                    right = first + (min(mark.end, page_end, stop) - begin) // piece.width
                    if left < right:
                        yield Mark(left, right, mark.deleted, mark.hidden, mark.symbol)


def _marks_of(page: bytes) -> list[Mark]:
    if not any(code in page for code in MARKS):
        return []
    count = page[-1]
    if 5 * count + 4 > _PAGE:
        return []
    starts = struct.unpack_from(f"<{count + 1}I", page)
    if any(left > right for left, right in pairwise(starts)):
        return []
    found = []
    for place in range(count):
        at = 2 * page[4 * (count + 1) + place]
        if at:
            mark = character_marks(starts[place], starts[place + 1], page[at + 1 : at + 1 + page[at]])
            if mark is not None:
                found.append(mark)
    return found
