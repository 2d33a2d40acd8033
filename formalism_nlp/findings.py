"""What the library says about a document: findings, outcomes, scores, reports, failures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Literal

from .document import Document, Meta, Span, Unit

if TYPE_CHECKING:
    import pandas as pd

__all__ = [
    "Basis", "Change", "Failure", "Finding", "Match", "Outcome", "Part", "Report", "Score", "Severity", "Status", "to_plain",
]  # fmt: skip

Severity = Literal["issue", "tip"]
Status = Literal["hit", "clean", "not_applicable", "ignored", "skipped", "failed"]
REPORT_SCHEMA = "formalism.report/1"
FAILURE_SCHEMA = "formalism.failure/1"
# Columns of Report.to_frame: documented, never renamed.
FRAME_COLUMNS = (
    "id",
    "path",
    "code",
    "name",
    "severity",
    "start",
    "end",
    "quote",
    "message",
    "exception",
    "suggestion",
)


# Fields of a report that are for display only.
_NOT_SENT = ("content", "changes")


@dataclass(frozen=True)
class Basis:
    """The policy clause that a rule rests on."""

    source: str
    clause: str
    issued: str
    in_force: bool = True

    def __str__(self) -> str:
        return f"{self.source}{self.clause}"


@dataclass(frozen=True)
class Finding:
    """One passage that meets a rule, with the evidence.

    ``values`` are the figures that were computed; ``exception`` names a circumstance
    that excuses the passage (``emergency``, ``statutory``) and is None otherwise.
    """

    code: str
    name: str
    severity: Severity
    span: Span
    quote: str
    message: str
    basis: tuple[Basis, ...]
    values: Mapping[str, Any] = field(default_factory=dict)
    exception: str | None = None
    suggestion: str = ""


@dataclass(frozen=True)
class Outcome:
    """How one rule ended for one document; ``reason`` says why where it is no hit."""

    code: str
    status: Status
    findings: tuple[Finding, ...] = ()
    reason: str = ""


@dataclass(frozen=True)
class Match:
    """A passage shared with another document, spans on both sides."""

    span: Span
    other_id: str
    other_span: Span
    chars: int
    similarity: float
    kind: Literal["verbatim", "edited", "formula", "citation", "legal", "transmitted"]
    swaps: tuple[tuple[str, str, int], ...] = ()


@dataclass(frozen=True)
class Part:
    """One part of the score: 0 (none) to 1 (worst), with what it was computed from."""

    name: str
    value: float
    weight: float
    spans: tuple[Span, ...] = ()
    figures: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Score:
    """0 to 100, higher is more formalistic; None where no score would be fair."""

    value: float | None
    status: Literal["ok", "insufficient", "profile_only"]
    parts: Mapping[str, Part] = field(default_factory=dict)
    absent: Mapping[str, str] = field(default_factory=dict)
    percentile: float | None = None
    model: str | None = None


@dataclass(frozen=True)
class Change:
    """Something that would lower a score: what to do, where, and what would be left.

    ``value`` is the whole score after the change, 0 to 100, ``part_value`` that of its part, 0 to 1.
    """

    part: str
    text: str
    spans: tuple[Span, ...]
    value: float
    part_value: float


@dataclass(frozen=True)
class Report:
    """Everything found in one document.

    ``document`` holds the facts of the document as plain values; ``content`` is the
    document itself and ``changes`` what would lower the score most, both kept for display
    and left out of the wire form.
    """

    document: Mapping[str, Any]
    units: tuple[Unit, ...]
    directives: tuple[Any, ...]
    outcomes: tuple[Outcome, ...]
    matches: tuple[Match, ...]
    score: Score
    versions: Mapping[str, str]
    content: Document | None = field(default=None, repr=False, compare=False)
    changes: tuple[Change, ...] = field(default=(), repr=False, compare=False)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All findings in the order of the text."""
        found = (finding for outcome in self.outcomes for finding in outcome.findings)
        return tuple(sorted(found, key=lambda finding: (finding.span, finding.code)))

    def explain(self, code: str | None = None) -> str:
        """Say in Chinese why the score is what it is, or how one rule ended and why.

        Parameters
        ----------
        code : str, optional
            Code of a rule. Without it: the parts of the score with their figures and strongest
            passages, and the three changes that would lower it most with the score they would leave.

        Raises
        ------
        KeyError
            If the rule was not run.
        """
        if code is None:
            from .render.explain import explain_score  # noqa: PLC0415 - display loads on demand

            return explain_score(self)
        for outcome in self.outcomes:
            if outcome.code == code:
                return _explain(outcome)
        raise KeyError(f"没有检查规则 {code}；已检查：{'、'.join(o.code for o in self.outcomes)}")

    def to_dict(self) -> dict[str, Any]:
        """Return the wire form, ``docs/schema/report-1.json``: plain values only."""
        plain: dict[str, Any] = {"schema": REPORT_SCHEMA}
        plain.update((f.name, to_plain(getattr(self, f.name))) for f in fields(self) if f.name not in _NOT_SENT)
        return plain

    def to_frame(self) -> pd.DataFrame:
        """Return the findings as a table, one row each, with the columns of ``FRAME_COLUMNS``."""
        import pandas as pd  # noqa: PLC0415 - optional, and slow to load

        frame: pd.DataFrame = pd.DataFrame(self.rows(), columns=list(FRAME_COLUMNS))
        return frame

    def rows(self) -> list[dict[str, Any]]:
        """Return the findings as dictionaries with the keys of ``FRAME_COLUMNS``."""
        facts = {"id": self.document["id"], "path": self.document["path"]}
        return [
            {**facts, "start": f.span.start, "end": f.span.end}
            | {key: getattr(f, key) for key in FRAME_COLUMNS if hasattr(f, key)}
            for f in self.findings
        ]

    def to_html(self) -> str:
        """Return one self-contained HTML page."""
        from .render.html import page  # noqa: PLC0415 - display loads on demand

        return page([self])

    def _repr_html_(self) -> str:
        from .render.document import report_html  # noqa: PLC0415 - display loads on demand

        return report_html(self)


