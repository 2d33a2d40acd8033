"""What a rule is: one value with its basis, its examples and one small function."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, TypeVar

from ..directives import Directive, Row, directives, masked, table_rows
from ..document import Document, Span
from ..errors import NotApplicable
from ..findings import Basis, Finding, Outcome, Severity
from .judged import judged
from .likeness import shipped
from .overlays import Overlay, overlays_of, shipped_overlays
from .passages import TOGETHER, Passages

__all__ = ["Case", "Hit", "Reading", "Rule"]

_T = TypeVar("_T")


class Reading:
    """What all rules share for one document: its directives, and what it was compared with.

    ``borrowed`` holds comparisons with other documents (``formalism_nlp.reuse``), ``overlays`` the limits
    of provinces and cities to choose from. Unless ``learned``, patterns alone decide.
    """

    def __init__(
        self,
        doc: Document,
        borrowed: tuple[Any, ...] = (),
        *,
        overlays: tuple[Overlay, ...] | None = None,
        learned: bool = True,
    ) -> None:
        self.doc = doc
        self.borrowed = borrowed
        self._learned = learned
        self._overlays = shipped_overlays() if overlays is None else overlays
        self._masked: dict[tuple[int, int], str] = {}
        self._shared: dict[str, Any] = {}

    @cached_property
    def directives(self) -> tuple[Directive, ...]:
        """All directives of the document."""
        return directives(self.doc)

    @cached_property
    def passages(self) -> Passages | None:
        """The passages of the document, compared with examples of each rule."""
        return Passages(self.doc, self.directives, shipped()) if self._learned else None

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """The rows of all tables."""
        return tuple(table_rows(self.doc))

    def overlay(self, code: str, on: date | None) -> Overlay | None:
        """Return what the place of the document lays down for a rule on its day."""
        return self.shared(f"overlays {on}", lambda: overlays_of(self.doc, self._overlays, on)).get(code)

    def masked(self, span: tuple[int, int]) -> str:
        """Return the text of a span with titles blanked out; the rules of a family ask for the same clauses."""
        text = self._masked.get(span)
        if text is None:
            text = self._masked[span] = masked(self.doc, span)
        return text

    def shared(self, name: str, make: Callable[[], _T]) -> _T:
        """Return what several rules need of this document, made by the first of them."""
        if name not in self._shared:
            self._shared[name] = make()
        value: _T = self._shared[name]
        return value


@dataclass(frozen=True)
class Case:
    """What a rule looks at: the document, the date that "today" means, its own options."""

    code: str
    doc: Document
    on: date | None
    options: Mapping[str, Any]
    reading: Reading

    @property
    def directives(self) -> tuple[Directive, ...]:
        """All directives of the document, those that report or forbid too."""
        return self.reading.directives

    def likely(self, ones: Iterable[Directive]) -> tuple[Directive, ...]:
        """Leave out the directives whose passages are so unlike the rule's examples that no finding would stand."""
        passages = self.reading.passages
        if passages is None or self.code in TOGETHER or not passages.knows(self.code):
            return tuple(ones)
        likely = passages.likely(self.code)
        return tuple(one for one in ones if one.span in likely) if likely else ()

    def masked(self, span: tuple[int, int]) -> str:
        """Return the text of a span with titles blanked out."""
        return self.reading.masked(span)

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
        reading = reading or Reading(doc)
        overlay = reading.overlay(self.code, on) if self.options else None
        case = Case(self.code, doc, on, {**self.options, **overlay.options} if overlay else self.options, reading)
        try:
            hits = judged(self, case, list(self.find(case)))
            findings = tuple(self._finding(case, hit, overlay) for hit in hits)
        except NotApplicable as reason:
            return Outcome(self.code, "not_applicable", reason=str(reason))
        except Exception as error:
            # One rule that stumbles must not cost the document its other rules; the outcome says so.
            return Outcome(self.code, "failed", reason=f"检查出错：{type(error).__name__}: {error}")
        if findings:
            return Outcome(self.code, "hit", findings)
        return Outcome(self.code, "clean", reason=f"未发现：{self.title}")

    def _finding(self, case: Case, hit: Hit, overlay: Overlay | None) -> Finding:
        values = {**case.options, **hit.values}
        basis = self.basis if overlay is None else (*self.basis, overlay.basis)
        return Finding(
            self.code, self.name, hit.severity or self.severity, hit.span, case.doc.quote(hit.span),
            (hit.message or self.message).format(**values), basis, hit.values, hit.exception, (hit.suggestion or self.suggestion).format(**values),
        )  # fmt: skip
