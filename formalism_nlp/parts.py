"""Parts of the score, each 0 to 1 with the passages and figures that make it up."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from .directives import Directive
from .document import Document, Span, Unit
from .findings import Finding, Outcome, Part
from .levels import escalation_part as escalations
from .profile import Profile, shipped_profile
from .reuse.compare import Comparison
from .reuse.sources import copying_part as copying

__all__ = [
    "EMPTY", "Material", "burden_part", "combined", "copying_part", "counted_findings", "emptiness_part", "escalation_part", "form_part", "is_form",
    "only_profiled", "passed_on",
]  # fmt: skip

# Classes of empty sentences and the number of the profile that weighs them.
EMPTY = {"GEN": "general", "POL": "political", "SIG": "significance", "SLO": "slogan"}
_FORM_RULES = ("FMT-", "DOC-01", "DOC-02", "DOC-11", "DOC-12")
# Judged by parts of their own.
_OTHER_PARTS = ("CPY-", "REP-", "ESC-", "EMP-", "DOC-16")
# Another body's text under this one's cover; 印发 issues what the issuer has written itself.
_PASSED_ON = re.compile("关于(?:批转|转发)|^(?:批转|转发)")
# What a sentence against formalism is about. Without it 严防各类事故 would count as such a sentence.
_FORMALISM = re.compile(
    "形式主义|官僚主义|空话|套话|口号|表态|文山|会海|会议|开会|文件|发文|台账|报表|填表|留痕|痕迹|层层|加码"
    "|负担|减负|走过场|花架子|摆拍|一刀切|照抄|照搬|作秀|做样子"
)
# The skeleton of a report without title: what was done, what is wrong, what comes next.
_REPORT_HEADINGS = (
    re.compile("做法|成效|工作(?:开展|进展)?情况|完成情况"),
    re.compile("问题|不足|短板"),
    re.compile("下一步|打算|工作(?:计划|安排)"),
)
_AGAINST = ("prohibit", "abolish", "criticise")


@dataclass(frozen=True)
class Material:
    """What parts are computed from.

    ``units`` carry labels where there is a model, and ``odds`` the probability of every class for each; without
    odds a label is taken as certain. ``compared`` is None where there was nothing to compare with. ``repeated`` are
    passages that earlier documents of a set state too, with what each adds; ``in_set`` tells whether there is a set.
    """

    doc: Document
    units: tuple[Unit, ...]
    odds: tuple[Mapping[str, float], ...] = ()
    directives: tuple[Directive, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    compared: tuple[Comparison, ...] | None = None
    profile: Profile = field(default_factory=shipped_profile)
    repeated: tuple[tuple[Span, float], ...] = ()
    in_set: bool = False


def combined(parts: Iterable[Part]) -> float:
    """Return 0 to 1 from parts: each can make a document bad by itself, together they never exceed 1."""
    clear = 1.0
    for part in parts:
        clear *= 1 - part.weight * part.value
    return 1 - clear


def form_part(material: Material) -> Part:
    """篇幅文种: findings on length, genre and layout."""
    findings = [finding for finding in counted_findings(material) if is_form(finding.code)]
    return _from_findings("form", findings, material.profile.form, material.profile)


def burden_part(material: Material) -> Part:
    """基层负担: findings on forms, traces, deadlines, meetings, inspections, duties pushed down."""
    findings = [f for f in counted_findings(material) if not f.code.startswith((*_FORM_RULES, *_OTHER_PARTS))]
    return _from_findings("burden", findings, material.profile.burden, material.profile)


def copying_part(material: Material) -> Part | None:
    """上下一般粗: what is taken from the superior's document or from documents of the index."""
    if material.compared is None:
        return None
    return replace(copying(material.compared), weight=material.profile.weights["copying"])


def escalation_part(material: Material) -> Part | None:
    """层层加码: what grew against the superior's document."""
    superior = next((found for found in material.compared or () if found.by_requirement and not found.unjudged), None)
    if superior is None:
        return None
    return replace(escalations(superior), weight=material.profile.weights["escalation"])


def emptiness_part(material: Material) -> Part | None:
    """空话套话: characters of empty sentences by their weight, as a share of all but formulas.

    A sentence counts for each class with the probability that it is of that class: the score moves a little, not
    by a sentence, where the classifier hesitates. A short preamble is free. Sentences that forbid or criticise
    formalism are not empty, whatever their words. The share of a long document counts for more than that of a
    short one: see ``Profile.emptiness``.
    """
    profile, numbers = material.profile, material.profile.emptiness
    total, characters = _expected(material)
    # Formulas have a little probability of being something else, which is no text to judge.
    if total < 1 or not any(unit.label not in (None, "FOR") for unit in judged_units(material)):
        return None
    allowed = _allowances(total, profile)
    weights = _weights(material.doc, profile)
    weighed = sum(weights[label] * max(0.0, characters[label] - allowed.get(label, 0)) for label in EMPTY)
    length = min(total, numbers["longest_characters"]) / numbers["usual_characters"]
    halves = weighed / total / numbers["half"] * length ** numbers["amount"]
    figures: dict[str, object] = {label: round(characters[label] / total, 3) for label in (*EMPTY, "CON")}
    figures |= {"share": round(weighed / total, 3), "characters": round(total)}
    figures["judged"] = "转发的正文不计" if passed_on(material.doc) else "全文"
    return Part(
        "emptiness", round(1 - 0.5**halves, 4), profile.weights["emptiness"], _beyond(material, allowed), figures
    )


