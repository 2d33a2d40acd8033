"""Which texts of an index a query takes from: seeds in common, where they stand close together."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

__all__ = ["rank"]

Ints = NDArray[np.int64]

# Letters of the query in one window: half a short passage.
_WINDOW = 64
# Texts looked at window by window, of those with the most weight in common.
_LOOKED_AT = 192
# What a window is worth once another text has explained it: enough to rank its twin above chance.
_EXPLAINED = 0.15
# Hits in a window that chance or one shared term brings.
_CHANCE = 1.0


def rank(hits: tuple[Ints, Ints, Ints, Ints], texts: int, k: int) -> list[tuple[int, float]]:
    """Return the texts that best explain the query, best first, with the weight of each.

    Parameters
    ----------
    hits : tuple of arrays
        Where each seed stands in the query; and for each posting the number of its seed, its
        text, and in how many texts the seed is.
    texts : int
        Texts in the index.
    k : int
        How many are wanted.
    """
    seed_places, seed, text, often = hits
    if not len(seed):
        return []
    weight = np.log1p(texts / often)
    total = np.bincount(text, weight, minlength=texts)
    # Ties by number, so that the result does not hang on how numpy partitions.
    least = np.partition(total, -min(_LOOKED_AT, texts))[-min(_LOOKED_AT, texts)]
    looked_at = np.flatnonzero(total >= max(least, 1e-9))[: 4 * _LOOKED_AT]
    number = np.full(texts, -1)
    number[looked_at] = np.arange(len(looked_at))
    mine = np.flatnonzero(number[text] >= 0)
    windows = int(seed_places.max()) // _WINDOW + 2
    cells = number[text[mine]] * windows + seed_places[seed[mine]] // _WINDOW
    grid = np.bincount(cells, weight[mine], minlength=len(looked_at) * windows).reshape(-1, windows)
    # A passage straddles windows: neighbours count together.
    grid[:, :-1] += grid[:, 1:]
    grid = np.maximum(0.0, grid - _CHANCE * np.log1p(texts))
    return _cover(grid, looked_at, k)


def _cover(grid: NDArray[np.float64], names: Ints, k: int) -> list[tuple[int, float]]:
    """Choose texts one by one, each for the windows that those before it left open."""
    left = np.ones(grid.shape[1])
    open_ = np.ones(len(grid), bool)
    chosen = []
    for _ in range(min(k, len(grid))):
        worth = np.where(open_, grid @ left, -1.0)
        best = int(worth.argmax())
        if worth[best] <= 0:
            break
        open_[best] = False
        chosen.append((int(names[best]), float(worth[best])))
        left[grid[best] > 0] *= _EXPLAINED
    return chosen
