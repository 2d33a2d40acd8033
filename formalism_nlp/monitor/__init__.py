"""Watching over time: a store of scored documents, counting rules, points, period reports, a ledger.

Needs the extra ``[monitor]`` (DuckDB).
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .adding import Added, add
    from .ledger import Ledger
    from .page import dashboard
    from .periods import Period
    from .policy import Policy, load_policy
    from .registry import Point, add_point, points
    from .report import PeriodReport, period_report
    from .store import Store

_HOME = {
    "Added": "adding",
    "Ledger": "ledger",
    "Period": "periods",
    "PeriodReport": "report",
    "Point": "registry",
    "Policy": "policy",
    "Store": "store",
    "add": "adding",
    "add_point": "registry",
    "dashboard": "page",
    "load_policy": "policy",
    "period_report": "report",
    "points": "registry",
}
__all__ = [
    "Added", "Ledger", "Period", "PeriodReport", "Point", "Policy", "Store", "add", "add_point", "dashboard",
    "load_policy", "period_report", "points",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f".{_HOME[name]}", __name__), name)
    globals()[name] = value
    return value
