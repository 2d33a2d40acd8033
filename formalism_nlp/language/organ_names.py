"""Level and kind of one public body, from its name alone."""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple, get_args

from ..document import Organ, OrganKind, OrganLevel
from .organ_kinds import organ_kind
from .places import MUNICIPALITIES, Division, division, leading_place

__all__ = ["Head", "central_name", "parse_organ", "peel", "plain_name"]

_NOTE = re.compile("[（(](?:代章|盖章|印章|公章|章|印)[）)]$")
_REPUBLIC = "中华人民共和国"
# In front of the place: the Party and the Youth League (团县委).
_PREFIX = re.compile("中国共产党|中共|中国共产主义青年团|共青团|团(?=[省市县区州旗]委)")
_BRACKETS = re.compile("[（(〔][^（()）〕]*[）)〕]")

_LEVEL_OF: dict[str, OrganLevel] = {
    "省": "province", "自治区": "province", "兵团": "province", "特别行政区": "province",
    "市": "prefecture", "自治州": "prefecture", "州": "prefecture", "盟": "prefecture", "地区": "prefecture",
    "县": "county", "区": "county", "旗": "county", "自治县": "county", "自治旗": "county",
    "乡": "township", "镇": "township", "街道": "township", "苏木": "township", "社区": "village", "村": "village",
}  # fmt: skip
# A designator without a name in front: 市教育局. Not in words such as 市场监管局, 区域, 村镇建设.
_BARE = re.compile(
    "(自治区|自治州|省|市|州|盟|县|区|旗|乡|镇|街道|社区|村|兵团)"
    "(?!场|域|民中心|民热线|政(?:工程|公用|设施|园林|市容|建设)|级|内|村振兴|镇企业|镇建设|庄|务公开|块链|际|卫生服务|帜)"
)
# A place that the gazetteer does not hold: 云泽省, 松垣县, 甲县, 柳塘镇.
_UNKNOWN = re.compile(
    "(?:[^省市县区州盟旗乡镇街局厅部委办会院府署各及和与年月日、（）()]{2,6}?|[甲乙丙丁戊某ＸXx×A-Z]{1,3})"
    "(自治区|自治州|自治县|自治旗|省|市|地区|州|盟|县|区|旗|乡|镇|街道|苏木)(?!场|域|级)"
)
_NO_NAME = re.compile(
    "^自治|(?:城|都|超|门|集|股|上)市$|(?:社|园|灾|疫|山|库|林|牧|校|辖|片|景|厂|矿|军|战|城|市|郊|发|新|税|护|胜|范|作|"
    "验|假|理|工|业|能|行|地|特|游|港|小|老|政)区$|(?:城|乡|村|集|小|古|重点)镇$|[城下]乡$|联盟$|"
    "(?:边境|民族|贫困|农村|[东中西]部)地区$"
)
_VILLAGE = re.compile("[^省市县区州盟旗乡镇局厅部委办会院府]{1,6}?(社区|村)(?=(?:居|村)?民?委|党|居民|$)")
_ZONE = re.compile(
    "[^局厅部委办院府]{0,18}?(?:开发区|高新区|经开区|新区|保税区|园区|示范区|合作区|试验区|实验区|度假区|管理区|"
    "风景名胜区|风景区|经济区|保护区|产业园|工业园|科学城|新城|自由贸易区|自贸区|聚集区|集聚区|功能区)"
)
# Zones set up by the State Council or led by a province; 前海 is a statutory body of Shenzhen city.
_HIGH_ZONE = re.compile("雄安|赣江新区|天府新区|贵安|西咸|两江新区|湘江新区|滇中|金普|兰州新区|江北新区|横琴|平潭|前海")
# Bodies whose name says the level, wherever they are.
_LEVEL_WORDS: tuple[tuple[str, OrganLevel], ...] = (
    ("高级人民法院", "province"),
    ("中级(?:人民)?法院", "prefecture"),
    ("村民委员会|村委会|居民委员会|居委会", "village"),
    ("街道办|^办事处$|(?:派出|司法|财政|工商|税务|国土)所$", "township"),
)
_OWN_LEVEL = tuple((re.compile(pattern), level) for pattern, level in _LEVEL_WORDS)
_BRANCH = re.compile("(?:局|院|队|司).{1,8}(?:分局|分院|大队)$|^.{1,6}(?:公安|税务|工商)分局$")
_LEVELS = get_args(OrganLevel)


