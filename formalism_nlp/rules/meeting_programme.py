"""The programme of a meeting: what is planned in sentences, rows and headings, clause by clause."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from ..directives import Directive, masked
from ..document import Document, Span
from ..errors import NotApplicable
from .inspection_runs import is_own, runs
from .meeting_facts import calls_meeting, is_training
from .rule import Case

__all__ = [
    "LAYS_OUT",
    "SPEAKS",
    "Sentence",
    "called_in",
    "clauses",
    "denied",
    "items",
    "meeting_only",
    "planned",
    "programme",
]

_SPEECH = (
    "讲话|讲|作.{0,24}报告|作[^，。；]{0,6}(?:安排|布置|小结)|主旨报告|主报告|工作报告|动员|部署|总结|提.{0,6}要求|"
    "登台|发言|致辞|训话|[点讲]评(?!会)|授课|辅导|党课|宣讲|强调|作指示|压轴|开讲"
)
SPEAKS = re.compile(_SPEECH)
# The chief of a government seldom “speaks”: he lays out the work. 安排 alone would take in cars and rooms.
LAYS_OUT = re.compile(
    "(?=[下主交作党分剖动压发回安定宣工布开强总授提明梳派点登盘研致解训讲谈辅通部鼓])(?:"
    f"{_SPEECH}|(?:安排|通报|分析|解读|明确|研判|交代|下达)[^，。；]{{0,14}}"
    "(?:工作|任务|情况|形势|要求|意见|事项|运行|进度|进展|思路|打法|目标|重点|生产|经济|项目|下一步|措施|短板|问题)"
    "|作出?[^，。；]{0,4}(?:安排|布置|点评|讲评|分析|说明|小结)|布置|点评|讲评|交办|梳理|剖析|盘点|回顾|压担子|派活|交任务|提[^，。；]{0,6}(?:意见|希望|想法)|谈[^，。；]{0,8}(?:打法|想法|意见|体会|落实|工作|思路)|定调|鼓劲|发话"
    ")"
)


class Sentence(NamedTuple):
    """A stretch of the programme with titles blanked out, and what excuses it."""

    start: int
    text: str
    exception: str | None

    def around(self, start: int, end: int) -> Span:
        """Return a stretch of the text as a place in the document."""
        return Span(self.start + start, self.start + end)


def meeting_only(case: Case) -> None:
    """Raise NotApplicable unless the document calls to a meeting that the limits hold for."""
    if not calls_meeting(case):
        raise NotApplicable("不是会议通知或会议方案")
    if is_training(case.doc):
        raise NotApplicable("培训、竞赛、论坛和法定会议另有规定")
    if case.doc.meta.carrier == "讲话" or "讲话" in (case.doc.meta.title or "")[-14:]:
        raise NotApplicable("会上的讲话，不是会议通知")


# A section of another notice calls a meeting: 动员会定于12月3日上午报到，4日、5日在礼堂开会.
_A_MEETING = re.compile(
    "(?:动员|启动|部署|推进|总结|调度|碰头|工作|协调|表彰|通气|布置|安排|预备|现场|座谈)(?:大会|会议|会)|会议|开会"
)
_IS_SET = re.compile(
    "(?:定于|定在|拟于|安排在|将于|利用)[^。；]{0,50}(?:召开|举行|报到|集中|开[^，。；]{0,10}会)"
    "|(?:\\d[日号]|周[一二三四五六日]|[上下]午)[^。；]{0,30}(?:召开|开会|开[^，。；]{1,10}会(?=[，。；]|$)|到会|参会)"
)
_ANOTHER = re.compile(
    "培训|[竞比大]赛|展|演|招聘|面试|开市|庙会|晚会|运动会|推介|洽谈|开[了过]|召开[了过]|已|代表大会|人代会|党代会|政协|社员|股东|职代会|会议(?:精神|要求|纪要|室)|村民|居民|家长|听证"
)


def called_in(case: Case) -> frozenset[int]:
    """Return the blocks of a document on another matter that call cadres to a meeting of its own."""

    def find() -> frozenset[int]:
        doc = case.doc
        told = {
            one.sentence
            for one in case.directives
            if one.attribution != "own" or one.polarity in ("abolish", "criticise")
        }
        found = set()
        for number, block in enumerate(doc.blocks):
            words = doc.quote(block.span) if block.kind in ("body", "list_item") else ""
            held = _IS_SET.search(words) if _A_MEETING.search(words) and not _ANOTHER.search(words) else None
            if held and not any(one.start <= block.span.start + held.start() < one.end for one in told):
                found.add(number)
        return frozenset(found)

    return case.reading.shared("meetings in sections", find)


def planned(one: Directive) -> bool:
    """Tell whether a clause sets what happens at the meeting."""
    return is_own(one) and one.why not in ("account", "purpose")


def programme(case: Case) -> Iterator[Sentence]:
    """Yield what is planned: of a meeting notice every sentence and row, else what is demanded.

    An agenda (县长讲话：9:00—10:30) is labels and figures, of which directives see nothing.
    """
    doc = case.doc
    called = calls_meeting(case)
    rows = [run for run in runs(case, planned, SPEAKS) if called or run.parts[0].polarity == "demand"]
    sentences = [unit.span for unit in doc.units if called and SPEAKS.search(doc.text, *unit.span)]
    sentences += items(doc) if called else []
    for span in sentences:
        yield Sentence(span.start, masked(doc, span), None)
    for run in rows:
        if not any(span.contains(run.span) for span in sentences):
            yield Sentence(run.span.start, run.text, run.exception)


def denied(doc: Document, one: Directive) -> Span:
    """Return what a prohibition or a tale covers: 会期两天，不安排分组讨论 forbids only what stands behind 不."""
    behind = one.cue is not None and (one.polarity == "prohibit" or doc.text[one.cue.start] in "不无")
    return Span(one.cue.start if behind and one.cue else one.span.start, one.span.end)


def items(doc: Document) -> list[Span]:
    """Return the items of an agenda that stand as headings: 一、县长作动员部署（8:30—9:15）."""
    return [block.span for block in doc.blocks if block.kind == "heading" and LAYS_OUT.search(doc.text, *block.span)]


def clauses(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield the clauses of a stretch by ，；。 with what stands in brackets."""
    for match in re.finditer("(?:（[^（）]*）|[^，。；（])+", text):
        yield match.start(), match.end(), match.group()
