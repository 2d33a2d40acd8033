"""The PDF reader: reading order, paragraphs, page furniture, spaces."""

from __future__ import annotations

import pytest
from pdf_maker import LINE, Sheet, body, of_kind, read_sheets

from formalism_nlp.readers.pdf.lines import line_of
from formalism_nlp.readers.pdf.runs import Run


def test_notice_becomes_title_lines_addressee_and_paragraphs() -> None:
    sheet = Sheet()
    sheet.text(168, 80, "松垣县人民政府办公室", 26)
    sheet.text(142, 120, "关于开展巡河工作的通知", 26)
    top = sheet.lines(180, "柳塘镇人民政府，各街道办事处，县政府各委、办、局，各直属机构，县", "属各单位：")
    top = sheet.lines(top, "　　一、目标要求", "　　" + LINE[:28], LINE, "办结。")
    top = sheet.lines(top, "　　二、工作安排", "　　（一）6月底前完成排查。", "　　（二）7月底前完成整改。")
    sheet.lines(top + 28, "松垣县人民政府办公室", "2024年3月5日", left=380)
    assert body(read_sheets(sheet)) == [
        "松垣县人民政府办公室",
        "关于开展巡河工作的通知",
        "柳塘镇人民政府，各街道办事处，县政府各委、办、局，各直属机构，县属各单位：",
        "一、目标要求",
        LINE[:28] + LINE + "办结。",
        "二、工作安排",
        "（一）6月底前完成排查。",
        "（二）7月底前完成整改。",
        "松垣县人民政府办公室",
        "2024年3月5日",
    ]


def test_addressee_broken_after_a_comma_is_one_paragraph() -> None:
    sheet = Sheet()
    sheet.lines(80, "柳塘镇人民政府，", "县政府各部门：", "　　" + LINE[:28], LINE)
    assert body(read_sheets(sheet))[0] == "柳塘镇人民政府，县政府各部门："


def test_paragraph_goes_on_over_the_page_and_keeps_page_and_box_of_its_start() -> None:
    first, second = Sheet(), Sheet()
    first.lines(700, "　　" + LINE[:28], LINE)
    second.lines(80, "办结。", "　　" + LINE[:28], LINE)
    blocks = read_sheets(first, second).blocks
    assert [(block.page, block.text) for block in blocks] == [
        (1, LINE[:28] + LINE + "办结。"),
        (2, LINE[:28] + LINE),
    ]
    assert blocks[0].box == (80.0, 700.0, 560.0, 744.0)


def test_line_of_printing_stands_apart_from_a_full_line_above() -> None:
    sheet = Sheet()
    sheet.lines(80, "抄送：县委办公室，县人大常委会办公室，县政协办公室，县人民法院。")
    sheet.text(80, 108, "松垣县人民政府办公室")
    sheet.text(432, 108, "2024年3月5日印发")
    assert body(read_sheets(sheet))[1] == "松垣县人民政府办公室 2024年3月5日印发"


def test_article_number_inside_a_sentence_begins_no_paragraph() -> None:
    sheet = Sheet()
    sheet.lines(80, "　　" + LINE[:26] + "按照", "第三条办理。", "　　第四条　按季通报。")
    assert body(read_sheets(sheet)) == [LINE[:26] + "按照第三条办理。", "第四条 按季通报。"]


def test_lines_drawn_from_bottom_to_top_are_put_in_order() -> None:
    sheet = Sheet()
    texts = [f"　　{name}、每月{number}日前报送一次。" for number, name in enumerate("一二三四五六", 1)]
    for number in reversed(range(6)):
        sheet.lines(80 + 28 * number, texts[number])
    assert body(read_sheets(sheet)) == [text.strip("　") for text in texts]


def test_two_columns_are_read_one_after_the_other() -> None:
    sheet = Sheet()
    sheet.text(180, 60, "泽安市人民政府公报汇编", 22)
    left = ["　　" + LINE[:15], *[LINE[:17]] * 6, "办结。"]
    right = ["　　" + LINE[13:28], *[LINE[11:28]] * 7]
    for row, pair in enumerate(zip(left, right, strict=True)):
        sheet.lines(110 + 18 * row, pair[0], left=60, size=12)
        sheet.lines(119 + 18 * row, pair[1], left=320, size=12)  # half a line lower
    assert body(read_sheets(sheet)) == [
        "泽安市人民政府公报汇编",
        "".join(left).strip("　"),
        "".join(right).strip("　"),
    ]


def test_two_lists_of_short_words_are_no_columns() -> None:
    sheet = Sheet()
    for row, (left, right) in enumerate(
        [("组　长", "县长"), ("副组长", "水务局长"), ("成　员", "各镇镇长"), ("联络员", "科长")]
    ):
        sheet.lines(100 + 28 * row, left)
        sheet.lines(100 + 28 * row, right, left=300)
    assert body(read_sheets(sheet)) == ["组长 县长", "副组长 水务局长", "成员 各镇镇长", "联络员 科长"]


