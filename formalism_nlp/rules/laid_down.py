"""What the rules on duties, letters, sales, quotas and people share: the clauses that lay something on others."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ..directives import Directive
from ..errors import NotApplicable
from .burdens import all_demands, all_said, around, words
from .rule import Case

__all__ = ["BELOW", "below_named", "lays", "on_itself", "outside"]

# The lowest bodies, by whose name a duty ends up there.
BELOW = (
    "(?:各|所在|属地|当地|辖区|有关|相关|沿线|涉事|所涉)?(?:乡镇|镇村|乡村两级|镇街|街镇|街道(?!路)|"
    "(?<![城集场])镇(?![痛静定江])|(?<![家返下故城老回])乡(?!村振|愁|土)|(?<![城农乡])村(?!庄|容|史)|社区|村级|居委会|村委会|网格|"
    "(?<=[各村民小到给是])(?<!领导小)(?<!工作小)(?<!专项小)(?<!协调小)组(?![织长成建团合装]))(?:（[^）]{1,6}）)?(?:[、和及与]?(?:乡镇|街道|镇|乡|村|社区|"
    "居委会|村委会))?(?:人民政府|政府|党委|办事处|里|级|组)?"
)
_BELOW = re.compile(BELOW)
_PLACE = re.compile("镇|乡|村|街道|社区")
_TOWN = re.compile("镇|乡(?!村)|街道")
_VILLAGE = re.compile("村(?!建|镇|口|头|道)|社区|居委|网格|小区")
# 为提高好评量，每人每日引导40个: the aim leads up to an order that has no 要 of its own.
_ORDERS = re.compile("由|请|须|应|每|各|不[少低]于|不得|一律|至少|从|至[少迟]|[纳列]入|本次")
_REASON = re.compile("[为因鉴根按依经]")


def lays(case: Case, also: Iterable[Directive] = ()) -> tuple[Directive, ...]:
    """Return the clauses that lay something on others, whoever acts in them and however they are led up to.

    ``also`` are clauses that a rule looks at besides: it applies where there are some.

    Raises
    ------
    NotApplicable
        If the document goes upward or to everybody, is a rule of law, or lays down nothing.
    """
    also = tuple(also)
    if not also:
        return case.likely(case.reading.shared("lays", lambda: _all_laid(case, ())))
    return case.likely(_all_laid(case, also))


def _all_laid(case: Case, also: tuple[Directive, ...]) -> tuple[Directive, ...]:
    found = {one.core: one for one in (*case.reading.shared("lays alone", lambda: _lays(case)), *also)}
    try:
        asked = all_demands(case, own=True, strict=True)
    except NotApplicable:
        # demands() gives the reason; it does not see what an aim leads up to.
        if not found or _barred(case):
            raise
        asked = ()
    # Two clauses may share what leads up to them.
    found.update((one.core, one) for one in asked)
    return tuple(found[core] for core in sorted(found))


def _barred(case: Case) -> bool:
    """Tell whether the kind of document bars demands."""
    return case.doc.meta.genre in ("报告", "请示", "公告", "通告", "公报") or case.doc.meta.carrier is not None


def _lays(case: Case) -> tuple[Directive, ...]:
    told = {one.sentence for one in case.directives if one.why == "critic" or one.attribution == "narrated"}
    return tuple(one for one in all_said(case) if one.sentence not in told and _is_laid(case, one))


def _is_laid(case: Case, one: Directive) -> bool:
    if one.demanded:
        return True
    led = one.why == "purpose" or (one.why == "carried" and _REASON.match(around(case, one).lstrip()) is not None)
    return led and _ORDERS.search(words(case, one)) is not None


def below_named(text: str) -> re.Match[str] | None:
    """Return the first mention of a township, a village or what is below them."""
    return _BELOW.search(text)


def on_itself(case: Case, one: Directive, said_of: str) -> bool:
    """Tell whether a clause lays its duty on the issuer: 由镇里负责 does so only in a township's own document."""
    if one.direction in ("public", "up"):
        return one.direction == "up" or not _PLACE.search(said_of)
    issuers = case.doc.meta.issuers
    low = bool(issuers) and issuers[0].level in ("township", "village")
    # 镇村道路灯归镇村建所, 经费由街道年度预算列支: below a township there is no other one.
    if low and _TOWN.search(said_of) and not _VILLAGE.search(said_of):
        return True
    return one.direction == "self" and (not below_named(said_of) or (low and _TOWN.search(said_of) is not None))


# 县局只做抽查, 分局仅签注意见, 县公路站转为巡查单位: the body above steps back.
_ABOVE = (
    "(?:[省县市区州本我]?(?:分局|(?:城乡|[^，。；、的乡镇村社区]){0,6}?(?:厅|局|办(?![理法事])|委|站|中心|队|所|联|专班|指挥部|部门|机关|公司|股|企业))|"
    "[省县市区](?:里|级|财政))"
)
_OUTSIDE = re.compile(
    f"{_ABOVE}[^，。；、的乡镇村]{{0,5}}?(?:只(?=[做作管负在对收看登按转提派备起接统汇盖拍记签发抓问查验核听])|仅(?=[做作负责提供在对按登转签下备收接统汇盖记查验核听])|概不|视情况|原则上不|一般不|不再?(?=[保受承接上到出派管插干组实])|不再|不另|不予|不直接|不派|不参与|不参加|"
    f"不介入|不受理|不承担|不负责|不过问|不兜底|转为[^，。；]{{0,6}}(?:巡查|抽查|检查|监督|考核|督查)|照录|(?:负责|按[月周季旬年]|定期|"
    f"每[月周季旬年次])[^，。；]{{0,4}}(?:督查|通报|考核|抽查|调度|排名|验收|打分|督办))"
)


def outside(text: str) -> re.Match[str] | None:
    """Return where the body above says that it stays out."""
    return _OUTSIDE.search(text)
