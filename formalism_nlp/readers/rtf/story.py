"""State of an RTF group, and one story (body, a note, a header, a text box) that its text goes to."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from ...document import BlockKind
from ..base import RawBlock
from ..docx.numbering import labelled, spaced
from ..flow import Flow, kind_of
from .entries import Style

__all__ = ["State", "Story"]

_SURROGATE = re.compile("[\ud800-\udfff]")
_CONTROLS = {code: None for code in range(0x20) if code not in (0x09, 0x0A)} | {0x7F: None}


@dataclass(slots=True)
class State:
    """What a group inherits from the one around it and loses at its end."""

    # text, skip, fonts, styles or label
    destination: str = "text"
    around: str = "skip"
    font: int | None = None
    fallback: int = 1
    hidden: bool = False
    deleted: bool = False
    in_table: bool = False
    depth: int = 0
    style: int = 0
    outline: int | None = None
    listed: bool = False
    nested: bool = False

    def copy(self) -> State:
        """Return the state of a group inside this one."""
        return State(
            self.destination, self.around, self.font, self.fallback, self.hidden, self.deleted, self.in_table,
            self.depth, self.style, self.outline, self.listed, self.nested,
        )  # fmt: skip

    @property
    def tables(self) -> int:
        """How many tables the paragraph stands in."""
        return max(self.depth, int(self.in_table))


@dataclass
class Story:
    """One story being read.

    Attributes
    ----------
    name, kind : str
        Name for the anchors; footnote, page_furniture, box, or empty for the body.
    group : int
        Depth of the group that it is.
    lefts : dict
        For each depth of tables, the borders of the cells of the row that is open, in twips.
    """

    name: str
    kind: BlockKind | None = None
    group: int = 0
    lefts: dict[int, list[int]] = field(default_factory=dict)
    text: list[str] = field(default_factory=list)
    label: list[str] = field(default_factory=list)
    boxes: list[RawBlock] = field(default_factory=list)
    unnumbered: bool = False
    _flow: Flow = field(default_factory=Flow)
    _number: int = 0
    _begun: bool = False

    def end_paragraph(self, state: State, style: Style | None, depth: int) -> None:
        """Put the paragraph that has been read at a depth of tables."""
        boxes, text = self.boxes, _clean("".join(self.text)).strip("\n")
        label = _label("".join(self.label))
        # A list level without a number has a group for it all the same.
        if state.listed and not self.label and text.strip():
            self.unnumbered = True
        text = labelled(label, text) if label else text
        anchor = f"{self.name}#p{self._number}"
        boxes_first = not self._begun
        self._number += 1
        self.text, self.label, self.boxes = [], [], []
        own = []
        if text.strip():
            self._begun = True
            style = style or Style()
            kind, level = kind_of(style.title, style.outline if state.outline is None else state.outline)
            own = [RawBlock(text, kind, level, anchor=anchor)]
        # A red head drawn as a text box hangs on the first paragraph, which is below it on the page.
        for block in boxes + own if boxes_first else own + boxes:
            self._flow.add(block, depth)

    def end_cell(self, depth: int) -> None:
        """End a cell."""
        self._flow.end_cell(depth)

    def end_row(self, depth: int) -> None:
        """End a row."""
        # A row says where its left edge is, then where each of its cells ends.
        self._flow.end_row(depth, self.lefts.get(depth, [])[:-1])

    def blocks(self) -> list[RawBlock]:
        """Return all blocks."""
        return self._flow.blocks()


def _clean(text: str) -> str:
    text = text.translate(_CONTROLS)
    if _SURROGATE.search(text):
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text


def _label(text: str) -> str:
    """Return a number as it is written by hand; a single sign is a bullet in some font."""
    text = _clean(text).strip()
    if len(text) == 1 and not text.isalnum() and not 0x2460 <= ord(text) <= 0x24FF:
        text = "•"
    return spaced(text)
