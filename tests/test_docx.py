"""What the docx reader takes from a Word document, and what it leaves out."""

from __future__ import annotations

import io
import re
from collections import Counter

import docx
import pytest
from docx_maker import STRICT, STRICT_RELATIONS, make_docx, members, para, relations, run, table, zipped
from lxml import etree

from formalism_nlp.readers.base import RawBlock
from formalism_nlp.readers.docx import read_docx
from formalism_nlp.readers.docx.styles import W
from formalism_nlp.readers.packages import open_package

TEXT_BOX = (
    '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline><a:graphic><wps:wsp><wps:txbx>'
    "<w:txbxContent>{0}</w:txbxContent></wps:txbx></wps:wsp></a:graphic></wp:inline></w:drawing></mc:Choice>"
    "<mc:Fallback><w:pict><v:shape><v:textbox><w:txbxContent>{0}</w:txbxContent></v:textbox></v:shape></w:pict>"
    "</mc:Fallback></mc:AlternateContent></w:r>"
)
WORD_ART = "<w:r><w:pict><v:shape><v:textpath string='{}'/></v:shape></w:pict></w:r>"
NOTES = "<w:{0} w:type='separator'>{1}</w:{0}><w:{0} w:id='2'>{2}</w:{0}>"
STYLES = """
<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:basedOn w:val="a"/></w:style>
<w:style w:type="paragraph" w:styleId="wps"><w:name w:val="标题 3"/></w:style>
<w:style w:type="paragraph" w:styleId="2"><w:name w:val="节"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="2a"><w:name w:val="节甲"/><w:basedOn w:val="2"/></w:style>
<w:style w:type="paragraph" w:styleId="2b"><w:name w:val="乙"/><w:basedOn w:val="2"/>
<w:pPr><w:outlineLvl w:val="9"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="t"><w:name w:val="Title"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="t2"><w:name w:val="公文标题"/><w:basedOn w:val="t"/></w:style>
<w:style w:type="paragraph" w:styleId="x"><w:name w:val="环"/><w:basedOn w:val="y"/></w:style>
<w:style w:type="paragraph" w:styleId="y"><w:name w:val="环二"/><w:basedOn w:val="x"/></w:style>
<w:style w:type="character" w:styleId="h"><w:name w:val="藏"/><w:rPr><w:vanish/></w:rPr></w:style>
"""


def blocks(body: str, **parts: str) -> tuple[RawBlock, ...]:
    return read_docx(make_docx(body, **parts)).blocks


def texts(body: str, **parts: str) -> list[str]:
    return [block.text for block in blocks(body, **parts)]


def field(code: str, result: str, inner: str = "") -> str:
    begin, middle, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))
    return f"{begin}<w:r><w:instrText>{code}</w:instrText></w:r>{inner}{middle}{result}{end}"


def deleted(content: str) -> str:
    return f"<w:del>{content}</w:del>"


EVERYTHING = (
    para("YES_plain"),
    para(
        f"<w:sdt><w:sdtPr><w:alias w:val='NOT_alias'/></w:sdtPr><w:sdtContent>{run('YES_sdt')}</w:sdtContent></w:sdt>"
    ),
    f"<w:sdt><w:sdtContent>{para('YES_block_sdt')}</w:sdtContent></w:sdt>",
    para(f"<w:smartTag>{run('YES_smart')}</w:smartTag><w:customXml>{run(' YES_custom')}</w:customXml>"),
    para(
        f"<w:hyperlink>{run('YES_link ')}</w:hyperlink><w:fldSimple w:instr='NOT_simple'>{run('YES_simple')}</w:fldSimple>"
    ),
    para(field("NOT_code", run("YES_result"))),
    para(field("NOT_if", run("YES_if_result"), field("NOT_inner", run("NOT_inner_result")))),
    para(f"<w:ins>{run('YES_inserted')}</w:ins>{deleted('<w:r><w:delText>NOT_deleted</w:delText></w:r>')}"),
    para(f"<w:ins>{deleted(run('NOT_inserted_and_deleted'))}</w:ins>"),
    para(f"<w:moveFrom>{run('NOT_here')}</w:moveFrom><w:moveTo>{run('YES_there')}</w:moveTo>"),
    para(run("YES_hidden", "<w:vanish/>")),
    para(run("YES_host") + TEXT_BOX.format(para("YES_box") + table(["YES_box_cell", "YES_box_cell_2"]))),
    para(WORD_ART.format("YES_word_art")),
    para(run("YES_reference") + "<w:r><w:footnoteReference w:id='2'/></w:r>"),
    para(f"<w:r><w:ruby><w:rt>{run('NOT_sound')}</w:rt><w:rubyBase>{run('YES_base')}</w:rubyBase></w:ruby></w:r>"),
    para("<m:oMath><m:r><m:t>YES_formula</m:t></m:r></m:oMath>"),
    table(["YES_cell", para("YES_cell_2") + table(["YES_nested", "YES_nested_2"]) + para("YES_after")]),
    table([para("YES_frame") + table(["YES_inner_frame"])]),
    f"<w:tbl><w:sdt><w:sdtContent><w:tr><w:sdt><w:sdtContent><w:tc>{para('YES_cell_sdt')}</w:tc></w:sdtContent>"
    f"</w:sdt><w:tc>{para('YES_beside')}</w:tc></w:tr></w:sdtContent></w:sdt></w:tbl>",
    f"<w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc>{para('NOT_row')}</w:tc></w:tr></w:tbl>",
)


