"""Puts together paragraphs and the cell and row marks between them, as Word's binary and RTF files give them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Union

from ..document import BlockKind
from .base import RawBlock

__all__ = ["Flow", "kind_of"]

# The deepest of 198 real files has two. A mark that names a depth opens all tables down to it.
_DEEPEST = 8
# Column borders of rows drawn by hand differ by a little, in twips (a millimetre is 57).
_SAME_BORDER = 60

_Item = Union[RawBlock, "_Table"]


@dataclass
class _Row:
    cells: list[list[_Item]]
    lefts: tuple[int, ...]


@dataclass
class _Table:
    rows: list[_Row] = field(default_factory=list)
    # The row and the cell that have begun and not ended.
    cells: list[list[_Item]] = field(default_factory=list)
    cell: list[_Item] = field(default_factory=list)

    def end_row(self, lefts: tuple[int, ...] = ()) -> None:
        if self.cell:
            self.cells.append(self.cell)
        if self.cells:
            self.rows.append(_Row(self.cells, lefts[: len(self.cells)]))
        self.cells, self.cell = [], []


class Flow:
    """Collects the paragraphs of one story; depth 0 is running text, 1 a table, 2 a table in its cell.

    Examples
    --------
    >>> flow = Flow()
    >>> flow.add(RawBlock("表"), 0)
    >>> for text in ("甲", "乙"):
    ...     flow.add(RawBlock(text), 1)
    ...     flow.end_cell(1)
    >>> flow.end_row(1)
    >>> [(block.text, block.cell) for block in flow.blocks()]
    [('表', None), ('甲', (0, 0, 0)), ('乙', (0, 0, 1))]
    """

    def __init__(self) -> None:
        self._items: list[_Item] = []
        self._open: list[_Table] = []
        self._tables = 0

    def add(self, block: RawBlock, depth: int) -> None:
        """Add a paragraph at a depth."""
        self._go_to(depth)
        self._container().append(block)

    def end_cell(self, depth: int) -> None:
        """End the cell that is open at a depth; it may be empty."""
        self._go_to(max(1, depth))
        table = self._open[-1]
        table.cells.append(table.cell)
        table.cell = []

    def end_row(self, depth: int, lefts: Sequence[int] = ()) -> None:
        """End the row that is open at a depth.

        Parameters
        ----------
        depth : int
            Depth of the row.
        lefts : sequence of int
            Left borders of its cells in twips, which tell the columns of a table with merged
            cells; without them cells are counted.
        """
        self._go_to(max(1, depth))
        self._open[-1].end_row(tuple(lefts))

    def blocks(self) -> list[RawBlock]:
        """Return all paragraphs and table cells in reading order."""
        self._go_to(0)
        found: list[RawBlock] = []
        for item in self._items:
            found += [item] if isinstance(item, RawBlock) else self._table_blocks(item)
        return found

    def _container(self) -> list[_Item]:
        return self._open[-1].cell if self._open else self._items

    def _go_to(self, depth: int) -> None:
        depth = max(0, min(depth, _DEEPEST))
        while len(self._open) > depth:
            self._open.pop().end_row()
        while len(self._open) < depth:
            table = _Table()
            self._container().append(table)
            self._open.append(table)

    def _table_blocks(self, table: _Table) -> list[RawBlock]:
        if all(len(row.cells) <= 1 for row in table.rows if any(row.cells)):
            # Not a table but a frame: red heads, signatures and whole letters are set in such. Rows without
            # any text only keep distance.
            return [block for row in table.rows for cell in row.cells for block in self._cell_blocks(cell)]
        number = self._tables
        self._tables += 1
        columns = _columns(table.rows)
        found: list[RawBlock] = []
        for row_number, row in enumerate(table.rows):
            nested: list[RawBlock] = []
            for place, cell in enumerate(row.cells):
                content = self._cell_blocks(cell)
                own = [block for block in content if block.cell is None]
                nested += [block for block in content if block.cell is not None]
                if own:
                    text = "\n".join(block.text for block in own)
                    column = columns[row_number][place]
                    found.append(RawBlock(text, "table_cell", anchor=own[0].anchor, cell=(number, row_number, column)))
            # The cells of one row stay together.
            found += nested
        return found

    def _cell_blocks(self, cell: list[_Item]) -> list[RawBlock]:
        found: list[RawBlock] = []
        for item in cell:
            found += [item] if isinstance(item, RawBlock) else self._table_blocks(item)
        return found


def _columns(rows: list[_Row]) -> list[list[int]]:
    """Return the grid column in which each cell of each row begins."""
    if any(len(row.lefts) < len(row.cells) or list(row.lefts) != sorted(row.lefts) for row in rows):
        return [list(range(len(row.cells))) for row in rows]
    grid: list[int] = []
    for left in sorted({left for row in rows for left in row.lefts}):
        if not grid or left > grid[-1] + _SAME_BORDER:
            grid.append(left)
    found = []
    for row in rows:
        columns: list[int] = []
        for left in row.lefts:
            column = bisect_right(grid, left) - 1
            # Two narrow cells of one row never share a column.
            columns.append(max(column, columns[-1] + 1) if columns else column)
        found.append(columns)
    return found


def kind_of(title: bool, outline: int | None) -> tuple[BlockKind | None, int | None]:
    """Return kind and level of a paragraph from its style and its outline level, which begins at 0."""
    if title:
        return "title", None
    # Levels below the fourth have no place in an official document, and 9 means running text.
    return ("heading", outline + 1) if outline is not None and 0 <= outline <= 3 else (None, None)
