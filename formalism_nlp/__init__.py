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
    from .levels import compare
    from .model import classify
    from .readers import read
    from .render.frame import to_frame
    from .reuse.index import ReuseIndex
    from .rules import RULES, check
    from .scorer import Scorer, score
    from .series import chain, repeats

_HOME = {
    "Document": "document",
    "Failure": "findings",
    "RULES": "rules",
    "Report": "findings",
    "Scorer": "scorer",
    "ReuseIndex": "reuse.index",
    "chain": "series",
    "check": "rules",
    "classify": "model",
    "compare": "levels",
    "read": "readers",
    "repeats": "series",
    "score": "scorer",
    "score_many": "bulk",
    "to_frame": "render.frame",
}

__all__ = [
    "RULES", "Document", "Failure", "Report", "ReuseIndex", "Scorer", "__version__", "chain", "check", "classify",
    "compare", "read", "repeats", "score", "score_many", "to_frame",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f".{_HOME[name]}", __name__), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
