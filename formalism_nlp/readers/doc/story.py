"""One story of a binary Word document (body, notes, headers, text boxes) as blocks."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from ..base import RawBlock
from ..docx.numbering import Counters, ListDefinition, labelled
from ..docx.symbols import symbol
from ..flow import Flow, kind_of
from .formats import CharacterFormats, ParagraphFormats
from .lists import OLD_STYLE
from .pieces import Text
from .sprms import Mark, Paragraph
from .styles import Style

__all__ = ["Box", "Definitions", "Story"]

_CELL, _SECTION = "\x07", "\x0c"
_ENDS = re.compile("[\r\x07\x0c]")
_FIELD_MARKS = re.compile("[\x13\x14\x15]")
_SURROGATE = re.compile("[\ud800-\udfff]")
# Line, page and column breaks; the hyphen that never breaks. All other control characters stand for
# pictures, notes and marks.
_BREAKS = {0x09: "\t", 0x0A: "\n", 0x0B: "\n", 0x0C: "\n", 0x0E: "\n", 0x1E: "-"}
_CHARACTERS = {code: _BREAKS.get(code) for code in range(0x20)} | {0x7F: None}
_PICTURES = re.compile("[\x01\x08]")
# A field code that goes over paragraphs is a conditional text or, when it is this long, a lost end mark.
_LONGEST_CODE = 1000


@dataclass(frozen=True)
class Definitions:
    """What the stories of one document share."""

    text: Text
    paragraphs: ParagraphFormats
    characters: CharacterFormats
    fonts: tuple[str, ...]
    lists: dict[int, ListDefinition]
    # Positions behind the last character of each section.
    sections: frozenset[int]


@dataclass(frozen=True)
class Box:
    """A text box: the position in the body to which it is tied, and its blocks."""

    position: int
    blocks: list[RawBlock]


@dataclass
class Findings:
    """What there is to warn about."""

    hidden: int = 0
    revised: bool = False
    unnumbered: bool = False
    pictures: bool = False


@dataclass
class _Line:
    text: str
    anchor: str
    boxes: list[RawBlock] = field(default_factory=list)


class Story:
    """A range of the text that is read by itself.

    Parameters
    ----------
    name : str
        Name for the anchors.
    definitions : Definitions
        The document.
    start, end : int
        The range.
    boxes : iterable of Box
        Text boxes tied to it, in order.
    """

    def __init__(self, name: str, definitions: Definitions, start: int, end: int, boxes: Iterable[Box] = ()) -> None:
        self._name = name
        self._definitions = definitions
        self._start, self._end = start, min(end, len(definitions.text.characters))
        self._boxes = deque(boxes)
        self._counters = Counters()
        self._begun = False
        self.findings = Findings()
        marks = list(definitions.characters.marks(definitions.text, start, self._end))
        self._characters = self._with_symbols([mark for mark in marks if mark.symbol is not None])
        deleted = [(mark.start, mark.end) for mark in marks if mark.deleted]
        self._gone = _merged(deleted + list(self._field_codes()))
        self._gone_starts = [first for first, _ in self._gone]
        self.findings.revised = bool(deleted)
        self.findings.hidden = sum(
            len(self._text(mark.start, mark.end).strip()) for mark in marks if mark.hidden and not mark.deleted
        )
        self.findings.pictures = _PICTURES.search(self._characters) is not None

    def blocks(self) -> list[RawBlock]:
        """Return the paragraphs and table cells of the story."""
        flow = Flow()
        after_cell = False
        for number, (start, end) in enumerate(self._paragraphs()):
            paragraph, style = self._definitions.paragraphs.paragraph(self._definitions.text, min(end, self._end - 1))
            depth = paragraph.depth or int(paragraph.in_table)
            is_cell = end < self._end and self._characters[end - self._start] == _CELL
            line = _Line(self._text(start, end).strip("\n"), f"{self._name}#p{number}", self._boxes_in(start, end))
            # Without properties, an empty cell behind a cell is the best guess for the end of a row.
            if is_cell and (paragraph.row_end or (not depth and after_cell and not line.text)):
                flow.end_row(1, paragraph.lefts)
            elif paragraph.inner_row_end and depth > 1:
                flow.end_row(depth, paragraph.lefts)
            else:
                for block in self._blocks_of(line, paragraph, style):
                    flow.add(block, 1 if is_cell else depth)
                if is_cell or (paragraph.inner_cell_end and depth > 1):
                    flow.end_cell(1 if is_cell else depth)
            after_cell = is_cell
        return flow.blocks() + [block for box in self._boxes for block in box.blocks]

    def _blocks_of(self, line: _Line, paragraph: Paragraph, style: Style) -> list[RawBlock]:
        boxes_first = not self._begun
        text = labelled(label, line.text) if (label := self._label(paragraph, style)) else line.text
        if not text.strip():
            return line.boxes
        self._begun = True
        outline = style.outline if paragraph.outline is None else paragraph.outline
        kind, level = kind_of(style.title, outline)
        own = [RawBlock(text, kind, level, anchor=line.anchor)]
        # A red head drawn as a text box hangs on the first paragraph, which is below it on the page.
        return line.boxes + own if boxes_first else own + line.boxes

    def _label(self, paragraph: Paragraph, style: Style) -> str:
        number = paragraph.list_id if paragraph.list_id is not None else style.list_id
        if not number:
            return ""
        if number == OLD_STYLE:
            self.findings.unnumbered = True
            return ""
        level = paragraph.level if paragraph.level is not None else style.level
        return self._counters.label(self._definitions.lists.get(number), str(number), level or 0)

    def _paragraphs(self) -> Iterator[tuple[int, int]]:
        """Yield start of each paragraph and position of its mark."""
        start = self._start
        for match in _ENDS.finditer(self._characters):
            end = self._start + match.start()
            # A page break is written as a section break is, and ends no paragraph.
            if match[0] == _SECTION and end + 1 not in self._definitions.sections:
                continue
            if self._is_gone(end):
                continue
            yield start, end
            start = end + 1
        if start < self._end:
            yield start, self._end

    def _boxes_in(self, start: int, end: int) -> list[RawBlock]:
        found: list[RawBlock] = []
        while self._boxes and self._boxes[0].position <= end:
            found += self._boxes.popleft().blocks
        return found

    def _is_gone(self, position: int) -> bool:
        place = bisect_right(self._gone_starts, position) - 1
        return place >= 0 and position < self._gone[place][1]

    def _text(self, start: int, end: int) -> str:
        """Return what is left of a range, without marks."""
        found = []
        for place in range(max(0, bisect_right(self._gone_starts, start) - 1), len(self._gone)):
            first, last = self._gone[place]
            if first >= end:
                break
            if start < first:
                found.append(self._characters[start - self._start : first - self._start])
            start = max(start, last)
        if start < end:
            found.append(self._characters[start - self._start : end - self._start])
        text = "".join(found).translate(_CHARACTERS)
        if _SURROGATE.search(text):
            text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
        return text

    def _with_symbols(self, marks: list[Mark]) -> str:
        text = self._definitions.text.characters[self._start : self._end]
        if not marks:
            return text
        characters = list(text)
        fonts = self._definitions.fonts
        for mark in marks:
            font, code = mark.symbol or (0, 0)
            char = symbol(fonts[font] if font < len(fonts) else "", f"{code:04X}")
            for position in range(mark.start - self._start, mark.end - self._start):
                # Only this character stands for a symbol; field marks inside the run stay.
                if characters[position] == "(":
                    characters[position] = char or "\0"
        return "".join(characters)

    def _field_codes(self) -> Iterator[tuple[int, int]]:
        """Yield the ranges of field codes with their marks; a field without its end is no field."""
        begun: list[list[int]] = []
        ends = [match.start() for match in _ENDS.finditer(self._characters)]
        for match in _FIELD_MARKS.finditer(self._characters):
            at = match.start()
            if match[0] == "\x13":
                begun.append([at])
            elif match[0] == "\x14" and begun:
                begun[-1].append(at)
            elif match[0] == "\x15" and begun:
                first, *separators = begun.pop()
                last = separators[0] if separators else at
                if last - first <= _LONGEST_CODE or bisect_right(ends, first) == bisect_right(ends, last):
                    yield first + self._start, last + 1 + self._start


def _merged(ranges: list[tuple[int, int]]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for first, last in sorted(ranges):
        if found and first <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], last))
        else:
            found.append((first, last))
    return found
