"""The guarded zip container and the guarded XML parser."""

from __future__ import annotations

import struct
import tracemalloc
import zipfile

import pytest
from docx_maker import zipped

from formalism_nlp import errors
from formalism_nlp.readers import packages
from formalism_nlp.readers.packages import is_encrypted_ole, open_package, parse_xml

ZEROS = b"\0" * 12_000_000


def patch_central(data: bytes, offset: int, fmt: str, number: int) -> bytes:
    """Overwrite a field of the first entry of the central directory."""
    place = data.index(b"PK\x01\x02") + offset
    return data[:place] + struct.pack(fmt, number) + data[place + struct.calcsize(fmt) :]


def declared(data: bytes, size: int) -> bytes:
    return patch_central(data, 24, "<I", size)


def test_reads_members_whatever_their_case_and_slashes():
    with open_package(zipped({"Word\\Document.XML": "一", "empty.xml": ""})) as package:
        assert package.read("/word/document.xml") == "一".encode()
        assert package.read("empty.xml") == b""
        assert package.read("missing.xml") is None
        assert package.names() == ("Word\\Document.XML", "empty.xml")


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"", errors.EmptyError),
        (b"no zip at all", errors.CorruptError),
        (b"PK\x03\x04", errors.CorruptError),
        (zipped({"a": "x" * 500})[:-30], errors.CorruptError),
        (patch_central(zipped({"a": "secret"}), 8, "<H", 1), errors.EncryptedError),
        (zipped({"a": "x"}, zipfile.ZIP_BZIP2), errors.UnsupportedError),
        (zipped({"a": ZEROS}), errors.TooLargeError),
        (declared(zipped({"a": "x" * 2_000_000}), 300_000_000), errors.TooLargeError),
        (b"PK\x01\x02" * 10_001, errors.TooLargeError),
    ],
    ids=["empty", "text", "stub", "truncated", "encrypted", "bzip2", "bomb", "over the total", "members"],
)
def test_refuses_with_one_line_that_names_the_way_out(data, error):
    with pytest.raises(error) as caught:
        open_package(data)
    message = str(caught.value)
    assert type(caught.value) is error
    assert "\n" not in message
    assert "请" in message


def test_a_high_ratio_is_no_bomb_while_the_whole_is_small():
    assert open_package(zipped({"a": ZEROS[:5_000_000]})).read("a") == ZEROS[:5_000_000]


def test_ten_thousand_members_are_allowed():
    package = open_package(zipped({str(number): "" for number in range(10_000)}))
    assert len(package.names()) == 10_000


def test_a_lying_header_unpacks_no_more_than_it_declares():
    package = open_package(declared(zipped({"a": ZEROS}), 1000))
    tracemalloc.start()
    try:
        with pytest.raises(errors.CorruptError, match="损坏"):
            package.read("a")
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 200_000


def test_a_header_that_declares_too_much_is_found_out():
    with pytest.raises(errors.CorruptError):
        open_package(declared(zipped({"a": "short"}), 1000)).read("a")


def test_damaged_content_is_found_out():
    data = bytearray(zipped({"a": b"The quick brown fox" * 50}, zipfile.ZIP_STORED))
    data[200] ^= 0xFF
    with pytest.raises(errors.CorruptError, match="a 已损坏"):
        open_package(bytes(data)).read("a")


TYPED = '<?xml version="1.0" encoding="{}"?><!DOCTYPE a [<!ENTITY e "eeee">]><a>&e;</a>'


@pytest.mark.parametrize(
    "data",
    [
        *(TYPED.format(encoding).encode(encoding) for encoding in ("utf-8", "utf-16", "gb18030")),
        TYPED.format("utf-7").replace("<!", "+ADwAIQ-").encode(),
    ],
    ids=["utf-8", "utf-16", "gb18030", "utf-7"],
)
def test_document_types_are_refused_in_every_encoding(data):
    with pytest.raises(errors.UnsafeError, match=r"DOCTYPE.*请"):
        parse_xml(data, "a.xml")


def test_billion_laughs_end_at_once():
    rows = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    with pytest.raises(errors.UnsafeError):
        parse_xml(f'<!DOCTYPE a [<!ENTITY l0 "ha">{rows}]><a b="&l9;">&l9;</a>'.encode(), "a.xml")


@pytest.mark.parametrize("data", [b"", b"<a>", b"<a></b>", b"\xff\xfe<", b"<a>&e;</a>", b"<a>" * 2000 + b"</a>" * 2000])
def test_broken_or_deep_xml_is_refused(data):
    with pytest.raises(errors.CorruptError, match=r"x\.xml 已损坏或嵌套过深；请"):
        parse_xml(data, "x.xml")


def test_comments_do_not_cut_text():
    assert parse_xml("<a>第<!-- 注 --><?pi x?>一</a>".encode(), "a.xml").text == "第一"


def test_a_giant_part_is_refused(monkeypatch):
    monkeypatch.setattr(packages, "MAX_XML", 100)
    assert parse_xml(b"<a/>", "a.xml").tag == "a"
    with pytest.raises(errors.TooLargeError, match="请拆成几份"):
        parse_xml(b"<a>" + b" " * 100 + b"</a>", "a.xml")


def test_encrypted_office_files_are_told_from_old_word_files():
    magic = bytes.fromhex("d0cf11e0a1b11ae1")
    name = "EncryptedPackage".encode("utf-16-le")
    entry = name.ljust(64, b"\0") + struct.pack("<H", 34)
    assert is_encrypted_ole(magic + b"\0" * 1000 + entry)
    assert not is_encrypted_ole(magic + b"\0" * 1000 + name + "是流的名字".encode("utf-16-le"))
    assert not is_encrypted_ole(b"\0" * 1000 + entry)
