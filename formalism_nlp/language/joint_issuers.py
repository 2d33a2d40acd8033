"""Signatures and titles of one or several issuers: where one name ends and the next begins."""

from __future__ import annotations

import re

from ..document import Organ, OrganLevel
from .organ_names import central_name, parse_organ, peel, plain_name
from .places import division, leading_place

__all__ = ["split_issuers"]

_PIECE = re.compile(r"[^\s、，,；;/]+")
_NOTE = re.compile("[（(](?:代章|盖章|印章|公章|章|印)[）)]$")
_NAME_ENDS = re.compile(
    "(?:政府|国务院|中央|委员会|[委局厅部署院办会组团司处]|办公室|中心|指挥部|银行|公司|总队|支队)$"
)
_NAME_STARTS = re.compile("中共|中国共产党|中华人民共和国")
# 深圳市公安局南山区分局: a place behind the name that belongs to it.
_BRANCH = re.compile(".{0,8}(?:分局|分院|分会|分行|支行|支队|大队|监管局|调查队)$")
_NATIONAL = re.compile("中国|中华|全国|共青团|国家")


def split_issuers(text: str, *, context: OrganLevel | None = None) -> tuple[Organ, ...]:
    """Take joint issuers apart; each name is kept exactly as written.

    They may be separated by white space, ``、`` or nothing: 中共松垣县委松垣县人民政府.

    Parameters
    ----------
    text : str
        A signature, or the part of a title in front of 关于.
    context : OrganLevel, optional
        Level for names that show none; by default the level of the other issuers.

    Returns
    -------
    tuple of Organ
        Empty when nothing in the text is the name of a public body.

    Examples
    --------
    >>> [organ.name for organ in split_issuers("中共松垣县委松垣县人民政府 松垣县教育局")]
    ['中共松垣县委', '松垣县人民政府', '松垣县教育局']
    >>> [organ.level for organ in split_issuers("财政部、发展改革委")]
    ['central', 'central']
    """
    names = [name for piece in _pieces(text) for name in _names(piece)]
    organs = [parse_organ(_NOTE.sub("", name), context=context) for name in names]
    levels: set[OrganLevel] = {organ.level for organ in organs} - {"unknown"}
    if context is None and len(levels) == 1:
        (level,) = levels
        organs = [parse_organ(o.name, context=level) if o.level == "unknown" else o for o in organs]
    return tuple(organ for organ in organs if organ.kind != "unknown" or organ.level != "unknown")


def _pieces(text: str) -> list[str]:
    """Cut at white space and ``、``, but not inside 国 务 院, 深圳市  人民政府 or 教育部  办公厅."""
    pieces: list[str] = []
    end = open_from = 0
    for match in _PIECE.finditer(text):
        gap = text[end : match.start()]
        joined = pieces and not re.search("[、，,；;/]", gap) and _goes_on(pieces[-1], match.group())
        if joined:
            pieces[-1] = text[open_from : match.end()]
        else:
            pieces.append(match.group())
            open_from = match.start()
        end = match.end()
    return pieces


def _goes_on(piece: str, following: str) -> bool:
    last = re.split(r"\s+", piece)[-1]
    if len(last) == 1 and len(following) == 1:
        return True
    if following in ("办公室", "办公厅") or piece in ("中华人民共和国", "中共"):
        return True
    plain = plain_name(piece)
    is_place = bool(division(plain)) or (peel(plain).place == plain and len(plain) > 2)
    return is_place and not leading_place(following) and not central_name(following)


def _names(piece: str) -> list[str]:
    """Cut names that stand together without a separator."""
    if re.search(r"\s", piece):
        return [piece]
    names: list[str] = []
    begin = 0
    for pos in range(2, len(piece) - 1):
        name, rest = piece[begin:pos], piece[pos:]
        if _NAME_ENDS.search(name) and pos - begin > 1 and _is_start(name, rest):
            names.append(name)
            begin = pos
    return [*names, piece[begin:]]


def _is_start(name: str, rest: str) -> bool:
    """Tell whether ``rest`` begins a new name behind the complete name ``name``."""
    if len(central_name(plain_name(name + rest))) > len(plain_name(name)):
        return False
    if _NAME_STARTS.match(rest) or central_name(rest):
        return True
    if re.match("全国|国家|中国", rest) and not _NATIONAL.match(name):
        return True
    head = peel(re.sub("^(?:中共|中国共产党)", "", plain_name(name)))
    if head.bare and rest.startswith(head.bare):
        return peel(rest).bare == head.bare
    if head.place and rest.startswith(head.place):
        return True
    place = leading_place(rest)
    is_full = bool(place) and any(found.name == place for found in division(place))
    return is_full and not _NATIONAL.match(name) and not central_name(name) and not _BRANCH.match(rest)
