"""A document of an index that a query takes from."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from ..document import Document
from ..findings import Match

__all__ = ["Candidate"]


@dataclass(frozen=True)
class Candidate:
    """A document of the index that a query shares text with.

    Attributes
    ----------
    id, title, issuer : str
        Of the document in the index.
    date : str or None
        Its date, ISO.
    containment : float
        Share of the distinct shingles of the query that stand in it, 0 to 1.
    """

    id: str
    title: str
    issuer: str
    date: str | None
    containment: float
    _query: Document = field(repr=False, compare=False)
    _text: str = field(repr=False, compare=False)

    @cached_property
    def document(self) -> Document:
        """The document itself, read anew from the text that the index keeps."""
        return Document.from_text(self._text, id=self.id)

    @cached_property
    def matches(self) -> tuple[Match, ...]:
        """The shared passages, found when first asked for; ``span`` in the query."""
        from .compare import compare  # noqa: PLC0415 - alignment loads only when asked for

        return compare(self._query, self.document).matches
