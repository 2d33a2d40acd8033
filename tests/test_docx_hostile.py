"""Broken and hostile Word documents: a clean error or a document, and never anything else."""

from __future__ import annotations

import sys
import time

import pytest
from docx_maker import MAIN, abstract, level, listing, make_docx, members, numbered, para, relations, run, table, zipped
from hypothesis import given, settings
from hypothesis import strategies as st

from formalism_nlp import errors
from formalism_nlp.readers.base import RawDocument
from formalism_nlp.readers.docx import read_docx

GOOD = make_docx(para("正文") + table(["甲", "乙"]), numbering=abstract(0, level(0, "decimal", "%1.")) + listing(1, 0))
PICTURE = "<w:p><w:r><w:drawing><a:blip/></w:drawing></w:r></w:p>"


def without(name: str) -> dict[str, str | bytes]:
    parts = members(para("文"))
    del parts[name]
    return parts


def changed(**parts: str) -> bytes:
    """Replace parts of a good document by name, with ``__`` for the slash."""
    replaced = {name.replace("__", "/") + ".xml": content for name, content in parts.items()}
    return zipped({**members(numbered("文", 1), numbering="", styles="", footnotes="", header1=""), **replaced})


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"", errors.EmptyError),
        (b"not a zip", errors.CorruptError),
        (GOOD[: len(GOOD) // 2], errors.CorruptError),
        (zipped({"word/other.xml": "<a/>"}), errors.CorruptError),
        (zipped(without("word/document.xml")), errors.CorruptError),
        (changed(word__document="<w:document"), errors.CorruptError),
        (changed(word__document="<html/>"), errors.CorruptError),
        (changed(word__document="<workbook xmlns='urn:x'/>"), errors.CorruptError),
        (
            changed(
                word__document=f"<!DOCTYPE a [<!ENTITY e SYSTEM 'file:///etc/hostname'>]><w:document xmlns:w='{MAIN}'/>"
            ),
            errors.UnsafeError,
        ),
        (changed(word__styles="<!DOCTYPE a><a/>"), errors.UnsafeError),
        (zipped({**members(para("文")), "big": b"\0" * 30_000_000}), errors.TooLargeError),
        (make_docx(PICTURE), errors.NotReadError),
        (make_docx("<w:p>" * 2000 + "</w:p>" * 2000), errors.CorruptError),
    ],
    ids=[
        "empty",
        "no zip",
        "half",
        "no document",
        "missing",
        "broken",
        "html",
        "excel",
        "entity",
        "style dtd",
        "bomb",
        "pictures",
        "deep",
    ],
)
def test_errors_are_one_line_and_name_the_way_out(data, error):
    with pytest.raises(errors.ReadError) as caught:
        read_docx(data)
    assert type(caught.value) is error
    assert "\n" not in str(caught.value)
    assert "请" in str(caught.value)


@pytest.mark.parametrize("layers", [20, 80, 90, 2000])
def test_nested_tables_end_in_a_result_or_a_clean_error(layers):
    body = para("文")
    for _ in range(layers):
        body = f"<w:tbl><w:tr><w:tc>{body}</w:tc></w:tr></w:tbl>"
    try:
        assert [block.text for block in read_docx(make_docx(body)).blocks] == ["文"]
    except errors.CorruptError as error:
        assert layers > 80
        assert "嵌套过深" in str(error)


def test_the_deepest_xml_that_parses_leaves_room_on_the_stack():
    # 256 levels is the limit of the parser; half of Python's default stack must be enough for them.
    depth = 245
    links, controls = (f"<w:{tag}>" * depth + "{}" + f"</w:{tag}>" * depth for tag in ("hyperlink", "sdt"))
    limit = sys.getrecursionlimit()
    frame, used = sys._getframe(), 0
    while frame is not None:
        frame, used = frame.f_back, used + 1
    sys.setrecursionlimit(used + 620)
    try:
        raw = read_docx(make_docx(para(links.format(run("深"))) + controls.format(para("层"))))
    finally:
        sys.setrecursionlimit(limit)
    assert [block.text for block in raw.blocks] == ["深", "层"]


