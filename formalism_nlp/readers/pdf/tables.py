"""Ruled tables of a PDF page: lines from PDFium, the cells they enclose, text from the runs."""

from __future__ import annotations

import re
from bisect import bisect, bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from ctypes import c_float, c_int
from dataclasses import dataclass
from itertools import count, pairwise
from typing import Any

from pypdfium2 import raw as pdfium

from .cells import Rule, tables_of
from .lines import glue, line_of, rows_of
from .runs import Box, Frame, Run, TextLayer, union

__all__ = ["Found", "Grid", "TableLimit", "find_grids", "grids_between", "ruling_lines"]

# Of 1,095 real pages the fullest has 886 objects, 1,400 ruling lines and 190 crossings.
_MOST_OBJECTS = 20_000
_MOST_EDGES = 6_000
_MOST_CROSSINGS = 1_500
# Borders drawn as filled rectangles: of 41,000 in real files 99.8 % are at most 1.5 pt thick, the thickest 3.
_THIN = 3.5
# Shorter lines are parts of letters and pictures; the lowest cell of the real tables is 5.2 pt high.
_SHORTEST = 4.0
# Forms inside forms: real files nest two.
_DEEPEST = 3
_FAR = 100_000.0  # outside of every page
_ITEM = re.compile(
    r"(?:\d{1,2}[.．、](?!\d)|[（(][一二三四五六七八九十\d]{1,3}[）)]|[一二三四五六七八九十]{1,3}、|[①-⑳])"
)


class TableLimit(Exception):  # noqa: N818 - a signal inside the reader
    """The page holds more drawing than is looked at."""


@dataclass(frozen=True)
class Grid:
    """A table: its box and the text of its cells as row, column, text, box."""

    box: Box
    cells: tuple[tuple[int, int, str, Box], ...]
    lefts: tuple[float, ...]
    rows: int


@dataclass(frozen=True)
class Found:
    """Tables of a page, the runs outside them, how many tables lost text and were given up.

    ``effort`` is what the search cost: every crossing is compared with those on its lines.
    """

    grids: tuple[Grid, ...]
    rest: tuple[Run, ...]
    given_up: int = 0
    effort: int = 0


def find_grids(page: Any, layer: TextLayer, frame: Frame, runs: Sequence[Run], em: float) -> Found:
    """Find the ruled tables of a page and take their runs out of the running text.

    Raises
    ------
    TableLimit
        If the page holds too many objects, lines or crossings to look at.
    """
    return grids_between(_segments(page.raw, frame), runs, em, lambda run: layer.split(run, frame))


def grids_between(segments: Iterable[Box], runs: Sequence[Run], em: float, split: Callable[[Run], list[Run]]) -> Found:
    """Find the tables between lines and thin rectangles; ``split`` takes a run apart into its characters.

    Raises
    ------
    TableLimit
        If there are too many lines or crossings to look at.
    """
    across, down = ruling_lines(segments)
    if len(across) < 2 or len(down) < 3:
        return Found((), tuple(runs))
    rest: list[Run] = list(runs)
    grids: list[Grid] = []
    given_up = 0
    enclosed = tables_of(across, down, _MOST_CROSSINGS)
    if enclosed is None:
        raise TableLimit
    tables, crossings = enclosed
    for cells in tables:
        box = cells[0]
        for cell in cells:
            box = union(box, cell)
        inside = [run for run in rest if run.turn is not None and _holds(box, run)]
        if not inside or len({cell[0] for cell in cells}) < 2:
            continue
        grid = _fill(cells, box, inside, em, split)
        if grid is None:
            given_up += 1
        elif len({column for _, column, _, _ in grid.cells}) > 1 and not _is_page_frame(grid):
            grids.append(grid)
            rest = [run for run in rest if run.turn is None or not _holds(box, run)]
    return Found(tuple(grids), tuple(rest), given_up, crossings**2)


