"""Finding documents that go the wrong way: who may write to whom (DOC-05, DOC-13)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import get_args

from ..directives import Directive, masked, same_sentence
from ..document import Document, Organ, OrganLevel
from ..errors import NotApplicable
from ..language.organs import split_organs
from .document_parts import REGULATIONS, emergency_of, first_block
from .rule import Case, Hit

__all__ = ["APPROVED", "DRAFT", "issuer_of", "orders_governments", "skips_a_level"]

_LEVELS = get_args(OrganLevel)
# Only these may direct lower Party committees and governments in their own name (条例 第十六条).
_ENTITLED = ("party", "government", "office", "congress", "cppcc", "court")
_BOUND = ("department", "coordination", "section", "institution", "mass", "association", "enterprise")
# A place alone (各乡镇, 各县区) stands for its Party committee and government.
_RULING = re.compile("政府|党委|党工委|办事处|管委会|行署|[县区市州旗]委$")
_PLACES = re.compile("乡镇|镇街|街道|[县区市州旗乡镇）)]$")
# A village committee is no government: a line to 各村 belongs to DOC-13.
_GOVERNED = ("province", "prefecture", "county", "township")
_ASKS = re.compile("商请|恳请|函复|征求.{0,8}意见|盼复|请予支持|协助为[盼荷]|商洽|可否|请予以?协助|是否同意")
_BINDS = re.compile("务必|必须|不得|[^必]须|一律|限期|前[^，。；]{0,12}(?:报|交|完成)|逾期")
APPROVED = re.compile(
    "(?=[业区县受呈国已市征报政省经])(?:"
    "(?<![须需应未不请待])(?:业?已?经|报经|报请|征得|呈报)[^。；，]{0,24}?(?:政府|府|委|国务院|党中央|领导|常务会议?|上级)[^。；]{0,14}?"
    "(?:同意|批准|批复|审定|授权|审议通过|研究决定)|受[^。；，]{2,24}(?:政府|委|国务院)委托|(?:政府|[省市县区]委|国务院)[^。；，]{0,6}(?:授权|委托)"
    ")"
)
# A draft sent round for comment orders nothing yet.
DRAFT = re.compile("征求.{0,40}意见")
_NAMES_LOWER = re.compile(
    "(?:人民政府|[乡镇县区市]政府|[）、]政府|党委(?!书记|成员)|党工委|街道办事处|、办事处|街道办|镇街|(?:乡镇|镇街|镇|乡|街道|县区|[）])(?:党委|党工委)书记|乡镇长|镇长|(?:乡镇|镇街|镇|乡|街道)(?:党政)?(?:主要(?:负责同志|负责人|领导)|一把手)|(?:属地|当地|所在地)政府)(?:（[^）]*）)?$"
)
# 县安委办要求各乡镇党委书记…, 责成各乡镇党委、政府…: whom the issuer has act stands behind its verb.
_HAS_ACT = re.compile(
    "(?<![须需应未不请待商邀恳报])(?P<verb>要求|责成|责令|勒令|指令|着令|着由|指定|明确由|由|交给|移交|转交|派给|压给|请)(?P<who>(?:各|有关|相关|所有|属地|所在|所属|[一-龥]{2,3}[乡镇县区])[^，。；的向对与站局所]{0,10}?"
    "(?:党委(?:、?[人民]*政府)?|党工委(?:、办事处)?|人民政府|街道办事处|(?<=[乡镇县区市）地])政府)(?:党政)?(?:书记、[乡镇县区]+长|主要负责同志|主要领导|书记)?)(?!同意|批准|部署|要求|统一领导|的)"
)
# The higher bodies whose wish a department only hands on.
_OF_HIGHER = re.compile(
    "(?:上级|[省市县区]委|国家|[省市县区]?政府|国务院|党中央)(?:、[省市县区]政府)?(?:会议|领导)?(?:明确)?$"
)


# 乡镇长是殡葬改革第一责任人，必须每月到场一次: whom the sentence charges before it orders.
_CHARGED = re.compile(
    "(?P<who>(?:各|属地|所在)?(?:乡镇|镇街|街道|镇|乡)(?:人民)?(?:党委(?:、政府)?|党工委|政府|办事处|党政)?(?:书记|主要(?:负责同志|负责人|领导)|一把手)?|乡?镇长)"
    "(?:是|为|作为|负|承担)[^，。；]{0,20}责任(?:人|主体|单位)?，"
)


def issuer_of(doc: Document) -> Organ:
    """Return the first issuer; a document without one says nothing about who writes to whom."""
    issuer = next((organ for organ in doc.meta.issuers if organ.name), None)
    if issuer is None:
        raise NotApplicable("没有署名的发文机关，无法判断行文关系")
    return issuer


def _below(level: OrganLevel, above: OrganLevel) -> bool:
    return level in _GOVERNED and (above == "unknown" or _LEVELS.index(level) > _LEVELS.index(above))


def orders_governments(case: Case) -> Iterator[Hit]:
    """Find a department or coordination body that directs lower Party committees or governments (DOC-05)."""
    doc, meta = case.doc, case.doc.meta
    issuer = issuer_of(doc)
    if any(organ.kind in _ENTITLED for organ in meta.issuers) or issuer.kind not in _BOUND:
        raise NotApplicable("发文机关不是部门、单位或者议事协调机构，或者有党委、政府（含其办公厅室）联合署名")
    if APPROVED.search(doc.text) or meta.genre == "命令（令）" or DRAFT.search(meta.title or ""):
        raise NotApplicable("文中写明经本级党委、政府同意或者授权，或者是令、征求意见稿")
    demands = [
        found
        for found in case.directives
        if found.demanded
        and (found.direction in ("down", "level") or _HAS_ACT.search(case.masked(found.core)))
        and not _abolished(case, found)
    ]
    if not demands or (meta.genre == "函" and _ASKS.search(doc.text) and not _binds(doc, demands)):
        raise NotApplicable("没有向下提出指令性要求")
    line = first_block(doc, "addressee")
    lower = [
        organ.name
        for organ in meta.addressees
        if organ.kind in ("government", "party") and _below(organ.level, issuer.level) and _rules(organ, issuer)
    ]
    if line is not None and lower:
        yield Hit(line.span, {"issuer": issuer.name, "receivers": "、".join(lower[:4])}, emergency_of(case))
    # The clause that commands them has to be rewritten too.
    if (found := _order_in_text(case, issuer)) is not None:
        yield found


def _rules(organ: Organ, issuer: Organ) -> bool:
    """Tell whether a name means a Party committee or government; below the county a place alone does, when those near it write."""
    if _RULING.search(organ.name):
        return True
    return (
        organ.level in ("county", "township") and issuer.level != "central" and _PLACES.search(organ.name) is not None
    )


def _abolished(case: Case, found: Directive) -> bool:
    return any(other.polarity == "abolish" for other in same_sentence(case.directives, found))


def _binds(doc: Document, demands: list[Directive]) -> bool:
    return any(_BINDS.search(masked(doc, found.core)) for found in demands)


def _order_in_text(case: Case, issuer: Organ) -> Hit | None:
    """Return the first demand in the text on a lower Party committee or government.

    Regulations speak of governments as law does; 各级人民政府 is such a manner of speaking too.
    """
    doc = case.doc
    if doc.meta.carrier in REGULATIONS or issuer.level == "central":
        return None
    for found in case.directives:
        if not found.demanded or _abolished(case, found):
            continue
        who = doc.quote(found.actor) if found.actor and found.actor_from in ("subject", "list_head") else ""
        words = case.masked(found.core)
        if (charged := _CHARGED.match(case.masked(found.sentence).lstrip())) and found.why in (
            "must",
            "quota",
            "double",
        ):
            who = charged["who"]
        elif found.direction == "down" and found.why in ("must", "quota", "double") and _NAMES_LOWER.search(who):
            pass
        elif (
            (told := _HAS_ACT.search(words))
            and not _OF_HIGHER.search(words[: told.start()])
            and _is_firm(found, told["verb"])
        ):
            who = told["who"]
        else:
            continue
        if "各级" not in who:
            return Hit(found.core, {"issuer": issuer.name, "receivers": who}, found.exception)
    return None


def _is_firm(found: Directive, verb: str) -> bool:
    return (
        verb in ("要求", "责成", "责令", "勒令", "指令", "着令")
        or found.why in ("must", "quota", "double")
        or bool(found.deadline or found.frequency or found.quantity)
    )


_LED = ("party", "government", "office", "department", "coordination", "section", "institution")
# Whatever the body is, these words tell that all of a level are written to: 各乡镇供销合作社, 各乡镇工会.
_OF_GRASSROOTS = re.compile("各(?:县|区|旗|乡镇|镇街|镇|乡|街道|村)")
# Sent to this level on purpose, or open to all.
_RELEASED = re.compile("此件(?:发至|印发至)|发至[省市县乡村]|公开发布至")
# Municipalities lead their districts directly; these four cities have no counties or districts below them.
_CITY_STATE = re.compile("^(?:北京|上海|天津|重庆|东莞|中山|儋州|嘉峪关)|直辖市")
_DIRECT = re.compile("直管|省管|直属|计划单列|垂直|分局|新区|管委会|学校|学院|医院|中学|小学|公司|企业")


def skips_a_level(case: Case) -> Iterator[Hit]:
    """Find a document that passes over the level between (DOC-13)."""
    doc, meta = case.doc, case.doc.meta
    if (passed_over := _passes_over(case)) is not None:
        yield passed_over
        return
    issuer = issuer_of(doc)
    line = first_block(doc, "addressee")
    if line is None or issuer.level == "unknown":
        raise NotApplicable("没有主送机关，或者看不出发文机关的层级")
    city_state = issuer.level == "province" and not re.search("省|自治区|厅", issuer.name)
    if city_state or "转发" in (meta.title or "") + doc.text[line.span.end : line.span.end + 200]:
        raise NotApplicable("直辖市直接发至区县，或者属转发")
    if (
        _RELEASED.search(doc.text)
        or _CITY_STATE.match(issuer.name)
        or meta.genre in ("通告", "公告", "公报", "函", "批复")
    ):
        raise NotApplicable("文中注明发送层级，或者由直辖市直接发至区县，或者属公开发布、函、批复")
    reached = {organ.level for organ in meta.addressees} | _copied(doc)
    own = _LEVELS.index(issuer.level)
    for organ in meta.addressees:
        if organ.level in ("central", "unknown") or not (
            organ.kind in _LED or _OF_GRASSROOTS.match(organ.name) or organ.level == "village"
        ):
            continue
        step = _LEVELS.index(organ.level) - own
        between = {_LEVELS[at] for at in range(min(own, own + step) + 1, max(own, own + step))}
        led_directly = _DIRECT.search(organ.name) and not _OF_GRASSROOTS.match(organ.name)
        if between and not between & reached and not led_directly:
            values = {"issuer": issuer.name, "receivers": organ.name, "passed": _middle(between)}
            yield Hit(line.span, values, emergency_of(case))
            return


# 不经县局转发，各站径向市局报告: the clause says itself that a level is passed over.
_PASSED_BY = re.compile(
    "(?:不再?(?:经由?|通过)|(?:不必|无需|无须|不用|毋需)(?:再)?(?:经|通过)|越过|绕过|绕开|跳过|撇开|避开)(?P<passed>[^，。；、]{0,4}?(?:[省市县区]|[乡镇]|街道)(?:里|级|政府|人民政府|[^，。；、]{0,4}?[局委办厅站校]|主管部门)?)(?=[，。、转向把将直径汇审同批而]|后)"
)
_STRAIGHT = re.compile("直接?(?:[报送发交传寄呈]|向|对|到|下)|径[自直行]?[报送发交传寄呈向]|一[竿杆]子|[行发]文")
_FOR_CITIZENS = re.compile(
    "群众|企业|居民|村民|个人|申请人|用户|业主|考生|学生|家长|市民|商户|投诉|举报|信访|办理|审批|许可"
)


def _passes_over(case: Case) -> Hit | None:
    """Return the clause by which papers are to go past a level."""
    for found in case.directives:
        if found.attribution != "own" or found.polarity not in ("demand", "report") or found.why == "critic":
            continue
        sentence = case.masked(found.sentence)
        passed = _PASSED_BY.search(sentence)
        if passed and _STRAIGHT.search(sentence) and not _FOR_CITIZENS.search(sentence) and found.direction != "public":
            issuer = next((organ.name for organ in case.doc.meta.issuers if organ.name), "本件")
            values = {"issuer": issuer, "receivers": "隔级的单位", "passed": passed["passed"]}
            return Hit(found.sentence, values, found.exception)
    return None


def _copied(doc: Document) -> set[OrganLevel]:
    """Return the levels that the document is copied to."""
    return {
        organ.level
        for block in doc.blocks
        if block.kind == "imprint" and re.match("抄[送报]", doc.quote(block.span))
        for organ in split_organs(re.sub("^抄[送报][：:]", "", doc.quote(block.span)))
    }


def _middle(levels: set[OrganLevel]) -> str:
    words = {"province": "省", "prefecture": "市", "county": "县", "township": "乡镇"}
    return "、".join(words[level] for level in _LEVELS if level in levels and level in words) + "级"
