"""The OFD reader on files made here, and on the real ones where they are."""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter

import pytest
from docx_maker import zipped
from lxml import etree
from ofd_maker import NOTICE, SPACE, composite, grid, layer, lines, make_ofd, members, page, rule, text, units
from pdf_maker import body, of_kind

from formalism_nlp import read
from formalism_nlp.errors import (
    CorruptError,
    EmptyError,
    EncryptedError,
    NotReadError,
    ReadError,
    TooLargeError,
    UnsafeError,
)
from formalism_nlp.readers.ofd import content, read_ofd
from formalism_nlp.readers.ofd import reader as ofd_reader


def characters(data: bytes) -> Counter[str]:
    """Count the characters of every TextCode outside of annotations and patterns, wherever it stands in the package."""
    found: Counter[str] = Counter()
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for name in package.namelist():
            if not name.lower().endswith(".xml"):
                continue
            try:
                root = etree.fromstring(package.read(name), etree.XMLParser(remove_comments=True))
            except etree.XMLSyntaxError:
                continue  # custom tags of real files use prefixes that they do not declare
            for code in root.iter("{*}TextCode"):
                if not {"Annot", "Pattern"} & {etree.QName(above).localname for above in code.iterancestors()}:
                    found.update(re.sub(r"\s", "", code.text or ""))
    return found


def read_characters(data: bytes) -> Counter[str]:
    return Counter(re.sub(r"\s", "", "".join(block.text for block in read_ofd(data).blocks)))


def test_notice_becomes_title_addressee_and_paragraphs():
    doc = read(make_ofd(NOTICE))
    assert doc.source.format == "ofd" and doc.source.pages == 1 and doc.source.warnings == ()
    assert (doc.meta.title, str(doc.meta.date)) == ("关于开展巡河工作的通知", "2025-03-04")
    assert [doc.quote(block.span) for block in doc.blocks if block.kind == "body"] == [
        "镇里每周巡河一次，记录各项问题并报县水务局统一登记处理，逐条销号。",
        "各镇三月底前报一次。",
    ]
    left, top, right, bottom = next(block.box for block in doc.blocks if block.kind == "title")
    assert (round(left), round(top)) == (198, 113) and right > left and bottom > top


def test_every_text_code_arrives_wherever_it_stands():
    pages = [
        page(
            layer(text(20, 30, "背景层"), "Background"),
            layer(text(20, 50, "前景层"), "Foreground"),
            text(20, 70, "正文层"),
        ),
        page("<ofd:PageBlock><ofd:PageBlock>" + text(20, 30, "两层图块") + "</ofd:PageBlock></ofd:PageBlock>"),
        page(composite(6, 20, 40)),
        page(text(20, 30, "带模板的页"), templates='<ofd:Template TemplateID="5" ZOrder="Foreground"/>'),
        page(text(20, 30, "一个对象", code='X="0" Y="4"><!-- --') + text(20, 60, "重叠") + text(90, 60, "又一处")),
        page(grid([30, 80, 130], [40, 60, 80]) + text(32, 45, "村名") + text(82, 45, "里程") + text(82, 65, "三公里")),
    ]
    resources = units(u6=text(3, 3, "图元外层") + composite(7, 0, 20), u7=text(3, 3, "图元内层"))
    made = make_ofd(*pages, templates={5: page(text(20, 10, "松垣县公文"))}, resources=resources)
    assert read_characters(made) == characters(made)


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ('X="0" Y="4" DeltaX="g 3 5"', "巡河记录"),
        ('X="0" Y="4" DeltaX="5 5 5"', "巡河记录"),
        ('X="0" Y="4"', "巡河记录"),
        ('X="0" Y="4" DeltaX="5"', "巡河记录"),
        ('X="0" Y="4" DeltaX="g 99999999 5"', "巡河记录"),
        ('X="0" Y="4" DeltaX="5 40 5"', "巡河 记录"),
        ('X="0" Y="4" DeltaX="g x y NaN 1e999"', "巡河记录"),
        ('X="0" Y="4" DeltaY="5 5 5"', "巡河记录"),
        ('DeltaX="-5 -5 -5"', "录记河巡"),
    ],
)
def test_steps_between_characters(code, expected):
    assert body(read_ofd(make_ofd(page(text(60, 60, "巡河记录", code=code))))) == [expected]


