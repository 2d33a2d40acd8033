"""Font table and style sheet of RTF."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..docx.styles import named_rank
from .charsets import Font

if TYPE_CHECKING:
    from .story import State

__all__ = ["Entries", "Style"]


@dataclass
class Style:
    """One entry of the style sheet."""

    title: bool = False
    outline: int | None = None


class Entries:
    """Fonts and styles, filled while their tables are read.

    Attributes
    ----------
    styles : dict
        Styles by number.
    default_font : int or None
        Font of text that names none.
    """

    def __init__(self) -> None:
        self.styles: dict[int, Style] = {}
        self.default_font: int | None = None
        self._fonts: dict[int, Font] = {}
        self._number = 0
        self._name: list[str] = []

    def font(self, state: State) -> Font | None:
        """Return the font of a group; in the font table, the one that is being described."""
        number = self._number if state.destination == "fonts" else state.font
        return None if number is None else self._fonts.get(number)

    def begin(self, number: int) -> None:
        """Begin an entry."""
        self._number = number
        self._name = []

    def word(self, word: bytes, value: int | None, table: str) -> None:
        """Take a property of the entry."""
        if table == "styles":
            if word == b"outlinelevel":
                self.styles.setdefault(self._number, Style()).outline = value
            return
        font = self._fonts.setdefault(self._number, Font())
        if word == b"fcharset":
            font.charset = value or 0
        elif word == b"cpg":
            font.page = value

    def add_name(self, text: str, table: str) -> None:
        """Take letters of the name of the entry, which ends with a semicolon."""
        self._name.append(text)
        if ";" in text:
            self._end(table)

    def end_group(self, table: str) -> None:
        """Take note that a group ends, which may be an entry."""
        if table in ("fonts", "styles") and self._name:
            self._end(table)
        if table == "styles":
            self._number = 0

    def _end(self, table: str) -> None:
        name = "".join(self._name).partition(";")[0].strip()
        self._name = []
        if table == "fonts":
            self._fonts.setdefault(self._number, Font()).name = name
            return
        style = self.styles.setdefault(self._number, Style())
        style.title, outline = named_rank(name.partition(",")[0])
        if style.outline is None:
            style.outline = outline
