"""Which texts of a segment hold a seed: sorted hashes with their texts, looked up in bulk."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .fingerprint import U32, Scheme, distinct, gram_hashes

__all__ = ["Postings", "build_postings", "seeds_of"]

# One seed in four: with three letters in ten replaced, a passage of 200 letters still has 12 of them.
_BITS = np.uint32(2)
_KEPT = np.uint32(2**30)
_BATCH = 2_000_000
# A seed in more texts than this share of the segment is wording, not a trace; few texts are always looked at.
_MOST_COMMON, _ALWAYS = 0.003, 24


@dataclass(frozen=True)
class Postings:
    """Seeds of a segment in order: high half as index into ``top``, low half in ``low``.

    Attributes
    ----------
    top : array of int64, shape (65537,)
        Where the seeds with each high half begin.
    low : array of uint16
        Low halves, ascending within each high half.
    owners : array of uint32
        The text of each seed, numbered within the segment.
    texts : int
        Texts in the segment.
    """

    top: NDArray[np.int64]
    low: NDArray[np.uint16]
    owners: U32
    texts: int

    def hits(self, seeds: U32) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
        """Look seeds up.

        Returns
        -------
        seed, text, often : arrays of int64
            One entry for each posting: which of ``seeds``, in which text, in how many texts.
        """
        high, low = (seeds >> np.uint32(16)).astype(np.int64), (seeds & np.uint32(0xFFFF)).astype(np.uint16)
        most = int(max(_ALWAYS, _MOST_COMMON * self.texts))
        first = self._bisect(self.top[high], self.top[high + 1], low, above=False)
        stop = self._bisect(first, np.minimum(first + most + 1, self.top[high + 1]), low, above=True)
        count = stop - first
        count[count > most] = 0
        seed = np.repeat(np.arange(len(seeds)), count)
        at = np.arange(len(seed)) - np.repeat(np.cumsum(count) - count - first, count)
        return seed, self.owners[at].astype(np.int64), count[seed]

    def _bisect(
        self, begin: NDArray[np.int64], end: NDArray[np.int64], low: NDArray[np.uint16], *, above: bool
    ) -> NDArray[np.int64]:
        """Bisect all seeds at once: the first posting in their range that is not below, or is above, each."""
        last = len(self.low) - 1
        for _ in range(int((end - begin).max(initial=0)).bit_length()):
            middle = (begin + end) >> 1
            found = self.low[np.minimum(middle, last)]
            right = (found <= low if above else found < low) & (begin < end)
            begin, end = np.where(right, middle + 1, begin), np.where(right, end, middle)
        return begin


def seeds_of(units: NDArray[Any], scheme: Scheme) -> tuple[U32, NDArray[np.int64]]:
    """Return the sampled seeds of one text and where each first stands."""
    hashes = gram_hashes(units.astype(np.uint32), scheme.seed)
    places = np.flatnonzero(hashes < _KEPT)
    seeds, first = np.unique(hashes[places], return_index=True)
    return seeds << _BITS, places[first]


def build_postings(texts: Sequence[NDArray[Any]], scheme: Scheme) -> Postings:
    """Collect the seeds of all texts of a segment."""
    parts = [np.zeros(0, np.uint64)]
    begin = size = 0
    for number, units in enumerate(texts):
        size += len(units)
        if size >= _BATCH or number == len(texts) - 1:
            parts.append(_batch(texts[begin : number + 1], scheme, begin))
            begin, size = number + 1, 0
    keys = np.concatenate(parts)
    parts.clear()
    keys.sort()
    seeds = (keys >> np.uint64(32)).astype(np.uint32)
    top = np.searchsorted(seeds, np.arange(65537, dtype=np.uint64) << np.uint64(16)).astype(np.int64)
    return Postings(top, seeds.astype(np.uint16), keys.astype(np.uint32), len(texts))


def _batch(texts: Sequence[NDArray[Any]], scheme: Scheme, number: int) -> NDArray[np.uint64]:
    ends = np.cumsum([len(units) for units in texts])
    hashes = gram_hashes(np.concatenate(texts).astype(np.uint32), scheme.seed)
    kept = np.flatnonzero(hashes < _KEPT)
    owner = np.repeat(np.arange(len(texts)), np.diff(np.searchsorted(kept, ends), prepend=0))
    kept, owner = kept[kept + scheme.seed <= ends[owner]], owner[kept + scheme.seed <= ends[owner]]
    seeds = (hashes[kept] << _BITS).astype(np.uint64)
    return distinct(seeds << np.uint64(32) | (owner + number).astype(np.uint64))
