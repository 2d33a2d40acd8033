"""Addressee lines: the bodies that a document is sent to, class by class."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from ..document import Organ, OrganKind, OrganLevel
from .organ_kinds import organ_kind
from .organ_names import central_name, parse_organ, peel, plain_name
from .places import division

__all__ = ["split_organs"]

_FULL_WIDTH = str.maketrans({"(": "（", ")": "）", "〔": "（", "〕": "）", ",": "，", ";": "，", "；": "，"})
_BRACKETS = re.compile("（[^（）]*）")
# Words that stand for all places of one level.
_TOKENS = (
    "省会（首府）城市|省会城市|计划单列市|副省级城?市|地级以上市|设区的?市|省辖市|省?直管(?:试点)?[县市]|地级市|县级市|"
    "直辖市|自治区|自治州|自治县|自治旗|地区|街道|社区|[省市县区州盟旗地](?![场域直属级管方质震税委]|政(?!府|协|法))|"
    "[乡镇街]|村(?![委民振])"
)
_TOKEN = re.compile(_TOKENS)
_RUN = re.compile(f"(?P<each>(?:各|全国|所有|有关|相关)*)(?P<run>(?:(?:{_TOKENS})(?:（[^（）]*）)?)+)")
_COLLECTIVE = re.compile("省会|计划单列|副省级|地级|设区|省辖|直管|县级市|直辖市")
_AND = re.compile(
    "(?<=[省市区县州盟旗镇乡）道])(?:以及|及|和|与)(?=各|计划单列|副省级|省会|新疆生产|直辖|自治|区县)|"
    "(?<=党委)和(?=人民政府|政府)"
)
# 国家税务总局各省…税务局: the branches of a central body; 泽安市各县人民政府: those inside a place.
_INSIDE = re.compile("(?P<whole>.{2,24}?)(?=各(?:省|市|地区|区|县|旗|镇|乡|街道|分))")
# 省政府各部门, 市直有关单位, 委机关各处室, 部其他直属单位: a body's own units, named together.
_UNITS = re.compile(
    "各?(?P<whose>国务院|中央|省|自治区|市|自治州|州|盟|县|区|旗|乡|镇|街道|局|委|厅|部|院|校)(?:人民政府|政府|府|委)?"
    "(?:直属|直管|直|属|级|管|机关|系统|其他|所属|内|各|有关|相关|驻|及|工作)+(?P<what>.+)$"
)
_WORDS: tuple[tuple[str, OrganKind], ...] = (
    ("处室$|科室$|司局$|股室$", "section"),
    ("事业单位$|学校$|院校$|中学$|小学$|医院$|(?:经办|医疗|卫生|管理|运营|培训)机构$", "institution"),
    ("企业$|公司$", "enterprise"),
    ("团体$", "mass"),
    ("部门$|部委$|直属各?单位$|委办局$|机构$|^[委办局厅处部、]+$|部委办厅局$|成员单位$|国家机关", "department"),
)
_NAMED_TOGETHER = tuple((re.compile(pattern), kind) for pattern, kind in _WORDS)
# These take the place of the body named before them: 各县教育局、财政局. A school or a firm does not.
_SHARING = {"party", "government", "office", "department", "coordination", "congress", "cppcc", "court", "mass"}
_LEVELS: dict[str, OrganLevel] = {
    "国务院": "central", "中央": "central", "部": "central", "省": "province", "自治区": "province",
    "直辖市": "province", "厅": "province", "县": "county", "区": "county", "旗": "county", "自治县": "county",
    "自治旗": "county", "县级市": "county", "直管县": "county", "直管市": "county",
    "乡": "township", "镇": "township", "街": "township", "街道": "township", "社区": "village", "村": "village",
}  # fmt: skip


@dataclass(frozen=True)
class _Place:
    """A place, or all places of one level, in front of a body's name."""

    name: str
    level: OrganLevel
    place: str | None = None


@dataclass(frozen=True)
class _Member:
    """One member of a class: where, and the word that says what it is."""

    places: tuple[_Place, ...]
    tail: str
    kind: OrganKind | None = None


def split_organs(text: str, *, context: OrganLevel | None = None) -> tuple[Organ, ...]:
    """Take an addressee line apart.

    ``，`` separates classes, ``、`` separates members. A class that shares its last word
    is dealt out: 各省、自治区、直辖市人民政府 gives 各省人民政府, 各自治区人民政府 and
    各直辖市人民政府. 各县（市、区）人民政府, being of one level, stays one organ.

    Parameters
    ----------
    text : str
        The line, with or without ``：``.
    context : OrganLevel, optional
        Level of the issuer: what 市, 局机关 and bodies without a place are read by.

    Examples
    --------
    >>> for organ in split_organs("各市、县（区）人民政府，省政府各部门："):
    ...     print(organ.name, organ.level, organ.kind)
    各市人民政府 prefecture government
    各县（区）人民政府 county government
    省政府各部门 province department
    """
    line = re.sub(r"\s+", "", text).translate(_FULL_WIDTH).strip("：:，。")
    return tuple(organ for group in _split(line, "，") for organ in _class(group, context))


