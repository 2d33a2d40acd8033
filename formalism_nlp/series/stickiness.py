"""A plan or summary of this year against the issuer's last: problems and next steps repeated, targets silently dropped."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

from ..directives.content import Content, content
from ..document import Block, Document, Span, Unit
from ..findings import to_plain
from ..language.clauses import number_end
from ..language.numbers import find_quantities
from ..reuse.templates import load_formulas
from .issue import Issue

__all__ = ["Repeated", "Stickiness", "stickiness", "successive"]

_PROBLEMS = re.compile(
    "(?:存在|主要|突出|面临|不足|看到)[^。；\n]{0,14}(?:问题|不足|短板|困难|差距)|^[^。；]{0,6}(?:问题|不足|短板|差距)(?:和不足|与不足)?$|问题(?:及|和|与)[^。；]{0,6}(?:原因|困难)"
)
_PLANS = re.compile(
    "下一?步|下一阶段|工作打算|今后|(?:工作|任务|目标)(?:安排|部署|计划|思路)|明年|来年|重点工作|(?:重点|主要)(?:任务|举措|目标)|20\\d\\d年[^。；]{0,8}(?:工作|目标|任务|计划|打算)"
)
_LOOKS_BACK = re.compile("回顾|总结|完成情况|成效|主要做法|开展情况|工作情况")
_PLAN_PAPERS = ("要点", "计划", "方案", "规划", "纲要", "安排")
# Kinds of paper that come every year.
_YEARLY = re.compile("20\\d\\d年?")
_NUMBERED = re.compile("^[一二三四五六七八九十]+(?:是|要)|^(?:首先|其次|同时|此外)|[^\u4e00-\u9fffA-Za-z]")
# Sentences of less letters say too little to be taken over; this much of the pairs of letters must be equal.
_LEAST_LETTERS, _WORD_FOR_WORD = 6, 0.9
_FORMULA = 0.6
# A target is spoken of again where a sentence holds this much of what it is about.
_SPOKEN_OF = 0.6
_LEAST_TARGET = 2.0
# A numbered line or the first sentence of one; 二、2025年工作安排 is read as a paragraph by the anatomy.
_HEADING = re.compile(
    "(?:(?P<first>[一二三四五六七八九十]+、)|(?P<second>[（(][一二三四五六七八九十]+[）)])|(?P<third>\\d{1,2}[.．、]))\\s*(?P<words>[^，。；：\n]{2,24})(?=[。：\n]|$)"
)
_MENDS = re.compile("补|解决|整改|聚焦|化解|破解")

Section = Literal["problem", "plan"]


@dataclass(frozen=True)
class Repeated:
    """A sentence taken over: from which section, both places, share of equal pairs of letters (figures left out)."""

    section: Section
    span: Span
    last_span: Span
    similarity: float


@dataclass(frozen=True)
class Stickiness:
    """A document against the last one of its series.

    Attributes
    ----------
    doc, last : Document
        This year's and the last one.
    problems, plans : float or None
        Share of the letters of this year's problems and next steps that stand in the last ones word
        for word, years and figures aside; None where one of the two has no such section.
    repeated : tuple of Repeated
        The sentences.
    targets : int
        Targets with figures of the last document.
    dropped : tuple of Span
        Those of them, in the last document, that this one neither reports nor continues.
    """

    doc: Document = field(repr=False)
    last: Document = field(repr=False)
    problems: float | None
    plans: float | None
    repeated: tuple[Repeated, ...]
    targets: int
    dropped: tuple[Span, ...]

    def to_dict(self) -> dict[str, Any]:
        """Return plain values: the documents by id, passages with their words."""
        return {
            "document": self.doc.id, "last": self.last.id, "problems": self.problems, "plans": self.plans,
            "repeated": [
                {**to_plain(one), "quote": self.doc.quote(one.span), "last_quote": self.last.quote(one.last_span)} for one in self.repeated
            ],
            "targets": self.targets,
            "dropped": [{"span": list(span), "quote": self.last.quote(span)} for span in self.dropped],
        }  # fmt: skip


def stickiness(doc: Document, last: Document) -> Stickiness:
    r"""Compare a plan or summary with the issuer's last one.

    Parameters
    ----------
    doc, last : Document
        This year's and the last; that they belong together is the caller's word, see :func:`successive`.

    Examples
    --------
    >>> text = "柳塘镇{}年工作总结\n一、存在的问题\n　　村级水管员年龄偏大，巡线跟不上季节变化。\n二、下步打算\n　　{}\n"
    >>> last = Document.from_text(text.format(2024, "改造山塘4公顷，新修机耕路6公里。"))
    >>> found = stickiness(Document.from_text(text.format(2025, "改造山塘3公顷。")), last)
    >>> found.problems, found.targets, [last.quote(span) for span in found.dropped]
    (1.0, 2, ['新修机耕路6公里'])
    """
    own, other = _sections(doc), _sections(last)
    repeated: list[Repeated] = []
    shares: dict[Section, float | None] = {"problem": None, "plan": None}
    for name in shares:
        if own[name] and other[name]:
            found = tuple(_repeated(name, (doc, own[name]), (last, other[name])))
            letters = sum(len(_letters(doc.quote(span))) for span in own[name])
            shares[name] = round(sum(len(_letters(doc.quote(one.span))) for one in found) / max(1, letters), 4)
            repeated += found
    targets = [target for span in other["plan"] for target in _targets(last, span)]
    sentences = [content(doc.text, [unit.span]) for unit in doc.units]
    dropped = tuple(target.span for target in targets if not _spoken_of(target, sentences))
    return Stickiness(doc, last, shares["problem"], shares["plan"], tuple(repeated), len(targets), dropped)


def successive(issues: Sequence[Issue]) -> Iterator[tuple[Issue, Issue]]:
    """Yield pairs of one series: same issuer, same title but for the year, the year after; (this, last)."""
    for number, issue in enumerate(issues):
        for earlier in reversed(issues[:number]):
            if not issue.issuer or issue.issuer != earlier.issuer or issue.doc.meta.carrier != earlier.doc.meta.carrier:
                continue
            years = [_YEARLY.search(one.title) for one in (earlier, issue)]
            same = _YEARLY.sub("", issue.title) == _YEARLY.sub("", earlier.title)
            if same and years[0] and years[1] and int(years[1].group()[:4]) - int(years[0].group()[:4]) == 1:
                yield issue, earlier
                break


def _sections(doc: Document) -> dict[Section, list[Span]]:
    """Return the sentences on problems and on what comes next."""
    found: dict[Section, list[Span]] = {"problem": [], "plan": []}
    whole: Section | None = "plan" if doc.meta.carrier in _PLAN_PAPERS else None
    units: defaultdict[int, list[Unit]] = defaultdict(list)
    for unit in doc.units:
        units[unit.block].append(unit)
    now, level = whole, 0
    for number, block in enumerate(doc.blocks):
        name, own = _opens(doc, block)
        if own is not None and (name or own <= level):
            now, level = name or whole, own
        if block.kind not in ("body", "list_item", "heading") or _HEADING.fullmatch(doc.quote(block.span)):
            continue
        inline = now
        for unit in units[number]:
            words = doc.quote(unit.span)
            if inline is None and _PROBLEMS.search(words[:40]) and ("：" in words or "一是" in words):
                inline = "problem"
            if inline:
                found[inline].append(Span(number_end(doc.text, *unit.span), unit.span.end))
    return found


def _opens(doc: Document, block: Block) -> tuple[Section | None, int | None]:
    """Return which section a block opens, as a heading, and its level; None where it opens none."""
    match = _HEADING.match(doc.text, *block.span)
    if match is None or block.kind not in ("heading", "list_item", "body"):
        return None, None
    level = next(number for number, name in enumerate(("first", "second", "third"), 1) if match[name])
    words = match["words"]
    if _PROBLEMS.search(words) and not _MENDS.search(words):
        return "problem", level
    return ("plan" if _PLANS.search(words) and not _LOOKS_BACK.search(words) else None), level


def _repeated(
    section: Section, own: tuple[Document, list[Span]], other: tuple[Document, list[Span]]
) -> Iterator[Repeated]:
    before = [(span, _pairs(other[0].quote(span))) for span in other[1]]
    formulas = load_formulas()
    for span in own[1]:
        words = own[0].quote(span)
        pairs = _pairs(words)
        if len(pairs) < _LEAST_LETTERS - 1 or formulas.ratio(words) > _FORMULA:
            continue
        alike, place = max(((_equal(pairs, found), place) for place, found in before), default=(0.0, span))
        if alike >= _WORD_FOR_WORD:
            yield Repeated(section, span, place, round(alike, 4))


def _letters(words: str) -> str:
    return _NUMBERED.sub("", words)


def _pairs(words: str) -> frozenset[str]:
    plain = _letters(words)
    return frozenset(plain[at : at + 2] for at in range(len(plain) - 1))


def _equal(a: frozenset[str], b: frozenset[str]) -> float:
    return 2 * len(a & b) / (len(a) + len(b)) if a and b else 0.0


class _Target(NamedTuple):
    span: Span
    about: Content


def _targets(doc: Document, sentence: Span) -> Iterator[_Target]:
    """Yield the clauses of a sentence that set a figure."""
    start = sentence.start
    for mark in re.finditer("[，；。]|$", doc.text[sentence.start : sentence.end]):
        clause = Span(start, sentence.start + mark.start())
        start = sentence.start + mark.end()
        figures = [found.span for found in find_quantities(doc.text, *clause)]
        if figures:
            about = content(doc.text, [clause])
            if about.weight >= _LEAST_TARGET:
                yield _Target(clause, about)


def _spoken_of(target: _Target, sentences: Sequence[Content]) -> bool:
    least = _SPOKEN_OF * target.about.weight
    return any(target.about.shared(sentence) >= least for sentence in sentences)
