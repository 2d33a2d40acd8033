"""Demands that took in more, or became stricter, without a figure: 重点→全部, 鼓励→必须."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import numpy as np

from ..document import Span
from .deeds import is_same_deed, may_be_order, spared_deeds
from .matching import Matching
from .model import Escalation
from .words import AFTER_ALL, ALL, BY_WHOM, HARD, SOFT, SOME, SOME_SUCH, SPARED

__all__ = ["changed", "counterparts", "hardened", "hurried", "widened"]

# Nearly the same words: what is missing was left out on purpose.
_WORD_FOR_WORD, _AS_IT_IS = 0.7, 0.97
# What the two sides of a widened demand have in common at least; without a paired clause a little more.
_RELATED, _NEAR = 0.18, 0.12
# 无论投资额大小，…: what leads up says itself that it is on all.
_WHATEVER = re.compile("不论|无论|不分|凡")
# What is left to those below, and then ordered, is stricter rather than wider.
_OWN_CHOICE = ("自愿", "自主", "自行")
# Shorter clauses are set phrases: 结合本地实际.
_LEAST = 7
_RIGHT = re.compile(
    "实施办法|实施细则|领取|享受|申请|申领|减免|补助|补贴|免费(?=提供|开放|发放|领)|免责|减轻|从轻|提取"
)
# Two clauses that share less are stricter and milder about different things.
_CLOSE, _ALIKE = 0.35, 0.5
# Who is meant is named by other words, the rest of a short clause is the same.
_SUCH = 0.4
# Sentences that share so much are one sentence with some clauses exchanged.
_SAME_SENTENCE, _LIKE_SENTENCE = 0.35, 0.25
# 可增加晚检→每天早、中、晚各检一次.
_ALWAYS = re.compile("每[天日周月季]")
# A choice of ways, and an order that leaves none.
_CHOICE = re.compile(
    "可(?:以)?(?:采[取用]|通过|选择|用|结合|自行|由|根据|适当|视|灵活|合并)|自行(?:确定|选择|安排|决定)|自主(?:确定|选择|安排|决定)|自愿|灵活(?:采取|安排|确定)|(?:根据|结合|按照?|视)[^，。；]{0,6}(?:实际|情况|实情)[^，。；]{0,4}(?:决定|确定)|自行决定|鼓励|提倡|倡导"
)
_ORDER = re.compile("一律|必须|务必|全部|统一(?!领导)|只能|均[须应要]|都要")
# What those below are not to force on others is no harder demand.
_PROTECTS = re.compile(
    "强[制迫行]|摊派|变相|加重|增加[^，。；]{0,6}负担|一刀切|挪用|截留|克扣|虚报|弄虚作假|层层加码|收费|收取"
)
_MAY = re.compile("有条件的[^，。；]{0,12}(?:可|鼓励)|鼓励有条件")
# Time that the superior leaves, and terms that take it away.
_LEISURE = re.compile(
    "(?:可|可以|待|允许|等)[^，。；]{0,14}(?:后再?|之后)[^，。；]{0,6}|(?:可|允许)[^，。；]{0,8}(?:延期|延长|展期|顺延|暂缓|推迟|分批|分期|分步)|合理(?:的)?(?:时间|期限|时限)|"
    "过渡期|协商确定|适当(?:延长|放宽)|时间(?:上)?不作(?:统一)?要求|不限(?:定)?(?:时间|时限)|不设(?:统一)?(?:时限|期限)"
)


def widened(matching: Matching, used: Sequence[Span]) -> Iterator[Escalation]:
    """Yield demands on some that became demands on all: in a clause, or over the clauses of a sentence."""
    child, parent = matching.child, matching.parent
    related = _ALIKE if child.law else _RELATED
    for rows in changed(matching).values():
        columns = counterparts(matching, rows)
        for some, every, least in (
            (SOME, ALL, related),
            (SOME_SUCH, ALL, _ALIKE if child.law else _SUCH),
            (SPARED, AFTER_ALL, related),
        ):
            wide = _wide(matching, rows, some, every)
            narrow = _narrow(matching, columns, some)
            others = columns if some is not SPARED else [column for column in columns if column not in narrow]
            if not wide or not narrow or any(every.search(parent.words(column)) for column in others):
                continue
            span = Span(child.clauses[wide[0]].span.start, child.clauses[wide[-1]].span.end)
            if some is SPARED and not spared_deeds(matching, narrow, wide):
                continue
            if some is not SPARED and _is_choice(matching, wide, narrow):
                continue
            near = matching.raw.own_words[np.ix_(wide, narrow)].max(axis=0)
            if _in_place(matching, wide, narrow):
                near = np.maximum(near, least)
            if near.max() < least or any(other.overlaps(span) for other in used):
                continue
            column = narrow[int(near.argmax())]
            value, limit = every.search(child.words(wide[0])), some.search(parent.words(column))
            if value and limit:
                if limit.group() in _OWN_CHOICE and HARD.search(child.words(wide[0])):
                    continue
                said = f"上级限于“{limit.group()}”，本文扩大到“{value.group()}”。"
                yield Escalation("scope", span, parent.clauses[column].span, value.group(), limit.group(), None, said)
                break


def _wide(matching: Matching, rows: Sequence[int], some: re.Pattern[str], every: re.Pattern[str]) -> list[int]:
    """The clauses that make a demand on all, none of them only its condition."""
    child = matching.child
    found = [row for row in rows if every.search(child.words(row)) and not some.search(child.words(row))]
    found = [row for row in found if not child.leads_up(child.clauses[row]) or _WHATEVER.search(child.words(row))]
    return found if some is not SPARED else [row for row in found if not _answers_soft(matching, row)]


def _narrow(matching: Matching, columns: Sequence[int], some: re.Pattern[str]) -> list[int]:
    """The clauses of the parent that are on some only, or spare."""
    parent = matching.parent
    found = [column for column in columns if some.search(parent.words(column))]
    return found if some is not SPARED else [one for one in found if not parent.leads_up(parent.clauses[one])]


def _is_choice(matching: Matching, rows: Sequence[int], columns: Sequence[int]) -> bool:
    """Tell whether what those who have the means may do became an order: 有条件的村可设档案室→各村必须."""
    theirs = "".join(matching.parent.words(column) for column in columns)
    return bool(_MAY.search(theirs)) and any(HARD.search(matching.child.words(row)) for row in rows)


def _answers_soft(matching: Matching, row: int) -> bool:
    """Tell whether a clause carries on one that encourages or allows: then it is stricter, not wider."""
    return row in matching.pairs and SOFT.search(matching.parent.words(matching.pairs[row][0])) is not None


def _in_place(matching: Matching, rows: Sequence[int], columns: Sequence[int]) -> bool:
    """Tell whether demands in other words stand in the place of others.

    Their sentences say the same for the rest, and nothing else belongs to either.
    """
    taken = {column for column, _ in matching.pairs.values()}
    if all(column in taken for column in columns) or not matching.beside(rows[0], columns[0]):
        return False
    return bool(matching.raw.sentence[np.ix_(rows, columns)].max() >= _LIKE_SENTENCE)


def changed(matching: Matching) -> dict[int, list[int]]:
    """The demands of each sentence of the child that do not stand in the parent as they are."""
    found: dict[int, list[int]] = {}
    for row, clause in enumerate(matching.child.clauses):
        if clause.role != "demand" or clause.polarity in ("prohibit", "abolish"):
            continue
        if not _same(matching, row):
            found.setdefault(clause.sentence, []).append(row)
    return found


def _same(matching: Matching, row: int) -> bool:
    if row not in matching.pairs:
        return False
    column = matching.pairs[row][0]
    grew = ALL.search(matching.child.words(row)) and not ALL.search(matching.parent.words(column))
    return not grew and bool(matching.raw.own_words[row, column] >= _AS_IT_IS)


def counterparts(matching: Matching, rows: Sequence[int]) -> list[int]:
    """Changed demands of the parent in the sentences that some clauses of one sentence go with."""
    child, parent = matching.child, matching.parent
    demands = [column for column, clause in enumerate(parent.clauses) if clause.role == "demand"]
    sentence = child.clauses[rows[0]].sentence
    goes_with = {
        parent.clauses[column].sentence
        for row, (column, _) in matching.pairs.items()
        if child.clauses[row].sentence == sentence
    }
    if not goes_with:
        near = matching.raw.own_words[rows].max(axis=0)
        return [column for column in demands if near[column] >= _NEAR]
    kept = {column for row, (column, _) in matching.pairs.items() if row not in rows and _same(matching, row)}
    return [column for column in demands if parent.clauses[column].sentence in goes_with and column not in kept]


def hurried(matching: Matching) -> Iterator[Escalation]:
    """Yield terms of a few days where the superior leaves time: 可在落实住处后搬离→当日搬离."""
    child, parent = matching.child, matching.parent
    paired = {pair.own.span for pair in matching.value_pairs}
    timed = {value.clause for value in matching.values[1] if value.kind == "deadline"}
    for value in matching.values[0]:
        clause = child.clauses[value.clause]
        if (
            value.kind != "deadline"
            or value.span in paired
            or value.clause not in matching.pairs
            or clause.role != "demand"
        ):
            continue
        beside = parent.clauses[matching.pairs[value.clause][0]].sentence
        found = (
            (column, _LEISURE.search(parent.words(column)))
            for column, other in enumerate(parent.clauses)
            if other.sentence == beside and column not in timed
        )
        column, free = next(((column, match) for column, match in found if match), (0, None))
        if free:
            said = f"上级的口径是“{free.group()}”，本文限定“{value.text}”。"
            yield Escalation("deadline", clause.span, parent.clauses[column].span, value.text, free.group(), None, said)


def hardened(matching: Matching, used: Sequence[Span]) -> Iterator[Escalation]:
    """Yield 鼓励→必须, and a dropped 可 in a clause that is else the same."""
    child, parent = matching.child, matching.parent
    exchanged = _exchanged(matching)
    for row, column in sorted({**{row: column for row, (column, _) in matching.pairs.items()}, **exchanged}.items()):
        own, other = child.clauses[row], parent.clauses[column]
        if own.role != "demand" or other.role != "demand":
            continue
        if own.polarity != "demand" and (
            child.statute or other.polarity == "prohibit" or _PROTECTS.search(child.words(row))
        ):
            continue
        if any(span.overlaps(own.span) for span in used):
            continue
        words, theirs = child.words(row), parent.words(column)
        soft, hard = SOFT.search(BY_WHOM.sub("", theirs)), HARD.search(words)
        if row not in exchanged and matching.raw.own_words[row, column] < (_ALIKE if child.law else _CLOSE):
            continue
        if _RIGHT.search(words) or child.leads_up(own) or parent.leads_up(other):
            continue
        if not hard and not re.search("每", theirs):
            hard = _ALWAYS.search(words)
        if not soft or SOFT.search(words) or HARD.search(theirs):
            continue
        if row not in exchanged and not is_same_deed(matching, row, column):
            continue
        if hard:
            said = f"上级的口径是“{soft.group()}”，本文改为“{hard.group()}”。"
            yield Escalation("modality", own.span, other.span, hard.group(), soft.group(), None, said)
        elif soft.group() in ("可", "可以") and _is_dropped(matching, row, column) and may_be_order(child, row):
            said = f"上级的口径是“{soft.group()}”，本文去掉了这一限定。"
            yield Escalation("modality", own.span, other.span, "要求", soft.group(), None, said)


def _exchanged(matching: Matching) -> dict[int, int]:
    """Orders without counterpart that stand where the superior's sentence leaves a choice: 可采取电话方式→一律入户."""
    child, parent = matching.child, matching.parent
    if child.law:
        return {}
    # 不得由住户自行决定 is no counterpart of 由住户自行决定.
    taken = {
        column
        for row, (column, _) in matching.pairs.items()
        if child.clauses[row].polarity not in ("prohibit", "abolish")
    }
    paired = {
        (child.clauses[row].sentence, parent.clauses[column].sentence) for row, (column, _) in matching.pairs.items()
    }
    choices = [
        column
        for column, clause in enumerate(parent.clauses)
        if column not in taken and clause.role == "demand" and _CHOICE.search(parent.words(column))
    ]
    found: dict[int, int] = {}
    for row, clause in enumerate(child.clauses):
        met = matching.pairs.get(row)
        # 黄色预警期间也必须撤离 goes with 黄色预警期间, and answers what follows there.
        if met and not parent.leads_up(parent.clauses[met[0]]):
            continue
        if clause.role != "demand" or not _ORDER.search(child.words(row)):
            continue
        for column in choices:
            together = (clause.sentence, parent.clauses[column].sentence) in paired
            together = together or bool(matching.raw.own_words[row, column] >= _CLOSE)
            if together and column not in found.values() and matching.raw.sentence[row, column] >= _SAME_SENTENCE:
                found[row] = column
                break
    return found


def _is_dropped(matching: Matching, row: int, column: int) -> bool:
    """Tell whether a clause without its 可 asks for more: nearly the same words, and no right of citizens."""
    alike = matching.raw.own_words[row, column] >= _WORD_FOR_WORD
    return bool(alike) and len(matching.contents[0][row]) >= _LEAST
