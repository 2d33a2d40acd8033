"""Pages with runs and tables put into reading order, and from there to blocks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..base import RawBlock
from .furniture import take_furniture, take_repeated
from .layout import Page, arrange
from .paragraphs import Paragraph, paragraphs
from .runs import Box
from .tables import Grid

__all__ = ["WAY_OUT", "blocks_of", "ranges", "unmapped_warning"]

WAY_OUT = "请向来文单位索取可复制文字的 PDF 或 docx，或先做文字识别（OCR）再读"
# Above this share of characters without meaning a font lacks its map; 26 real files hold none.
_MOST_UNMAPPED = 0.05
# U+00A4 stands for a character without a code in OFD (GB/T 33190, 11.3).
_UNMAPPED = re.compile("[\xa4\ue000-\uf8ff\ufffd\x00-\x08\x0e-\x1f]")


def blocks_of(pages: Sequence[Page]) -> tuple[RawBlock, ...]:
    """Return the blocks of all pages in reading order; running headers and page numbers behind all others."""
    take_furniture(pages)
    for page in pages:
        arrange(page)
    take_repeated(pages)
    return tuple(_blocks(pages))


def unmapped_warning(blocks: Sequence[RawBlock]) -> tuple[str, ...]:
    """Say so when many characters of the text mean nothing."""
    every = sum(len(block.text) for block in blocks)
    unmapped = sum(len(_UNMAPPED.findall(block.text)) for block in blocks)
    if unmapped <= _MOST_UNMAPPED * every:
        return ()
    return (f"文字中有 {unmapped / every:.0%} 是无法识别的字符（字体缺少编码表），结果不可靠；{WAY_OUT}",)


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


def ranges(numbers: Sequence[int]) -> str:
    """Write page numbers compactly: 第1—3、7页."""
    parts: list[list[int]] = []
    for number in numbers:
        if parts and number == parts[-1][1] + 1:
            parts[-1][1] = number
        else:
            parts.append([number, number])
    return "第" + "、".join(str(a) if a == b else f"{a}—{b}" for a, b in parts) + "页"
