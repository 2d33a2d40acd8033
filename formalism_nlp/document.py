"""The document and its parts: frozen values whose positions are made once, by the reader."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal, NamedTuple

__all__ = [
    "Block",
    "BlockKind",
    "Citation",
    "Document",
    "HeaderKind",
    "Meta",
    "Organ",
    "OrganKind",
    "OrganLevel",
    "Source",
    "Span",
    "Unit",
]

BlockKind = Literal[
    "header", "number", "title", "addressee", "heading", "body", "list_item", "table_cell",
    "footnote", "attachment", "signature", "date", "imprint", "page_furniture",
]  # fmt: skip
OrganLevel = Literal["central", "province", "prefecture", "county", "township", "village", "unknown"]
OrganKind = Literal[
    "party", "government", "office", "department", "section", "coordination", "congress", "cppcc",
    "court", "mass", "institution", "enterprise", "association", "unknown",
]  # fmt: skip
HeaderKind = Literal["red_head", "letter", "order", "minutes", "white_head", "none"]


class Span(NamedTuple):
    """A half-open range ``[start, end)`` in code points of ``Document.text``.

    Examples
    --------
    >>> span = Span(2, 5)
    >>> len(range(*span)), span.overlaps(Span(4, 9)), span.overlaps(Span(5, 9))
    (3, True, False)
    """

    start: int
    end: int

    def overlaps(self, other: Span) -> bool:
        """Tell whether the two ranges share a character."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Tell whether the other range lies inside this one."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True)
class Block:
    """One layout element: a paragraph, a heading, a table cell, a header line.

    Attributes
    ----------
    kind : BlockKind
        What the element is by GB/T 9704-2012.
    span : Span
        Its place in ``Document.text``, without surrounding white space.
    level : int or None
        Of headings and numbered items: 1 一、 2 （一） 3 1. 4 （1）.
    page : int or None
        Page number from 1, where the format has pages.
    box : tuple of float or None
        Left, top, right, bottom on the page in points, origin at the top left (PDF).
    anchor : str or None
        Where the element stands in the source file, such as ``word/document.xml#p12``.
    cell : tuple of int or None
        Of table cells: number of the table in the document, row, column, each from 0.
    transmitted : bool
        The block belongs to the document that this one passes on, not to its cover.
    annex : bool
        The block stands behind signature and date: part of an attachment.
    """

    kind: BlockKind
    span: Span
    level: int | None = None
    page: int | None = None
    box: tuple[float, float, float, float] | None = None
    anchor: str | None = None
    cell: tuple[int, int, int] | None = None
    transmitted: bool = False
    annex: bool = False


@dataclass(frozen=True)
class Unit:
    """One sentence of the running text.

    Attributes
    ----------
    span : Span
        Its place in ``Document.text``.
    block : int
        Index of its block in ``Document.blocks``.
    heading : Span or None
        The nearest heading above it.
    label : str or None
        Sentence class (CON, PRO, FAC, GEN, POL, SIG, SLO, FOR); None until classified.
    proba : float or None
        Calibrated probability of the label, 0 to 1.
    """

    span: Span
    block: int
    heading: Span | None = None
    label: str | None = None
    proba: float | None = None


@dataclass(frozen=True)
class Organ:
    """A public body, as the text names it.

    ``name`` is empty when the text does not name the body but shows its level
    (我省, 各地级以上市人民政府).
    """

    name: str
    level: OrganLevel = "unknown"
    kind: OrganKind = "unknown"
    place: str | None = None


@dataclass(frozen=True)
class Citation:
    """A document that the text cites: title in 《》, number, or both."""

    title: str | None
    number: str | None
    span: Span


@dataclass(frozen=True)
class Meta:
    """Header facts; None or empty means that the text does not show them.

    ``confidence`` gives 0 to 1 for each field, also for the belief that a field is absent.
    """

    title: str | None = None
    genre: str | None = None
    carrier: str | None = None
    doc_number: str | None = None
    issuers: tuple[Organ, ...] = ()
    addressees: tuple[Organ, ...] = ()
    date: datetime.date | None = None
    print_date: datetime.date | None = None
    urgency: str | None = None
    header_kind: HeaderKind = "none"
    cited: tuple[Citation, ...] = ()
    transmitted: Span | None = None
    confidence: Mapping[str, float] = field(default_factory=dict, hash=False)


@dataclass(frozen=True)
class Source:
    """Where a document came from and what reading it cost.

    ``offsets`` maps positions of ``Document.text`` to the decoded source text as
    ``(text position, source position)`` pairs, one for each place where the distance
    changes; empty where the source is no plain text.
    """

    path: str | None
    format: str
    sha256: str
    reader: str
    pages: int | None = None
    warnings: tuple[str, ...] = ()
    offsets: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True)
class Document:
    r"""A document read: its text, its blocks, its sentences, its header facts.

    Examples
    --------
    >>> doc = Document.from_text("关于开展巡河的通知\n各镇人民政府：\n　　每周巡河一次。")
    >>> doc.meta.title, doc.meta.genre
    ('关于开展巡河的通知', '通知')
    >>> [doc.quote(unit.span) for unit in doc.units]
    ['每周巡河一次。']
    """

    id: str
    text: str
    blocks: tuple[Block, ...]
    units: tuple[Unit, ...]
    meta: Meta
    source: Source

    @classmethod
    def from_text(cls, text: str, *, id: str | None = None) -> Document:
        """Read a text that is already in memory, with the same anatomy as ``read``.

        Parameters
        ----------
        text : str
            The text; line ends separate paragraphs.
        id : str, optional
            Name of the document; by default the first 12 digits of the SHA-256 of the text.

        Raises
        ------
        ReadError
            If there is no text in it, or it is marked as classified.
        """
        # The one import against the direction: a constructor that users look for here.
        from .readers import from_text  # noqa: PLC0415

        return from_text(text, id=id)

    def quote(self, span: Span) -> str:
        """Return the text of a span."""
        return self.text[span[0] : span[1]]

    def line_col(self, pos: int) -> tuple[int, int]:
        """Return line and column of a position, both from 1."""
        if not 0 <= pos <= len(self.text):
            raise IndexError(f"position {pos} is outside the text of {len(self.text)} characters")
        before = self.text.count("\n", 0, pos)
        return before + 1, pos - (self.text.rfind("\n", 0, pos) + 1) + 1

    def source_position(self, pos: int) -> int:
        """Return the position in the decoded source text that ``pos`` was made from."""
        at = (0, 0)
        for pair in self.source.offsets:
            if pair[0] > pos:
                break
            at = pair
        return pos - at[0] + at[1]

    @cached_property
    def body_text(self) -> str:
        """The running text: headings, paragraphs and list items, a line each."""
        kinds = ("heading", "body", "list_item")
        return "\n".join(self.quote(block.span) for block in self.blocks if block.kind in kinds)

    def _repr_html_(self) -> str:
        from .render.document import document_html  # noqa: PLC0415

        return document_html(self)

    def __repr__(self) -> str:
        title = self.meta.title or "（无标题）"
        return f"<Document {self.id} {title} {len(self.text)} characters, {len(self.blocks)} blocks>"
