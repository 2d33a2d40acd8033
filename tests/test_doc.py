"""What the doc reader takes from a binary Word document, and what it leaves out."""

from __future__ import annotations

import struct

import pytest
from doc_maker import (
    DELETED,
    HIDDEN,
    IN_TABLE,
    Doc,
    Para,
    fonts,
    list_level,
    lists,
    make_doc,
    numbered,
    ole,
    plc,
    row,
    style_sheet,
)
from docx_maker import zipped

from formalism_nlp import read
from formalism_nlp.errors import CorruptError, EncryptedError, NotReadError, ReadError, TooLargeError, UnsupportedError
from formalism_nlp.readers.base import RawBlock
from formalism_nlp.readers.doc import pieces, read_doc

INNER = IN_TABLE + b"\x49\x66\x02\x00\x00\x00"
INNER_CELL, INNER_ROW = INNER + b"\x4b\x24\x01", INNER + b"\x4c\x24\x01"


def blocks(*body: Para, **stories: list[Para]) -> tuple[RawBlock, ...]:
    return read_doc(make_doc(*body, **stories)).blocks


def texts(*body: Para) -> list[str]:
    return [block.text for block in blocks(*body)]


def test_a_letter_from_file_to_anatomy(tmp_path):
    body = [
        "松垣县人民政府文件",
        "松政发〔2025〕3号",
        "关于开展巡河工作的通知",
        "各镇人民政府：",
        "　　每周巡河一次。",
        "松垣县人民政府",
        "2025年3月4日",
    ]
    path = tmp_path / "通知.wps"
    path.write_bytes(make_doc(*map(Para, body)))
    doc = read(path)
    assert doc.source.format == "doc" and doc.source.reader == "doc" and doc.source.warnings == ()
    assert (doc.meta.title, doc.meta.doc_number, str(doc.meta.date)) == (
        "关于开展巡河工作的通知", "松政发〔2025〕3号", "2025-03-04",
    )  # fmt: skip
    assert [organ.name for organ in doc.meta.issuers] == ["松垣县人民政府"]


def test_order_is_body_notes_furniture():
    found = blocks(
        Para("正文\x02"), headers=[Para("眉"), Para("— \x13 PAGE \x141\x15 —"), Para("眉")], endnotes=[Para("\x02尾注")],
        footnotes=[Para("\x02脚注"), *row("脚", "注")], comments=[Para("批注")],
    )  # fmt: skip
    assert [(block.text, block.kind, block.cell) for block in found] == [
        ("正文", None, None), ("脚注", "footnote", None), ("脚", "footnote", None), ("注", "footnote", None),
        ("尾注", "footnote", None), ("眉", "page_furniture", None), ("— 1 —", "page_furniture", None),
    ]  # fmt: skip
    assert [block.anchor for block in found[:2]] == ["body#p0", "footnotes#p0"]


def test_pieces_out_of_order_and_of_one_byte():
    body = [Para("第一"), Para("plain text"), Para("第三 mixed"), Para("末😀尾"), *row("甲", "b")]
    whole, parts = Doc({"body": body}), Doc({"body": body}, in_pieces=True)
    assert read_doc(whole.to_bytes()).blocks == read_doc(parts.to_bytes()).blocks
    assert [block.text for block in read_doc(parts.to_bytes()).blocks] == [
        "第一",
        "plain text",
        "第三 mixed",
        "末😀尾",
        "甲",
        "b",
    ]


def test_bytes_of_one_byte_pieces_are_western():
    stream = b"\x93quoted\x94 \x85 \xa7\r"
    clx = b"\x02" + struct.pack("<I", 16) + plc([0, len(stream)], [struct.pack("<HIH", 0, 0x40000000, 0)])
    assert pieces.read_pieces(stream, clx).characters == "“quoted” … §\r"


def test_text_in_a_paragraph():
    assert texts(Para("甲\t乙\x0b丙\x0e丁")) == ["甲\t乙\n丙\n丁"]
    assert texts(Para("前。\x0c附件1")) == ["前。\n附件1"]
    assert texts(Para("A\x1eB\x1fC\x01\x02\x05\x08D")) == ["A-BCD"]
    assert texts(Para(""), Para("　　"), Para("留")) == ["留"]


