"""Where a score stands among real documents of the same kind and level."""

from __future__ import annotations

import json
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any

from .document import Meta
from .profile import Profile

__all__ = ["COMPARED_PARTS", "Cell", "find_cell", "kind_of", "level_of", "percentile", "reference_id"]

# A share of fewer documents than this moves by more than three points with a single one.
FEWEST = 30
# Parts that need no other document: the reference was computed from these alone.
COMPARED_PARTS = ("emptiness", "burden", "form")


@dataclass(frozen=True)
class Cell:
    """Documents that a score is compared with, and the quantiles of their scores in equal steps from 0 to 1.

    ``kind`` or ``level`` is None where the group holds all of them.
    """

    kind: str | None
    level: str | None
    count: int
    quantiles: tuple[float, ...]


def kind_of(meta: Meta) -> str | None:
    """Return what documents are grouped by: 方案 under a 通知 is a 方案."""
    return meta.carrier or meta.genre


def level_of(meta: Meta) -> str:
    """Return the level of the first issuer."""
    return meta.issuers[0].level if meta.issuers else "unknown"


def find_cell(kind: str | None, level: str) -> Cell | None:
    """Return the narrowest group of at least 30 documents: kind and level, the kind, the level; None if there is none.

    Examples
    --------
    >>> cell = find_cell("通知", "central")
    >>> cell.kind, cell.level, cell.count >= 30
    ('通知', 'central', True)
    >>> find_cell("不明", "unknown") is None
    True
    """
    cells = _table()["cells"]
    for a_kind, a_level in ((kind, level), (kind, None), (None, level)):
        found = cells.get(f"{a_kind or '*'}/{a_level or '*'}")
        if found is not None and found["count"] >= FEWEST:
            return Cell(a_kind, a_level, found["count"], tuple(found["quantiles"]))
    return None


def percentile(value: float, meta: Meta, profile: Profile) -> float | None:
    """Return the share of like documents, in per cent, that score lower; ties count half.

    ``value`` is the score made of ``COMPARED_PARTS`` alone. None where too few documents are alike, or
    where the profile is not the one that the reference was computed with.
    """
    cell = find_cell(kind_of(meta), level_of(meta))
    if cell is None or profile.digest != _table()["profile"]:
        return None
    return round(_place(value, cell.quantiles), 0)


def reference_id() -> str:
    """Return the short name of the corpus and model behind the reference."""
    table = _table()
    return f"{table['corpus'][:8]}-{table['model']}"


def _place(value: float, quantiles: Sequence[float]) -> float:
    """Per cent of a distribution below a value, read off its quantiles with straight lines between them."""
    step = 100 / (len(quantiles) - 1)
    low, high = bisect_left(quantiles, value), bisect_right(quantiles, value)
    if low < high:
        return step * (low + high - 1) / 2
    if low == 0:
        return 0.0
    if low == len(quantiles):
        return 100.0
    below, above = quantiles[low - 1], quantiles[low]
    return step * (low - 1 + (value - below) / (above - below))


@lru_cache(maxsize=1)
def _table() -> dict[str, Any]:
    text = (resources.files(__package__) / "data" / "reference.json").read_text(encoding="utf-8")
    table: dict[str, Any] = json.loads(text)
    return table
