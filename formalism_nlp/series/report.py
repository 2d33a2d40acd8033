"""Everything that is said about a set of documents."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from ..document import Document
from ..findings import Finding, Outcome, to_plain
from .issue import Issue
from .ledger import Repetition
from .rule import SetReading
from .rules import check_set
from .stickiness import Stickiness, stickiness, successive

__all__ = ["SeriesReport", "series_report"]

SCHEMA = "formalism.repeats/1"


@dataclass(frozen=True)
class SeriesReport:
    """What is found in a set of documents.

    Attributes
    ----------
    documents : tuple of Issue
        The documents by date.
    repetitions : tuple of Repetition
        The ledger of requirements stated again.
    outcomes : tuple of Outcome
        How each rule over a set ended.
    stickiness : tuple of Stickiness
        Plans and summaries of successive years of one issuer, side by side.
    """

    documents: tuple[Issue, ...] = field(repr=False)
    repetitions: tuple[Repetition, ...]
    outcomes: tuple[Outcome, ...]
    stickiness: tuple[Stickiness, ...]

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All findings, by rule."""
        return tuple(finding for outcome in self.outcomes for finding in outcome.findings)

    def to_dict(self) -> dict[str, Any]:
        """Return plain values, schema ``formalism.repeats/1``."""
        return {
            "schema": SCHEMA,
            "documents": [
                {"id": issue.doc.id, "title": issue.title, "issuer": issue.issuer, "level": issue.level, "date": to_plain(issue.date)}
                for issue in self.documents
            ],
            "repetitions": [one.to_dict() for one in self.repetitions],
            "outcomes": to_plain(self.outcomes),
            "stickiness": [one.to_dict() for one in self.stickiness],
        }  # fmt: skip

    def _repr_html_(self) -> str:
        from ..render.repeats import repeats_fragment  # noqa: PLC0415 - display loads on demand

        return repeats_fragment(self)


def series_report(docs: Iterable[Document]) -> SeriesReport:
    r"""Find what a set of documents repeats, and check it by the rules over sets.

    Examples
    --------
    >>> text = "松垣县水利局\n关于{0}的通知\n各乡镇：\n　　各乡镇每周巡查河道一次，建立问题清单。\n松垣县水利局\n2025年3月{1}日"
    >>> report = series_report(Document.from_text(text.format(*one)) for one in (("河道巡查", 4), ("河道管护", 20)))
    >>> len(report.repetitions), sorted({finding.code for finding in report.findings})
    (2, ['REP-02'])
    """
    reading = SetReading(docs)
    found = tuple(stickiness(this.doc, last.doc) for this, last in successive(reading.issues))
    return SeriesReport(reading.issues, reading.ledger, check_set(reading), found)