def test_running_header_and_page_numbers_go_behind_everything() -> None:
    sheets = []
    for number in range(1, 4):
        sheet = Sheet()
        sheet.text(80, 40, "松垣县河长制工作手册", 10)
        sheet.lines(100, f"　　第{number}部分讲巡河。")
        sheet.text(270, 780, f"— {number} —", 14)
        sheets.append(sheet)
    document = read_sheets(*sheets)
    assert body(document) == [f"第{number}部分讲巡河。" for number in range(1, 4)]
    assert [block.kind for block in document.blocks] == [None] * 3 + ["page_furniture"] * 6
    assert "—1—" in of_kind(document, "page_furniture")


@pytest.mark.parametrize("number", ["- 1 -", "第1页", "1", "第 1 页 共 5 页", "1/5", "http://www.example.cn/1.htm"])
def test_forms_of_page_numbers_and_addresses(number: str) -> None:
    sheet = Sheet()
    sheet.lines(100, "　　每周巡河一次。")
    sheet.text(280, 790, number, 12)
    document = read_sheets(sheet)
    assert body(document) == ["每周巡河一次。"]
    assert len(of_kind(document, "page_furniture")) == 1


@pytest.mark.parametrize("marks", [("附件1", "附件2"), ("附件", "附件"), ("2023年度分工表", "2024年度分工表")])
def test_marks_on_top_of_two_pages_are_no_running_header(marks: tuple[str, str]) -> None:
    first, second = Sheet(), Sheet()
    first.lines(60, marks[0], "　　责任分工表另发。")
    second.lines(60, marks[1], "　　联系人名单另发。")
    assert body(read_sheets(first, second)) == [marks[0], "责任分工表另发。", marks[1], "联系人名单另发。"]


def test_running_header_with_the_page_number_in_it_is_found() -> None:
    sheets = []
    for number in range(1, 4):
        sheet = Sheet()
        sheet.text(60, 40, "松垣县河长制工作手册", 10)
        sheet.text(480, 40, f"第{number}页 共3页", 10)
        sheet.lines(100, f"　　第{number}部分讲巡河。")
        sheets.append(sheet)
    assert body(read_sheets(*sheets)) == [f"第{number}部分讲巡河。" for number in range(1, 4)]


def test_lines_of_a_page_cut_are_kept_once() -> None:
    first, second = Sheet(), Sheet()
    first.lines(700, "　　二、落实责任，严格考核。", "　　三、按月通报情况。")
    second.lines(60, "　　三、按月通报情况。", "　　四、做好总结工作。")
    document = read_sheets(first, second)
    assert body(document) == ["二、落实责任，严格考核。", "三、按月通报情况。", "四、做好总结工作。"]
    assert of_kind(document, "page_furniture") == ["三、按月通报情况。"]


def test_watermark_is_furniture() -> None:
    sheet = Sheet()
    sheet.lines(100, "　　" + LINE[:28], LINE)
    sheet.text(150, 400, "内部资料", 60, angle=45)
    document = read_sheets(sheet)
    assert body(document) == [LINE[:28] + LINE]
    assert of_kind(document, "page_furniture") == ["内部资料"]


def test_distributed_words_lose_their_spaces_and_separated_words_keep_one() -> None:
    sheet = Sheet()
    for index, char in enumerate("会议纪要"):
        sheet.text(150 + 70 * index, 80, char, 26)
    sheet.text(80, 150, "松垣县人民政府办公室")
    sheet.text(400, 150, "2024年3月5日印发")
    assert body(read_sheets(sheet)) == ["会议纪要", "松垣县人民政府办公室 2024年3月5日印发"]


@pytest.mark.parametrize("shift", [0.0, 0.3])
def test_bold_by_drawing_three_times_is_read_once(shift: float) -> None:
    sheet = Sheet()
    for number in range(3):
        sheet.text(80 + number * shift, 80, "严格落实河长制", 22)
    sheet.lines(120, "　　每周巡河一次。")
    assert body(read_sheets(sheet)) == ["严格落实河长制", "每周巡河一次。"]


def test_bold_by_drawing_the_page_twice_is_read_once() -> None:
    sheet = Sheet()
    for shift in (0.0, 0.4):
        sheet.text(80 + shift, 80, "严格落实河长制", 22)
        sheet.lines(120, "　　每周巡河一次。")
    assert body(read_sheets(sheet)) == ["严格落实河长制", "每周巡河一次。"]


def test_radicals_and_soft_hyphens_become_the_characters_they_stand_for() -> None:
    run = Run("\u2f08\u2ed3\u2f2f作2014\xad2020年", 0, 0, 200, 16, 16.0)
    assert line_of([run], 16).text == "人长工作2014-2020年"


def test_halves_of_a_surrogate_pair_are_put_together() -> None:
    run = Run("\ud842\udfb7家\ud842", 0, 0, 48, 16, 16.0)
    assert line_of([run], 16).text == "𠮷家\ufffd"
