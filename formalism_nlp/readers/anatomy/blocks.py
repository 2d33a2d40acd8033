"""From lines with roles to blocks and sentence units."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ...document import Block, BlockKind, Span, Unit
from ...language.dates import find_dates
from ...text import sentences
from .layout import Parts
from .lines import Line
from .structure import heading_end, numbering

__all__ = ["make_blocks", "make_units"]

_RUNNING: frozenset[BlockKind] = frozenset({"body", "list_item"})


def make_blocks(parts: Parts) -> tuple[Block, ...]:
    """Turn lines into blocks: title and addressee whole, signature and date apart."""
    made: list[Block] = []
    merged = parts.merged
    for i, line in enumerate(parts.lines):
        place = _place(parts, i)
        if (whole := merged.get(i)) is not None:
            if i == whole.last:
                first = parts.lines[whole.first]
                made.append(_block(first, whole.kind, Span(first.span.start, line.span.end), None, place))
        elif parts.signature is not None and parts.signature.first <= i <= parts.signature.last:
            made.extend(_signature_blocks(line, i == parts.signature.last, place))
        else:
            made.extend(_line_blocks(line, parts.head.roles.get(i) or parts.tail.roles.get(i), place))
    return tuple(made)


class _Place(NamedTuple):
    """Whether a line stands in the document passed on, or behind the signature."""

    transmitted: bool
    annex: bool


def _place(parts: Parts, i: int) -> _Place:
    passed_on = parts.passed_on if parts.cover is not None and parts.cover.verb == "transmit" else None
    if passed_on is not None:
        return _Place(i >= passed_on and parts.tail.roles.get(i) != "imprint", False)
    return _Place(False, parts.tail.annex_start is not None and i >= parts.tail.annex_start)


def _line_blocks(line: Line, role: BlockKind | None, place: _Place) -> Iterator[Block]:
    """Turn one line into blocks; a run-in heading becomes a heading and a paragraph."""
    if role is None and line.raw.kind not in (None, "title"):
        role = line.raw.kind
    if role is not None and role != "heading":
        yield _block(line, role, line.span, None, place)
        return
    found = numbering(line.text)
    if found is None:
        yield _block(line, role or "body", line.span, line.raw.level if role else None, place)
        return
    cut = heading_end(line.text, found) if role is None else len(line.text)
    if cut is None:
        yield _block(line, "list_item", line.span, found.level, place)
        return
    start, end = line.span
    yield _block(line, "heading", Span(start, start + cut), found.level, place)
    rest = line.text[cut:].lstrip()
    if rest:
        yield _block(line, "body", Span(end - len(rest), end), None, place)


def _signature_blocks(line: Line, last: bool, place: _Place) -> Iterator[Block]:
    """Cut a line of the signature into the bodies that sign, the date, and a note behind it."""
    text, (start, end) = line.text, line.span
    found = next(find_dates(text), None) if last else None
    if found is None:
        yield _block(line, "signature", line.span, None, place)
        return
    (left, right), _ = found
    organs = text[:left].rstrip(" （(")
    if organs:
        yield _block(line, "signature", Span(start, start + len(organs)), None, place)
    yield _block(line, "date", Span(start + left, start + right), None, place)
    note = text[right:].lstrip(" ）)")
    if note:
        yield _block(line, "imprint", Span(end - len(note), end), None, place)


def _block(line: Line, kind: BlockKind, span: Span, level: int | None, place: _Place) -> Block:
    raw = line.raw
    return Block(kind, span, level, raw.page, raw.box, raw.anchor, raw.cell, place.transmitted, place.annex)


def make_units(text: str, blocks: Iterable[Block]) -> tuple[Unit, ...]:
    """Cut the running blocks into sentences, each with the heading above it."""
    units: list[Unit] = []
    heading: Span | None = None
    for index, block in enumerate(blocks):
        if block.kind == "heading":
            heading = block.span
        elif block.kind in _RUNNING:
            units.extend(Unit(span, index, heading) for span in sentences(text, *block.span))
    return tuple(units)