def ruling_lines(segments: Iterable[Box]) -> tuple[list[Rule], list[Rule]]:
    """Return the horizontal and the vertical ruling lines among straight lines and thin rectangles."""
    across: list[Rule] = []
    down: list[Rule] = []
    for left, top, right, bottom in segments:
        if not -_FAR < left + right + top + bottom < _FAR:
            continue
        if bottom - top <= _THIN and right - left >= _SHORTEST:
            across.append(Rule((top + bottom) / 2, left, right))
        elif right - left <= _THIN and bottom - top >= _SHORTEST:
            down.append(Rule((left + right) / 2, top, bottom))
        if len(across) + len(down) > _MOST_EDGES:
            raise TableLimit
    return across, down


_Point = tuple[float, float]
_Matrix = tuple[float, float, float, float, float, float]
_IDENTITY: _Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def _segments(page: Any, frame: Frame) -> Iterator[Box]:
    """Yield left, top, right, bottom of every straight line and thin rectangle, in the frame of the page."""
    items = (pdfium.FPDFPage_GetObject(page, i) for i in range(pdfium.FPDFPage_CountObjects(page)))
    yield from _drawn(items, count(), _IDENTITY, frame, 0)


def _drawn(items: Iterable[Any], seen: Iterator[int], matrix: _Matrix, frame: Frame, depth: int) -> Iterator[Box]:
    # Called for 50,000 objects of a large file: one set of buffers and bound names halve the time.
    type_of, bounds_of, place = pdfium.FPDFPageObj_GetType, pdfium.FPDFPageObj_GetBounds, frame.place
    low_x, low_y, high_x, high_y = c_float(), c_float(), c_float(), c_float()
    path_type, form_type, plain = pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_FORM, matrix is _IDENTITY
    for item in items:
        if next(seen) > _MOST_OBJECTS:
            raise TableLimit
        kind = type_of(item)
        if kind == path_type:
            if not bounds_of(item, low_x, low_y, high_x, high_y):
                continue
            left, bottom, right, top = low_x.value, low_y.value, high_x.value, high_y.value
            if right - left > _THIN and top - bottom > _THIN:
                yield from (_placed(one, other, matrix, frame) for one, other in _borders(item))
            elif plain:
                yield place(left, bottom, right, top)
            else:
                yield _placed((left, bottom), (right, top), matrix, frame)
        elif kind == form_type and depth < _DEEPEST:
            inner = (pdfium.FPDFFormObj_GetObject(item, i) for i in range(pdfium.FPDFFormObj_CountObjects(item)))
            yield from _drawn(inner, seen, _multiply(_matrix(item), matrix), frame, depth + 1)


def _placed(one: _Point, other: _Point, matrix: _Matrix, frame: Frame) -> Box:
    """The box between two points in the frame of the page, whichever way they lie."""
    left, top, right, bottom = frame.place(*_apply(matrix, one), *_apply(matrix, other))
    return min(left, right), min(top, bottom), max(left, right), max(top, bottom)


def _borders(path: Any) -> Iterator[tuple[_Point, _Point]]:
    """Yield the lines of a path that is no line itself."""
    stroked = _is_stroked(path)
    # A filled rectangle has five points; only one with more parts can hold a thin one.
    if stroked or pdfium.FPDFPath_CountSegments(path) > 5:
        yield from _outline(path, stroked)


def _outline(path: Any, stroked: bool) -> Iterator[tuple[_Point, _Point]]:
    """Yield the straight lines of a path with several parts, or of a rectangle with a border.

    A rectangle that is only filled shades a cell or a word and rules nothing.
    """
    matrix = _matrix(path)
    start = here = (0.0, 0.0)
    part: list[tuple[_Point, _Point]] = []
    x, y = c_float(), c_float()
    for i in range(min(pdfium.FPDFPath_CountSegments(path), _MOST_EDGES)):
        segment = pdfium.FPDFPath_GetPathSegment(path, i)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        point = _apply(matrix, (x.value, y.value))
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            yield from _ruling(part, stroked)
            part, start = [], point
        elif kind == pdfium.FPDF_SEGMENT_LINETO:
            part.append((here, point))
        here = point
        if pdfium.FPDFPathSegment_GetClose(segment) and here != start:
            part.append((here, start))
            here = start
    yield from _ruling(part, stroked)


