"""Administrative divisions: what level a named place has, and where a text names places."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import get_args

from ..document import OrganLevel, Span
from .scanner import Starts

__all__ = ["MUNICIPALITIES", "Division", "PlaceMention", "division", "find_places", "leading_place"]

MUNICIPALITIES = ("北京", "天津", "上海", "重庆")

_LEVELS = get_args(OrganLevel)
_PEOPLES = (
    "蒙古族|蒙古|回族|藏族|维吾尔|苗族|彝族|壮族|布依族|朝鲜族|满族|侗族|瑶族|白族|土家族|哈尼族|哈萨克族|哈萨克|"
    "傣族|黎族|傈僳族|佤族|畲族|拉祜族|水族|东乡族|纳西族|景颇族|柯尔克孜|土族|达斡尔族|仫佬族|羌族|布朗族|撒拉族|"
    "毛南族|仡佬族|锡伯|普米族|塔吉克|怒族|鄂温克族|保安族|裕固族|独龙族|鄂伦春|各族"
)
_PEOPLES_END = re.compile(f"(?:{_PEOPLES})+$")
_DESIGNATOR = re.compile("(?:特别行政区|林区|特区|自治[区州县旗]|地区|[省市县区旗盟])$")
# Names that are words of their own or straddle two words (长治久安, 美丽江苏, 医保定点, 新增城市): read among
# the hits in 841 real documents; and names that any city could have. They count only right behind a higher place.
_WEAK = frozenset({
    "保定", "朝阳", "大同", "衡水", "长治", "白山", "丽江", "河源", "定西", "安康", "白银", "安顺", "通化",
    "山南", "中山", "新乡", "广安", "海北", "锦西", "大庆", "日照", "来宾", "文山", "晋中", "凉山",
    "松花江", "湘西", "阿里", "四平", "中卫", "和田", "增城市", "应城市", "兴城市", "项城市",
    "海城市", "新建县", "老城区", "城北区", "平房区", "新市区", "城区", "郊区", "矿区", "市区",
    "东区", "西区", "南区", "北区", "市中区", "市郊区", "新城区", "城中区", "城东区", "城西区",
    "城南区",
})  # fmt: skip
# 西安区域, 深圳市场: the designator belongs to the next word.
_NEXT_WORD = re.compile("市场|[区县]域|[市县]级")


@dataclass(frozen=True)
class Division:
    """A province, prefecture or county.

    Attributes
    ----------
    name : str
        The full name.
    level : OrganLevel
        ``province``, ``prefecture`` or ``county``.
    parent : str
        Full name of the next higher division; empty for provinces.
    code : str
        The code of GB/T 2260, empty where there is none.
    since, until : int or None
        For divisions of the past, the first and last year in which they are listed.
        ``until`` is None for those that still exist.
    """

    name: str
    level: OrganLevel
    parent: str
    code: str
    since: int | None = None
    until: int | None = None


@dataclass(frozen=True)
class PlaceMention:
    """A place that a text names; several divisions where the name is ambiguous."""

    span: Span
    name: str
    divisions: tuple[Division, ...]


@dataclass(frozen=True)
class _Gazetteer:
    full: dict[str, tuple[Division, ...]]
    short: dict[str, tuple[Division, ...]]
    by_start: dict[str, tuple[str, ...]]


def division(name: str) -> tuple[Division, ...]:
    """Look a place up by its full name or a short form of it.

    Parameters
    ----------
    name : str
        Such as 深圳市, 深圳, 延边州, 延边朝鲜族自治州, 秀山县.

    Returns
    -------
    tuple of Division
        Empty for an unknown name. Existing divisions come before those of the past,
        higher ones before lower ones.

    Examples
    --------
    >>> [(found.name, found.level) for found in division("延边州")]
    [('延边朝鲜族自治州', 'prefecture')]
    >>> [(found.level, found.until) for found in division("襄樊市")]
    [('prefecture', 2009)]
    >>> division("云泽市")
    ()
    """
    gazetteer = _gazetteer()
    return gazetteer.full.get(name) or gazetteer.short.get(name, ())


def leading_place(text: str, pos: int = 0) -> str:
    """Return the longest place name at a position: a full name, or a short form of a province or prefecture.

    Examples
    --------
    >>> leading_place("延边州教育局"), leading_place("教育局"), leading_place("深圳市场监管")
    ('延边州', '', '深圳')
    """
    for name in _gazetteer().by_start.get(text[pos : pos + 2], ()):
        end = pos + len(name)
        if text.startswith(name, pos) and not _NEXT_WORD.match(text, end - 1):
            return name
    return ""


def find_places(text: str) -> list[PlaceMention]:
    """Find the places that a text names.

    Provinces and prefectures are found by full and short name, counties by full name only:
    朝阳 and 和平 are words before they are counties. A county name of two characters (沙县)
    and a name that is also a common word count only right behind a higher place.

    Returns
    -------
    list of PlaceMention
        In order, not overlapping. Behind the name of a higher place an ambiguous
        name is taken as the one inside it.

    Examples
    --------
    >>> text = "深圳市南山区与鹤岗的经验"
    >>> [(text[m.span.start : m.span.end], m.divisions[0].parent) for m in find_places(text)]
    [('深圳市', '广东省'), ('南山区', '深圳市'), ('鹤岗', '黑龙江省')]
    """
    mentions: list[PlaceMention] = []
    done = 0
    for pos in _starts().places(text):
        name = leading_place(text, pos) if pos >= done else ""
        before = mentions[-1] if mentions and done == pos else None
        found = _resolve(name, before) if name else ()
        if found:
            done = pos + len(name)
            mentions.append(PlaceMention(Span(pos, done), name, found))
    return mentions


def _resolve(name: str, before: PlaceMention | None) -> tuple[Division, ...]:
    """Choose the divisions that a name can mean behind the place named right before it."""
    found = division(name)
    if before is not None:
        above = {place.name for place in before.divisions}
        inside = tuple(place for place in found if place.parent in above)
        if inside:
            return inside
    if name in _WEAK or (len(name) == 2 and found[0].level == "county"):
        return ()
    return found


@lru_cache(maxsize=1)
def _starts() -> Starts:
    return Starts(_gazetteer().by_start)


@lru_cache(maxsize=1)
def _gazetteer() -> _Gazetteer:
    full: dict[str, list[Division]] = {}
    short: dict[str, list[Division]] = {}
    for place in _read():
        full.setdefault(place.name, []).append(place)
        for form in _short_forms(place):
            short.setdefault(form, []).append(place)
    high = {form for form, places in short.items() if any(place.level != "county" for place in places)}
    return _Gazetteer(
        full={name: _ordered(places) for name, places in full.items()},
        short={form: _ordered(places) for form, places in short.items()},
        by_start=_by_start(high | set(full)),
    )


def _read() -> list[Division]:
    table = (files(__package__) / "data" / "divisions.tsv").read_text(encoding="utf-8")
    lines = [line.split("\t") for line in table.splitlines() if not line.startswith("#")][1:]
    levels = {str(level): level for level in _LEVELS}
    return [
        Division(name, levels[level], parent, code, _year(since), _year(until))
        for name, level, parent, code, since, until in lines
    ]


def _year(text: str) -> int | None:
    return int(text) if text else None


def _ordered(places: list[Division]) -> tuple[Division, ...]:
    def rank(place: Division) -> tuple[bool, int, str]:
        return place.until is not None, _LEVELS.index(place.level), place.code

    return tuple(sorted(places, key=rank))


def _by_start(names: set[str]) -> dict[str, tuple[str, ...]]:
    groups: dict[str, list[str]] = {}
    for name in names:
        groups.setdefault(name[:2], []).append(name)
    return {start: tuple(sorted(group, key=len, reverse=True)) for start, group in groups.items()}


def _short_forms(place: Division) -> set[str]:
    """Short forms: without the designator, without the peoples, and with the bare designator 州 or 县."""
    if place.name == "新疆生产建设兵团":
        return {"兵团"}
    stem = _DESIGNATOR.sub("", place.name)
    land = _PEOPLES_END.sub("", stem) or stem
    forms = {land}
    if place.name.endswith(("自治州", "自治县", "自治旗")):
        forms.add(land + place.name[-1])
    return {form for form in forms if len(form) > 1}
