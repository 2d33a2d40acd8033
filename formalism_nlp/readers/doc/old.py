"""Text of Word 6 and Word 95 documents, as far as it lies in one piece."""

from __future__ import annotations

import re
import struct

from ...errors import UnsupportedError
from ..base import RawBlock, RawDocument
from .container import RESAVE
from .fib import Fib

__all__ = ["read_word_95"]

_WORD_6 = 101
_COMPLEX = 0x0004
# Code pages by the language of the program that wrote the file.
_CODE_PAGES = {0x0804: "gb18030", 0x1004: "gb18030", 0x0404: "cp950", 0x0C04: "cp950", 0x0411: "cp932", 0x0412: "cp949"}
_FIELD_CODE = re.compile("\x13[^\x13\x14\x15]*(?:\x14|\x15)")
_MARKS: dict[int, str | None] = dict.fromkeys(range(0x20)) | {0x09: "\t", 0x0A: "\n", 0x0B: "\n", 0x1E: "-"}
# More signs than this that no code page knows are no text.
_MOST_UNKNOWN = 0.01


def read_word_95(stream: bytes, fib: Fib) -> RawDocument:
    """Read the body text; tables come out as lines, formats and automatic numbers are not read.

    Raises
    ------
    UnsupportedError
        If the text is in several pieces, or of a version before Word 6, or cannot be decoded.
    """
    refused = UnsupportedError(f"这是 Word 95 或更早版本的文件，暂不支持；{RESAVE}")
    if fib.version < _WORD_6 or struct.unpack_from("<H", stream, 10)[0] & _COMPLEX:
        raise refused
    first, last, _, _, _, _, _, length = struct.unpack_from("<IIIIIIII", stream, 0x18)
    size = 2 if fib.wide else 1
    data = stream[first : min(last, first + length * size)]
    code_page = "utf-16-le" if fib.wide else _CODE_PAGES.get(fib.language, "cp1252")
    text = data.decode(code_page, "replace")
    if not text or text.count("\ufffd") > _MOST_UNKNOWN * len(text):
        raise refused
    while (shorter := _FIELD_CODE.sub("", text)) != text:
        text = shorter
    lines = (line.translate(_MARKS).strip() for line in re.split("[\r\x07\x0c]", text))
    blocks = tuple(RawBlock(line, anchor=f"body#p{number}") for number, line in enumerate(lines) if line)
    warning = "这是 Word 95 的旧格式，只读了正文文字，表格、脚注和自动编号未还原；请核对，或另存为 docx 再读"
    return RawDocument(blocks, "doc", warnings=(warning,))
