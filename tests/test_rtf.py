"""What the rtf reader takes from Rich Text Format, and what it leaves out."""

from __future__ import annotations

import re

import pytest

from formalism_nlp import read
from formalism_nlp.errors import CorruptError, NotReadError, TooLargeError
from formalism_nlp.readers.base import RawBlock, RawDocument
from formalism_nlp.readers.rtf import parser, read_rtf

FONTS = (
    r"{\fonttbl{\f0\froman\fcharset0 Times New Roman;}{\f1\fnil\fcharset134 \'cb\'ce\'cc\'e5{\*\falt SimSun};}"
    r"{\f2\fcharset2 Wingdings;}{\f3\fcharset136 PMingLiU;}{\f4\fcharset128 MS Mincho;}{\f5\cpg1251 Arial;}}"
)
STYLES = (
    r"{\stylesheet{\s0\snext0 Normal;}{\s1\outlinelevel0 \'b1\'ea\'cc\'e2 1;}{\s2 heading 2;}{\s3\outlinelevel0 Title;}"
    r"{\*\cs9 char;}}"
)


def quoted(text: str, codec: str = "gb18030") -> str:
    """Write text as Word does, each byte above 127 in hexadecimal."""
    return "".join(
        chr(byte) if 32 <= byte < 127 and chr(byte) not in "\\{}" else f"\\'{byte:02x}" for byte in text.encode(codec)
    )


def raw(body: str | bytes, page: str = r"\ansicpg936") -> RawDocument:
    head = rf"{{\rtf1\ansi{page}\deff1{FONTS}{STYLES}" + "\n"
    return read_rtf(head.encode() + (body if isinstance(body, bytes) else body.encode("gb18030")) + b"}")


def blocks(body: str | bytes) -> tuple[RawBlock, ...]:
    return raw(body).blocks


def texts(body: str | bytes) -> list[str]:
    return [block.text for block in blocks(body)]


def para(text: str, properties: str = "") -> str:
    return rf"\pard\plain\f1{properties} {quoted(text)}\par "


def row(*cells: str, rights: tuple[int, ...] = (), left: int = 0) -> str:
    ends = rights or tuple(1000 * place for place in range(1, len(cells) + 1))
    borders = "".join(rf"\cellx{end}" for end in ends)
    return (
        rf"\trowd\trleft{left}{borders}\pard\intbl\f1 "
        + "".join(rf"{quoted(cell)}\cell " for cell in cells)
        + r"\row\pard "
    )


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
    path = tmp_path / "通知.doc"
    path.write_bytes((r"{\rtf1\ansi\ansicpg936" + FONTS + "".join(map(para, body)) + "}").encode())
    doc = read(path)
    assert doc.source.format == doc.source.reader == "rtf" and doc.source.warnings == ()
    assert (doc.meta.title, doc.meta.doc_number, str(doc.meta.date)) == (
        "关于开展巡河工作的通知", "松政发〔2025〕3号", "2025-03-04",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (quoted("公文"), "公文"),
        (r"\f0 " + quoted("公文"), "公文"),
        (r"\f0 caf\'e9 \'93x\'94", "café “x”"),
        (r"\f3 " + quoted("繁體", "cp950"), "繁體"),
        (r"\f4 " + quoted("かな", "cp932"), "かな"),
        (r"\f5 " + quoted("да", "cp1251"), "да"),
        ("直接写的公文".encode("gb18030"), "直接写的公文"),
        # The second byte of these is a backslash or a brace, as a code and as it is.
        (quoted("乗亄亇"), "乗亄亇"),
        ("乗亄亇".encode("gb18030"), "乗亄亇"),
    ],
)
def test_code_pages(body, text):
    assert texts(body) == [text]


