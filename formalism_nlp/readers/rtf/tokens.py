"""Cuts RTF into braces, control words, control symbols and text."""

from __future__ import annotations

import re
from collections.abc import Iterator

__all__ = ["tokens"]

_CONTROL = rb"\\'(?P<hex>[0-9a-fA-F]{2})|\\(?P<word>[a-zA-Z]{1,32})(?P<value>-?[0-9]{1,10})? ?|\\(?P<symbol>[^a-zA-Z])"
_TEXT = rb"(?P<text>[^\\{}\r\n]+)"
# Some programs write Chinese as bare bytes; the second byte of a character can be a backslash or a brace.
_DOUBLE_TEXT = rb"(?P<text>(?:[\x81-\xfe][\x40-\x7e\x80-\xfe]|[^\\{}\r\n])+)"
_TOKEN, _DOUBLE_TOKEN = (re.compile(_CONTROL + rb"|(?P<brace>[{}])|[\r\n]+|" + text) for text in (_TEXT, _DOUBLE_TEXT))


def tokens(data: bytes, *, double: bool) -> Iterator[tuple[str, bytes, int | None]]:
    r"""Yield the pieces in order; line ends and binary data (``\bin``) are left out.

    Parameters
    ----------
    data : bytes
        The RTF.
    double : bool
        The code page of the document has characters of two bytes.

    Yields
    ------
    tuple of str, bytes, int or None
        The kind (hex, word, symbol, brace or text), what it says, and the number after a word.

    Examples
    --------
    >>> list(tokens(b"{\\b1 x\\'d6}", double=True))
    [('brace', b'{', None), ('word', b'b', 1), ('text', b'x', None), ('hex', b'\xd6', None), ('brace', b'}', None)]
    """
    pattern = _DOUBLE_TOKEN if double else _TOKEN
    at: int | None = 0
    while at is not None:
        start, at = at, None
        for match in pattern.finditer(data, start):
            kind = match.lastgroup
            if kind == "word":
                yield kind, match["word"], None
            elif kind == "value":
                value = int(match["value"])
                if match["word"] == b"bin":
                    # Binary data may hold braces: reading goes on behind it.
                    at = match.end() + max(0, value)
                    break
                yield "word", match["word"], value
            elif kind == "hex":
                yield kind, bytes.fromhex(match["hex"].decode()), None
            elif kind is not None:
                yield kind, match[kind], None
