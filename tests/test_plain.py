"""Plain text: encodings, damage, lines and offsets."""

import random
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formalism_nlp.errors import CorruptError, EmptyError, ReadError, TooLargeError
from formalism_nlp.readers.plain import decode, plain_document, read_plain
from formalism_nlp.text import normalise

TEXT = (
    "关于开展秋季河道清理工作的通知\r\n各乡镇人民政府：\r\n　　为改善水质，现就2025年河道清理有关事项通知如下：\r\n"
    "一、摸清底数。各镇9月20日前报送河段清单；县水利局汇总。\r\n"
)
HAN = "各乡镇人民政府要按照职责分工抓好河道清理工作"


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (TEXT.encode(), "utf-8"),
        (TEXT.encode("utf-8-sig"), "utf-8"),
        (b"\xff\xfe" + TEXT.encode("utf-16-le"), "utf-16-le"),
        (b"\xfe\xff" + TEXT.encode("utf-16-be"), "utf-16-be"),
        (TEXT.encode("utf-16-le"), "utf-16-le"),
        (TEXT.encode("utf-16-be"), "utf-16-be"),
        (TEXT.encode("gb2312"), "gb18030"),
        (TEXT.encode("gbk"), "gb18030"),
        (TEXT.encode("gb18030"), "gb18030"),
    ],
)
def test_every_encoding_gives_the_same_text(data: bytes, encoding: str) -> None:
    assert decode(data) == (TEXT, encoding)


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_without_a_zero_byte(encoding: str) -> None:
    data = HAN.encode(encoding)
    assert b"\0" not in data
    assert decode(data) == (HAN, encoding)


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_of_ascii_only(encoding: str) -> None:
    assert decode("Notice No. 3, 2025\n".encode(encoding)) == ("Notice No. 3, 2025\n", encoding)


def test_four_byte_characters_of_gb18030() -> None:
    assert decode(("村民㑇𠮷等" * 3 + HAN).encode("gb18030")) == ("村民㑇𠮷等" * 3 + HAN, "gb18030")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16-le", "utf-16-be", "utf-16", "gb18030"])
def test_a_cut_end_costs_one_character(encoding: str) -> None:
    data = TEXT.encode(encoding)
    for cut in range(len(data) // 2, len(data)):
        text, _ = decode(data[:cut])
        assert TEXT.startswith(text.removesuffix("\ufffd"))
        assert len(data[:cut]) <= len((text.removesuffix("\ufffd")).encode(encoding)) + 3


@pytest.mark.parametrize("cut", [1, 2, 3, 4])
def test_a_cut_beginning_of_utf8(cut: int) -> None:
    text, encoding = decode(TEXT.encode()[cut:])
    assert encoding == "utf-8"
    assert TEXT.endswith(text.removeprefix("\ufffd"))


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_few_bad_bytes_are_replaced_and_reported(encoding: str) -> None:
    data = (TEXT * 60).encode(encoding)
    line_end = data.index(b"\n", len(data) // 2) + 1
    document = read_plain(data[:line_end] + b"\xff\n" + data[line_end:])
    assert document.reader == f"plain ({encoding})"
    assert document.warnings == (f"有 1 处字节无法按 {encoding} 解码，已用 \ufffd 代替",)
    assert "\ufffd" in {block.text for block in document.blocks}


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_many_bad_bytes_are_refused(encoding: str) -> None:
    lines = (TEXT * 20).encode(encoding).splitlines(keepends=True)
    with pytest.raises(CorruptError, match="UTF-8"):
        decode(b"\xff\xff\n".join(lines))


@pytest.mark.parametrize(
    "data",
    [
        random.Random(7).randbytes(4000),
        b"PK\x03\x04" + bytes(200),
        b"\x89PNG\r\n\x1a\n" + random.Random(8).randbytes(500),
        b"\xff\xfe" + random.Random(9).randbytes(999),
        b"\xef\xbb\xbf" + random.Random(10).randbytes(999),
        b"\0" * 50,
        b"\x01\x02\x03\x04 text",
        b"\xff",
        "Le préfet a décidé, à l'unanimité, de créer une équipe déléguée.".encode("latin-1"),
    ],
)
def test_what_is_no_text_is_refused(data: bytes) -> None:
    with pytest.raises(CorruptError):
        decode(data)


@pytest.mark.parametrize("data", [b"", b"\xef\xbb\xbf", b" \r\n\t\n", "\u3000\u200b\ufeff\n".encode(), b"\xff\xfe"])
def test_blank_files_are_empty(data: bytes) -> None:
    with pytest.raises(EmptyError):
        read_plain(data)


def test_a_block_for_each_line_and_offsets_into_the_decoded_text() -> None:
    document = read_plain(TEXT.encode("gbk"))
    text = "\n".join(block.text for block in document.blocks)
    assert text == normalise(TEXT).text
    assert len(document.blocks) == 5
    assert document.blocks[-1].text == ""
    position = text.index("县水利局")
    before, source = max(pair for pair in document.offsets if pair[0] <= position)
    assert TEXT[position - before + source :].startswith("县水利局")


def test_all_line_ends_and_markdown_marks() -> None:
    document = plain_document("# 一、目标\r二、措施\x0c\u2028**三**")
    assert [block.text for block in document.blocks] == ["# 一、目标", "二、措施", "", "**三**"]
    assert all(block.kind is None for block in document.blocks)


def test_one_very_long_line() -> None:
    start = time.perf_counter()
    document = read_plain(("要" * 4_999_999).encode("gbk"))
    assert [len(block.text) for block in document.blocks] == [4_999_999]
    assert time.perf_counter() - start < 10


@pytest.mark.parametrize("text", ["要" * 5_000_001, "\n" * 300_001 + "要", "\r\n" * 150_001 + "要"])
def test_a_text_that_is_no_document_is_refused(text: str) -> None:
    with pytest.raises(TooLargeError, match="上限"):
        read_plain(text.encode())


@given(st.binary(max_size=400))
def test_any_bytes_decode_or_raise_a_read_error(data: bytes) -> None:
    try:
        text, encoding = decode(data)
    except ReadError as error:
        assert "\n" not in str(error)
    else:
        assert text
        assert encoding in ("utf-8", "utf-16-le", "utf-16-be", "gb18030")


@given(st.text(alphabet=st.sampled_from("各乡镇要按时报送，。\n\r 　第1条（一）《》"), min_size=1), st.booleans())
def test_joined_blocks_are_the_normalised_text(text: str, gbk: bool) -> None:
    data = (HAN + text).encode("gbk" if gbk else "utf-8")
    document = read_plain(data)
    assert "\n".join(block.text for block in document.blocks) == normalise(HAN + text).text
