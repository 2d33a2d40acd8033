"""Requirements of the child beside those of the parent that they carry out."""

from __future__ import annotations

from .growth import Change, judge_change, shown
from .matching import Matching, ValuePair
from .model import DirectivePair, Escalation, PairKind

__all__ = ["find_pairs"]

# Pairs by a figure alone (检修时间提前到… beside …完成) share no word.
_LEAST = 0.01
_WORDS = {
    "deadline": "时限",
    "frequency": "频次",
    "quantity": "数量",
    "scope": "范围",
    "modality": "口径",
    "sanction": "问责",
    "report": "报送",
}


def find_pairs(matching: Matching, found: tuple[Escalation, ...]) -> tuple[DirectivePair, ...]:
    """Pair the requirements of both sides and tell what became of each."""
    changes: dict[int, list[tuple[ValuePair, Change]]] = {}
    for pair in matching.value_pairs:
        changes.setdefault(pair.own.clause, []).append((pair, judge_change(pair, matching)))
    partners = {row: column for row, (column, _) in matching.pairs.items()}
    for row, judged in changes.items():
        partners.setdefault(row, max((pair for pair, _ in judged), key=lambda one: one.score).other.clause)
    return tuple(
        _pair(matching, row, column, found, changes.get(row, []))
        for row, column in sorted(partners.items())
        if matching.child.clauses[row].role == matching.parent.clauses[column].role == "demand"
    )


def _pair(
    matching: Matching, row: int, column: int, found: tuple[Escalation, ...], judged: list[tuple[ValuePair, Change]]
) -> DirectivePair:
    span, parent_span = matching.child.clauses[row].span, matching.parent.clauses[column].span
    grown = [one for one in found if one.span.overlaps(span)]
    changes = [(_WORDS[one.kind], one.parent_value, one.value) for one in grown]
    changes += [
        (_WORDS[pair.own.kind], shown(pair.other), shown(pair.own))
        for pair, change in judged
        if change in ("weakened", "localised")
    ]
    similarity = float(
        max(matching.scores[row, column], matching.raw.own[row, column], matching.raw.smooth[row, column], _LEAST)
    )
    kind = _kind(matching, row, grown, [change for _, change in judged])
    return DirectivePair(kind, span, parent_span, round(min(1.0, similarity), 4), tuple(changes))


def _kind(matching: Matching, row: int, grown: list[Escalation], changes: list[Change]) -> PairKind:
    if grown:
        return "sharpened"
    if "weakened" in changes:
        return "weakened"
    figures = [value for value in matching.values[0] if value.clause == row and value.kind != "frequency"]
    known = {pair.own.span for pair in matching.value_pairs}
    if "localised" in changes or any(value.span not in known for value in figures):
        return "localised"
    return "kept"
