"""How often something is to be done, in more wordings than the rules need: 三天一趟, 早、晚各一次, 全年四次."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..document import Span
from ..language.frequency import find_frequencies
from ..language.numerals import NUMBER, parse_number

__all__ = ["events", "how_often", "period"]

_A_YEAR = 365
_PER_YEAR = {
    "日": 365,
    "天": 365,
    "周": 52,
    "星期": 52,
    "礼拜": 52,
    "旬": 36,
    "月": 12,
    "季": 4,
    "季度": 4,
    "学期": 2,
    "年": 1,
}
_TIMES = "[次遍轮趟回场期](?![性数])"
_YEARLY = re.compile(
    rf"(?:全年|一年内?|年内|年度内?|本年度?|每学?年度?|学期内|每学期)[^，。；\n\d]{{0,14}}?(?P<count>{NUMBER})\s?{_TIMES}"
)
_EVERY = re.compile(
    rf"(?<![\d月年第])(?P<n>{NUMBER})\s?个?(?P<unit>天|日|周|星期|礼拜|月|季度?|年)(?![内前后底])[^，。；\d]{{0,5}}?(?P<count>{NUMBER})\s?{_TIMES}"
)
# 11月份报一次 is a month of the year, 3个月报一次 are three.
_IN_MONTH = re.compile(r"\d+\s?月")
# 逢5日、15日、25日各一次.
_ON_DAYS = re.compile(
    rf"(?:每月逢?|逢)(?P<others>(?:\d{{1,2}}[日号]?、)+)\d{{1,2}}[日号]各?[^，。；\n\d]{{0,10}}?(?P<count>{NUMBER})\s?{_TIMES}"
)
# 一日四扫, 一季一评: any deed of one character, no measure word.
_PITHY = re.compile(
    "(?<![第\\d月])一(?P<unit>天|日|周|旬|月|季|年)(?P<count>[一两二三四五六])(?P<deed>[\u4e00-\u9fff])(?=[，。；、：“”（）制\n]|$)"
)
_NO_DEED = "度个名位件份户条项种类家岁元人成年月日天周点倍只台级样般"
_RARE = re.compile(
    "逢(?P<end>[周月季年])[末底初]|每双周|隔周一?|每?逢?[单双]周|(?P<month>每逢?[单双]月|隔月)|(?P<day>隔天|隔日)"
)
# 早、中、晚各一次 is daily without saying so.
_ROUND_THE_DAY = re.compile(
    f"(?<![天日])(?:早[、，]?中[、，]?晚|早[、，]?晚|上[、，]?下午)各[^，。；\n\\d]{{0,6}}?(?P<count>{NUMBER})\\s?[次遍轮趟回]"
)
# What stands around 每天 and multiplies it: 早、晚各一次, 每周开放5天, 除周日外每天.
_PARTS_OF_DAY = re.compile("早[、，]?中[、，]?晚|早[、，]?晚|上[、，]?下午|白天[和、]?(?:夜间|晚上)|上午[、和]下午")
_DAYS_OF = re.compile(rf"[^，。；\n\d]{{0,10}}?(?P<count>{NUMBER})个?(?:工作日|天|日)(?![内前])")
# 每周开行4个班次, 每周安排2个晚上.
_RUNS = re.compile(rf"[^，。；\n\d]{{0,10}}?(?P<count>{NUMBER})个?(?:班次|晚上|夜晚|场次|[次场趟遍轮回](?![性数次]))")
# 每年八月八日 is one day.
_A_DAY = re.compile(rf"每年{NUMBER}月{NUMBER}[日号]")
_EXCEPT = re.compile("除(?:周|星期)[一二三四五六日天]以?外[，]?$")


def how_often(text: str, start: int, end: int) -> Iterator[tuple[Span, float]]:
    """Yield the frequencies of a stretch of text with the times a year.

    Examples
    --------
    >>> text = "除周日外每天开门，三天上门一趟，一日四扫，全年不少于4次"
    >>> [(text[a:b], round(times, 1)) for (a, b), times in how_often(text, 0, len(text))]
    [('每天', 312.9), ('三天上门一趟', 121.7), ('一日四扫', 1460.0), ('全年不少于4次', 4.0)]
    """
    found = [_widened(text, one.span, one.per_year, end) for one in find_frequencies(text, start, end)]
    for match in _ON_DAYS.finditer(text, start, end):
        days = 1 + match["others"].count("、")
        found.append((Span(*match.span()), 12.0 * days * (parse_number(match["count"]) or 1.0)))
    for match in _RARE.finditer(text, start, end):
        times = 6.0 if match["month"] else _A_YEAR / 2 if match["day"] else 26.0
        found.append((Span(*match.span()), float(_PER_YEAR[match["end"]]) if match["end"] else times))
    for match in _ROUND_THE_DAY.finditer(text, start, end):
        times = 3 if "中" in match.group() else 2
        found.append((Span(*match.span()), _A_YEAR * times * (parse_number(match["count"]) or 1.0)))
    for match in _PITHY.finditer(text, start, end):
        if match["deed"] not in _NO_DEED:
            found.append((Span(*match.span()), _PER_YEAR[match["unit"]] * (parse_number(match["count"]) or 1.0)))
    for match in _EVERY.finditer(text, start, end):
        if _IN_MONTH.match(match.group()):
            continue
        every, count = parse_number(match["n"]), parse_number(match["count"])
        if every and count:
            found.append((Span(*match.span()), _PER_YEAR[match["unit"]] / every * count))
    for match in _YEARLY.finditer(text, start, end):
        count = parse_number(match["count"])
        if count:
            found.append((Span(*match.span()), count * (2 if "学期" in match.group() else 1)))
    kept: list[tuple[Span, float]] = []
    # What the rules' own reader finds goes first, then the order of the patterns.
    for span, per_year in found:
        if not any(span.overlaps(other) for other, _ in kept):
            kept.append((span, per_year))
    yield from sorted(kept)


# Each meal, shift, market day … of something: as often as it happens, at least as often as this.
_EVENTS = {
    "餐": 1095,
    "顿": 1095,
    "班": 730,
    "节课": 1000,
    "堂课": 1000,
    "课": 1000,
    "集": 72,
    "趟": 365,
    "场次": 100,
    "批次": 52,
    "批": 52,
}
_EACH = re.compile(
    f"(?:每一?个?|逢)(?P<event>{'|'.join(_EVENTS)})(?![次家组级员长一二三四五六]|[^，。；]{{0,2}}\\d)(?=[^，。；]{{0,6}}(?:必|都|均|须|要|应|全|陪|查|检|拍|报|登记|消毒|到场|记录))"
    "|每次(?=都|均|必|须|要)|(?P<meal>餐餐|顿顿|班班|场场|次次|批批|集集)(?=[^，。；]{0,4}(?:必|都|陪|查|检|拍|报|到))"
)


def events(text: str, start: int, end: int) -> Iterator[tuple[Span, float]]:
    """Yield what is to be done at every occasion, with a cautious number of occasions a year.

    Examples
    --------
    >>> text = "负责人每餐必须到场陪餐，每批次送检一次"
    >>> [(text[a:b], times) for (a, b), times in events(text, 0, len(text))]
    [('每餐', 1095.0), ('每批次', 52.0)]
    """
    for match in _EACH.finditer(text, start, end):
        name = match["event"] or (match["meal"] or "")[:1]
        yield Span(*match.span()), float(_EVENTS.get(name, 52))


def period(words: str) -> str:
    """Return the unit of time in a frequency, empty where it names none.

    Examples
    --------
    >>> period("每个工作日报一次"), period("一周两次"), period("零报告")
    ('工作日', '周', '')
    """
    found = re.search("工作日|小时|分钟|学期|季度?|半年|半月|双周|[日天周旬月年]|星期", words)
    return found.group() if found else ""


def _widened(text: str, span: Span, per_year: float, end: int) -> tuple[Span, float]:
    """Take in what multiplies a frequency: 早、晚各一次 is twice, 每周开放不少于5天 five times."""
    words = text[slice(*span)]
    parts = _PARTS_OF_DAY.search(words) or (_PARTS_OF_DAY.match(text, span.end, end) if words[-1] in "日天" else None)
    if parts and per_year <= _A_YEAR:
        times = 3 if "中" in parts.group() else 2
        return Span(span.start, max(span.end, parts.end() if parts.start() >= span.end else span.end)), per_year * times
    if _A_DAY.match(text, span.start, end):
        return span, 1.0
    days = _DAYS_OF.match(text, span.end, end) if words[-1] in "周月期" else None
    if days and (count := parse_number(days["count"])):
        return Span(span.start, days.end()), per_year * count
    runs = _RUNS.match(text, span.end, end) if words[-1] in "日天周月年季度晚" else None
    if runs and (count := parse_number(runs["count"])):
        return Span(span.start, runs.end()), per_year * count
    if _EXCEPT.search(text[max(0, span.start - 7) : span.start]) and words.startswith(("每天", "每日")):
        return span, per_year * 6 / 7
    return span, per_year