def test_a_section_ends_a_paragraph_and_a_page_does_not():
    sections = plc([0, 3, 8], [bytes(12), bytes(12)])
    data = Doc({"body": [Para("甲乙", mark="\x0c"), Para("丙\x0c丁")]}, {"sections": sections}).to_bytes()
    assert [block.text for block in read_doc(data).blocks] == ["甲乙", "丙\n丁"]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("见\x13 REF a \\h \x14附件\x15。", "见附件。"),
        ("见\x13 XE 索引 \x15。", "见。"),
        ("\x13 IF \x13 PAGE \x141\x15 = 1 \x14真\x15", "真"),
        ("\x13 REF a \x14甲\x13 REF b \x14乙\x15丙\x15丁", "甲乙丙丁"),
        ("甲\x13没有结尾", "甲没有结尾"),
        ("甲\x15乙\x14丙", "甲乙丙"),
    ],
)
def test_field_codes_are_out_and_results_in(text, shown):
    assert texts(Para(text)) == [shown]


def test_a_field_over_paragraphs():
    assert texts(Para("\x13 TOC \x14一、目标\t1"), Para("二、任务\t2\x15"), Para("正文")) == [
        "一、目标\t1",
        "二、任务\t2",
        "正文",
    ]
    lost = [Para("\x13 PAGE "), *[Para("文字" * 200) for _ in range(3)], Para("末\x15")]
    assert len(texts(*lost)) == 5


def test_deleted_text_is_out_and_joins_paragraphs():
    raw = read_doc(
        make_doc(Para([("甲", b""), ("删", DELETED)], mark_properties=DELETED), Para("乙"), Para([("全删", DELETED)]))
    )
    assert [block.text for block in raw.blocks] == ["甲乙"]
    assert raw.warnings == ("文中有未接受的修订：插入的文字已读入，删除的文字未读入",)
    # 0x81 is the opposite of what the style says, 0x80 the same.
    runs = [("甲", b"\x00\x08\x81"), ("乙", b"\x00\x08\x80"), ("丙", b"\x00\x08\x00")]
    assert texts(Para(runs)) == ["乙丙"]


def test_hidden_text_is_in_with_a_warning():
    raw = read_doc(make_doc(Para([("甲", b""), ("藏着", HIDDEN)])))
    assert ([block.text for block in raw.blocks], raw.warnings) == (["甲藏着"], ("文中有隐藏文字 2 字，已一并读入",))


def test_a_change_of_a_whole_piece():
    data = Doc({"body": [Para("甲"), Para("乙")]}, in_pieces=True).streams()
    at = data["1Table"].find(b"\x02" + struct.pack("<I", 28))
    # The last two bytes of the first piece: the short form of "deleted".
    table = bytearray(data["1Table"])
    table[at + 5 + 12 + 6 : at + 5 + 12 + 8] = struct.pack("<H", 0x41 << 1 | 1 << 8)
    assert [block.text for block in read_doc(ole({**data, "1Table": bytes(table)})).blocks] == ["乙"]


def test_symbols():
    body = Para(
        [
            ("是", b""),
            ("(", b"\x09\x6a\x01\x00\xfe\xf0"),
            ("(", b"\x09\x6a\x00\x00\xa1\x25"),
            ("(", b"\x09\x6a\x01\x00\x4a\xf0"),
        ]
    )
    data = Doc({"body": [body]}, {"fonts": fonts("宋体", "Wingdings")}).to_bytes()
    assert [block.text for block in read_doc(data).blocks] == ["是☑□"]


def test_tables_have_rows_and_columns():
    wide = row("宽", "高", lefts=(0, 2000, 3000))
    found = blocks(Para("前"), *wide, *row("左", "", "下", lefts=(10, 990, 2010, 3000)), Para("后"), *row("另", "表"))
    assert [(block.text, block.cell) for block in found] == [
        ("前", None), ("宽", (0, 0, 0)), ("高", (0, 0, 2)), ("左", (0, 1, 0)), ("下", (0, 1, 2)), ("后", None),
        ("另", (1, 0, 0)), ("表", (1, 0, 1)),
    ]  # fmt: skip
    assert {block.kind for block in found if block.cell} == {"table_cell"}


def test_cells_of_several_paragraphs_and_frames():
    found = blocks(Para("一", IN_TABLE), *row("二", "三"))
    assert [(block.text, block.cell) for block in found] == [("一\n二", (0, 0, 0)), ("三", (0, 0, 1))]
    assert [(block.text, block.cell) for block in blocks(Para("红头", IN_TABLE), *row("标题"))] == [
        ("红头", None),
        ("标题", None),
    ]


