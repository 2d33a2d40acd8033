"""What a meeting notice says of the meeting: whether it is one, how long it lasts, who speaks for how long."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from ..document import Document, Span
from ..language.clock import CLOCK, parse_time
from ..language.numerals import NUMBER, parse_number
from .rule import Case

__all__ = ["Stretch", "calls_meeting", "clock_minutes", "is_meeting", "is_training", "minutes", "stretches"]

_TITLE = re.compile(
    "召开|会议|大会|(?:会商|推进|调度|动员|部署|座谈|现场|例|年|拉练|观摩|点评|讲评|碰头|视频|电视电话|工作|交流|总结|表彰|分析|研讨|协调|"
    "报告)会(?!议?(?:精神|制度|纪要|费))"
)
_NO_TITLE = re.compile(
    "会议?(?:精神|制度|纪要|费|管理|活动)|规范|精简|改进|贯彻|落实|代表大会|会员大会|运动会|博览会|展览会|招聘会|听证会"
)
_LABEL = re.compile("会议?(?:时间|期|议程)|参会(?:人员|范围|对象)|参加(?:会议)?人员|(?:主|分)会场")
# A meeting that only the text calls to.
_CALLED = re.compile(
    "(?:兹?定于|拟于|将于|决定于?|定在|安排在)[^。；]{2,30}(?:召开|举行|开)[^，。；《]{2,30}(?:会议|会)(?=[，。；]|$)"
)
_FIRST_BLOCKS = 3
_TRAINING = re.compile(
    "培训|研修|轮训|进修|学习班|读书班|集训|竞赛|比赛|大赛|考试|论坛|博览会|展会|运动会|研讨会|代表大会|学术"
)
_DASH = r"\s?(?:至|到|—{1,2}|－|-|–|~|～|讲到|开到|持续到|直到)\s?"
_RANGE = re.compile(rf"(?P<from>{CLOCK}){_DASH}(?P<to>{CLOCK})")
_ENDS = re.compile("^(?:左右|前后)?(?:收尾|结束|讲完|完毕|止|散会|为止|收场|收官)")
_SPAN_OF_TIME = re.compile(
    rf"零?(?P<n>{NUMBER})\s?个?(?P<half>半)?(?P<more>[多余来])?\s?(?P<unit>小时|分钟|钟头|刻钟|分(?![会管组别发团成数享析]))(?P<tail>半)?"
)
_MINUTES = {"分钟": 1, "分": 1, "刻钟": 15, "小时": 60, "钟头": 60}
_HALF_DAY = re.compile("(?:一|整|整整一)个?(?:上午|下午)|半天")
# From nine to twelve.
_HALF_DAY_MINUTES = 180.0
_DAYS = re.compile(
    rf"(?:会期|为期|历时|持续|连续开|开|集中|时间|会议|共|约|用|利用|安排|：)\s?(?:为|是|约|共|定为|计|"
    rf"时间为|不(?:得)?少于|至少)?\s?(?P<n>{NUMBER})\s?个?(?P<half>半)?整?\s?(?P<unit>天|日(?!前|上|下|晚|至|到|程))(?P<tail>半)?"
)
_DATES = re.compile(
    rf"(?:(?P<m1>\d{{1,2}})月)?(?P<d1>\d{{1,2}})[日号](?:[（(][^（()）]{{1,8}}[）)])?(?:上午|下午|全天)?{_DASH}(?:(?P<m2>\d{{1,2}})月)?(?P<d2>\d{{1,2}})[日号]"
)
_DATE_DASH = re.compile(r"(?P<m1>\d{1,2})月(?P<d1>\d{1,2})\s?(?:至|到|—{1,2}|－|-|–|~|～|、)\s?(?P<d2>\d{1,2})[日号]")
_DATE_LIST = re.compile(
    r"(?P<m1>\d{1,2})月(?P<d1>\d{1,2})日?(?:[、和及](?:\d{1,2}月)?\d{1,2}日?){0,8}[、和及](?P<m2>\d{1,2}月)?(?P<d2>\d{1,2})日"
)
_HOURS = re.compile(
    rf"(?:会期|会议|全程|总时长|历时|开会)[^，。；]{{0,8}}?(?P<n>{NUMBER})\s?个?(?:多|余)?(?:小时|钟头)"
)
# Half a day of meeting is four hours; five are surely more.
_MORE_THAN_HALF_A_DAY = 5
_AM = re.compile("上午|早上|早晨|清晨|[早晨](?=\\d|[七八九十])")
_PM = re.compile("下午|午后|午饭后|饭后|午休后")
_EVENING = re.compile("晚上|傍晚|天黑|入夜|晚饭后|当晚|夜间|晚(?=\\d|[六七八九])")
_NOT_MEETING = re.compile(
    "报到|报名|报送|报[^，。；]{0,14}(?:局|办|科|处)|截止|返程|离会|离开|前将|[点时分日午]前|提前|入场|就餐|早餐|午餐(?!后)|联系|电话|测试|调试|调研|"
    "采集|或|改为|改到|改在|雨天|如遇|另行|自行|休息|作息|办公时间"
)
_MONTH = 31


class Stretch(NamedTuple):
    """How long a passage says that the meeting lasts, in days."""

    days: float
    span: Span


def is_meeting(doc: Document) -> bool:
    r"""Tell whether a document calls to a meeting.

    Examples
    --------
    >>> [is_meeting(Document.from_text(t + "\n各镇：\n　　请办理。")) for t in ("关于召开春耕推进会的通知", "关于改进会议制度的通知")]
    [True, False]
    """
    title = doc.meta.title or ""
    if _TITLE.search(title) and not _NO_TITLE.search(title):
        return True
    labels = [
        block
        for block in doc.blocks
        if block.kind in ("heading", "body", "list_item") and _is_label(doc.quote(block.span)[:16])
    ]
    return len(labels) > 1 or _is_called(doc)


def _is_label(words: str) -> bool:
    return ("会" in words or "参加" in words) and _LABEL.search(words) is not None


def _is_called(doc: Document) -> bool:
    """Tell whether one of the first paragraphs says when a meeting is held."""
    first = [block for block in doc.blocks if block.kind in ("body", "list_item")][:_FIRST_BLOCKS]
    return any(_CALLED.search(doc.quote(block.span)) for block in first)


def calls_meeting(case: Case) -> bool:
    """Tell whether the document of a case calls to a meeting; all rules on meetings ask."""
    return case.reading.shared("meeting", lambda: is_meeting(case.doc))


def is_training(doc: Document) -> bool:
    """Tell whether a course, contest, forum or statutory assembly is meant, which have rules of their own."""
    return _TRAINING.search(doc.meta.title or "") is not None


def minutes(words: str) -> float | None:
    """Return the longest duration in some words, in minutes.

    Examples
    --------
    >>> [minutes(words) for words in ("约90分钟", "一个半小时", "1小时40分", "从14:00讲到16:30", "五分钟")]
    [90.0, 90.0, 100.0, 150.0, 5.0]
    """
    found: list[float] = [clock for clock in (clock_minutes(words),) if clock]
    if _HALF_DAY.search(words):
        found.append(_HALF_DAY_MINUTES)
    end = -1
    for match in _SPAN_OF_TIME.finditer(words):
        number = parse_number(match["n"])
        behind_hours = match.start() == end
        # 分 alone is as often a mark as a minute.
        if number is None or (match["unit"] == "分" and not behind_hours):
            continue
        whole = number + 0.5 if match["half"] or match["tail"] else number
        # 一个多小时 is a minute more, at least.
        length = whole * _MINUTES[match["unit"]] + (1 if match["more"] else 0)
        # 一小时四十分钟 is one stretch.
        found.append(length + found[-1] if behind_hours and match["unit"] not in ("小时", "钟头") else length)
        end = match.end()
    return max(found, default=None)


def clock_minutes(words: str) -> float | None:
    """Return the minutes between the two times of the first range such as 9:00—11:30."""
    match = _RANGE.search(words)
    if match is None:
        clocks = list(re.finditer(CLOCK, words))
        # 10点半开讲，12点收尾: two times that no dash joins.
        if len(clocks) != 2 or not _ENDS.search(words[clocks[1].end() :]):
            return None
        start, end = parse_time(clocks[0].group()), parse_time(clocks[1].group())
    else:
        start, end = parse_time(match["from"]), parse_time(match["to"])
    if start is None or end is None:
        return None
    begun, done = start[0] * 60 + start[1], end[0] * 60 + end[1]
    # 下午2:30至5:40: the second time shares the part of the day with the first.
    if done <= begun and done + 720 > begun:
        done += 720
    return float(done - begun) if done > begun else None


def stretches(text: str, begin: int) -> Iterator[Stretch]:
    """Yield what a passage says of the length of a meeting; ``begin`` is its place in the document.

    Examples
    --------
    >>> [stretch.days for stretch in stretches("会期一天半，4月15日至17日", 0)]
    [1.5, 3.0]
    """
    for match in _DAYS.finditer(text):
        number = parse_number(match["n"])
        if number is not None and number <= _MONTH:
            # 一个半天 is half a day, 两天半 two and a half.
            days = number * 0.5 if match["half"] and match["unit"] == "天" else number
            yield Stretch(days + 0.5 if match["tail"] else days, Span(begin + match.start(), begin + match.end()))
    for match in _HOURS.finditer(text):
        hours = parse_number(match["n"])
        if hours is not None and hours >= _MORE_THAN_HALF_A_DAY:
            yield Stretch(1.0, Span(begin + match.start(), begin + match.end()))
    for pattern in (_DATES, _DATE_DASH, _DATE_LIST):
        for match in pattern.finditer(text):
            apart = _days_between(match)
            if apart:
                yield Stretch(apart, Span(begin + match.start(), begin + match.end()))
    day = _one_day(text)
    if day is not None:
        yield Stretch(day.days, Span(begin + day.span.start, begin + day.span.end))


def _days_between(match: re.Match[str]) -> float | None:
    groups = match.groupdict()
    month = int(groups["m1"] or 1)
    until = (groups.get("m2") or "").rstrip("月")
    try:
        # Any common year will do; 12月31日至1月2日 ends in the next.
        begun = date(2023, month, int(groups["d1"]))
        done = date(2023 + (int(until or month) < month), int(until or month), int(groups["d2"]))
    except ValueError:
        return None
    days = (done - begun).days + 1
    return float(days) if 1 < days <= _MONTH else None


def _one_day(text: str) -> Stretch | None:
    """Count the halves of a day that the clauses of a passage fill."""
    halves: dict[str, Span] = {}
    for clause in re.finditer("[^，。；]+", text):
        words = clause.group()
        if _NOT_MEETING.search(words):
            continue
        for name, pattern in (("am", _AM), ("pm", _PM), ("night", _EVENING)):
            if pattern.search(words):
                halves.setdefault(name, Span(*clause.span()))
        for time in re.finditer(CLOCK, words):
            half = _half(time.group())
            if half is not None:
                halves.setdefault(half, Span(*clause.span()))
    # A morning meeting that runs into the noon hour (9:00—12:30) fills one half only.
    if len(halves) < 2:
        return None
    places = sorted(halves.values())
    return Stretch(len(halves) / 2, Span(places[0].start, max(place.end for place in places)))


def _half(words: str) -> str | None:
    clock = parse_time(words)
    if clock is None or clock[0] < 7:
        return None
    hours = clock[0] + clock[1] / 60
    return "am" if hours < 12 else "pm" if 14 <= hours < 18.5 else "night" if hours >= 18.5 else None
