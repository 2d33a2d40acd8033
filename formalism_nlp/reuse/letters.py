"""A text as an array of its letters, with the way back to positions in the text."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

__all__ = ["Letters", "letters"]

_PLANE = 0x10000
_NO_LETTER = 0
# What stands in for characters beyond the basic plane: rare Han of names; one class is enough to align them.
_BEYOND = 0xFFFF


@dataclass(frozen=True)
class Letters:
    """The letters and digits of a text, without punctuation and white space.

    Attributes
    ----------
    codes : array of uint16, shape (n,)
        One number for each letter; full-width and half-width forms, capitals and small
        letters share one.
    positions : array of int32, shape (n,)
        Where each letter stands in the text, in code points.
    size : int
        Length of the text.
    """

    codes: NDArray[np.uint16]
    positions: NDArray[np.int32]
    size: int

    def __len__(self) -> int:
        return len(self.codes)

    def index(self, position: int) -> int:
        """Return the number of letters in front of a position of the text."""
        return int(np.searchsorted(self.positions, position))

    def grams(self, size: int) -> NDArray[np.uint64]:
        """Return a 64-bit key for each run of ``size`` letters; exact up to four letters."""
        count = max(0, len(self.codes) - size + 1)
        keys = np.zeros(count, np.uint64)
        for offset in range(size):
            keys = keys * np.uint64(_PLANE if size <= 4 else _PRIME) + self.codes[offset : offset + count]
        return keys


# Odd, large, without pattern in its bits (golden ratio of 2**64): spreads longer grams over 64 bits.
_PRIME = 0x9E3779B97F4A7C15


def letters(text: str) -> Letters:
    """Reduce a text to its letters.

    Examples
    --------
    >>> found = letters("一、Ａ区：20")
    >>> "".join(map(chr, found.codes)), found.positions.tolist()
    ('一a区20', [0, 2, 3, 5, 6])
    """
    points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    codes = _table()[np.minimum(points, _BEYOND)]
    kept = np.flatnonzero(codes)
    return Letters(codes[kept], kept.astype(np.int32), len(points))


@lru_cache(maxsize=1)
def _table() -> NDArray[np.uint16]:
    """The number of every character of the basic plane; zero for those that are no letter."""
    table: NDArray[Any] = np.zeros(_PLANE, np.uint16)
    for point in range(_PLANE):
        plain = unicodedata.normalize("NFKC", chr(point)).lower() if point > 0x7F else chr(point).lower()
        if len(plain) == 1 and plain.isalnum():
            table[point] = min(ord(plain), _BEYOND)
    table[_BEYOND] = _BEYOND
    return table
