"""Control words of RTF 1.9.1 sorted by what the reader does with them."""

from __future__ import annotations

__all__ = ["CHARACTERS", "FURNITURE", "PICTURES", "SKIPPED", "STARRED", "SYMBOLS"]

# Words and symbols that stand for a character.
CHARACTERS = {
    b"tab": "\t", b"line": "\n", b"page": "\n", b"column": "\n", b"softline": "\n", b"emdash": "—", b"endash": "–",
    b"lquote": "‘", b"rquote": "’", b"ldblquote": "“", b"rdblquote": "”", b"bullet": "•",
    b"emspace": "\u2003", b"enspace": "\u2002", b"qmspace": "\u2005",
}  # fmt: skip
SYMBOLS = {b"~": "\xa0", b"_": "-", b"\\": "\\", b"{": "{", b"}": "}", b"\t": "\t"}
# Groups whose text is no part of the document, or says again what another group says.
SKIPPED = frozenset(
    word.encode()
    for word in (
        "colortbl", "filetbl", "info", "pict", "fldinst", "listtable", "listoverridetable", "revtbl", "rsidtbl",
        "xe", "tc", "tcn", "rxe", "bkmkstart", "bkmkend", "annotation", "atnid", "atnauthor", "atndate", "atnref",
        "atrfstart", "atrfend", "objdata", "objclass", "objname", "shprslt", "nonshppict", "sp", "template",
        "private", "ftnsep", "ftnsepc", "ftncn", "aftnsep", "aftnsepc", "aftncn", "pn", "pntxta", "pntxtb",
        "nonesttables", "datafield", "formfield", "mmathPict", "pgdsctbl", "themedata", "latentstyles", "userprops",
    )
)  # fmt: skip
# Groups that may be left out by readers that do not know them and that are read here; all other such are left out.
STARRED = frozenset((b"shpinst", b"do", b"nesttableprops", b"ud", b"moMath", b"moMathPara", b"footnote", b"fldrslt"))
PICTURES = frozenset((b"pict", b"shppict"))
# Running heads and feet of all, left, right and first pages.
FURNITURE = frozenset((b"header", b"headerl", b"headerr", b"headerf", b"footer", b"footerl", b"footerr", b"footerf"))
