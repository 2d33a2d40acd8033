"""Parts of the score, each 0 to 1 with the passages and figures that make it up."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from .document import Document, Unit
from .findings import Finding, Outcome, Part

__all__ = ["burden_part", "emptiness_part", "form_part"]

# How far a part at its worst takes the score from 0 to 1 by itself; see docs/decisions/0002.
WEIGHTS = {"emptiness": 0.8, "copying": 0.8, "burden": 0.8, "form": 0.3}
# Of 72 invented documents judged by hand the twelve worst have an empty share of 0.42 to 0.67, the
# twelve best of 0 to 0.11.
_ALL_EMPTY = 0.6
# How empty a sentence of each class is (domain notes 4.2). General directives are the normal
# form of a provincial opinion and a fault in a township plan.
_EMPTY = {"GEN": 0.5, "POL": 0.6, "SIG": 0.7, "SLO": 1.0}
_GENERAL_ABOVE, _GENERAL_BELOW = 0.3, 0.6
_GUIDANCE = ("意见", "纲要", "规划")
# Political preamble up to this many characters, this share of the text, or one sentence, is obligatory.
_ALLOWED_CHARACTERS, _ALLOWED_SHARE = 120, 0.05
# What one finding adds to what is left to 1; a tip rests on a limit worded 一般 or 原则上.
_FORM_STEP = {"issue": 0.5, "tip": 0.25}
_BURDEN_STEP = {"issue": 0.2, "tip": 0.1}
_FORM_RULES = ("FMT-", "DOC-01", "DOC-02", "DOC-11", "DOC-12")


def form_part(outcomes: Iterable[Outcome]) -> Part:
    """篇幅文种: findings on length, genre and layout."""
    return _from_findings("form", [f for f in _counted(outcomes) if f.code.startswith(_FORM_RULES)], _FORM_STEP)


def burden_part(outcomes: Iterable[Outcome]) -> Part:
    """基层负担: findings on forms, traces, deadlines, meetings, inspections, duties pushed down."""
    others = [f for f in _counted(outcomes) if not f.code.startswith((*_FORM_RULES, "CPY-", "DOC-16"))]
    return _from_findings("burden", others, _BURDEN_STEP)


def emptiness_part(doc: Document, units: Sequence[Unit]) -> Part | None:
    """空话套话: characters of empty sentences by their weight, as a share of all but formulas.

    A weighted share of 0.6 counts as 1.

    The first sentence on significance and the obligatory preamble are free.
    """
    counted = [unit for unit in units if unit.label not in (None, "FOR")]
    total = sum(_length(unit) for unit in counted)
    if not total:
        return None
    weights = {**_EMPTY, "GEN": _general_weight(doc)}
    allowed = _allowance(counted, total)
    empty = 0.0
    spans = []
    for unit in counted:
        weight = weights.get(unit.label or "", 0.0)
        if not weight or unit in allowed:
            continue
        empty += weight * _length(unit)
        spans.append(unit.span)
    shares = {label: round(sum(_length(u) for u in counted if u.label == label) / total, 3) for label in weights}
    figures = {**shares, "CON": round(sum(_length(u) for u in counted if u.label == "CON") / total, 3)}
    figures["share"] = round(empty / total, 3)
    return Part(
        "emptiness", round(min(1.0, empty / total / _ALL_EMPTY), 4), WEIGHTS["emptiness"], tuple(spans), figures
    )


def _general_weight(doc: Document) -> float:
    meta = doc.meta
    level = meta.issuers[0].level if meta.issuers else "unknown"
    if level in ("central", "province") and (meta.genre in _GUIDANCE or meta.carrier in _GUIDANCE):
        return _GENERAL_ABOVE
    if level in ("county", "township", "village") and (meta.genre == "通知" or meta.carrier == "方案"):
        return _GENERAL_BELOW
    return _EMPTY["GEN"]


def _allowance(units: Sequence[Unit], total: int) -> set[Unit]:
    """Sentences that every document of the kind has: the first on significance, a short preamble."""
    free = {unit for unit in [next((u for u in units if u.label == "SIG"), None)] if unit is not None}
    room = max(_ALLOWED_CHARACTERS, int(_ALLOWED_SHARE * total))
    used = 0
    for unit in (u for u in units if u.label == "POL"):
        if used and used + _length(unit) > room:
            break
        used += _length(unit)
        free.add(unit)
    return free


def _length(unit: Unit) -> int:
    return unit.span.end - unit.span.start


def _counted(outcomes: Iterable[Outcome]) -> list[Finding]:
    return [finding for outcome in outcomes for finding in outcome.findings if finding.exception is None]


def _from_findings(name: str, findings: Sequence[Finding], step: dict[str, float]) -> Part:
    clear = 1.0
    for finding in findings:
        clear *= 1 - step[finding.severity]
    figures = {
        "issues": sum(finding.severity == "issue" for finding in findings),
        "tips": sum(finding.severity == "tip" for finding in findings),
        "codes": sorted({finding.code for finding in findings}),
    }
    return Part(name, round(1 - clear, 4), WEIGHTS[name], tuple(finding.span for finding in findings), figures)