def test_nested_tables_follow_the_row_that_holds_them():
    inner = [Para("里一", INNER_CELL), Para("里二", INNER_CELL), Para("", INNER_ROW)]
    found = blocks(Para("外", IN_TABLE), *inner, *row("下", "右"), *row("丁", "戊"))
    assert [(block.text, block.cell) for block in found] == [
        ("外\n下", (0, 0, 0)), ("右", (0, 0, 1)), ("里一", (1, 0, 0)), ("里二", (1, 0, 1)), ("丁", (0, 1, 0)), ("戊", (0, 1, 1)),
    ]  # fmt: skip


def test_a_row_too_long_for_its_page_is_described_elsewhere():
    definition = b"\x02" + struct.pack("<3h", 0, 5000, 9000)
    huge = IN_TABLE + b"\x17\x24\x01" + b"\x08\xd6" + struct.pack("<H", len(definition) + 1) + definition
    end = Para("", b"\x46\x66\x00\x00\x00\x00", mark="\x07")
    body = [
        Para("甲", IN_TABLE, mark="\x07"),
        Para("乙", IN_TABLE, mark="\x07"),
        end,
        *row("丙", "丁", "戊", lefts=(0, 1000, 5000, 9000)),
    ]
    data = Doc({"body": body}, data=struct.pack("<H", len(huge)) + huge).to_bytes()
    assert [block.cell for block in read_doc(data).blocks] == [(0, 0, 0), (0, 0, 2), (0, 1, 0), (0, 1, 1), (0, 1, 2)]


def test_headings_come_from_styles_and_paragraphs():
    styles = style_sheet(
        (0, "Normal", 0xFFF, b""), (1, "heading 1", 0, b""), (0, "标题 3", 0, b""), (0, "节", 0, b"\x40\x26\x01"),
        (0, "节甲", 3, b""), (62, "Title", 0, b"\x40\x26\x00"), (0, "环", 7, b""), (0, "环二", 6, b""),
    )  # fmt: skip
    body = [Para("文", style=style) for style in range(9)] + [
        Para("文", b"\x40\x26\x00"),
        Para("文", b"\x40\x26\x09", style=1),
    ]
    found = read_doc(Doc({"body": body}, {"stsh": styles}).to_bytes()).blocks
    assert [(block.kind, block.level) for block in found] == [
        (None, None), ("heading", 1), ("heading", 3), ("heading", 2), ("heading", 2), ("title", None),
        (None, None), (None, None), (None, None), ("heading", 1), (None, None),
    ]  # fmt: skip


def test_automatic_numbers():
    official = [list_level(39, "%1、"), list_level(37, "（%2）"), list_level(0, "%3.")] + [list_level(255, "")] * 6
    parts = lists(official, [list_level(23, "\uf0b7")], [list_level(18, "%1", follow=2)])
    places = [(1, 0), (1, 1), (1, 1), (1, 2), (1, 0), (1, 1), (2, 0), (3, 0), (3, 0), (0, 0), (9, 0)]
    body = [Para("文", numbered(*place)) for place in places] + [Para("", numbered(1)), Para("", numbered(2))]
    found = [block.text for block in read_doc(Doc({"body": body}, parts).to_bytes()).blocks]
    assert found == [
        "一、文",
        "（一）文",
        "（二）文",
        "1. 文",
        "二、文",
        "（一）文",
        "• 文",
        "①文",
        "②文",
        "文",
        "文",
        "三、",
    ]


def test_numbers_through_styles_and_their_removal():
    styles = style_sheet((0, "Normal", 0xFFF, b""), (0, "条", 0, numbered(1)), (0, "款", 1, b"\x0a\x26\x01"))
    parts = {
        "stsh": styles,
        **lists([list_level(39, "第%1条", follow=1), list_level(37, "（%2）")] + [list_level(0, "")] * 7),
    }
    body = [Para("甲", style=1), Para("乙", style=2), Para("丙", b"\x0b\x46\x00\x00", style=1), Para("丁", style=1)]
    assert [block.text for block in read_doc(Doc({"body": body}, parts).to_bytes()).blocks] == [
        "第一条 甲",
        "（一）乙",
        "丙",
        "第二条 丁",
    ]


def test_numbers_of_word_6_are_missed_with_a_warning():
    raw = read_doc(make_doc(Para("甲", numbered(2047))))
    assert raw.blocks[0].text == "甲" and "旧式编号" in raw.warnings[0]


def box(shape: int) -> bytes:
    return struct.pack("<iiHIiI", 1, 0, 0, 0, shape, 0)


