"""Data tables of a web page, as against tables that only lay the page out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from statistics import median

from .lines import Box, Page

__all__ = ["Cell", "data_tables"]

# The median cell of each of 49 real tables of two rows and columns has at most 21 characters; the
# cells that lay out a page hold paragraphs.
_SHORT_CELL = 60
# The widest of 177 real pages has 13 columns; spans that reach further are mistakes or attacks.
_MOST_COLUMNS = 100


@dataclass(frozen=True)
class Cell:
    """A filled cell: its place in the grid and its lines, ``first`` to before ``last``."""

    row: int
    column: int
    first: int
    last: int


@dataclass
class _Table:
    box: int
    rows: dict[int, list[Box]] = field(default_factory=dict)
    nested: bool = False


def data_tables(page: Page) -> dict[int, list[Cell]]:
    """Find the tables with at least two filled columns and rows of mostly short cells.

    Returns
    -------
    dict
        For the box number of each table its filled cells in reading order.
    """
    found = {}
    for table in _tables(page.boxes):
        if table.nested:
            continue
        cells = list(_grid(table.rows.values()))
        per_row: dict[int, int] = {}
        for cell in cells:
            per_row[cell.row] = per_row.get(cell.row, 0) + 1
        if sum(count >= 2 for count in per_row.values()) < 2:
            continue
        lengths = [sum(len(line.text) for line in page.lines[cell.first : cell.last]) for cell in cells]
        if median(lengths) <= _SHORT_CELL:
            found[table.box] = cells
    return found


def _tables(boxes: list[Box]) -> list[_Table]:
    """Collect the rows of each table; a table around another one is there for layout."""
    inside: list[_Table | None] = []
    row_of: list[int] = []
    found = []
    for i, box in enumerate(boxes):
        table = inside[box.parent] if box.parent >= 0 else None
        row = row_of[box.parent] if box.parent >= 0 else -1
        if box.tag == "table":
            if table is not None and box.first < box.last:
                table.nested = True
            table, row = _Table(i), i
            found.append(table)
        elif box.tag == "tr":
            row = i
        elif box.tag in ("td", "th") and table is not None:
            table.rows.setdefault(row, []).append(box)
        inside.append(table)
        row_of.append(row)
    return found


def _grid(rows: Iterable[list[Box]]) -> Iterator[Cell]:
    """Give each filled cell its row and column, counting the places that spans take up."""
    free_from: dict[int, int] = {}  # column -> first row that no cell from above reaches
    for number, row in enumerate(rows):
        column = 0
        for box in row:
            while free_from.get(column, 0) > number:
                column += 1
            if box.first < box.last:
                yield Cell(number, column, box.first, box.last)
            width, height = box.spans
            end = min(column + max(width, 1), _MOST_COLUMNS)
            if height > 1:
                free_from.update(dict.fromkeys(range(column, end), number + height))
            column = max(end, column + 1)
