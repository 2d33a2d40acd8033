"""层层开会、层层督查: meeting after meeting (MTG-07), inspection titles copied level by level (INS-10)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import get_args

from ..directives.content import Content, content
from ..document import OrganLevel, Span
from ..rules.sources import N19, N20, R24
from .issue import Issue
from .rule import Evidence, SetCase, SetHit, SetRule

__all__ = ["RULES"]

_LEVELS = get_args(OrganLevel)
_MEETING = re.compile(
    "召开(?P<what>[^，。；]{2,40}?)(?P<kind>(?:动员|推进|调度|部署|专题|视频|电视电话|现场|座谈|总结|工作|紧急|誓师|培训)*(?:会议|例会|会))(?=的?通知|的?纪要|$)"
)
# Meetings that law or charter sets, and lessons.
_SET_BY_LAW = re.compile("代表大会|党代会|人代会|职代会|全体会议|常委会|民主生活会|培训|听证|换届|选举")
# The upper meeting already reaches those below.
_REACHES_DOWN = re.compile(
    "分会场|开到[市县乡镇村]|(?:收听|收看)|(?:各|乡镇|街道|村)[^，。；\n]{0,24}(?:参会|参加会议|列席)"
)
_EMERGENCY = re.compile("应急响应|抢险|救灾|突发|灾情|疫情暴发")
_INSPECTION = re.compile("督查|督导|检查|考核|考评|巡查|暗访|评估(?!报告)")
# Getting ready for a superior's inspection, one's own shortcomings, and what law orders.
_NO_INSPECTION = re.compile(
    "迎接|迎检|配合|自查|转发|执法检查|监督抽查|抽检|年度检验|整改|结果|情况的通报|取消|清理|规范|减少|精简|合并|统筹"
)


def _chain(case: SetCase) -> Iterator[SetHit]:
    """Find meetings on one matter in a row: of one issuer, or below one that reached the lower levels already."""
    held: list[tuple[Issue, Content]] = []
    for issue in case.issues:
        matter = _met(issue)
        if matter is None:
            continue
        same = [one for one, earlier in held if case.within(one, issue) is not None and _alike(earlier, matter)]
        own = [one for one in same if one.issuer == issue.issuer]
        above = [one for one in same if _is_above(one, issue) and _REACHES_DOWN.search(one.doc.text)]
        if issue.issuer and len(own) + 1 >= case.options["meetings"]:
            yield _met_again(
                issue, own, f"{issue.issuer}在 {own[0].days_to(issue)} 天里就同一事项开了 {len(own) + 1} 次会"
            )
        elif above:
            yield _met_again(
                issue,
                above,
                f"{above[0].issuer}的会已经开到下级，{above[0].days_to(issue)} 天后{issue.issuer or '下级'}又开会部署同一事项",
            )
        held.append((issue, matter))


def _met(issue: Issue) -> Content | None:
    """Return what the meeting that a title calls is about; None where it calls none."""
    match = _MEETING.search(issue.doc.meta.title or "")
    if match is None or _SET_BY_LAW.search(issue.title) or _EMERGENCY.search(issue.doc.text):
        return None
    about = content(match["what"], [Span(0, len(match["what"]))])
    return about if about.weight else None


def _alike(a: Content, b: Content) -> bool:
    return 2 * a.shared(b) >= 0.8 * (a.weight + b.weight)


def _met_again(issue: Issue, others: list[Issue], what: str) -> SetHit:
    return SetHit(_title(issue), [_title(one) for one in others], {"what": what, "count": len(others) + 1})


def _copied(case: SetCase) -> Iterator[SetHit]:
    """Find inspections that bear the title of one of a higher level."""
    called = [
        issue for issue in case.issues if _INSPECTION.search(issue.title) and not _NO_INSPECTION.search(issue.title)
    ]
    for number, issue in enumerate(called):
        above = [
            one
            for one in called[:number]
            if _is_above(one, issue) and case.within(one, issue) is not None and one.same_matter(issue)
        ]
        if above and issue.issuer:
            levels = {one.level for one in above}
            yield SetHit(
                _title(issue), [_title(one) for one in above],
                {"names": "、".join(one.issuer for one in above), "issuer": issue.issuer, "levels": len(levels) + 1},
                severity="issue" if len(levels) + 1 >= case.options["levels"] else None,
            )  # fmt: skip


def _is_above(one: Issue, other: Issue) -> bool:
    if "unknown" in (one.level, other.level):
        return False
    return _LEVELS.index(one.level) < _LEVELS.index(other.level)


def _title(issue: Issue) -> Evidence:
    span = next((block.span for block in issue.doc.blocks if block.kind == "title"), issue.doc.blocks[0].span)
    return Evidence(issue.doc, span)


def _doc(organ: str, matter: str, to: str, body: str, day: str) -> str:
    return f"{organ}\n关于{matter}的通知\n{to}：\n　　{body}\n{organ}\n2025年{day}日\n"


_TOWNS, _COUNTIES, _CITIES = "各乡镇人民政府", "各县人民政府", "各市人民政府"
_ASKED = "请各乡镇分管负责同志参加会议。"


def _meeting(kind: str, day: str, matter: str = "防汛工作", organ: str = "松垣县应急管理局") -> str:
    return _doc(organ, f"召开全县{matter}{kind}", _TOWNS, _ASKED, day)


_UPPER = _doc(
    "泽安市应急管理局", "召开全市防汛工作电视电话会议", _COUNTIES, "各县设分会场，各乡镇在县分会场参加会议。", "4月3"
)
_DUST = "开展粉尘涉爆企业安全督查"
_PROVINCE = _doc("云泽省安全生产委员会办公室", _DUST, _CITIES, "督查组3月17日起随机抽查企业40家。", "3月5")
_CITY = _doc("泽安市安全生产委员会办公室", _DUST, _COUNTIES, "市督查组3月20日起抽查企业30家。", "3月11")
_COUNTY = _doc("松垣县安全生产委员会办公室", _DUST, _TOWNS, "县督查组3月24日起逐家督查。", "3月14")

RULES: tuple[SetRule, ...] = (
    SetRule(
        code="MTG-07", name="meeting-after-meeting", title="同一事项反复开会、层层开会", category="会", severity="tip",
        about="30 天以内，同一机关就同一事项第三次发会议通知；或者上级的会已经开到下级（设分会场、乡镇参加），下级又开会部署同一事项。",
        unless="党代会、人代会等法定会议；培训；突发事件应对；事项不同的会议。",
        message="{what}。", suggestion="合并召开；上级已经开到基层的会，下级不再重复部署，直接抓办理。",
        basis=(N19("着力解决文山会海：已开到基层的会议，中间层级不再重复开会部署"), R24("第二部分：精简会议")),
        hits=(
            (_meeting("动员会", "4月8"), _meeting("推进会", "4月15"), _meeting("调度会", "4月23")),
            (_UPPER, _meeting("部署会", "4月8")),
        ),
        clean=(
            (_meeting("动员会", "4月8"), _meeting("推进会", "4月15")),
            (_meeting("动员会", "4月8"), _meeting("推进会", "4月15", "春耕生产"), _meeting("调度会", "4月23", "招商引资")),
            (_UPPER.replace("，各乡镇在县分会场参加会议", "").replace("各县设分会场", "请各县负责同志到会"), _meeting("部署会", "4月8")),
            (_meeting("动员会", "4月8"), _meeting("推进会", "6月15"), _meeting("调度会", "8月23")),
        ),
        find=_chain, options={"days": 30, "meetings": 3},
    ),
    SetRule(
        code="INS-10", name="inspection-copied-down", title="督查检查层层照搬", category="督", severity="tip",
        about="上级发出督查、检查、考核通知后 120 天以内，下级发出同一事项的督查、检查、考核通知；三级都发的按问题提示。",
        unless="迎检、自查、转发和整改的通知；依法开展的执法检查、监督抽查；通报结果的；合并、减少检查的。",
        message="{names}已就同一事项开展督查检查，{issuer}又发出同样的通知，前后 {levels} 级。",
        suggestion="上级已经检查的事项，下级不再另行组织；确需检查的纳入年度计划，并共用结果。",
        basis=(N20("督查检查考核的计划事项不得层层照搬"), R24("第三部分：统筹规范督查检查考核")),
        hits=((_PROVINCE, _CITY), (_PROVINCE, _CITY, _COUNTY)),
        clean=(
            (_PROVINCE, _CITY.replace("开展粉尘涉爆企业安全督查", "迎接粉尘涉爆企业安全督查")),
            (_PROVINCE, _CITY.replace("粉尘涉爆企业安全", "秋季学校食堂")), (_PROVINCE,),
            (_CITY, _CITY.replace("泽安市", "汀源市")), (_PROVINCE, _CITY.replace("2025年", "2026年")),
        ),
        find=_copied, options={"days": 120, "levels": 3},
    ),
)  # fmt: skip
