"""Walking through a document: each sentence with what headings, lead-ins and list heads make of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from ..document import Block, Document, Span
from ..language.actors import list_head
from ..language.attribution import base_stance, heading_stance, opens_preamble, title_stance
from ..language.readings import Frame, Stance
from ..text import sentences

__all__ = ["Lead", "Passage", "Walk"]

_NUMBERED = re.compile(r"^(?:第[^章条节]{1,5}[章条节]|[（(]?[一二三四五六七八九十\d]{1,3}[）)、．.]{1,2})\s*")
# A paragraph that leaves the cases told above it and speaks again for the issuer.
_BACK = re.compile(
    "上述|以上|各|请|望|希望|对本通报|为(?!此[，]?该)|要|下一步|今后|同时[，]?各|[^，。]{2,8}重申|全[省市县区镇]"
)
# What introduces cases or faults that are told below: 现将五起典型问题通报如下：
_TELLS = re.compile("(?:典型|问题|案例|反面)(?:[^。；：，]{0,16}|[^。；：]{0,12}通报)如下[：:]$")
# A heading under which the issuer speaks for itself again.
_OWN_PART = re.compile("要求|措施|整改|下一步|意见|建议")
_BELOW_ALL = 99
# Shorter lines behind 附件 are names of annexes.
_LEAST_ANNEX = 30


class Lead(NamedTuple):
    """What a line that ends in a colon makes of the list below it."""

    frame: Frame
    actor: Span | None
    level: int
    items: int | None = None


class Passage(NamedTuple):
    """A block with its sentences, and what its place makes of them."""

    number: int
    block: Block
    sentences: tuple[tuple[Span, int | None], ...]
    frame: Frame
    head: Span | None


class _Heading(NamedTuple):
    level: int
    stance: Stance | None
    actor: Span | None
    end: int


class Walk:
    """Goes through the blocks in order and keeps headings and lead-ins."""

    def __init__(self, doc: Document) -> None:
        self.doc = doc
        self.base = base_stance(doc)
        self.rows: Stance = self.base
        self.default: Stance = self._titled(doc.meta.title or "")
        self.headings: list[_Heading] = []
        self.lead: Lead | None = None
        self._told = False
        self.introducing = False
        self._preamble = self._has_preamble()
        self._units: dict[int, list[tuple[Span, int | None]]] = {}
        for number, unit in enumerate(doc.units):
            self._units.setdefault(unit.block, []).append((unit.span, number))

    def passages(self) -> Iterator[Passage]:
        """Yield the passages; the caller sets ``lead`` when one of them ends in a colon."""
        seen_title = False
        for index, block in enumerate(self.doc.blocks):
            if block.kind == "title":
                if seen_title:
                    self._enter(self.doc.quote(block.span))
                seen_title = True
            elif block.kind == "heading":
                yield self._heading(index, block)
            elif block.kind in ("body", "list_item"):
                yield self._running(index, block)
            elif block.kind == "attachment":
                found = tuple(
                    (span, None)
                    for span in sentences(self.doc.text, *block.span)
                    if span.end - span.start >= _LEAST_ANNEX
                )
                yield Passage(index, block, found, self._frame(), None)

    def _enter(self, title: str) -> None:
        """Begin the document that is passed on, or an annex."""
        self.headings, self.lead, self._preamble = [], None, False
        self.default = "prohibit" if self.default == "prohibit" else self._titled(title)

    def _titled(self, title: str) -> Stance:
        """A negative list forbids all that stands in it; a notice that abolishes lists in tables what is abolished."""
        stance = title_stance(title)
        if stance == "abolish":
            self.rows = "abolish"
        return "prohibit" if stance == "prohibit" else self.base

    def _heading(self, index: int, block: Block) -> Passage:
        level = block.level or 1
        while self.headings and self.headings[-1].level >= level:
            self.headings.pop()
        self.lead, self._preamble = None, False
        frame = self._frame()
        words = self.doc.quote(block.span)
        self._told = self._told and not _OWN_PART.search(words)
        frame = self._frame() if self._told else frame
        number = _NUMBERED.match(words)
        start = block.span.start + (number.end() if number else 0)
        actor = list_head(self.doc.text, start, block.span.end)
        self.headings.append(_Heading(level, heading_stance(words, self.base), actor, block.span.end))
        return Passage(index, block, ((block.span, None),), frame, actor)

    def _running(self, index: int, block: Block) -> Passage:
        text = self.doc.text
        if block.kind == "list_item" or _NUMBERED.match(text[block.span.start : block.span.start + 8]):
            self._preamble = False
            self._keep_lead(block)
        elif self.lead is not None:
            self.lead = None
        self._leave_cases(block)
        apart = not self.headings or block.span.start > self.headings[-1].end + 1
        if self._told and apart and block.kind == "body" and _BACK.match(text, *block.span):
            self._told = False
        frame = self.lead.frame if self.lead and not self._told else self._frame()
        self._told = self._told or _TELLS.search(text[slice(*block.span)]) is not None
        self.introducing = self._preamble
        if self._preamble:
            frame = Frame("plain" if frame.stance == "demand" else frame.stance, frame.attribution)
            if opens_preamble(text[block.span.start : block.span.end]):
                self._preamble = False
        head = (
            self.lead.actor
            if self.lead
            else next((found.actor for found in reversed(self.headings) if found.actor), None)
        )
        return Passage(index, block, tuple(self._units.get(index, ())), frame, head)

    def _keep_lead(self, block: Block) -> None:
        """Keep the lead-in as long as the items below it have the level of the first."""
        lead, level = self.lead, block.level or _BELOW_ALL
        if lead is None:
            return
        if lead.items is None and level > lead.level:
            self.lead = lead._replace(items=level)
        elif lead.items is None or level < lead.items:
            self.lead = None

    def _leave_cases(self, block: Block) -> None:
        """Leave a case under a heading of its own behind its paragraph: 上述问题…, 各级党组织要… speak for the issuer."""
        if block.kind != "body" or not self.headings or self.base != "plain":
            return
        last = self.headings[-1]
        told = last.stance == "criticise" or any(found.stance == "criticise" for found in self.headings)
        if told and block.span.start > last.end + 1 and _BACK.match(self.doc.text, *block.span):
            self.headings = []

    def _frame(self) -> Frame:
        if self._told:
            return Frame("criticise", "narrated")
        stance = next((found.stance for found in reversed(self.headings) if found.stance), self.default)
        return Frame(stance, "narrated" if stance == "criticise" and self.base == "plain" else "own")

    def _has_preamble(self) -> bool:
        """Tell whether the running text begins with paragraphs that only introduce."""
        kinds = [block.kind for block in self.doc.blocks if block.kind in ("heading", "body", "list_item")]
        if not kinds or kinds[0] != "body" or self.base != "demand":
            return False
        return "heading" in kinds or "list_item" in kinds or opens_preamble(self.doc.text)
