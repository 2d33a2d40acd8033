"""Word and RTF files made to keep a reader busy or to fill its memory: each ends within seconds."""

from __future__ import annotations

import struct
import time
from collections.abc import Callable

import pytest
from doc_maker import SECTOR, Doc, Para, lists, make_doc, numbered, ole, plc, style_sheet

from formalism_nlp.errors import CorruptError, ReadError, TooLargeError, UnsupportedError
from formalism_nlp.readers.base import RawDocument
from formalism_nlp.readers.doc import read_doc
from formalism_nlp.readers.rtf import read_rtf

SECONDS = 5.0
GOOD = make_doc(*[Para(f"第{number}条　每周巡河一次。") for number in range(40)])


def ends(reader: Callable[[bytes], RawDocument], data: bytes) -> RawDocument | ReadError:
    """Read within the time or fail; return what came of it."""
    start = time.process_time()
    try:
        return reader(data)
    except ReadError as error:
        assert "\n" not in str(error)
        return error
    finally:
        assert time.process_time() - start < SECONDS


def patched(data: bytes, at: int, *values: int) -> bytes:
    changed = bytearray(data)
    struct.pack_into(f"<{len(values)}I", changed, at, *values)
    return bytes(changed)


def in_circles() -> bytes:
    """Every sector is followed by the first."""
    tables = struct.unpack_from("<I", GOOD, 76)[0]
    return patched(GOOD, SECTOR * (tables + 1), *[0] * 128)


def deep_directory(depth: int) -> bytes:
    return ole({f"x{number}": b"" for number in range(depth)} | Doc({"body": [Para("文")]}).streams())


CONTAINERS = {
    "chains in circles": in_circles(),
    "more tables than sectors": patched(GOOD, 44, 0xFFFFFF),
    "a list of tables in circles": patched(patched(GOOD, 44, 110), 68, 0, 0xFFFFFF),
    "small sectors without end": patched(GOOD, 60, 0, 0xFFFFFFFF),
    "a directory in circles": patched(GOOD, 48, 0),
    "no directory": patched(GOOD, 48, 0xFFFFFFFE),
    "only the magic": GOOD[:8] + bytes(5000),
    "sectors of another size": GOOD[:30] + b"\x1f\0" + GOOD[32:],
    "a deep directory": deep_directory(1400),
}


@pytest.mark.parametrize("name", CONTAINERS)
def test_broken_containers(name):
    assert isinstance(ends(read_doc, CONTAINERS[name]), (CorruptError, UnsupportedError))


def test_a_stream_longer_than_the_file():
    at = GOOD.index("WordDocument".encode("utf-16-le"))
    assert isinstance(ends(read_doc, patched(GOOD, at + 120, 0x7FFFFFFF)), CorruptError)


def with_table(doc: Doc, **parts: bytes) -> bytes:
    doc.parts.update(parts)
    return doc.to_bytes()


def clx(positions: list[int], entries: list[bytes]) -> bytes:
    table = plc(positions, entries)
    return b"\x02" + struct.pack("<I", len(table)) + table


def test_lying_piece_tables():
    piece = struct.pack("<HIH", 0, 1024, 0)
    cases = {
        "beyond the file": clx([0, 4_000_000], [piece]),
        "backwards": clx([0, 9, 3], [piece, piece]),
        "not from the start": clx([5, 9], [piece]),
        "none": b"\x02" + struct.pack("<I", 0xFFFFFFFF),
        "changes without end": b"\x01\x00\x00" * 40_000,
    }
    for table in cases.values():
        assert isinstance(ends(read_doc, with_table(Doc({"body": [Para("文")]}), clx=table)), CorruptError)
    same = [struct.pack("<HIH", 0, 1024, 0)] * 60
    positions = [100_000 * place for place in range(61)]
    body = Doc({"body": [Para("文" * 100_000)]})
    assert isinstance(ends(read_doc, with_table(body, clx=clx(positions, same))), TooLargeError)