def test_every_visible_feature_is_found_once_and_nothing_else():
    data = make_docx(
        "".join(EVERYTHING),
        footnotes=NOTES.format("footnote", para("NOT_separator"), para("YES_footnote")),
        endnotes=NOTES.format("endnote", para("NOT_separator"), para("YES_endnote") + table(["YES_note_cell", "1"])),
        header1=para("YES_header") + para(WORD_ART.format("YES_watermark")),
        header2=para("YES_header") + para("YES_other_header"),
        footer1=para(run("— ") + field("PAGE", run("1")) + run(" YES_footer —")),
        comments=f"<w:comment>{para('NOT_comment')}</w:comment>",
    )
    package = open_package(data)
    source = " ".join((package.read(name) or b"").decode() for name in package.names())
    wanted = set(re.findall(r"YES_\w+", source))
    found = Counter(re.findall(r"(?:YES|NOT)_\w+", "\n".join(block.text for block in read_docx(data).blocks)))
    assert len(wanted) > 35
    assert dict(found) == dict.fromkeys(wanted, 1)


def test_order_is_body_notes_furniture():
    found = blocks(
        para("正文"),
        header1=para("眉"),
        footer1=para("脚"),
        endnotes=NOTES.format("endnote", para("—"), para("尾注")),
        footnotes=NOTES.format("footnote", para("—"), table(["脚注", "表"])),
    )
    assert [(block.text, block.kind) for block in found] == [
        ("正文", None), ("脚注", "footnote"), ("表", "footnote"), ("尾注", "footnote"),
        ("眉", "page_furniture"), ("脚", "page_furniture"),
    ]  # fmt: skip
    assert found[-1].anchor == "word/footer1.xml#p0"


def test_text_in_a_paragraph():
    breaks = "<w:r><w:br w:type='page'/></w:r>"
    content = run("甲") + "<w:r><w:tab/><w:t>乙</w:t><w:br/><w:t>丙</w:t><w:cr/></w:r>" + run("丁")
    assert texts(para(breaks + content + breaks)) == ["甲\t乙\n丙\n丁"]
    assert texts(para(run("前。") + breaks + run("附件1"))) == ["前。\n附件1"]
    marks = (
        "<w:r><w:t>A</w:t><w:noBreakHyphen/><w:t>B</w:t><w:softHyphen/><w:lastRenderedPageBreak/><w:t>C\nD</w:t></w:r>"
    )
    assert texts(para(marks)) == ["A-BC D"]
    assert texts(para() + para("　　") + para("留")) == ["留"]


@pytest.mark.parametrize(
    ("font", "code", "char"),
    [
        ("Wingdings", "F0FE", "☑"),
        ("Wingdings 2", "0052", "☑"),
        ("Wingdings", "F0A8", "□"),
        ("Wingdings", "F04A", ""),
        ("宋体", "25A1", "□"),
        ("Symbol", "F061", ""),
        ("宋体", "D800", ""),
        ("宋体", "zz", ""),
    ],
)
def test_symbols(font, code, char):
    assert texts(para(run("是") + f'<w:r><w:sym w:font="{font}" w:char="{code}"/></w:r>')) == ["是" + char]


def test_a_text_box_at_the_start_is_the_head_and_later_ones_follow_their_paragraph():
    body = para() + para(run("题") + TEXT_BOX.format(para("头"))) + para(run("文") + TEXT_BOX.format(para("注")))
    found = blocks(body)
    assert [block.text for block in found] == ["头", "题", "文", "注"]
    # Ordinals count every w:p, also the copy of the box for old Word.
    assert [block.anchor for block in found] == [f"word/document.xml#p{place}" for place in (2, 1, 4, 5)]


