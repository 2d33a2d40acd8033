"""How often a form is wanted, where that stands round the demand and not in it (FRM-01)."""

from __future__ import annotations

import re

from ..directives import Directive
from .burdens import around, words
from .form_parts import in_front
from .form_words import FILL, GATHER, per_year
from .rule import Case

__all__ = ["period"]

_SHORT = 12
_LEAD = 16
# 启用《包保情况周清单》: the title of a form says how often it is filled in.
_PERIODIC_FORM = re.compile(
    "(?:启用|填[写报制]?|使用|报送?|交|按|执行|更新)[^，。；]{0,6}《[^》《]{0,16}(?<![本上下每今明])(?P<often>(?:日|周|旬|月|每[日周旬月])(?:度)?[^》《]{0,6}(?:表|清单|台账|登记簿|册|报))》"
)
# 县局对墒情数字实行一日一要，各站…: the issuer says how often it takes the figures.
_ASKED_FOR = re.compile(
    "(?=[三二一每按逐天日周隔两])(?:[一两二三]个?[日天周旬]|每[日天周旬月]|按[日天周旬月]|逐[日周旬]|天天|隔[日天])[^，。；]{0,6}(?:要|收|调|取|拉|催)[^，。；]{0,4}(?:，|数|表|$)"
)


def period(case: Case, one: Directive) -> tuple[float, str] | None:
    """Return how often a year, and in which words: from the sentence, its lead-in, the clause in front or a title."""
    return (
        _on_and_on(case.doc.quote(one.sentence)) or _in_lead(case, one) or _in_front(case, one) or _in_title(case, one)
    )


def _in_lead(case: Case, one: Directive) -> tuple[float, str] | None:
    """Read the frequency that a short lead-in sets for all behind it: 一天三报：早报人数，晚报处置数."""
    head, colon, _ = around(case, one).partition("：")
    behind = colon and one.sentence.start + len(head) < one.core.start
    return per_year(head) if behind and len(head) <= _LEAD else None


def _in_front(case: Case, one: Directive) -> tuple[float, str] | None:
    """Read the frequency of the clause in front where that tells of the same papers: 按日归拢，22时之前在线填列."""
    asked = _ASKED_FOR.search(case.masked((one.sentence.start, one.core.start)))
    if asked is not None:
        return per_year(asked.group())
    before = in_front(case, one)
    if before is None:
        return None
    text = words(case, before)
    gathers = GATHER.search(text) or FILL.search(text) or before.core.end - before.core.start <= _SHORT
    dated = one.deadline is not None and one.deadline.kind == "absolute"
    return per_year(text) if gathers and not dated else None


def _in_title(case: Case, one: Directive) -> tuple[float, str] | None:
    """Read the period that the title of a form names."""
    match = _PERIODIC_FORM.search(case.doc.text, one.span.start, one.core.end)
    return per_year("每" + match["often"].removeprefix("每")[:1]) if match else None


def _on_and_on(sentence: str) -> tuple[float, str] | None:
    """Read 天天如此, 周周不断 at the end of a sentence."""
    match = re.search(
        "(?:天天|日日|周周|月月)(?=如此|不断|不停|都要|[见报有]数)|(?:一天|一日|哪天)(?=[都也]?不[能得许可]?[断停少落缺])",
        sentence,
    )
    if match is None:
        return None
    return per_year(match.group()) or (365.0, match.group())