def test_several_codes_of_one_object_follow_each_other():
    two = text(20, 30, "每周", code='X="0" Y="4" DeltaX="5"').replace(
        "</ofd:TextObject>", '<ofd:TextCode X="10" DeltaX="5">巡河</ofd:TextCode></ofd:TextObject>'
    )
    assert body(read_ofd(make_ofd(page(two)))) == ["每周巡河"]


def test_matrix_places_scaled_and_turned_text():
    scaled = lines(40, "各镇每周巡河一次。") + text(
        28, 60, "每月报告一次。", size=1, attributes='CTM="5.6 0 0 5.6 0 0"'
    )
    assert body(read_ofd(make_ofd(page(scaled)))) == ["各镇每周巡河一次。", "每月报告一次。"]
    rows = "".join(text(200 - 10 * i, 40, row, attributes='CTM="0 1 -1 0 0 0"') for i, row in enumerate("甲乙丙"))
    assert "".join(body(read_ofd(make_ofd(page(rows))))) == "甲乙丙"


def test_two_columns_are_read_one_after_the_other():
    left, right = ["左栏的文字一行一行地写到底部"] * 6, ["右栏的文字也是一行一行写下来"] * 6
    made = make_ofd(page(lines(40, *left, left=20) + lines(40, *right, left=115)))
    assert "".join(body(read_ofd(made))) == "".join(left + right)


def test_ruled_table_becomes_cells():
    made = make_ofd(
        page(
            lines(20, "附件")
            + grid([30, 80, 130], [40, 60, 80])
            + text(32, 45, "村名")
            + text(82, 45, "里程")
            + text(82, 65, "三公里")
        )
    )
    cells = [(block.cell, block.text) for block in read_ofd(made).blocks if block.kind == "table_cell"]
    assert cells == [((0, 0, 0), "村名"), ((0, 0, 1), "里程"), ((0, 1, 1), "三公里")]


def test_a_template_on_every_page_is_furniture():
    head = page(text(28, 10, "松垣县水务局公文"))
    pages = [page(lines(60, word * 20), templates='<ofd:Template TemplateID="5"/>') for word in "甲乙丙"]
    raw = read_ofd(make_ofd(*pages, templates={5: head}))
    assert of_kind(raw, "page_furniture") == ["松垣县水务局公文"] * 3


def test_several_documents_are_read_in_order():
    made = members(page(text(20, 30, "第一份")))
    made["OFD.xml"] = made["OFD.xml"].replace(
        "</ofd:OFD>", "<ofd:DocBody><ofd:DocRoot>Doc_1/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>"
    )
    made |= {
        name.replace("Doc_0", "Doc_1"): part.replace("第一份", "第二份") for name, part in made.items() if "/" in name
    }
    raw = read_ofd(zipped(made))
    assert (body(raw), raw.pages) == (["第一份", "第二份"], 2) and "2 份文档" in raw.warnings[0]


def test_what_is_not_read_is_named():
    made = members(
        NOTICE, page(rule(10, 10, 50, 10)), page(composite(99)),
        more="<ofd:Annotations>Annots.xml</ofd:Annotations><ofd:Attachments>/Doc_0/Attachs.xml</ofd:Attachments>",
    )  # fmt: skip
    made |= {
        "Doc_0/Annots.xml": f'<ofd:Annotations {SPACE}><ofd:Page PageID="0"><ofd:FileLoc>Annot_0.xml</ofd:FileLoc></ofd:Page></ofd:Annotations>',
        "Doc_0/Annot_0.xml": f"<ofd:PageAnnot {SPACE}><ofd:Annot><ofd:Appearance>{text(5, 5, '内部资料')}</ofd:Appearance></ofd:Annot></ofd:PageAnnot>",
        "Doc_0/Attachs.xml": f'<ofd:Attachments {SPACE}><ofd:Attachment Name="巡河清单"/></ofd:Attachments>',
        "Doc_0/Signs/Signatures.xml": f"<ofd:Signatures {SPACE}><ofd:Signature/></ofd:Signatures>",
    }
    raw = read_ofd(zipped(made))
    said = "\n".join(raw.warnings)
    for words in (
        "第2页只有图像或图形",
        "第3页引用的模板或图元不在",
        "1 处批注、水印或印章",
        "1 个电子签名",
        "附件 巡河清单",
    ):
        assert words in said
    assert "内部资料" not in "".join(block.text for block in raw.blocks)


