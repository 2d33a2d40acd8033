"""PDF: text layer by PDFium, reading order and paragraphs from geometry, ruled tables."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from typing import Any

import pypdfium2 as pdfium
from pypdfium2 import raw

from ...errors import CorruptError, EmptyError, EncryptedError, NotReadError, TooLargeError
from ..base import RawBlock, RawDocument
from .furniture import take_furniture, take_repeated
from .layout import Page, arrange, body_em
from .paragraphs import Paragraph, paragraphs
from .runs import Box, Frame, TextLayer
from .tables import Found, Grid, TableLimit, find_grids

__all__ = ["MOST_CHARS", "MOST_PAGES", "read_pdf"]

# 2,000 pages take ten to twenty seconds; the longest of 31 real official PDFs, a collected volume, has 380.
MOST_PAGES = 2_000
# Twenty times the 250,000 characters of those 380 pages.
MOST_CHARS = 5_000_000
# The search for table cells takes the square of the line crossings of a page: a second for 4 million.
# All 92 pages of the real file with most tables add up to 0.8 million.
_MOST_EFFORT = 20_000_000
# A scanned page may carry a stamped page number as text, a page of text never has so few characters.
_FEWEST_CHARS = 20
# Above this share of characters without meaning a font lacks its map; 26 real files hold none.
_MOST_UNMAPPED = 0.05
_UNMAPPED = re.compile("[\ue000-\uf8ff\ufffd\x00-\x08\x0e-\x1f]")
_WAY_OUT = "请向来文单位索取可复制文字的 PDF 或 docx，或先做文字识别（OCR）再读"


class _Notes:
    """What the reader has to say about single pages, and the characters met so far."""

    def __init__(self) -> None:
        self.scans: list[int] = []
        self.broken: list[int] = []
        self.crowded: list[int] = []
        self.untabled: list[int] = []
        self.chars = 0
        self.effort = 0

    def warnings(self) -> Iterator[str]:
        if self.scans:
            yield f"{_ranges(self.scans)}是图像，没有文字层，未读；{_WAY_OUT}"
        if self.broken:
            yield f"{_ranges(self.broken)}已损坏，未读；请重新获取该文件"
        if self.crowded:
            yield f"{_ranges(self.crowded)}图形过多，其中如有表格，按普通文字读取"
        if self.untabled:
            yield f"{_ranges(self.untabled)}有表格的单元格不完整，按普通文字读取"


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
        raise NotReadError(f"{_ranges(notes.scans)}是扫描图像，没有文字层，未读。{_WAY_OUT}")
    take_furniture(pages)
    for page in pages:
        arrange(page)
    take_repeated(pages)
    blocks = tuple(_blocks(pages))
    if not blocks:
        if notes.broken:
            raise CorruptError("PDF 的页面已损坏，无法读取，请重新获取该文件")
        raise EmptyError("PDF 中没有任何文字，请检查是否选错文件")
    unmapped = _unmapped_share(block.text for block in blocks)
    warnings = list(notes.warnings())
    if unmapped > _MOST_UNMAPPED:
        warnings.append(f"文字中有 {unmapped:.0%} 是无法识别的字符（字体缺少编码表），结果不可靠；{_WAY_OUT}")
    return RawDocument(blocks, f"pdf (pypdfium2 {pdfium.PYPDFIUM_INFO})", count, tuple(warnings))


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
        with closing(document[number - 1]) as page, closing(page.get_textpage()) as textpage:
            layer = TextLayer(textpage)
            notes.chars += len(layer.text)
            if notes.chars > MOST_CHARS:
                raise TooLargeError(f"PDF 的文字超过 {MOST_CHARS // 10_000} 万字的上限，请拆分后再读")
            if _is_scan(page, layer.text):
                notes.scans.append(number)
            return _lay_out(page, layer, number, notes)
    except pdfium.PdfiumError:
        notes.broken.append(number)
        return None


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


def _blocks(pages: Sequence[Page]) -> Iterator[RawBlock]:
    table, rows = -1, 0
    last: Grid | None = None
    for item in paragraphs(pages):
        if isinstance(item, Paragraph):
            last = None
            yield RawBlock(item.text, page=item.page.number, box=_shown(item.box, item.page))
            continue
        page, grid = item
        if last is not None and _continues(last, grid):
            rows += last.rows
        else:
            table, rows = table + 1, 0
        last = grid
        for row, column, text, box in grid.cells:
            cell = (table, rows + row, column)
            yield RawBlock(text, "table_cell", page=page.number, box=_shown(box, page), cell=cell)
    for page in pages:
        for line in page.furniture:
            yield RawBlock(line.text, "page_furniture", page=page.number, box=_shown(line[1:5], page))


def _continues(above: Grid, below: Grid) -> bool:
    """True when a table goes on: the same columns, and no text between."""
    pairs = zip(above.lefts, below.lefts, strict=False)
    return len(above.lefts) == len(below.lefts) and all(abs(a - b) < 3 for a, b in pairs)


def _shown(box: Box, page: Page) -> Box:
    if page.shown.turn != page.frame.turn:
        box = page.shown.place(*page.frame.back(box))
    left, top, right, bottom = (round(value, 1) for value in box)
    return left, top, right, bottom


def _unmapped_share(texts: Iterable[str]) -> float:
    every = unmapped = 0
    for text in texts:
        every += len(text)
        unmapped += len(_UNMAPPED.findall(text))
    return unmapped / every if every else 0.0


def _ranges(numbers: Sequence[int]) -> str:
    """Write page numbers compactly: 第1—3、7页."""
    parts: list[list[int]] = []
    for number in numbers:
        if parts and number == parts[-1][1] + 1:
            parts[-1][1] = number
        else:
            parts.append([number, number])
    return "第" + "、".join(str(a) if a == b else f"{a}—{b}" for a, b in parts) + "页"
