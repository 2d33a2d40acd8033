"""Reads Rich Text Format.

By hand: striprtf, the living library for it, leaves out automatic numbers, text boxes, footnotes and headers,
keeps deleted text, does not tell cells from text, and takes text, not bytes, so that two-byte characters whose
second byte is a brace break its groups.
"""

from __future__ import annotations

import re

from ...errors import CorruptError, NotReadError
from ..base import RawDocument
from .charsets import codec
from .parser import RESAVE, Parser

__all__ = ["read_rtf"]

_CODE_PAGE = re.compile(rb"\\ansicpg([0-9]{1,5})")
_CHINESE = 936
_HEAD = 4096


def read_rtf(data: bytes) -> RawDocument:
    """Read Rich Text Format: the body, then notes, then headers and footers.

    Deleted text and field codes are out, results of fields are in; hidden text is in, with a
    warning. Automatic numbers stand before the text as the writing program put them.

    Parameters
    ----------
    data : bytes
        The whole file.

    Raises
    ------
    CorruptError
        If it is no RTF, or nested more than a thousand deep.
    TooLargeError
        If it has more than five million characters.
    NotReadError
        If it is nothing but pictures.
    """
    data = data.lstrip()
    if not data.startswith(b"{\\rtf"):
        raise CorruptError(f"不是有效的 RTF 文件；请重新下载，或{RESAVE}")
    page = _CODE_PAGE.search(data[:_HEAD])
    # Documents without a code page are old and were written on Chinese Windows.
    parser = Parser(codec(int(page[1]) if page else _CHINESE))
    parser.read(data)
    body = parser.body.blocks()
    if not body and parser.pictures:
        raise NotReadError("文档里只有图片，没有可读的文字；请先做文字识别（OCR），再读识别后的文件")
    furniture = {block.text.strip(): block for block in reversed(parser.furniture)}
    blocks = body + parser.notes + list(reversed(furniture.values()))
    return RawDocument(tuple(blocks), "rtf", warnings=tuple(parser.warnings()))
