"""The values in clauses, brought to one scale: terms, frequencies, quantities."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..document import Span
from ..language.clauses import number_end
from ..language.numbers import Bound, Quantity, find_quantities
from .clauses import Outline
from .often import events, how_often, period
from .terms import find_terms, is_term
from .value import HOURS, Value, bare

__all__ = ["find_values"]

# Unit to (what it measures, size). Measure words that change places between texts share a name.
_SCALES: dict[str, tuple[str, float]] = {
    "公里": ("length", 1000), "千米": ("length", 1000), "米": ("length", 1), "厘米": ("length", 0.01), "毫米": ("length", 0.001),
    "海里": ("length", 1852), "亩": ("area", 666.7), "公顷": ("area", 10_000), "平方公里": ("area", 1e6), "平方米": ("area", 1), "㎡": ("area", 1),
    "元": ("money", 1), "角": ("money", 0.1), "吨": ("mass", 1000), "公斤": ("mass", 1), "千克": ("mass", 1), "斤": ("mass", 0.5), "克": ("mass", 0.001),
    "立方米": ("volume", 1000), "升": ("volume", 1), "千瓦": ("power", 1), "兆瓦": ("power", 1000), "%": ("share", 1), "个百分点": ("points", 1),
    "学时": ("lessons", 1), "课时": ("lessons", 1), "学分": ("credits", 1), "分": ("marks", 1),
} | {unit: ("hours", hours) for unit, hours in HOURS.items() if hours}  # fmt: skip
_GROUPS = (
    ("places", "个 处 座 所 块 片 家 栋 幢 间"), ("items", "项 件 条 类 种 起 宗"), ("people", "人 名 位"), ("papers", "份 篇 本 册 张 套"),
    ("times", "次 场 遍 回 趟 轮 期 场次 节 批次 批 堂"), ("homes", "户 户次"), ("machines", "台 辆 架 部 艘"), ("tools", "具 把 只 枚 副 顶"),
)  # fmt: skip
_SCALES |= {unit: (name, 1.0) for name, units in _GROUPS for unit in units.split()}
# 每30辆不少于1个: what the number is counted against; 每人每天不少于20升.
_PER = re.compile("[每各]个?[^，。；、每各\\d]{0,8}$|(?:人均|户均|平均)[^，。；\\d]{0,8}$")
_DENOMINATOR = re.compile("每$|按照?每?$")
# Measure words that the rules' reader leaves out: 监控12路.
_COUNTED = re.compile(
    r"(?P<count>\d+)(?P<unit>[路孔盏眼口扇束包袋箱桶瓶盒罐卷排道串组队]|门(?![店诊面类口卫禁市户]))(?![\u4e00-\u9fff]{0,1}[线径门织长])"
)
_DENIED = re.compile("(?:不|无需|不要求|不再|不得|免)(?:按照?|以|要求|实行|搞|另?行?报送?|用)?[^，。；]{0,3}$")
_FROM = re.compile("(?:由|从|原来?)[^，。；]{0,6}$")
_INTO = re.compile(
    "[^，。；]{0,4}(?:改为|改成|调整[为到至]|变为|提[高前][到至为]|增加[到至为]|加密[到至为]|缩短[到至为]|压缩[到至为])"
)
_CHANGED = re.compile(
    "(?:提前|提早|压缩|压减|缩短|提高|提升|增加|加密|上调|扩大|升|改|调整|降低?|增)[至到为成在][^，。；]{0,3}$"
)
# 超过24小时的: the number opens the case in which the duty begins.
_CASE = re.compile("^[^，。；]{0,14}(?:的|时|(?<![患记学愿费动读营])者)$")
# 100人以上企业 are those that the duty is for, 不少于5家企业 are the duty.
_CASE_OF = re.compile(
    "^(?:及?以上)?(?:的(?!比例|幅度|速度|标准|频次)|企业|单位|场所|户|项目|村|学校|活动|人员|工程|会议)"
)


def find_values(side: Outline) -> list[Value]:
    """Find the values of all clauses, in order."""
    doc = side.doc
    base = doc.meta.date or doc.meta.print_date
    found: list[Value] = []
    blocks = {clause.block for clause in side.clauses}
    for number in sorted(blocks):
        block = doc.blocks[number].span
        clauses = [(index, clause.span) for index, clause in enumerate(side.clauses) if clause.block == number]
        taken: list[Span] = []
        values = [*find_terms(doc, block, base), *_often(doc.text, number_end(doc.text, *block), block.end)]
        taken = [value.span for value in values]
        values += [
            value
            for value in (*_amounts(doc.text, block), *_more_amounts(doc.text, block))
            if not any(value.span.overlaps(other) for other in taken)
        ]
        for value in sorted(values, key=lambda one: one.span):
            home = next((index for index, span in clauses if span.start <= value.span.start < span.end), None)
            if home is not None and not _denied(value, doc.text, side.clauses[home].span):
                found.append(_placed(value, home, doc.text, side.clauses[home].span))
    return found


def _denied(value: Value, text: str, clause: Span) -> bool:
    """Tell whether the words before a frequency take it back (不按周调度), or those behind replace it (由每季度一次改为…)."""
    if _FROM.search(text[clause.start : value.span.start]) and _INTO.match(text, value.span.end, clause.end):
        return True
    return value.kind == "frequency" and _DENIED.search(text[clause.start : value.span.start]) is not None


def _placed(value: Value, home: int, text: str, clause: Span) -> Value:
    before, after = text[clause.start : value.span.start], text[value.span.end : clause.end]
    per = _PER.search(before)
    # 停水超过12小时 is a case whatever follows; 超过200人 can be a target.
    over = value.bound == "over" and value.scale == "hours"
    sized = value.bound in ("at_least", "at_most", "exact") and value.text[0] not in "不至最"
    case = value.kind == "quantity" and (over or bool(_CASE.match(after) or (sized and _CASE_OF.match(after))))
    return Value(
        value.kind, value.span, home, value.scale, value.number, value.text, value.unit, value.bound,
        per.group() if per and value.kind == "quantity" else "", case, _CHANGED.search(before) is not None, value.worded,
    )  # fmt: skip


def _often(text: str, start: int, end: int) -> Iterator[Value]:
    for span, per_year in how_often(text, start, end):
        words = bare(text[slice(*span)])
        yield Value("frequency", span, 0, "per_year", per_year, words, period(words))
    for span, per_year in events(text, start, end):
        yield Value("frequency", span, 0, "per_year", per_year, bare(text[slice(*span)]), worded=True)


def _amounts(text: str, block: Span) -> Iterator[Value]:
    for found in find_quantities(text, number_end(text, *block), block.end):
        scale, size = _SCALES.get(found.unit, (found.unit, 1.0))
        # 每月25日 is a day, 三个月前关的 tells when: neither is a stretch of time.
        day = found.unit == "日" and text[: found.span.start][-1:] in ("月", "、")
        if scale == "hours" and (day or _PAST.match(text, found.span.end)):
            continue
        words = text[slice(*found.span)]
        if scale == "hours" and is_term(text, block.start, found.span.start):
            yield Value("deadline", found.span, 0, "hours", found.value * size, bare(words), found.unit)
            continue
        number = found.value if found.upper is None or found.bound == "at_most" else found.upper
        yield Value(
            "quantity",
            found.span,
            0,
            scale,
            number * size,
            bare(text[slice(*found.span)]),
            found.unit,
            _limit(found, text),
        )


# 百名: a hundred without a figure in front.
_ROUND = re.compile(
    "(?<![\\d一二两三四五六七八九十百千万几数上近])(?P<count>[百千万])(?P<unit>名|户|家|场|件|个|份|棵|亩|次|人次|处|条|台)(?![年分姓科])"
)
_PAST = re.compile("[之以]?前[^，。；]{0,6}[了过的]")
_ROUND_SIZE = {"百": 100.0, "千": 1000.0, "万": 10_000.0}
_FLOOR = re.compile("不(?:少|低)于$|至少$|超过$|达到?$")
_HALF = re.compile("(?:超?过|达?到?)?(?:半数|一半)(?:以上)?|过半")


def _more_amounts(text: str, block: Span) -> Iterator[Value]:
    """Read 半数以上 and 一半, which have no number, and rare measure words."""
    for match in _HALF.finditer(text, *block):
        yield Value("quantity", Span(*match.span()), 0, "share", 50.0, match.group(), "%")
    for match in _ROUND.finditer(text, *block):
        scale, size = _SCALES.get(match["unit"], (match["unit"], 1.0))
        bound: Bound = "at_least" if _FLOOR.search(text[: match.start()][-3:]) else "exact"
        number = _ROUND_SIZE[match["count"]] * size
        yield Value("quantity", Span(*match.span()), 0, scale, number, match.group(), match["unit"], bound)
    for match in _COUNTED.finditer(text, *block):
        yield Value(
            "quantity", Span(*match.span()), 0, match["unit"], float(match["count"]), match.group(), match["unit"]
        )


def _limit(found: Quantity, text: str) -> Bound:
    """The bound; a denominator (每30辆) counts like a ceiling: the smaller, the more is asked."""
    against = found.unit != "%" and _DENOMINATOR.search(text[: found.span.start][-3:])
    return "at_most" if against and found.bound == "exact" else found.bound