def test_a_branch_without_text_gives_way_to_the_other():
    choice = "<mc:Choice><w:drawing/></mc:Choice>"
    fallback = f"<mc:Fallback><w:pict><v:textbox><w:txbxContent>{para('框')}</w:txbxContent></v:textbox></w:pict></mc:Fallback>"
    content = f"<w:r><mc:AlternateContent>{choice}{fallback}</mc:AlternateContent></w:r>"
    assert texts(para(content) + para("<w:r><mc:AlternateContent/></w:r>")) == ["框"]


def test_table_cells_have_their_grid_place_and_merged_cells_come_once():
    def cell(text: str, properties: str) -> str:
        return f"<w:tc><w:tcPr>{properties}</w:tcPr>{para(text)}</w:tc>"

    span, start, go_on = '<w:gridSpan w:val="2"/>', '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    rows = [cell("宽", span) + cell("高", start), cell("左", "") + cell("", "") + cell("", go_on)]
    last = f'<w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr>{cell("缩", "")}{cell("", go_on)}</w:tr>'
    body = "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in rows) + last + "</w:tbl>"
    assert [(block.text, block.cell) for block in blocks(para("前") + body)] == [
        ("前", None), ("宽", (0, 0, 0)), ("高", (0, 0, 2)), ("左", (0, 1, 0)), ("缩", (0, 2, 1)),
    ]  # fmt: skip


def test_nested_tables_follow_the_row_that_holds_them():
    inner = table(["里一", "里二"])
    found = blocks(table([para("甲") + para("乙") + inner, "丙"], ["丁", "戊"]) + table(["己", "庚"]))
    assert [(block.text, block.cell) for block in found] == [
        ("甲\n乙", (0, 0, 0)), ("丙", (0, 0, 1)), ("里一", (1, 0, 0)), ("里二", (1, 0, 1)),
        ("丁", (0, 1, 0)), ("戊", (0, 1, 1)), ("己", (2, 0, 0)), ("庚", (2, 0, 1)),
    ]  # fmt: skip
    assert {block.kind for block in found} == {"table_cell"}
    assert [block.anchor for block in found[:2]] == ["word/document.xml#p0", "word/document.xml#p4"]


def test_a_table_of_single_cells_is_a_frame_around_paragraphs():
    found = blocks(table([para("红头") + para("标题", '<w:pStyle w:val="t"/>')], ["正文"]), styles=STYLES)
    assert [(block.text, block.kind, block.cell) for block in found] == [
        ("红头", None, None), ("标题", "title", None), ("正文", None, None),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("properties", "kind", "level"),
    [
        ('<w:pStyle w:val="1"/>', "heading", 1),
        ('<w:pStyle w:val="wps"/>', "heading", 3),
        ('<w:pStyle w:val="2a"/>', "heading", 2),
        ('<w:pStyle w:val="2b"/>', None, None),
        ('<w:pStyle w:val="2"/><w:outlineLvl w:val="3"/>', "heading", 4),
        ('<w:pStyle w:val="2"/><w:outlineLvl w:val="9"/>', None, None),
        ('<w:outlineLvl w:val="0"/>', "heading", 1),
        ('<w:outlineLvl w:val="5"/>', None, None),
        ('<w:outlineLvl w:val="many"/>', None, None),
        ('<w:pStyle w:val="t"/>', "title", None),
        ('<w:pStyle w:val="t2"/>', "title", None),
        ('<w:pStyle w:val="t"/><w:outlineLvl w:val="1"/>', "title", None),
        ('<w:pStyle w:val="x"/>', None, None),
        ('<w:pStyle w:val="undefined"/>', None, None),
        ("", None, None),
    ],
)
def test_headings_and_titles_come_from_styles(properties, kind, level):
    (block,) = blocks(para("文", properties), styles=STYLES)
    assert (block.kind, block.level) == (kind, level)


def test_paragraphs_without_a_style_have_the_default_one():
    (block,) = blocks(
        para("文"), styles=STYLES.replace("</w:style>", '<w:pPr><w:outlineLvl w:val="2"/></w:pPr></w:style>', 1)
    )
    assert (block.kind, block.level) == ("heading", 3)