def _ruling(part: list[tuple[_Point, _Point]], stroked: bool) -> list[tuple[_Point, _Point]]:
    if stroked or not part:
        return part
    points = [point for ends in part for point in ends]
    low = min(p[0] for p in points), min(p[1] for p in points)
    high = max(p[0] for p in points), max(p[1] for p in points)
    return [(low, high)] if min(high[0] - low[0], high[1] - low[1]) <= _THIN else []


def _is_stroked(path: Any) -> bool:
    fill, stroke = c_int(), c_int()
    return bool(pdfium.FPDFPath_GetDrawMode(path, fill, stroke)) and bool(stroke.value)


def _matrix(item: Any) -> _Matrix:
    values = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(item, values):
        return _IDENTITY
    return values.a, values.b, values.c, values.d, values.e, values.f


def _apply(matrix: _Matrix, point: _Point) -> _Point:
    if matrix is _IDENTITY:
        return point
    a, b, c, d, e, f = matrix
    return a * point[0] + c * point[1] + e, b * point[0] + d * point[1] + f


def _multiply(one: _Matrix, two: _Matrix) -> _Matrix:
    a, b, c, d, e, f = one
    p = _apply(two, (e, f))
    return (
        a * two[0] + b * two[2], a * two[1] + b * two[3],
        c * two[0] + d * two[2], c * two[1] + d * two[3], *p,
    )  # fmt: skip


def _holds(box: Box, run: Run) -> bool:
    x, y = (run.left + run.right) / 2, (run.top + run.bottom) / 2
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def _fill(cells: list[Box], box: Box, runs: Sequence[Run], em: float, split: Callable[[Run], list[Run]]) -> Grid | None:
    """Put runs into cells; None when some text belongs to no cell."""
    lefts = sorted({cell[0] for cell in cells})
    tops = sorted({cell[1] for cell in cells})
    slots = {slot: cell for cell in cells for slot in _slots(cell, lefts, tops)}
    held: dict[Box, list[Run]] = {cell: [] for cell in cells}
    for run in runs:
        cell = slots.get(_slot(run, lefts, tops))
        if cell is not None and (len(run.text) == 1 or _fits(cell, run)):
            held[cell].append(run)
            continue
        for char in split(run):
            cell = slots.get(_slot(char, lefts, tops))
            if cell is None:
                return None
            held[cell].append(char)
    texts = [
        (bisect_left(tops, cell[1]), bisect_left(lefts, cell[0]), _cell_text(held[cell], em), cell)
        for cell in cells
        if held[cell]
    ]
    return Grid(box, tuple(sorted(texts)), tuple(lefts), len(tops))


def _slots(cell: Box, lefts: Sequence[float], tops: Sequence[float]) -> Iterator[tuple[int, int]]:
    """Yield the rows and columns that a cell covers; merged cells cover several."""
    for row in range(bisect_left(tops, cell[1]), bisect_left(tops, cell[3])):
        for column in range(bisect_left(lefts, cell[0]), bisect_left(lefts, cell[2])):
            yield row, column


def _slot(run: Run, lefts: Sequence[float], tops: Sequence[float]) -> tuple[int, int]:
    return bisect(tops, (run.top + run.bottom) / 2) - 1, bisect(lefts, (run.left + run.right) / 2) - 1


def _fits(cell: Box, run: Run) -> bool:
    slack = 0.5 * (run.bottom - run.top)
    return run.left > cell[0] - slack and run.right < cell[2] + slack


def _cell_text(runs: Sequence[Run], em: float) -> str:
    """Join the lines of a cell; a line end stays where a short line ends a sentence or a number follows."""
    lines = [line_of(row, em, cell=True) for row in rows_of(runs)]
    right = max(line.right for line in lines)
    text = lines[0].text
    for before, line in pairwise(lines):
        ended = before.right < right - 1.5 * line.em and before.text[-1] in "。；：;:"
        text += "\n" if ended or _ITEM.match(line.text) else glue(text, line.text)
        text += line.text
    return text


def _is_page_frame(grid: Grid) -> bool:
    """True when one cell holds nearly everything: a frame drawn around a page of a web site."""
    sizes = [len(text) for _, _, text, _ in grid.cells]
    return max(sizes) > 600 and max(sizes) > 0.9 * sum(sizes)
