"""Requirements: demands of a document with what they are about, and which of them say the same."""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from ..document import Document, Span
from .content import Content, before_deed, content, short_names
from .model import Directive

__all__ = ["Requirement", "SameFinder", "matter_of", "requirements", "similarity"]

# Read on invented restatements and on real documents, see docs/decisions/0020: two wordings of one requirement share
# most of what the shorter asks for, and the longer does not ask for much else.
_LEAST_CONTAINED = 0.75
_LEAST_ALIKE = 0.62
# What a requirement must say, and two share, at least: a deed and a word of two letters (some of the topic).
_LEAST_WEIGHT = 2.0
_LEAST_SHARED = 1.5
_THIN = 3.0
# A requirement with less content of its own (报送情况) is about the matter of its heading and title.
_TELLING = 4.0
# What more requirements of one document name is its topic, and tells them apart less.
_TOPIC = 3
# Tokens of more requirements than this find no candidates; what they add is counted once rarer ones found a pair.
_COMMON = 400
_GENERAL = re.compile(
    "各级|各地|各|有关|相关|单位|部门|机构|人民政府|政府|党委|乡镇|镇街|街道|办事处|村委会|村|社区|县|市|区|省|镇|乡|"
    "全体|成员|责任|直属|直|所属|本|我|、|和|及|（|）|等"
)
# What a title says about the issuer and the paper, not about the matter.
_PAPER = re.compile(
    "^.{2,40}?(?=关于)|关于|(?:紧急|补充|再次)?(?:通知|意见|方案|通报|函|决定|报告|提示|要点)$|\\d{4}年度?|[《》]"
)


@dataclass(frozen=True)
class Requirement:
    """A demand with what it is about.

    Attributes
    ----------
    doc : Document
        The document.
    directive : Directive
        The demand.
    content : Content
        What it asks for, without actor, term and figures; words of the topic of the document count less.
    matter : Content
        What its heading and the title of the document are about.
    actor : frozenset of str
        Letters that tell the actor from others; empty for 各单位 and the addressees.
    """

    doc: Document
    directive: Directive
    content: Content
    matter: Content
    actor: frozenset[str]

    @property
    def span(self) -> Span:
        """Its place in the document."""
        return self.directive.span

    @property
    def quote(self) -> str:
        """Its words."""
        return self.doc.quote(self.directive.span)


def requirements(doc: Document, found: Sequence[Directive]) -> tuple[Requirement, ...]:
    r"""Return the demands of a document that ask for something in particular.

    Formulas such as 加强组织领导 have no content and are left out, and so are prohibitions,
    criticism, facts and what is quoted.

    Examples
    --------
    >>> from formalism_nlp.directives import directives
    >>> doc = Document.from_text("关于防溺水的通知\n各镇：\n　　加强组织领导。各村每天巡查水塘两次，不得收费。")
    >>> [one.quote for one in requirements(doc, directives(doc))]
    ['各村每天巡查水塘两次']
    """
    names = short_names(doc)
    demands = [(one, *_read(doc, one, names)) for one in found if one.demanded]
    often = Counter(token for _, about, _ in demands for token in about.tokens)
    matters: dict[Span | None, Content] = {}
    made = []
    for one, about, actor in demands:
        if about.weight < _LEAST_WEIGHT or not (about.acts or _has_deed(one)):
            continue
        heading = None if one.unit is None else doc.units[one.unit].heading
        if heading not in matters:
            matters[heading] = matter_of(doc, heading)
        named = (
            frozenset[str]()
            if actor is None or one.actor_from == "addressee"
            else frozenset(_GENERAL.sub("", doc.quote(actor)))
        )
        made.append(Requirement(doc, one, _without_topic(about, often), matters[heading], named))
    return tuple(made)


def matter_of(doc: Document, heading: Span | None = None) -> Content:
    """Return what the title of a document is about, without issuer and kind of paper, and one of its headings."""
    words = _PAPER.sub("，", doc.meta.title or "") + (f"，{doc.quote(heading)}" if heading else "")
    return content(words, [Span(0, len(words))])


