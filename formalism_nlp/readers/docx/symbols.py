"""Characters of symbol fonts, which stand at code points that say nothing by themselves."""

from __future__ import annotations

__all__ = ["bullet", "symbol"]

_FONTS = ("Wingdings", "Webdings", "Symbol")
# The boxes that forms tick: without them a form does not say what was chosen.
_SYMBOLS = {
    ("Wingdings", 0x6F): "□", ("Wingdings", 0xA8): "□", ("Wingdings", 0xFC): "✓", ("Wingdings", 0xFD): "☒",
    ("Wingdings", 0xFE): "☑", ("Wingdings 2", 0x50): "✓", ("Wingdings 2", 0x52): "☑",
    ("Wingdings 2", 0x54): "☒", ("Wingdings 2", 0xA3): "□",
}  # fmt: skip


def symbol(font: str, code: str) -> str:
    """Return the character of a ``w:sym``; empty if it has no meaning outside its font.

    Parameters
    ----------
    font : str
        Name of the font.
    code : str
        Code of the character in it, hexadecimal; symbol fonts may add F000.

    Examples
    --------
    >>> symbol("Wingdings", "F0FE"), symbol("宋体", "25A1"), symbol("Wingdings", "F04A")
    ('☑', '□', '')
    """
    try:
        point = int(code, 16)
    except ValueError:
        return ""
    if (font, point & 0xFF) in _SYMBOLS:
        return _SYMBOLS[font, point & 0xFF]
    plain = 0x20 <= point < 0xD800 or 0xF900 <= point <= 0xFFFD
    return chr(point) if plain and not font.startswith(_FONTS) else ""


def bullet(pattern: str) -> str:
    r"""Return a bullet as text: one character is a picture in some font, more are words.

    Examples
    --------
    >>> bullet("\uf0b7"), bullet("注：")
    ('•', '注：')
    """
    return pattern if len(pattern) > 1 else "•" * len(pattern)
