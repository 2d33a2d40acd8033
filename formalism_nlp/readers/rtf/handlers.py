"""What each control word of RTF does to the parser that meets it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from .words import FURNITURE

if TYPE_CHECKING:
    from .parser import Parser

__all__ = ["WORDS"]

# Word makes no more columns; a list that grows with every word would be copied for every row.
_MOST_CELLS = 64


def _unicode(parser: Parser, value: int | None) -> None:
    parser.to_skip = parser.state.fallback
    code = (value or 0) & 0xFFFF
    font = parser.entries.font(parser.state)
    if font is not None and font.is_symbol and 0xF000 <= code <= 0xF0FF:
        parser.add_symbol(font, code)
    elif code:
        parser.add(chr(code))


def _paragraph(parser: Parser, _: int | None) -> None:
    if parser.state.deleted or parser.state.destination != "text":
        # The mark between two paragraphs is deleted with its text: they are one.
        return
    parser.end_paragraph(parser.state.tables)


def _cell(parser: Parser, _: int | None) -> None:
    parser.end_paragraph(1)
    parser.story.end_cell(1)


def _nested_cell(parser: Parser, _: int | None) -> None:
    depth = max(2, parser.state.tables)
    parser.end_paragraph(depth)
    parser.story.end_cell(depth)


def _row(parser: Parser, _: int | None) -> None:
    parser.story.end_row(1)


def _nested_row(parser: Parser, _: int | None) -> None:
    parser.story.end_row(_row_depth(parser))


def _row_depth(parser: Parser) -> int:
    return max(2, parser.state.tables) if parser.state.nested else 1


def _row_defaults(parser: Parser, _: int | None) -> None:
    parser.story.lefts[_row_depth(parser)] = [0]


def _row_left(parser: Parser, value: int | None) -> None:
    parser.story.lefts.setdefault(_row_depth(parser), [0])[0] = value or 0


def _cell_right(parser: Parser, value: int | None) -> None:
    lefts = parser.story.lefts.setdefault(_row_depth(parser), [0])
    if len(lefts) <= _MOST_CELLS:
        lefts.append(value or 0)


def _nested_properties(parser: Parser, _: int | None) -> None:
    parser.state.nested = True


def _plain_paragraph(parser: Parser, _: int | None) -> None:
    state = parser.state
    state.in_table, state.depth, state.style, state.outline, state.listed = False, 0, 0, None, False


def _plain(parser: Parser, _: int | None) -> None:
    state = parser.state
    state.font, state.hidden, state.deleted = parser.entries.default_font, False, False


def _set_default_font(parser: Parser, value: int | None) -> None:
    parser.entries.default_font = parser.state.font = value


def _set_font(parser: Parser, value: int | None) -> None:
    if parser.state.destination == "fonts":
        parser.entries.begin(value or 0)
    else:
        parser.state.font = value


def _set_style(parser: Parser, value: int | None) -> None:
    if parser.state.destination == "styles":
        parser.entries.begin(value or 0)
    else:
        parser.state.style = value or 0


def _set_outline(parser: Parser, value: int | None) -> None:
    if parser.state.destination == "styles":
        parser.entries.word(b"outlinelevel", value, "styles")
    else:
        parser.state.outline = value


def _alternatives(parser: Parser, _: int | None) -> None:
    # The first says in the code page what the second, in its group ud, says in Unicode.
    parser.state.around, parser.state.destination = parser.state.destination, "skip"


def _setter(name: str, default: object) -> Callable[[Parser, int | None], None]:
    """Return a handler that keeps the value of a word in the state of its group."""

    def handle(parser: Parser, value: int | None) -> None:
        kept = default if value is None else value
        setattr(parser.state, name, bool(kept) if isinstance(default, bool) else kept)

    return handle


def _opener(destination: str) -> Callable[[Parser, int | None], None]:
    """Return a handler that sends the text of its group elsewhere."""

    def handle(parser: Parser, _: int | None) -> None:
        parser.state.destination = destination

    return handle


def _entry(word: bytes) -> Callable[[Parser, int | None], None]:
    """Return a handler for a property of a font."""

    def handle(parser: Parser, value: int | None) -> None:
        if parser.state.destination == "fonts":
            parser.entries.word(word, value, "fonts")

    return handle


def _story(name: str) -> Callable[[Parser, int | None], None]:
    """Return a handler that begins a story of its own."""
    return lambda parser, _: parser.begin_story(name)


WORDS: dict[bytes, Callable[[Parser, int | None], None]] = {
    b"par": _paragraph, b"sect": _paragraph, b"u": _unicode, b"cell": _cell,
    b"nestcell": _nested_cell, b"row": _row, b"nestrow": _nested_row,
    b"trowd": _row_defaults, b"trleft": _row_left, b"cellx": _cell_right,
    b"nesttableprops": _nested_properties, b"pard": _plain_paragraph, b"plain": _plain,
    b"deff": _set_default_font, b"f": _set_font, b"s": _set_style,
    b"outlinelevel": _set_outline, b"upr": _alternatives,
    b"uc": _setter("fallback", 1), b"v": _setter("hidden", True), b"deleted": _setter("deleted", True),
    b"intbl": _setter("in_table", True), b"itap": _setter("depth", 0), b"ls": _setter("listed", False),
    b"fonttbl": _opener("fonts"), b"stylesheet": _opener("styles"), b"listtext": _opener("label"),
    b"pntext": _opener("label"), b"footnote": _story("footnotes"), b"shptxt": _story("boxes"),
    b"dptxbxtext": _story("boxes"), b"fcharset": _entry(b"fcharset"), b"cpg": _entry(b"cpg"),
    **dict.fromkeys(FURNITURE, _story("headers")),
}  # fmt: skip
