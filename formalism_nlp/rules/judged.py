"""Findings of a rule after its passages were compared with examples: some are added, some dropped.

A pattern says which words prove it, but knows only the words that somebody thought of, and takes what merely looks
like them. The comparison (``likeness``) knows meaning a little better and words worse. It may add a passage only
where the document itself lays something on others, and always as a tip; polarity, attribution and exceptions
remain the business of the directives.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from .passages import Passages, laid_on_others

if TYPE_CHECKING:
    from ..directives import Directive
    from .rule import Case, Hit, Rule

__all__ = ["judged"]

_WORDS = re.compile("[\u4e00-\u9fff]")
_FEWEST = 8


def judged(rule: Rule, case: Case, hits: Sequence[Hit]) -> list[Hit]:
    """Return the hits of a rule that stand, and those that its patterns missed."""
    passages = case.reading.passages
    if passages is None or not passages.knows(rule.code):
        return list(hits)
    # What is excused is shown with its excuse.
    kept = [hit for hit in hits if hit.exception is not None or passages.stands(hit.span, rule.code)]
    return kept + _added(rule, passages, {index for hit in hits for index in passages.touched(hit.span)})


def _added(rule: Rule, passages: Passages, taken: set[int]) -> list[Hit]:
    found: list[Hit] = []
    for index, chance in passages.found[rule.code]:
        ready = laid_on_others(rule.code, passages.directives(index))
        # A row of names and figures says nothing that could be judged by its words.
        if ready and index not in taken and len(_WORDS.findall(passages.doc.quote(passages.spans[index]))) >= _FEWEST:
            found.append(_hit(rule, passages, ready, chance))
    return found


def _hit(rule: Rule, passages: Passages, ready: Sequence[Directive], chance: float) -> Hit:
    """Point at the clause that is most alike, and name the words that decided."""
    from .rule import Hit  # noqa: PLC0415

    likeness, doc = passages.likeness, passages.doc
    column = likeness.codes.index(rule.code)
    alone = likeness.scores([doc.quote(one.span) for one in ready])[:, column]
    best = ready[int(alone.argmax())]
    words = likeness.evidence(doc.quote(best.span), rule.code)
    # A template with figures needs what only a pattern works out.
    way_out = rule.suggestion if "{" not in rule.suggestion else "取消或者简化这项要求。"
    # The message is a template too.
    told = "、".join(f"“{word}”" for word in words).replace("{", "{{").replace("}", "}}")
    return Hit(
        best.span, {"likeness": round(chance, 2), "words": words}, best.exception, "tip",
        message=f"写法与“{rule.title}”的样例相近（把握约{chance:.0%}）" + (f"，主要依据{told}" if told else "") + "；请对照核实",
        suggestion=f"如确属此类：{way_out}不属此类的可以忽略。",
    )  # fmt: skip
