"""Sentence classes (CON PRO FAC GEN POL SIG SLO FOR), learnt from labelled sentences."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Any

from ..document import Document, Unit

if TYPE_CHECKING:
    from .classifier import FormalismClassifier
    from .features import RuleFeatures, WordFeatures
    from .scoring import Sentence

__all__ = [
    "FormalismClassifier",
    "RuleFeatures",
    "Sentence",
    "WordFeatures",
    "classify",
    "label_units",
    "shipped_id",
    "unit_odds",
]

_HOME = {
    "FormalismClassifier": "classifier",
    "RuleFeatures": "features",
    "Sentence": "scoring",
    "WordFeatures": "features",
}


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f".{_HOME[name]}", __name__), name)


def classify(
    units: Sequence[str], *, titles: Sequence[str] | None = None, headings: Sequence[str] | None = None
) -> list[str]:
    """Give each sentence its class.

    Parameters
    ----------
    units : sequence of str
        Sentences.
    titles, headings : sequence of str, optional
        The title of the document and the heading above, one for each sentence; "" where unknown.

    Returns
    -------
    list of str
        CON, PRO, FAC, GEN, POL, SIG, SLO or FOR, in the order of the sentences.

    Examples
    --------
    >>> classify(["各镇4月20日前将补贴发放到户，并公示7日。", "附件：2025年任务清单"])
    ['CON', 'FOR']
    """
    found, classes = _probabilities(units, titles, headings)
    return [classes[i] for i in found.argmax(axis=1)]


def label_units(document: Document) -> tuple[Unit, ...]:
    """Return the units of a document with label and calibrated probability."""
    return unit_odds(document)[0]


def unit_odds(document: Document) -> tuple[tuple[Unit, ...], tuple[dict[str, float], ...]]:
    """Return the units of a document with their labels, and for each the calibrated probability of every class."""
    texts = [document.quote(unit.span) for unit in document.units]
    headings = [document.quote(unit.heading) if unit.heading else "" for unit in document.units]
    found, classes = _probabilities(texts, [document.meta.title or ""] * len(texts), headings)
    odds = tuple(dict(zip(classes, map(float, row), strict=True)) for row in found)
    best = found.argmax(axis=1)
    units = tuple(
        Unit(unit.span, unit.block, unit.heading, classes[i], float(row[i]))
        for unit, row, i in zip(document.units, found, best, strict=True)
    )
    return units, odds


def shipped_id() -> str:
    """Return the name of the shipped model: the first 12 digits of the SHA-256 of its weights."""
    from .store import shipped  # noqa: PLC0415 - numpy only when it is used

    return str(shipped().card["sha256"])[:12]


def _probabilities(
    units: Sequence[str], titles: Sequence[str] | None, headings: Sequence[str] | None
) -> tuple[Any, tuple[str, ...]]:
    from ..tokens import default_tokenizer  # noqa: PLC0415 - numpy and jieba only when they are used
    from .scoring import Sentence  # noqa: PLC0415
    from .store import shipped  # noqa: PLC0415

    if isinstance(units, str):
        raise TypeError("classify 需要句子的列表，得到单个字符串")
    blank = [""] * len(units)
    columns = (units, blank if titles is None else titles, blank if headings is None else headings)
    if len({len(column) for column in columns}) != 1:
        raise ValueError("titles、headings 应与句子一一对应，长度不一致")
    sentences = [Sentence(*row) for row in zip(*columns, strict=True)]
    weights = shipped().weights
    return weights.probabilities(sentences, default_tokenizer()), weights.classes