def test_one_text_named_by_many_pieces_is_read_no_oftener_than_a_program_writes_it():
    text = [Para([("文", b"\x35\x08\x01"), ("字", b"")]) for _ in range(3000)]
    size = 3 * 3000
    pieces = clx([size * place for place in range(401)], [struct.pack("<HIH", 0, 1024, 0)] * 400)
    assert isinstance(ends(read_doc, with_table(Doc({"body": text}), clx=pieces)), (CorruptError, RawDocument))


def test_page_lists_out_of_order_are_left_out_with_a_warning():
    for broken in (plc([1024, 1024, 5000], [bytes(4)] * 2), plc(list(range(1024, 90_000)), [bytes(4)] * 88_975)):
        raw = ends(read_doc, with_table(Doc({"body": [Para("甲"), Para("乙")]}), papx=broken))
        assert [block.text for block in raw.blocks] == ["甲", "乙"]
        assert "段落格式" in raw.warnings[0]


def test_lists_cut_off_number_nothing_with_a_warning():
    whole = lists([bytes(28) + b"\xff\xff"])
    raw = ends(read_doc, with_table(Doc({"body": [Para("甲", numbered(1))]}), **whole))
    assert raw.blocks[0].text == "甲" and "自动编号" in raw.warnings[0]


def test_counts_without_anything_behind_them():
    huge = {
        "lists": struct.pack("<H", 0xFFFF) + bytes(28), "overrides": struct.pack("<I", 0xFFFFFFFF) + bytes(16),
        "stsh": struct.pack("<HHH", 18, 0xFFFF, 10) + bytes(14), "fonts": b"\xff\xff\0\0\xff",
    }  # fmt: skip
    raw = ends(read_doc, with_table(Doc({"body": [Para("甲", numbered(1))]}), **huge))
    assert [block.text for block in raw.blocks] == ["甲"]


def test_styles_based_on_each_other_without_end():
    styles = style_sheet(*[(0, "甲", (place + 1) % 4000, b"") for place in range(4000)])
    body = [Para("文", style=place) for place in range(0, 4000, 5)]
    assert len(ends(read_doc, Doc({"body": body}, {"stsh": styles}).to_bytes()).blocks) == 800


def test_fields_in_fields_and_marks_without_end():
    count = 30_000
    for text in (
        "\x13" * count + "\x15" * count,
        "\x13" * count,
        "\x13\x14" * count + "文" + "\x15" * count,
        "\x07" * count,
    ):
        assert isinstance(ends(read_doc, make_doc(Para(text), Para("尾"))), RawDocument)


def test_tables_in_tables_without_end():
    body = [Para("文", b"\x16\x24\x01\x49\x66" + struct.pack("<i", depth)) for depth in (5, 0x7FFFFFFF, 1, 30_000)]
    raw = ends(read_doc, make_doc(*body))
    assert [block.text for block in raw.blocks] == ["文"] * 4


HEAD = b"{\\rtf1\\ansi\\ansicpg936 "


@pytest.mark.parametrize(
    "body",
    [
        b"{" * 40_000, b"}" * 40_000, b"{}" * 40_000, b"\\" * 40_001, b"\\'" * 30_000, b"\\u" * 30_000,
        b"\\bin9999999999 x", b"\\bin-5 x", b"\\trowd" + b"\\cellx9" * 30_000 + b"x\\cell\\row" * 4_000,
        b"\\nestcell" * 10_000, b"\\itap2147483647\\intbl x\\nestcell\\nestrow" * 4_000, b"\\row" * 40_000,
        b"{\\fonttbl" + b"{\\f1 x" * 900, b"{\\fonttbl{\\f1 " + b"x\\~" * 30_000, b"{\\footnote " * 900 + b"x" + b"}" * 900,
        b"\\uc2147483647\\u20844" + b"x" * 30_000, b"\\'81" * 30_000, b"\\par" * 40_000, b"{\\shptxt x\\par}" * 10_000,
    ],
    ids=lambda body: body[:16].decode(),
)  # fmt: skip
def test_rtf_made_to_keep_a_reader_busy(body):
    ends(read_rtf, HEAD + body)
