"""层层加码 as a part of the score."""

from __future__ import annotations

import math
from collections import Counter

from ..findings import Part
from ..reuse.compare import Comparison
from .model import Escalation

__all__ = ["escalation_part"]

# How much one escalation counts before its size: a new report or sanction weighs more than a wider word.
_WEIGHTS = {
    "report": 1.2,
    "sanction": 1.2,
    "frequency": 1.0,
    "quantity": 1.0,
    "deadline": 1.0,
    "scope": 1.0,
    "modality": 0.6,
}
# Three escalations of usual size make half of the worst.
_HALF = 3.0


def escalation_part(comparison: Comparison) -> Part:
    """Return the part ``escalation`` of the score from a comparison with the superior's document.

    An escalation counts more the further it goes, by the logarithm of its factor: doubling
    and halving count once, three doublings twice. Many of them come near 1 and never reach it.
    """
    found = comparison.escalations
    points = sum(_WEIGHTS[one.kind] * _size(one) for one in found)
    kinds = Counter(one.kind for one in found)
    figures = {
        "count": len(found), "points": round(points, 3), "kinds": dict(sorted(kinds.items())),
        "largest": max((_ratio(one) for one in found if one.factor), default=None), "parent": comparison.parent.id,
    }  # fmt: skip
    return Part("escalation", round(1 - 0.5 ** (points / _HALF), 4), 1.0, tuple(one.span for one in found), figures)


def _size(one: Escalation) -> float:
    return 1.0 if not one.factor else min(2.0, 0.5 + 0.5 * math.log2(_ratio(one)))


def _ratio(one: Escalation) -> float:
    """How many times as heavy: 10日→5日 is 2, like 每月→每月两次."""
    factor = one.factor or 1.0
    return round(max(factor, 1 / factor), 4)
