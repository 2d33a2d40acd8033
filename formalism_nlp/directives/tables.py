"""Rows of tables, of real ones and of lines set in columns, each cell with its column heading."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from ..document import Block, Document, Span
from ..language.actors import list_head
from ..language.polarity import read_sentence
from ..language.readings import Frame

__all__ = ["Cell", "Column", "Row", "ends_row", "names_file", "table_rows"]

Column = Literal["who", "what", "when", "proof", "score", "verdict", "number", "other"]

# A column separator in plain text: a tab, a bar, or white space wider than one.
_GAP = re.compile(r"\s*(?:\t+|[｜|]| {2,})\s*")
_LEAST_CELLS = 2
_TOTAL = re.compile("(?:合|小|总)\\s*计")
_COLUMNS: tuple[tuple[Column, re.Pattern[str]], ...] = (
    ("number", re.compile("^序号$|^编号$|^No")),
    ("score", re.compile("^(?:分值|得分|自评|满分|权重|标准分|基础分)")),
    ("when", re.compile("时限|时间|时点|周期|频次|频率|期限|日期|截止|进度")),
    ("proof", re.compile("佐证|印证|证明材料|备查|资料清单|支撑材料|查阅|查看|材料要求")),
    ("who", re.compile("单位|部门|责任人|牵头|配合|负责|主体|乡镇$|镇街|^村|社区名|领导|处室|科室|承办")),
    ("verdict", re.compile("处理意见|意见|结果|状态|备注|处置")),
    ("what", re.compile("任务|内容|事项|措施|工作|要求|目标|指标|标准|办法|名称|项目|细则|举措|清单|职责")),
)


# 处理 over 停用, 解散, 不再报送: a cell that says nothing but that its row ends.
_ENDED = re.compile(
    "(?:一律|全部|予以|立即|已)?(?:停用|停报|停办|停止(?:使用|报送|填报)?|解散|取消|废止|撤销|关停|注销|下线|清理|不再(?:报送|填报|使用|登录|执行))"
)


# A line of a list of documents, such as those that a notice abolishes: it says nothing but what they are called.
_FILE = re.compile(
    r"(?:[（(]?[\d一二三四五六七八九十]+[)）\s.．、｜|]*)?(?:关于[^，。；：\n]{4,80}的(?:通知|意见|批复|复?函|决定|公告|通告|报告|请示|纪要)|"
    r"[^，。；：\n]{6,70}(?:办法|细则|规定|方案|规则|意见|制度|规程|标准|通知|决定)(?P<named>[（(](?:试行|暂行|修订)[)）])?)(?P<rest>[\s（(｜|][^，。；：\n]*)?"
)
_FILE_NUMBER = re.compile(r"[〔［\[(（【]\s?(?:19|20)\d\d\s?[〕］\])）】]\s?\d+\s?号")


class Cell(NamedTuple):
    """A cell and the heading of its column; ``heading`` is None in tables without one."""

    span: Span
    column: Column
    heading: Span | None


class Row(NamedTuple):
    """A row: the block of its first cell, its place, its cells."""

    block: int
    span: Span
    cells: tuple[Cell, ...]
    is_heading: bool = False


def table_rows(doc: Document) -> Iterator[Row]:
    r"""Yield the rows of all tables, those set in columns by tabs, bars or spaces too.

    Examples
    --------
    >>> doc = Document.from_text("松垣县清河方案\n一、分工如下。\n任务\t责任单位\t时限\n清淤三公里\t县水利局\t5月底前")
    >>> [[(doc.quote(cell.span), cell.column) for cell in row.cells] for row in table_rows(doc) if not row.is_heading]
    [[('清淤三公里', 'what'), ('县水利局', 'who'), ('5月底前', 'when')]]
    """
    rows: list[tuple[int, list[tuple[int, Span]]]] = []
    kind: object = None
    for index, block in enumerate(doc.blocks):
        cells = _cells(doc, block)
        new = block.cell[0] if block.cell else "lines"
        if cells is None or new != kind:
            if rows:
                yield from _with_headings(doc, rows)
            rows, kind = [], (new if cells else None)
        if cells is None:
            continue
        if block.cell and rows and block.cell[1] == doc.blocks[rows[-1][0]].cell[1]:  # type: ignore[index]
            rows[-1][1].extend(cells)
        else:
            rows.append((index, cells))
    yield from _with_headings(doc, rows)


def _cells(doc: Document, block: Block) -> list[tuple[int, Span]] | None:
    """Return column number and place of the cells that a block holds; None when it is no part of a table."""
    if block.kind == "table_cell" and block.cell:
        return [(block.cell[2], block.span)]
    if block.kind not in ("body", "attachment", "list_item"):
        return None
    start, end = block.span
    words = doc.text[start:end]
    if not ("\t" in words or "  " in words or "｜" in words or "|" in words):
        return None
    cells: list[tuple[int, Span]] = []
    for gap in _GAP.finditer(doc.text, start, end):
        cells.append((len(cells), Span(start, gap.start())))
        start = gap.end()
    cells.append((len(cells), Span(start, end)))
    return cells if len(cells) > _LEAST_CELLS or (len(cells) == _LEAST_CELLS and "\t" in words) else None


def names_file(doc: Document, span: Span, row: Row | None = None) -> bool:
    """Tell whether a line or a cell is the title of a document: 关于…的通知, others by their number or the column."""
    if _FILE.fullmatch(doc.text, *span) is None:
        return False
    if doc.text.find("关于", *span) >= 0 or _FILE_NUMBER.search(doc.text, *(row.span if row else span)):
        return True
    return row is not None and any(cell.heading and "文件" in doc.quote(cell.heading) for cell in row.cells)


def ends_row(text: str, cell: Span, frame: Frame) -> bool:
    """Tell whether a cell says that what its row names is ended: 停用, 整合后取消."""
    said = read_sentence(text, *cell, frame)
    return _ENDED.fullmatch(text, *cell) is not None or (bool(said) and said[0].reading.polarity == "abolish")


def _with_headings(doc: Document, rows: list[tuple[int, list[tuple[int, Span]]]]) -> Iterator[Row]:
    if len(rows) < 2:
        return
    headings: dict[int, Span] = {}
    while rows and _is_heading(doc, rows[0][1], first=not headings):
        index, cells = rows.pop(0)
        headings.update(cells)
        yield Row(
            index,
            Span(cells[0][1].start, cells[-1][1].end),
            tuple(Cell(span, "other", span) for _, span in cells),
            True,
        )
    for index, cells in rows:
        if _TOTAL.match(doc.quote(cells[0][1])):
            continue
        named = tuple(
            Cell(span, _column(doc, headings.get(number), span), headings.get(number)) for number, span in cells
        )
        yield Row(index, Span(cells[0][1].start, cells[-1][1].end), named)


def _is_heading(doc: Document, cells: list[tuple[int, Span]], *, first: bool) -> bool:
    """A heading row has short cells without figures and marks; a second one mostly words of columns."""
    words = [doc.quote(span) for _, span in cells]
    if any(len(word) > 22 or re.search("[。；，\\d]", re.sub("[（(][^（()）]*[）)]", "", word)) for word in words):
        return False
    named = sum(_named(word) != "other" for word in words)
    return named * 2 >= len(words) or (first and named > 0)


def _named(word: str) -> Column:
    return next((column for column, words in _COLUMNS if words.search(word)), "other")


def _column(doc: Document, heading: Span | None, cell: Span) -> Column:
    if heading is not None:
        named = _named(doc.quote(heading))
        return "verdict" if named == "other" and _ENDED.fullmatch(doc.quote(cell)) else named
    return "who" if list_head(doc.text, *cell) else "what" if cell.end - cell.start > 8 else "other"
