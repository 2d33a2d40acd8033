"""What a subordinate adds of its own place."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from ..document import Span
from .clauses import Clause
from .matching import Matching
from .model import Escalation
from .value import Value

__all__ = ["find_added", "find_local", "is_local"]

_LEAST_CONTENT = 5
# Figures up to this are often part of a phrase: 一式两份, 三个工作组.
_FEW = 3
# What the superior allots is its figure, not a local one.
_ALLOTTED = re.compile(
    "(?:[省市县区镇]|上级)(?:里|级|政府|局)?[^，。；]{0,6}(?:给我|分配|下达|安排我|分给|交给|核定)[^，。；]{0,12}(?:任务|指标|我|计划|名额)|(?:给我|分配我|下达我)[省市县区镇乡]"
)
_DAY = re.compile(
    r"\d{1,2}月(?:\d{1,2}日|底|上旬|中旬|下旬|份)?|(?:[上下]午|[早晚夜])\d|20\d\d年(?=预算|计划|项目|资金|起)"
)
_BODY = re.compile(
    "(?:^|(?<=[、，由经向在请与和会同报及将送经]))(?:我|本)?[省市县区镇乡](?!里|村|镇|要|级|改造|建设|建成|完成|开展|组织|推进|安排|新建|实施|培育|打造|评选|创建|计划|设立|派|统一|直|区|域|内|城)[^，。把将同由向对为在和与及的\\W]{1,10}?(?:局|委|办公室|(?<!照)办|中心|公司|大队|支队|站|所|院|校|银行|协会|供销社|联社|医院|集团|公安|财政|联合会)(?![级法理])"
)
_PLACE = re.compile(
    "(?:^|(?<=[、，由经向在请与和及至从到往沿对将：“]))(?P<name>[\u4e00-\u9fff]{2}县|[\u4e00-\u9fff]{2,4}?(?:镇|乡|街道|村|社区|路|大桥|水库|河|湖|林场|小区|园区|厂|矿|广场|公园|学校|小学|中学|灌区|泵站|市场|隧道|景区|南段|北段|东段|西段|大街|花园|新村|山庄))"
)
_NO_PLACE = re.compile(
    "^(?:各|所有|每|全|有关|相关|本|我|该|其他|部分|重点|上述|农|城|试点|示范|行政|自然|中心|老旧|乡|村|居民|集贸|农贸|道|公|高速|铁|县|产粮|属地|所在|当地|涉|大型|小型)|[的要是了有在和与及不让使把被给其应须将已]|农村|乡村|乡镇|村镇|城乡|道路|公路|线路|思路|出路|回路|电路|管路|网路"
)
_CONTACT = re.compile(r"联系人|邮箱[：:]|\d{3,4}-\d{7,8}|1\d{10}")
_NUMBER = re.compile(r"(?<!\d)(?:\d{3,4}-\d{7,8}|1\d{10})(?!\d)")
_MONTH = re.compile(r"\d{1,2}月")
# Counts whose measure words no table foresees: 鲜花3000束, 装机2孔. Those with a bound are norms, not facts.
_COUNTED = re.compile(
    r"(?<![\d.∶:〔第至—-])(?<!不少于)(?<!不超过)(?<!不低于)(?<!不小于)(?<!至少)(?<!最多)(?<!达到)\d{2,}(?:\.\d+)?[余多万]*(?![\d年月日时分号点个℃%％岁天小工人名户处元项家次公米平立吨亩周学以〕/∶:.-])[\u4e00-\u9fff]"
)
_NO_ACTOR = re.compile("各|有关|相关|本|所在|属地|当地|主管")
_ACTOR = re.compile(
    "由(?P<name>[\u4e00-\u9fff]{2,12}?(?:公司|站|所|队|网格员|协管员|志愿者|院|银行|协会|合作社|医师|社|厂|工会|妇联|团委|大学|学院))"
)
_RATIO = re.compile(r"\d+[∶:：]\d+(?!\d*[时分])")
_TOOL = re.compile("“[^”]{2,10}”(?:小程序|平台|系统|APP|App|微信|群|一码|码|队|机制)")


def find_local(matching: Matching, found: Iterable[Escalation]) -> tuple[Span, ...]:
    """Return the passages of the child that hold something of its own place.

    A clause without counterpart counts when it names a figure, day, body, place or contact
    that the parent does not; one with a counterpart when it adds a figure or day.
    """
    child = matching.child
    grown = [one.span for one in found]
    known = matching.parent.doc.text
    own = {organ.place for organ in child.doc.meta.issuers if organ.place}
    figures = _own_figures(matching)

    def new(index: int, clause: Clause) -> bool:
        if clause.role in ("title", "formula", "told") or any(span.overlaps(clause.span) for span in grown):
            return False
        if _ALLOTTED.search(child.text(clause)):
            return False
        return index in figures or index not in matching.carried_on

    spans = []
    for run in child.runs(new):
        clauses = [child.clauses[index] for index in run]
        if any(
            index in figures or (is_local(child.text(clause), known, own) and not child.leads_up(clause))
            for index, clause in zip(run, clauses, strict=True)
        ):
            spans.append(Span(clauses[0].span.start, clauses[-1].span.end))
    return tuple(spans)


def _own_figures(matching: Matching) -> set[int]:
    """Clauses with a quantity or day that carries on none of the parent's and stands nowhere in it."""
    paired = {pair.own.span for pair in matching.value_pairs}
    known = {(value.scale, round(value.number, 3)) for value in matching.values[1]}
    months = {match.group() for match in _MONTH.finditer(matching.parent.doc.text)}
    bare = {
        index
        for index, clause in enumerate(matching.child.clauses)
        if any(
            match.group() not in matching.parent.doc.text for match in _COUNTED.finditer(matching.child.text(clause))
        )
    }
    # 公布举报电话→举报电话0000-8820071.
    bare |= {
        index
        for index, clause in enumerate(matching.child.clauses)
        if any(match.group() not in matching.parent.doc.text for match in _NUMBER.finditer(matching.child.text(clause)))
    }
    return bare | {
        value.clause
        for value in matching.values[0]
        if value.span not in paired
        and (
            value.scale == "date"
            or (
                value.kind == "quantity"
                and value.scale not in ("hours", "times", "周岁", "岁")
                and value.number > _FEW
                and not value.case
                and value.bound in ("exact", "about", "range")
            )
        )
        and (value.scale, round(value.number, 3)) not in known
        and not (value.scale == "date" and _month(value) in months)
        and (value.scale != "items" or any(char.isdigit() for char in value.text))
    }