def judged_units(material: Material) -> list[Unit]:
    """Return the sentences that emptiness is a share of: the issuer's own."""
    foreign = passed_on(material.doc)
    return [unit for unit in material.units if not (foreign and foreign.contains(unit.span))]


def passed_on(doc: Document) -> Span | None:
    """Return the text of another body that a document passes on; text that it issues as its own is none."""
    return doc.meta.transmitted if _PASSED_ON.search(doc.meta.title or "") else None


def counted_findings(material: Material) -> list[Finding]:
    """Return the findings that count: without exception, in the issuer's own text."""
    foreign = passed_on(material.doc)
    return [
        finding for outcome in material.outcomes for finding in outcome.findings
        if finding.exception is None and not (foreign and foreign.contains(finding.span))
    ]  # fmt: skip


def only_profiled(doc: Document, profile: Profile) -> bool:
    """Tell whether a document reports or addresses instead of deploying, so that a score would not be fair.

    Where neither genre nor carrier is known, the title tells, or two of the three headings of a report.
    """
    meta = doc.meta
    if meta.genre or meta.carrier:
        return meta.genre in profile.profile_only or meta.carrier in profile.profile_only
    if meta.title:
        return any(word in meta.title for word in profile.profile_only)
    headings = [doc.quote(unit.heading) for unit in doc.units if unit.heading]
    headings += [doc.quote(block.span) for block in doc.blocks if block.kind == "heading"]
    return sum(any(part.search(heading[:30]) for heading in headings) for part in _REPORT_HEADINGS) >= 2


def is_form(code: str) -> bool:
    """Tell whether a rule looks at length, genre or layout."""
    return code.startswith(_FORM_RULES)


def _weights(doc: Document, profile: Profile) -> Mapping[str, float]:
    level = doc.meta.issuers[0].level if doc.meta.issuers else "unknown"
    weights = {label: profile.emptiness[name] for label, name in EMPTY.items()}
    return weights | {"GEN": profile.general_weight(level, (doc.meta.genre, doc.meta.carrier))}


def _allowances(total: float, profile: Profile) -> Mapping[str, float]:
    """Characters that every document of the kind may spend on preamble; by amount, so that order does not matter."""
    free = profile.allowance
    return {
        "POL": max(free["political_characters"], free["political_share"] * total),
        "SIG": free["significance_characters"],
    }


def _expected(material: Material) -> tuple[float, dict[str, float]]:
    """Characters of the text to judge, and how many of each class they are to be expected."""
    own = {unit.span for unit in judged_units(material)}
    against = _against(material)
    total, characters = 0.0, dict.fromkeys((*EMPTY, "CON"), 0.0)
    odds: Sequence[Mapping[str, float]] = material.odds or [{unit.label or "FOR": 1.0} for unit in material.units]
    for unit, chances in zip(material.units, odds, strict=True):
        if unit.span not in own:
            continue
        length = unit.span.end - unit.span.start
        total += length * (1 - chances.get("FOR", 0.0))
        for label in characters:
            if label == "CON" or unit.span not in against:
                characters[label] += length * chances.get(label, 0.0)
    return total, characters


def _beyond(material: Material, allowed: Mapping[str, float]) -> tuple[Span, ...]:
    """The sentences that count: of a class with an allowance, those behind it."""
    left = dict(allowed)
    against = _against(material)
    spans = []
    for unit in judged_units(material):
        if unit.label is None or unit.label not in EMPTY or unit.span in against:
            continue
        left[unit.label] = left.get(unit.label, 0) - (unit.span.end - unit.span.start)
        if left[unit.label] < 0:
            spans.append(unit.span)
    return tuple(spans)


def _against(material: Material) -> set[Span]:
    """Sentences that forbid, abolish or criticise formalism and demand nothing else."""
    readings: dict[int, set[str]] = {}
    for directive in material.directives:
        if directive.unit is not None and not (directive.polarity == "demand" and directive.why == "bare"):
            readings.setdefault(directive.unit, set()).add(directive.polarity)
    return {
        material.doc.units[place].span
        for place, found in readings.items()
        if found <= set(_AGAINST) and _FORMALISM.search(material.doc.quote(material.doc.units[place].span))
    }


def _from_findings(name: str, findings: Iterable[Finding], numbers: Mapping[str, float], profile: Profile) -> Part:
    """Few findings count little, many a lot: the square of their number against that of ``half``."""
    found = list(findings)
    issues = sum(finding.severity == "issue" for finding in found)
    points = issues + numbers["tip"] * (len(found) - issues)
    value = points**2 / (points**2 + numbers["half"] ** 2)
    figures = {"issues": issues, "tips": len(found) - issues, "codes": sorted({finding.code for finding in found})}
    return Part(name, round(value, 4), profile.weights[name], tuple(finding.span for finding in found), figures)
