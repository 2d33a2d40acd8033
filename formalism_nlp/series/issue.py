"""A document as one of a series: who issued it, when, to whom, on what matter."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from functools import cached_property
from typing import get_args

from ..directives.content import Content
from ..directives.requirements import matter_of
from ..document import Document, Organ, OrganLevel

__all__ = ["Issue"]

_LEVELS = get_args(OrganLevel)
_PASSES_ON = re.compile("转发|批转")
# Two titles are on one matter when they share this much of the shorter one's content, and half of both.
_SAME_MATTER, _OF_BOTH = 0.75, 0.6
_LEAST_MATTER = 2.0


@dataclass(frozen=True)
class Issue:
    """A document with the facts that a set is ordered and compared by."""

    doc: Document

    @property
    def title(self) -> str:
        """Its title, or its id."""
        return self.doc.meta.title or self.doc.id

    @property
    def date(self) -> datetime.date | None:
        """Its date."""
        return self.doc.meta.date or self.doc.meta.print_date

    @property
    def organ(self) -> Organ | None:
        """The first issuer."""
        return self.doc.meta.issuers[0] if self.doc.meta.issuers else None

    @property
    def issuer(self) -> str:
        """Name of the first issuer; empty where the document does not show it."""
        return self.organ.name if self.organ else ""

    @property
    def level(self) -> OrganLevel:
        """Level of the first issuer."""
        return self.organ.level if self.organ else "unknown"

    @property
    def order(self) -> tuple[datetime.date, int, str]:
        """By date, from the higher level down, by id; documents without date stand last."""
        return (self.date or datetime.date.max, _LEVELS.index(self.level), self.doc.id)

    @property
    def passes_on(self) -> bool:
        """Whether it passes on a document of somebody else; 印发 issues one's own."""
        return self.doc.meta.transmitted is not None and bool(_PASSES_ON.search(self.title))

    @cached_property
    def matter(self) -> Content:
        """What its title is about, without issuer and kind of paper."""
        return matter_of(self.doc)

    @cached_property
    def receivers(self) -> frozenset[str]:
        """The levels that it is addressed to, and the names of bodies without one."""
        found = (organ.level if organ.level != "unknown" else organ.name for organ in self.doc.meta.addressees)
        return frozenset(name for name in found if name)

    def concerns(self, other: Issue) -> bool:
        """Tell whether two documents can reach the same units: not two peers in different places."""
        mine, theirs = self.organ, other.organ
        if mine is None or theirs is None or mine.level != theirs.level or not mine.place or not theirs.place:
            return True
        return mine.place.endswith(theirs.place) or theirs.place.endswith(mine.place)

    def same_matter(self, other: Issue) -> bool:
        """Tell whether the titles of two documents are on one matter."""
        weights = (self.matter.weight, other.matter.weight)
        shared = self.matter.shared(other.matter)
        return shared >= max(_LEAST_MATTER, _SAME_MATTER * min(weights)) and 2 * shared >= _OF_BOTH * sum(weights)

    def days_to(self, other: Issue) -> int | None:
        """Return the days from this document to another; None where a date is missing."""
        return (other.date - self.date).days if self.date and other.date else None
