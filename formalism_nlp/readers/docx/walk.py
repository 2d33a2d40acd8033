"""Walks the XML of one docx story (body, notes, a header) and collects the text that a reader sees."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from ...document import BlockKind
from ..base import RawBlock
from ..flow import kind_of
from .numbering import Counters, Numbering, labelled
from .styles import M, Style, Styles, W, child, is_on, number, value
from .symbols import symbol

__all__ = ["Story"]

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_P, _R, _TBL, _TR, _TC, _BOX = (W + name for name in ("p", "r", "tbl", "tr", "tc", "txbxContent"))
_PPR, _RPR, _SYM, _FIELD = (W + name for name in ("pPr", "rPr", "sym", "fldChar"))
_STYLE, _LIST, _OUTLINE = (W + name for name in ("pStyle", "numPr", "outlineLvl"))
_VANISH, _CHUNK = W + "vanish", W + "altChunk"
_TEXTS = (W + "t", M + "t")
_WORD_ART = "{urn:schemas-microsoft-com:vml}textpath"
_ALTERNATE = _MC + "AlternateContent"
_GRAPHICS = frozenset(W + name for name in ("drawing", "pict", "object"))
_MARKS = {W + "tab": "\t", W + "ptab": "\t", W + "br": "\n", W + "cr": "\n", W + "noBreakHyphen": "-"}
_DELETED = frozenset(W + name for name in ("del", "moveFrom"))
_INSERTED = frozenset(W + name for name in ("ins", "moveTo"))
# Properties and marks without text, deleted text, and the sound written above a character (rt).
_SKIPPED = _DELETED | {
    W + name
    for name in (
        "pPr", "rPr", "sectPr", "sdtPr", "tblPr", "tblGrid", "tcPr", "rt", "bookmarkStart", "bookmarkEnd",
    )
}  # fmt: skip
_WRAPPERS = _INSERTED | {W + "sdt", W + "sdtContent", W + "customXml"}


@dataclass(slots=True)
class _Line:
    """What has been read of one paragraph."""

    style: Style
    anchor: str | None
    text: list[str] = field(default_factory=list)
    boxes: list[RawBlock] = field(default_factory=list)
    # One entry for each open field, innermost last: True until its code ends and its result begins.
    fields: list[bool] = field(default_factory=list)

    def add(self, text: str) -> None:
        if not any(self.fields):
            self.text.append(text)


class Story:
    """One part of a document, walked once.

    Parameters
    ----------
    part : str
        Name of the part, for the anchors.
    root : Element
        Its root element.
    styles, numbering : Styles, Numbering
        The definitions of the document.

    Attributes
    ----------
    hidden : int
        Number of hidden characters met; they are kept.
    revised : bool
        There are tracked changes.
    embedded : bool
        There are foreign documents inside (``w:altChunk``), which are not read.
    """

    def __init__(self, part: str, root: etree._Element, styles: Styles, numbering: Numbering) -> None:
        self._part = part
        self._styles = styles
        self._numbering = numbering
        self._counters = Counters()
        # The walk meets paragraphs in document order, so that one pass beside it knows their places.
        self._places = enumerate(root.iter(_P))
        self._tables = 0
        self._begun = False
        # A paragraph whose end mark is deleted: the next one goes on in it.
        self._open: RawBlock | None = None
        # Asked once here, because asking at every run takes longer than reading its text.
        met = {each.tag for each in root.iter(_VANISH, _CHUNK, *_DELETED, *_INSERTED)}
        self._may_hide = styles.hides or _VANISH in met
        self.hidden = 0
        self.revised = not met.isdisjoint(_DELETED | _INSERTED)
        self.embedded = _CHUNK in met
        self._wanted = (_STYLE, _LIST, _OUTLINE, _RPR) if self.revised else (_STYLE, _LIST, _OUTLINE)

    def blocks(self, container: etree._Element) -> list[RawBlock]:
        """Return the paragraphs and table cells inside an element, in reading order."""
        found: list[RawBlock] = []
        for each in container:
            tag = each.tag
            if tag == _P:
                found += self._paragraph(each)
            elif tag == _TBL:
                found += self._close()
                found += self._table(each)
            elif tag == _ALTERNATE:
                found += self.blocks(_shown(each))
            elif tag not in _SKIPPED:
                found += self.blocks(each)
        return found + self._close()

    def _close(self) -> list[RawBlock]:
        block, self._open = self._open, None
        return [] if block is None else [block]

    def _paragraph(self, paragraph: etree._Element) -> list[RawBlock]:
        properties = self._properties(paragraph)
        line = _Line(self._styles.paragraph(value(properties.get(_STYLE))), self._anchor(paragraph))
        begun, self._open = self._open, None
        boxes_first = not self._begun
        self._inline(paragraph, line)
        text = "".join(line.text).strip("\n")
        anchor = line.anchor
        if begun is not None:
            text, anchor = begun.text + text, begun.anchor
        if _RPR in properties and _has(properties[_RPR], *_DELETED):
            # Its number is not counted either: the paragraph ends with the mark of the next one.
            self._open = RawBlock(text, anchor=anchor) if text else None
            return line.boxes
        if _LIST in properties or line.style.num_id is not None:
            text = labelled(self._label(properties.get(_LIST), line.style), text)
        if not text.strip():
            return line.boxes
        self._begun = True
        kind, level = _rank(value(properties.get(_OUTLINE)), line.style)
        own = [RawBlock(text, kind, level, anchor=anchor)]
        # A red head drawn as a text box hangs on the first paragraph, which is below it on the page.
        return line.boxes + own if boxes_first else own + line.boxes

    def _label(self, direct: etree._Element | None, style: Style) -> str:
        num_id, ilvl = self._numbering.place(direct, style)
        return "" if num_id is None else self._counters.label(self._numbering.definition(num_id), num_id, ilvl)

    def _properties(self, paragraph: etree._Element) -> dict[str, etree._Element]:
        first = next(iter(paragraph), None)
        if first is None or first.tag != _PPR:
            return {}
        return {each.tag: each for each in first.iterchildren(*self._wanted)}

    def _anchor(self, paragraph: etree._Element) -> str | None:
        for place, each in self._places:
            if each is paragraph:
                return f"{self._part}#p{place}"
        return None

    def _inline(self, element: etree._Element, line: _Line) -> None:
        for each in element:
            tag = each.tag
            if tag == _R:
                before = len(line.text)
                self._inline(each, line)
                if self._may_hide and self._is_hidden(each, line):
                    self.hidden += sum(map(len, line.text[before:]))
            elif tag in _TEXTS:
                line.add((each.text or "").replace("\n", " "))
            elif tag in _SKIPPED:
                continue
            elif tag in _MARKS:
                line.add(_MARKS[tag])
            elif tag in _GRAPHICS:
                # Pictures are deep and many; only some hold text.
                if _has(each, _BOX, _WORD_ART):
                    self._inline(each, line)
            elif tag == _BOX:
                line.boxes += self.blocks(each)
            else:
                self._rare(each, line)

    def _rare(self, element: etree._Element, line: _Line) -> None:
        tag = element.tag
        if tag == _FIELD:
            _turn(line.fields, element.get(W + "fldCharType"))
        elif tag == _SYM:
            line.add(symbol(element.get(W + "font", ""), element.get(W + "char", "")))
        elif tag == _ALTERNATE:
            self._inline(_shown(element), line)
        elif tag == _WORD_ART:
            text = element.get("string", "")
            line.boxes += [RawBlock(text, anchor=line.anchor)] if text.strip() else []
        else:
            self._inline(element, line)

    def _is_hidden(self, run: etree._Element, line: _Line) -> bool:
        properties = child(run, "rPr")
        hidden = is_on(properties, "vanish")
        if hidden is None:
            hidden = line.style.hidden or self._styles.get(value(properties, "rStyle")).hidden
        return hidden

    def _table(self, table: etree._Element) -> list[RawBlock]:
        rows = [self._cells(row) for row in _inside(table, _TR) if not _row_deleted(row)]
        if all(len(row) <= 1 for row in rows):
            # Not a table but a frame: red heads, signatures and whole letters are set in such.
            return [block for row in rows for _, cell in row for block in self.blocks(cell)]
        table_number = self._tables
        self._tables += 1
        found: list[RawBlock] = []
        for row_number, row in enumerate(rows):
            nested: list[RawBlock] = []
            for column, cell in row:
                content = self.blocks(cell)
                own = [block for block in content if block.cell is None]
                nested += [block for block in content if block.cell is not None]
                if own:
                    text = "\n".join(block.text for block in own)
                    place = (table_number, row_number, column)
                    found.append(RawBlock(text, "table_cell", anchor=own[0].anchor, cell=place))
            # The cells of one row stay together.
            found += nested
        return found

    @staticmethod
    def _cells(row: etree._Element) -> list[tuple[int, etree._Element]]:
        """Return the cells of a row with the grid column each begins in.

        A cell merged downwards goes on as an empty cell in the rows below, so that it needs no care.
        """
        column = number(value(row, "trPr", "gridBefore")) or 0
        cells = []
        for cell in _inside(row, _TC):
            cells.append((column, cell))
            column += max(1, number(value(cell, "tcPr", "gridSpan")) or 1)
        return cells


def _inside(element: etree._Element, wanted: str) -> Iterator[etree._Element]:
    """Yield the children of a name, also those inside content controls and the like."""
    for each in element:
        if each.tag == wanted:
            yield each
        elif each.tag in _WRAPPERS:
            yield from _inside(each, wanted)


def _shown(alternate: etree._Element) -> etree._Element:
    """Return the one branch that is shown: the first that has text, for all branches say the same."""
    branches = list(alternate)
    with_text = (branch for branch in branches if _has(branch, *_TEXTS, _WORD_ART))
    return next(with_text, branches[-1] if branches else alternate)


def _has(element: etree._Element, *tags: str) -> bool:
    return next(element.iter(*tags), None) is not None


def _row_deleted(row: etree._Element) -> bool:
    return child(child(row, "trPr"), "del") is not None


def _rank(outline_value: str | None, style: Style) -> tuple[BlockKind | None, int | None]:
    outline = number(outline_value)
    return kind_of(style.title, style.outline if outline is None else outline)


def _turn(fields: list[bool], kind: str | None) -> None:
    """Follow the marks of a field. Fields that go on in later paragraphs show results there."""
    if kind == "begin":
        fields.append(True)
    elif kind == "separate" and fields:
        fields[-1] = False
    elif kind == "end" and fields:
        fields.pop()
