"""Runs of equal letters of two texts, and the boxes of the plane between them where they crowd."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from .letters import Letters

__all__ = ["Ints", "covered", "find_boxes"]

Ints = NDArray[np.int64]

# A pair of letters that stands more often than this in the other text says nothing about a place in it.
_MOST_REPEATS = 24
# Runs of this many letters start a passage; shorter ones only fill it. With three letters in ten
# replaced there are still seven such runs in a hundred letters, with four in ten still five.
_STRONG = 4
# Strong runs closer than this on both sides belong together: a clause moved within its sentence
# travels less than one cell, a dropped clause leaves less than one empty.
_CELL = 28
# A box needs this many letters in strong runs, and this share of its longer side: passages of 80 letters with
# four in ten replaced have 16 and a fifth; boxes of chance are looked at no further.
_LEAST_STRONG = 17
_THINNEST = 0.08
# Weak runs count only this near the diagonal of a strong one, where chance fills one letter in twenty.
_BAND = 12
# Company beyond this many letters on the same diagonal ranks a run no higher.
_COMPANY = 60


def find_boxes(child: Letters, parent: Letters) -> Iterator[Ints]:
    """Yield the runs of each box in which a passage may lie, every letter with one counterpart.

    Yields
    ------
    array of int64, shape (n, 3)
        Rows (child, parent, length) of runs of equal letters.
    """
    runs = _runs(child, parent)
    strong = runs[_is_strong(runs, child, parent)]
    if not len(strong):
        return
    weak = _weak_near(strong, runs)
    codes = child.codes.tolist(), parent.codes.tolist()
    for box in _boxes(strong):
        if min(covered(box, 0), covered(box, 1)) >= _LEAST_STRONG:
            yield _one_to_one(_with_weak(box, weak), codes)


def covered(runs: Ints, side: int) -> int:
    """Count the letters of one side that lie in a run."""
    total, reached = 0, -1
    for start, length in sorted(zip(runs[:, side].tolist(), runs[:, 2].tolist(), strict=True)):
        end = start + length
        if end > reached:
            total += end - max(start, reached)
            reached = end
    return total


def _runs(child: Letters, parent: Letters) -> Ints:
    """Return maximal runs of equal letters as rows (child, parent, length), of two letters or more."""
    own, other = child.grams(2), parent.grams(2)
    order = np.argsort(other, kind="stable")
    ranked = other[order]
    first = np.searchsorted(ranked, own, "left")
    count = np.searchsorted(ranked, own, "right") - first
    count[count > _MOST_REPEATS] = 0
    starts = np.repeat(np.arange(len(own)), count)
    if not len(starts):
        return np.zeros((0, 3), np.int64)
    within = np.arange(len(starts)) - np.repeat(np.cumsum(count) - count, count)
    ends = order[np.repeat(first, count) + within]
    diagonal = starts - ends
    by_diagonal = np.lexsort((starts, diagonal))
    starts, ends, diagonal = starts[by_diagonal], ends[by_diagonal], diagonal[by_diagonal]
    breaks = np.flatnonzero((np.diff(diagonal) != 0) | (np.diff(starts) != 1)) + 1
    begin = np.concatenate(([0], breaks))
    length = np.diff(np.concatenate((begin, [len(starts)]))) + 1
    return np.stack((starts[begin], ends[begin], length), axis=1).astype(np.int64)


def _is_strong(runs: Ints, child: Letters, parent: Letters) -> NDArray[np.bool_]:
    """Tell which runs start a passage: those of four letters, and rare ones of three."""
    strong: NDArray[np.bool_] = runs[:, 2] >= _STRONG
    three = np.flatnonzero(runs[:, 2] == _STRONG - 1)
    for number, side in enumerate((child, parent)):
        grams = side.grams(_STRONG - 1)
        ordered = np.sort(grams)
        own = grams[runs[three, number]]
        three = three[np.searchsorted(ordered, own, "right") - np.searchsorted(ordered, own) == 1]
    strong[three] = True
    return strong


def _boxes(strong: Ints) -> Iterator[Ints]:
    """Group strong runs that touch or neighbour the same cells of the child-parent plane."""
    count = (strong[:, 2] - 1) // _CELL + 1
    owner = np.repeat(np.arange(len(strong)), count)
    step = (np.arange(len(owner)) - np.repeat(np.cumsum(count) - count, count)) * _CELL
    rows, columns = (strong[owner, 0] + step) // _CELL, (strong[owner, 1] + step) // _CELL
    cells: dict[tuple[int, int], int] = {}
    label = np.array([cells.setdefault(cell, len(cells)) for cell in zip(rows.tolist(), columns.tolist(), strict=True)])
    group = np.array(_joined(cells))[label[np.flatnonzero(np.diff(owner, prepend=-1))]]
    order = np.argsort(group, kind="stable")
    first = np.flatnonzero(np.diff(group[order], prepend=-1))
    sides = strong[order, :2]
    extent = np.maximum.reduceat(sides + strong[order, 2:], first) - np.minimum.reduceat(sides, first)
    weight = np.add.reduceat(strong[order, 2], first)
    good = (weight >= _LEAST_STRONG) & (weight >= _THINNEST * extent.max(axis=1))
    for begin, end in zip(first[good].tolist(), np.append(first, len(order))[1:][good].tolist(), strict=True):
        yield strong[order[begin:end]]


def _joined(cells: dict[tuple[int, int], int]) -> list[int]:
    """Return for each cell the number of the group of neighbouring cells that it is in."""
    above = list(range(len(cells)))

    def root(node: int) -> int:
        while above[node] != node:
            above[node] = above[above[node]]
            node = above[node]
        return node

    for (row, column), node in cells.items():
        for near in ((row, column + 1), (row + 1, column - 1), (row + 1, column), (row + 1, column + 1)):
            other = cells.get(near)
            if other is not None:
                above[root(other)] = root(node)
    return [root(node) for node in range(len(cells))]


def _one_to_one(runs: Ints, codes: tuple[list[int], list[int]]) -> Ints:
    """Give each letter of both sides at most one counterpart.

    Long runs that have company on their diagonal come first; what is left of a run beside
    them is kept when it is two letters or more. In the end each run grows over equal
    letters that frequent pairs had left out.
    """
    low = runs[:, :2].min(axis=0)
    high = (runs[:, :2] + runs[:, 2:]).max(axis=0) - low
    band = (runs[:, 0] - runs[:, 1]) // _BAND
    band -= band.min() - 1
    mass = np.bincount(band, runs[:, 2], minlength=band.max() + 2)
    company = mass[band - 1] + mass[band] + mass[band + 1]
    rank = np.argsort(-(runs[:, 2] + np.minimum(company, _COMPANY) / 2), kind="stable")
    own, other = bytearray(int(high[0]) + 1), bytearray(int(high[1]) + 1)
    own[-1] = other[-1] = 1
    kept: list[tuple[int, int, int]] = []
    for start, other_start, length in (runs[rank] - np.append(low, 0)).tolist():
        begin, stop = 0, length
        if own.find(1, start, start + length) >= 0 or other.find(1, other_start, other_start + length) >= 0:
            begin, stop = _free(own, other, start, other_start, length)
        size = stop - begin
        if size >= 2:
            kept.append((start + begin, other_start + begin, size))
            own[start + begin : start + stop] = other[other_start + begin : other_start + stop] = b"\1" * size
    grown = _grown(kept, (own, other), codes, (int(low[0]), int(low[1])))
    rows: Ints = np.array(grown, np.int64).reshape(-1, 3) + np.append(low, 0)
    return rows


def _grown(
    kept: list[tuple[int, int, int]],
    taken: tuple[bytearray, bytearray],
    codes: tuple[list[int], list[int]],
    low: tuple[int, int],
) -> list[tuple[int, int, int]]:
    """Lengthen runs at both ends over equal letters that are free on both sides."""
    own, other = taken
    left, right = codes
    grown = []
    for begin, other_begin, length in sorted(kept):
        start, other_start, end, other_end = begin, other_begin, begin + length, other_begin + length
        while not own[end] and not other[other_end] and left[low[0] + end] == right[low[1] + other_end]:
            own[end] = other[other_end] = 1
            end, other_end = end + 1, other_end + 1
        while start and other_start and not own[start - 1] and not other[other_start - 1] \
                and left[low[0] + start - 1] == right[low[1] + other_start - 1]:  # fmt: skip
            start, other_start = start - 1, other_start - 1
            own[start] = other[other_start] = 1
        grown.append((start, other_start, end - start))
    return grown


def _free(own: bytearray, other: bytearray, start: int, other_start: int, length: int) -> tuple[int, int]:
    """Return the longest stretch of a run that is free on both sides."""
    best = (0, 0)
    begin = 0
    for offset in range(length + 1):
        if offset == length or own[start + offset] or other[other_start + offset]:
            if offset - begin > best[1] - best[0]:
                best = (begin, offset)
            begin = offset + 1
    return best


def _weak_near(strong: Ints, runs: Ints) -> Ints:
    """Return the weak runs that stand near the diagonal of any strong one, in the order of the child."""
    weak = runs[runs[:, 2] < _STRONG]
    width = int(runs[:, 1].max()) // _BAND + 4
    steps = np.arange(-1, 2)
    around = (steps[:, None] * 2 * (width + int(runs[:, 0].max()) // _BAND) + steps).ravel()
    places = np.unique(_places(strong, width, int(runs[:, 0].max()))[:, None] + around)
    own = _places(weak, width, int(runs[:, 0].max()))
    at = np.minimum(np.searchsorted(places, own), len(places) - 1)
    near: Ints = weak[places[at] == own]
    return near[np.argsort(near[:, 0], kind="stable")]


def _places(runs: Ints, width: int, longest: int) -> Ints:
    """Number the cells of child position and diagonal that runs stand in."""
    bands = 2 * (width + longest // _BAND)
    places: Ints = (runs[:, 0] // _CELL + 1) * bands + (runs[:, 0] - runs[:, 1]) // _BAND + width
    return places


def _with_weak(box: Ints, weak: Ints) -> Ints:
    """Add to a box the weak runs inside it."""
    low, high = box[:, :2].min(axis=0) - _CELL, (box[:, :2] + box[:, 2:]).max(axis=0) + _CELL
    first, last = np.searchsorted(weak[:, 0], (low[0], high[0]))
    part = weak[first:last]
    return np.concatenate((box, part[(part[:, 1] >= low[1]) & (part[:, 1] < high[1])]))
