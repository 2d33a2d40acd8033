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

__all__ = ["LAYS_OUT", "SPEAKS", "Sentence", "clauses", "denied", "items", "meeting_only", "planned", "programme"]

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
