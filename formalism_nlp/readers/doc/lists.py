"""List definitions of the binary Word format, from which automatic numbers are made ([MS-DOC] 2.9.131, 2.9.147)."""

from __future__ import annotations

import struct

from ..docx.numbering import Level, ListDefinition

__all__ = ["OLD_STYLE", "read_lists"]

# A paragraph with this list has a number of the kind that Word 6 knew, defined in the paragraph itself.
OLD_STYLE = 2047
_LIST, _LEVEL, _OVERRIDE, _LEVEL_OVERRIDE = 28, 28, 16, 8
# Number formats of Word in the order of their codes ([MS-OSHARED] 2.2.1.3), by their names in docx.
_FORMS = (
    "decimal", "upperRoman", "lowerRoman", "upperLetter", "lowerLetter", "decimal", "decimal", "decimal",
    "decimal", "decimal", "ideographDigital", "japaneseCounting", "decimal", "decimal", "decimalFullWidth",
    "decimal", "chineseLegalSimplified", "japaneseDigitalTenThousand", "decimalEnclosedCircle",
    "decimalFullWidth2", "decimal", "decimal", "decimalZero", "bullet", "decimal", "decimal",
    "decimalEnclosedFullstop", "decimalEnclosedParen", "decimalEnclosedCircleChinese",
    "ideographEnclosedCircle", "ideographTraditional", "ideographZodiac", "ideographZodiac",
    "taiwaneseCounting", "chineseLegalSimplified", "taiwaneseCountingThousand", "taiwaneseDigital",
    "chineseCounting", "chineseLegalSimplified", "chineseCountingThousand",
)  # fmt: skip
_OTHER_FORMS = {57: "numberInDash", 255: "none"}
_SUFFIXES = ("tab", "space", "nothing")


def read_lists(table: bytes, lists: int, overrides: bytes) -> dict[int, ListDefinition]:
    """Read the lists that paragraphs refer to, by their number.

    Parameters
    ----------
    table : bytes
        The table stream.
    lists : int
        Where in it the list definitions begin; their levels lie behind them.
    overrides : bytes
        The lists that paragraphs name, each with the definition it uses.

    Raises
    ------
    struct.error, IndexError
        If they are cut off.
    """
    definitions = _definitions(table, lists)
    if len(overrides) < 4:
        return {}
    count = min(struct.unpack_from("<I", overrides)[0], (len(overrides) - 4) // _OVERRIDE)
    at = 4 + count * _OVERRIDE
    found: dict[int, ListDefinition] = {}
    for number in range(count):
        entry = 4 + number * _OVERRIDE
        identity = struct.unpack_from("<i", overrides, entry)[0]
        levels = dict(definitions.get(identity, {}))
        starts: dict[int, int] = {}
        at += 4
        for _ in range(overrides[entry + 12]):
            at = _override(overrides, at, levels, starts)
        found[number + 1] = ListDefinition(str(identity), levels, starts)
    return found


def _definitions(table: bytes, at: int) -> dict[int, dict[int, Level]]:
    if at + 2 > len(table):
        return {}
    count = struct.unpack_from("<H", table, at)[0]
    first = at + 2
    at = first + count * _LIST
    found = {}
    for number in range(count):
        identity = struct.unpack_from("<i", table, first + number * _LIST)[0]
        simple = table[first + number * _LIST + 26] & 1
        levels = {}
        for ilvl in range(1 if simple else 9):
            levels[ilvl], at = _level(table, at)
        found[identity] = levels
    return found


def _level(data: bytes, at: int) -> tuple[Level, int]:
    """Return the level at an offset and the offset behind it."""
    start, code, flags = struct.unpack_from("<iBB", data, at)
    follow = data[at + 15]
    characters, paragraph, restart = data[at + 24], data[at + 25], data[at + 26]
    at += _LEVEL + characters + paragraph
    length = struct.unpack_from("<H", data, at)[0]
    end = at + 2 + 2 * length
    if end > len(data):
        raise IndexError("list level cut off")
    level = Level(
        start=start,
        form=_FORMS[code] if code < len(_FORMS) else _OTHER_FORMS.get(code, "decimal"),
        pattern=_pattern(data[at + 2 : end].decode("utf-16-le", "replace")),
        suffix=_SUFFIXES[follow] if follow < len(_SUFFIXES) else "tab",
        legal=bool(flags & 0x04),
        # The flag says that the level restarts not after every higher one, but only after the one named.
        restart=restart if flags & 0x08 else None,
        style=None,
    )
    return level, end


def _pattern(text: str) -> str:
    """Return a number text whose placeholders are the levels as characters 0 to 8, in the way of docx."""
    return "".join(f"%{ord(char) + 1}" if ord(char) < 9 else char for char in text[:64])


def _override(data: bytes, at: int, levels: dict[int, Level], starts: dict[int, int]) -> int:
    start, flags = struct.unpack_from("<iI", data, at)
    at += _LEVEL_OVERRIDE
    ilvl = flags & 0xF
    if flags & 0x20:
        levels[ilvl], at = _level(data, at)
        start = levels[ilvl].start
    if flags & 0x10:
        starts[ilvl] = start
    return at
