"""Calendar dates as official documents write them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from ..document import Span

__all__ = ["DATE", "find_dates", "parse_date"]

_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")}
_DIGITS.update({"〇": 0, "○": 0, "Ｏ": 0, "O": 0, "o": 0, "０": 0, "◯": 0, "0": 0, "两": 2})
_ZERO = "〇○ＯOo０◯零0"
_HAN_YEAR = rf"[一二]\s*[{_ZERO}一二三四五六七八九]\s*[{_ZERO}一二三四五六七八九]\s*[{_ZERO}一二三四五六七八九]"
_ARABIC = r"[12１２]\s*[\d０-９]\s*[\d０-９]\s*[\d０-９]\s*年\s*[\d０-９]{1,2}\s*月\s*[\d０-９]{1,2}\s*日"
_HAN = rf"{_HAN_YEAR}\s*年\s*[元一二三四五六七八九十\s]{{1,4}}月\s*[一二三四五六七八九十廿卅\s]{{1,5}}日"
_DASHED = r"(?:19|20)\d{2}[-/.]\d{1,2}[-/.]\d{1,2}(?!\d)"
DATE = re.compile(f"{_ARABIC}|{_HAN}|{_DASHED}")
_FULL_WIDTH = str.maketrans("０１２３４５６７８９", "0123456789")


def parse_date(text: str) -> date | None:
    """Return the date that a text is, or None when it is no full date.

    Examples
    --------
    >>> parse_date("二〇一二年十二月二十一日")
    datetime.date(2012, 12, 21)
    >>> parse_date("2024 年 3 月 5 日"), parse_date("2024年2月30日")
    (datetime.date(2024, 3, 5), None)
    """
    bare = re.sub(r"\s", "", text).translate(_FULL_WIDTH)
    if re.fullmatch(_DASHED, bare):
        year, month, day = re.split("[-/.]", bare)
    else:
        parts = re.fullmatch("(.+)年(.+)月(.+)日", bare)
        if parts is None:
            return None
        year, month, day = parts.groups()
    try:
        return date(_year(year), _small(month), _small(day))
    except (ValueError, KeyError):
        return None


def find_dates(text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[Span, date]]:
    """Find all full dates in a stretch of text, in order.

    Examples
    --------
    >>> list(find_dates("于2025年3月4日印发"))
    [(Span(start=1, end=10), datetime.date(2025, 3, 4))]
    """
    for match in DATE.finditer(text, start, len(text) if end is None else end):
        value = parse_date(match.group())
        if value is not None:
            yield Span(*match.span()), value


def _year(text: str) -> int:
    return int("".join(str(_DIGITS[char]) if char in _DIGITS else char for char in text))


def _small(text: str) -> int:
    """Read 1 to 31 in Arabic or Chinese digits (十二, 二十, 廿一, 元)."""
    if text.isdecimal():
        return int(text)
    text = text.replace("元", "一").replace("廿", "二十").replace("卅", "三十")
    if "十" not in text:
        return _DIGITS[text]
    tens, _, ones = text.partition("十")
    return (_DIGITS[tens] if tens else 1) * 10 + (_DIGITS[ones] if ones else 0)