def test_a_document_without_code_page_is_chinese_and_utf_8_is_known():
    assert [block.text for block in raw(r"\pard\f9 " + quoted("公文"), "").blocks] == ["公文"]
    assert [block.text for block in raw("公文".encode(), r"\ansicpg65001").blocks] == ["公文"]
    assert [block.text for block in raw(r"\f9 caf\'e9", r"\ansicpg99999").blocks] == ["café"]


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (r"\u20844?\u25991?", "公文"),
        (r"\uc2\u20844\'b9\'ab\u25991\'ce\'c4!", "公文!"),
        (r"\uc0\u20844 \u25991 x", "公文x"),
        (r"{\uc0\u20844 }\u25991?x", "公文x"),
        (r"\u-10179?\u-8704?", "😀"),
        (r"\u-10179?x", "\ufffdx"),
        (r"\u8220\ldblquote x\u8221\rdblquote", "“x”"),
        (r"\u20844\par \u25991?", "公\n文"),
        (r"\u20844 abc", "公bc"),
        (r"\u0?x\u1?y", "xy"),
    ],
)
def test_unicode_and_what_old_readers_show_in_its_place(body, text):
    assert "\n".join(texts(body)) == text


def test_text_in_a_paragraph():
    assert texts(r"a\tab b\line c\page d\~e\_f\-g\emdash\{\}\\") == ["a\tb\nc\nd\xa0e-fg—{}\\"]
    assert texts("a\nb\r\nc\\\nd") == ["abc", "d"]
    assert texts(r"\par\par " + para("　　") + "x") == ["x"]
    assert texts(r"{\f2 \'fe\u-3842?\'4a}" + quoted("是")) == ["☑☑是"]


EVERYTHING = (
    para("YES_plain"), r"{\info{\title NOT_title}{\upr{\subject NOT_ansi}{\*\ud{\subject NOT_ud}}}}", r"{\*\generator NOT_generator;}",
    r"{\field{\*\fldinst NOT_code}{\fldrslt YES_result}} {\field{\*\fldinst{\field{\*\fldinst NOT}{\fldrslt NOT_inner}}}{\fldrslt YES_outer}}\par ",
    r"{\xe NOT_index}{\*\bkmkstart NOT_mark}{\pict 00ff NOT_picture}{\*\shppict{\pict 00 NOT_shape}}{\nonshppict{\pict NOT}}",
    r"{\object{\*\objclass NOT_class}{\*\objdata 00 NOT_data}{\result YES_object}}\par ",
    r"{\upr{NOT_ansi}{\*\ud{YES_ud}}}{\*\unknown NOT_unknown{NOT}}{\unknown YES_unknown}\par ",
    r"{\v YES_hidden}{\deleted NOT_deleted}\par ", r"{\annotation NOT_comment}{\*\atnid NOT_id}",
    r"{\shp{\*\shpinst{\sp{\sn NOT_name}{\sv NOT_value}}{\shptxt YES_box\par}}{\shprslt NOT_again}}\par ",
    r"{\*\do{\dptxbxtext YES_old_box\par}}\par ", r"{\*\pn{\pntxtb NOT_before}{\pntxta NOT_after}}{\pntext YES_number\tab}x\par ",
    r"YES_reference{\footnote YES_footnote}{\footnote\ftnalt YES_endnote}\par ", r"{\mmath{\*\moMath{YES_formula}}{\mmathPict NOT}}\par ",
    r"{\header YES_header\par}{\headerf YES_header\par}{\footerl YES_footer {\field{\*\fldinst PAGE}{\fldrslt 1}}\par}",
    r"{\ftnsep NOT_separator}{\colortbl;NOT_colour;}{\*\listtable{\list{\listname NOT_list;}}}", r"\bin4 NOT YES_last",
)  # fmt: skip


def test_every_visible_feature_is_found_once_and_nothing_else():
    found = " ".join(texts("".join(EVERYTHING)))
    wanted = set(re.findall(r"YES_\w+", "".join(EVERYTHING)))
    assert len(wanted) > 15
    for word in sorted(wanted):
        assert found.count(word) == 1, word
    assert "NOT" not in found


def test_order_and_kinds():
    found = blocks(
        para("正文") + r"{\footnote " + row("脚", "注") + "}" + r"\par " + para("续") + r"{\header " + para("眉") + "}"
    )
    assert [(block.text, block.kind, block.cell) for block in found] == [
        ("正文", None, None), ("续", None, None), ("脚", "footnote", None), ("注", "footnote", None), ("眉", "page_furniture", None),
    ]  # fmt: skip
    assert [block.anchor for block in found[:1] + found[-1:]] == ["body#p0", "headers#p0"]


