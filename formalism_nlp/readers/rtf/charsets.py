"""Code pages of RTF documents and of their fonts."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

__all__ = ["DOUBLE", "Font", "codec", "decode"]

_CHARSETS = {
    77: "mac_roman", 128: "cp932", 129: "cp949", 134: "gb18030", 136: "cp950", 161: "cp1253", 162: "cp1254",
    163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250",
    254: "cp437", 255: "cp850",
}  # fmt: skip
_SYMBOL_CHARSET = 2
_PAGES = {936: "gb18030", 20936: "gb18030", 52936: "gb18030", 54936: "gb18030", 10008: "gb18030", 65001: "utf-8"}
# Codecs with characters of two bytes, of which the second may be a backslash or a brace.
DOUBLE = frozenset({"gb18030", "cp932", "cp949", "cp950"})
_LATIN = "cp1252"
# Pairs of the Chinese national standard; outside of it, two high bytes may as well be Western quotes.
_PAIRS = re.compile(rb"(?:[\x00-\x7f]|[\xa1-\xfe][\xa1-\xfe])*")


@dataclass
class Font:
    """One entry of the font table."""

    name: str = ""
    charset: int = 1
    page: int | None = None

    @property
    def is_symbol(self) -> bool:
        """The font shows pictures in place of letters."""
        return self.charset == _SYMBOL_CHARSET


def codec(page: int) -> str:
    """Return the codec of a Windows code page; Western if there is none.

    Examples
    --------
    >>> codec(936), codec(950), codec(99999)
    ('gb18030', 'cp950', 'cp1252')
    """
    name = _PAGES.get(page, f"cp{page}")
    try:
        return codecs.lookup(name).name if name not in DOUBLE else name
    except LookupError:
        return _LATIN


def decode(data: bytes, font: Font | None, default: str) -> str:
    r"""Decode text of a font.

    Fonts that name no charset, or the Western one, often stand on Chinese text all the same: then
    the bytes decide.

    Examples
    --------
    >>> decode(b"\xb9\xab\xce\xc4", Font(charset=0), "gb18030"), decode(b"caf\xe9", Font(charset=0), "gb18030")
    ('公文', 'café')
    """
    if font is not None and font.page is not None:
        return data.decode(codec(font.page), "replace")
    if default == "utf-8" and not data.isascii():
        # Programs that write UTF-8 name the charset of the font all the same.
        try:
            return data.decode(default)
        except UnicodeDecodeError:
            pass
    charset = 1 if font is None else font.charset
    if charset in _CHARSETS:
        return data.decode(_CHARSETS[charset], "replace")
    if charset == 0 and default in DOUBLE and not _PAIRS.fullmatch(data):
        return data.decode(_LATIN, "replace")
    return data.decode(default, "replace")
