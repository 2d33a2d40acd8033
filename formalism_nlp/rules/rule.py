"""What a rule is: one value with its basis, its examples and one small function."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from ..directives import Directive, directives
from ..document import Document, Span
from ..errors import NotApplicable
from ..findings import Basis, Finding, Outcome, Severity

__all__ = ["Case", "Hit", "Reading", "Rule"]


class Reading:
    """What all rules share for one document: its directives, and what it was compared with.

    ``borrowed`` holds comparisons with other documents (``formalism_nlp.reuse``).
    """

    def __init__(self, doc: Document, borrowed: tuple[Any, ...] = ()) -> None:
        self.doc = doc
        self.borrowed = borrowed

    @cached_property
    def directives(self) -> tuple[Directive, ...]:
        """All directives of the document."""
        return directives(self.doc)


@dataclass(frozen=True)
class Case:
    """What a rule looks at: the document, the date that "today" means, its own options."""

    doc: Document
    on: date | None
    options: Mapping[str, Any]
    reading: Reading

    @property
    def directives(self) -> tuple[Directive, ...]:
        """All directives of the document, those that report or forbid too."""
        return self.reading.directives

    @property
    def borrowed(self) -> tuple[Any, ...]:
        """Comparisons with other documents; empty where there was nothing to compare with."""
        return self.reading.borrowed


@dataclass(frozen=True)
class Hit:
    """A passage that meets a rule, with the figures that fill its message.

    ``message`` and ``suggestion`` replace the templates of a rule that looks at several things.
    """

    span: Span
    values: Mapping[str, Any] = field(default_factory=dict)
    exception: str | None = None
    severity: Severity | None = None
    message: str | None = None
    suggestion: str | None = None


@dataclass(frozen=True)
class Rule:
    """One rule.

    Attributes
    ----------
    code, name : str
        Fixed code (``DOC-01``) and readable slug; both are accepted everywhere.
    title : str
        What it checks, in Chinese.
    severity : {'issue', 'tip'}
        Severity of a finding unless the hit carries its own.
    about, unless : str
        What it looks at and when it does not apply, in Chinese, for its page.
    message, suggestion : str
        Chinese templates, filled with the values of a hit.
    basis : tuple of Basis
        The policy clauses it rests on; never empty.
    hits, clean : tuple of str
        Texts that must and must not be found; the test suite runs them all.
    find : callable
        Yields hits; raises ``NotApplicable`` with the reason in Chinese.
    options : mapping
        The numbers it uses, each with its source in ``basis``.
    measured : tuple of int or None
        Findings that were right and findings that were read, on real documents.
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
    hits: tuple[str, ...]
    clean: tuple[str, ...]
    find: Callable[[Case], Iterable[Hit]]
    options: Mapping[str, Any] = field(default_factory=dict)
    measured: tuple[int, int] | None = None

    def check(self, doc: Document, *, on: date | None = None, reading: Reading | None = None) -> Outcome:
        """Run the rule on a document; ``reading`` is shared by the rules of one run."""
        case = Case(doc, on, self.options, reading or Reading(doc))
        try:
            findings = tuple(self._finding(doc, hit) for hit in self.find(case))
        except NotApplicable as reason:
            return Outcome(self.code, "not_applicable", reason=str(reason))
        except Exception as error:
            # One rule that stumbles must not cost the document its other rules; the outcome says so.
            return Outcome(self.code, "failed", reason=f"检查出错：{type(error).__name__}: {error}")
        if findings:
            return Outcome(self.code, "hit", findings)
        return Outcome(self.code, "clean", reason=f"未发现：{self.title}")

    def _finding(self, doc: Document, hit: Hit) -> Finding:
        values = {**self.options, **hit.values}
        return Finding(
            self.code, self.name, hit.severity or self.severity, hit.span, doc.quote(hit.span),
            (hit.message or self.message).format(**values), self.basis, hit.values, hit.exception, (hit.suggestion or self.suggestion).format(**values),
        )  # fmt: skip