class Head(NamedTuple):
    """The places in front of a name: ``bare`` when only a designator stands there."""

    level: OrganLevel
    place: str
    rest: str
    zone: bool
    bare: str


def parse_organ(name: str, *, context: OrganLevel | None = None) -> Organ:
    """Tell the level and kind of a public body from its name.

    Parameters
    ----------
    name : str
        The name as the document writes it; it is kept so in the result.
    context : OrganLevel, optional
        Level of the document, for names that do not show one (教育局) and for 市,
        which is a province (直辖市), a prefecture or a county.

    Returns
    -------
    Organ
        ``place`` holds the place in the name; None where the name has none (市教育局).

    Examples
    --------
    >>> parse_organ("国土资源部办公厅")
    Organ(name='国土资源部办公厅', level='central', kind='office', place=None)
    >>> parse_organ("云泽省松垣县柳塘镇人民政府")
    Organ(name='云泽省松垣县柳塘镇人民政府', level='township', kind='government', place='云泽省松垣县柳塘镇')
    >>> parse_organ("市教育局").level, parse_organ("市教育局", context="county").level
    ('prefecture', 'county')
    """
    name = name.strip().rstrip("：:")
    plain = plain_name(name)
    central = central_name(plain)
    if central:
        return _central_organ(name, plain, central)
    prefix = _PREFIX.match(plain)
    head = peel(plain[prefix.end() :] if prefix else plain)
    kind = _kind(head, prefix.group() if prefix else "")
    return Organ(name, _level(head, kind, context), kind, head.place or None)


def plain_name(name: str) -> str:
    """Return a name without white space, seal notes and the name of the republic."""
    plain = _NOTE.sub("", re.sub(r"\s+", "", name))
    plain = re.sub("^(?:我|本|全(?!国)|原(?![平阳州]))(?=.{2})", "", plain.removeprefix(_REPUBLIC))
    return _BRACKETS.sub("", plain)


def central_name(plain: str) -> str:
    """Return the central body that a name begins with, or an empty string."""
    found = ""
    for name in _central_names().get(plain[:2], ()):
        if plain.startswith(name) and not plain.startswith("门", len(name)):
            found = name
            break
    return found


def peel(plain: str) -> Head:
    """Take the places off the front of a name.

    Examples
    --------
    >>> peel("泽安市松垣县教育局")
    Head(level='county', place='泽安市松垣县', rest='教育局', zone=False, bare='')
    """
    level: OrganLevel = "unknown"
    rest, bare = plain, ""
    while rest:
        place, found = _next_place(rest, plain[: len(plain) - len(rest)])
        if not place or _LEVELS.index(found) < _LEVELS.index(level) < _LEVELS.index("unknown"):
            break
        level, rest = found, rest[len(place) :]
    if level == "unknown" and (match := _BARE.match(rest)):
        bare = match.group(1)
        level, rest = _LEVEL_OF[bare], rest[match.end() :]
    place = "" if bare else plain[: len(plain) - len(rest)]
    zone = _ZONE.match(rest)
    if zone and not re.match("(?:国家级|省级)", rest):
        municipal = any(place.startswith(city) for city in MUNICIPALITIES)
        level = _zone_level(zone.group(), level, municipal)
        return Head(level, place + zone.group(), rest[zone.end() :], True, bare)
    return Head(level, place, rest, False, bare)


