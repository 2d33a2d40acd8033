"""What genre, title, heading and lead-in make of the sentences below them: demanded, told, criticised, forbidden."""

from __future__ import annotations

import re

from ..document import Document
from .cues import BURDEN
from .readings import Frame, Said, Stance

__all__ = ["base_stance", "heading_stance", "lead_frame", "opens_preamble", "title_stance"]

_TELLING = frozenset(("报告", "请示", "议案"))
_TELLING_CARRIERS = frozenset(
    ("总结", "汇报", "报告", "述职", "述职报告", "答复", "回复", "请示", "情况", "信息", "简报")
)
_TELLING_TITLE = re.compile(
    "(?:总结|汇报|报告|自查|情况|纪实|答复|答复意见|述职|剖析材料|交流材料|经验材料|说明|解读|问答|的?调查|调研报告|的做法|侧记|启示|(?:座谈|访谈|讨论)[^，。]{0,4}(?:记录|实录|摘录|摘要|速记))(?:[（(].{0,12}[）)])?$|"
    "答复的?函?$|政策解读|办理情况的函$"
)
_TOLD_GENRES = frozenset(("通报",))
_SPEECH = re.compile("讲话|致辞|发言|主持词")
# What happened once: nothing in it is asked for.
_CHRONICLE = re.compile("大事记|[县市镇乡村]志(?![愿])|年鉴|沿革|回忆")
# Names of lists of what must not be done; what stands in them is forbidden without saying so again.
_BAN = re.compile(
    '负面清单|禁令|[一二三四五六七八九十\\d]+(?:个|条|项)?[“"]?(?:不准|严禁|不得|禁令|禁止)|禁止(?:性)?(?:行为|事项|清单)|严禁(?:事项|行为)'
)
_RELIEF = re.compile(f"(?:废止|取消|清理|清退|停止|减少|精简|压减|撤销)[^，。]{{0,24}}(?:{BURDEN.pattern})")
_PROBLEMS = re.compile(
    "(?:存在|主要|突出|发现|典型|共性|普遍|暴露|反映|查摆|具体|方面)的?(?:[^，。；]{0,10})(?:问题|不足|短板|差距)|问题(?:[和与及、](?:不足|原因|短板|困难|表现|差距))|问题表现|"
    "(?:不足|不足之处|短板|差距|薄弱环节|教训)。?$|反面|案例|乱象|负面典型|表现形式"
)
# In circulars and reports a case or a chapter is named by its problem: 随意要求报送材料问题.
_PROBLEM_ENDS = re.compile("(?:问题|困难)。?$")
_NO_PROBLEM = re.compile(
    "(?:解决|整改|整治|导向|针对|聚焦|查找|排查|纠治|治理|处置|处理|注意|说明|明确|关于|有关|若干|几个|其他|热点|线索|研究|破解|对照|化解|收集|遗留)[^，。；]{0,14}问题|"
    "问题(?:导向|线索|整改|清单|台账|解答|排查|处理|处置|的处理|反馈|受理|查找|收集)"
)
_ACCOUNT = re.compile(
    "(?:主要|工作|经验|具体|特色)?做法(?:和|及|与|。|$)|成效|成绩|(?:开展|进展|完成|落实|基本|总体|推进|执行|办理|履职)情况。?$|工作回顾|^(?:[^，。；]{0,10})背景|重要(?:性|意义)|形势|"
    "工作总结|亮点|主要工作。?$|情况回顾|取得的?|现状|基本县?情|摸底|建设基础|发展基础"
)
_PLAN = re.compile(
    "下[一]?步|打算|计划|努力方向|工作思路|今后|来年|明年|展望|工作建议|重点任务|工作安排|总体要求|主要目标"
)
_ORDER = re.compile("要求|任务|措施|安排|整改|下[一]?步|纪律|工作重点|意见")
_FORBIDDEN = re.compile("^[^，。；]{0,8}(?:严禁|禁止|不得|不准|杜绝|严防)|负面清单|禁令|禁止(?:性)?行为")
_CONDITION = re.compile(
    "(?:下列|以下|下述|如下|前款|上述)[^，。；]{0,14}(?:情形|情况|行为|条件|事项|材料|原因|标准)(?:之一|的)|具备(?:下列|以下)|符合(?:下列|以下)|(?:情形|情况|行为|条件)之一|"
    "(?:包括|分为|是指|有)(?:以下|下列|如下)|(?:条件|标准|内容|对象|范围|流程|程序|职责)(?:是|为|如下|包括)?$"
)
_PREAMBLE_ENDS = re.compile(
    "如下[^，。；]{0,8}[：。:]|如下$|(?:通知|通告|公告|意见|决定|方案|办法)[：:]$|请(?:遵照|认真)"
)
_NUMBER = re.compile("^[（(]?[一二三四五六七八九十\\d]{1,3}[）)、．.]{1,2}\\s*")


