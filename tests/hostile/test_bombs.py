"""Small files that ask for much, each read in a process with limits on time and memory."""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from bounds import bounded
from docx_maker import make_docx, zipped
from mail_maker import make_mail
from ofd_maker import composite, make_ofd, members, page, rule, text, units
from pdf_maker import Sheet, make_pdf

from formalism_nlp.findings import Failure
from formalism_nlp.readers.containers import expand

NOTICE = "关于值守的通知\n各村：\n　　每晚8时报水位。\n".encode()


def many_pages(count: int, *, shared: bool) -> bytes:
    """A PDF that shows one page many times, or only says so."""
    sheet = Sheet()
    sheet.text(72, 100, "关于值守的通知")
    made = make_pdf(sheet).replace(b"/Count 1", b"/Count %d" % count)
    return made.replace(b"/Kids[20 0 R]", b"/Kids[" + b"20 0 R " * count + b"]") if shared else made


def pages_in_a_ring() -> bytes:
    """A page tree that is its own child."""
    return many_pages(1, shared=False).replace(b"/Kids[20 0 R]", b"/Kids[2 0 R 20 0 R]")


def crowded_pdf(pieces: int, lines: int) -> bytes:
    sheet = Sheet()
    for i in range(pieces):
        sheet.text(72 + i % 480, 100 + i // 30 % 700, "关于值守的通知", 4)
    sheet.text(72, 60, "关于值守的通知，每晚八时报一次水位，由值班员负责记录。")
    sheet.content += [f"{i % 500} {i % 700} m {i % 500 + 50} {i % 700} l S" for i in range(lines)]
    return make_pdf(sheet)


def forms_in_forms() -> bytes:
    """A PDF whose drawing shows itself."""
    sheet = Sheet()
    sheet.content += ["/F1 Do", "/Im Do"] * 3000
    return make_pdf(sheet).replace(b"/XObject<<", b"/XObject<</F1 21 0 R")


def overlapping_zip(entries: int) -> bytes:
    """An archive whose directory names one packed file many times (D. Fifield, "A better zip bomb")."""
    made = zipped({"a.txt": b"x" * 2_000_000})
    start, end = made.index(b"PK\x01\x02"), made.index(b"PK\x05\x06")
    directory = b"".join(made[start:end].replace(b"a.txt", f"{i:05}".encode()[:1] + b".txt") for i in range(entries))
    tail = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, entries, entries, len(directory), start, 0)
    return made[:start] + directory + tail


def nested_html() -> bytes:
    return b"<html><body>" + b"<table><tr><td>" * 5_000 + "通知".encode() + b"</td></tr></table>" * 5_000


def stored_ofd(content: str) -> bytes:
    """An OFD that is not packed: packed, it would be refused for its ratio."""
    return zipped(members(page(text(1, 1, "通知"), content)), zipfile.ZIP_STORED)


def laughing_ofd() -> bytes:
    ten = {f"u{i}": composite(i + 1) * 10 for i in range(1, 9)}
    return make_ofd(page(composite(1)), resources=units(**ten, u9=text(1, 1, "哈")))


def entities() -> bytes:
    laughs = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10}">' for i in range(1, 9))
    part = f'<!DOCTYPE x [<!ENTITY l0 "ha">{laughs}]>' + members(page(text(1, 1, "甲")))["Doc_0/Document.xml"]
    return zipped({**members(page(text(1, 1, "甲"))), "Doc_0/Document.xml": part})


CASES: dict[str, tuple[Callable[[], bytes], str]] = {
    "100,000 pages": (lambda: many_pages(100_000, shared=True), "TooLargeError"),
    "100,000 pages said": (lambda: many_pages(100_000, shared=False), "TooLargeError"),
    "1,900 pages said": (lambda: many_pages(1_900, shared=False), "Document"),
    "ring of pages": (pages_in_a_ring, "Document|CorruptError|EmptyError"),
    "page of 10 MB of text": (lambda: crowded_pdf(105_000, 0), "TooLargeError"),
    "page of 10 MB of lines": (lambda: crowded_pdf(0, 430_000), "Document"),
    "drawing that shows itself": (forms_in_forms, "NotReadError|Document|EmptyError|CorruptError"),
    "line of 50 MB": (lambda: "值守的通知，".encode() * 2_700_000, "TooLargeError"),
    "50 million line ends": (lambda: b"\n" * 50_000_000 + NOTICE, "TooLargeError"),
    "line of 10 MB": (lambda: "值守的通知，".encode() * 550_000, "Document"),
    "paragraph of 20 MB": (lambda: make_docx(f"<w:p><w:r><w:t>{'值守的通知，' * 1_000_000}</w:t></w:r></w:p>"), "TooLargeError"),
    "tables in tables": (nested_html, "UnsafeError|Document"),
    "OFD of 30,000 lines": (lambda: stored_ofd(rule(1, 1, 9, 1) * 30_000), "Document"),
    "OFD path of 5 MB": (lambda: stored_ofd(rule(1, 1, 9, 1).replace("M 0 0", "M 0 0 " * 800_000)), "Document"),
    "OFD page of a million characters": (lambda: stored_ofd(text(1, 1, "关于值守" * 250_000, 1)), "TooLargeError"),
    "OFD units in units": (laughing_ofd, "TooLargeError"),
    "OFD with entities": (entities, "UnsafeError"),
    "one entry many times": (lambda: overlapping_zip(5_000), "TooLargeError"),
    "mail of 3,000 levels": (lambda: make_mail().split(b"\n\n")[0] + b'\nContent-Type: multipart/mixed; boundary="a"\n\n--a' * 3_000, "TooLargeError"),
    "mail of a million parts": (lambda: b'From: a\nTo: b\nContent-Type: multipart/mixed; boundary="a"\n\n' + b"--a\n\nx\n" * 1_000_000, "TooLargeError"),
}  # fmt: skip


# Several seconds each, most of them to make the file.
LONG = {"page of 10 MB of text", "page of 10 MB of lines", "line of 10 MB", "line of 50 MB", "50 million line ends"}


@pytest.mark.parametrize("name", [pytest.param(name, marks=[pytest.mark.slow] * (name in LONG)) for name in CASES])
def test_it_ends_within_limits(name: str, tmp_path: Path) -> None:
    make, expected = CASES[name]
    outcome = bounded(make(), tmp_path, seconds=60, megabytes=1500)
    assert outcome.kind in expected.split("|"), outcome
    assert outcome.megabytes < 700, outcome


def test_archives_in_archives_do_not_multiply(tmp_path: Path) -> None:
    inner = zipped({f"{i}.txt": b"x" for i in range(3_000)})
    path = tmp_path / "a.zip"
    path.write_bytes(zipped({f"{i}.zip": inner for i in range(500)}, zipfile.ZIP_STORED))
    found = list(expand(path))
    assert len(found) <= 10_001 and isinstance(found[-1], Failure) and found[-1].error == "too_large"
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as made:
        made.writestr("a.zip", b"")
    path.write_bytes(buffer.getvalue())
    assert [source.error for source in expand(path) if isinstance(source, Failure)] == ["corrupt"]
