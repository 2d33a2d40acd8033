"""Property modifiers of the binary Word format ([MS-DOC] 2.6) and what is taken from them."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, replace

__all__ = ["MARKS", "Mark", "Paragraph", "character_marks", "modifiers", "modify"]

# Operand bytes by the top three bits; 6 is told by the byte after the code.
_SIZES = (1, 1, 2, 4, 2, 2, 0, 3)
_DEFINE_TABLE, _CHANGE_TABS = 0xD608, 0xC615
_STYLE, _LEVEL, _LIST, _OUTLINE = 0x4600, 0x260A, 0x460B, 0x2640
_IN_TABLE, _ROW_END, _DEPTH, _INNER_CELL, _INNER_ROW = 0x2416, 0x2417, 0x6649, 0x244B, 0x244C
_DELETED, _HIDDEN, _SYMBOL = 0x0800, 0x083C, 0x6A09
# On, and the opposite of what the style says, which in 69 real files is always off.
_ON = (0x01, 0x81)
# Codes of the character properties below as bytes: pages without them need not be taken apart.
MARKS = tuple(struct.pack("<H", code) for code in (_DELETED, _HIDDEN, _SYMBOL))


@dataclass(frozen=True)
class Paragraph:
    """Properties of a paragraph.

    Attributes
    ----------
    style : int
        Its paragraph style.
    list_id, level : int or None
        List and level of its automatic number.
    outline : int or None
        Outline level from 0; 9 is running text.
    depth : int
        How many tables it stands in.
    row_end, inner_row_end, inner_cell_end : bool
        Its mark ends a row, or a row or a cell of a table inside a cell.
    lefts : tuple of int
        Left borders of the cells of the row that it ends, in twips.
    """

    style: int = 0
    list_id: int | None = None
    level: int | None = None
    outline: int | None = None
    in_table: bool = False
    depth: int = 0
    row_end: bool = False
    inner_row_end: bool = False
    inner_cell_end: bool = False
    lefts: tuple[int, ...] = ()


@dataclass(frozen=True)
class Mark:
    """What is marked on a run of characters between two bytes of the file."""

    start: int
    end: int
    deleted: bool
    hidden: bool
    symbol: tuple[int, int] | None


def modifiers(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield code and operand of each modifier, up to the first that is cut off."""
    at = 0
    while at + 2 < len(data):
        code = data[at] | data[at + 1] << 8
        at += 2
        size = _SIZES[code >> 13]
        if code == _DEFINE_TABLE and at + 2 <= len(data):
            size = struct.unpack_from("<H", data, at)[0] + 1
        elif code == _CHANGE_TABS and data[at] == 255:
            size = _size_of_tabs(data, at)
        elif size == 0:
            size = data[at] + 1
        if at + size > len(data):
            return
        yield code, data[at : at + size]
        at += size


def _size_of_tabs(data: bytes, at: int) -> int:
    """Return the size of a change of tab stops that says 255 and means as many as it counts."""
    added = at + 2 + 4 * data[at + 1] if at + 1 < len(data) else len(data)
    return added - at + 1 + 3 * data[added] if added < len(data) else len(data)


def modify(paragraph: Paragraph, data: bytes) -> Paragraph:
    """Return the properties with some modifiers laid over them."""
    found: dict[str, int | bool | tuple[int, ...]] = {}
    for code, operand in modifiers(data):
        if code in (_LIST, _STYLE):
            found["list_id" if code == _LIST else "style"] = operand[0] | operand[1] << 8
        elif code in (_LEVEL, _OUTLINE):
            found["level" if code == _LEVEL else "outline"] = operand[0]
        elif code == _DEPTH:
            found["depth"] = max(0, struct.unpack("<i", operand)[0])
        elif code in _FLAGS:
            found[_FLAGS[code]] = bool(operand[0])
        elif code == _DEFINE_TABLE:
            found["lefts"] = _lefts(operand)
    return replace(paragraph, **found) if found else paragraph  # type: ignore[arg-type]


_FLAGS = {_IN_TABLE: "in_table", _ROW_END: "row_end", _INNER_CELL: "inner_cell_end", _INNER_ROW: "inner_row_end"}


def _lefts(operand: bytes) -> tuple[int, ...]:
    count = operand[2] if len(operand) > 2 else 0
    return struct.unpack_from(f"<{count}h", operand, 3) if len(operand) >= 3 + 2 * count else ()


def character_marks(start: int, end: int, data: bytes) -> Mark | None:
    """Return what some modifiers mark on a run; None if it is plain."""
    deleted = hidden = False
    symbol = None
    for code, operand in modifiers(data):
        if code == _DELETED:
            deleted = operand[0] in _ON
        elif code == _HIDDEN:
            hidden = operand[0] in _ON
        elif code == _SYMBOL:
            symbol = struct.unpack("<HH", operand)
    return Mark(start, end, deleted, hidden, symbol) if deleted or hidden or symbol else None
