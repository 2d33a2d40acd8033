"""Damaged files for the fuzz targets: bytes, tokens of a format, and members of a container changed."""

from __future__ import annotations

import io
import random
import re
import zipfile
from collections.abc import Callable, Sequence

# What parsers stumble over, by format; numbers and signs are tried in all of them.
TOKENS: dict[str, tuple[bytes, ...]] = {
    "any": (b"\0", b"\xff\xff\xff\xff", b"-1", b"0", b"99999999999", b"1e999", b"NaN", b"\n", b"\r", b"\xed\xa0\x80",
            "\u202e\u200f".encode(), "关于报送材料的通知".encode(), "　一、".encode(), b"<", b">", b"&", b'"'),
    "xml": (b"<!DOCTYPE a [<!ENTITY b 'c'>]>", b"&b;", b"<![CDATA[", b"]]>", b"<?xml version='1.0' encoding='utf-7'?>",
            b"<a", b"/>", b"</a>", b"<!--", b" xmlns=''", b" x:y='1'", b"&#0;", b"&#xd800;"),
    "html": (b"<table>", b"</table>", b"<td colspan=99999 rowspan=99999>", b"<div>", b"</div>", b"<p>", b"<script>", b"<!--",
             b"<meta charset=utf-16>", b"<meta charset=gb2312>", b"<br>", b"&nbsp;", b"&#x10ffff;", b"<title>", b"<a href='"),
    "pdf": (b"endobj", b"stream", b"endstream", b"obj", b"1 0 R", b"2 0 R", b"[", b"]", b"<<", b">>", b"BT", b"ET", b" Tj",
            b" Tf", b" Tm", b" cm", b" re", b" S", b" Do", b"/Kids", b"/Count 100000", b"/MediaBox[0 0 0 0]", b"xref", b"q", b"Q",
            b"/Rotate 45", b"/Length -1", b"(", b")", b"100000 0 0 100000 0 0 cm"),
    "ofd": (b"<ofd:PageBlock>", b"</ofd:PageBlock>", b' CTM="0 0 0 0 0 0"', b' CTM="1 2"', b' DeltaX="g 99999999 5"',
            b' DeltaY="g 3"', b' Boundary="1e300 0 -5 x"', b' X="inf"', b' Size="0"', b' ResourceID="1"', b' TemplateID="2"',
            b"../../", b"/Doc_0/", b"Page.xml"),
    "docx": (b"<w:p>", b"</w:p>", b"<w:tbl>", b"<w:tr>", b"<w:tc>", b"<w:fldChar w:fldCharType='begin'/>", b"<w:txbxContent>",
             b"<w:numPr>", b"w:val='-9'", b"w:val='999999999'", b"<w:footnoteReference w:id='1'/>"),
    "eml": (b"\n\n", b"--", b"boundary=", b"Content-Type: multipart/mixed; boundary=\"x\"\n", b"--x\n", b"--x--\n", b"=?gb2312?B?",
            b"?=", b"Content-Transfer-Encoding: base64\n", b"Content-Type: message/rfc822\n", b"filename*0*=", b"charset=none",
            b"Content-Transfer-Encoding: quoted-printable\n", b"Subject: ", b"\r\n "),
    "rtf": (b"{", b"}", b"\\par ", b"\\cell ", b"\\row ", b"\\nestcell ", b"\\nestrow ", b"\\trowd\\cellx99999999 ", b"\\intbl\\itap9 ", b"\\bin99 ",
            b"\\u-3913 ", b"\\uc99 ", b"\\'d6", b"\\*", b"\\ansicpg65001 ", b"\\fcharset2 ", b"\\f1 ", b"{\\fonttbl", b"{\\stylesheet", b"{\\footnote ",
            b"{\\header ", b"{\\shptxt ", b"{\\listtext ", b"{\\upr{", b"{\\*\\ud ", b"\\v ", b"\\deleted ", b"\\s1 ", b"\\outlinelevel0 "),
    "doc": (b"\x13", b"\x14\0", b"\x15\0", b"\x07\0", b"\x0c\0", b"\r\0", b"\x16\x24\x01", b"\x49\x66\x20\0\0\0", b"\x08\xd6\xff\xff", b"\x0b\x46\x01\0",
            b"\0\x08\x01", b"\x09\x6a", b"\xff\xff\xff\x7f", b"\0\0\0\x40", b"\x46\x66"),
    "zip": (b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06", b"PK\x06\x06", b"../", b"\\", b"\x08\0", b"\x0c\0", b"\0\x08"),
    "txt": (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"\x81\x30\x81\x30", b"\xe5\x85", b"\r\n", b"\x0b\x0c\x1c\x85", "\u2028".encode()),
}  # fmt: skip
_LONGEST = 400_000


def damaged(rng: random.Random, seeds: Sequence[bytes], kinds: Sequence[str]) -> bytes:
    """Return one of the seeds with a few changes."""
    tokens = [token for kind in ("any", *kinds) for token in TOKENS[kind]]
    data = rng.choice(seeds)
    for _ in range(rng.choice((1, 1, 2, 3, 8, 30))):
        data = rng.choice(CHANGES)(rng, data, rng.choice(seeds), tokens)
    return data[:_LONGEST]


def damaged_package(rng: random.Random, seeds: Sequence[bytes], kinds: Sequence[str]) -> bytes:
    """Return a zip container damaged inside one of its members, or from outside."""
    if rng.random() < 0.2:
        return damaged(rng, seeds, ("zip",))
    with zipfile.ZipFile(io.BytesIO(rng.choice(seeds))) as package:
        members = [(info.filename, package.read(info)) for info in package.infolist()]
    for _ in range(rng.choice((1, 1, 2))):
        place = rng.randrange(len(members))
        name, content = members[place]
        draw = rng.random()
        if draw < 0.06:
            del members[place]
        elif draw < 0.1:
            members[place] = rng.choice(members)[0], content
        else:
            members[place] = name, damaged(rng, [content], kinds)
        if not members:
            break
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in dict(members).items():
            made.writestr(name, content)
    return buffer.getvalue()


def _flip(rng: random.Random, data: bytes, _: bytes, __: Sequence[bytes]) -> bytes:
    if not data:
        return data
    place = rng.randrange(len(data))
    return data[:place] + bytes([data[place] ^ 1 << rng.randrange(8)]) + data[place + 1 :]


def _insert(rng: random.Random, data: bytes, _: bytes, tokens: Sequence[bytes]) -> bytes:
    place = rng.randrange(len(data) + 1)
    return data[:place] + rng.choice(tokens) * rng.choice((1, 1, 1, 2, 300)) + data[place:]


def _swap_word(rng: random.Random, data: bytes, _: bytes, tokens: Sequence[bytes]) -> bytes:
    """Put a token in the place of a number or word."""
    window = rng.randrange(max(1, len(data)))
    match = re.compile(rb"-?[\d.]+|\w+").search(data, window, window + 400)
    return data if match is None else data[: match.start()] + rng.choice(tokens) + data[match.end() :]


def _piece(rng: random.Random, data: bytes) -> tuple[int, int]:
    start = rng.randrange(len(data) + 1)
    return start, min(len(data), start + rng.choice((1, 4, 30, 300, 3000)))


def _remove(rng: random.Random, data: bytes, _: bytes, __: Sequence[bytes]) -> bytes:
    start, end = _piece(rng, data)
    return data[:start] + data[end:]


def _repeat(rng: random.Random, data: bytes, _: bytes, __: Sequence[bytes]) -> bytes:
    start, end = _piece(rng, data)
    return (data[:end] + data[start:end] * rng.choice((1, 2, 50)) + data[end:])[:_LONGEST]


def _splice(rng: random.Random, data: bytes, other: bytes, __: Sequence[bytes]) -> bytes:
    start, end = _piece(rng, other)
    place = rng.randrange(len(data) + 1)
    return data[:place] + other[start:end] + data[place:]


def _cut(rng: random.Random, data: bytes, _: bytes, __: Sequence[bytes]) -> bytes:
    return data[: rng.randrange(len(data) + 1)] if rng.random() < 0.2 else data


CHANGES: tuple[Callable[[random.Random, bytes, bytes, Sequence[bytes]], bytes], ...] = (
    _flip, _insert, _insert, _swap_word, _swap_word, _remove, _repeat, _splice, _cut,
)  # fmt: skip
