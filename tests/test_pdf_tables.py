"""The PDF reader: ruled tables."""

from __future__ import annotations

import pytest
from pdf_maker import Sheet, body, read_sheets

from formalism_nlp.readers.pdf import reader as pdf
from formalism_nlp.readers.pdf import tables as pdf_tables


def _table(sheet: Sheet, top: float) -> None:
    sheet.grid([80, 180, 400, 520], [top, top + 30, top + 60, top + 110])
    for left, word in ((90, "序号"), (190, "任务"), (410, "责任单位")):
        sheet.text(left, top + 8, word, 12)
    sheet.text(90, top + 38, "1", 12)
    sheet.text(190, top + 38, "巡河", 12)
    sheet.text(250, top + 38, "护河", 12)
    sheet.text(410, top + 38, "水务局", 12)
    sheet.text(190, top + 66, "清理河道垃圾和沿岸违章搭建的", 12)
    sheet.text(190, top + 86, "棚屋", 12)
    sheet.text(410, top + 76, "柳塘镇", 12)


def test_ruled_table_becomes_cells_and_no_paragraphs() -> None:
    sheet = Sheet()
    sheet.lines(80, "　　任务分工如下：")
    _table(sheet, 120)
    sheet.lines(260, "　　各单位按季报告。")
    document = read_sheets(sheet)
    assert body(document) == ["任务分工如下：", "各单位按季报告。"]
    assert [(block.cell, block.text) for block in document.blocks if block.cell] == [
        ((0, 0, 0), "序号"),
        ((0, 0, 1), "任务"),
        ((0, 0, 2), "责任单位"),
        ((0, 1, 0), "1"),
        ((0, 1, 1), "巡河 护河"),
        ((0, 1, 2), "水务局"),
        ((0, 2, 1), "清理河道垃圾和沿岸违章搭建的棚屋"),
        ((0, 2, 2), "柳塘镇"),
    ]
    assert document.blocks[1].kind == "table_cell"
    assert document.blocks[1].box == (80.0, 120.0, 180.0, 150.0)


def test_table_over_two_pages_goes_on_counting_rows() -> None:
    first, second = Sheet(), Sheet()
    _table(first, 600)
    _table(second, 60)
    cells = [block.cell for block in read_sheets(first, second).blocks if block.cell]
    assert {cell[0] for cell in cells} == {0}
    assert max(cell[1] for cell in cells) == 5


def test_text_across_a_cell_border_is_divided_between_the_cells() -> None:
    sheet = Sheet()
    sheet.grid([80, 160, 240], [100, 130, 160])
    sheet.text(112, 108, "责任单位水务局", 12)  # the border stands behind the fourth character
    sheet.text(90, 138, "期限", 12)
    cells = {block.cell: block.text for block in read_sheets(sheet).blocks}
    assert cells == {(0, 0, 0): "责任单位", (0, 0, 1): "水务局", (0, 1, 0): "期限"}


def test_table_that_would_lose_text_stays_running_text() -> None:
    sheet = Sheet()
    sheet.grid([80, 200], [100, 130, 160])
    sheet.rule(200, 100, 320, 100)
    sheet.rule(200, 130, 320, 130)
    sheet.rule(320, 100, 320, 130)
    for left, top, word in ((90, 108, "任务"), (210, 108, "单位"), (90, 138, "巡河"), (210, 138, "水务局")):
        sheet.text(left, top, word, 12)
    document = read_sheets(sheet)
    assert body(document) == ["任务 单位", "巡河 水务局"]
    assert document.warnings == ("第1页有表格的单元格不完整，按普通文字读取",)


def test_frame_with_one_column_is_no_table() -> None:
    sheet = Sheet()
    sheet.grid([70, 530], [90, 130, 200])
    sheet.lines(100, "松垣县人民政府令")
    sheet.lines(145, "第12号")
    assert body(read_sheets(sheet)) == ["松垣县人民政府令", "第12号"]


def test_page_with_too_many_lines_is_read_as_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_tables, "_MOST_EDGES", 6)
    sheet = Sheet()
    _table(sheet, 120)
    document = read_sheets(sheet)
    assert document.warnings == ("第1页图形过多，其中如有表格，按普通文字读取",)
    assert "水务局" in "".join(body(document))


def test_search_for_tables_ends_when_it_has_cost_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "_MOST_EFFORT", 10)
    first, second, third = Sheet(), Sheet(), Sheet()
    for sheet in (first, second, third):
        _table(sheet, 120)
    document = read_sheets(first, second, third)
    assert document.warnings == ("第2—3页图形过多，其中如有表格，按普通文字读取",)
    assert {block.page for block in document.blocks if block.cell} == {1}
