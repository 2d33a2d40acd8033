"""Fuzz targets of the readers for doc and rtf; see ``test_fuzz.py`` for how to let them look longer."""

from __future__ import annotations

import random
import struct
from pathlib import Path

from doc_maker import DELETED, HIDDEN, Doc, Para, fonts, list_level, lists, numbered, ole, plc, row, style_sheet
from mutations import CHANGES, TOKENS, damaged
from test_fuzz import examine, read_or_refuse

TITLE, SENTENCE = "关于开展巡河工作的通知", "各镇每周巡河一次，每月底前报送巡河记录；发现问题当日上报。"
RICH = Doc(
    {
        "body": [
            Para(TITLE, style=1), Para("各镇人民政府："), Para(SENTENCE, numbered(1)), Para(SENTENCE, numbered(1, 1)),
            Para([("见", b""), ("\x13 REF a \x14附件\x15", b""), ("删去", DELETED), ("藏起", HIDDEN), ("(", b"\x09\x6a\x01\x00\xfe\xf0")]),
            *row("村名", "公里"), *row("柳塘村", "3", lefts=(0, 2000, 3000)), Para("plain text"), Para("结尾\x08😀"),
        ],
        "footnotes": [Para("\x02 脚注")], "headers": [Para("页眉")], "boxes": [Para("框中文字"), Para("")],
    },
    {
        "stsh": style_sheet((0, "Normal", 0xFFF, b""), (1, "heading 1", 0, b"\x40\x26\x00"), (0, "甲", 1, b"")),
        "fonts": fonts("宋体", "Wingdings"),
        **lists([list_level(39, f"%{level + 1}、") for level in range(9)], [list_level(23, "\uf0b7")]),
        "shapes": plc([3, 200], [struct.pack("<i16sHi", 1025, b"", 0, 0)]),
        "boxes": plc([0, 5, 6], [struct.pack("<iiHIiI", 1, 0, 0, 0, 1025, 0), bytes(22)]),
    },
    data=b"\x10\x00" + bytes(16),
)  # fmt: skip
PIECES = Doc(RICH.stories, RICH.parts, in_pieces=True, data=RICH.data)
EXTREMES = (0, 1, 0x7F, 0x80, 0xFF, 0x7FFF, 0xFFFF, 0x10000, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFE, 0xFFFFFFFF, 0x40000000)
RTF = rb"""{\rtf1\ansi\ansicpg936\deff0{\fonttbl{\f0\fnil\fcharset134 \'cb\'ce\'cc\'e5;}{\f1\fcharset2 Wingdings;}}
{\stylesheet{\s0 Normal;}{\s1\outlinelevel0 heading 1;}}{\info{\upr{\title a}{\*\ud{\title \u20851 ?}}}}
{\header\pard \'d2\'b3\'c3\'bc\par}\pard\plain\s1 \'b9\'d8\'d3\'da\'cd\'a8\'d6\'aa\par
\pard\plain{\listtext\pard\plain \u19968 ?\'a1\'a2\tab}\ls1 {\v\'b2\'d8}{\deleted\'c9\'be}{\f1\u-3842 ?}\'b8\'f7\'d5\'f2{\footnote \'bd\'c5\'d7\'a2\par}\par
{\field{\*\fldinst PAGE}{\fldrslt 3}}{\shp{\*\shpinst{\sp{\sn a}{\sv b}}{\shptxt \pard \'bf\'f2\par}}{\shprslt x}}\par
\trowd\trleft0\cellx2000\cellx4000\pard\intbl \'b4\'e5\cell 3\cell\row
\trowd\cellx4000\pard\intbl\itap2 a\nestcell b\nestcell{\*\nesttableprops\trowd\cellx9\cellx99\nestrow}{\nonesttables\par}\pard\intbl c\cell\row
\pard\uc2\u26469\'c0\'b4\u-10179\u-8704?{\pict\bin4 }{}x 00ff}\par}"""


def damaged_stream(rng: random.Random) -> bytes:
    """Return a Word document damaged inside its streams, or as a container."""
    streams = rng.choice((RICH, PIECES)).streams()
    if rng.random() < 0.2:
        return damaged(rng, [ole(streams)], ("doc",))
    for _ in range(rng.choice((1, 1, 2, 4, 10))):
        name = rng.choice(list(streams))
        content = bytearray(streams[name])
        if rng.random() < 0.15:
            content = bytearray(
                rng.choice(CHANGES)(rng, bytes(content), rng.choice(list(streams.values())), TOKENS["doc"])
            )
        else:
            # In place, so that everything after it keeps its position; the header and what it points to come first.
            size = rng.choice((1, 2, 4))
            most = rng.choice((200, 900, len(content)))
            at = rng.randrange(max(1, min(most, len(content) - size)))
            value = rng.choice((*EXTREMES, rng.randrange(len(content) + 9))) & (256**size - 1)
            content[at : at + size] = value.to_bytes(size, "little")
        streams[name] = bytes(content)
    return ole(streams)


def fuzz_doc(data: bytes) -> None:
    read_or_refuse(data, "doc")


def fuzz_rtf(data: bytes) -> None:
    read_or_refuse(data, "rtf")


def test_doc(tmp_path: Path) -> None:
    examine(damaged_stream, fuzz_doc, tmp_path)


def test_rtf(tmp_path: Path) -> None:
    examine(lambda rng: damaged(rng, [RTF], ("rtf",)), fuzz_rtf, tmp_path)
