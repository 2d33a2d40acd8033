"""重复部署 over a set: an issuer says it again (REP-02), several departments ask for the same (REP-03), notice after notice (DOC-17)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..rules.sources import E12, R24
from .issue import Issue
from .ledger import Place
from .rule import Evidence, SetCase, SetHit, SetRule

__all__ = ["RULES"]

# What corrects or replaces an earlier document by law, and what is due again by the calendar.
_CORRECTS = re.compile("更正|勘误|废止|撤销|延期|延长|调整")
_SERIES = re.compile(
    "第[一二三四五六七八九十\\d]+(?:季度|批|期|轮|次|号)|[一二三四1-4]季度|上半年|下半年|\\d{1,2}月份?|[一二三四五六七八九十]+月份?"
)


def _again(case: SetCase) -> Iterator[SetHit]:
    """Find what one issuer asks for again within days, with little new."""
    for repetition in case.ledger:
        seen: dict[str, Place] = {}
        for place in repetition.places:
            first = seen.get(place.issuer)
            if place.issuer and first is not None and first.document != place.document:
                days = case.within(first.issue, place.issue)
                if days is not None and place.adds <= case.options["adds"] and not _series(first.issue, place.issue):
                    values = {
                        "days": days,
                        "issuer": place.issuer,
                        "other": first.title,
                        "adds": f"{place.adds:.0%}",
                        "times": repetition.count,
                    }
                    yield SetHit(
                        _evidence(place), [_evidence(first)], values, exception=place.requirement.directive.exception
                    )
            seen.setdefault(place.issuer, place)


def _departments(case: SetCase) -> Iterator[SetHit]:
    """Find what several bodies of one level ask the same units within days."""
    for repetition in case.ledger:
        found: dict[str, Place] = {}
        for place in repetition.places:
            if place.issuer and place.issuer not in found:
                found[place.issuer] = place
        last = list(found.values())[-1] if found else None
        if last is None:
            continue
        others = [place for place in found.values() if place is not last and _asks_the_same(case, place, last)]
        if others:
            named = [*(place.issuer for place in others), last.issuer]
            yield SetHit(
                _evidence(last), [_evidence(place) for place in others],
                {"issuers": named, "names": "、".join(named), "count": len(named)},
                severity="issue" if len(named) >= case.options["many"] else None,
                exception=last.requirement.directive.exception,
            )  # fmt: skip


def _asks_the_same(case: SetCase, place: Place, last: Place) -> bool:
    return (
        place.level == last.level
        and case.within(place.issue, last.issue) is not None
        and bool(_receivers(place) & _receivers(last))
    )


def _receivers(place: Place) -> set[str]:
    """Return who is written to; townships and their villages do the same work."""
    return {"township" if name == "village" else name for name in place.issue.receivers}


def _notices(case: SetCase) -> Iterator[SetHit]:
    """Find notices of one issuer on one matter within days, the later with little new."""
    for number, again in enumerate(case.issues):
        for first in case.issues[:number]:
            days = case.within(first, again)
            if days is None or not again.issuer or first.issuer != again.issuer or not first.same_matter(again):
                continue
            if (
                _CORRECTS.search(again.title)
                or _series(first, again)
                or again.passes_on
                or _MEETING.search(again.title)
            ):
                continue
            restated = [(one.places[0], place) for one in case.ledger for place in one.places[1:]
                        if place.document == again.doc.id and one.places[0].document == first.doc.id]  # fmt: skip
            asked = sum(directive.demanded for directive in case.reading.directives(again.doc))
            if asked and len(restated) / asked >= case.options["share"]:
                at = again.doc.blocks[restated[0][1].requirement.directive.block].span
                title = next((block.span for block in again.doc.blocks if block.kind == "title"), at)
                yield SetHit(
                    Evidence(again.doc, title), [_evidence(place) for place, _ in restated],
                    {"days": days, "issuer": again.issuer, "other": first.title, "restated": len(restated), "asked": asked},
                )  # fmt: skip
                break


_MEETING = re.compile("(?:召开|举行)[^，。]*会")


def _series(first: Issue, again: Issue) -> bool:
    """Tell whether two titles belong to a series by the calendar: first and second quarter, batch after batch."""
    return bool(_SERIES.search(again.title)) and _SERIES.findall(first.title) != _SERIES.findall(again.title)


def _evidence(place: Place) -> Evidence:
    return Evidence(place.issue.doc, place.span)


_HEAD, _SIGNED = "松垣县{0}\n关于{1}的通知\n各乡镇人民政府：\n", "松垣县{0}\n2025年{1}日\n"


def _doc(bureau: str, matter: str, body: str, day: str) -> str:
    return _HEAD.format(bureau, matter) + body + _SIGNED.format(bureau, day)


_PATROL = "　　一、各乡镇每周巡查河道一次，发现障碍当天登记。\n　　二、各乡镇3月20日前报送河道隐患清单。\n"
_FIRST = _doc("水利局", "做好汛前河道巡查工作", _PATROL, "3月4")
_SECOND = _doc(
    "水利局",
    "加强河道管护工作",
    "　　一、对辖区内河道，每周至少要巡查1次。\n　　二、河道问题隐患目录于3月20日前上报县水利局。\n",
    "3月18",
)
_NEW = _doc(
    "水利局",
    "加强河道管护工作",
    "　　一、县水利局4月1日起用无人机每半月巡查河道一次，乡镇不再巡查。\n　　二、青石口段清淤860米，由县财政列支42万元。\n",
    "3月18",
)
_FORMULA = _doc(
    "水利局",
    "做好农村饮水工作",
    "　　一、加强组织领导，压实工作责任。\n　　二、县水利局4月底前检修水厂消毒设备7套。\n",
    "3月18",
)
_CHILDREN = _doc(
    "民政局",
    "开展农村留守儿童摸底工作",
    "　　一、各村4月10日前走访留守儿童家庭一遍。\n　　二、县民政局每月发放补助300元。\n",
    "3月12",
)
_PUPILS = _doc(
    "教育局",
    "建立留守学生档案",
    "　　一、各乡镇4月12日前到留守学生家中家访一次。\n　　二、各学校每周安排一次视频通话。\n",
    "3月20",
)
_WOMEN = _doc(
    "妇女联合会",
    "开展结对活动",
    "　　一、各村4月20日前上门走访留守孩子家庭。\n　　二、县妇联购买意外伤害保险。\n",
    "3月28",
)
_GOODS = "　　一、各乡镇4月15日前备足编织袋、铁锹、照明灯等防汛物资。\n　　二、各村组织一支不少于20人的抢险队。\n"
_AGAIN = "　　一、编织袋、铁锹、照明灯等抢险物资，各乡镇务必于4月15日前储备到位。\n　　二、各村抢险队不少于20人。\n"
_CRITIC = _doc(
    "人民政府办公室",
    "几起重复发文问题",
    "　　一、有的部门半个月内两次发文要求各乡镇每周巡查河道一次、报送河道隐患清单。\n　　二、不得再要求各乡镇走访留守儿童家庭后重复填表。\n",
    "4月6",
)
_OTHER_PLACE = _FIRST.replace("松垣县", "临浦县").replace("3月4日", "3月18日")

RULES: tuple[SetRule, ...] = (
    SetRule(
        code="REP-02", name="asked-again", title="同一单位短期内重复布置同一要求", category="重", severity="tip",
        about="同一发文机关在 120 天以内的另一份文件里再次提出同样的要求，换了说法、语序或简称也算，"
              "新增的数字、时限、主体和内容不到三分之一。",
        unless="分季度、分批次的例行通知；更正、延期；突发事件应对；引用、批评和禁止的话；没有具体内容的套语；不同地方的同名机关。",
        message="{issuer}{days}天前已在《{other}》里提出同样的要求，新增内容占 {adds}。",
        suggestion="已布置的事项不再发文；需要提醒的用电话，需要补充的只写补充的部分。",
        basis=(R24("第一条：严格控制发文数量，可发可不发的文件一律不发"), E12("切实改进文风：没有实质内容、可发可不发的文件一律不发")),
        hits=((_FIRST, _SECOND), (_doc("水利局", "做好防汛物资储备工作", _GOODS, "4月2"), _doc("水利局", "做好汛前准备工作", _AGAIN, "4月20"))),
        clean=((_FIRST, _NEW), (_FIRST, _FORMULA), (_FIRST, _CRITIC), (_FIRST, _OTHER_PLACE), (_FIRST, _SECOND.replace("2025年", "2026年"))),
        find=_again, options={"days": 120, "adds": 0.34},
    ),
    SetRule(
        code="REP-03", name="asked-by-several", title="几个部门向同样的单位布置同一件事", category="重", severity="tip",
        about="同一地方同一层级的两个以上机关，在 120 天以内向同样层级的单位提出同样的要求；三个以上的按问题提示。",
        unless="联合发文；不同地方的机关；主送不同层级的；突发事件应对；引用、批评和禁止的话。",
        message="{names}先后布置了同样的事，接收单位要分别办理 {count} 次。",
        suggestion="由牵头部门一次布置，其他部门共享结果，不再分别要求。",
        basis=(R24("第一条：严格控制发文数量，可发可不发的文件一律不发"), R24("第三部分：不得要求基层频繁提供材料")),
        hits=((_CHILDREN, _PUPILS), (_CHILDREN, _PUPILS, _WOMEN)),
        clean=((_CHILDREN, _CRITIC), (_CHILDREN, _PUPILS.replace("松垣县", "临浦县")), (_FIRST, _SECOND), (_CHILDREN, _PUPILS.replace("2025年", "2026年"))),
        find=_departments, options={"days": 120, "many": 3},
    ),
    SetRule(
        code="DOC-17", name="same-matter-again", title="同一事项反复发通知", category="文", severity="tip",
        about="同一发文机关在 15 天以内就同一事项再发通知，后一份的要求有一半以上前一份已经提过。",
        unless="更正、调整、延期、废止的通知；分季度、分批次的例行通知；转发的文件；会议通知。",
        message="《{other}》发出 {days} 天后又发通知，{asked} 项要求里有 {restated} 项已经提过。",
        suggestion="核准后一次发清；小的变动用电话告知，不再发文。",
        basis=(R24("第一条：严格控制发文数量，可发可不发的文件一律不发"),),
        hits=(
            (_doc("水利局", "做好防汛物资储备工作", _GOODS, "4月2"), _doc("水利局", "进一步做好防汛物资储备工作", _AGAIN, "4月7")),
            (_FIRST, _doc("水利局", "切实做好汛前河道巡查工作", _PATROL, "3月10")),
        ),
        clean=(
            (_FIRST, _SECOND.replace("3月18日", "4月18日")), (_FIRST, _OTHER_PLACE),
            (_doc("水利局", "做好防汛物资储备工作", _GOODS, "4月2"), _doc("水利局", "调整防汛物资储备数量", _AGAIN, "4月7")),
            (_doc("水利局", "报送一季度水费收缴情况", "　　请4月5日前报送水费收缴情况。\n", "4月1"),
             _doc("水利局", "报送二季度水费收缴情况", "　　请4月15日前报送水费收缴情况。\n", "4月10")),
        ),
        find=_notices, options={"days": 15, "share": 0.5},
    ),
)  # fmt: skip
