"""Where a passage of a document stands in the paragraphs of its Word file."""

from __future__ import annotations

import copy
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from docx.oxml.ns import qn

from ..document import Block, Document, Span

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["PARAGRAPH", "RUN", "runs_of_span"]

RUN, PARAGRAPH, _TEXT, _PROPERTIES = qn("w:r"), qn("w:p"), qn("w:t"), qn("w:rPr")
_HIDDEN = frozenset(map(qn, ("w:del", "w:moveFrom")))
# Automatic numbers (第十二条　) are no text of the paragraph; longer ones do not occur.
_LONGEST_LABEL = 12

Place = tuple[Any, int]


def runs_of_span(doc: Document, span: Span, paragraphs: Sequence[_Element], part: str) -> tuple[Any, Any] | None:
    """Return the first and the last run of a passage, cut out of longer runs that look the same.

    Parameters
    ----------
    doc : Document
        Read from the file.
    span : Span
        The passage.
    paragraphs : sequence of elements
        All ``w:p`` of the main part, in order.
    part : str
        Name of the main part, as in ``Block.anchor``.

    Returns
    -------
    tuple of two elements, or None
        None where the passage does not stand in the main part (a footnote, a header).
    """
    blocks = [block for block in doc.blocks if block.span.overlaps(span) and _number(block, part) is not None]
    if not blocks:
        return None
    last_letter = span.start + len(doc.quote(span).rstrip()) - 1
    end = _place(doc, blocks[-1], last_letter, paragraphs, part)
    last = None if end is None else _cut(end, after=True)
    start = _place(doc, blocks[0], span.start, paragraphs, part)
    first = None if start is None else _cut(start, after=False)
    if first is None or last is None:
        return _whole(paragraphs, [_number(block, part) or 0 for block in (blocks[0], blocks[-1])])
    # Cutting the first run leaves its old element in front; one passage inside one run ends in the new one.
    return (first, first) if end is not None and start is not None and end[0] is start[0] else (first, last)


def _number(block: Block, part: str) -> int | None:
    name, _, place = (block.anchor or "").rpartition("#p")
    return int(place) if name == part and place.isdigit() else None


def _place(doc: Document, block: Block, at: int, paragraphs: Sequence[_Element], part: str) -> Place | None:
    """Find the run and the offset in it of one character of a block."""
    number = _number(block, part)
    if number is None or number >= len(paragraphs):
        return None
    places = _letters(paragraphs[number:], len(_squeezed(doc.quote(block.span))))
    shown = "".join(char for char, _ in places)
    wanted = _squeezed(doc.quote(block.span))
    before = len(_squeezed(doc.text[block.span.start : max(block.span.start, min(at, block.span.end))]))
    for label in range(_LONGEST_LABEL):
        found = shown.find(wanted[label:])
        if found >= 0 and before >= label and label < len(wanted):
            place = found + before - label
            return places[place][1] if place < len(places) else None
    return None


def _letters(paragraphs: Sequence[_Element], wanted: int) -> list[tuple[str, Place]]:
    """List the visible characters of a paragraph, and of those behind it while a block goes on in them."""
    found: list[tuple[str, Place]] = []
    for paragraph in paragraphs:
        for run in paragraph.iter(RUN):
            if _is_own(run, paragraph):
                offset = 0
                for piece in run.iterchildren(_TEXT):
                    text = piece.text or ""
                    found += [(char, (run, offset + i)) for i, char in enumerate(text) if _squeezed(char)]
                    offset += len(text)
        if len(found) >= wanted:
            break
    return found


def _is_own(run: _Element, paragraph: _Element) -> bool:
    """Tell whether a run is text of the paragraph itself: neither deleted nor in a text box hung on it."""
    for above in run.iterancestors():
        if above is paragraph:
            return True
        if above.tag in _HIDDEN or above.tag == PARAGRAPH:
            return False
    return False


def _squeezed(text: str) -> str:
    return "".join(char for char in text if not char.isspace() and char.isprintable())


def _cut(place: Place, *, after: bool) -> Any:
    """Cut a run before, or behind, one of its characters; return the run that holds the character."""
    run, offset = place
    at = offset + 1 if after else offset
    total = sum(len(piece.text or "") for piece in run.iterchildren(_TEXT))
    if at in (0, total):
        return run
    behind = copy.deepcopy(run)
    run.addnext(behind)
    _keep(run, 0, at)
    _keep(behind, at, total)
    return run if after else behind


def _keep(run: _Element, start: int, end: int) -> None:
    """Keep the characters from ``start`` to ``end``; marks without text stay with what is in front of them."""
    offset = 0
    for piece in list(run):
        if piece.tag == _TEXT:
            text = piece.text or ""
            piece.text = text[max(0, start - offset) : max(0, end - offset)]
            piece.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            offset += len(text)
        elif piece.tag != _PROPERTIES and not (start < offset <= end or offset == start == 0):
            run.remove(piece)


def _whole(paragraphs: Sequence[_Element], numbers: Sequence[int]) -> tuple[Any, Any] | None:
    """Fall back on whole paragraphs."""
    runs = [run for number in numbers if number < len(paragraphs) for run in paragraphs[number].iter(RUN)]
    return (runs[0], runs[-1]) if runs else None
