"""Finding tasks that one department gives to the bodies of other systems (DOC-14)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..directives import Directive
from ..errors import NotApplicable
from .document_parts import REGULATIONS
from .routing_finders import APPROVED, DRAFT, issuer_of
from .rule import Case, Hit

__all__ = ["orders_others"]

# The systems that work is divided into; a body belongs to those whose words its name holds.
_SYSTEMS = {
    "教育": "教育|教体|学校|[中小]学|幼儿园|校长|[一二三四五六七八九十][中小]|职教|职中|高中|完小|教学点",
    "公安": "公安|派出所|交警|治安|警", "卫生健康": "卫生|卫健|医院|疾控|医疗机构", "民政": "民政",
    "市场监管": "市场监管|市监|市场监督|工商", "交通运输": "交通(?!安全|警)|公路|运管|公交", "住建": "住建|住房|城乡建设|规划",
    "农业农村": "农业|农牧|畜牧|农机|农技|水产|渔", "水利": "水利|水务|供水", "林草": "林业|林草|林站|林场|园林", "自然资源": "自然资源|国土|不动产",
    "生态环境": "生态环境|环保|环境保护", "财政": "财政", "税务": "税务", "人社": "人社|人力资源|社保|劳动保障",
    "应急消防": "应急|安监|安全监管|消防",
    "文旅": "文化|文旅|文广|旅游|广电|体育|文物|图书馆",
    "工信商务": "商务|经信|工信|工业和信息化|经贸", "发改": "发改|发展改革|发展和改革|物价|粮食|粮站",
    "司法": "司法", "城管": "城管|城市管理|综合执法|环卫", "电力": "供电|电力", "气象": "气象", "金融": "金融|银行",
    "宣传": "宣传|融媒体|电视台|广播", "组织": "组织部",
    "群团": "妇联|共青团|团委|工会|工商联|残联|群团", "审计": "审计", "医保": "医保|医疗保障|定点", "退役军人": "退役军人",
    "统计": "统计局", "邮政": "邮政|快递",
    "供水供气": "自来水|供水公司|燃气公司|通信|电信|移动公司|铁塔",
}  # fmt: skip
_OF_SYSTEM = {name: re.compile(words) for name, words in _SYSTEMS.items()}
_NAMED_BODY = re.compile(
    "(?:各(?:级|地|有关|相关)?|[省市县区镇乡州](?:级|直)?|有关|相关|当地|属地|所在地|辖区)?(?!重点|所有|从|向|对|按|保障|确保|加强|做好|户口|保存|不再|原|就读|毕业)[^，。；的]{2,24}?(?:局|委|厅|部门|机关|机构|派出所|[管财司税]所|大队|支队|中队|队|分局|办|系统|部|主管|组织|中心|站|所|院|台|学|校|公司)(?:（[^）]*）)?$|(?:[县市区镇一-龥]{1,6}[一二三四五六七八九十][中小]|[^，。；的]{1,8}(?:完小|教学点))$"
)
_TOGETHER = re.compile(
    "联合(?!会)|会同|(?:商得|商定|商妥|协商|会商)|商[^，。；]{1,14}同意|会签|联席会议|领导小组|三定|职责分工"
)
# 我局联合县竹编协会颁授称号: with whom no department shares its competence.
_WITH_NO_BODY = re.compile(
    "(?![^，。；]{0,20}(?:局|委(?!托)|(?<![举承主协])办(?![理法事])|厅|部门|公安|法院|检察院|有关|相关))[^，。；]{0,20}?(?:协会|学会|商会|研究会|公司|企业|基金会|合作社|大学|学院|媒体|平台)"
)
# 学校、医院中满5年的班组: the range of those who may take part, not who has to act.
_RANGE = re.compile(
    "(?:、[^，。；、的]{1,8}){0,4}(?:系统)?(?:[中内里](?![心学小等专药医队层])|在职|在籍|在编|从事|工作满|用地|周边|门口|附近|名单)"
)
# 派出所2024年共移送31人: what was done.
_FACT = re.compile(r"(?:19|20)\d\d年[^，。；]{0,4}共|累计|截至|共[一-龥]{2,4}[^，。；]{0,8}\d")
# 派出所每年备案一次的旅馆业信息: a thing, and no act.
_NAMED_THING = re.compile("[次年月日天]的[^，。；的]{1,8}$")
# Bound by more than a bare verb: 要, 须, 一律, 今后, a term, a rhythm.
_BOUND = re.compile("(?<!需)要(?![求素点闻])|须|应(?![急用届])|必须|务必|一律|不再|不得|今后|照办|严格|逐[一个家户]")
# 由县医保局按规定报销, 观众可把车停在: who serves whom, or what people may do.
_SERVES = re.compile(
    "(?<![许认])可(?![能靠持行控视疑燃])|均可|有权|提供[^，。；]{0,10}(?:服务|推荐|指导|咨询|救助)|报销|结算|免费|减免|开放|半价|优惠|入场|挂号|受理|理赔|定损|发布|凭[^，。；]{1,8}(?:到|向)"
)


def orders_others(case: Case) -> Iterator[Hit]:
    """Find a single department or unit that gives tasks to bodies of other systems (DOC-14)."""
    doc, meta = case.doc, case.doc.meta
    issuer = issuer_of(doc)
    alone = len(meta.issuers) == 1 and issuer.level != "central"
    if not alone or issuer.kind not in ("department", "institution", "section", "mass"):
        raise NotApplicable("不是地方的部门、单位单独发文")
    if (
        APPROVED.search(doc.text)
        or meta.carrier in REGULATIONS
        or meta.genre in ("请示", "报告", "函", "通告", "公告")
        or DRAFT.search(meta.title or "")
    ):
        raise NotApplicable("文中写明经同意或者授权，或者不是下行的部署性公文")
    if any(not _WITH_NO_BODY.match(doc.text, together.end()) for together in _TOGETHER.finditer(doc.text)):
        raise NotApplicable("文中写明会同、联合有关部门或者已经会商")
    own = _systems(issuer.name) | ({"群团"} if issuer.kind == "mass" else set())
    if not own:
        raise NotApplicable("看不出发文单位主管哪个系统")
    told: set[str] = set()
    for found in (one for one in case.directives if one.attribution == "own" and one.polarity in ("demand", "abolish")):
        who = re.split("配合|协助|支持", _actor(case, found))[0]
        systems = _systems(who)
        # Money that another body provides (由市财政按每校5万元配齐) is no task of it. 县税务部门不再核验 changes its work.
        is_task = (found.modality == "must" or found.why == "exempt") and found.resource is None
        denied = _WOULD_NOT.search(case.masked(found.sentence)) is not None
        served = not _is_order(case, found)
        by_law = _BY_LAW.search(case.masked(found.core)) is not None and not (found.deadline or found.quantity)
        if (
            is_task
            and not denied
            and not by_law
            and not served
            and systems
            and not systems & own
            and who not in told
            and _NAMED_BODY.match(who)
        ):
            told.add(who)
            yield Hit(found.core, {"issuer": issuer.name, "other": who}, found.exception)


def _is_order(case: Case, found: Directive) -> bool:
    """Tell whether another body is told to act: 由市水务局列入计划 only says whose matter something is."""
    text = case.masked(found.core)
    if _FACT.search(text):
        return False
    timed = found.deadline is not None or found.frequency is not None
    served = _SERVES.search(text) is not None and found.deadline is None
    if found.actor is None or found.actor_from not in ("subject", "list_head"):
        return not served or _BOUND.search(text) is not None
    # 县气象局每天发布墒情，请各中心收听: others are asked.
    if text.startswith(("请各", "请你", "请贵")) and not found.core.contains(found.actor):
        return False
    if _BOUND.search(text):
        return True
    whose = not found.span.contains(found.actor) or case.doc.text[: found.actor.start].endswith("由")
    ranged = _RANGE.match(case.doc.text, found.actor.end) is not None or _NAMED_THING.search(text) is not None
    return not (served or ranged or (whose and not timed))


# 燃气公司不会上门收钱 warns of swindlers.
_WOULD_NOT = re.compile("(?<!学)(?:不会|不可能|从不|从未|绝不|并未)(?!同)")
# 由公安机关依法处理: the law gives that task.
_BY_LAW = re.compile("依[法规](?:处理|查处|追究|处罚|惩处|严惩|给予|予以|处置)|移[送交](?:公安|司法|纪检)")
# A clause that begins with another body, and what it has to do: 教育系统要把…, 卫健系统派驻监督员.
_LEADING = re.compile(
    r"(?:[^，。；]{2,16}(?:，|　|\s))?(?P<who>(?:各级?|[省市县区镇乡州])?(?!重点|所有|对|按|保障|确保|加强|做好|原|与|和|向|会同|配合|[请由])"
    r"[^，。；的、　\s]{1,10}?(?:、[^，。；的　\s]{1,8}){0,3}"
    r"(?:局|部门|机关|机构|系统|派出所|[管税电政法财林]所|[卫文防业利]化?站|供销社|银行网点|营业厅|气象台|大队|中队|银行|组织|公司|中小学|学校|幼儿园|医院|卫生院|高校|职教中心|[一二三四五六七八九十][中小]))"
    r"(?=要|须|应|必须|务必|凭|负责|派|把|将|对|在|于|按|每|逢|即|抽|腾|组|备|今年|各|不再|[清统逐全][^，。；]{0,2}|　|\s|\d)"
)
# 环卫所夜里两点前把晒场清出来: who begins a clause that has a figure, whatever it does.
_HEADED = re.compile(
    r"(?P<who>(?:各级?|[省市县区镇乡州])?(?!重点|所有|对|按|确保|加强|做好|原|与|和|向|会同|配合|[请由在到从])[^，。；的、和与到在由对给把将向\s]{0,8}?"
    r"(?:局|部门|系统|站|所(?!有|在|需)|院|中心|台|大队|队(?!员|伍|长)|场|完小|中小学|学校|幼儿园|[一二三四五六七八九十][中小]|公司|银行|网点))"
    r"(?![的、和与及等里内中周门附用长员负])(?![^，。；]{0,7}(?:现有|共|已|曾|位于|收费|营业|开放|占地|距))"
)


def _actor(case: Case, found: Directive) -> str:
    if found.actor and found.actor_from in ("subject", "list_head", "responsibility", "column"):
        who = case.doc.quote(found.actor)
        # 各乡镇派出所: the actor may have been read short.
        longer = _LEADING.match(case.masked(found.span))
        if longer and longer["who"].startswith(who):
            return longer["who"]
        headed = None if _NAMED_BODY.match(who) else _HEADED.match(who)
        return headed["who"] if headed else who
    leading = _LEADING.match(case.masked(found.span))
    if leading is None and (found.deadline or found.frequency or found.quantity):
        leading = _HEADED.match(case.masked(found.core))
    return leading["who"] if leading else ""


def _systems(name: str) -> set[str]:
    return {system for system, words in _OF_SYSTEM.items() if words.search(name)}
