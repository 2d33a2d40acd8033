"""The raw blocks of a reader laid out as one text with positions that stay."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ...document import Span
from ...text import normalise
from ..base import RawBlock, RawDocument

__all__ = ["Line", "Sheet", "lay_out"]


@dataclass(frozen=True)
class Line:
    """One non-blank line of the text; blank lines separate but are no lines."""

    text: str
    span: Span
    raw: RawBlock
    indent: int

    @property
    def flow(self) -> bool:
        """True when the format leaves it to the anatomy to say what the line is."""
        return self.raw.kind in (None, "heading", "title")


@dataclass(frozen=True)
class Sheet:
    """The whole text and its lines in order."""

    text: str
    lines: tuple[Line, ...]


def lay_out(raw: RawDocument) -> Sheet:
    r"""Join raw blocks to one text; cells of a row by tabs, everything else by line ends.

    Footnotes and running headers go behind the text, so that no sentence is cut by them.

    Examples
    --------
    >>> sheet = lay_out(RawDocument((RawBlock("第 1 页", "page_furniture"), RawBlock(" 正文。")), "test"))
    >>> sheet.text, [line.text for line in sheet.lines]
    (' 正文。\n第 1 页', ['正文。', '第 1 页'])
    """
    last = {"footnote": 1, "page_furniture": 2}
    blocks = sorted(raw.blocks, key=lambda block: last.get(block.kind or "", 0))
    pieces: list[str] = []
    lines: list[Line] = []
    length = 0
    before: RawBlock | None = None
    for block in blocks:
        text = normalise(block.text).text
        if before is not None:
            pieces.append("\t" if _same_row(before, block) else "\n")
            length += 1
        lines.extend(_lines(text, length, block))
        pieces.append(text)
        length += len(text)
        before = block
    return Sheet("".join(pieces), tuple(lines))


def _same_row(left: RawBlock, right: RawBlock) -> bool:
    return left.cell is not None and right.cell is not None and left.cell[:2] == right.cell[:2]


def _lines(text: str, start: int, block: RawBlock) -> Iterator[Line]:
    """Cut a block of text at its line ends; a table cell, footnote or header stays whole."""
    pieces = text.split("\n") if block.kind in (None, "heading", "title") else [text]
    for piece in pieces:
        stripped = piece.strip()
        if stripped:
            indent = len(piece) - len(piece.lstrip())
            yield Line(stripped, Span(start + indent, start + indent + len(stripped)), block, indent)
        start += len(piece) + 1
