"""Emergencies and duties laid down by law: what excuses a demand without hiding it (domain dossier, section 2.4)."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from ..document import Document, Span

__all__ = ["Emergency", "ExceptionKind", "emergency", "excuse", "statutory"]

ExceptionKind = Literal["emergency", "statutory"]

_EVENT = re.compile(
    "防汛|抗旱|防台风?|台风|暴雨(?:红|橙)色预警|特大暴雨|洪水|洪峰|汛情|超警戒|地震(?!局)|地质灾害|山洪|泥石流|滑坡|森林(?:草原)?火[灾情险]|火情|火场|"
    "草原火灾|危化品事故|爆炸|矿难|透水事故|重大事故|事故救援|抢险救[援灾]|传染病暴发|疫情暴发|突发公共卫生|应急响应|低温雨雪冰冻|寒潮(?:红|橙)色|"
    "决堤|溃坝|堰塞|雪灾|冰冻灾害|泄漏(?:事故|应急|处置)|山火"
)
# Without one of these the words above may speak of plans, drills and routine inspections only.
_STATE = re.compile(
    "(?=[ⅠⅡⅢⅣ一三二启响四处应抢提救汛火灾维解警进险预])(?:"
    "(?:启动|进入|提升|维持)[^。；]{0,20}应急响应|应急响应(?:期间|解除|终止)|响应期间|响应解除|解除(?:预警|响应|应急)|[ⅠⅡⅢⅣ一二三四]级(?:应急)?响应|"
    "预警(?:期间|解除)|(?:抢险|救援|处置)期间|汛情解除|险情(?:解除|排除)|灾情(?:解除|稳定)|警报解除|火情扑灭|处置(?:结束|完毕)"
    ")"
)
_WINDOW = re.compile("响应期间|响应解除|响应终止|解除|终止|期间|结束(?:后|为止|之日)|扑灭|截至.{1,12}止|有效期")
_OPENING = 300
_LAW = re.compile(
    "(?:依据|根据|按照?|依照|违反|执行|遵照)《[^》]{2,40}(?:法|条例|统计调查制度|规程|规范)》|《[^》]{2,30}法》(?:第|规定|要求)|法定(?:义务|要求|程序|检查|报告|统计)|"
    "法律法规(?:明确)?(?:规定|要求)|统计调查制度|批准文号|执法(?:全过程)?记录|国家标准|强制性标准"
)


class Emergency(NamedTuple):
    """An emergency that the document shows: the passage that says so, and whether the whole document is about it."""

    basis: Span
    whole: bool


def emergency(doc: Document) -> Emergency | None:
    r"""Return the emergency that a document answers to, by the three-part test.

    There has to be an event in title, opening or cited basis, a state of response, and a
    limit in time. 紧急通知 and 特急 count for nothing: urgency labels are part of the problem.

    Examples
    --------
    >>> text = "关于启动防汛Ⅱ级应急响应的通知\n各镇：\n　　响应期间每2小时报一次水位，响应解除后自行终止。"
    >>> doc = Document.from_text(text)
    >>> doc.quote(emergency(doc).basis)
    '防汛'
    >>> emergency(Document.from_text("关于立即报送防汛台账的紧急通知\n各镇：\n　　今日17时前报送防汛台账。"))
    """
    text = doc.text
    title = next((block.span for block in doc.blocks if block.kind == "title"), Span(0, 0))
    event = _EVENT.search(text, *title)
    opening = event or _EVENT.search(text, title.end, title.end + _OPENING)
    if opening is None or not _STATE.search(text) or not _WINDOW.search(text):
        return None
    return Emergency(Span(*opening.span()), event is not None)


def excuse(doc: Document, found: Emergency | None, block: Span) -> Span | None:
    """Return the passage by which the emergency covers a block; None when the block has another subject."""
    if found is None:
        return None
    if found.whole:
        return found.basis
    near = _EVENT.search(doc.text, *block) or _STATE.search(doc.text, *block)
    return Span(*near.span()) if near else None


def statutory(text: str, start: int, end: int) -> Span | None:
    """Return the passage in a sentence that names a legal duty.

    Examples
    --------
    >>> statutory("按照《安全生产法》规定每季度检查一次", 0, 18)
    Span(start=0, end=9)
    """
    match = _LAW.search(text, start, end)
    return Span(*match.span()) if match else None
