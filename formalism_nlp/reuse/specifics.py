"""What a sentence says about its own place: figures, days, bodies and places that the parent does not name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from ..document import Document, Span
from ..language.places import PlaceMention

__all__ = ["local_units", "specifics"]

_UNITS = (
    "个工作日|工作日|平方公里|平方米|立方米|公里|千米|公顷|万元|亿元|万人|分钟|小时|人次|户次|[%％‰]|"
    "[万亿]?[元人户亩吨斤米件次个家项天日周条名场期批所座辆台套处棵株头只份例片支间栋公]"
)
# A figure with its unit; the numbers of headings, articles and documents carry none of these.
_FIGURE = re.compile(
    rf"(?<![第〔\[\d.月])\d+(?:[.,，]\d+)*\s*(?:余|多)?(?:{_UNITS})|"
    rf"(?<![第一二三四五六七八九十百千])[一二两三四五六七八九十百千]+(?:个工作日|小时|分钟|公里|万元|亿元|亩|成|倍)"
)
_DAY = re.compile(
    r"\d{1,2}月(?:\d{1,2}日|底|上旬|中旬|下旬)|每[年月季周]\d{1,2}日|\d{1,2}[:：时]\d{0,2}(?=前|分|起|止)"
)
# A body that acts, bounded on both sides, so that a word inside a sentence is none.
_BODY = re.compile(
    "(?:(?<=[、，。；：（\n\u3000 ])|(?<=[由报经向送]))[\u4e00-\u9fff]{2,12}?"
    "(?:局|委员会|办公室|办事处|中心|大队|支队|公司|学校|医院|村|社区|乡|镇|街道)"
    "(?=[、，。；：（）]|牵头|负责|要|应|将|会同|汇总|具体|配合|主办|和|与|及)"
)
_LEVELS = re.compile("^(?:[由报经向送我本全各该]|省|市|县|区|镇|乡|州)+")
_GENERAL = re.compile("^(?:各|有关|相关|所有|上级|下级|全体|中国)|(?:农村|城乡|乡镇|村镇|新农村|基层社区|美丽乡村)$")


def specifics(text: str, places: Iterable[PlaceMention]) -> Iterator[tuple[Span, str]]:
    """Find figures with a unit, days, bodies and places of a text.

    Parameters
    ----------
    text : str
        The text.
    places : iterable of PlaceMention
        The places in it.

    Yields
    ------
    (Span, str)
        The place in ``text``, and the form to look for elsewhere: without white space
        and without the bare level in front (县教育局, 市教育局 → 教育局).

    Examples
    --------
    >>> [form for _, form in specifics("3月20日前，由县水利局牵头清运垃圾200吨", [])]
    ['200吨', '3月20日', '水利局']
    """
    for pattern in (_FIGURE, _DAY):
        for match in pattern.finditer(text):
            yield Span(*match.span()), re.sub(r"\s", "", match.group())
    for match in _BODY.finditer(text):
        form = _LEVELS.sub("", match.group())
        if len(form) > 2 and not _GENERAL.search(match.group()):
            yield Span(*match.span()), form
    for place in places:
        yield place.span, place.name


def local_units(
    child: Document,
    parent: Document,
    places: Iterable[PlaceMention],
    renamed: Mapping[str, str],
    passed: tuple[Span, ...] = (),
) -> tuple[Span, ...]:
    """Return the sentences of the child with something specific that its parent does not say.

    Parameters
    ----------
    child, parent : Document
        The two documents.
    places : iterable of PlaceMention
        The places in the child.
    renamed : mapping
        Names of the child that only stand in place of another of the parent.
    passed : tuple of Span
        Stretches of the child that are left out: what it quotes, cites or passes on.
    """
    known = re.sub(r"\s", "", parent.text)
    own = {organ.place for organ in child.meta.issuers if organ.place}
    found: set[Span] = set()
    at = 0
    units = sorted(unit.span for unit in child.units)
    for span, form in sorted(specifics(child.text, places)):
        while at < len(units) and units[at].end <= span.start:
            at += 1
        if at == len(units):
            break
        if units[at].start > span.start or units[at] in found or form in own or form in known:
            continue
        if any(span.overlaps(other) for other in passed) or _only_renamed(form, renamed, known):
            continue
        found.add(units[at])
    return tuple(sorted(found))


def _only_renamed(form: str, renamed: Mapping[str, str], known: str) -> bool:
    return any(new in form and form.replace(new, old) in known for new, old in renamed.items())
