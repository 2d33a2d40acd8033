"""Days named in deadlines (3月底, 本周五, 一季度末, 明日, 国庆节) and the date that each means."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

from .dates import DATE, parse_date
from .numerals import parse_number
from .workdays import holiday

__all__ = ["DAY", "PLAIN_DAY", "is_bare_day", "names_year", "resolve_day"]

_NUM = r"(?:[\d０-９]{1,2}|[一二三四五六七八九十廿]{1,3})"
_YEAR = r"(?:(?:19|20|[１２][９０])[\d０-９]{2}|[一二][〇○零九Ｏ0O][〇○零Ｏ0O一二三四五六七八九]{2})\s?年|今年|本年度?|当年|明年|次年|翌年"
_MONTH = rf"(?:(?<![\d０-９]){_NUM}|元)\s?月份?|本月|当月|这个月|下个?月|次月|翌月"
_QUARTER = r"(?:第?[一二三四1-4１-４]|本|当)?季度|本季|季(?=[末底])|[上下]半年"
_WEEK = "(?:本|这|当|下)?(?:周|星期)(?:[一二三四五六日天末](?!年|期))|[本这下]周"
_WORD = "今[日天]|当[日天]|即日|今(?=[晚早晨])|明(?=[晚早晨])|当(?=晚)|明[日天]|次日|翌日|第二天|后[天日]"
_FESTIVAL = "元旦|春节|清明|“?五一”?|劳动节|端午|中秋|国庆|“十一”"
# A full date with dashes or in Chinese numerals is read by dates.py; everything else here.
DAY = (
    rf"(?:(?P<full>{DATE.pattern})"
    rf"|(?:(?P<year>{_YEAR})\s?)?(?:(?P<month>{_MONTH})\s?(?:(?P<day>{_NUM}\s?[日号])|(?P<third>[上中下]旬|[底末初]))?"
    rf"|(?P<quarter>{_QUARTER})[末底]?|(?P<yearend>年[底末终内]|(?<=年)[底末终内])|(?P<monthend>月[底末])|(?P<bare>(?<![\d０-９.．至到—-]){_NUM}\s?[日号]))"
    rf"|(?P<only>{_YEAR})|(?P<week>{_WEEK})|(?P<word>{_WORD})|(?P<festival>{_FESTIVAL})(?:节?(?:假期|长假|放假|小长假)|节)?)"
)
PLAIN_DAY = re.sub(r"\(\?P<\w+>", "(?:", DAY)
_DAY = re.compile(DAY)
_THIRDS = {"上旬": 10, "初": 10, "中旬": 20}
_WEEKDAYS = "一二三四五六日"
_NEXT_YEAR = ("明年", "次年", "翌年")
_DAYS_ON = {"明": 1, "次": 1, "翌": 1, "第": 1, "后": 2}
_HOLIDAYS = {"五一": "劳动", "劳动节": "劳动", "十一": "国庆"}
# A day without a year that lies further back than this is one of the next year: a
# notice of November that asks for something 3月底前 looks ahead.
_LOOKS_BACK = timedelta(days=180)


def resolve_day(text: str, base: date | None) -> date | None:
    """Return the last day that the words can mean, seen from the day of issue.

    Months, quarters and years end on their last day, 上旬 and 月初 on the 10th, 中旬
    on the 20th, 本周 on Sunday, a festival on the day before its first day off.

    Parameters
    ----------
    text : str
        The words, such as ``3月底`` or ``下周一``.
    base : datetime.date or None
        The day from which the year, the week or the day is counted.

    Examples
    --------
    >>> base = date(2025, 11, 26)
    >>> [str(resolve_day(text, base)) for text in ("12月5日", "3月底", "下周一", "年底", "一季度末")]
    ['2025-12-05', '2026-03-31', '2025-12-01', '2025-12-31', '2026-03-31']
    """
    # 今 and 明 of 今晚, 明早 come without what follows them.
    match = _DAY.fullmatch(text + "日" if text in ("今", "明", "当") else text)
    if match is None:
        return None
    if match["full"]:
        return parse_date(match["full"])
    year = _year(match["year"] or match["only"], base)
    try:
        if year is not None:
            return _in_year(match, year, base)
        if base is None:
            return None
        return _counted(match, base) or _rolled(match, base)
    except ValueError:
        return None


def names_year(text: str) -> bool:
    """Tell whether the words name their year in figures."""
    match = _DAY.fullmatch(text)
    year = match and (match["full"] or match["year"] or match["only"])
    return bool(year) and str(year)[0] in "12１２一二"


def is_bare_day(text: str) -> bool:
    """Tell whether the words are a day without its month (15日)."""
    match = _DAY.fullmatch(text)
    return match is not None and match["bare"] is not None and match["year"] is None


def _year(text: str | None, base: date | None) -> int | None:
    if text is None:
        return None
    figures = parse_number(
        re.sub(r"[年\s]", "", text).translate(str.maketrans("○Ｏ0O", "〇〇〇〇")) if text[0] in "一二" else text[:4]
    )
    if figures is not None:
        return int(figures)
    return None if base is None else base.year + text.startswith(_NEXT_YEAR)


def _in_year(match: re.Match[str], year: int, base: date | None) -> date | None:
    """Return the day in a year that is known."""
    if match["month"]:
        month = _month(match["month"], base)
        if month is None:
            return None
        last = monthrange(year, month)[1]
        if match["day"]:
            return date(year, month, _number(match["day"]))
        return date(year, month, _THIRDS.get(match["third"] or "", last))
    if match["quarter"]:
        month = _quarter_end(match["quarter"], base)
        return None if month is None else date(year, month, monthrange(year, month)[1])
    if match["festival"]:
        first = holiday(_HOLIDAYS.get(match["festival"].strip("“”"), match["festival"]), year)
        return None if first is None else first - timedelta(days=1)
    return date(year, 12, 31)


def _rolled(match: re.Match[str], base: date) -> date | None:
    """Return the day in the year of issue, or in the next one when it is long over."""
    day = _in_year(match, base.year, base)
    # The month after December is of the next year, whatever the day.
    turned = (match["month"] or "").startswith(("下", "次", "翌")) and base.month == 12
    if turned or (day is not None and base - day > _LOOKS_BACK):
        return _in_year(match, base.year + 1, base)
    if day is not None and day < base and match["festival"]:
        return _in_year(match, base.year + 1, base)
    return day


def _counted(match: re.Match[str], base: date) -> date | None:
    """Return a day that is counted from the base: words, weekdays, a day of this month."""
    if match["word"]:
        return base + timedelta(days=_DAYS_ON.get(match["word"][0], 0))
    if match["week"]:
        monday = base - timedelta(days=base.weekday())
        last = match["week"][-1].replace("天", "日")
        day = monday + timedelta(days=_WEEKDAYS.index(last) if last in _WEEKDAYS else 6)
        later = match["week"][0] == "下" or (day < base and match["week"][0] in "周星")
        return day + timedelta(days=7 * later)
    if match["monthend"]:
        return base.replace(day=monthrange(base.year, base.month)[1])
    if match["bare"]:
        day = base.replace(day=_number(match["bare"]))
        if day < base:
            month = base.replace(day=28) + timedelta(days=4)
            return month.replace(day=day.day)
        return day
    return None


def _month(text: str, base: date | None) -> int | None:
    if text[0] in "本当这下次翌":
        return None if base is None else (base.month - 1 + (text[0] in "下次翌")) % 12 + 1
    return 1 if text[0] == "元" else _number(text)


def _quarter_end(text: str, base: date | None) -> int | None:
    if "半年" in text:
        return 6 if text[0] == "上" else 12
    digit = parse_number(text.strip("第季度本当")) if text.strip("第季度本当") else None
    if digit is not None:
        return int(digit) * 3
    return None if base is None else (base.month + 2) // 3 * 3


def _number(text: str) -> int:
    value = parse_number(re.sub(r"[月份日号\s]", "", text).replace("廿", "二十"))
    if value is None:
        raise ValueError(text)
    return int(value)