def test_missing_and_broken_pages_are_named():
    made = members(NOTICE, NOTICE, NOTICE)
    del made["Doc_0/Pages/Page_1/Content.xml"]
    made["Doc_0/Pages/Page_2/Content.xml"] = "<broken"
    raw = read_ofd(zipped(made))
    assert raw.pages == 3 and "第2—3页已损坏或缺失" in raw.warnings[0]


def test_paths_of_all_kinds_are_followed_inside_the_package_only():
    for stated in (
        "/Doc_0/Pages/Page_0/Content.xml",
        "Doc_0/Pages/Page_0/Content.xml",
        "./Pages\\\\Page_0/../Page_0/content.XML",
    ):
        made = members(NOTICE)
        made["Doc_0/Document.xml"] = made["Doc_0/Document.xml"].replace("Pages/Page_0/Content.xml", stated)
        assert len(body(read_ofd(zipped(made)))) == 6
    made["Doc_0/Document.xml"] = members(NOTICE)["Doc_0/Document.xml"].replace("Pages/", "../../../Doc_0/Pages/")
    with pytest.raises(CorruptError):
        read_ofd(zipped(made))


def test_characters_without_a_code_are_warned_about():
    assert "无法识别的字符" in read_ofd(make_ofd(page(lines(40, "¤¤¤¤巡河¤¤")))).warnings[-1]


def without(made, name):
    return {key: part for key, part in made.items() if key != name}


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (zipped({"OFD.xml": "<OFD/>"}), CorruptError),
        (zipped({"OFD.xml": "no xml"}), CorruptError),
        (zipped(without(members(NOTICE), "Doc_0/Document.xml")), CorruptError),
        (zipped(without(members(NOTICE), "Doc_0/Pages/Page_0/Content.xml")), CorruptError),
        (zipped({**members(NOTICE), "OFD.xml": "<!DOCTYPE a [<!ENTITY b 'c'>]>" + members(NOTICE)["OFD.xml"]}), UnsafeError),
        (make_ofd(page()), EmptyError),
        (make_ofd(), EmptyError),
        (make_ofd(page(rule(0, 0, 9, 0))), NotReadError),
        (make_ofd(page('<ofd:ImageObject ResourceID="4" Boundary="0 0 210 297"/>')), NotReadError),
        (zipped({"Encryptions.xml": "<e/>", "decryptseed.dat": "x"}), EncryptedError),
        (zipped({**members(NOTICE), "EntriesMap.dat": "x"}), EncryptedError),
    ],
)  # fmt: skip
def test_refuses_with_one_line(data, error):
    with pytest.raises(error) as caught:
        read(data)
    assert type(caught.value) is error and "\n" not in str(caught.value)


def test_units_that_hold_each_other_end():
    ring = units(u6=composite(7) + text(1, 1, "甲"), u7=composite(6))
    assert set("".join(body(read_ofd(make_ofd(page(composite(6)), resources=ring))))) == {"甲"}
    tenfold = units(**{f"u{i}": composite(i + 1) * 10 for i in range(1, 8)}, u8="")
    with pytest.raises(TooLargeError, match="图文对象"):
        read_ofd(make_ofd(page(composite(1)), resources=tenfold))


def test_limits(monkeypatch):
    monkeypatch.setattr(ofd_reader, "MOST_PAGES", 1)
    with pytest.raises(TooLargeError, match="2 页"):
        read_ofd(make_ofd(NOTICE, NOTICE))
    monkeypatch.setattr(content.Budget, "__init__", lambda self: self.__dict__.update(units=1000, chars=20))
    with pytest.raises(TooLargeError, match="万字"):
        read_ofd(make_ofd(NOTICE))


# By hand: 019 and 037 hold units and templates that no page uses (294 units twice, four spare templates), 005 a page
# that the list of pages does not name; 021 draws headings twice, one a hair beside the other, which is bold type.
UNUSED = {"005_SignScaleError.ofd": 124, "019_y.ofd": 4800, "021_zsbk.ofd": 148, "037_fptpl.ofd": 334}


@pytest.mark.shared
def test_real_files_keep_every_text_code_that_a_page_shows(shared):
    shown = 0
    for path in sorted((shared / "data" / "files" / "ofd").glob("*.ofd")):
        data = path.read_bytes()
        expected = characters(data)
        try:
            lost = expected - read_characters(data)
        except ReadError as error:
            assert (error.code, expected.total()) == ("not_read", 0), path.name
            continue
        assert lost.total() == UNUSED.get(path.name, 0), path.name
        shown += expected.total() - lost.total()
    assert shown > 40_000
