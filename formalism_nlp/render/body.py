"""The text of a document, typeset by block kind, with layers of marks that link to findings."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import NamedTuple

from ..document import Block, Document, Span
from ..findings import Finding, Part
from .words import PART_WORDS, cut, esc, rule_title, severity_class

__all__ = ["Piece", "TextView", "sweep"]

_ZONE_WORDS = {"passed": "转发、印发的正文", "annex": "附件", "furniture": "页眉页脚"}
_HEADING_TAGS = {1: "h4", 2: "h5"}
# An empty cell has no block. Wider gaps than a form ever shows are drawn as one cell, so that a
# hostile cell number cannot blow up the page.
_WIDEST_GAP = 12
# A finding on the document as a whole (its length, its kind) would colour everything and show
# nothing: it is told in the list, not in the text.
_WHOLE_SHARE = 0.5
_WHOLE_LENGTH = 200


class Piece(NamedTuple):
    """A stretch of text under the same marks; ``keys`` are their indices in ascending order."""

    start: int
    end: int
    keys: tuple[int, ...]


def sweep(spans: Sequence[Span]) -> list[Piece]:
    """Cut overlapping spans at each other's boundaries, in one pass over the sorted edges.

    Examples
    --------
    >>> [tuple(piece) for piece in sweep([Span(0, 4), Span(2, 6)])]
    [(0, 2, (0,)), (2, 4, (0, 1)), (4, 6, (1,))]
    """
    edges: dict[int, list[int]] = {}
    for key, span in enumerate(spans):
        if span.start < span.end:
            edges.setdefault(span.start, []).append(key)
            edges.setdefault(span.end, []).append(key)
    pieces: list[Piece] = []
    active: set[int] = set()
    begin = 0
    for at in sorted(edges):
        if active:
            pieces.append(Piece(begin, at, tuple(sorted(active))))
        # Each key has two edges: the first opens, the second closes.
        active.symmetric_difference_update(edges[at])
        begin = at
    return pieces


def is_whole(doc: Document, span: Span) -> bool:
    """Tell whether a span stands for the document as a whole rather than for a passage."""
    length = span.end - span.start
    return length > _WHOLE_LENGTH and length > _WHOLE_SHARE * len(doc.text)


def _zone_of(block: Block) -> str:
    return "passed" if block.transmitted else "annex" if block.annex else ""


def _zone(name: str, inner: str) -> str:
    """Put a frame and a label around a part of the document that is not its own running text."""
    if not name:
        return inner
    return f'<section class="zone {name}"><p class="label">{_ZONE_WORDS[name]}</p>{inner}</section>'


def _empty_cells(gap: int) -> str:
    return "<td></td>" * max(gap, 0) if gap <= _WIDEST_GAP else f'<td colspan="{gap}"></td>'


@dataclass
class TextView:
    """Builds the HTML of one document's text.

    Attributes
    ----------
    doc : Document
        What is shown.
    findings : sequence of Finding
        Marked in the text, in this order.
    parts : mapping of str to Part
        Parts of the score; their spans are a layer of their own.
    prefix : str
        Put before every id, so that many documents fit on one page; without it no
        ids and no links are made.
    anchors : dict of int to str
        After ``html``: the id of the first mark of each finding that is in the text.
    """

    doc: Document
    findings: Sequence[Finding] = ()
    parts: Mapping[str, Part] = field(default_factory=dict)
    prefix: str = ""
    anchors: dict[int, str] = field(default_factory=dict, init=False)

    def __post_init__(self) -> None:
        self._titles = [rule_title(finding.code, finding.name) for finding in self.findings]
        self._kinds = [severity_class(finding) for finding in self.findings]
        self._part_of: list[str] = []
        spans = [Span(0, 0) if is_whole(self.doc, finding.span) else Span(*finding.span) for finding in self.findings]
        for name, part in self.parts.items():
            if name in PART_WORDS:
                spans.extend(Span(*span) for span in part.spans)
                self._part_of.extend([name] * len(part.spans))
        self._pieces = sweep(spans)
        self._starts = [piece.start for piece in self._pieces]
        self._marks = 0
        self._page: int | None = None

    def html(self, limit: int | None = None) -> str:
        """Return the blocks as HTML, page furniture last.

        Parameters
        ----------
        limit : int, optional
            Show only so many blocks.
        """
        blocks = list(enumerate(self.doc.blocks[:limit]))
        text = [pair for pair in blocks if pair[1].kind != "page_furniture"]
        furniture = [pair for pair in blocks if pair[1].kind == "page_furniture"]
        out = [_zone(name, self._flow(group)) for name, group in groupby(text, key=lambda pair: _zone_of(pair[1]))]
        if furniture:
            out.append(_zone("furniture", self._flow(furniture)))
        return "\n".join(out)

    def outline(self) -> str:
        """Return the headings as a list of links, or the empty string where there are too few."""
        headings = [(i, block) for i, block in enumerate(self.doc.blocks) if block.kind == "heading"]
        if len(headings) < 2:
            return ""
        items = "".join(
            f'<li class="l{min(block.level or 1, 4)}"><a href="#{self.prefix}b{index}">'
            f"{esc(cut(self.doc.quote(block.span), 40))}</a></li>"
            for index, block in headings
        )
        return f'<ul class="outline">{items}</ul>'

    def _flow(self, blocks: Iterable[tuple[int, Block]]) -> str:
        out: list[str] = []
        for table, group in groupby(blocks, key=lambda pair: pair[1].cell and pair[1].cell[0]):
            if table is None:
                out.extend(self._paragraph(index, block) for index, block in group)
            else:
                out.append(self._table([block for _, block in group]))
        return "\n".join(out)

    def _paragraph(self, index: int, block: Block) -> str:
        tag, extra = "p", ""
        if block.kind == "heading":
            tag = _HEADING_TAGS.get(block.level or 1, "h6")
            extra = f' id="{self.prefix}b{index}"' if self.prefix else ""
        attributes = f'class="b {block.kind}"{extra}{self._new_page(block)}'
        return f"<{tag} {attributes}>{self._inline(block.span)}</{tag}>"

    def _table(self, blocks: Sequence[Block]) -> str:
        page = self._new_page(blocks[0])
        width = 1 + max(block.cell[2] for block in blocks if block.cell)
        rows = []
        for _, row in groupby(blocks, key=lambda block: block.cell and block.cell[1]):
            cells, column = [], 0
            for at, cell in groupby(row, key=lambda block: block.cell[2] if block.cell else 0):
                inner = "".join(f'<div class="b cell">{self._inline(block.span)}</div>' for block in cell)
                cells.append(f"{_empty_cells(at - column)}<td>{inner}</td>")
                column = at + 1
            rows.append(f"<tr>{''.join(cells)}{_empty_cells(width - column)}</tr>")
        return f'<div class="scroll"><table class="grid"{page}>{"".join(rows)}</table></div>'

    def _new_page(self, block: Block) -> str:
        if block.page is None or block.page == self._page or block.kind == "page_furniture":
            return ""
        self._page = block.page
        return f' data-page="{block.page}"' if (self.doc.source.pages or 0) > 1 else ""

    def _inline(self, span: Span) -> str:
        out, at = [], span.start
        for piece in self._pieces[max(bisect_right(self._starts, span.start) - 1, 0) :]:
            if piece.start >= span.end:
                break
            start, end = max(piece.start, span.start), min(piece.end, span.end)
            if start < end:
                out += [esc(self.doc.text[at:start]), self._mark(piece.keys, Span(start, end))]
                at = end
        out.append(esc(self.doc.text[at : span.end]))
        return "".join(out)

    def _mark(self, keys: Sequence[int], span: Span) -> str:
        found = [key for key in keys if key < len(self.findings)]
        layers = {self._part_of[key - len(self.findings)] for key in keys if key >= len(self.findings)}
        classes = [f"in-{name}" for name in PART_WORDS if name in layers]
        text = esc(self.doc.quote(span))
        if not found:
            return f'<span class="{" ".join(classes)}">{text}</span>'
        kinds = {self._kinds[key] for key in found}
        classes.insert(0, next(kind for kind in ("issue", "tip", "excused") if kind in kinds))
        names = esc("；".join(dict.fromkeys(self._titles[key] for key in found)))
        ends = " ".join(str(key + 1) for key in found if self.findings[key].span.end == span.end)
        number = f' data-n="{ends}"' if ends else ""
        if not self.prefix:
            return f'<mark class="{" ".join(classes)}" title="{names}">{text}</mark>'
        return self._linked(found, f'class="{" ".join(classes)}"{number}', f'title="{names}">{text}')

    def _linked(self, found: Sequence[int], attributes: str, rest: str) -> str:
        self._marks += 1
        anchor = f"{self.prefix}m{self._marks}"
        new = [key for key in found if key not in self.anchors]
        self.anchors.update(dict.fromkeys(new, anchor))
        # A passage of many pieces is one stop of the tab key.
        stop = "" if new else ' tabindex="-1"'
        target = f"#{self.prefix}f{(new or found)[0] + 1}"
        return f'<mark id="{anchor}" {attributes}><a href="{target}"{stop} {rest}</a></mark>'
