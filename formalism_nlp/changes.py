"""What would lower a score most: parts of it computed again without a kind of passage."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from .document import Span
from .findings import Change, Outcome, Part
from .parts import EMPTY, Material, burden_part, combined, emptiness_part, form_part, is_form, judged_units
from .rules import RULES

__all__ = ["best_changes"]

# What to do, where, and the part that would be left.
Candidate = tuple[str, tuple[Span, ...], Part]
_MOST = 3
# What is done with the sentences of each class: general directives can be made concrete, the rest is left out.
_WORDS = {
    "GEN": "把笼统要求写实：由谁做、何时做完、做到什么；写不实的删去（{} 句）",
    "POL": "政治套语只留必要的开头，其余删去（{} 句）",
    "SIG": "意义论述只留一句，其余删去（{} 句）",
    "SLO": "删去口号（{} 句）",
}
# Parts that are taken away as a whole.
_WHOLE_WORDS = {
    "copying": "照抄的段落改写成本地的安排，上级已有规定的不再重复",
    "repetition": "与已经部署过的同类要求合并，不再重复部署",
    "escalation": "时限、数量、范围恢复到上级的规定",
}
_TITLES = {rule.code: rule.title for rule in RULES}


def best_changes(material: Material, parts: Mapping[str, Part]) -> tuple[Change, ...]:
    """Return the three changes that lower the score most, best first, each with the score it would leave.

    A change concerns all sentences of a class, all findings of a rule, or a part as a whole. The score is
    computed again as if it were made; changes that lower nothing are left out.
    """
    now = combined(parts.values())
    found = [
        Change(part.name, words, spans, round(100 * combined({**parts, part.name: part}.values()), 1), part.value)
        for words, spans, part in _candidates(material, parts)
    ]
    lower = [change for change in found if change.value < round(100 * now, 1)]
    return tuple(sorted(lower, key=lambda change: change.value)[:_MOST])


def _candidates(material: Material, parts: Mapping[str, Part]) -> Iterator[Candidate]:
    yield from _sentences(material, parts)
    yield from _rules(material, parts)
    for name, words in _WHOLE_WORDS.items():
        if name in parts:
            yield words, parts[name].spans, replace(parts[name], value=0.0)


def _sentences(material: Material, parts: Mapping[str, Part]) -> Iterator[Candidate]:
    if "emptiness" not in parts:
        return
    spans = set(parts["emptiness"].spans)
    for label in EMPTY:
        meant = tuple(unit.span for unit in judged_units(material) if unit.label == label and unit.span in spans)
        if not meant:
            continue
        # As formulas they stand outside the sum, as concrete directives inside it.
        label_then = "CON" if label == "GEN" else "FOR"
        part = emptiness_part(_relabelled(material, set(meant), label_then))
        yield _WORDS[label].format(len(meant)), meant, part or replace(parts["emptiness"], value=0.0)


def _relabelled(material: Material, spans: set[Span], label: str) -> Material:
    units = tuple(replace(unit, label=label) if unit.span in spans else unit for unit in material.units)
    odds = tuple(
        {label: 1.0} if unit.span in spans else chances
        for unit, chances in zip(material.units, material.odds, strict=False)
    )
    return replace(material, units=units, odds=odds)


def _rules(material: Material, parts: Mapping[str, Part]) -> Iterator[Candidate]:
    codes = [code for name in ("burden", "form") if name in parts for code in parts[name].figures["codes"]]
    for code in codes:
        spans = tuple(f.span for o in material.outcomes if o.code == code for f in o.findings)
        rest = replace(material, outcomes=tuple(_without(outcome, code) for outcome in material.outcomes))
        part = form_part(rest) if is_form(code) else burden_part(rest)
        yield f"改掉“{_TITLES.get(code, code)}”（{code}，{len(spans)} 处）", spans, part


def _without(outcome: Outcome, code: str) -> Outcome:
    return replace(outcome, findings=()) if outcome.code == code else outcome
