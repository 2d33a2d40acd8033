"""Sample documents as Word files with the looks of GB/T 9704-2012."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.enum.text import WD_TAB_ALIGNMENT as TAB
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor
from sample_source import Element, Sample, item_level, merged

__all__ = ["write_docx"]

SONG, FANG, HEI, KAI = "方正小标宋简体", "仿宋_GB2312", "黑体", "楷体_GB2312"
RED = RGBColor(0xFF, 0x00, 0x00)
# The clock must not get into the files: they are made again and compared.
_STAMP = datetime(2025, 1, 1)
_LEVELS = (("chineseCountingThousand", "%1、"), ("chineseCountingThousand", "（%2）"), ("decimal", "%3."))
_HEADS = ("red-head", "letter-head", "minutes-head")
_LEFT, _RIGHT = ("to", "part", "urgency"), ("sign", "date")


def write_docx(sample: Sample) -> bytes:
    """Return the document as the bytes of a .docx file."""
    writer = _Writer(sample)
    for element in sample.elements:
        writer.add(element)
    buffer = io.BytesIO()
    writer.document.save(buffer)
    return _without_clock(buffer.getvalue())


class _Writer:
    def __init__(self, sample: Sample) -> None:
        self.sample = sample
        self.document: Any = Document()
        self.automatic = sample.options.get("numbering") == "word"
        self.counters = [0, 0, 0]
        self.list_id = 0
        _set_up(self.document, sample)
        if self.automatic:
            self.abstract_id = _add_abstract_numbering(self.document)
            self.restart()

    def restart(self) -> None:
        self.counters = [0, 0, 0]
        self.list_id = _add_list(self.document, self.abstract_id)

    def add(self, element: Element) -> None:
        kind = element.kind
        if kind in _HEADS:
            self.add_head(element)
        elif kind == "table":
            self.add_table(element)
        elif kind == "number":
            self.add_number(element)
        elif kind == "body":
            self.add_body(element.text)
        elif kind != "signer":  # stands in the line of the number
            self.add_plain(element)

    def add_head(self, element: Element) -> None:
        paragraph = self.line(element.text, SONG, min(44.0, 430 / len(element.text)), ALIGN.CENTER)
        paragraph.runs[0].font.color.rgb = RED
        paragraph.paragraph_format.line_spacing = 1.0
        if element.kind == "letter-head":
            _rule(paragraph, "bottom", "thickThinSmallGap", "FF0000")

    def add_number(self, element: Element) -> None:
        signer = self.sample.first("signer")
        if signer:
            paragraph = self.line(f"　{element.text}\t签发人：{signer}　", FANG, 16, ALIGN.LEFT)
            paragraph.paragraph_format.tab_stops.add_tab_stop(Mm(150), TAB.RIGHT)
        else:
            letter = bool(self.sample.first("letter-head"))
            paragraph = self.line(element.text, FANG, 16, ALIGN.RIGHT if letter else ALIGN.CENTER)
        if not self.sample.first("letter-head"):
            _rule(paragraph, "bottom", "single", "FF0000")

    def add_body(self, text: str) -> None:
        level, number, rest = item_level(text)
        paragraph = self.document.add_paragraph()
        paragraph.paragraph_format.first_line_indent = Pt(32)
        if level and self.automatic:
            self.count(level, number)
            _number(paragraph, self.list_id, level - 1)
            text = rest
        heading, font = text, (FANG, HEI, KAI, FANG)[level]
        if level in (1, 2) and "。" in text:
            heading = text[: text.index("。") + 1]
        _run(paragraph, heading, font, 16)
        if len(heading) < len(text):
            _run(paragraph, text[len(heading) :], FANG, 16)

    def count(self, level: int, number: int) -> None:
        self.counters[level - 1] += 1
        self.counters[level:] = [0] * (3 - level)
        if self.counters[level - 1] != number:
            raise ValueError(f"{self.sample.name}: Word would count {self.counters[level - 1]}, not {number}")

    def add_plain(self, element: Element) -> None:
        kind, text = element.kind, element.text
        if kind == "part":
            self.document.add_page_break()
            if self.automatic:
                self.restart()
        if kind == "title":
            for line in element.lines:
                self.line(line, SONG, 22, ALIGN.CENTER)
        elif kind in ("byline", "centre"):
            self.line(text, KAI if kind == "byline" else HEI, 16, ALIGN.CENTER)
        elif kind in _RIGHT:
            layout = self.line(text, FANG, 16, ALIGN.RIGHT).paragraph_format
            layout.right_indent = Pt(32)
            layout.space_before = Pt(28 if kind == "sign" else 0)
        elif kind in ("copy", "print"):
            paragraph = self.line(text, FANG, 14, ALIGN.LEFT)
            _rule(paragraph, "top" if kind == "copy" else "bottom", "single", "000000")
        elif kind in _LEFT:
            if text:
                self.line(text, HEI if kind != "to" else FANG, 16, ALIGN.LEFT)
        else:
            self.line(text, FANG, 16, ALIGN.LEFT).paragraph_format.first_line_indent = Pt(32)

    def add_table(self, element: Element) -> None:
        table = self.document.add_table(rows=len(element.rows), cols=len(element.rows[0]))
        table.style = "Table Grid"
        for cell in merged(element.rows):
            place = table.cell(cell.row, cell.column)
            if cell.rows > 1 or cell.columns > 1:
                place = place.merge(table.cell(cell.row + cell.rows - 1, cell.column + cell.columns - 1))
            paragraph = place.paragraphs[0]
            paragraph.paragraph_format.line_spacing = Pt(18)
            _run(paragraph, cell.text, HEI if cell.row == 0 else FANG, 11)

    def line(self, text: str, font: str, size: float, align: Any) -> Any:
        paragraph = self.document.add_paragraph()
        paragraph.alignment = align
        if size > 16:
            paragraph.paragraph_format.line_spacing = Pt(size * 1.5)
        _run(paragraph, text, font, size)
        return paragraph


def _run(paragraph: Any, text: str, font: str, size: float) -> None:
    run = paragraph.add_run(text)
    run.font.name = font
    run.font.size = Pt(round(size * 2) / 2)
    run._element.rPr.rFonts.set(qn("w:eastAsia"), font)


def _set_up(document: Any, sample: Sample) -> None:
    properties = document.core_properties
    properties.title, properties.author, properties.comments = sample.title, "", ""
    properties.created = properties.modified = _STAMP
    # The template brings a picture of its page and a second set of styles: half of each file.
    for relations in (document.part.package.rels, document.part.rels):
        for key, relation in list(relations.items()):
            if relation.reltype.endswith(("/thumbnail", "/stylesWithEffects")):
                relations.pop(key)
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    normal = document.styles["Normal"].paragraph_format
    normal.line_spacing, normal.space_after = Pt(28), Pt(0)
    document.settings.odd_and_even_pages_header_footer = True
    for footer, align in ((section.footer, ALIGN.RIGHT), (section.even_page_footer, ALIGN.LEFT)):
        paragraph = footer.paragraphs[0]
        paragraph.alignment = align
        _run(paragraph, "— ", "宋体", 14)
        field = OxmlElement("w:fldSimple")
        field.set(qn("w:instr"), "PAGE")
        paragraph._p.append(field)
        _run(paragraph, " —", "宋体", 14)


def _rule(paragraph: Any, side: str, style: str, colour: str) -> None:
    line = f'<w:{side} w:val="{style}" w:sz="12" w:space="4" w:color="{colour}"/>'
    xml = f"<w:pBdr {nsdecls('w')}>{line}</w:pBdr>"
    properties = paragraph._p.get_or_add_pPr()
    properties.insert_element_before(parse_xml(xml), "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr")


def _number(paragraph: Any, list_id: int, level: int) -> None:
    numbering = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    numbering.get_or_add_ilvl().val = level
    numbering.get_or_add_numId().val = list_id


def _add_abstract_numbering(document: Any) -> int:
    levels = "".join(
        f'<w:lvl w:ilvl="{i}"><w:start w:val="1"/><w:numFmt w:val="{style}"/><w:suff w:val="nothing"/>'
        f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/></w:lvl>'
        for i, (style, text) in enumerate(_LEVELS)
    )
    # The template's own numbering ends well below this id.
    abstract_id = 90
    xml = f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{abstract_id}">{levels}</w:abstractNum>'
    document.part.numbering_part.element.insert(0, parse_xml(xml))
    return abstract_id


def _add_list(document: Any, abstract_id: int) -> int:
    number = document.part.numbering_part.element.add_num(abstract_id)
    for level in range(len(_LEVELS)):
        number.add_lvlOverride(ilvl=level).add_startOverride(1)
    return int(number.numId)


def _without_clock(blob: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(blob)) as old, zipfile.ZipFile(buffer, "w") as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, _STAMP.timetuple()[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            new.writestr(entry, old.read(name))
    return buffer.getvalue()
