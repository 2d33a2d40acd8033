"""What a rule over a set of documents is: like a rule over one, with evidence in several."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from ..directives import Directive, directives
from ..document import Document, Span
from ..findings import Basis, Finding, Outcome, Severity
from .issue import Issue
from .ledger import Repetition, repeats

__all__ = ["Evidence", "SetCase", "SetHit", "SetReading", "SetRule"]


@dataclass(frozen=True)
class Evidence:
    """A passage of one of the documents."""

    doc: Document
    span: Span

    def plain(self) -> dict[str, Any]:
        """Return it as plain values: id and title of the document, span, words."""
        return {
            "document": self.doc.id, "title": self.doc.meta.title, "span": list(self.span), "quote": self.doc.quote(self.span),
        }  # fmt: skip


class SetReading:
    """What the rules over a set share: the documents by date, their directives, the ledger.

    Parameters
    ----------
    docs : iterable of Document
        The documents, in any order; one that comes twice counts once.
    """

    def __init__(self, docs: Iterable[Document]) -> None:
        issues = {doc.id: Issue(doc) for doc in docs}
        self.issues = tuple(sorted(issues.values(), key=lambda issue: issue.order))
        self._directives: dict[str, tuple[Directive, ...]] = {}

    def directives(self, doc: Document) -> tuple[Directive, ...]:
        """Return the directives of one of the documents."""
        if doc.id not in self._directives:
            self._directives[doc.id] = directives(doc)
        return self._directives[doc.id]

    @cached_property
    def ledger(self) -> tuple[Repetition, ...]:
        """The requirements that are stated again."""
        return repeats(issue.doc for issue in self.issues)


@dataclass(frozen=True)
class SetCase:
    """What a rule looks at: the documents by date, the ledger, its own options."""

    reading: SetReading
    options: Mapping[str, Any]

    @property
    def issues(self) -> tuple[Issue, ...]:
        """The documents, the earliest first."""
        return self.reading.issues

    @property
    def ledger(self) -> tuple[Repetition, ...]:
        """The requirements that are stated again."""
        return self.reading.ledger

    def within(self, first: Issue, again: Issue) -> int | None:
        """Return the days between two documents where the option ``days`` allows them, else None."""
        days = first.days_to(again)
        return days if days is not None and 0 <= days <= self.options["days"] else None


@dataclass(frozen=True)
class SetHit:
    """A passage that meets a rule, with the passages of the other documents that it rests on."""

    at: Evidence
    others: Sequence[Evidence]
    values: Mapping[str, Any] = field(default_factory=dict)
    severity: Severity | None = None
    exception: str | None = None


@dataclass(frozen=True)
class SetRule:
    """One rule over a set of documents; the fields are those of ``rules.Rule``.

    Attributes
    ----------
    hits, clean : tuple of tuple of str
        Sets of texts that must and must not be found; the test suite runs them all.
    find : callable
        Yields hits of a ``SetCase``.
    """

    code: str
    name: str
    title: str
    category: str
    severity: Severity
    about: str
    unless: str
    message: str
    suggestion: str
    basis: tuple[Basis, ...]
    hits: tuple[tuple[str, ...], ...]
    clean: tuple[tuple[str, ...], ...]
    find: Callable[[SetCase], Iterable[SetHit]]
    options: Mapping[str, Any] = field(default_factory=dict)
    measured: tuple[int, int] | None = None

    def check(self, reading: SetReading) -> Outcome:
        """Run the rule on a set; each finding stands in one document and names the passages of the others."""
        try:
            findings = tuple(self._finding(hit) for hit in self.find(SetCase(reading, self.options)))
        except Exception as error:
            # As with rules over one document: one that stumbles must not cost the set its other rules.
            return Outcome(self.code, "failed", reason=f"检查出错：{type(error).__name__}: {error}")
        if findings:
            return Outcome(self.code, "hit", findings)
        return Outcome(self.code, "clean", reason=f"未发现：{self.title}")

    def _finding(self, hit: SetHit) -> Finding:
        filled = {**self.options, **hit.values}
        values = {**hit.values, **hit.at.plain(), "others": [other.plain() for other in hit.others]}
        del values["span"], values["quote"]
        return Finding(
            self.code, self.name, hit.severity or self.severity, hit.at.span, hit.at.doc.quote(hit.at.span),
            self.message.format(**filled), self.basis, values, hit.exception, self.suggestion.format(**filled),
        )  # fmt: skip
