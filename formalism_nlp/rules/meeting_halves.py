"""Which halves of which days a meeting fills, clause by clause."""

from __future__ import annotations

import re
from typing import NamedTuple

from ..document import Span
from ..language.clock import CLOCK, parse_time

__all__ = ["BATCHES", "Stretch", "one_day"]

_AM = re.compile("[上前头]半[天晌]|上午|早上|早晨|清晨|[一大清]早|[早晨](?=\\d|[七八九十])")
_PM = re.compile("[下后]半[天晌]|下午|午后|午饭后|饭后|午休后")
_EVENING = re.compile("晚上|傍晚|天黑|入夜|晚饭后|当晚|夜间|晚(?=\\d|[六七八九召举开集点])")
_NOT_MEETING = re.compile(
    "报到|报名|报送|报[^，。；]{0,14}(?:局|办|科|处)|截止|返程|离会|离开|前将|[点时分日午]前|提前|入场|就餐|早餐|午餐(?!后)|联系|电话|测试|调试|调研|"
    "采集|或|改为|改到|改在|雨天|如遇|另行|自行|自愿|休息|作息|办公(?![室楼会厅])|上班|会场布置|布置会场|会后|返回后|落实|整改|准备|开放布置|布置|[清撤]场|预[订定约]"
)


class Stretch(NamedTuple):
    """How long a passage says that the meeting lasts, in days."""

    days: float
    span: Span


# Those who come in the morning are not those who come in the afternoon.
BATCHES = re.compile(
    "分[为成]?[两二三四五六几若]?[个]?(?:批|片区?|场次?|期|组)(?:次|别)?(?:召开|举行|进行|开|参|到)|[东南西北]片|第[一二]批|每批|每场|任选|自选|分别(?:召开|举行|参)"
)
_DAY_NAMED = re.compile(r"(?:(?P<month>\d{1,2})月)?(?P<day>\d{1,2})[日号]|(?P<next>次日|第二天|翌日|第[二2]日)")
_PROGRAMME = re.compile("会|参观|观摩|讨论|座谈|交流|汇报|看|考察|听取|点评|总结|讲|现场|调研|审议|拉练|结束|闭幕")


def one_day(text: str) -> Stretch | None:
    """Count the halves of days that the clauses of a passage fill."""
    if BATCHES.search(text):
        return None
    halves: dict[tuple[str, str], Span] = {}
    day = ""
    for clause in re.finditer(r"[^，。；\n]+", text):
        words = clause.group()
        named = _DAY_NAMED.search(words)
        if _NOT_MEETING.search(words):
            continue
        if named is not None and named.group() != day:
            # Another day counts only when something of the meeting is held on it.
            if halves and not _PROGRAMME.search(words):
                continue
            day = named.group()
        for name in _halves(words):
            halves.setdefault((day, name), Span(*clause.span()))
    # A morning meeting that runs into the noon hour (9:00—12:30) fills one half only.
    if len(halves) < 2:
        return None
    places = sorted(halves.values())
    return Stretch(len(halves) / 2, Span(places[0].start, max(place.end for place in places)))


def _halves(words: str) -> set[str]:
    found = {name for name, pattern in (("am", _AM), ("pm", _PM), ("night", _EVENING)) if pattern.search(words)}
    if re.search("全天|(?<![前后第])[一整]+天(?!半)", words) and _PROGRAMME.search(words):
        found |= {"am", "pm"}
    return found | {half for time in re.finditer(CLOCK, words) if (half := _half(time.group()))}


def _half(words: str) -> str | None:
    clock = parse_time(words)
    if clock is None or clock[0] < 7:
        return None
    hours = clock[0] + clock[1] / 60
    return "am" if hours < 12 else "pm" if 14 <= hours < 18.5 else "night" if hours >= 18.5 else None