def test_text_boxes_follow_their_paragraph_and_the_first_is_the_head():
    parts = {
        "shapes": plc([0, 5, 9], [struct.pack("<i16sHi", shape, b"", 0, 0) for shape in (11, 12)]),
        "boxes": plc([0, 2, 6, 7], [box(12), box(11), bytes(22)]),
    }
    body = [Para("\x08题"), Para("甲"), Para("\x08乙"), Para("丙")]
    data = Doc({"body": body, "boxes": [Para("乙"), Para("红"), Para("头"), Para("")]}, parts).to_bytes()
    found = read_doc(data).blocks
    assert [block.text for block in found] == ["红", "头", "题", "甲", "乙", "乙", "丙"]
    assert [block.anchor for block in found[:2]] == ["boxes#p0", "boxes#p1"]


def test_pictures_only():
    with pytest.raises(NotReadError, match="OCR"):
        read_doc(make_doc(Para("\x01"), Para("\x08")))
    assert read_doc(make_doc(Para("\x01文"))).blocks[0].text == "文"


OTHERS = {
    "encrypted": (Doc({"body": [Para("密")]}, flags=0x0300).to_bytes(), EncryptedError, "密码"),
    "excel": (ole({"Workbook": b"x"}), UnsupportedError, "Excel"),
    "powerpoint": (ole({"PowerPoint Document": b"x"}), UnsupportedError, "PowerPoint"),
    "mail": (ole({"__properties_version1.0": b"x"}), UnsupportedError, "邮件"),
    "works": (ole({"MatOST": b"x"}), UnsupportedError, "Works"),
    "something": (ole({"Contents": b"x"}), UnsupportedError, "另存为 docx"),
    "no table": (
        ole({"WordDocument": Doc({"body": [Para("文")]}).streams()["WordDocument"]}),
        CorruptError,
        "排版数据",
    ),
    "no header": (ole({"WordDocument": b"x" * 5000, "1Table": b""}), CorruptError, "文件头"),
    "half": (make_doc(*[Para("文" * 500)] * 20)[:9000], CorruptError, "重新下载"),
    "start": (make_doc(Para("文"))[:600], CorruptError, "开头一段"),
    "word 2": (Doc({"body": [Para("文")]}, version=45).to_bytes(), UnsupportedError, "另存为 docx"),
}


@pytest.mark.parametrize("name", OTHERS)
def test_what_is_not_read_says_so_in_one_line(name):
    data, error, words = OTHERS[name]
    with pytest.raises(error, match=words) as raised:
        read(data)
    assert isinstance(raised.value, ReadError) and "\n" not in str(raised.value)


def word_95(text: bytes, flags: int = 0) -> bytes:
    header = struct.pack(
        "<HHHHHHHIBBHHII", 0xA5DC, 104, 0, 0x0804, 0, flags, 101, 0, 0, 0, 0, 0, 1024, 1024 + len(text)
    )
    return ole({"WordDocument": (header + bytes(20) + struct.pack("<I", len(text))).ljust(1024, b"\0") + text})


def test_word_95_as_far_as_it_goes():
    raw = read_doc(word_95("关于值守的通知\r第\x13 PAGE \x141\x15页\r甲\x07乙\x07\x07".encode("gb18030")))
    assert [block.text for block in raw.blocks] == ["关于值守的通知", "第1页", "甲", "乙"]
    assert "核对" in raw.warnings[0]
    for data in (word_95("通知".encode("gb18030"), flags=4), word_95(b"\xff\xff\x80\x81" * 50), word_95(b"")):
        with pytest.raises(UnsupportedError, match="另存为"):
            read_doc(data)


def test_a_zip_is_no_doc():
    with pytest.raises(CorruptError):
        read(zipped({"a.txt": "文" * 2000}), format="doc")


def test_too_long(monkeypatch):
    monkeypatch.setattr(pieces, "MAX_CHARACTERS", 10)
    with pytest.raises(TooLargeError, match="上限"):
        read_doc(make_doc(Para("文" * 20)))


@pytest.mark.shared
def test_every_real_file_is_read_or_refused(shared):
    files = sorted((shared / "data" / "files" / "doc").iterdir())
    counts = []
    for path in files:
        try:
            counts.append(len(read(path).text))
        except ReadError:
            counts.append(0)
    # One of them is blank.
    assert sum(count > 500 for count in counts) >= len(files) - 1 > 60