def _next_place(rest: str, above: str) -> tuple[str, OrganLevel]:
    """The place at the start of ``rest``; ``above`` is what was taken off before."""
    name = leading_place(rest)
    if name and not re.match("大学|学院|银行|海关", rest[len(name) :]):
        return name, _choose(division(name), above).level
    for pattern in (_UNKNOWN, _VILLAGE):
        match = pattern.match(rest)
        if match and not _NO_NAME.search(match.group()):
            kind = match.group(1)
            # A 市 behind a prefecture lies in it.
            below = kind == "市" and re.search("市$|州$|盟$|地区$", above)
            return match.group(), "county" if below else _LEVEL_OF[kind]
    return "", "unknown"


def _choose(found: tuple[Division, ...], above: str) -> Division:
    """Of divisions with one name take the one inside the place named before it."""
    inside = (place for place in found if place.parent and above.endswith(place.parent))
    return next(inside, found[0])


def _zone_level(zone: str, level: OrganLevel, municipal: bool) -> OrganLevel:
    if _HIGH_ZONE.search(zone):
        return "prefecture"
    if level == "province":
        return "county" if municipal else "prefecture"
    return "township" if level == "county" else "county"


def _kind(head: Head, prefix: str) -> OrganKind:
    if head.zone and re.match("管理委员会$|管委会$|$", head.rest):
        return "government"
    if prefix and re.search("委$|委员会$", head.rest):
        return "mass" if "团" in prefix else "party"
    if head.level in ("county", "township") and head.rest == "办事处":
        return "government"
    if not head.place and not head.bare and re.fullmatch("委员会|委|", head.rest):
        return "unknown"
    return organ_kind(head.rest)


def _level(head: Head, kind: OrganKind, context: OrganLevel | None) -> OrganLevel:
    rest, level = head.rest, head.level
    for pattern, own in _OWN_LEVEL:
        if pattern.search(rest):
            return own
    if head.bare == "市" and context in ("province", "county"):
        return context
    if head.bare == "区" and re.search("(?<!办公)厅$", rest):
        return "province"
    if level == "unknown":
        return _level_without_place(rest, kind, context)
    if level in ("province", "prefecture") and _BRANCH.search(rest):
        return "county"
    return level


def _level_without_place(rest: str, kind: OrganKind, context: OrganLevel | None) -> OrganLevel:
    if re.match("国家(?!级)|全国|中央|中共中央|中国|解放军|武警", rest) and not re.search("分行$|支行$|分公司$", rest):
        return "central"
    if re.search("(?:总局|总署)(?:办公厅|办公室)?$", rest):
        return "central"
    if re.search("(?<!办公)厅(?:.*(?:办公室|处))?$", rest) and kind in ("department", "office", "section"):
        return "province"
    if kind in ("unknown", "institution", "enterprise", "association"):
        return "unknown"
    return context or "unknown"


def _central_organ(name: str, plain: str, central: str) -> Organ:
    own: OrganKind = _central_kinds()[central]
    rest = plain[len(central) :]
    below = peel(re.sub("^(?:派?驻|各)", "", rest))
    if below.place and own in ("department", "enterprise"):
        # 国家税务总局深圳市税务局: a vertical body in a place.
        return Organ(name, _level(below, "department", None), "department", below.place)
    kind = organ_kind(central + rest if central[-1] in "部委局署院会" else rest) if rest else own
    # 中国人民银行营业管理部 is no bank that does business.
    return Organ(name, "central", own if kind in ("unknown", "enterprise") else kind)


@lru_cache(maxsize=1)
def _central_kinds() -> dict[str, OrganKind]:
    table = (files(__package__) / "data" / "central_organs.tsv").read_text(encoding="utf-8")
    kinds = {str(kind): kind for kind in get_args(OrganKind)}
    lines = [line.split("\t") for line in table.splitlines() if not line.startswith("#")]
    return {name: kinds[kind] for kind, names in lines for name in names.split(" ")}


@lru_cache(maxsize=1)
def _central_names() -> dict[str, tuple[str, ...]]:
    groups: dict[str, list[str]] = {}
    for name in sorted(_central_kinds(), key=len, reverse=True):
        groups.setdefault(name[:2], []).append(name)
    return {start: tuple(names) for start, names in groups.items()}
