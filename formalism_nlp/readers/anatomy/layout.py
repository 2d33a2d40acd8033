"""Which line belongs to head, cover, signature, tail, and to the document passed on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from ...document import BlockKind
from .cover import Cover, find_cover
from .head import read_addressee, read_head
from .lines import Line, Sheet
from .parts import Head
from .patterns import bare, is_prose, type_word
from .run_ons import take_apart
from .tail import Signature, Tail, find_signature, read_tail

__all__ = ["Parts", "find_parts"]


class Whole(NamedTuple):
    """A block over several lines, ``first`` to ``last``."""

    kind: BlockKind
    first: int
    last: int


@dataclass
class Parts:
    """What was found where; filled step by step, read by the functions below."""

    lines: tuple[Line, ...]
    head: Head
    cover: Cover | None = None
    signature: Signature | None = None
    tail: Tail = field(default_factory=Tail)

    @property
    def merged(self) -> dict[int, Whole]:
        """Lines that make one block together, each with that block."""
        wholes = []
        if self.head.addressee is not None:
            first, end = self.head.addressee
            wholes.append(Whole("addressee", first, end - 1))
        if self.head.title_lines:
            wholes.append(Whole("title", self.head.title_lines[0], self.head.title_lines[-1]))
        if self.passed_on is not None and (last := _inner_title(self.lines, self.passed_on)) is not None:
            wholes.append(Whole("title", self.passed_on, last))
        return {i: whole for whole in wholes for i in range(whole.first, whole.last + 1)}

    @property
    def passed_on(self) -> int | None:
        """First line of the document passed on, if it is there."""
        return self.cover.start if self.cover is not None else None


def _inner_title(lines: Sequence[Line], first: int) -> int | None:
    """Last line of the title that the document passed on begins with, or None."""
    title = ""
    for i in range(first, min(len(lines), first + 4)):
        if not lines[i].flow or is_prose(lines[i].text):
            break
        title += lines[i].text
        if type_word(title) is not None:
            behind = lines[i + 1].text if i + 1 < len(lines) else ""
            return i + 1 if re.fullmatch(r"[（(].{2,24}[）)]", behind) else i
    return None


def find_parts(sheet: Sheet) -> Parts:
    """Find the parts of a document, each from those before it."""
    lines = take_apart(sheet.lines)
    head = read_head(lines)
    parts = Parts(lines, head)
    parts.cover = find_cover(lines, head.start, head.title, head.order)
    stop = parts.passed_on if parts.passed_on is not None else len(lines)
    if parts.cover is not None and parts.cover.signature is not None:
        parts.signature = parts.cover.signature
    elif parts.cover is None or parts.passed_on is None or parts.cover.verb == "transmit":
        parts.signature = find_signature(lines, head.start, len(lines) if parts.cover is None else stop, cover=False)
        if parts.signature is None and stop < len(lines):
            parts.signature = find_signature(lines, max(stop, len(lines) - 12), len(lines), cover=False)
    if parts.cover is not None and parts.cover.verb == "promulgate":
        _read_inner_head(parts)
    if parts.signature is not None:
        parts.tail = read_tail(lines, parts.signature.first, parts.signature.last + 1, len(lines))
    else:
        parts.tail = read_tail(lines, len(lines), max(head.start, len(lines) - 12), len(lines))
    return parts


def _read_inner_head(parts: Parts) -> None:
    """An order shows title and addressee of what it promulgates; they count as its own."""
    head, cover = parts.head, parts.cover
    if cover is None:
        return
    if head.title is None and cover.named is not None:
        head.title = head.title_spaced = bare(cover.named)
    start = parts.signature.last + 1 if parts.signature is not None else head.start
    for i in range(start, min(len(parts.lines), start + 4)):
        if head.addressee is None and parts.lines[i].flow:
            read_addressee(parts.lines, i, head)
