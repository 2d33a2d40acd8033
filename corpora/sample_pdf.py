"""Sample documents as PDF, with a standard CJK font that is named and not embedded."""

# reportlab ships no types
# mypy: disable-error-code="import-untyped"

from __future__ import annotations

import io
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib import colors
from reportlab.lib.enums import TA_CENTER, TA_LEFT, TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.platypus import (
    Flowable,
    HRFlowable,
    KeepTogether,
    PageBreak,
    Paragraph,
    SimpleDocTemplate,
    Spacer,
    Table,
)
from sample_source import Element, Sample, merged

__all__ = ["write_pdf"]

FONT = "STSong-Light"
_ALIGN = {"title": TA_CENTER, "number": TA_CENTER, "centre": TA_CENTER, "sign": TA_RIGHT, "date": TA_RIGHT}
_FLUSH = ("to", "urgency", "part", "copy", "print")


def write_pdf(sample: Sample) -> bytes:
    """Return the document as the bytes of a .pdf file."""
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    buffer = io.BytesIO()
    template = SimpleDocTemplate(
        buffer, pagesize=A4, topMargin=37 * mm, bottomMargin=35 * mm, leftMargin=28 * mm, rightMargin=26 * mm,
        title=sample.title, author="", invariant=1,
    )  # fmt: skip
    flow: list[Flowable] = []
    for element in sample.elements:
        flow.extend(_flowables(element, sample))
    template.build(flow, onFirstPage=_page_number, onLaterPages=_page_number)
    return buffer.getvalue()


def _flowables(element: Element, sample: Sample) -> list[Flowable]:
    kind, text = element.kind, element.text
    if kind == "table":
        return [KeepTogether([Spacer(0, 6), _table(element), Spacer(0, 6)])]
    if kind == "signer":
        return []
    if kind == "red-head":
        size = min(40.0, 430 / len(text))
        return [_paragraph(text, size, TA_CENTER, colour=colors.red), Spacer(0, 18)]
    if kind == "number":
        return [*_number(text, sample), _rule(colors.red), Spacer(0, 18)]
    if kind == "part":
        return [PageBreak()] + ([_paragraph(text, 16, TA_LEFT)] if text else [])
    if kind == "title":
        return [_paragraph(line, 20, TA_CENTER) for line in element.lines] + [Spacer(0, 12)]
    indent = 0 if kind in _FLUSH or kind in _ALIGN else 32
    size = 14 if kind in ("copy", "print") else 16
    above = {
        "sign": [Spacer(0, 24)],
        "copy": [Spacer(0, 18), _rule(colors.black)],
        "print": [_rule(colors.black)],
    }
    return [*above.get(kind, []), _paragraph(text, size, _ALIGN.get(kind, TA_LEFT), indent=indent)]


def _number(text: str, sample: Sample) -> list[Flowable]:
    signer = sample.first("signer")
    if not signer:
        return [_paragraph(text, 16, TA_CENTER)]
    row = [_paragraph(text, 16, TA_LEFT), _paragraph(f"签发人：{signer}", 16, TA_RIGHT)]
    return [Table([row], colWidths=[78 * mm, 74 * mm])]


def _rule(colour: Any) -> HRFlowable:
    return HRFlowable(width="100%", color=colour, thickness=1.2)


def _paragraph(text: str, size: float, align: int, *, indent: float = 0, colour: Any = colors.black) -> Paragraph:
    style = ParagraphStyle(
        "line", fontName=FONT, fontSize=size, leading=size * 1.65, alignment=align, wordWrap="CJK",
        firstLineIndent=indent, textColor=colour,
    )  # fmt: skip
    return Paragraph(escape(text), style)


def _table(element: Element) -> Table:
    rows: list[list[Any]] = [[""] * len(row) for row in element.rows]
    commands: list[tuple[Any, ...]] = [
        ("GRID", (0, 0), (-1, -1), 0.8, colors.black),
        ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
    ]
    for cell in merged(element.rows):
        rows[cell.row][cell.column] = _paragraph(cell.text, 11, TA_CENTER)
        end = (cell.column + cell.columns - 1, cell.row + cell.rows - 1)
        commands.append(("SPAN", (cell.column, cell.row), end))
    width = 152 * mm / len(rows[0])
    return Table(rows, colWidths=[width] * len(rows[0]), style=commands)


def _page_number(canvas: Any, template: Any) -> None:
    canvas.saveState()
    canvas.setFont(FONT, 14)
    text = f"— {template.page} —"
    if template.page % 2:
        canvas.drawRightString(A4[0] - 30 * mm, 27 * mm, text)
    else:
        canvas.drawString(32 * mm, 27 * mm, text)
    canvas.restoreState()