def _has_deed(one: Directive) -> bool:
    return one.action is not None or one.origin == "table_row" or one.cue is not None


def _read(doc: Document, one: Directive, names: dict[str, str]) -> tuple[Content, Span | None]:
    """Return what a clause asks for, and who is to act.

    Where it says little alone (编织袋等物资，各镇须备足), with what leads up to it. An actor without whom nothing is
    left is no body, but what is acted on.
    """
    actor = one.actor
    if actor is not None and one.core.contains(actor):
        actor = Span(actor.start, actor.start + len(before_deed(doc.quote(actor))))
    about = content(doc.text, _beside(actor, one.core), names)
    if one.origin == "table_row" or (about.weight < _THIN and one.span != one.core):
        about = content(doc.text, _beside(actor, one.span), names)
    if about.weight < _LEAST_WEIGHT and actor is not None and one.core.contains(actor):
        return content(doc.text, [one.core], names), None
    return about, actor


def _beside(actor: Span | None, whole: Span) -> list[Span]:
    if actor is None or not whole.contains(actor):
        return [whole]
    return [Span(whole.start, actor.start), Span(actor.end, whole.end)]


def _without_topic(about: Content, often: Counter[str]) -> Content:
    tokens = {token: weight / (1 + math.log(max(1, often[token] / _TOPIC))) for token, weight in about.tokens.items()}
    return Content(tokens, about.acts)


def similarity(a: Requirement, b: Requirement) -> float:
    """Return how much of two requirements is the same, 0 to 1; 0 where they ask for different things.

    Parameters
    ----------
    a, b : Requirement
        Of one document or of two; those of two need more content of their own, or one matter.
    """
    one, other = a.content, b.content
    if one.acts and other.acts and not one.acts & other.acts:
        return 0.0
    if a.actor and b.actor and not a.actor & b.actor:
        return 0.0
    shared, weights = one.shared(other), (one.weight, other.weight)
    alike = 2 * shared / sum(weights)
    if shared < _LEAST_SHARED or shared < _LEAST_CONTAINED * min(weights) or alike < _LEAST_ALIKE:
        return 0.0
    if shared < _TELLING and not _same_matter(a, b):
        return 0.0
    return alike


def _same_matter(a: Requirement, b: Requirement) -> bool:
    """Tell whether two requirements are much the same with the matter of their documents added."""
    if a.doc is b.doc:
        return True
    one, other = (Content({**req.matter.tokens, **req.content.tokens}, frozenset()) for req in (a, b))
    return 2 * one.shared(other) >= _LEAST_ALIKE * (one.weight + other.weight)


class SameFinder:
    """Finds which of many requirements say the same, by the tokens that they share.

    Parameters
    ----------
    found : sequence of Requirement
        All of them, the earliest first.
    """

    def __init__(self, found: Sequence[Requirement]) -> None:
        self.found = found
        self._postings: defaultdict[str, list[int]] = defaultdict(list)
        for number, one in enumerate(found):
            for token in one.content.tokens:
                self._postings[token].append(number)

    def earlier(self, number: int) -> list[tuple[int, float]]:
        """Return those in front of one that say the same, with the similarity, best first."""
        one = self.found[number]
        candidates = self._candidates(one, number)
        alike = ((place, similarity(one, self.found[place])) for place in candidates)
        return sorted((pair for pair in alike if pair[1]), key=lambda pair: (-pair[1], pair[0]))

    def _candidates(self, one: Requirement, number: int) -> Iterator[int]:
        """Yield the requirements in front of one that share at least half of its rare tokens."""
        lists = [held for token in one.content.tokens if len(held := self._postings[token]) <= _COMMON]
        counts = Counter(chain.from_iterable(held[: bisect_left(held, number)] for held in lists))
        # A pair shares three quarters of the shorter and 0.62 of both: at least four tenths of either.
        least = 0.4 * len(lists) - 1
        return (place for place, count in counts.items() if count >= least)
