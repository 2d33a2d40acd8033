"""Web pages as bytes: encodings and wrong declarations, hostile pages, telling a page from a text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from formalism_nlp.errors import CorruptError, EmptyError, ReadError, TooLargeError, UnsafeError
from formalism_nlp.readers.html import looks_like_html, read_html
from formalism_nlp.readers.html import reader as html

BODY = ["各乡镇人民政府：", "为改善水质，现就河道清理有关事项通知如下：", "一、每月清运两次。", "2025年3月4日"]
PAGE = (
    "<html><head><title>松垣县政府网</title></head><body><ul><li><a href='/'>首页</a><li><a href='/zw'>政务公开</a></ul>"
    f"<div class='TRS_Editor'>{''.join(f'<p>　　{line}</p>' for line in BODY)}</div></body></html>"
)


def texts(data: bytes) -> list[str]:
    return [block.text for block in read_html(data).blocks]


@pytest.mark.parametrize("declared", [None, "utf-8", "gb2312", "GBK", "iso-8859-1", "big5"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16", "utf-16-le"])
def test_right_and_wrong_declarations(encoding: str, declared: str | None) -> None:
    head = f"<meta http-equiv='Content-Type' content='text/html; charset={declared}'>" if declared else ""
    document = read_html(PAGE.replace("<head>", f"<head>{head}").encode(encoding))
    assert [block.text for block in document.blocks] == BODY
    found = {"gbk": "gb18030", "utf-8-sig": "utf-8", "utf-16": "utf-16-le"}.get(encoding, encoding)
    assert document.reader == f"html ({found})"


def test_gbk_that_is_valid_utf8_by_chance() -> None:
    page = "<meta charset=gb2312><p>通知".encode("gbk")
    assert page.decode("utf-8") and texts(page) == ["通知"]
    assert texts("<meta charset=utf-8><p>café".encode()) == ["café"]


def test_a_page_with_half_characters() -> None:
    broken = PAGE.encode("gbk").replace("政务公开".encode("gbk"), "政务公开".encode("gbk")[:-1] + b"\x80\xff")
    assert texts(broken) == BODY
    assert len(read_html(broken).warnings) == 1
    page = PAGE.replace("</head>", f"<style>{'p {color: red}' * 60}</style></head>").encode()
    assert texts(page + "<!--技术支持：松垣-->".encode("gbk")) == BODY


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"  ",
        b"<html></html>",
        b"<html><body><script>x</script><img src=a.jpg></body>",
        "<p>打印 | 关闭</p>".encode(),
    ],
)
def test_pages_without_text_are_empty(data: bytes) -> None:
    with pytest.raises(EmptyError):
        read_html(data)


def test_hostile_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(UnsafeError, match="实体"):
        read_html(
            b"<?xml version='1.0'?><!DOCTYPE html [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><html><body>&a;</body></html>"
        )
    with pytest.raises(UnsafeError, match="嵌套"):
        read_html(b"<div>" * 100_000 + b"text")
    with pytest.raises(TooLargeError, match="标签"):
        read_html(b"<b>" * (html.MAX_TAGS + 1))
    with pytest.raises(CorruptError):
        read_html(b"<html><body>" + bytes(range(1, 256)) * 40)
    monkeypatch.setattr(html, "MAX_BYTES", 10)
    with pytest.raises(TooLargeError, match="上限"):
        read_html(PAGE.encode())


def test_deep_but_honest_nesting_is_read() -> None:
    assert texts(PAGE.replace("<body>", f"<body>{'<div><span>' * 300}").encode()) == BODY
    spans = (
        "<table>" + "<tr>" + "<td colspan=9999 rowspan=9999>一" * 40 + "</tr><tr><td>二<td>三</tr>" * 40 + "</table>"
    )
    assert len(texts(f"<body>{spans}</body>".encode())) == 120


def test_doctype_and_entities_of_html() -> None:
    page = '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0//EN" "http://localhost/x.dtd"><p>甲&amp;乙&#65292;每月&ldquo;两次&rdquo;。</p>'
    assert texts(page.encode()) == ["甲&乙，每月“两次”。"]


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("<!DOCTYPE html><title>x", True),
        ("\ufeff \n<HTML lang=zh>", True),
        ("<?xml version='1.0'?><!-- a --><!-- b --><html xmlns='x'>", True),
        ("<p>关于", True),
        ("Warning: x\n<html><head>", True),
        ("请在 <table> 中填报，<html> 与 <body> 不用。", False),
        ("<通知>各村：", False),
        ("<?xml version='1.0'?><root/>", False),
        ("a < b", False),
        ("", False),
        ("<!--a-->" * 400, False),
    ],
)
def test_looks_like_html(head: str, expected: bool) -> None:
    assert looks_like_html(head.encode()) is expected
    assert looks_like_html(head.removeprefix("\ufeff").encode("utf-16")) is expected


TAGS = [
    "<p>",
    "</p>",
    "<td>",
    "<tr>",
    "<table>",
    "<li>",
    "<ol>",
    "</ol>",
    "<br>",
    "<a href=x>",
    "</a>",
    "<h1>",
    "<div id=zoom>",
    "</div>",
]


@settings(max_examples=60, deadline=None)
@given(
    st.one_of(
        st.binary(max_size=300),
        st.lists(
            st.sampled_from(
                [*TAGS, "文号：", "各村：", "要按时报送，", "\u3000", "&#0;", "<!--", "]]>", "\x0b", "\x00"]
            )
        ).map(lambda parts: "".join(parts).encode()),
    )
)
def test_any_bytes_are_read_or_raise_a_read_error(data: bytes) -> None:
    try:
        document = read_html(data)
    except ReadError as error:
        assert "\n" not in str(error)
    else:
        assert all(block.text.strip() for block in document.blocks)