def _class(text: str, context: OrganLevel | None) -> list[Organ]:
    inside = _INSIDE.match(text)
    if inside:
        whole = parse_organ(inside["whole"])
        if whole.level == "central":
            return [replace(organ, kind=whole.kind) for organ in _class(text[inside.end() :], context)]
        if whole.kind == "government" and not peel(plain_name(whole.name)).rest:
            return _class(text[inside.end() :], whole.level)
    members: list[_Member] = []
    for piece in _pieces(text):
        members.append(_member(piece, text, members, context))
    for index in range(len(members) - 2, -1, -1):
        # 各省、自治区人民政府: the word comes with a later member.
        if members[index].places and not members[index].tail and members[index + 1].places:
            tail = re.sub("^（[^（）]*）", "", members[index + 1].tail)
            members[index] = replace(members[index], tail=tail)
    # 国土资源、发展改革、商务主管部门: the last word is everybody's.
    return _organs(members, context, "department" if text.endswith(("部门", "机构")) else "unknown")


def _split(text: str, mark: str) -> list[str]:
    """Split at a mark outside brackets."""
    pieces, depth = [""], 0
    for char in text:
        depth += (char == "（") - (char == "）")
        if char == mark and depth <= 0:
            pieces.append("")
        else:
            pieces[-1] += char
    return [piece for piece in pieces if piece]


def _pieces(text: str) -> list[str]:
    pieces: list[str] = []
    for piece in _split(text, "、"):
        if piece in ("委", "办", "局", "厅", "处", "部") and pieces:
            pieces[-1] += f"、{piece}"  # 市政府各委、办、局
        else:
            pieces += [part for part in _AND.split(piece) if part]
    return pieces


def _member(piece: str, text: str, before: list[_Member], context: OrganLevel | None) -> _Member:
    """Read one member; ``text`` is the whole class, ``before`` what was read of it."""
    units = _UNITS.match(piece)
    if units and (kind := _together(units["what"])):
        return _Member((_Place("", _own_level(units["whose"], context)),), piece, kind)
    run = _RUN.match(piece)
    in_series = bool(before and before[-1].places and not before[-1].tail)
    if run and (run["each"] or run.end() == len(piece) or in_series or _COLLECTIVE.match(piece)):
        each = run["each"] or ("各" if in_series else "")
        return _Member(tuple(_run_places(run["run"], each, text, before, context)), piece[run.end() :])
    if found := division(piece):
        return _Member((_Place(piece, found[0].level, piece),), "")
    bare = re.sub("^(?:各级|各有关|各相关|各派驻地方的|全国地方各级|全国各级|各|有关|相关)(?=.{2})", "", piece)
    plain = plain_name(bare)
    if central_name(plain):
        organ = parse_organ(bare)
        return _Member((_Place("", organ.level, organ.place),), piece, organ.kind)
    head = peel(plain)
    if head.level == "unknown":
        return _Member((), piece)
    organ = parse_organ(bare, context=context)
    name = head.place or head.bare
    return _Member(
        (_Place(name, organ.level, organ.place),), bare.removeprefix(name), organ.kind if head.rest else None
    )


def _run_places(run: str, each: str, text: str, before: list[_Member], context: OrganLevel | None) -> list[_Place]:
    """Levels of a run such as 县（市、区）, in order, one entry each."""
    provinces = bool(re.search("自治区|直辖市", _BRACKETS.sub("", text)))
    seen = [place.name[-1] for member in before for place in member.places if place.name]
    names: dict[OrganLevel, str] = {}
    for token in _TOKEN.findall(run):
        level = _LEVELS.get(re.sub("省?直管(?:试点)?", "直管", token), "prefecture")
        if token in ("区", "市") and (provinces or "省" in seen):
            level = "province"
        elif token == "区" and {"镇", "乡"} & set(seen):
            level = "township"
        elif token == "市" and (context == "prefecture" or {"县", "区", "旗"} & set(seen)):
            level = "county"
        names[level] = names.get(level, "") + token
        seen.append("" if token == "地区" else token[-1])
    if len(names) == 1:
        return [_Place(each + run, level) for level in names]
    return [_Place(each + name, level) for level, name in names.items()]


def _own_level(whose: str, context: OrganLevel | None) -> OrganLevel:
    if whose == "市" and context in ("province", "county"):
        return context
    if whose in ("局", "委", "院", "校"):
        return context or "unknown"
    return _LEVELS.get(whose, "prefecture")


def _organs(members: list[_Member], context: OrganLevel | None, default: OrganKind) -> list[Organ]:
    organs: list[Organ] = []
    above: tuple[_Place, ...] = ()
    last = None
    for member in members:
        kind = member.kind or _kind(member.tail)
        kind = default if kind == "unknown" else kind
        if member.places:
            above = above + member.places if member.tail == last else member.places
            last = member.tail
            organs += [_organ(place, member.tail, kind) for place in member.places]
            continue
        own = parse_organ(member.tail, context=context if kind in _SHARING and not above else None).level
        levels = dict.fromkeys(place.level for place in above) if kind in _SHARING else {}
        if own not in ("unknown", "province") or ("直属" in member.tail and any(place.name for place in above)):
            levels = {}  # 街道办事处 says its level itself; 直属单位 belong to the issuer, not to 各区教育局
        organs += [Organ(member.tail, level, kind) for level in levels or (own,)]
    return organs


def _organ(place: _Place, tail: str, kind: OrganKind) -> Organ:
    if place.level == "township" and tail == "办事处":
        kind = "government"
    return Organ(place.name + tail, place.level, kind, place.place)


def _together(words: str) -> OrganKind | None:
    kind = next((kind for pattern, kind in _NAMED_TOGETHER if pattern.search(words)), None)
    return "department" if kind is None and words.endswith("单位") else kind


def _kind(tail: str) -> OrganKind:
    plain = _BRACKETS.sub("", tail)
    together = next((kind for pattern, kind in _NAMED_TOGETHER if pattern.search(plain)), None)
    kind = organ_kind(plain)
    return together if together is not None and kind in ("unknown", "department") else kind
