"""The ledger of who must do what: requirements stated again, within documents and across them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, Literal, get_args

from ..directives import directives
from ..directives.novelty import added, items
from ..directives.requirements import Requirement, SameFinder, requirements, similarity
from ..document import Document, OrganLevel, Span
from ..findings import to_plain
from .issue import Issue

__all__ = ["Place", "Repetition", "RepetitionKind", "group", "repeats"]

RepetitionKind = Literal["within", "own", "departments", "levels"]
# A member may differ more from the first wording than from the one before it, but not say something else.
_CLOSE = 0.85


@dataclass(frozen=True)
class Place:
    """One place where a requirement is stated.

    Attributes
    ----------
    document, title : str
        Id and title of the document.
    issuer, level : str
        Who issued it, and the level; the issuer is empty where the document does not show it.
    date : datetime.date or None
        Its date.
    span, quote : Span, str
        The passage.
    adds : float
        What it adds to all places before it: share of figures, days, organs and words, 0 to 1; 1 at the first.
    new : tuple of str
        The figures, days and organs among that.
    """

    document: str
    title: str
    issuer: str
    level: OrganLevel
    date: date | None
    span: Span
    quote: str
    adds: float
    new: tuple[str, ...]
    requirement: Requirement = field(repr=False, compare=False)
    issue: Issue = field(repr=False, compare=False)


@dataclass(frozen=True)
class Repetition:
    """A requirement with all places where it is stated, the first source in front.

    Attributes
    ----------
    places : tuple of Place
        At least two, by date; documents of one day from the higher level down.
    """

    places: tuple[Place, ...]

    @property
    def first(self) -> Place:
        """The first source."""
        return self.places[0]

    @property
    def count(self) -> int:
        """How often it is stated."""
        return len(self.places)

    @property
    def documents(self) -> tuple[str, ...]:
        """Ids of the documents, in order."""
        return tuple(dict.fromkeys(place.document for place in self.places))

    @property
    def issuers(self) -> tuple[str, ...]:
        """Names of the issuers, in order."""
        return tuple(dict.fromkeys(place.issuer for place in self.places if place.issuer))

    @property
    def dates(self) -> tuple[date, ...]:
        """Days on which it was stated, without repeats."""
        return tuple(dict.fromkeys(place.date for place in self.places if place.date))

    @property
    def adds(self) -> float:
        """What the restatements add on average, 0 to 1."""
        later = [place.adds for place in self.places[1:]]
        return round(sum(later) / len(later), 4)

    @cached_property
    def kinds(self) -> tuple[RepetitionKind, ...]:
        """In which ways it repeats.

        ``within`` one document, by its ``own`` issuer in another, by several ``departments`` of
        one level, at several ``levels``.
        """
        documents = {place.document: place for place in self.places}.values()
        named = [place.issuer for place in documents if place.issuer]
        levels = {place.issuer: place.level for place in documents if place.issuer}
        told = {level for level in levels.values() if level != "unknown"}
        shown = {
            "within": len(documents) < self.count,
            "own": len(set(named)) < len(named),
            "departments": len(levels) > max(1, len(told)),
            "levels": len(told) > 1,
        }
        return tuple(kind for kind in get_args(RepetitionKind) if shown[kind])

    def to_dict(self) -> dict[str, Any]:
        """Return plain values; spans as ``[start, end]``, dates in ISO form."""
        names = ("document", "title", "issuer", "level", "date", "span", "quote", "adds", "new")
        places = [{name: to_plain(getattr(place, name)) for name in names} for place in self.places]
        return {
            "quote": self.first.quote, "count": self.count, "kinds": list(self.kinds), "adds": self.adds,
            "issuers": list(self.issuers), "dates": to_plain(self.dates), "places": places,
        }  # fmt: skip


def repeats(docs: Iterable[Document]) -> tuple[Repetition, ...]:
    r"""Find the requirements that are stated again, within documents and across them.

    Restated means asked for again in these or other words: order, synonyms and long or short
    names make no difference. Formulas (加强组织领导), prohibitions, criticism, facts, quotations and
    text that a document passes on are left out. Bodies of one level but of different places do
    not repeat each other.

    Parameters
    ----------
    docs : iterable of Document
        The documents, in any order; one that comes twice counts once.

    Returns
    -------
    tuple of Repetition
        Those stated most often first.

    Examples
    --------
    >>> text = "松垣县{0}\n关于{1}的通知\n各乡镇：\n　　{2}\n松垣县{0}\n2025年{3}日"
    >>> first = text.format("水利局", "河道巡查", "各乡镇每周巡查河道一次，建立问题清单。", "3月4")
    >>> again = text.format("水利局", "河道管护", "各乡镇要对河道进行巡查。", "3月20")
    >>> (found,) = repeats(Document.from_text(doc) for doc in (again, first))
    >>> found.first.quote, found.count, found.kinds, found.adds
    ('各乡镇每周巡查河道一次', 2, ('own',), 0.0)
    """
    issues = {doc.id: Issue(doc) for doc in docs}
    ordered = sorted(issues.values(), key=lambda issue: issue.order)
    found = [(issue, one) for issue in ordered for one in _stated(issue)]
    groups = group([one for _, one in found], issues)
    made = [Repetition(tuple(_places([found[number] for number in numbers]))) for numbers in groups]
    return tuple(sorted(made, key=lambda one: (-one.count, one.first.issue.order, one.first.span)))


def _stated(issue: Issue) -> Iterator[Requirement]:
    """Yield what a document asks for itself; a parent's text that it passes on is not its own."""
    for one in requirements(issue.doc, directives(issue.doc)):
        if not (issue.passes_on and issue.doc.blocks[one.directive.block].transmitted):
            yield one


def group(found: Sequence[Requirement], issues: dict[str, Issue]) -> list[list[int]]:
    """Group requirements that say the same around the first of each; single ones are left out."""
    finder = SameFinder(found)
    member_of: dict[int, list[int]] = {}
    groups: list[list[int]] = []
    for number, one in enumerate(found):
        for place, alike in finder.earlier(number):
            members = member_of.get(place)
            leader = found[members[0]] if members else found[place]
            if not issues[leader.doc.id].concerns(issues[one.doc.id]) or _side_by_side(found[place], one):
                continue
            if members is None:
                members = member_of[place] = [place]
                groups.append(members)
            elif alike < _CLOSE and not similarity(leader, one):
                continue
            members.append(number)
            member_of[number] = members
            break
    return groups


def _side_by_side(a: Requirement, b: Requirement) -> bool:
    """Tell whether two clauses stand in one sentence or in rows of one table: parts of one requirement."""
    if a.doc is not b.doc:
        return False
    rows = a.directive.origin == b.directive.origin == "table_row"
    return rows or a.directive.sentence == b.directive.sentence


def _places(members: Sequence[tuple[Issue, Requirement]]) -> Iterator[Place]:
    before: set[str] = set()
    for issue, one in members:
        said = items(one)
        new = added(said, before)
        before.update(said)
        yield Place(
            issue.doc.id, issue.title, issue.issuer, issue.level, issue.date, one.span, one.quote,
            new.share, new.facts, one, issue,
        )  # fmt: skip
