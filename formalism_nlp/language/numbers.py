"""Quantities in running text: a number, its unit, and whether it is a floor, a ceiling or about."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from ..document import Span
from .numerals import NUMBER, parse_number
from .units import UNIT

__all__ = ["Bound", "Quantity", "find_quantities", "parse_number"]

Bound = Literal["exact", "at_least", "at_most", "over", "about", "range"]

_DASH = "(?:[-－–—~～至到]{1,2})"
# A hundredth part first, then one number and what may follow it: a fraction, tenths, or a unit with or without a range.
_QUANTITY = re.compile(
    rf"(?:[百千万]分之(?:百|{NUMBER})|(?P<low>{NUMBER})(?:分之{NUMBER}|成(?![立为员果长本功效熟绩分都才交活人千片])(?P<more>[一二三四五六七八九](?![个名户项家人条处件成十百千万]))?"
    rf"|(?P<vague>[余多来]?)\s?(?:(?:{UNIT})?\s?{_DASH}\s?(?P<high>{NUMBER})\s?)?(?P<unit>{UNIT})))"
    r"(?P<tail>\s?(?:[（(]含[）)])?[及或含]?(?:以上|以下|以内|之内)|内(?![容部外设蒙涝生河存政科需阁地])|左右|上下(?!班)"
    r"|[多余](?![个种数位方元样少媒级点地])|(?<=[年天月周时])半(?![年数山径])|)"
)
# Cues before a number, the first that fits counts: a negated one stands before the word inside it.
_GAP = r"(?:每[个年月周日天季度人户村吨亩件栋次棵斤台公里平方米]{1,3})?[为在到达于每个一人民币\s]{0,4}"
_SET = "[为是达到按限加扣计给予补奖励助贴可积分得过]{0,4}"
_FREE = r"[^，。；：、！？\d\n一二两三四五六七八九十]{0,6}"
_BEFORE: tuple[tuple[Bound, re.Pattern[str]], ...] = (
    ("at_least", re.compile(rf"不(?:得|应|应当|能|可|会)?(?:少于|低于|小于|下于|短于|亚于|下){_GAP}$|[≥≧]\s?$")),
    ("at_least", re.compile(rf"(?:至少|最少|起码|力争){_FREE}$|最低{_SET}$")),
    (
        "at_most",
        re.compile(rf"不(?:得|应|应当|能|可|会|再)?(?:超过|超出|高于|多于|大于|长于|突破|超|足|满|到){_GAP}$|[≤≦]\s?$"),
    ),
    ("at_most", re.compile(rf"(?:最多|至多|控制在|压减至|未满|未超过){_FREE}$|(?:最高|最长|上限){_SET}$")),
    ("at_most", re.compile(rf"(?:少于|低于|小于){_GAP}$")),
    ("over", re.compile(rf"(?:超过|超出|突破|高于|大于|多于|逾|超){_GAP}$|[>＞]\s?$")),
    ("about", re.compile(rf"(?:大约|约|将近|接近|大概|近){_GAP}$")),
)
# Every cue before a number holds one of these.
_BOUNDED = re.compile("[不至最少起力≥≧≤≦多控压未高长上低小超突大逾约将接近概>＞]")
_LOOK_BACK = 16
_AFTER: dict[str, Bound] = {"上": "at_least", "下": "at_most", "内": "at_most", "右": "about", "多": "over", "余": "over"}  # fmt: skip
_STRETCHES = frozenset(("年", "个月", "天", "日", "周", "个季度", "期", "次"))
_SAME = {"千米": "公里", "平方千米": "平方公里", "㎡": "平方米", "％": "%", "个工作日": "工作日", "个小时": "小时"}
_SAME |= {"个星期": "周", "星期": "周", "百分点": "个百分点"}
_ROW = re.compile("[一二两三四五六七八九]{2,}")
_ORDINAL = re.compile(r"第[\d０-９零〇一二两三四五六七八九十百、，至到和与或及—-]*$")
_CODE = re.compile(r"[A-Za-z\d０-９.．/〔﹝\[【:：∶-]$")
_SET_PHRASES = re.compile(
    "两个(?:维护|确立|毫不动摇|一以贯之|文明|结合|大局|责任|务必)|四个(?:意识|自信|全面|服从|伟大|最严|不摘|着力|扎实)"
    "|三个(?:代表|务必|有利于|区分开来|转变)|五个(?:统筹|必须)|百分之百|一个(?:中心|方面|时期|阶段|过程)|[一两]个?人之|十分"
)
# Words that one Chinese digit completes: 统一, 唯一, 同一, 周三, 十一 (of a day) …
_JOINED = "统同唯单逐划如合之归惟万第周期旬壹初廿卅"
_SINGLE = re.compile("[一二两三四五六七八九十]")
_LONE_ONE = frozenset(("次", "份", "篇", "期", "名", "个月", "小时", "个小时", "分钟", "天", "周", "年", "元", "亩"))
_SCORE_BEFORE = re.compile("[得扣加计减满总记赋占打评为共各]$|分值|满分")


@dataclass(frozen=True)
class Quantity:
    """A number with its unit.

    Attributes
    ----------
    span : Span
        The number and unit with the words that bound it (不少于3篇, 5人以上).
    value : float
        The number; of a range the lower end; 元 and 万元 as yuan; percentages and
        fractions in per cent.
    unit : str
        The unit as written, 元 for 万元 and 亿元, ``%`` for every kind of share.
    bound : str
        ``exact``, ``at_least`` (不少于, 以上), ``at_most`` (不超过, 以内), ``over``
        (超过, 余, 多), ``about`` (约, 左右) or ``range`` (3—5个).
    upper : float or None
        The upper end of a range.
    """

    span: Span
    value: float
    unit: str
    bound: Bound
    upper: float | None = None


def find_quantities(text: str, start: int = 0, end: int | None = None) -> Iterator[Quantity]:
    """Find the numbers with units in a stretch of text, in order.

    Dates, times of day, article, document and telephone numbers and set phrases with
    numbers (“四个意识”) are no quantities.

    Examples
    --------
    >>> text = "每月报送信息不少于2条，投入约120万元，3—5名干部参加。"
    >>> [(text[q.span.start:q.span.end], q.value, q.unit, q.bound, q.upper) for q in find_quantities(text)]
    [('不少于2条', 2.0, '条', 'at_least', None), ('约120万元', 1200000.0, '元', 'about', None), ('3—5名', 3.0, '名', 'range', 5.0)]
    """
    for match in _QUANTITY.finditer(text, start, len(text) if end is None else end):
        before = text[max(start, match.start() - _LOOK_BACK) : match.start()]
        found = _counted(match, before) if match["unit"] else _share(match, before)
        if found is not None:
            yield found


def _share(match: re.Match[str], before: str) -> Quantity | None:
    more = match["more"] or ""
    value = parse_number(match.group().removesuffix(match["tail"]).removesuffix(more))
    if value is not None and more:
        value += (parse_number(more) or 0.0) / 100
    if value is None or before.endswith("第"):
        return None
    bound, back = _bound(match, before, "")
    return Quantity(Span(match.start() - back, match.end()), round(value * 100, 6), "%", bound)


def _counted(match: re.Match[str], before: str) -> Quantity | None:
    low, unit = match["low"], match["unit"]
    value, upper = parse_number(low), parse_number(match["high"]) if match["high"] else None
    if _ROW.fullmatch(low):
        value, upper = _neighbours(low)
    if value is None or (upper is not None and upper <= value) or _is_other(match, before):
        return None
    bound, back = _bound(match, before, low + match["vague"])
    if not _is_meant(match, before, bound):
        return None
    if match["tail"] == "半":
        value += 0.5
    if upper is not None and bound in ("exact", "about", "over"):
        bound = "range"
    return Quantity(Span(match.start() - back, match.end()), value, _SAME.get(unit, unit), bound, upper)


def _neighbours(digits: str) -> tuple[float | None, float | None]:
    """Read 两三, 三五 as a range; other digits in a row (一二三产业, 五九) name several things."""
    first, second = (parse_number(char) or 0.0 for char in digits[:2])
    return (first, second) if len(digits) == 2 and second - first in (1, 2) else (None, None)


def _bound(match: re.Match[str], before: str, number: str) -> tuple[Bound, int]:
    """Return the bound and how many characters of ``before`` say so."""
    tail = match["tail"].rstrip()
    after = _AFTER.get(tail[-1]) if tail and tail not in ("半", "上下") else None
    if tail == "上下":
        after = "about"
    for bound, cue in _BEFORE if _BOUNDED.search(before) else ():
        found = cue.search(before)
        # 近三年 is a stretch of time, 近三百人 an estimate.
        if found is not None and not (found.group() == "近" and match["unit"] in _STRETCHES):
            back = len(before) - found.start()
            # 力争控制在3天以内: the words behind the number are the limit.
            return (after if after in ("at_least", "at_most") else bound), back
    if after is not None:
        return after, 0
    if number.startswith("近"):
        return "about", 0
    return ("over" if re.search("[余多来几数上]", number) else "exact"), 0


def _is_other(match: re.Match[str], before: str) -> bool:
    """Tell whether the number belongs to a date, a code, an ordinal or a set phrase."""
    low, unit = match["low"], match["unit"]
    if (low[0] in "0０" and low[1:2].isdecimal()) or (low == "半" and before[-1:] in tuple("上下前后多大一过")):
        return True
    if _ORDINAL.search(before) or (_CODE.search(before) and not before.endswith(("：", ":"))):
        return True
    if _SET_PHRASES.match(match.string, match.start()):
        return True
    if before.endswith("“") and not low[0].isdecimal() and "”" in match.string[match.end() : match.end() + 6]:
        return True
    if unit == "年":
        month = re.match(r"\s?[\d一二三四五六七八九十元]{1,2}\s?月", match.string[match.end() :][:6])
        return month is not None or (parse_number(low) or 0) > 1900 or bool(re.fullmatch("[一二][九〇零○].*", low))
    return unit == "日" and before.endswith(("月", "-", "至", "、"))


def _is_meant(match: re.Match[str], before: str, bound: Bound) -> bool:
    """Tell whether a number that is often part of a word (一次性, 十分, 二元) is a count here."""
    low, unit = match["low"], match["unit"]
    if unit == "日":
        return bound != "exact" or before.endswith(("满", "为期", "提前", "连续", "累计", "公示", "共", "期限为"))
    if unit == "分":
        if re.search(r"[时点:：]$", before):
            return False
        return low[0].isdecimal() or bool(_SCORE_BEFORE.search(before)) or bound in ("at_least", "at_most")
    if _SINGLE.fullmatch(low) is None or bound != "exact":
        return True
    if (before[-1:] and before[-1] in _JOINED) or before.endswith("星期"):
        return False
    if unit == "元":
        return before.endswith(("每", "费", "款", "金"))
    return low != "一" or unit in _LONE_ONE