@dataclass(frozen=True)
class Failure:
    """A source that did not become a report, and the one line that says why."""

    path: str
    stage: str
    error: str
    message: str

    def to_dict(self) -> dict[str, Any]:
        """Return the wire form, ``docs/schema/report-1.json``."""
        return {"schema": FAILURE_SCHEMA, **to_plain(self)}


STATUS_WORDS = {
    "hit": "发现", "clean": "未发现", "not_applicable": "不适用", "ignored": "已忽略",
    "skipped": "未检查", "failed": "检查出错",
}  # fmt: skip


def _explain(outcome: Outcome) -> str:
    head = f"{outcome.code}：{STATUS_WORDS[outcome.status]}"
    if not outcome.findings:
        return f"{head}。{outcome.reason}" if outcome.reason else f"{head}。"
    lines = [f"{head} {len(outcome.findings)} 处。"]
    for finding in outcome.findings:
        basis = "；".join(map(str, finding.basis))
        lines.append(f"“{finding.quote[:60]}”：{finding.message}依据：{basis}。{finding.suggestion}")
    return "\n".join(lines)


def facts(doc: Document) -> dict[str, Any]:
    """Return the facts of a document as plain values for ``Report.document``."""
    source = doc.source
    plain: dict[str, Any] = {
        "id": doc.id,
        "path": source.path,
        "format": source.format,
        "sha256": source.sha256,
        "reader": source.reader,
        "pages": source.pages,
        "warnings": list(source.warnings),
        "characters": len(doc.text),
        "units": len(doc.units),
    }
    plain.update((f.name, to_plain(getattr(doc.meta, f.name))) for f in fields(Meta))
    return plain


def to_plain(value: Any) -> Any:
    """Turn a value of this library into plain JSON values; spans become ``[start, end]``."""
    kind: Any = type(value)
    if kind in _PLAIN:
        return value
    if kind is Span:
        return list(value)
    if names := _field_names(kind):
        return {name: to_plain(getattr(value, name)) for name in names}
    if isinstance(value, Mapping):
        return {str(key): to_plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [to_plain(item) for item in value]
    if isinstance(value, date):
        return value.isoformat()
    return value


_PLAIN = frozenset({str, int, float, bool, type(None)})


@lru_cache(maxsize=256)
def _field_names(kind: Any) -> tuple[str, ...]:
    return tuple(f.name for f in fields(kind)) if is_dataclass(kind) else ()
