"""Find formalism (形式主义) in Chinese official documents: where, how much and why.

Every public name is loaded when it is first used, so importing the package is light.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING:
    from .bulk import score_many
    from .document import Document
    from .findings import Failure, Report
    from .model import classify
    from .readers import read
    from .reuse.compare import compare
    from .reuse.index import ReuseIndex
    from .rules import RULES, check
    from .scorer import Scorer, score

_HOME = {
    "Document": "document",
    "Failure": "findings",
    "RULES": "rules",
    "Report": "findings",
    "Scorer": "scorer",
    "ReuseIndex": "reuse.index",
    "check": "rules",
    "classify": "model",
    "compare": "reuse.compare",
    "read": "readers",
    "score": "scorer",
    "score_many": "bulk",
}

__all__ = [
    "RULES", "Document", "Failure", "Report", "ReuseIndex", "Scorer", "__version__", "check", "classify", "compare",
    "read", "score", "score_many",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f".{_HOME[name]}", __name__), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
