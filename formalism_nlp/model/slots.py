"""Slots: what a sentence names (actor, number with unit, deadline, sanction, …), by literals.

A slot is a list of short literals in ``data/slots.txt``. All of them are looked up at once by
the hashes of the n-grams of a batch, which is why a literal has at most four characters.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

import numpy as np
from numpy.typing import NDArray

from .encode import BORDER, Batch, mix

__all__ = ["SHAPES", "Lexicon", "lexicon", "shapes"]

_LONGEST = 4
_SHIFT = np.uint64(64 - 16)  # a hundred times as many buckets as literals: 1 in 100 look-ups is in vain
# Marks that end a clause; the folded colon and semicolon are full width.
_CLAUSE_MARKS = np.array([ord(c) for c in "，、；。：！？,;:"], np.uint64)
SHAPES = ("characters", "clauses", "longest_clause", "mean_clause", "parallel", "numbers")


@dataclass(frozen=True)
class Lexicon:
    """Named lists of literals, ready for look-up.

    Attributes
    ----------
    names : tuple of str
        Slot names, in the order of the columns of :meth:`counts`.
    keys : array of uint64
        Hashes of the literals, sorted.
    slots : array of int
        ``slots[i, k]`` is the k-th slot of literal ``i``, or -1.
    filter : array of bool
        Tells of the top bits of a hash whether any key has them.
    """

    names: tuple[str, ...]
    keys: NDArray[np.uint64]
    slots: NDArray[np.intp]
    filter: NDArray[np.bool_]

    def counts(self, batch: Batch) -> NDArray[np.float32]:
        """Count the literals of each slot in each sentence; shape (sentences, slots)."""
        width = len(self.names)
        total = np.zeros(batch.size * width, np.int64)
        for length in range(1, _LONGEST + 1):
            hashes = _window_hashes(batch.chars, length)
            at = np.flatnonzero(self.filter[hashes >> _SHIFT])
            place = np.minimum(np.searchsorted(self.keys, hashes[at]), len(self.keys) - 1)
            exact = self.keys[place] == hashes[at]
            at, literal = at[exact], place[exact]
            # A literal that begins with a border begins in the sentence behind it: rows already say so.
            for slots in self.slots[literal].T:
                hit = slots >= 0
                total += np.bincount(batch.char_rows[at[hit]] * width + slots[hit], minlength=len(total))[: len(total)]
        return total.reshape(batch.size, width).astype(np.float32)


def _window_hashes(chars: NDArray[np.uint64], length: int) -> NDArray[np.uint64]:
    count = max(len(chars) - length + 1, 0)
    hashes = np.full(count, length, np.uint64)
    for offset in range(length):
        hashes = hashes * np.uint64(0x9E3779B97F4A7C15) + chars[offset : offset + count]
    return mix(hashes)


@lru_cache(maxsize=2)
def lexicon(name: str) -> Lexicon:
    """Load ``data/<name>.txt``.

    Examples
    --------
    >>> "deadline" in lexicon("slots").names
    True
    """
    lines = resources.files(__package__).joinpath(f"data/{name}.txt").read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    names = tuple(row[0] for row in rows)
    found: dict[int, list[int]] = {}
    for slot, row in enumerate(rows):
        for literal in row[1].split():
            codes = np.array([BORDER if c in "^$" else ord(c) for c in literal], np.uint64)
            if not 0 < len(codes) <= _LONGEST:
                raise ValueError(f"{name}.txt: 字面“{literal}”应为1至{_LONGEST}个字符")
            found.setdefault(int(_window_hashes(codes, len(codes))[0]), []).append(slot)
    return _make(names, found)


def _make(names: tuple[str, ...], found: dict[int, list[int]]) -> Lexicon:
    keys = np.array(sorted(found), np.uint64)
    width = max(len(slots) for slots in found.values())
    slots = np.full((len(keys), width), -1, np.intp)
    for i, key in enumerate(keys):
        slots[i, : len(found[int(key)])] = found[int(key)]
    filter_ = np.zeros(1 << 16, bool)
    filter_[keys >> _SHIFT] = True
    return Lexicon(names, keys, slots, filter_)


def shapes(batch: Batch) -> NDArray[np.float32]:
    """Measure the outer shape of each sentence; columns as in ``SHAPES``.

    ``parallel`` is the longest run of neighbouring clauses of equal length, 3 to 10 characters
    each, less one: 横向到边、纵向到底 has 1.
    """
    border = batch.chars == BORDER
    mark = border | np.isin(batch.chars, _CLAUSE_MARKS)
    at = np.flatnonzero(mark)
    lengths = np.diff(at) - 1
    rows = batch.char_rows[at[:-1]]
    used = lengths > 0
    lengths, rows = lengths[used], rows[used]
    size = batch.size
    out = np.zeros((size, len(SHAPES)), np.float32)
    out[:, 0] = np.log1p(np.bincount(batch.char_rows[~border], minlength=size)[:size])
    out[:, 1] = np.bincount(rows, minlength=size)[:size]
    np.maximum.at(out[:, 2], rows, lengths)
    out[:, 3] = np.bincount(rows, lengths, minlength=size)[:size] / np.maximum(out[:, 1], 1)
    _parallel(out[:, 4], rows, lengths)
    out[:, 5] = np.bincount(batch.char_rows[batch.chars == ord("0")], minlength=size)[:size]
    return out


def _parallel(out: NDArray[np.float32], rows: NDArray[np.intp], lengths: NDArray[np.intp]) -> None:
    same = (rows[1:] == rows[:-1]) & (lengths[1:] == lengths[:-1]) & (lengths[1:] >= 3) & (lengths[1:] <= 10)
    run = np.cumsum(same)
    # Length of the current run of True: the count so far, less the count at the last False.
    base = np.maximum.accumulate(np.where(same, 0, run)) if len(run) else run
    np.maximum.at(out, rows[1:], run - base)
