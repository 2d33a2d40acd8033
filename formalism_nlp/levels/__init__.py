"""Requirements on their way down: what a subordinate keeps, drops, adds, and makes stricter."""

from __future__ import annotations

from .compare import compare
from .model import DirectivePair, Escalation
from .part import escalation_part

__all__ = ["DirectivePair", "Escalation", "compare", "escalation_part"]
