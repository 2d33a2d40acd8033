"""Which of the 15 文种 a document is, and which carrier (方案, 办法, …) it brings."""

from __future__ import annotations

import re

from .patterns import GENRES, type_word

__all__ = ["genre_from_body", "genre_from_title", "own_carrier"]

# How a body names its own type when the title is lost; the first that matches counts.
# Each is a formula of the genre, not a keyword: 通知如下 announces, 根据…的通知 cites.
_FORMULAS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("通知", re.compile("通知如下|特此通知|特通知|现通知|本通知")),
    ("通告", re.compile("通告如下|特此通告|现通告|本通告")),
    ("公告", re.compile("公告如下|特此公告|现公告|本公告")),
    ("通报", re.compile("通报如下|特此通报|现予通报|予以通报[。，：]")),
    ("批复", re.compile("批复如下|此复|请示.{0,40}(?:收悉|悉)")),
    ("函", re.compile("函复如下|函告如下|特此函[告复]|特此复函|此函|函商如下|来函收悉|答复如下")),
    ("决定", re.compile("[作做]出?(?:如下|以下|此)?决定|决定如下|特作出?.{0,4}决定|本决定")),
    ("意见", re.compile("(?:提出|制定|制订|特提|提).{0,12}意见|意见如下|本(?:实施|指导)?意见")),
    ("请示", re.compile("请示如下|妥否，请批示|当否，请批|特此请示|以上请示")),
    ("报告", re.compile("报告如下|特此报告|向(?:大会|.{0,12}常委会)(?:作|报告)|请予?审议")),
    ("决议", re.compile("(?:会议|大会).{0,10}决议|决议如下")),
    ("纪要", re.compile("纪要如下|会议(?:议定|纪要)")),
    ("议案", re.compile("议案.{0,10}请(?:予)?审议")),
)
_HANDED_ON = re.compile(
    "(?:印发|转发|发)给你|现?予?以?(?:印发|转发|批转)|(?:请|望).{0,12}(?:遵照|贯彻|参照|认真|组织|按照|照此)?(?:执行|落实|实施)。?$"
)
# 制定本办法, 本规定所称, 本细则自…起施行: how a text without title names its own carrier.
_OWN_TYPE = re.compile(
    "(?:(?:制定|制订|依照|根据|遵守)本(?:实施)?|本(?:实施)?(?=\\S{2}(?:所称|适用|所指|自)))(办法|细则|规定|方案|规程|条例|措施|规则|规范|标准)"
)
# A body announces its genre at its head or at its very end.
_HEAD_CHARS, _TAIL_CHARS = 900, 160


def genre_from_title(title: str) -> str | None:
    """Return the 文种 that a title ends in.

    Examples
    --------
    >>> genre_from_title("松垣县人民政府关于防汛工作的实施意见"), genre_from_title("防汛工作方案")
    ('意见', None)
    """
    word = type_word(title)
    if word in GENRES:
        return word
    return "函" if word == "答复" else None


def genre_from_body(body: str, *, addressed: bool, transmits: bool, order: bool) -> tuple[str | None, float]:
    """Return the 文种 that the body gives away, with a confidence of 0 to 1.

    Parameters
    ----------
    body : str
        Text of the cover or of the document, a line each paragraph.
    addressed : bool
        Whether the document names addressees.
    transmits : bool
        Whether it passes on another document.
    order : bool
        Whether it bears an order number or the signature of a head of government.
    """
    if not addressed and not transmits and re.match(r"第一[章条编]\s|第1条", body):
        return ("命令（令）", 0.85) if order else (None, 0.85)
    if order:
        return "命令（令）", 0.85
    if transmits:
        return "通知", 0.9
    head, tail = body[:_HEAD_CHARS], body[-_TAIL_CHARS:]
    places = [(match.start(), genre) for genre, formula in _FORMULAS if (match := formula.search(head))]
    if places:
        return min(places)[1], 0.85
    for genre, formula in _FORMULAS:
        if formula.search(tail):
            return genre, 0.8
    if addressed and _HANDED_ON.search(head):
        return "通知", 0.6
    if addressed:
        return "通知", 0.5
    for genre in ("通知", "意见", "决定"):
        if f"本{genre}" in body:
            return genre, 0.6
    return None, 0.6


def own_carrier(title: str | None, named: str | None, body: str, genre: str | None) -> tuple[str | None, float]:
    """Return the carrier: type of the document passed on, else of the own title, else of the text.

    Parameters
    ----------
    title : str or None
        The document's own title.
    named : str or None
        Title of the document passed on or promulgated.
    body : str
        The text; 本办法 tells the carrier of a text without title.
    genre : str or None
        The 文种; a document that has one needs no carrier.
    """
    if named is not None:
        word = type_word(named)
        return (word, 0.9) if word and word != genre else (None, 0.6)
    word = type_word(title) if title else None
    if word is not None and word not in GENRES:
        return word, 0.9
    if genre in (None, "命令（令）"):
        match = _OWN_TYPE.search(body)
        if match:
            return match[1], 0.8
    return None, 0.85
