"""What the finders on forms share: the clause in front of a demand, and who is to act."""

from __future__ import annotations

import re
from itertools import pairwise

from ..directives import Directive
from .rule import Case

__all__ = ["BY_DEPARTMENT", "actor_name", "in_front", "with_front"]

# 县农业农村局每月报财政局: departments among themselves.
BY_DEPARTMENT = re.compile(
    "^[^各]{0,6}(?:县|市|区|省)[^镇乡村街校（各]{1,12}(?:局|委|办|办公室|厅|部|部门|中心|专班)$|领导小组办公室$"
)


def actor_name(case: Case, one: Directive) -> str:
    """Return who is to act, where the sentence itself names it."""
    return case.doc.quote(one.actor) if one.actor and one.actor_from in ("subject", "responsibility") else ""


def in_front(case: Case, one: Directive) -> Directive | None:
    """Return the demand in front of another in its sentence: 表格隔日刷新，由镇建办传县专班."""
    before = case.reading.shared("in front", lambda: {b.span: a for a, b in pairwise(case.directives)}).get(one.span)
    if before is None or before.sentence != one.sentence or before.span == one.span:
        return None
    return before if before.demanded and before.direction != "self" else None


def with_front(case: Case, one: Directive, text: str) -> str:
    """Return the words of a demand behind those of the one in front of it: 每走访一户，须填写一张走访单."""
    before = in_front(case, one)
    return text if before is None else case.masked((before.span.start, one.span.start)) + text
