"""What a meeting notice says of the meeting: whether it is one, how long it lasts, who speaks for how long."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from ..document import Document, Span
from ..language.clock import CLOCK, parse_time
from ..language.numerals import NUMBER, parse_number
from .meeting_halves import BATCHES, Stretch, one_day
from .rule import Case

__all__ = [
    "Stretch",
    "calls_meeting",
    "clock_minutes",
    "is_meeting",
    "is_training",
    "minutes",
    "stretches",
    "without_former",
]

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
_TRAINING = re.compile(
    "培训|研修|轮训|进修|学习班|读书班|集训|竞赛|比赛|大赛|考试|论坛|博览会|(?<!发)展会(?!议)|运动会|研讨会|代表大会|学术"
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
    rf"(?:会期|为期|历时|时长|持续|连续开|开|集中|时间|会议|共|约|用|利用|安排|用时|耗时|需时?|预留|需要|约需|全程|预计|计划|延长|延至|(?:增加|延长|拉长|加)[到至为]|开满|：)\s?(?:为|是|约|共|定为|计|"
    rf"时间为|不(?:得)?少于|至少|至|到)?\s?(?P<n>{NUMBER})\s?个?(?P<half>半)?整?\s?(?P<unit>天|日(?!前|上|下|晚|至|到|程))(?P<tail>半)?"
)
# 周六、周日两天召开; 三天集中在礼堂开会.
_DAYS_AHEAD = re.compile(
    "(?<![第前后每几])(?P<n>[一二两三四五]|\\d)(?:整)?天(?:时间)?(?:来|用来)?(?:集中|连续)?(?:在[^，。；]{1,12})?(?:召开|开会|开完|开[^，。；]{1,8}会(?=[，。；]|$)|参会|的?会期)"
)
# 会议自5月8日9时起，至9日12时止.
_FROM_TO = re.compile(
    r"[自从](?:(?P<m1>\d{1,2})月)?(?P<d1>\d{1,2})[日号][^，。；\d]{0,4}[^，。；]{0,6}?(?:起|开始)，?[至到](?:(?P<m2>\d{1,2})月)?(?P<d2>\d{1,2})[日号]"
)
_DATES = re.compile(
    rf"(?:(?P<m1>\d{{1,2}})月)?(?P<d1>\d{{1,2}})[日号](?:[（(][^（()）]{{1,8}}[）)])?(?:上午|下午|全天)?(?:\d{{1,2}}[:：]\d{{2}}|\d{{1,2}}[时点])?{_DASH}(?:(?P<m2>\d{{1,2}})月)?(?P<d2>\d{{1,2}})[日号]"
)
_DATE_DASH = re.compile(r"(?P<m1>\d{1,2})月(?P<d1>\d{1,2})\s?(?:至|到|—{1,2}|－|-|–|~|～|、)\s?(?P<d2>\d{1,2})[日号]")
_DATE_LIST = re.compile(
    r"(?<![\d每第])(?:\d{1,2}月\d{1,2}日?|\d{1,2}日)(?:[、和及](?:\d{1,2}月)?\d{1,2}日?){0,8}[、和及](?:\d{1,2}月)?\d{1,2}日"
)
_OPEN_CLOSE = re.compile(
    r"(?:(?P<m1>\d{1,2})月)?(?P<d1>\d{1,2})[日号][^，。；\d]{0,8}(?:开幕|开始|召开|开会)，(?:至|到|于)?(?:(?P<m2>\d{1,2})月)?(?P<d2>\d{1,2})[日号][^，。；\d]{0,8}(?:闭幕|结束|散会|休会)"
)
# 为期五天的督查, 往返路途需一天: no meeting of that many days.
_WHAT_LASTS = re.compile("的[^，。；]{0,8}(?:督查|检查|整治|行动|活动|培训|公示|假|调研|巡查|演练|排查|值班)")
_ON_THE_WAY = re.compile("会场布置|布置会场|布展|彩排|往返|路途|路上|返程|学习贯彻|会后")
# Days of something else: 会后3月11日至12日为整改时间.
_OTHER_DAYS = re.compile(
    "往返|路途|路上|学习|传达|宣讲|贯彻|休假|会后|会前|准备|整改|报名|材料|自查|完成|公示|提交|值班|收集|放假|报送|督查|检查"
)
_HOURS = re.compile(
    rf"(?:会期|会议|大会|全程|总时长|时长|历时|开会|用时|耗时|预计|持续|开满|要开)[^，。；]{{0,8}}?(?P<n>{NUMBER})\s?个?(?:多|余)?(?:小时|钟头)"
)
# 9月18日全天召开; 延长至全天; 开上一整天.
_ALL_DAY = re.compile(
    "(?=[会召安延利开时用整全一下午次第翌预约需\\d])(?:"
    "(?:会期|会议(?:时间|安排)?|召开|安排|延长(?:至|到|为)?|延至|利用|用|预计|约需?|需|时间[：:为]?|开[足满上]?)[^，。；\\d]{0,4}?(?:全天|[一整]+天(?!半)|全日)"
    "|(?:下午|午后|次日|第二天|翌日)[^，。；]{0,6}?(?:继续|接着|续|复)(?:开会?|会|进行|召开)"
    r"|\d[日号](?:[（(](?:周|星期)[^（()）]{1,3}[）)])?[（(，、]?全天(?![^，。；]{0,6}(?:停|值|开放|在岗|待命|候|供应))"
    "|(?:全天|整整?一?天|一整天|全日)[^，。；]{0,4}?(?:召开|举行|开会|会议|集中|参观|观摩|听取|讨论|座谈|汇报|听会|开)"
    ")"
)
# 会议由两天压缩为半天, 去年的90分钟减到40分钟: the former length is no longer.
_FORMER = re.compile(
    rf"(?:[由从]|原(?:定|来|为|计划)|去年|上年|往年|以往|过去)[^，。；\d讲报]{{0,8}}?(?:半天|{NUMBER}\s?个?半?(?:分钟|小时|钟头|天)半?)(?=[^，。；]{{0,6}}?(?:压|缩|精简|减|调|改|降|延长|增|加|拉长)[^，。；]{{0,4}}[为到至成])"
)
# Half a day of meeting is four hours; five are surely more.
_MORE_THAN_HALF_A_DAY = 5
_MONTH = 31


def is_meeting(doc: Document) -> bool:
    r"""Tell whether a document calls to a meeting.

    Examples
    --------
    >>> [is_meeting(Document.from_text(t + "\n各镇：\n　　请办理。")) for t in ("关于召开春耕推进会的通知", "关于改进会议制度的通知")]
    [True, False]
    """
    if _TITLE.search(doc.meta.title or "") and not _NO_TITLE.search(doc.meta.title or ""):
        return True
    said = [block for block in doc.blocks if block.kind in ("heading", "body", "list_item")]
    labels = [block for block in said if _is_label(doc.quote(block.span)[:16])]
    return len(labels) > 1 or _is_called(doc)


def _is_label(words: str) -> bool:
    return ("会" in words or "参加" in words) and _LABEL.search(words) is not None


def _is_called(doc: Document) -> bool:
    """Tell whether one of the first paragraphs says when a meeting is held."""
    first = [block for block in doc.blocks if block.kind in ("body", "list_item")][:3]
    return any(_CALLED.search(doc.quote(block.span)) for block in first)


def calls_meeting(case: Case) -> bool:
    """Tell whether the document of a case calls to a meeting; all rules on meetings ask."""
    return case.reading.shared("meeting", lambda: is_meeting(case.doc))


def is_training(doc: Document) -> bool:
    """Tell whether a course, contest, forum or statutory assembly is meant, which have rules of their own."""
    return _TRAINING.search(doc.meta.title or "") is not None


def without_former(words: str) -> str:
    """Blank out how long a meeting or speech was before it was cut, places kept.

    Examples
    --------
    >>> without_former("报告由去年的90分钟压缩到40分钟").replace("　", "_")
    '报告________压缩到40分钟'
    """
    return _FORMER.sub(lambda match: "　" * len(match.group()), words)


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
        other = _WHAT_LASTS.match(text, match.end()) or _ON_THE_WAY.search(_clause_around(text, *match.span()))
        if number is not None and number <= _MONTH and not other:
            # 一个半天 is half a day, 两天半 two and a half.
            days = number * 0.5 if match["half"] and match["unit"] == "天" else number
            yield Stretch(days + 0.5 if match["tail"] else days, Span(begin + match.start(), begin + match.end()))
    for match in _DAYS_AHEAD.finditer(text):
        number = parse_number(match["n"])
        if number is not None and number <= _MONTH and not BATCHES.search(text):
            yield Stretch(number, Span(begin + match.start(), begin + match.end()))
    for match in _ALL_DAY.finditer(text):
        if not _ON_THE_WAY.search(_clause_around(text, *match.span())):
            yield Stretch(1.0, Span(begin + match.start(), begin + match.end()))
    for match in _HOURS.finditer(text):
        hours = parse_number(match["n"])
        if hours is not None and hours >= _MORE_THAN_HALF_A_DAY:
            yield Stretch(1.0, Span(begin + match.start(), begin + match.end()))
    yield from _listed_days(text, begin)
    for pattern in (_DATES, _DATE_DASH, _OPEN_CLOSE, _FROM_TO):
        for match in pattern.finditer(text):
            apart = _days_between(match)
            if apart and not _OTHER_DAYS.search(_clause_around(text, *match.span())):
                yield Stretch(apart, Span(begin + match.start(), begin + match.end()))
    day = one_day(text)
    if day is not None:
        yield Stretch(day.days, Span(begin + day.span.start, begin + day.span.end))


def _listed_days(text: str, begin: int) -> Iterator[Stretch]:
    """Yield days that are named one by one: 3日、4日在报告厅开会."""
    for match in _DATE_LIST.finditer(text):
        clause = _clause_around(text, *match.span())
        if not _OTHER_DAYS.search(clause) and not BATCHES.search(text) and "每月" not in clause:
            days = len(re.findall(r"\d{1,2}(?=[日、和及])", match.group()))
            yield Stretch(float(days), Span(begin + match.start(), begin + match.end()))


def _clause_around(text: str, start: int, end: int) -> str:
    """Return the clause that a stretch stands in."""
    behind = re.compile("[^，。；\\n]*").match(text, end)
    begun = max(text.rfind(stop, 0, start) for stop in "，。；\n") + 1
    return text[begun : behind.end() if behind else end]


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
