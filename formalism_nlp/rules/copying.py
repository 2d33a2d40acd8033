"""抄袭照搬: text taken from a superior, from a peer, from one's own last year (CPY), and names left in by pasting (DOC-16)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Protocol

from ..document import Document, Span
from ..errors import NotApplicable
from ..findings import Match
from ..language.jurisdiction import foreign_places, home_divisions
from ..language.places import find_places
from .rule import Case, Hit, Rule
from .sources import E12, T12

__all__ = ["BESIDE", "RULES", "Borrowed"]

# In the examples of these rules: what stands in front of it is the child, behind it the parent.
BESIDE = "\f"


class Borrowed(Protocol):
    """What a rule needs of the comparison with one other document (``Case.borrowed``)."""

    @property
    def relation(self) -> str:
        """``superior``, ``own``, ``peer`` or ``unknown``."""

    @property
    def verdict(self) -> str:
        """``copy`` and others."""

    @property
    def copied(self) -> float:
        """Copied share after masking, 0 to 1."""

    @property
    def gain(self) -> float:
        """Share of sentences with local content, 0 to 1."""

    @property
    def parent(self) -> Document:
        """The other document."""

    @property
    def matches(self) -> tuple[Match, ...]:
        """Shared passages, ``span`` in this document."""

    @property
    def swaps(self) -> tuple[tuple[str, str, int], ...]:
        """Names replaced: there, here, how often."""

    @property
    def residue(self) -> tuple[Span, ...]:
        """Names left in, in this document."""


_COUNTED = ("verbatim", "edited")


def _copies(case: Case, relations: tuple[str, ...]) -> Iterator[Hit]:
    compared = [found for found in case.borrowed if found.relation in relations]
    if not compared:
        raise NotApplicable("没有给出这类对照文件")
    for found in compared:
        passages = [match for match in found.matches if match.kind in _COUNTED]
        if found.verdict != "copy" or not passages:
            continue
        longest = max(passages, key=lambda match: (match.chars, -match.span.start))
        swaps = "，".join(f"{old}→{new} {times}处" for old, new, times in found.swaps[:3])
        yield Hit(
            longest.span,
            {
                "other": found.parent.meta.title or found.parent.id, "other_id": found.parent.id,
                "copied": found.copied, "gain": found.gain, "passages": len(passages), "chars": sum(m.chars for m in passages),
                "percent": f"{found.copied:.0%}", "local": f"{found.gain:.0%}",
                "swapped": f"，只替换名称（{swaps}）" if swaps else "", "other_span": list(longest.other_span),
            },
            severity="issue" if found.copied >= case.options["far"] else None,
        )  # fmt: skip


def _from_superior(case: Case) -> Iterator[Hit]:
    return _copies(case, ("superior",))


def _from_peer(case: Case) -> Iterator[Hit]:
    return _copies(case, ("peer", "unknown"))


def _from_own(case: Case) -> Iterator[Hit]:
    return _copies(case, ("own",))


# A foreign place that acts or is ruled: a body behind it, or words for the land of the issuer.
_ACTS = re.compile(
    "(?:人民)?(?:政府|委员会)|[\u4e00-\u9fff]{0,6}?(?:局|厅|委|办公室|办事处|中心|支队|大队)|境内|辖区|辖内|全境|城区|各(?:乡|镇|县|区|街道)"
)


def _left_in(case: Case) -> Iterator[Hit]:
    doc = case.doc
    if not home_divisions(doc) and not case.borrowed:
        raise NotApplicable("看不出发文机关在哪里，无法判断外地名称")
    found: dict[Span, str] = {}
    for mention in foreign_places(doc, find_places(doc.text)):
        behind = _ACTS.match(doc.text, mention.span.end)
        if behind and not mention.name.startswith(("台湾", "香港", "澳门")):  # every place has offices for them
            found[Span(mention.span.start, behind.end())] = "外地机关或辖区用语"
    for compared in case.borrowed:
        for span in compared.residue:
            if not any(span.overlaps(other) for other in found):
                found[span] = f"与《{compared.parent.meta.title or compared.parent.id}》同文处留下的名称"
    for span, why in sorted(found.items()):
        yield Hit(span, {"name": doc.quote(span), "why": why})


_BASIS = (
    T12("第十九条：起草公文应当从实际出发、内容简洁、深入调查研究"),
    E12("切实改进文风：没有实质内容、可发可不发的文件一律不发"),
)
_ABOUT = "与{}逐段比对。引用、法律条文、套语和照转的原文不计；替换地名机关名的照计。相同文字不低于 72%、写明本地内容的句子不高于 25% 时提示。"
_UNLESS = "转发、印发{}，或主要是引用、法律条文和套语的；写进了本地数据、时限、主体的；没有给出对照文件的。"
_MESSAGE = "与《{other}》相同的文字占 {percent}（{chars} 字，{passages} 处）{swapped}；写明本地内容的句子占 {local}。"
_OPTIONS = {"far": 0.9}

_PLAN = (
    "{place}{kind}\n关于做好河道巡查工作的通知\n{to}：\n"
    "　　一、明确责任。{place}各级河长要切实履行巡河职责，对责任河段的水质、岸线、排口逐一排查，"
    "发现问题及时交办，并督促有关单位限期整改到位。\n"
    "　　二、建立机制。由{level}水利部门牵头，会同生态环境、自然资源、住房城乡建设等部门建立联合巡查机制，"
    "统筹推进污水直排、垃圾倾倒、违法采砂等突出问题治理。\n"
    "　　三、加强督导。{level}河长办要定期通报巡查情况，对工作不力、问题突出的单位进行约谈，"
    "确保全{level}河道面貌持续改善，群众满意度不断提升。\n"
    "{place}{kind}\n{date}"
)
_TO = {"市": "各县（市、区）人民政府", "县": "各乡镇人民政府", "镇": "各村民委员会"}


def _plan(place: str, date: str) -> str:
    return _PLAN.format(place=place, kind="人民政府", to=_TO[place[-1]], level=place[-1], date=date)


_UPPER, _LOWER = _plan("泽安市", "2025年3月4日"), _plan("松垣县", "2025年4月8日")
_PEER, _LAST_YEAR, _TOWN = (
    _plan("临浦县", "2025年3月20日"),
    _plan("松垣县", "2024年3月6日"),
    _plan("柳塘镇", "2025年4月20日"),
)
_HEAD, _SIGNED = "松垣县人民政府\n{}\n各乡镇人民政府：\n", "松垣县人民政府\n2025年4月8日\n"
_OWN_TEXT = (
    _HEAD.format("关于做好河道巡查工作的通知")
    + "　　一、柳塘镇、白渡镇每周二巡查青溪河段12公里，县水利局4月10日前发放巡查表300份。\n"
    "　　二、白渡镇4月底前拆除违建码头6处，县财政安排补助资金80万元，由县审计局核验。\n"
    "　　三、县河长办每月5日前公布断面水质，连续两月不达标的，次月10日前由县长现场办公。\n" + _SIGNED
)
_PASSED = (
    _HEAD.format("转发《泽安市人民政府关于做好河道巡查工作的通知》的通知")
    + "　　现将市政府通知转发给你们，由县水利局于4月底前汇总落实情况。\n" + _SIGNED + _UPPER
)  # fmt: skip

RULES: tuple[Rule, ...] = (
    Rule(
        code="CPY-01", name="copied-from-superior", title="上下一般粗：照抄上级文件，没有本地内容", category="抄", severity="tip",
        about=_ABOUT.format("上级文件"), unless=_UNLESS.format("上级文件"), message=_MESSAGE,
        suggestion="上级已有明确要求的直接执行，不再另发；确需发文的，只写本地的对象、数量、时限、牵头单位和经费。", basis=_BASIS,
        hits=(_LOWER + BESIDE + _UPPER, _TOWN + BESIDE + _LOWER),
        clean=(_OWN_TEXT + BESIDE + _UPPER, _PASSED + BESIDE + _UPPER, _LOWER, _LOWER + BESIDE + _PEER),
        find=_from_superior, options=_OPTIONS,
    ),
    Rule(
        code="CPY-02", name="copied-from-peer", title="照抄其他单位的文件", category="抄", severity="tip",
        about=_ABOUT.format("同级或其他单位的文件"), unless=_UNLESS.format("该文件"), message=_MESSAGE,
        suggestion="按本单位实际重写；借鉴外地做法的注明来源，并逐项核对地名、机关、数据和时限。", basis=_BASIS,
        hits=(_LOWER + BESIDE + _PEER, _PEER + BESIDE + _LOWER),
        clean=(_OWN_TEXT + BESIDE + _PEER, _LOWER, _LOWER + BESIDE + _UPPER, _LOWER + BESIDE + _LAST_YEAR),
        find=_from_peer, options=_OPTIONS,
    ),
    Rule(
        code="CPY-03", name="copied-from-own-last", title="照搬本单位以往的文件", category="抄", severity="tip",
        about=_ABOUT.format("本单位以往的文件"), unless=_UNLESS.format("该文件"), message=_MESSAGE,
        suggestion="任务没有变化的，注明继续执行原文件；有变化的，只写变化的部分和上年完成情况。", basis=_BASIS,
        hits=(_LOWER + BESIDE + _LAST_YEAR, _TOWN + BESIDE + _TOWN.replace("2025年", "2024年")),
        clean=(_OWN_TEXT + BESIDE + _LAST_YEAR, _LOWER, _LOWER + BESIDE + _UPPER, _LOWER + BESIDE + _PEER),
        find=_from_own, options=_OPTIONS,
    ),
    Rule(
        code="DOC-16", name="foreign-name-left-in", title="留有外地、外单位的名称", category="文", severity="issue",
        about="发文机关辖区以外的地名，后面跟着机关或辖区用语的；给出对照文件时，还有与它同文处留下的对方地名和自称。",
        unless="引用的文件名称、并列的地名、学习借鉴和对口协作的对象、籍贯和路名；看不出发文机关在哪里的。",
        message="“{name}”不属本单位辖区或职权：{why}。", suggestion="核对这一处是否照搬外地文件时漏改；确有所指的，写明缘由。", basis=_BASIS,
        hits=(
            "深圳市南山区教育局\n关于做好招生工作的通知\n各学校：\n　　报名材料由南昌市教育局负责核查。\n深圳市南山区教育局\n2025年3月4日",
            "江山市财政局\n关于差旅费管理的通知\n各单位：\n　　丽水市境内出差的，按标准的一半补助。\n江山市财政局\n2025年3月4日",
        ),
        clean=(
            "深圳市南山区教育局\n关于考察学习的通知\n各学校：\n　　组织校长赴南昌市教育局学习招生经验。\n深圳市南山区教育局\n2025年3月4日",
            "深圳市南山区教育局\n关于招生的通知\n各学校：\n　　按照《南昌市教育局关于招生的通知》的做法办理。\n深圳市南山区教育局\n2025年3月4日",
            "深圳市南山区教育局\n关于招生的通知\n各学校：\n　　报深圳市教育局和广东省教育厅备案。\n深圳市南山区教育局\n2025年3月4日",
            _OWN_TEXT,
        ),
        find=_left_in,
    ),
)  # fmt: skip
