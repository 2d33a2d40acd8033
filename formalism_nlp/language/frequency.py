"""How often something is to be done: 每月两次, 一周一报, 日报, 逢五逢十, 周调度月通报."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ..document import Span
from .clock import CLOCK
from .numerals import NUMBER, parse_number

__all__ = ["Frequency", "find_frequencies"]

# Calls per year: 250 working days of a Chinese year with its public holidays, two school terms.
_PER_YEAR = {
    "分钟": 525_600, "小时": 8_760, "工作日": 250, "日": 365, "天": 365, "晚": 365, "夜": 365, "周": 52, "星期": 52, "双周": 26, "旬": 36,
    "半月": 24, "月": 12, "月度": 12, "季": 4, "季度": 4, "学期": 2, "半年": 2, "半年度": 2, "年": 1, "年度": 1, "学年": 1, "周度": 52,
}  # fmt: skip
# 零报告 stands for the daily report that is due even when there is nothing to report; 逢五 is the 5th, 15th and 25th.
_ZERO_REPORT = 365
_DECADE_DAYS = 36
_UNIT = (
    "小时|分钟|工作日|日(?!常|新报|经济|人民|子|元|后|程)|天(?!然|津|气|地|下)|晚|夜(?!里|班)|周(?!边|围|岁|年|期|转|密)|星期|旬|月(?!刊)|季度|季"
    "|年度|年(?!级|轻|龄|均|代)|学期|学年"
)
_EVERY = re.compile(rf"每(?P<gap>隔)?个?(?P<n>{NUMBER})?\s?个?(?P<unit>{_UNIT})")
_WEEKDAYS = re.compile(
    "末|(?P<from>[一二三四五六])至(?:周|星期)?(?P<to>[二三四五六日天])|[一二三四五六日天](?:[、和及]?(?:每?周|星期)?[一二三四五六日天]){0,6}"
)
_DAYS = re.compile(r"\s?\d{1,2}[日号](?:前|左右)?(?:[、和及]\d{1,2}[日号]){0,9}")
_MONTH = r"(?:\d{1,2}|[一二三四五六七八九十]{1,2})月(?:份|底|末|初|\d{1,2}日)?"
_MONTHS = re.compile(f"{_MONTH}(?:[、和及]{_MONTH}){{0,11}}")
_CLOCKS = re.compile(
    r"(?=[一七三上下两中九二五傍八六凌十四夜早晚晨正清零０１２３４５６７８９\d])(?:"
    rf"{CLOCK}(?:[、和及]{CLOCK}){{0,11}}|早中晚|早晚"
    ")"
)
_LISTS = {"周": _WEEKDAYS, "星期": _WEEKDAYS, "月": _DAYS, "年": _MONTHS, "日": _CLOCKS, "天": _CLOCKS}
_TIMES = "(?:次(?![性日月年])|回(?!头|复)|遍|趟|轮(?!换|训)|场(?!所|地)|期(?!间|限))"
_COUNT = re.compile(
    rf"(?P<gap>[^，。；：\n每第\d０-９]{{0,16}}?)(?<!第)(?P<count>{NUMBER})(?:[至到—~-]{NUMBER})?\s?(?P<word>{_TIMES})"
)
_ACT = (
    "报告|报送|报|送|调度|评比|评议|评|考核|考评|考|通报|研判|会商|总结|小结|汇总|更新|统计|排名|清零|清|结|巡查|巡|检查|检|督查|督导|督|"
    "分析|推进|例会|会|讲|训|练|演|查|访|晒|比|点评|研究|公布|公示|公开|轮换|测|审|培训|走访|听取|反馈|盘点|对账|碰头|提醒|学|议|述职|体检|"
    "点名|复盘|跟踪|交|换|签|主题|台账|专题|上墙"
)
# 每日两调度; 二 to 六 behind 每周 are days of the week.
_TWICE = re.compile(rf"(?P<count>[一两双])(?:{_ACT})")
# 每人每月300元, 每天8小时, 每年增长5%: a rate or an amount, nothing that is done so often.
_RATE = re.compile(
    r"[^，。；：、\n\d]{0,8}?(?:[\d０-９][\d０-９.,，]*|[一二两三四五六七八九十百]+)\s?(?:余|多)?[百千万亿]*(?:余|多)?(?:元|吨|公斤|毫米|立方|平方|%|％|个百分点|百分点|小时(?!报)|公里|万人|亩|度(?!假)|千瓦|学位)"
    r"|[^，。；\n]{0,8}?(?:增长|递增|递减|下降|增加|减少|提高|新增|减少)[^，。；\n]{0,6}[\d一二三四五六七八九十]"
)
_NOT_BEFORE_EVERY = re.compile("平均$|人均$|/$|／$|《$")

# 一月一调度, 两年一次, 五天一送, 一周报一次.
_PAIRED = re.compile(
    rf"(?P<n>[一二两三四五六七八九十半]|\d{{1,2}})\s?个?(?P<unit>小时|日|天|周|星期|旬|月|季度|季|年|学期)\s?"
    rf"(?:(?P<count>[一二两双三四五六]|\d{{1,2}})\s?(?:{_ACT}|{_TIMES})|(?:至少|要|须)?(?:报送?|汇报|上报|召开|开展|组织|调度|填报?|更新|交|送|传|调|核|登记|统计|汇总|巡查|检查|开)(?P<later>[一二两三四]|\d)\s?次)"
)
_PART_OF_DATE = re.compile(r"[第年月零〇○十廿\d０-９每近前上]$")
# 日调度、周通报、月考核: one-character acts count only in a chain.
_LONG_ACT = (
    "调度|通报|研判|会商|排名|考核|考评|评比|评议|总结|小结|巡查|检查|督查|排查|抽查|报告(?![会厅文员])|汇总|例会|点评|讲评|分析|推进|督导|点名|盘点|统计|更新|"
    "公示|晾晒|清零|跟踪|监测|提醒|对账|复盘|述职|比武"
)
_SHORT = re.compile(
    f"(?P<unit>双周|半月|半年度?|[月周季]度|[日周旬月季])(?P<act>{_LONG_ACT}|[查评考结清巡晒比报交看督会])"
)
_OPEN_BEFORE = re.compile(r"(?:^|[\s，。；：、“‘（(/》”—\-]|[行立持开展和及与或的实取]|按照|执行|强化|落实)$")
_NOT_BEFORE_PERIOD = re.compile(r"[\d０-９一二三四五六七八九十第上下本该首每末当全前各两个]$")
_REPORTS = re.compile(
    "(?=[半双周天季日早旬月零])(?:"
    "(?P<unit>双周|半月|半年|[日周旬月季])报(?!告[会厅文员])(?:告|表|制)?(?P<after>[社》记道名])?|零报告|早晚各|(?P<double>天天|日日|周周|月月)(?=[报打查填调签督看])"
    ")"
)
_REPORT_BEFORE = re.compile(
    r"(?:^|[\s，。；：、“‘（(/”]|[行立持格施和与及或的实取用编写制消求填送需无情据息展有]|工作|进度|网格|专班)$"
)
_NOT_REPORT_BEFORE = re.compile(
    r"[\d０-９一二三四五六七八九十〇零上中下本当每次该同全个近今按逐首末隔《]$|工作(?=$)|节假$"
)
_BY = re.compile(
    r"(?:按|逐)(?P<unit>半年|季度|季|月度|月|旬|周|日|天)(?!份|薪|岁|龄|边|围|转|期|然|计[罚算息]|加收|连续|程|常|计划|刊)|按(?P<year>年度?)(?=报|通报|考核|评|公布|公开|总结|检)"
)
_ON = re.compile(
    "逢(?:每周|每)?(?:(?:周|星期)(?P<days>[一二三四五六日天](?:、?(?:周|星期)?[一二三四五六日天]){0,6})|(?P<odd>[单双])(?P<odd_unit>日|号|周)"
    "|(?P<tens>[一二三四五六七八九十](?:、?逢?[一二三四五六七八九十]){0,9})(?![年节]))"
)


@dataclass(frozen=True)
class Frequency:
    """How often something is to be done.

    Attributes
    ----------
    span : Span
        The words: 每月至少2次, 一周一报, 零报告.
    per_year : float
        Calls per year; a working day counts 250, 逢五逢十 counts 72.
    text : str
        The words themselves.
    """

    span: Span
    per_year: float
    text: str


def find_frequencies(text: str, start: int = 0, end: int | None = None) -> Iterator[Frequency]:
    """Find the frequencies in a stretch of text, in order.

    每村, 每户 and 每名 are no frequencies, nor are newspapers (《…日报》), dates with 日 before
    报送 (5日报送), shares of time and money (每天8小时, 每月300元) and growth (每年增长5%).

    Examples
    --------
    >>> text = "每月至少报送2次，一周一报，逢五逢十上报，每村一名联络员。"
    >>> [(found.text, found.per_year) for found in find_frequencies(text)]
    [('每月至少报送2次', 24.0), ('一周一报', 52.0), ('逢五逢十', 72.0)]
    """
    stop = len(text) if end is None else end
    found = [
        *_every(text, start, stop),
        *_paired(text, start, stop),
        *_short(text, start, stop),
        *_others(text, start, stop),
    ]
    done = start
    for span, per_year in sorted(found, key=lambda item: (item[0].start, -item[0].end)):
        if span.start >= done:
            done = span.end
            yield Frequency(span, float(round(per_year, 4)), text[span.start : span.end])


def _every(text: str, start: int, end: int) -> Iterator[tuple[Span, float]]:
    for match in _EVERY.finditer(text, start, end):
        number = parse_number(match["n"]) if match["n"] else 1.0
        before = text[max(start, match.start() - 4) : match.start()]
        if (
            not number
            or (match["unit"] == "月" and text.startswith("逢", match.end()))
            or _NOT_BEFORE_EVERY.search(before)
            or (_RATE.match(text, match.end(), end) and not _COUNT.match(text, match.end(), end))
        ):
            continue
        skips = 2.0 if match["gap"] and number == 1 and match["unit"] in ("日", "天", "周") else number
        stop, times = _detail(text, match.end(), end, match["unit"])
        if match["n"] == "一" and not match["gap"] and stop == match.end():
            continue
        yield Span(match.start(), stop), _PER_YEAR[match["unit"]] / skips * times


def _detail(text: str, pos: int, end: int, unit: str) -> tuple[int, float]:
    """Read what follows 每月: the days it names and how many times; return where it ends and the factor."""
    count = _TWICE.match(text, pos, end)
    if count is not None:
        return count.end(), parse_number(count["count"].replace("双", "二")) or 1.0
    count = _COUNT.match(text, pos, end)
    days = None if count is not None and not count["gap"] else _listed(text, pos, end, unit)
    factor = 1.0
    if days is not None:
        pos, factor = days
        count = _COUNT.match(text, pos, end)
    if count is None or (factor > 1 and "各" not in count["gap"] and count["gap"][:1] != ""):
        return pos, factor
    times = parse_number(count["count"])
    return (count.end(), factor * times) if times else (pos, factor)


def _listed(text: str, pos: int, end: int, unit: str) -> tuple[int, float] | None:
    """Read 周一、三、五, 5日、20日, 6月、12月 or 8时、20时 behind 每."""
    pattern = _LISTS.get(unit)
    match = pattern.match(text, pos, end) if pattern else None
    if match is None:
        return None
    words = match.group()
    if pattern is _WEEKDAYS:
        order = "一二三四五六日"
        if match["from"]:
            return match.end(), order.index(match["to"].replace("天", "日")) - order.index(match["from"]) + 1.0
        return match.end(), float(len(re.findall("[一二三四五六日天末]", words)))
    if words in ("早晚", "早中晚"):
        return match.end(), float(len(words))
    return match.end(), float(len(re.split("[、和及]", words)))


def _paired(text: str, start: int, end: int) -> Iterator[tuple[Span, float]]:
    for match in _PAIRED.finditer(text, start, end):
        if _PART_OF_DATE.search(text[max(start, match.start() - 1) : match.start()]):
            continue
        # 7月一场雨 is July, 1个月一次 is not.
        if match["unit"] == "月" and match["n"].isdecimal() and "个" not in match.group():
            continue
        number, times = parse_number(match["n"]), parse_number((match["count"] or match["later"]).replace("双", "二"))
        if number and times:
            yield Span(*match.span()), _PER_YEAR[match["unit"]] / number * times


def _short(text: str, start: int, end: int) -> Iterator[tuple[Span, float]]:
    """Find 周调度月通报 and 月度例会; an act of one character needs a neighbour of the same shape."""
    chain_end = start - 2
    matches = list(_SHORT.finditer(text, start, end))
    for place, match in enumerate(matches):
        before = text[max(start, match.start() - 2) : match.start()]
        unit = match["unit"]
        following = matches[place + 1] if place + 1 < len(matches) else None
        leads = following is not None and following.start() - match.end() in (0, 1)
        joins = match.start() - chain_end in (0, 1)
        if len(unit) > 1:
            good = not _NOT_BEFORE_PERIOD.search(before)
        else:
            good = joins or bool(_OPEN_BEFORE.search(before)) or (leads and not _NOT_BEFORE_PERIOD.search(before))
        if len(match["act"]) == 1 and not joins:
            good = good and len(unit) == 1 and leads
        if good:
            chain_end = match.end()
            yield Span(*match.span()), _PER_YEAR[unit]


def _others(text: str, start: int, end: int) -> Iterator[tuple[Span, float]]:
    """Find report names (日报, 零报告), 按月, 逐日 and 逢周一."""
    for match in _REPORTS.finditer(text, start, end):
        before = text[max(start, match.start() - 2) : match.start()]
        if match["unit"] is None:
            if match.group() == "零报告" and before in ("每日", "每天"):
                continue
            per_year = (
                _PER_YEAR[match["double"][0]]
                if match["double"]
                else 2.0 * 365
                if match.group() == "早晚各"
                else _ZERO_REPORT
            )
            yield Span(*match.span()), per_year
        elif (
            not match["after"]
            and not _NOT_REPORT_BEFORE.search(before)
            and (match["unit"] != "日" or _REPORT_BEFORE.search(before))
        ):
            yield Span(*match.span()), _PER_YEAR[match["unit"]]
    for match in _BY.finditer(text, start, end):
        yield Span(*match.span()), _PER_YEAR[match["unit"] or "年"]
    for match in _ON.finditer(text, start, end):
        yield Span(*match.span()), _on(match)


def _on(match: re.Match[str]) -> float:
    if match["days"]:
        return 52.0 * len(re.findall("[一二三四五六日天]", match["days"]))
    if match["odd"]:
        return 26.0 if match["odd_unit"] == "周" else 183.0
    return float(_DECADE_DAYS * len(re.findall("[一二三四五六七八九十]", match["tens"])))
