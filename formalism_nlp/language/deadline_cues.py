"""Deadlines that a word before the day makes (不晚于, 于…报送, 每周五, 到2030年), and urgency without a time."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..document import Span
from .clock import TIME
from .deadline_words import REPORT, WHEN, Form, is_clock, kind_of

__all__ = ["find_cued", "find_urgent"]

_FORWARD = re.compile(
    "(?=[下不于今到务在定当截日时明最期本次每请逢限])(?:"
    "(?P<cutoff>截[止至](?:时间|日期|期限)?|不(?:得|能|可)?[晚迟]于|最[晚迟]|(?:时间|日期|期限)截[止至]|务必于|限于)(?:是|为|于|在|到|至|不超过|[:：])?"
    "|不得?超过|[于在请定](?=[\\s\\d０-９一二三四五六七八九十今明本当下次翌元年月周星上第季])|到(?=\\s?[2二])|每(?=[个日天周星月季年晚工])|逢(?=[周星五十单双])"
    "|[明次当]日|[今明当]天|本周|下周"
    ")"
)
# As far back as an event can stand that a 当日 is counted from.
_LOOK_BACK = 20
_WHEN_HERE = re.compile(rf"\s?{WHEN}(?P<mark>前|之前|以前)?")
_TILL_NOW = re.compile(
    "(?=[,仍以全共各实尚已总我有未目累还，])(?:[，,]?(?:全|我|共|已|累计|目前|仍|还|各地|尚|有|未|实有|总|以来|，))"
)
# 报名截止到3月5日 against 截止到2024年底，全县有…
_CALL = re.compile("(?:报名|申报|提交|征集|报送|填报|投稿|缴费|登记|受理)(?:时间|日期|期限|工作)?$")
_SOON_REPORT = re.compile(rf"(?:[将把向按][^，。；\n]{{1,14}}|[^，。；\n]{{0,4}})?{REPORT}")
_NOT_ON = re.compile("[以之]?[前后内]|起|以来|[至到—-]")
_YEAR_GOAL = re.compile(
    r"\s?(?P<date>(?:20\d\d|二[〇○零]\w{2})\s?年)\s?(?P<end>[底末]|年[底末])?(?=[，,]|[\u4e00-\u9fff])(?!的)"
)
_WEEKDAYS = "[一二三四五六日天](?:[、和至到]?(?:周|星期)?[一二三四五六日天]){0,6}"
_PERIODIC = re.compile(
    "(?=[个五十单双周天季工年日星晚月])(?:"
    rf"(?:个?工作日|日|天|晚|(?:周|星期)(?:{_WEEKDAYS}|[末])|个?月\s?(?:(?:的)?\d{{1,2}}[日号](?:[、和]\d{{1,2}}[日号]){{0,9}}|[一二三四五六七八九十廿]{{1,3}}[日号]|[上中下]旬|月?[底末初])"
    rf"|个?季度?(?:末月?|首月|第[一二三]个月)?(?:\d{{1,2}}[日号])?|年\d{{1,2}}月(?:\d{{1,2}}[日号]|[底末])?|年年?[底末]|[五十单双](?:逢?[五十日]){{0,3}})"
    rf"\s?(?P<time>{TIME}(?:[、和]{TIME}){{0,11}})?\s?(?P<mark>前|之前|以前)?"
    ")"
)
# 每日报送 is a frequency without a deadline.
_NO_TIME_NAMED = frozenset(("日", "天", "晚", "工作日", "个工作日", "季", "季度", "个季度", "日前", "天前"))
_MONDAY_COUNT = re.compile(
    "一(?:调度|报(?!送|告)|研判|会商|通报|例会|次|评|总结|小结|汇总|更新|统计|排名|清|结|考|巡|检|督|分析|讲|课|学|练|演|期|篇|场)"
)

_CLAUSE_REPORTS = re.compile(rf"[^。；\n]{{0,24}}?{REPORT}")
_VAGUE = re.compile(
    "立即|立刻|即刻|即时(?=报|上报|反馈|回复|响应|整改)|马上(?!就?办)|尽快|尽早|尽速|从速|火速|速报|即报|抓紧(?!抓)|第一时间|连夜"
    r"|限时(?![\d一二三两承]|办结制)|(?<!责令)限期(?![\d限内治])"
)
_VAGUE_AFTER = ("有", "无", "年", "权", "时", "刑", "永")


def find_urgent(text: str, start: int, end: int) -> Iterator[Form]:
    """Find 立即, 尽快, 第一时间: urgency that names no time."""
    for match in _VAGUE.finditer(text, start, end):
        if match.start() == start or not text.startswith(_VAGUE_AFTER, match.start() - 1):
            yield Form(Span(*match.span()), "vague")


def find_cued(text: str, start: int, end: int) -> Iterator[Form]:
    """Find the deadlines that begin with a cue, with overlaps."""
    for match in _FORWARD.finditer(text, start, end):
        form = _opened(text, end, match)
        if form is not None:
            yield form


def _opened(text: str, end: int, cue: re.Match[str]) -> Form | None:
    """Read a cue together with the words behind it."""
    word = cue.group()
    if word in "每逢":
        return _periodic(text, end, cue)
    if word == "到":
        goal = _YEAR_GOAL.match(text, cue.end(), end)
        if goal is None or text[cue.start() - 1 : cue.start()] in tuple("年月日"):
            return None
        return Form(Span(cue.start(), goal.end()), "absolute", goal["date"])
    own_word = word[-1] in "日天周"
    found = _WHEN_HERE.match(text, cue.start() if own_word else cue.end(), end)
    if found is None or not (found["date"] or is_clock(found["time"])):
        return None
    if cue["cutoff"]:
        return _cut_off(text, end, cue, found)
    if found["mark"] or found["only"] or _is_month(found) or _NOT_ON.match(text, found.end(), end):
        return None
    if word.endswith("超过"):
        return _made(cue, found, "") if found["day"] or found["full"] or is_clock(found["time"]) else None
    if not _SOON_REPORT.match(text, found.end(), end):
        return None
    return _made(cue, found, text[max(0, cue.start() - _LOOK_BACK) : cue.start()])


def _cut_off(text: str, end: int, cue: re.Match[str], found: re.Match[str]) -> Form | None:
    """Read 截止, 不晚于 and 最迟 with a day or time; 截至3月底，已… tells how far things have come."""
    if cue.group().startswith("截"):
        as_of = cue["cutoff"] == "截至" or cue.group().startswith(("截止到", "截止至"))
        calls = _CALL.search(text[max(0, cue.start() - _LOOK_BACK) : cue.start()])
        if (as_of and not calls) or _TILL_NOW.match(text, found.end(), end):
            return None
    return None if found["only"] or _is_month(found) else _made(cue, found, "")


def _is_month(found: re.Match[str]) -> bool:
    """Tell whether the day is a month alone: 2024年3月报送 tells what was done."""
    return bool(found["month"]) and not (found["day"] or found["third"])


def _made(cue: re.Match[str], found: re.Match[str], before: str) -> Form:
    close = cue.start() + len(cue.string[cue.start() : found.end()].rstrip(" ，的"))
    return Form(Span(cue.start(), close), kind_of(found, before), found["date"] or "", found["time"] or "")


def _periodic(text: str, end: int, cue: re.Match[str]) -> Form | None:
    """Read 每周五, 每月5日, 每日17时, 逢周一 with something to hand in."""
    found = _PERIODIC.match(text, cue.end(), end)
    if found is None or (cue.group() == "每" and found.group()[0] in "五十单双"):
        return None
    if found.group() in _NO_TIME_NAMED or (cue.group() == "每" and _MONDAY_COUNT.match(text, found.end() - 1, end)):
        return None
    if found["mark"] or _CLAUSE_REPORTS.match(text, found.end(), end):
        return Form(Span(cue.start(), found.end()), "periodic", time=found["time"] or "")
    return None