@pytest.mark.parametrize(
    ("part_name", "loss"),
    [
        ("numbering", "自动编号未还原"),
        ("styles", "标题样式未识别"),
        ("footnotes", "脚注未读入"),
        ("header1", "页眉未读入"),
    ],
)
@pytest.mark.parametrize("content", ["<w:broken", "", "<a>&undefined;</a>"])
def test_a_broken_part_costs_only_itself(part_name, loss, content):
    raw = read_docx(changed(**{f"word__{part_name}": content}))
    assert [block.text for block in raw.blocks] == ["文"]
    assert raw.warnings == (f"word/{part_name}.xml 缺失或已损坏：{loss}",)


def test_a_missing_part_and_a_broken_list_of_parts_are_announced():
    assert read_docx(
        zipped({**members(para("文")), "word/_rels/document.xml.rels": relations({"no.xml": "styles"})})
    ).warnings == ("word/no.xml 缺失或已损坏：标题样式未识别",)
    raw = read_docx(zipped({**members(para("文")), "word/_rels/document.xml.rels": "<broken"}))
    assert (len(raw.blocks), len(raw.warnings)) == (1, 1)
    assert read_docx(zipped(without("word/_rels/document.xml.rels"))).warnings == ()
    assert [block.text for block in read_docx(zipped(without("_rels/.rels"))).blocks] == ["文"]


def test_targets_outside_the_package_are_not_followed():
    rels = relations({"../../../etc/passwd": "styles"}).replace("/>", ' TargetMode="External"/>')
    assert read_docx(zipped({**members(para("文")), "word/_rels/document.xml.rels": rels})).warnings == ()


def test_pictures_beside_text_are_no_scan():
    assert [block.text for block in read_docx(make_docx(PICTURE + para("文"))).blocks] == ["文"]
    assert read_docx(make_docx(para())).blocks == ()


def test_a_giant_label_does_not_multiply():
    form = level(0, "lowerLetter", "%1" * 50_000, '<w:start w:val="999"/>')
    numbering = abstract(0, form) + listing(1, 0)
    blocks = read_docx(make_docx(numbered("", 1) * 200, numbering=numbering)).blocks
    assert max(len(block.text) for block in blocks) <= 64


def test_wide_documents_take_linear_time():
    def seconds(count: int) -> float:
        data = make_docx((para("文" * 10) + table(["甲", "乙"])) * count)
        start = time.process_time()
        assert len(read_docx(data).blocks) == 3 * count
        return time.process_time() - start

    seconds(100)
    assert seconds(4000) < 20 * seconds(1000) + 0.1


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_damaged_bytes_end_in_a_document_or_a_read_error(data):
    content = bytearray(GOOD)
    for _ in range(data.draw(st.integers(1, 6))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    check(bytes(content[: data.draw(st.integers(0, len(content)))] if data.draw(st.booleans()) else content))


TAGS = [
    "p",
    "r",
    "t",
    "tbl",
    "tr",
    "tc",
    "sdt",
    "ins",
    "del",
    "txbxContent",
    "pict",
    "fldChar",
    "sym",
    "ruby",
    "pPr",
    "numPr",
]
TREES = st.recursive(
    st.sampled_from(
        [
            "文",
            "",
            "<w:t>字</w:t>",
            '<w:fldChar w:fldCharType="end"/>',
            "<mc:AlternateContent/>",
            "<v:textpath/>",
            '<w:pStyle w:val="x"/>',
        ]
    ),
    lambda inner: st.tuples(st.sampled_from(TAGS), st.lists(inner, max_size=4)).map(
        lambda node: f"<w:{node[0]}>{''.join(node[1])}</w:{node[0]}>"
    ),
    max_leaves=25,
)


@settings(max_examples=150, deadline=None)
@given(st.lists(TREES, max_size=5))
def test_elements_in_impossible_places_do_no_harm(trees):
    raw = read_docx(make_docx("".join(trees), numbering="".join(trees[:1]), styles="".join(trees[1:2])))
    assert isinstance(raw, RawDocument)
    assert all(block.text.strip() for block in raw.blocks)


def check(data: bytes) -> None:
    try:
        raw = read_docx(data)
    except errors.ReadError as error:
        assert "\n" not in str(error)
    else:
        assert isinstance(raw, RawDocument)
