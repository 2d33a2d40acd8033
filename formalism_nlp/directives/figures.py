"""The figures and the telling words of a block, searched once for all its clauses."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple, TypeVar

from ..document import Span
from ..language.clauses import number_end
from ..language.deadlines import Deadline, find_deadlines
from ..language.exceptions import statutory
from ..language.frequency import Frequency, find_frequencies
from ..language.numbers import Quantity, find_quantities
from ..language.slots import resource, sanction, trace

__all__ = ["NOTHING", "Figures", "first_within"]

_Found = TypeVar("_Found", Deadline, Frequency, Quantity)
# A block without any of these holds no quantity, term or frequency; looking for them first spares the full
# search in 49 %, 65 % and 95 % of 27,000 blocks and loses 4 of 10,600 finds.
_QUANTITY = re.compile(
    "[\\d０-９]|[一二两三四五六七八九十百千万半几][个名人次份条篇张项户天日周月年元倍成种类家处台套本期批级小工分余多半以时万亿百千辆轮字件平面米块场段厘毫公斤吨亩里]|分之"
)
_TERM = re.compile(
    r"(?=[一七三两之九二五今以八六内前十午即及同周四天季实尽年底当截抓日旬时明晚月末次每点班立第节起连逐限随马\d])(?:"
    "\\d\\s?[日号时点月天个年]|[日时点月年底末午班节天晚]前|之前|以前|内(?![容部外设])|立[即刻]|即[刻日可报时]|马上|尽快|尽早|抓紧|第一时间|连夜|限|当[日天晚月]|"
    "[周月季年旬][底末初]|截[止至]|起|[每逐]|[一二三四五六七八九十两]个?(?:工作日|日|天|小时|月|年)|随时|实时|及时|同步|[今明次]|前(?=报|完|将|提|上|送)"
    ")"
)
_REPEATED = re.compile(
    "[每逐逢]|[日周旬月季年天度晚][报查调考通评研会例清结送更一二两三四五六]|零报告|天天|按[日天周月季年旬]|早晚|定期"
)
# The same for the words: every pattern of slots.py and exceptions.py holds one of these.
_MEANS = re.compile("费|金|助|贴|算|款|元|派|备|编|车辆|场地|物资")
_THREAT = re.compile(
    "通报|约谈|责|扣|罚款|否决|取消|不得评|末位|黄牌|红牌|考核|考评|诫勉|停职|免职|曝光|检讨|表态|说明|书面检查|末等|不予"
)
_LEGAL = re.compile("》|法定|法律|统计调查|批准文号|执法|记录|国家标准|强制性")


class Figures(NamedTuple):
    """What a block holds, in order; of the words the first of each kind."""

    deadlines: tuple[Deadline, ...] = ()
    frequencies: tuple[Frequency, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    resource: Span | None = None
    sanction: Span | None = None
    trace: Span | None = None
    law: Span | None = None

    @classmethod
    def of(cls, text: str, block: Span, base: date | None) -> Figures:
        """Search a block; ``base`` is the date of the document."""
        start, end = number_end(text, *block), block.end
        return cls(
            tuple(find_deadlines(text, start, end, base=base)) if _TERM.search(text, start, end) else (),
            tuple(find_frequencies(text, start, end)) if _REPEATED.search(text, start, end) else (),
            tuple(find_quantities(text, start, end)) if _QUANTITY.search(text, start, end) else (),
            resource(text, start, end) if _MEANS.search(text, start, end) else None,
            sanction(text, start, end) if _THREAT.search(text, start, end) else None,
            trace(text, start, end),
            statutory(text, start, end) if _LEGAL.search(text, start, end) else None,
        )  # fmt: skip


NOTHING = Figures()


def first_within(found: tuple[_Found, ...], span: Span) -> _Found | None:
    """Return the first of some finds that begins in a span."""
    for one in found:
        if one.span.start >= span.end:
            return None
        if one.span.start >= span.start:
            return one
    return None
