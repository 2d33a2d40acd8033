"""Whose land a place lies in: names of places that a document has no business to call its own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..document import Document, Span
from .places import Division, PlaceMention, division, find_places

__all__ = ["foreign_places", "home_divisions"]

# In front of a place: where something comes from, whose example is followed, who else takes part.
_EXPLAINED = re.compile(
    "(?:学习|借鉴|参照|参考|推广|对口|协作|支援|帮扶|结对|赴|到|从|来自|途经|往返|至|与|和|及|驻|考察|招商|返乡|务工|毗邻|接壤|距)[^，。；：\n]{0,8}$"
)
_BEHIND = re.compile(
    "等?(?:地|省|市)?(?:的?经验|模式|做法|籍|方向|大学|学院|银行|路|街|大道|国际|会议|会谈|精神|时间|交界|之间|至|到|及|和|、|—|-|户籍|牌|产)"
)


def home_divisions(doc: Document) -> tuple[Division, ...]:
    """Return the gazetteer entries of the issuer's place; empty for central issuers and unknown places."""
    for organ in doc.meta.issuers:
        if organ.level == "central":
            return ()
        if organ.place:
            # 江山市四都镇: the town is in no list, the city that it lies in is.
            named = find_places(organ.place)
            if named:
                return named[-1].divisions
    return ()


def foreign_places(doc: Document, places: Sequence[PlaceMention]) -> Iterator[PlaceMention]:
    r"""Yield the places outside the issuer's land that nothing explains.

    Places above and below the issuer are its own. A place in a citation or a title, in a
    row of places, behind a word such as 学习 or 对口支援, or in front of 经验 or 籍 is explained.

    Parameters
    ----------
    doc : Document
        The document; without a known place of its issuer nothing is foreign.
    places : sequence of PlaceMention
        The places in its text.

    Examples
    --------
    >>> from formalism_nlp.language.places import find_places
    >>> doc = Document.from_text("南山区教育局\n通知\n各校：\n　　由南昌市教育局负责核查。\n深圳市南山区教育局\n2025年3月4日")
    >>> [mention.name for mention in foreign_places(doc, find_places(doc.text))]
    ['南昌市']
    """
    home = home_divisions(doc)
    if not home:
        return
    above = {key for place in home for key in _chain(place)}
    own = {(place.name, place.parent) for place in home}
    for mention in places:
        near = any((place.name, place.parent) in above or own & _chain(place) for place in mention.divisions)
        if not near and not _explained(doc, mention.span):
            yield mention


def _chain(place: Division) -> set[tuple[str, str]]:
    """A division and all above it, each by name and parent."""
    names = {(place.name, place.parent)}
    above = place.parent
    while above and (found := division(above)):
        names.add((found[0].name, found[0].parent))
        above = found[0].parent
    return names


def _explained(doc: Document, span: Span) -> bool:
    text, (start, end) = doc.text, span
    if any(citation.span.contains(span) for citation in doc.meta.cited):
        return True
    if text.rfind("《", 0, start) > text.rfind("》", 0, start) or text[start - 1 : start] in ("、", "（", "/", "—"):
        return True
    return bool(_BEHIND.match(text, end) or _EXPLAINED.search(text[max(0, start - 12) : start]))
