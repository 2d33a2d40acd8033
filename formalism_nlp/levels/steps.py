"""Which step of a procedure a term is for: from what event it counts, and what is to be done by then."""

from __future__ import annotations

import re

from .clauses import Outline
from .value import Value

__all__ = ["is_choice", "other_step"]

# Acts of procedures; those on one line change places between texts. Words that fit any step (完成, 办结) are left out.
_ACTS = (
    "备案|登记备案|报备", "抄送|抄告", "报送|上报|呈报|报告|书面报告|报[省市县区镇乡国上本一][^，。；]{0,12}(?:机构|部门|政府|机关|局|办|委)",
    "审查|审核|审定|初审|复审|核查|核实|调查", "审批|批准|批复|核准|许可|决定", "调解|裁决|仲裁", "受理", "公布|公告|公示|公开|发布|刊登",
    "登记|注册", "验收|验线|核验|复验", "改正|整改|纠正|修改|更正|自行处理|废止|撤销", "发放|核发|颁发|制发|拨付|拨[到至给]|兑现|到账|支付",
    "退还|退回|返还|退货", "答复|回复|回应|回访", "告知|通知|送达|转告", "修复|维修|抢修|恢复|修好", "到场|到达|赶赴|赶到|抵达|处置|出警",
    "提供|提交|补交|补正|报名|申请|申报|补齐", "签订|订立|签署", "开工|施工|动工", "评估|评价|评审|论证", "移送|移交|转交|转办", "缴纳|缴存|缴款|交纳",
)  # fmt: skip
_ACT = re.compile("|".join(f"(?P<a{number}>(?:{words})(?!资料|材料|情况|结果))" for number, words in enumerate(_ACTS)))
# Nouns and grounds that hold the same words: 备案登记机构, 依照本办法第十四条的规定, 审查意见书.
_NO_ACT = re.compile(
    "(?:依照|按照|根据|依据|凭|持)[^，。；]{0,24}?(?:规定|要求|程序|证书|证明)|[^，。；]{2}(?:机构|机关|部门|监督机关)|申请人|登记机关|决定书|意见书|通知书|许可证|申请表"
)
# 自收到申请之日起, 竣工验收后, 接到通知后.
_EVENT = re.compile(
    "(?:自|从|于|在|应当?|[须要，]|^)(?P<event>[^，。；自]{2,40}?)(?:之日起?|之时起?|当日起|次日起|起|[以之]?后|的)?(?:的|第)?$"
)
_RECEIVED = re.compile("收到|接到|受理|接")
# What is received when a matter is opened, whatever it is called.
_OPENING = re.compile("申请|材料|报件|受理|资料|登记")
_PAPER = re.compile("异议|公函|通知|报告|草案|决定|意见|投诉|举报|建议|提案|信访|判决|文书")
_PUBLISHED, _TEXTS = re.compile("[公发颁]布|印发|签发|施行"), re.compile("法规|规章|规范性文件|标准|规划|预案")
_CHOICE = re.compile("可以|有权|可(?=[自在于向])")
# How far behind a term its act is looked for.
_REACH = 60


def other_step(own: Value, other: Value, sides: tuple[Outline, Outline]) -> bool:
    """Tell whether two terms belong to different steps.

    They do when the acts behind them are known and have nothing in common, and in procedures
    set out in articles also when they count from the receipt of different papers, or are for texts of different kinds.
    """
    acts = _acts(own, sides[0]), _acts(other, sides[1])
    if acts[0] and acts[1] and not acts[0] & acts[1]:
        return True
    if not (sides[0].statute and sides[1].statute):
        return False
    return any(
        found[0] and found[1] and not found[0] & found[1]
        for found in (
            (_papers(own, sides[0]), _papers(other, sides[1])),
            (_published(own, sides[0]), _published(other, sides[1])),
        )
    )


def _published(value: Value, side: Outline) -> set[str]:
    """Which kinds of text a term for what is published speaks of, up to the term: 规章 are filed otherwise than 规范性文件."""
    sentence = side.sentences[side.clauses[value.clause].sentence]
    before = side.doc.text[sentence.start : value.span.end]
    return set(_TEXTS.findall(before)) if _PUBLISHED.search(before) else set()


def is_choice(value: Value, side: Outline) -> bool:
    """Tell whether a term limits a right: 可以自接到通知之日起15日内提出异议."""
    before = side.doc.text[side.clauses[value.clause].span.start : value.span.start]
    return _CHOICE.search(before) is not None


def _acts(value: Value, side: Outline) -> set[str]:
    """The acts named behind a term, at most up to the end of its sentence."""
    sentence = side.sentences[side.clauses[value.clause].sentence]
    after = side.doc.text[value.span.end : min(sentence.end, value.span.end + _REACH)]
    for part in re.split("[，；。,;：:]", _NO_ACT.sub("", after)):
        found = {match.lastgroup or "" for match in _ACT.finditer(part)}
        if found:
            return found
    return set()


def _papers(value: Value, side: Outline) -> set[str]:
    """What the receipt that a term counts from is of; an application by any name is one thing."""
    clause = side.clauses[value.clause].span
    digits = re.search("[\\d０-９一二两三四五六七八九十百]+个?(?:工作)?[日天小月周]", side.doc.quote(value.span))
    end = value.span.start + (digits.start() if digits else 0)
    found = _EVENT.search(side.doc.text[clause.start : end])
    if not found or not _RECEIVED.search(found["event"]):
        return set()
    papers = {match.group() for match in _PAPER.finditer(found["event"])}
    return papers or ({"申请"} if _OPENING.search(found["event"]) else set())
