"""Times of day as official documents write them."""

from __future__ import annotations

import re

from .numerals import parse_number
from .workdays import DAY_ENDS

__all__ = ["CLOCK", "TIME", "parse_time"]

# A part of the day without an hour is meant to its end: what is due 上午 is late after noon.
_PARTS = {
    "凌晨": 6, "清晨": 9, "早晨": 9, "早上": 9, "晨": 9, "早": 9, "上午": 12, "中午": 12, "正午": 12, "午": 12,
    "下午": DAY_ENDS.hour, "傍晚": DAY_ENDS.hour, "下班": DAY_ENDS.hour, "晚上": 24,
    "上班": 9, "早上班": 9, "早读": 9, "放学": 17, "收工": DAY_ENDS.hour, "收班": DAY_ENDS.hour, "晚间": 24, "夜间": 24, "夜里": 24, "晚": 24, "夜": 24,
}  # fmt: skip
_NOON = 12
_LATE = ("下午", "傍晚", "晚上", "晚间", "夜间", "夜里", "晚", "夜")
_PART = "(?:凌晨|清晨|早晨|早上|晨|早|上午|中午|正午|下午|傍晚|晚上|晚间|夜间|夜里|晚|夜)"
_HOUR = r"(?:[\d０-９]{1,2}|[零一二两三四五六七八九十]{1,3})"
# A time with an hour. 下班 is the end of the office day, 24时 the midnight that ends the day.
CLOCK = rf"(?:{_PART}\s?)?(?:{_HOUR}\s?(?:时|点钟|点)(?:[整正半]|[一三]刻|{_HOUR}分?)?|[\d０-９]{{1,2}}\s?[:：∶]\s?[\d０-９]{{2}})"
# 上班, 放学 and the like are times only behind a day and before 前: see ``is_clock``.
TIME = rf"(?:{CLOCK}|早?上班(?=[之以]?(?:前|\Z))|{_PART}|下班|(?:早读|放学|收工|收班)(?=[之以]?(?:前|\Z)))"
_READ = re.compile(rf"({_PART})?(?:({_HOUR})(?:时|点钟|点)(.*)|(\d+)[:：∶](\d+))")
_QUARTERS = {"半": 30, "一刻": 15, "三刻": 45, "整": 0, "正": 0, "": 0}


def parse_time(text: str) -> tuple[int, int] | None:
    """Return hour and minute of a time of day; the hour is 24 at the end of a day.

    Examples
    --------
    >>> [parse_time(text) for text in ("16时", "晚八点", "下午三点半", "17:30", "下班", "上午", "今天")]
    [(16, 0), (20, 0), (15, 30), (17, 30), (18, 0), (12, 0), None]
    """
    bare = re.sub(r"\s", "", text)
    if bare in _PARTS:
        return _PARTS[bare], 0
    match = _READ.fullmatch(bare)
    if match is None:
        return None
    part, hour_text, rest, digits, minutes = match.groups()
    hour = parse_number(hour_text or digits)
    minute = float(minutes) if minutes else _QUARTERS.get(rest, parse_number(rest.rstrip("分")) if rest else 0)
    if hour is None or minute is None or hour > 24 or minute > 59:
        return None
    if hour < _NOON and (part in _LATE or (part in ("中午", "正午") and hour < 6)):
        hour += 12
    elif hour == _NOON and part in _LATE[2:]:
        hour = 24
    return int(hour), int(minute)
