"""Values that grew: earlier, more often, more."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Literal

from .headers import header, is_condition
from .matching import Matching, ValuePair
from .model import Escalation, EscalationKind
from .steps import is_choice, other_step
from .value import Value
from .words import reports

__all__ = ["Change", "grown", "judge_change"]

Change = Literal["kept", "localised", "sharpened", "weakened"]
# Less than this is rounding: 30 days and a month, 52 weeks and 365 days.
_ROUNDING = 0.04
_WORKING_DAY = 7 / 5
# 12 weeks and three months.
_WEEKS_AND_MONTHS = 0.1
# What is given or granted, and what the law sets as a fine: more of it is no burden on those below.
_GIVEN = re.compile(
    "罚款|补助|补贴|养老金|津贴|奖补|奖励|资助|减免|免收|免费|减收|报酬|工资|待遇|津贴|经费(?:保障|补助)|给予|发放|保费|报销|赔付|抚恤|慰问|救助|送水|贷款|贴息|让利|优惠|兑换|换款|"
    "补偿|资金[^，。]{0,6}(?:安排|下达|拨付)|安排[^，。]{0,8}资金|保障标准|供养"
)
# 劳务报酬占补助资金的比例: how what is given is to be made up, not how much it is.
_STRUCTURE = re.compile("占[^，。；]{2,14}(?:比例|比重|的)")
# A lower limit asks for more only of the same thing.
_CLOSE = 0.45
_TOTAL, _FEW_TIMES = 0.6, 4.0
_GIVEN_SCALES = frozenset(("money", "volume", "mass", "share", "hours", "lessons"))
# What citizens and firms pay, and what limits formalities: a lower limit relieves.
_RELIEVED = re.compile(
    "费|价|租金|押金|会议|开会|文件|发文|简报|篇幅|字以内|字数|材料|报表|检查(?:频次|次数|时间)|督查|陪同|证明|时长|排放|能耗|罚款"
)
# 甲一小时内，其余两小时内: the parent's term is left to the others.
_OTHERS = re.compile("其余|其他|其它|剩下|剩余")
# Sentences of which no more than the limit differs.
_SAME_CASE = 0.6
# Votes, speeds, and looking back from a day: 申请之日前3年内.
_NO_DEMAND = re.compile(
    "时速|车速|每小时[^，。；]{0,6}公里|过半数|联名|有表决权|出席会议|(?:机动)?车道|之日前|[倍额]以上[^，。；]{0,8}罚款"
)
_SHARE_OF_TOTAL = re.compile("全[国省市州盟县区]|总(?:计|数|量)|共(?:计)?")
_REPORTS = re.compile("报送|上报|报[省市县区镇乡局办]|报至|汇总|提交|反馈|填报|备案|报告|总结|交[到至给]")
_CAN = re.compile("可以?(?!燃|见|能|靠)|鼓励|提倡|倡导|视情")
# Rounds of the same work are a frequency, whatever period the text has in mind: 每家门店查三遍.
_ROUNDS = re.compile("检查|督查|巡查|巡检|督导|抽查|暗访|排查|走访|查|培训|演练|清扫|保洁|调度|例会|监测|检测|消杀")
# A lower office collects before it reports: so many days lie between the two terms without more being asked.
_SEQUENCE_DAYS = 10


def judge_change(pair: ValuePair, matching: Matching) -> Change:
    """Tell what the child made of a value."""
    own, other = pair.own, pair.other
    if own.kind == "deadline":
        change = _judge_term(own, other, matching)
        return "localised" if change == "sharpened" and _is_other_term(pair, matching) else change
    ratio = own.number / other.number if other.number else 1.0
    units = own.scale == "hours" and own.unit != other.unit
    if abs(ratio - 1) <= (_WEEKS_AND_MONTHS if units else _ROUNDING):
        return "kept"
    if own.kind == "frequency":
        return "sharpened" if ratio > 1 else "weakened"
    return _judge_amount(pair, ratio, matching)


def _judge_term(own: Value, other: Value, matching: Matching) -> Change:
    if own.scale == "date":
        earlier = other.number - own.number
        if abs(earlier) < 1:
            return "kept"
        words = (
            matching.child.text(matching.child.clauses[own.clause]),
            matching.parent.text(matching.parent.clauses[other.clause]),
        )
        if 0 < earlier <= _SEQUENCE_DAYS and all(_REPORTS.search(text) for text in words):
            return "localised"
        return "sharpened" if earlier > 0 else "weakened"
    ratio = own.number / other.number if other.number else 1.0
    # A working day is a day to a day and a half of the calendar.
    margin = 0.5 if ("工作日" in own.unit) != ("工作日" in other.unit) else _ROUNDING
    if abs(ratio - 1) <= _ROUNDING or (margin > _ROUNDING and 1 / (1 + margin) <= ratio <= 1 + margin):
        return "kept"
    return "sharpened" if ratio < 1 else "weakened"


def _is_other_term(pair: ValuePair, matching: Matching) -> bool:
    """Tell whether a shorter term is for something else: a right, another step, or one beside the parent's own term."""
    own, other = pair.own, pair.other
    if own.scale == "date":
        return False
    sides = matching.child, matching.parent
    rules = sides[0].statute and sides[1].statute
    if is_choice(own, sides[0]) or (rules and is_choice(other, sides[1])):
        return True
    # Outside of procedures an act may go by another name.
    procedure = rules or all(
        "之日" in side.words(value.clause) for side, value in zip(sides, (own, other), strict=True)
    )
    loose = procedure or matching.raw.own_words[own.clause, other.clause] < _CLOSE
    if loose and other_step(own, other, sides):
        return True
    block = matching.child.clauses[own.clause].block
    words = sides[0].doc.quote(sides[0].doc.blocks[block].span)
    return any(
        one.other is other
        and one.own.number == other.number
        and not (matching.child.clauses[one.own.clause].block == block and _OTHERS.search(words))
        for one in matching.value_pairs
    )