@pytest.mark.parametrize("latent", ["<w:latentStyles/>", "<w:latentStyles><w:lsdException/></w:latentStyles>"])
def test_styles_that_word_knows_do_not_hide_those_of_the_document(latent):
    assert blocks(para("文", '<w:pStyle w:val="1"/>'), styles=latent + STYLES)[0].kind == "heading"


def test_headings_of_python_docx_are_found():
    document = docx.Document()
    document.add_heading("标题", 0)
    document.add_heading("一、目标", 1)
    document.add_heading("（一）任务", 2)
    document.add_paragraph("正文。")
    document.add_paragraph("事项", style="List Number")
    buffer = io.BytesIO()
    document.save(buffer)
    assert [(block.text, block.kind, block.level) for block in read_docx(buffer.getvalue()).blocks] == [
        ("标题", "title", None), ("一、目标", "heading", 1), ("（一）任务", "heading", 2),
        ("正文。", None, None), ("1. 事项", None, None),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("content", "styles", "hidden"),
    [
        (para(run("密语", "<w:vanish/>") + run("明")), "", 2),
        (para(run("密语", '<w:vanish w:val="0"/>')), "", 0),
        (para(run("密语", '<w:rStyle w:val="h"/>')), STYLES, 2),
        (para(run("密语", '<w:rStyle w:val="h"/><w:vanish w:val="false"/>')), STYLES, 0),
        (para("密语", '<w:pStyle w:val="h"/>'), STYLES, 2),
        (para("密语"), STYLES, 0),
    ],
)
def test_hidden_text_is_kept_and_announced(content, styles, hidden):
    raw = read_docx(make_docx(content, styles=styles))
    assert raw.blocks[0].text.startswith("密语")
    assert raw.warnings == ((f"文中有隐藏文字 {hidden} 字，已一并读入",) if hidden else ())


def test_a_deleted_paragraph_mark_joins_two_paragraphs():
    mark = "<w:rPr><w:del/></w:rPr>"
    body = para("前半", mark) + para(deleted(run("全删")), mark) + para("后半") + para("末", mark) + table(["甲", "乙"])
    raw = read_docx(make_docx(body + para(run("尾") + TEXT_BOX.format(para("框")), mark)))
    assert [block.text for block in raw.blocks] == ["前半后半", "末", "甲", "乙", "框", "尾"]
    assert raw.blocks[0].anchor == "word/document.xml#p0"
    assert raw.warnings == ("文中有未接受的修订：插入的文字已读入，删除的文字未读入",)


def test_embedded_documents_are_announced():
    assert "altChunk" in read_docx(make_docx(para("文") + "<w:altChunk/>")).warnings[0]


def test_the_main_part_may_have_any_name_and_strict_names_mean_the_same():
    parts = members(para("甲") + table(["乙", "丙"]))
    content = str(parts.pop("word/document.xml"))
    parts["word/document.xml"] = "decoy"
    parts["Main/文.xml"] = re.sub(r'xmlns:w="[^"]+"', f'xmlns:w="{STRICT}"', content)
    parts["_rels/.rels"] = relations({"/Main/文.xml": "officeDocument"}, STRICT_RELATIONS)
    parts["Main/_rels/文.xml.rels"] = relations({"../other/notes.xml": "footnotes"}, STRICT_RELATIONS)
    parts["other/notes.xml"] = str(parts["Main/文.xml"]).replace("w:body", "w:footnote")
    found = read_docx(zipped(parts)).blocks
    assert [block.text for block in found] == ["甲", "乙", "丙", "甲", "乙", "丙"]
    assert found[0].anchor == "Main/文.xml#p0"
    assert found[1].cell == (0, 0, 0)


@pytest.mark.shared
def test_real_documents_lose_nothing_and_double_nothing(shared):
    files = sorted((shared / "data" / "files" / "docx").glob("*.docx"))
    assert len(files) > 100
    for file in files:
        data = file.read_bytes()
        root = etree.fromstring(open_package(data).read("word/document.xml") or b"")
        out = {f"{W}del", f"{W}moveFrom", "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"}
        visible = (t for t in root.iter(f"{W}t") if not any(above.tag in out for above in t.iterancestors()))
        wanted = Counter("".join(t.text or "" for t in visible))
        body = [b for b in read_docx(data).blocks if b.kind not in ("footnote", "page_furniture")]
        found = Counter("".join(b.text for b in body))
        for white in " \t\n\u3000\xa0":
            del wanted[white], found[white]
        assert (wanted - found).total() <= 0.001 * wanted.total(), file.name
        assert (found - wanted).total() <= 0.001 * wanted.total() + 2, file.name
