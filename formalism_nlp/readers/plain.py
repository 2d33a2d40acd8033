"""Plain text: finding the encoding, and one block for each line."""

from __future__ import annotations

import re
from dataclasses import replace

from ..errors import CorruptError, EmptyError
from ..text import normalise
from .base import RawBlock, RawDocument, check_length

__all__ = ["decode", "is_text", "plain_document", "read_plain", "share_of_common"]

_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
# ASCII in UTF-16, digits and line ends, has zero bytes; which half is zero decides nothing (一 is 4E00).
_WITH_ZEROS = ("utf-16-le", "utf-16-be", "utf-8", "gb18030")
_WITHOUT_ZEROS = ("utf-8", "gb18030", "utf-16-le", "utf-16-be")
_LOST = "\ufffd"
_NOT_TEXT = re.compile("[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f\x7f]")
_NOT_ASCII = re.compile("[^\x00-\x7f]")
_UNUSUAL = re.compile(f"[{_LOST}\ue000-\uf8ff]")
# Judging an encoding needs no more: at this length a share of characters is known to a per cent.
_SAMPLE = 20_000
# In each of 4,380 corpus texts GB 2312 has at least 0.96 of the characters other than ASCII; of the same
# texts read wrongly (UTF-8, UTF-16 and GB 18030 as each other, little as big endian) it has at most 0.43.
_LEAST_COMMON = 0.6


def decode(data: bytes) -> tuple[str, str]:
    r"""Decode a text file of unknown encoding.

    The first that fits is taken: a byte order mark; UTF-8; UTF-16 where zero bytes show
    it; UTF-8 or GB 18030 with fewer than 0.1 % bad characters; UTF-16 without zero bytes.
    A character cut in half at the end of the data (for UTF-8 also at its beginning) does not count as bad.

    Parameters
    ----------
    data : bytes
        The whole file, or a piece of it.

    Returns
    -------
    text : str
        The text without byte order mark; what could not be decoded is ``U+FFFD``.
    encoding : str
        ``utf-8``, ``utf-16-le``, ``utf-16-be`` or ``gb18030``.

    Raises
    ------
    EmptyError
        If there are no bytes but a byte order mark.
    CorruptError
        If the data is not text, or in none of the encodings.

    Examples
    --------
    >>> decode("关于报送材料的通知".encode("gbk"))
    ('关于报送材料的通知', 'gb18030')
    >>> decode("关于报送材料的通知".encode("utf-8")[:-1])
    ('关于报送材料的通\ufffd', 'utf-8')
    """
    if not data or data in dict(_BOMS):
        raise EmptyError("文件是空的（0 字节），请检查是否上传或保存完整")
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            text = _nearly(data[len(mark) :], encoding)
            if text is not None and is_text(text):
                return text, encoding
            break
    else:
        found = _guess(data)
        if found is not None:
            return found
    raise CorruptError("无法识别文字编码：不是文本文件，或文件已损坏。请用文本编辑器另存为 UTF-8 后重试")


def read_plain(data: bytes) -> RawDocument:
    r"""Read plain text or Markdown: a block for each line, blank lines too.

    Joining the block texts with line feeds gives the normalised text exactly, so
    ``offsets`` holds for the whole document. Markdown marks stay as they are.

    Parameters
    ----------
    data : bytes
        The whole file.

    Raises
    ------
    EmptyError
        If there is nothing but white space.
    CorruptError
        If the data is not text.

    Examples
    --------
    >>> [block.text for block in read_plain("一、目标\r\n\r\n　　按期办结。".encode("gbk")).blocks]
    ['一、目标', '', '  按期办结。']
    """
    text, encoding = decode(data)
    lost = text.count(_LOST)
    warnings = (f"有 {lost} 处字节无法按 {encoding} 解码，已用 {_LOST} 代替",) if lost else ()
    return replace(plain_document(text), reader=f"plain ({encoding})", warnings=warnings)


def plain_document(text: str) -> RawDocument:
    """Make the blocks of a text that is already decoded, a block for each line.

    Raises
    ------
    EmptyError
        If there is nothing but white space.
    TooLargeError
        If it has more than 5 million characters or 300,000 lines.
    """
    check_length(len(text), text.count("\n") + text.count("\r"))
    normal = normalise(text)
    if not normal.text.strip():
        raise EmptyError("没有文字，只有空白；请检查文件是否保存完整")
    blocks = tuple(RawBlock(line) for line in normal.text.split("\n"))
    return RawDocument(blocks, "plain", offsets=normal.offsets)


def _guess(data: bytes) -> tuple[str, str] | None:
    text = _whole(data, "utf-8")
    if text is not None and b"\0" not in data:
        return (text, "utf-8") if is_text(text) else None
    for encoding in _WITH_ZEROS if b"\0" in data else _WITHOUT_ZEROS:
        text = _nearly(data, encoding)
        if text is None or not is_text(text):
            continue
        if encoding == "utf-8" or share_of_common(text) >= _LEAST_COMMON:
            return text, encoding
    return None


def _whole(data: bytes, encoding: str) -> str | None:
    """Decode strictly, but for a character cut in half at either end."""
    head = ""
    if encoding == "utf-8":
        rest = data[:3].lstrip(bytes(range(0x80, 0xC0))) + data[3:]
        head, data = (_LOST, rest) if len(rest) < len(data) else ("", data)
    try:
        return head + data.decode(encoding)
    except UnicodeDecodeError as error:
        # No character is longer than four bytes, so a cut one leaves at most three.
        if len(data) - error.start > 3:
            return None
        return head + data[: error.start].decode(encoding) + _LOST


def _nearly(data: bytes, encoding: str) -> str | None:
    """Decode, with up to 0.1 % of the characters (at least one) replaced."""
    text = _whole(data, encoding)
    if text is None:
        text = data.decode(encoding, "replace")
        if text.count(_LOST) > max(1, len(text) // 1000):
            return None
    return text


def is_text(text: str) -> bool:
    """Tell whether there are hardly any control characters and undecodable bytes in it."""
    return len(_NOT_TEXT.findall(text)) * 1000 <= len(text) and text.count(_LOST) * 3 <= len(text)


def share_of_common(text: str) -> float:
    """Share of the characters other than ASCII that GB 2312 has: low when the encoding is wrong."""
    others = _NOT_ASCII.findall(text[:_SAMPLE])
    if not others:
        return 1.0
    kept = "".join(others).encode("gb2312", "ignore").decode("gb2312")
    return (len(kept) - len(_UNUSUAL.findall(kept))) / len(others)