def _judge_amount(pair: ValuePair, ratio: float, matching: Matching) -> Change:
    own, other = pair.own, pair.other
    text, parent_text = _sentence(own, matching, child=True), _sentence(other, matching, child=False)
    clause = matching.child.text(matching.child.clauses[own.clause])
    ceiling = own.bound == "at_most" or other.bound == "at_most" or (own.case and other.case)
    given = (
        own.scale in _GIVEN_SCALES
        and not own.case
        and not (own.scale == "share" and _STRUCTURE.search(parent_text))
        and (
            _GIVEN.search(clause)
            or _GIVEN.search(header(matching.child, own.clause))
            or _GIVEN.search(matching.parent.text(matching.parent.clauses[other.clause]))
        )
    )
    # 14 in all beside one in each village.
    total = other.per and not own.per and own.bound == "exact" and ratio > _FEW_TIMES
    if total and matching.raw.own_words[own.clause, other.clause] < _TOTAL:
        return "localised"
    if other.bound == "at_most" and own.bound == "at_least" and not given:
        return "sharpened" if ratio >= 1 else "localised"
    if other.bound == "at_most" and own.bound == "exact" and ratio < 1 and not own.case:
        return "localised"
    if ceiling and matching.raw.own_words[own.clause, other.clause] < _CLOSE:
        return "localised"
    if ceiling:
        if ratio > 1 or given or _RELIEVED.search(clause):
            return "weakened" if ratio > 1 else "localised"
        return "sharpened"
    if ratio > 1:
        return "localised" if given else "sharpened"
    if not own.per and (_SHARE_OF_TOTAL.search(parent_text) or _SHARE_OF_TOTAL.search(text) or not other.per):
        return "localised"
    return "weakened"


def _sentence(value: Value, matching: Matching, *, child: bool) -> str:
    side = matching.child if child else matching.parent
    return side.doc.quote(side.sentences[side.clauses[value.clause].sentence])


