"""Sets of documents: requirements stated again, rules over a set, a plan against the last, a policy down its levels."""

from __future__ import annotations

from .chains import Chain, Link, Step, Trace, chain
from .ledger import Place, Repetition, RepetitionKind, repeats
from .report import SeriesReport, series_report
from .rules import SET_RULES, check_set
from .stickiness import Stickiness, stickiness

__all__ = [
    "SET_RULES", "Chain", "Link", "Place", "Repetition", "RepetitionKind", "SeriesReport", "Step", "Stickiness", "Trace",
    "chain", "check_set", "repeats", "series_report", "stickiness",
]  # fmt: skip