def test_headings_and_titles():
    found = blocks(
        para("文", r"\s0") + para("文", r"\s1") + para("文", r"\s2") + para("文", r"\s3") + para("文", r"\outlinelevel1")
        + para("文", r"\s1\outlinelevel9") + para("文")
    )  # fmt: skip
    assert [(block.kind, block.level) for block in found] == [
        (None, None), ("heading", 1), ("heading", 2), ("title", None), ("heading", 2), (None, None), (None, None),
    ]  # fmt: skip


def test_automatic_numbers_stand_as_the_program_wrote_them():
    def item(label: str, text: str) -> str:
        return rf"\pard\plain{{\listtext\pard\plain\f1 {label}\tab}}\ls1\f1 {quoted(text)}\par "

    body = (
        item(quoted("一、"), "　目标")
        + item("1.", "任务")
        + item(r"\f2\'b7", "项")
        + item(quoted("①"), "点")
        + item("1.", "")
    )
    assert texts(body) == ["一、目标", "1. 任务", "• 项", "① 点", "1."]
    assert raw(body).warnings == raw(para("文")).warnings == ()
    assert "自动编号" in raw(para("文", r"\ls1")).warnings[0]


def test_deleted_and_hidden_text():
    found = raw(r"\pard\f1 a{\deleted b\par }c{\v\deleted d}{\v  ef}{\v\plain g}{\v\v0 h}\par ")
    assert [block.text for block in found.blocks] == ["ac efgh"]
    assert found.warnings == (
        "文中有隐藏文字 2 字，已一并读入",
        "文中有未接受的修订：插入的文字已读入，删除的文字未读入",
    )


def test_tables():
    body = (
        para("前")
        + row("宽", "高", rights=(2000, 3000))
        + row("左", "", "下", rights=(990, 2010, 3000), left=10)
        + para("后")
        + row("框")
    )
    assert [(block.text, block.cell) for block in blocks(body)] == [
        ("前", None), ("宽", (0, 0, 0)), ("高", (0, 0, 2)), ("左", (0, 1, 0)), ("下", (0, 1, 2)), ("后", None), ("框", None),
    ]  # fmt: skip


def test_nested_tables_follow_the_row_that_holds_them():
    inner = (
        r"\pard\intbl\itap2 a\nestcell b\nestcell{\*\nesttableprops\trowd\cellx100\cellx200\nestrow}{\nonesttables\par}"
    )
    body = rf"\trowd\cellx1000\cellx2000\pard\intbl x\par{inner}\pard\intbl y\cell z\cell\row\pard\intbl 1\cell 2\cell\row\pard end"
    assert [(block.text, block.cell) for block in blocks(body)] == [
        ("x\ny", (0, 0, 0)), ("z", (0, 0, 1)), ("a", (1, 0, 0)), ("b", (1, 0, 1)), ("1", (0, 1, 0)), ("2", (0, 1, 1)), ("end", None),
    ]  # fmt: skip


def test_a_text_box_at_the_start_is_the_head_and_later_ones_follow():
    box = r"{\shp{\*\shpinst{\shptxt \pard " + quoted("框") + r"\par}}}"
    assert texts(box + para("题") + quoted("文") + box + r"\par ") == ["框", "题", "文", "框"]


def test_what_is_not_read_says_so():
    with pytest.raises(NotReadError, match="OCR"):
        raw(r"{\pict\pngblip 00ff}\par ")
    with pytest.raises(CorruptError, match="RTF"):
        read(b"plain", format="rtf")
    with pytest.raises(CorruptError, match="嵌套"):
        raw("{" * 5000 + "}" * 5000)
    open_end = read_rtf(b"{\\rtf1 " + quoted("通知").encode() + b"{\\b x")
    assert ([block.text for block in open_end.blocks], len(open_end.warnings)) == (["通知x"], 1)
    assert [block.text for block in read_rtf(b"\xef\xbb\xbf{\\rtf1 x}}} y"[3:]).blocks] == ["x"]


def test_too_long(monkeypatch):
    monkeypatch.setattr(parser, "_MAX_CHARACTERS", 10)
    with pytest.raises(TooLargeError, match="上限"):
        raw("x" * 11)