def grown(matching: Matching) -> Iterator[Escalation]:
    """Yield the values of the child that ask for more than the parent's."""
    for pair in matching.value_pairs:
        if judge_change(pair, matching) != "sharpened":
            continue
        own, other = pair.own, pair.other
        if _answers_choice(pair, matching) or _is_limit(pair, matching):
            continue
        factor = _factor(own, other)
        yield Escalation(
            _kind(own, matching), matching.child.clauses[own.clause].span, matching.parent.clauses[other.clause].span,
            shown(own), shown(other), factor, _message(own, other, factor),
        )  # fmt: skip


def _is_limit(pair: ValuePair, matching: Matching) -> bool:
    """Tell whether a quantity is no demand: it says for whom something holds, how many may vote, or how fast one may drive."""
    own, other = pair.own, pair.other
    if own.kind != "quantity":
        return False
    clauses = (
        matching.child.text(matching.child.clauses[own.clause]),
        matching.parent.text(matching.parent.clauses[other.clause]),
    )
    if any(_NO_DEMAND.search(words) for words in clauses):
        return True
    conditions = is_condition(matching.child, own.clause), is_condition(matching.parent, other.clause)
    # 超过24小时的, 报告→超过12小时的, 报告: only in the same words does a lower limit ask for more.
    same = (
        all(conditions) and own.number < other.number and matching.raw.sentence[own.clause, other.clause] >= _SAME_CASE
    )
    return any(conditions) and not (same and not matching.child.statute)


def _answers_choice(pair: ValuePair, matching: Matching) -> bool:
    """Tell whether the clause of a value belongs to another of the parent that leaves a choice (可增加晚检)."""
    column = matching.pairs.get(pair.own.clause, (pair.other.clause, 0.0))[0]
    if column == pair.other.clause or not _CAN.search(matching.parent.words(column)):
        return False
    words = matching.raw.own_words[pair.own.clause]
    return bool(words[column] > 2 * words[pair.other.clause])


def _kind(own: Value, matching: Matching) -> EscalationKind:
    words = matching.child.words(own.clause)
    # How often those below report is a matter of reports, how often work is done one of work.
    if own.kind == "frequency" and reports(words):
        return "report"
    if own.scale == "times" and _ROUNDS.search(words):
        return "frequency"
    return own.kind


def _factor(own: Value, other: Value) -> float | None:
    if own.scale == "date" or own.worded or other.worded or not other.number:
        return None
    if own.kind == "frequency":
        return round(_calls(own, other), 4)
    return round(own.number * _days_of(own, other) / (other.number * _days_of(other, own)), 4)


def _days_of(value: Value, beside: Value) -> float:
    """How many days of the calendar a day is: a working day is seven fifths beside a term in other units."""
    plain = "工作日" in beside.unit or beside.unit in ("小时", "个小时", "分钟", "钟头")
    return 1.0 if plain or "工作日" not in value.unit else _WORKING_DAY


def _calls(own: Value, other: Value) -> float:
    ratio = own.number / other.number
    # Within a week a working day is a fifth, whatever the holidays of the year take.
    if own.unit == "工作日" and other.unit in ("周", "星期"):
        return ratio * 5 * 52 / 250
    return ratio


def shown(value: Value) -> str:
    """Return a value as a reader wants it.

    A day of the calendar is written out, other values as they stand.
    """
    if value.scale == "date" and not value.worded:
        day = date.fromordinal(int(value.number))
        return f"{day.year}年{day.month}月{day.day}日前"
    return value.text


def _message(own: Value, other: Value, factor: float | None) -> str:
    said = f"上级要求“{other.text}”，本文要求“{own.text}”"
    if own.scale == "date":
        return f"{said}，提前{'约' if own.worded or other.worded else ''}{round(other.number - own.number)}天。"
    if factor is None:
        return f"{said}，{'时限更紧' if own.kind == 'deadline' else '频次更密'}。"
    if own.kind == "deadline":
        return f"{said}，时限是上级的 {factor:.0%}。"
    if own.kind == "frequency":
        return f"{said}，频次是上级的 {factor:.3g} 倍。"
    if factor < 1:
        return f"{said}，门槛降为上级的 {factor:.0%}。"
    return f"{said}，是上级的 {factor:.3g} 倍。"
