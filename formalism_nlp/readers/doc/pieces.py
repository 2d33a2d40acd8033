"""The piece table: which bytes of the file are the text, in which order ([MS-DOC] 2.8.35)."""

from __future__ import annotations

import re
import struct
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from ...errors import CorruptError, TooLargeError
from .container import RESAVE

__all__ = ["Piece", "Text", "read_pieces"]

# The longest of 69 real files has 24,000 characters; the longest plan of a province has 200,000.
MAX_CHARACTERS = 5_000_000
_ASTRAL = re.compile("[\U00010000-\U0010ffff]")
_COMPRESSED = 0x40000000
# In compressed pieces these bytes stand for the characters of code page 1252, all others for themselves.
_ANSI = {byte: ord(char) for byte, char in zip(
    (0x82, 0x83, 0x84, 0x85, 0x86, 0x87, 0x88, 0x89, 0x8A, 0x8B, 0x8C, 0x91, 0x92, 0x93, 0x94, 0x95, 0x96,
     0x97, 0x98, 0x99, 0x9A, 0x9B, 0x9C, 0x9F),
    "‚ƒ„…†‡ˆ‰Š‹Œ‘’“”•–—˜™š›œŸ", strict=True,
)}  # fmt: skip

# The short form of a change names the property by an ordinal ([MS-DOC] 2.9.215): list level, in a table,
# end of a row, deleted, hidden, outline level.
_SHORT = {0x0C: 0x260A, 0x18: 0x2416, 0x19: 0x2417, 0x41: 0x0800, 0x5C: 0x083C, 0x78: 0x2640}


@dataclass(frozen=True)
class Piece:
    """A run of characters that lie together in the file.

    Attributes
    ----------
    start, end : int
        Positions in the text, in UTF-16 units.
    offset : int
        Byte in the stream WordDocument where it begins.
    width : int
        Bytes for each character, 1 or 2.
    changes : bytes
        Properties that a fast save laid over all of it.
    """

    start: int
    end: int
    offset: int
    width: int
    changes: bytes

    def place(self, position: int) -> int:
        """Return the byte at which the character of a position lies."""
        return self.offset + (position - self.start) * self.width


@dataclass(frozen=True)
class Text:
    """The text of all stories; one character for each UTF-16 unit, so that positions hold."""

    characters: str
    pieces: tuple[Piece, ...]
    starts: tuple[int, ...]

    def piece(self, position: int) -> Piece:
        """Return the piece that holds a position."""
        return self.pieces[max(0, bisect_right(self.starts, position) - 1)]

    def between(self, start: int, end: int) -> Iterator[Piece]:
        """Yield the pieces that hold some of a range."""
        for place in range(max(0, bisect_right(self.starts, start) - 1), len(self.pieces)):
            if self.pieces[place].start >= end:
                return
            yield self.pieces[place]


def read_pieces(stream: bytes, clx: bytes) -> Text:
    """Put the text together.

    Parameters
    ----------
    stream : bytes
        The stream WordDocument.
    clx : bytes
        The piece table with the changes before it.

    Raises
    ------
    CorruptError
        If there is no sound piece table.
    TooLargeError
        If the pieces add up to more than five million characters.
    """
    changes, table = _split(clx)
    count = (len(table) - 4) // 12
    if count < 1:
        raise CorruptError(f"Word 正文的分块表已损坏；请重新下载，或{RESAVE[1:]}")
    positions = struct.unpack_from(f"<{count + 1}I", table)
    if positions[0] != 0 or any(left > right for left, right in pairwise(positions)):
        raise CorruptError(f"Word 正文的分块表已损坏；请重新下载，或{RESAVE[1:]}")
    if positions[-1] > MAX_CHARACTERS:
        raise TooLargeError(f"正文超过 {MAX_CHARACTERS // 10000} 万字的上限，未读；请拆成几份再读")
    pieces, texts = [], []
    for place in range(count):
        start, end = positions[place], positions[place + 1]
        if start == end:
            continue
        code, modifier = struct.unpack_from("<IH", table, 4 * (count + 1) + 8 * place + 2)
        width = 1 if code & _COMPRESSED else 2
        offset = (code & 0x3FFFFFFF) // (3 - width)
        size = (end - start) * width
        if offset + size > len(stream):
            raise CorruptError(f"Word 正文不完整，缺少一段文字；请重新下载，或{RESAVE[1:]}")
        pieces.append(Piece(start, end, offset, width, _change(modifier, changes)))
        texts.append(_decode(stream[offset : offset + size], width))
    return Text("".join(texts), tuple(pieces), tuple(piece.start for piece in pieces))


def _split(clx: bytes) -> tuple[list[bytes], bytes]:
    """Return the changes and the piece table of a Clx; the table is empty if it has none."""
    changes = []
    at = 0
    while at + 3 <= len(clx) and clx[at] == 1:
        length = struct.unpack_from("<H", clx, at + 1)[0]
        changes.append(clx[at + 3 : at + 3 + length])
        at += 3 + length
    if at + 5 <= len(clx) and clx[at] == 2:
        length = struct.unpack_from("<I", clx, at + 1)[0]
        return changes, clx[at + 5 : at + 5 + length]
    return changes, b""


def _change(modifier: int, changes: list[bytes]) -> bytes:
    if modifier & 1:
        return changes[modifier >> 1] if modifier >> 1 < len(changes) else b""
    sprm = _SHORT.get(modifier >> 1 & 0x7F)
    return b"" if sprm is None else struct.pack("<HB", sprm, modifier >> 8)


def _decode(data: bytes, width: int) -> str:
    if width == 1:
        return data.decode("latin-1").translate(_ANSI)
    text = data.decode("utf-16-le", "surrogatepass")
    # Positions count UTF-16 units, so a character of two stays two until its paragraph is cut out.
    return text if len(text) == len(data) // 2 else _ASTRAL.sub(_in_two, text)


def _in_two(match: re.Match[str]) -> str:
    code = ord(match[0]) - 0x10000
    return chr(0xD800 + (code >> 10)) + chr(0xDC00 + (code & 0x3FF))
