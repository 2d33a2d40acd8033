"""Days named by the farming year: 谷雨前, 腊月二十之前, 元宵节前."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from ..document import Span
from ..language.numerals import parse_number

__all__ = ["season_days"]

# Month and day; they shift by one day at most from year to year. 小雪, 大雪 and 雨水 are weather too and left out.
_TERMS = {
    "立春": (2, 4), "惊蛰": (3, 5), "春分": (3, 20), "谷雨": (4, 20), "立夏": (5, 5), "小满": (5, 21), "芒种": (6, 5), "夏至": (6, 21),
    "小暑": (7, 7), "大暑": (7, 22), "立秋": (8, 7), "处暑": (8, 23), "白露": (9, 7), "秋分": (9, 23), "寒露": (10, 8), "霜降": (10, 23),
    "立冬": (11, 7), "冬至": (12, 21), "小寒": (1, 5), "大寒": (1, 20),
}  # fmt: skip
# First day of the lunar year, by the year that it falls in.
_NEW_YEAR = {
    2018: (2, 16), 2019: (2, 5), 2020: (1, 25), 2021: (2, 12), 2022: (2, 1), 2023: (1, 22), 2024: (2, 10), 2025: (1, 29), 2026: (2, 17),
    2027: (2, 6), 2028: (1, 26), 2029: (2, 13), 2030: (2, 3), 2031: (1, 23), 2032: (2, 11), 2033: (1, 31), 2034: (2, 19), 2035: (2, 8),
}  # fmt: skip
_NAMED = {"小年": -7, "除夕": -1, "大年三十": -1, "元宵": 14}
_DAY = re.compile(
    rf"(?:(?P<term>{'|'.join(_TERMS)})|(?P<month>腊月|正月)(?P<day>初?[一二三四五六七八九十廿]{{1,3}}|底|末)?|(?P<named>{'|'.join(_NAMED)}))"
    "节?(?:之前|以前|前(?![后期往])|到账|到位|完成)"
)
_LAST_OF_MONTH = 30
# What lies further back is of the next year.
_LOOKS_BACK = timedelta(days=120)


def season_days(text: str, start: int, end: int, base: date | None) -> Iterator[tuple[Span, date]]:
    """Yield the days with their places; nothing without a day of issue.

    Examples
    --------
    >>> text = "谷雨前备好种子，腊月二十之前完工。"
    >>> for span, day in season_days(text, 0, len(text), date(2025, 10, 20)):
    ...     print(text[span.start:span.end], day)
    谷雨前 2026-04-20
    腊月二十之前 2026-02-06
    """
    if base is None:
        return
    for match in _DAY.finditer(text, start, end):
        for year in (base.year, base.year + 1):
            day = _in_year(match, year)
            if day is not None and base - day <= _LOOKS_BACK:
                yield Span(*match.span()), day
                break


def _in_year(match: re.Match[str], year: int) -> date | None:
    if match["term"]:
        return date(year, *_TERMS[match["term"]])
    if year not in _NEW_YEAR:
        return None
    first = date(year, *_NEW_YEAR[year])
    if match["named"]:
        return first + timedelta(days=_NAMED[match["named"]])
    number = _number(match["day"] or "底")
    if match["month"] == "腊月":
        return first - timedelta(days=_LAST_OF_MONTH - number + 1)
    return first + timedelta(days=number - 1)


def _number(words: str) -> int:
    if words in "底末":
        return _LAST_OF_MONTH
    return int(parse_number(words.lstrip("初").replace("廿", "二十")) or _LAST_OF_MONTH)
