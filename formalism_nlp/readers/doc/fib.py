"""The header of the binary Word format, which says where everything else is ([MS-DOC] 2.5)."""

from __future__ import annotations

import struct
from dataclasses import dataclass

from ...errors import CorruptError, EncryptedError
from .container import RESAVE

__all__ = ["WORD_97", "Fib"]

_MAGIC = (0xA5EC, 0xA5DC, 0xA5DB)
# Versions below this are Word 2 to 95, whose header is laid out otherwise.
WORD_97 = 0xC0
_ENCRYPTED, _SECOND_TABLE, _WIDE = 0x0100, 0x0200, 0x1000
_PAIRS = 0x9A
# Ordinals of the structures in the table stream.
_ORDINALS = {
    "stsh": 1, "sections": 6, "chpx": 12, "papx": 13, "fonts": 15, "clx": 33, "shapes": 40,
    "boxes": 56, "lists": 73, "overrides": 74,
}  # fmt: skip


@dataclass(frozen=True)
class Fib:
    """What the header says.

    Attributes
    ----------
    version : int
        ``nFib``; 193 is Word 97.
    language : int
        Language of the program that wrote it.
    wide : bool
        The text of Word 95 is in UTF-16.
    table : str
        Name of the table stream.
    lengths : dict
        Characters of each story, in the order in which they follow each other.
    places : dict
        Offset and length of structures in the table stream.
    """

    version: int
    language: int
    wide: bool
    table: str
    lengths: dict[str, int]
    places: dict[str, tuple[int, int]]

    @classmethod
    def parse(cls, stream: bytes) -> Fib:
        """Read the header at the start of the stream WordDocument.

        Raises
        ------
        CorruptError
            If it is none.
        EncryptedError
            If the document asks for a password.
        """
        if len(stream) < 68 or struct.unpack_from("<H", stream)[0] not in _MAGIC:
            raise CorruptError(f"Word 正文的文件头已损坏；请重新下载，或{RESAVE[1:]}")
        version, language, flags = (struct.unpack_from("<H", stream, at)[0] for at in (2, 6, 10))
        if flags & _ENCRYPTED:
            raise EncryptedError("文件加了密码，未读；请在 Word 或 WPS 中取消密码后再读")
        wide = bool(flags & _WIDE)
        if version < WORD_97:
            return cls(version, language, wide, "", {}, {})
        if len(stream) < _PAIRS + 8 * (_ORDINALS["overrides"] + 1):
            raise CorruptError(f"Word 正文不完整；请重新下载，或{RESAVE[1:]}")
        names = ("body", "footnotes", "headers", "macros", "comments", "endnotes", "boxes", "header_boxes")
        lengths = dict(zip(names, struct.unpack_from("<8i", stream, 0x4C), strict=True))
        if min(lengths.values()) < 0:
            raise CorruptError(f"Word 正文的文件头已损坏；请重新下载，或{RESAVE[1:]}")
        places = {name: struct.unpack_from("<II", stream, _PAIRS + 8 * at) for name, at in _ORDINALS.items()}
        return cls(version, language, wide, "1Table" if flags & _SECOND_TABLE else "0Table", lengths, places)

    def cut(self, name: str, table: bytes) -> bytes:
        """Return a structure of the table stream; empty if there is none."""
        start, length = self.places[name]
        return table[start : start + length]
