"""Checks, reports and figures that a subordinate sets where its superior had spared those below such things."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..document import Span
from .additions import made
from .homes import home_of
from .matching import Matching
from .model import Escalation, EscalationKind
from .value import Value
from .words import CHECKS, HARD, TARGETS, reports, spares

__all__ = ["contradicted"]

_DEEDS = (
    {"督导", "督查", "检查", "抽查", "巡查", "暗访"}, {"通报", "排名", "排序", "评比", "考核", "考评"},
    {"调度", "例会", "报送", "上报", "统计", "打卡", "拍照"}, {"培训", "演练"},
)  # fmt: skip
# What a target is counted in; money is given and hours are waited for.
_COUNTED = frozenset(("people", "homes", "places", "items", "papers", "share", "area", "times", "lessons", "marks"))

# A figure and what is said of figures share at least the word for what is counted.
_ALIKE = 0.1


def contradicted(matching: Matching, used: Sequence[Span]) -> Iterator[Escalation]:
    """Yield checks and reports at fixed intervals, and figures, where the parent spares those below the like."""
    child = matching.child
    paired = {pair.own.span for pair in matching.value_pairs}
    for value in matching.values[0]:
        clause = child.clauses[value.clause]
        if value.span in paired or clause.role != "demand" or any(span.overlaps(clause.span) for span in used):
            continue
        found = _check(matching, value) or _target(matching, value)
        if found:
            yield found


def _check(matching: Matching, value: Value) -> Escalation | None:
    """A check or report at fixed intervals that the parent does not want."""
    child, parent = matching.child, matching.parent
    deeds = {match.group() for match in CHECKS.finditer(child.words(value.clause))}
    if not deeds or not (value.kind == "frequency" or (value.scale == "times" and not value.case)):
        return None
    home = home_of(matching, [value.clause], CHECKS)
    if home is None or not matching.beside(value.clause, home) or not _spares_deeds(parent.words(home), deeds):
        return None
    said = f"上级“{parent.words(home)}”，本文要求“{value.text}”。"
    kind: EscalationKind = "report" if reports(child.words(value.clause)) else "frequency"
    return made(kind, matching, child.clauses[value.clause].span, home, (value.text, parent.words(home)), said)


def _spares_deeds(words: str, deeds: set[str]) -> bool:
    """Tell whether a clause spares its addressees deeds of the same kind."""
    theirs = {match.group() for match in CHECKS.finditer(words)}
    alike = any(deeds & family and theirs & family for family in _DEEDS)
    return spares(words, CHECKS) and (alike or bool(deeds & theirs))


def _target(matching: Matching, value: Value) -> Escalation | None:
    """A figure to be reached where the parent sets none on purpose: 不下达人数任务→每村不少于20人."""
    if value.kind != "quantity" or value.scale not in _COUNTED or value.case or value.bound == "at_most":
        return None
    row, child, parent = value.clause, matching.child, matching.parent
    if not (value.per or value.bound == "at_least" or HARD.search(child.words(row))):
        return None
    if row in matching.pairs:
        sentence = parent.clauses[matching.pairs[row][0]].sentence
        columns = [column for column, clause in enumerate(parent.clauses) if clause.sentence == sentence]
    else:
        home = home_of(matching, [row], TARGETS)
        columns = [] if home is None or not matching.beside(row, home) else [home]
    for column in columns:
        words = parent.words(column)
        alike = matching.raw.own_words[row, column] >= _ALIKE
        if alike and parent.clauses[column].role == "demand" and spares(words, TARGETS):
            said = f"上级“{words}”，本文要求“{value.text}”。"
            return made("quantity", matching, child.clauses[row].span, column, (value.text, words), said)
    return None
