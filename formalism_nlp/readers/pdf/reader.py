"""PDF: text layer by PDFium, reading order and paragraphs from geometry, ruled tables."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from typing import Any

import pypdfium2 as pdfium
from pypdfium2 import raw

from ...errors import CorruptError, EmptyError, EncryptedError, NotReadError, TooLargeError
from .. import ocr
from ..base import RawDocument
from .blocks import WAY_OUT, blocks_of, ranges, unmapped_warning
from .layout import Page, body_em
from .runs import Frame, TextLayer
from .tables import Found, TableLimit, find_grids

__all__ = ["MOST_CHARS", "MOST_PAGES", "read_pdf"]

# 2,000 pages take ten to twenty seconds; the longest of 31 real official PDFs, a collected volume, has 380.
MOST_PAGES = 2_000
# Twenty times the 250,000 characters of those 380 pages.
MOST_CHARS = 5_000_000
# The search for table cells takes the square of the line crossings of a page: a second for 4 million.
# All 92 pages of the real file with most tables add up to 0.8 million.
_MOST_EFFORT = 20_000_000
# PDFium sorts the pieces of text of a line one by one, the square of their number: 20,000 on one line take
# three seconds. Of 1,095 real pages the fullest has 886 objects of all kinds.
_MOST_PIECES = 10 * 20_000**2
_FEW_OBJECTS, _MANY_OBJECTS, _LOOKED_AT = 20, 2_000, 100_000
# A scanned page may carry a stamped page number as text, a page of text never has so few characters.
_FEWEST_CHARS = 20


class _Notes:
    """What the reader has to say about single pages, and the characters met so far."""

    def __init__(self) -> None:
        self.scans: list[int] = []
        self.recognised: list[tuple[int, float]] = []
        self.broken: list[int] = []
        self.overfull: list[int] = []
        self.pieces = 0
        self.crowded: list[int] = []
        self.untabled: list[int] = []
        self.chars = 0
        self.effort = 0

    def way_out(self) -> str:
        """What can be done about scans that were not read."""
        if len(self.recognised) >= ocr.MOST_PAGES:
            return f"一份最多识别 {ocr.MOST_PAGES} 页，请拆分后再读"
        return WAY_OUT if ocr.is_installed() else f"{WAY_OUT}（安装 {ocr.INSTALL} 后可直接读）"

    def warnings(self) -> Iterator[str]:
        yield from ocr.confidence_warning(self.recognised)
        if self.scans:
            yield f"{ranges(self.scans)}是图像，没有文字层，未读；{self.way_out()}"
        if self.broken:
            yield f"{ranges(self.broken)}已损坏，未读；请重新获取该文件"
        if self.overfull:
            yield f"{ranges(self.overfull)}的文字碎片过多，未读；请向来文单位索取 docx"
        if self.crowded:
            yield f"{ranges(self.crowded)}图形过多，其中如有表格，按普通文字读取"
        if self.untabled:
            yield f"{ranges(self.untabled)}有表格的单元格不完整，按普通文字读取"


def read_pdf(data: bytes) -> RawDocument:
    """Read the paragraphs, tables and page furniture of a PDF.

    PDFium is not safe for threads: call this from one thread of a process at a time.

    Parameters
    ----------
    data : bytes
        The whole file.

    Returns
    -------
    RawDocument
        Blocks in reading order; running headers and page numbers behind all others.

    Raises
    ------
    CorruptError
        If the file is no PDF or its structure is damaged.
    EncryptedError
        If it opens only with a password.
    TooLargeError
        If it has more than ``MOST_PAGES`` pages or ``MOST_CHARS`` characters.
    NotReadError
        If all pages with content are scanned images.
    EmptyError
        If there is no content at all.
    """
    with closing(_open(data)) as document:
        count = len(document)
        if count > MOST_PAGES:
            raise TooLargeError(f"PDF 有 {count} 页，超过 {MOST_PAGES} 页的上限，请拆分后再读")
        notes = _Notes()
        pages = [page for number in range(1, count + 1) if (page := _page(document, number, notes)) is not None]
    if notes.scans and not any(page.runs or page.grids for page in pages if page.number not in notes.scans):
        raise NotReadError(f"{ranges(notes.scans)}是扫描图像，没有文字层，未读。{notes.way_out()}")
    blocks = blocks_of(pages)
    if not blocks:
        if notes.overfull:
            raise TooLargeError("PDF 页面的文字碎片过多，未读；请向来文单位索取 docx")
        if notes.broken:
            raise CorruptError("PDF 的页面已损坏，无法读取，请重新获取该文件")
        raise EmptyError("PDF 中没有任何文字，请检查是否选错文件")
    warnings = (*notes.warnings(), *unmapped_warning(blocks))
    return RawDocument(blocks, f"pdf (pypdfium2 {pdfium.PYPDFIUM_INFO})", count, warnings)


def _open(data: bytes) -> Any:
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if getattr(error, "err_code", None) == raw.FPDF_ERR_PASSWORD or "assword" in str(error):
            raise EncryptedError("PDF 需要密码才能打开，请先去除密码再读") from None
        raise CorruptError("不是完整的 PDF 文件（可能下载不完整或已损坏），请重新获取该文件") from None
    return document


def _page(document: Any, number: int, notes: _Notes) -> Page | None:
    """Read one page; None, with a note, when it cannot be opened."""
    try:
        with closing(document[number - 1]) as page:
            notes.pieces += _text_objects(page) ** 2
            if notes.pieces > _MOST_PIECES:
                notes.overfull.append(number)
                return None
            with closing(page.get_textpage()) as textpage:
                layer = TextLayer(textpage)
                notes.chars += len(layer.text)
                if notes.chars > MOST_CHARS:
                    raise TooLargeError(f"PDF 的文字超过 {MOST_CHARS // 10_000} 万字的上限，请拆分后再读")
                if _is_scan(page, layer.text):
                    recognised = _recognised(page, number, notes)
                    if recognised is not None:
                        return recognised
                    notes.scans.append(number)
                return _lay_out(page, layer, number, notes)
    except pdfium.PdfiumError:
        notes.broken.append(number)
        return None


def _text_objects(page: Any) -> int:
    """Count the pieces of text on a page with very many or very few objects: few may hold many others."""
    count = raw.FPDFPage_CountObjects(page)
    if _FEW_OBJECTS <= count <= _MANY_OBJECTS:
        return 0
    waiting = [(raw.FPDFPage_GetObject(page, i), 0) for i in range(min(count, _LOOKED_AT))]
    found = 0
    for item, depth in waiting:
        kind = raw.FPDFPageObj_GetType(item)
        found += kind == raw.FPDF_PAGEOBJ_TEXT
        if kind == raw.FPDF_PAGEOBJ_FORM and depth < 3:
            inside = min(raw.FPDFFormObj_CountObjects(item), _LOOKED_AT - len(waiting))
            waiting += [(raw.FPDFFormObj_GetObject(item, i), depth + 1) for i in range(inside)]
    return found


def _recognised(page: Any, number: int, notes: _Notes) -> Page | None:
    """Read a scanned page by text recognition, where it is installed and there are not too many."""
    if not ocr.is_installed() or len(notes.recognised) >= ocr.MOST_PAGES:
        return None
    width, height = page.get_size()
    bitmap = page.render(scale=ocr.LONGEST_SIDE / max(width, height, 1.0))
    runs, score = ocr.recognise(bitmap.to_numpy()[:, :, :3], (0.0, 0.0, width, height))
    if not runs:
        return None
    notes.recognised.append((number, score))
    notes.chars += sum(len(run.text) for run in runs)
    frame = Frame(0.0, 0.0, width, height, 0)
    return Page(number, frame, frame, body_em(runs), runs, ())


def _lay_out(page: Any, layer: TextLayer, number: int, notes: _Notes) -> Page:
    runs, frame = layer.runs(page.get_bbox())
    em = body_em(runs)
    found = Found((), tuple(runs))
    try:
        if notes.effort > _MOST_EFFORT:
            raise TableLimit
        found = find_grids(page, layer, frame, runs, em)
    except TableLimit:
        notes.crowded.append(number)
    notes.effort += found.effort
    if found.given_up:
        notes.untabled.append(number)
    shown = Frame(*frame[:4], max(raw.FPDFPage_GetRotation(page), 0))
    return Page(number, frame, shown, em, list(found.rest), found.grids)


def _is_scan(page: Any, text: str) -> bool:
    chars = len("".join(text.split()))
    if chars >= _FEWEST_CHARS:
        return False
    objects = raw.FPDFPage_CountObjects(page)
    if not chars:
        return bool(objects)
    kinds = (raw.FPDFPageObj_GetType(raw.FPDFPage_GetObject(page, i)) for i in range(objects))
    return any(kind == raw.FPDF_PAGEOBJ_IMAGE for kind in kinds)
