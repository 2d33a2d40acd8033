"""Demands that the superior makes on a set it names, and the subordinate on everybody: 属于低保对象的→凡是…，不分…，一律."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..document import Span
from .matching import Matching
from .model import Escalation
from .widening import changed, counterparts
from .words import ALL, SOFT

__all__ = ["unlimited"]

# A case is no set: 凡符合条件的纳入.
_CASES = re.compile("凡是?(?:符合|属|有)|所有符合")
# Words that say themselves that nobody is left out.
_SWEEPING = re.compile(
    "不论是否|无论是否|(?:不论|无论)[^，。；]{2,10}(?:大小|多少|高低|远近|与否)|(?:境内|辖区内?|全[省市县区镇乡村](?:范围内)?)的?(?:所有|全部)|(?:不论|无论|不分)[^，。；]{2,16}(?=，)|(?:凡是?(?!事)|所有|任何)[^。；]{2,40}(?:均|一律|都|全部|必须)|(?:全部|一律|统统)(?:[纳列]入|登记|排查|实施|开展|参[加与])"
)
# Sets set out by their members, by a condition, by where they are, or from a limit on.
_LIMITED = re.compile(
    "、[^、，。；]{1,12}(?:和|及|以及|与|或者?)[^，。；]{2,}|^对[^，。；、]{2,10}和[^，。；]{2,}|为[^，。；]{1,8}(?:或者?|、)|属于|^在[^，。；]{2,8}(?:内|中)[\u4e00-\u9fff]{4}|"
    "[\\d百千万][^，。；]{0,6}(?:以上|以下)[\u4e00-\u9fff]|(?:较[大多高重]|异常|困难|突出|严重|集中|偏远)的|(?:对象|范围)(?:为|是|限于)"
)
# As much as the two clauses, or else their sentences, have in common.
_RELATED, _LIKE_SENTENCE = 0.2, 0.25
# Where it is not said that nobody is left out, the two clauses are the same for the rest.
_SAME = 0.4


def unlimited(matching: Matching, used: Sequence[Span]) -> Iterator[Escalation]:
    """Yield demands on a set named by the parent that the child makes on all."""
    child, parent = matching.child, matching.parent
    if child.statute:
        return
    for rows in changed(matching).values():
        span = Span(child.clauses[rows[0]].span.start, child.clauses[rows[-1]].span.end)
        sweeping, every = (pattern.search(child.doc.text, *span) for pattern in (_SWEEPING, ALL))
        said = sweeping or every
        found = [
            Span(*match.span()) for pattern in (_SWEEPING, ALL) for match in pattern.finditer(child.doc.text, *span)
        ]
        held = [row for row in rows if any(child.clauses[row].span.overlaps(one) for one in found)]
        if not said or not held or _CASES.search(child.doc.text, *span) or any(other.overlaps(span) for other in used):
            continue
        columns = _limited(matching, rows)
        if not columns:
            continue
        near = matching.raw.own_words[held][:, columns].max(axis=0)
        like = matching.raw.sentence[held[0], columns].max()
        if near.max() < (_RELATED if sweeping else _SAME) and not (sweeping and like >= _LIKE_SENTENCE):
            continue
        column = columns[int(near.argmax())]
        words = parent.words(column)
        if _still_listed(words, child.doc.quote(span)):
            continue
        at = Span(child.clauses[held[0]].span.start, child.clauses[held[-1]].span.end)
        message = f"上级限于“{words}”，本文扩大到“{said.group()}”。"
        yield Escalation("scope", at, parent.clauses[column].span, said.group(), words, None, message)


def _still_listed(words: str, said: str) -> bool:
    """Tell whether the child names the same members: 服务内容、收费标准和负责人电话全部上墙."""
    listed = _LIMITED.search(words)
    members = re.split("、|和|及|以及|与", listed.group()) if listed and "、" in listed.group() else []
    members = [member for member in members if member]
    return len(members) > 1 and all(member in said for member in members)


def _limited(matching: Matching, rows: Sequence[int]) -> list[int]:
    """The clauses of the parent beside some of the child that name a set; none where the parent means all as well."""
    parent = matching.parent
    columns = [
        column
        for column in counterparts(matching, rows)
        if _LIMITED.search(parent.words(column)) and not SOFT.search(parent.words(column))
    ]
    sentences = {parent.clauses[column].sentence for column in columns}
    return [] if any(ALL.search(parent.doc.quote(parent.sentences[number])) for number in sentences) else columns
