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
    "教育": "教育|教体|学校|[中小]学|幼儿园|校长", "公安": "公安|派出所|交警|治安|警", "卫生健康": "卫生|卫健|医院|疾控|医疗机构", "民政": "民政",
    "市场监管": "市场监管|市监|市场监督|工商", "交通运输": "交通(?!安全|警)|公路|运管|公交", "住建": "住建|住房|城乡建设|规划",
    "农业农村": "农业|农牧|畜牧|农机|农技|水产|渔", "水利": "水利|水务|供水", "林草": "林业|林草|林站|园林", "自然资源": "自然资源|国土|不动产",
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
    "(?:各(?:级|地|有关|相关)?|[省市县区镇乡州](?:级|直)?|有关|相关|当地|属地|所在地|辖区)?(?!重点|所有|对|按|保障|确保|加强|做好|户口|保存|不再|原|就读|毕业)[^，。；的]{2,24}?(?:局|委|厅|部门|机关|机构|派出所|[管财司税]所|大队|支队|中队|队|分局|办|系统|部|主管|组织|中心|站|所|院|台|学|校|公司)(?:（[^）]*）)?$"
)
_TOGETHER = re.compile(
    "联合(?!会)|会同|(?:商得|商定|商妥|协商|会商)|商[^，。；]{1,14}同意|会签|联席会议|领导小组|三定|职责分工"
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
    if _TOGETHER.search(doc.text):
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
        by_law = _BY_LAW.search(case.masked(found.core)) is not None and not (found.deadline or found.quantity)
        if (
            is_task
            and not denied
            and not by_law
            and systems
            and not systems & own
            and who not in told
            and _NAMED_BODY.match(who)
        ):
            told.add(who)
            yield Hit(found.core, {"issuer": issuer.name, "other": who}, found.exception)


# 燃气公司不会上门收钱 warns of swindlers.
_WOULD_NOT = re.compile("(?<!学)(?:不会|不可能|从不|从未|绝不|并未)(?!同)")
# 由公安机关依法处理: the law gives that task.
_BY_LAW = re.compile("依[法规](?:处理|查处|追究|处罚|惩处|严惩|给予|予以|处置)|移[送交](?:公安|司法|纪检)")
# A clause that begins with another body, and what it has to do: 教育系统要把…, 卫健系统派驻监督员.
_LEADING = re.compile(
    r"(?:[^，。；]{2,16}(?:，|　|\s))?(?P<who>(?:各级?|[省市县区镇乡州])?(?!重点|所有|对|按|保障|确保|加强|做好|原|与|和|向|会同|配合|[请由])"
    r"[^，。；的、　\s]{1,10}?(?:、[^，。；的　\s]{1,8}){0,3}"
    r"(?:局|部门|机关|机构|系统|派出所|[管税]所|[卫文]化?站|大队|中队|银行|组织|公司|中小学|学校|幼儿园|医院|卫生院|高校))"
    r"(?=要|须|应|必须|务必|凭|负责|派|把|将|对|在|于|按|每|各|不再|[清统逐全][^，。；]{0,2}|　|\s|\d)"
)


def _actor(case: Case, found: Directive) -> str:
    if found.actor and found.actor_from in ("subject", "list_head", "responsibility", "column"):
        who = case.doc.quote(found.actor)
        # 各乡镇派出所: the actor may have been read short.
        longer = _LEADING.match(case.masked(found.span))
        return longer["who"] if longer and longer["who"].startswith(who) else who
    leading = _LEADING.match(case.masked(found.span))
    return leading["who"] if leading else ""


def _systems(name: str) -> set[str]:
    return {system for system, words in _OF_SYSTEM.items() if words.search(name)}
