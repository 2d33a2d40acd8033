"""The text and the ruling lines of one OFD page, from its layers, templates and composite units."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from lxml import etree

from ...errors import TooLargeError
from ..pdf.runs import UPRIGHT, Box, Piece, is_wide, union
from .geometry import FAR, POINTS, Matrix, Point, number, outline
from .structure import children, first, local

__all__ = ["Budget", "Canvas", "draw"]

# The fullest of 56 real files has 4,900 graphic units. Composite units may hold each other, so that a
# small file can ask for any number.
_MOST_UNITS = 500_000
_MOST_CHARS = 5_000_000
# A page of A4 in the smallest type holds 16,000 characters; each takes half a kilobyte here.
_MOST_ON_PAGE = 200_000
# The fullest real file shows 304 composite units; 25,000 take two seconds.
_COMPOSITE_COSTS = 20
# Real files nest composite units one deep.
_DEEPEST = 8
# Font files are not opened; these hold for the Song and Fang Song faces of official documents.
_ASCENT, _DESCENT = 0.88, 0.12
_NARROW = 0.5  # width of Latin letters and figures, in widths of a Han character
# A gap wider than this, in widths of a Han character, begins a new run, as a step to another line does.
_GAP = 0.35


@dataclass
class Budget:
    """What a whole file may still hold."""

    units: int = _MOST_UNITS
    chars: int = _MOST_CHARS

    def take(self, units: int, chars: int) -> None:
        """Count units and characters.

        Raises
        ------
        TooLargeError
            If there are too many.
        """
        self.units -= units
        self.chars -= chars
        if self.units < 0:
            raise TooLargeError(f"OFD 的图文对象超过 {_MOST_UNITS // 10_000} 万个的上限，请拆分后再读")
        if self.chars < 0:
            raise TooLargeError(f"OFD 的文字超过 {_MOST_CHARS // 10_000} 万字的上限，请拆分后再读")


@dataclass
class Canvas:
    """What a page shows; y counts upwards in points, as in a PDF.

    ``chars`` are single characters and where they begin, ``pieces`` those that stand together, each with the index of
    its first character.
    """

    height: float
    budget: Budget
    composite: Callable[[str], etree._Element | None]
    chars: list[tuple[str, _Style, Point]] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)
    segments: list[Box] = field(default_factory=list)
    drawings: int = 0
    pictures: list[tuple[str, Box]] = field(default_factory=list)
    missing: int = 0

    def box(self, *points: Point) -> Box:
        """Return the box around points of the page, in points from the lower left corner."""
        left, right = min(x for x, _ in points), max(x for x, _ in points)
        top, bottom = min(y for _, y in points), max(y for _, y in points)
        if not -FAR < left + right + top + bottom < FAR:
            left, top, right, bottom = (min(max(value, -FAR), FAR) for value in (left, top, right, bottom))
        return left * POINTS, self.height - bottom * POINTS, right * POINTS, self.height - top * POINTS

    def char(self, index: int) -> Piece:
        """Return one character as a piece."""
        char, style, (x, y) = self.chars[index]
        right, top, bottom = x + style.advance(char), y - _ASCENT * style.size, y + _DESCENT * style.size
        corners = [(x, top), (right, bottom)]
        if style.matrix.b or style.matrix.c:
            corners += [(right, top), (x, bottom)]
        return char, self.box(*(style.matrix.apply(*corner) for corner in corners)), style.turn, style.em, index


def draw(canvas: Canvas, element: etree._Element, outer: Matrix, depth: int = 0) -> None:
    """Put everything below an element on the canvas: layers and page blocks, one inside the other."""
    for child in element:
        name = local(child)
        canvas.budget.take(1, 0)
        if name == "TextObject":
            _write(canvas, child, Matrix.of(child.get("CTM"), child.get("Boundary")).inside(outer))
        elif name == "PathObject":
            canvas.drawings += 1
            canvas.segments += _ruled(canvas, child, Matrix.of(child.get("CTM"), child.get("Boundary")).inside(outer))
        elif name == "ImageObject":
            matrix = Matrix.of(child.get("CTM"), child.get("Boundary")).inside(outer)
            corners = [matrix.apply(x, y) for x, y in ((0, 0), (1, 0), (0, 1), (1, 1))]
            canvas.pictures.append((child.get("ResourceID", ""), canvas.box(*corners)))
        elif name == "CompositeObject":
            canvas.budget.take(_COMPOSITE_COSTS, 0)
            unit = canvas.composite(child.get("ResourceID", "")) if depth < _DEEPEST else None
            if unit is None:
                canvas.missing += 1
            else:
                draw(canvas, unit, Matrix.of(child.get("CTM"), child.get("Boundary")).inside(outer), depth + 1)
        elif name in ("Content", "Layer", "PageBlock"):
            draw(canvas, child, outer, depth)


def _ruled(canvas: Canvas, path: etree._Element, matrix: Matrix) -> Iterator[Box]:
    """Yield the straight lines of a path, and a filled part as a whole, which is a line where it is thin."""
    stroked = path.get("Stroke", "true").lower() != "false"
    data = first(path, "AbbreviatedData")
    for part in outline(None if data is None else data.text, matrix):
        if stroked:
            yield from (canvas.box(*ends) for ends in part)
        else:
            yield canvas.box(*(point for ends in part for point in ends))


@dataclass(frozen=True)
class _Style:
    """How the characters of a text object are set: size and width in its own units, its place on the page."""

    size: float
    width: float
    matrix: Matrix
    turn: int | None
    em: float

    @classmethod
    def of(cls, element: etree._Element, matrix: Matrix) -> _Style:
        size = number(element.get("Size"), 0.0) or 1.0
        scale = number(element.get("HScale"), 1.0) or 1.0
        angle = math.atan2(-matrix.b, matrix.a) - math.radians(number(element.get("CharDirection"), 0.0))
        turns = round(angle / (math.pi / 2))
        em = abs(size * scale) * math.hypot(matrix.a, matrix.b) * POINTS
        turn = turns % 4 if abs(angle - turns * math.pi / 2) < UPRIGHT else None
        return cls(abs(size), abs(size * scale), matrix, turn, min(em, FAR))

    def advance(self, char: str) -> float:
        return self.width if is_wide(char) or char in "“”‘’—…·〔〕" else _NARROW * self.width


def _write(canvas: Canvas, element: etree._Element, matrix: Matrix) -> None:
    style = _Style.of(element, matrix)
    x = y = 0.0
    for code in children(element, "TextCode"):
        text = code.text or ""
        canvas.budget.take(0, len(text))
        if len(canvas.chars) + len(text) > _MOST_ON_PAGE:
            raise TooLargeError(f"OFD 有一页的文字超过 {_MOST_ON_PAGE // 10_000} 万字的上限，未读；请拆分后再读")
        x, y = number(code.get("X"), x), number(code.get("Y"), y)
        places = _places(text, style, (x, y), (code.get("DeltaX"), code.get("DeltaY")))
        _join(canvas, text, style, places)


def _places(text: str, style: _Style, start: Point, steps: tuple[str | None, str | None]) -> list[Point]:
    """Return where each character stands; where the file states no step, the width of the character counts."""
    across, down = _deltas(steps[0], len(text)), _deltas(steps[1], len(text))
    x, y = start
    places = [start]
    for i, char in enumerate(text[:-1]):
        natural = 0.0 if down else style.advance(char)
        x += across[i] if i < len(across) else natural
        y += down[i] if i < len(down) else 0.0
        places.append((x, y))
    return places


def _deltas(text: str | None, most: int) -> list[float]:
    """Read a list of steps, in which ``g 3 2.5`` stands for three steps of 2.5."""
    values: list[float] = []
    parts = iter((text or "").split(maxsplit=3 * most))
    for part in parts:
        if len(values) >= most:
            break
        if part != "g":
            values.append(number(part, 0.0))
            continue
        many, step = number(next(parts, None), 0.0), number(next(parts, None), 0.0)
        values += [step] * max(0, min(int(many), most - len(values)))
    return values


def _join(canvas: Canvas, text: str, style: _Style, places: list[Point]) -> None:
    """Add the characters, and the pieces between white space, gaps and steps to another line."""
    piece: list[int] = []
    stacked = False
    for i, char in enumerate(text):
        if char.isspace():
            _add(canvas, style, piece, stacked)
            piece = []
            continue
        if piece:
            below = _stands_below(style, text[i - 1], places[i - 1], places[i])
            if below is None or (len(piece) > 1 and below is not stacked):
                _add(canvas, style, piece, stacked)
                piece = []
            else:
                stacked = below
        piece.append(len(canvas.chars))
        canvas.chars.append((char, style, places[i]))
    _add(canvas, style, piece, stacked)


def _stands_below(style: _Style, before: str, one: Point, two: Point) -> bool | None:
    """False when a character stands beside the one before it, True when below, None when elsewhere."""
    gap, step = two[0] - one[0] - style.advance(before), two[1] - one[1]
    if abs(step) <= _GAP * style.size and -0.8 * style.width < gap <= _GAP * style.width:
        return False
    if abs(two[0] - one[0]) <= _GAP * style.width and 0 < step <= (1 + _GAP) * style.size:
        return True
    return None


def _add(canvas: Canvas, style: _Style, piece: list[int], stacked: bool) -> None:
    if not piece:
        return
    text = "".join(canvas.chars[i][0] for i in piece)
    box = union(canvas.char(piece[0])[1], canvas.char(piece[-1])[1])
    # Upright characters one below the other are read like a line turned by a quarter.
    turn = (style.turn + 3) % 4 if stacked and len(piece) > 1 and style.turn is not None else style.turn
    em = style.em if any(map(is_wide, text)) else 0.0
    canvas.pieces.append((text, box, turn, em, piece[0]))