def title_stance(title: str) -> Stance | None:
    """Return what a title makes of everything below it.

    Examples
    --------
    >>> title_stance("云泽省为基层减负工作负面清单"), title_stance("关于废止一批责任书的通知"), title_stance("河道清理方案")
    ('prohibit', 'abolish', None)
    """
    if _BAN.search(title):
        return "prohibit"
    return "abolish" if _RELIEF.search(title) else None


def base_stance(doc: Document) -> Stance:
    """Return what a clause without a deciding word is taken for, by genre, carrier, title and skeleton."""
    meta = doc.meta
    title = meta.title or ""
    if meta.genre in _TELLING or (meta.carrier in _TELLING_CARRIERS and meta.genre in (None, "函")):
        return "account"
    # 关于启用…的说明 to those who have to act on it is a notice by another name.
    instructs = title.endswith("说明") and any(organ.name.startswith("各") for organ in meta.addressees)
    if meta.genre in (None, "函") and _TELLING_TITLE.search(title) and not instructs:
        return "account"
    if meta.genre is None and _CHRONICLE.search(title):
        return "account"
    if meta.genre in _TOLD_GENRES or meta.carrier == "讲话" or _SPEECH.search(title):
        return "plain"
    if not title and meta.genre is None and meta.carrier is None:
        heads = "\n".join(doc.quote(block.span) for block in doc.blocks if block.kind == "heading")
        told = bool(re.search("做法|成效|存在.{0,6}问题|突出问题", heads)) + bool(
            re.search("下一?步|打算|努力方向", heads)
        )
        if told == 2:
            return "account"
    return "demand"


def heading_stance(heading: str, base: Stance) -> Stance | None:
    """Return what a heading makes of the text below it; None when it says nothing about that.

    Examples
    --------
    >>> [heading_stance(words, "demand") for words in ("二、突出问题", "三、着力解决突出问题", "一、工作要求", "四、严禁行为")]
    ['criticise', None, None, 'prohibit']
    """
    words = _NUMBER.sub("", heading)
    if _FORBIDDEN.search(words):
        return "prohibit"
    problem = _PROBLEMS.search(words) or (base != "demand" and _PROBLEM_ENDS.search(words))
    if problem and not _NO_PROBLEM.search(words):
        return "criticise"
    if base == "account":
        return "plan" if _PLAN.search(words) else ("account" if _ACCOUNT.search(words) else None)
    if base == "plain" and _ORDER.search(words):
        return "demand"
    return "plain" if _ACCOUNT.search(words) else None


def lead_frame(said: Said, words: str, frame: Frame) -> Frame:
    """Return what a clause that ends in a colon makes of the list behind it.

    Parameters
    ----------
    said : Said
        The clause in front of the colon.
    words : str
        Its sentence.
    frame : Frame
        What holds for the clause itself.
    """
    reading = said.reading
    if reading.polarity == "prohibit":
        return Frame("prohibit", reading.attribution)
    if reading.polarity in ("abolish", "criticise"):
        return Frame("abolish" if reading.polarity == "abolish" else "criticise", reading.attribution)
    if _CONDITION.search(words):
        return Frame("condition", frame.attribution)
    if reading.polarity == "demand" and frame.stance in ("plain", "plan"):
        return Frame("demand" if frame.stance == "plain" else "plan", frame.attribution)
    return frame


def opens_preamble(words: str) -> bool:
    """Tell whether a paragraph ends the preamble: 现将有关事项通知如下."""
    return _PREAMBLE_ENDS.search(words) is not None
