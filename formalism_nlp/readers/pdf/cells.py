"""Cells that ruling lines enclose, and the tables that cells form."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

__all__ = ["Cell", "Rule", "tables_of"]

# Lines closer than this are one line, and a gap of this width is no gap: the tolerances of pdfplumber.
_NEAR = 3.0

Cell = tuple[float, float, float, float]


class Rule(NamedTuple):
    """A horizontal or vertical line: its fixed coordinate, and where it begins and ends."""

    at: float
    start: float
    end: float


class _Line(NamedTuple):
    at: float
    stretches: tuple[tuple[float, float], ...]

    def stretch(self, at: float) -> int | None:
        """Which stretch of the line covers a coordinate."""
        for index, (start, end) in enumerate(self.stretches):
            if start - _NEAR <= at <= end + _NEAR:
                return index
        return None


def tables_of(across: Iterable[Rule], down: Iterable[Rule], most: int) -> tuple[list[list[Cell]], int] | None:
    """Group the smallest rectangles between lines to tables.

    Parameters
    ----------
    across, down : iterable of Rule
        Horizontal and vertical lines, in points.
    most : int
        Number of crossings above which the page is given up.

    Returns
    -------
    tuple or None
        Tables as lists of cells (left, top, right, bottom) from top to bottom, and the
        number of crossings; None when there are more than ``most``.

    Examples
    --------
    >>> across = [Rule(0, 0, 20), Rule(10, 0, 20)]
    >>> tables_of(across, [Rule(0, 0, 10), Rule(12, 0, 10), Rule(20, 0, 10)], 100)
    ([[(0.0, 0.0, 12.0, 10.0), (12.0, 0.0, 20.0, 10.0)]], 6)
    """
    rows, columns = _lines(across), _lines(down)
    crossings: dict[tuple[int, int], tuple[int, int]] = {}
    for i, row in enumerate(rows):
        for j, column in enumerate(columns):
            along, beside = row.stretch(column.at), column.stretch(row.at)
            if along is not None and beside is not None:
                crossings[i, j] = along, beside
        if len(crossings) > most:
            return None
    corners = list(_corners(crossings))
    cells = [(columns[a].at, rows[t].at, columns[b].at, rows[u].at) for t, a, u, b in corners]
    return _grouped(corners, cells), len(crossings)


def _lines(rules: Iterable[Rule]) -> list[_Line]:
    """Put rules with nearly the same coordinate on one line, and join what touches."""
    groups: list[list[Rule]] = []
    for rule in sorted(rules):
        if groups and rule.at - groups[-1][-1].at <= _NEAR:
            groups[-1].append(rule)
        else:
            groups.append([rule])
    return [_Line(sum(rule.at for rule in group) / len(group), _joined(group)) for group in groups]


def _joined(group: Iterable[Rule]) -> tuple[tuple[float, float], ...]:
    stretches: list[tuple[float, float]] = []
    for _, start, end in sorted(group, key=lambda rule: rule.start):
        if stretches and start <= stretches[-1][1] + _NEAR:
            stretches[-1] = stretches[-1][0], max(end, stretches[-1][1])
        else:
            stretches.append((start, end))
    return tuple(stretches)


def _corners(crossings: dict[tuple[int, int], tuple[int, int]]) -> Iterator[tuple[int, int, int, int]]:
    """Yield top, left, bottom, right line of the smallest closed rectangle at each crossing."""
    by_row: dict[int, list[int]] = defaultdict(list)
    by_column: dict[int, list[int]] = defaultdict(list)
    for i, j in crossings:
        by_row[i].append(j)
        by_column[j].append(i)
    for (top, left), (along, beside) in crossings.items():
        rights = [j for j in by_row[top] if j > left and crossings[top, j][0] == along]
        found = next(
            (
                (top, left, bottom, right)
                for bottom in by_column[left]
                if bottom > top and crossings[bottom, left][1] == beside
                for right in rights
                if (opposite := crossings.get((bottom, right))) is not None
                and opposite == (crossings[bottom, left][0], crossings[top, right][1])
            ),
            None,
        )
        if found is not None:
            yield found


def _grouped(corners: list[tuple[int, int, int, int]], cells: list[Cell]) -> list[list[Cell]]:
    """Put cells that share a corner into one table."""
    parent = list(range(len(cells)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    owner: dict[tuple[int, int], int] = {}
    for i, (top, left, bottom, right) in enumerate(corners):
        for corner in ((top, left), (top, right), (bottom, left), (bottom, right)):
            parent[root(i)] = root(owner.setdefault(corner, i))
    tables: dict[int, list[Cell]] = defaultdict(list)
    for i, cell in enumerate(cells):
        tables[root(i)].append(cell)
    return [table for table in tables.values() if len(table) > 1]