def _month(value: Value) -> str:
    """The month of a day that is only named as the end of one: 11月底; empty for others."""
    day = date.fromordinal(int(value.number))
    return f"{day.month}月" if "底" in value.text or "末" in value.text else ""


def is_local(words: str, known: str, own: set[str]) -> bool:
    """Tell whether a clause names a day, body, place or contact that the parent does not."""
    if (
        _CONTACT.search(words)
        or _TOOL.search(words)
        or any(match.group() not in known for match in _RATIO.finditer(words))
    ):
        return True
    if any(match["name"] not in known and not _NO_ACTOR.search(match["name"]) for match in _ACTOR.finditer(words)):
        return True
    for pattern in (_DAY, _BODY):
        if any(match.group() not in known for match in pattern.finditer(words)):
            return True
    return any(
        match["name"] not in known and match["name"] not in own and not _NO_PLACE.search(match["name"])
        for match in _PLACE.finditer(words)
    )


def find_added(matching: Matching) -> tuple[Span, ...]:
    """Return the demands of the child without counterpart in the parent."""

    def new(index: int, clause: Clause) -> bool:
        return clause.role == "demand" and index not in matching.pairs

    clauses = matching.child.clauses
    return tuple(
        Span(clauses[run[0]].span.start, clauses[run[-1]].span.end)
        for run in matching.child.runs(new)
        if sum(len(matching.contents[0][index].replace(" ", "")) for index in run) >= _LEAST_CONTENT
    )
