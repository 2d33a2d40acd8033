"""Finding internal sections that write to the outside (DOC-06)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..document import Document, Span
from ..errors import NotApplicable
from .document_parts import REGULATIONS, emergency_of, first_block, title_line
from .routing_finders import issuer_of
from .rule import Case, Hit

__all__ = ["is_internal", "section_writes"]

# 中心, 站 and 所 of a unit stand on their own; a 科 or 股 never does.
_SECTION_TITLE = re.compile(
    "^[^《》关于]{2,30}?(?:局|委|委员会|厅|办|部|府|院|中心)[^局委厅府，。的]{1,10}?(?<!管理)(?:科|股|处)(?=关于|工作|温馨|提[示醒]|通知|印发|转发)"
)
_SECTION_CODE = re.compile("[^局委]{1,8}[科股室][发字函通]?[〔\\[（(【]")
_SELF = re.compile(
    "(?=[我本科股])(?:"
    "(?<![局厅委部办院站司镇自])(?:我(?:股(?![份东权票市民])|科(?![技目研学])|科室|股室|处室)|本(?:科室|股室))|(?<=[至到给交])[科股]里"
    ")"
)
# A town's 办 besides the one for Party and government affairs is an internal section of the town.
_TOWN_SECTION = re.compile(
    "(?:镇|乡(?!村|镇|贤|土)|街道)(?:党工委|党委|委员会|人民政府|办事处)?(?!党政|办公室|综合办|人民政府办|党委办)(?:[^，。镇乡]|乡(?=村)){2,14}?(?:办公室|办|科)$"
)
_TOWN_COMMITTEE = re.compile("(?<=[镇乡道])委员会")
_JOINT = "领导小组|指挥部|专班|委员会|工作组|联席会议"
# 部, 组 and 室 inside a bureau or a mass organisation.
_UNIT_SECTION = re.compile("(?:局|厅|总工会|妇联|团委|残联|工商联|科协)(?!.*办公室)[^局厅，]{2,8}(?:部|组|室)$")
# These write out as an office does.
_OF_ITS_OWN = re.compile("综合司$|督查室$|研究室$|党组$")
_INSIDE = re.compile(
    "机关各|^各(?:科|股|处|室)|各(?:科室|股室|处室|内设机构)|(?:本|我)(?:局|委|院|厅|办|单位)(?:全体|各)|^全体(?:干部|职工|人员)|^各位同事"
)


def section_writes(case: Case) -> Iterator[Hit]:
    """Find an internal section that writes to the outside (DOC-06)."""
    doc = case.doc
    passage = _section(doc) or _section_rules(case)
    if passage is None:
        issuer_of(doc)
        return
    if is_internal(doc):
        raise NotApplicable("内部传阅，没有对外行文")
    yield Hit(passage, {"section": doc.quote(passage).removesuffix("（代章）").strip()[:40]}, emergency_of(case))


def is_internal(doc: Document) -> bool:
    """Tell whether a document stays inside the issuing body."""
    line = first_block(doc, "addressee")
    receivers = doc.quote(line.span).strip("：: ") if line else ""
    return bool(receivers) and _INSIDE.search(receivers) is not None and "各村" not in receivers


def _section(doc: Document) -> Span | None:
    """Return the passage that shows an internal section as the issuer."""
    for organ in doc.meta.issuers:
        in_town = (
            organ.level == "township"
            and not re.search(_JOINT, _TOWN_COMMITTEE.sub("", organ.name))
            and _TOWN_SECTION.search(organ.name)
        )
        in_unit = _UNIT_SECTION.search(organ.name) is not None and not re.search(_JOINT, organ.name)
        if organ.name and not _OF_ITS_OWN.search(organ.name) and (organ.kind == "section" or in_town or in_unit):
            return _named(doc, organ.name)
    title, number = title_line(doc), first_block(doc, "number")
    if title is not None and (match := _SECTION_TITLE.match(doc.quote(title.span))):
        return Span(title.span.start, title.span.start + match.end())
    if number is not None and _SECTION_CODE.match(doc.quote(number.span)):
        return number.span
    unsigned = not any(organ.name for organ in doc.meta.issuers) and doc.meta.carrier not in REGULATIONS
    if unsigned and doc.meta.addressees and (match := _SELF.search(doc.text)):
        return Span(*match.span())
    return None


# 防火科决定，自9月起…, 报我股, 本通知由我科负责解释: the section orders under the name of its body.
_SECTION_ACTS = re.compile(
    "(?:(?:^|[，。；　\\s])(?:经|现经|由)?(?!各|有的|有关|相关|个别|部分|其他)(?P<section>[^，。；　\\s的]{2,12}?(?<!服务管理)(?<![科股])(?<!办事)(?:科|股|处))"
    "(?:研究)?(?:决定|要求(?=各|你|所有|全)|研究(?=，|后|确定))"
    "|(?<![局厅委部办院站司镇自])(?:我(?:科(?![技目研学])|股(?![份东权票市民])|处(?![理置境]))|本(?:科室|股室))|(?<=[向到送报交发给找与至由])本(?:[股处](?!份|东)|科(?!生|院|学|毕|教|以|专|层|招|批)))"
)


def _section_rules(case: Case) -> Span | None:
    """Return the clause in which a section decides or orders, though its body signs."""
    doc = case.doc
    issuers = [organ.name for organ in doc.meta.issuers if organ.name]
    if (
        not issuers
        or doc.meta.carrier in REGULATIONS
        or not doc.meta.addressees
        or any("处" in name for name in issuers)
    ):
        return None
    for found in case.directives:
        if found.demanded and found.direction in ("down", "level") and found.attribution == "own":
            named = _SECTION_ACTS.search(case.masked(found.sentence))
            section = named["section"] or "" if named else ""
            independent = section.endswith("管理处") and "厅" not in issuers[0]
            if named and not independent and not re.search("学校|小学|中学|医院|街道", section):
                return found.core
    return None


def _named(doc: Document, name: str) -> Span:
    """Return where the issuer stands: in the head, else in the title or the signature, else where it is first named."""
    for kind in ("header", "title", "signature"):
        for block in doc.blocks:
            at = doc.text.find(name, *block.span) if block.kind == kind else -1
            if at >= 0:
                return Span(at, at + len(name)) if kind == "title" else block.span
    at = max(doc.text.find(name), 0)
    return Span(at, at + len(name)) if doc.text.startswith(name, at) else doc.blocks[0].span
