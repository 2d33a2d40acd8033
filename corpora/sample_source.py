"""The markup of the sample documents, and what it is parsed into.

A source is a UTF-8 text file, one paragraph a line:

- ``#format: docx`` (or pdf, html, txt), ``#encoding:`` (html and txt), ``#numbering: word`` (item numbers
  become automatic numbering of Word), ``#site: #index: #topic:`` (facts of a web page) describe the file;
- ``#red-head: #letter-head: #minutes-head: #urgency: #number: #signer: #title: #byline: #to: #centre:
  #attach: #sign: #date: #note: #copy: #print:`` are elements of the document, in reading order;
  `` / `` inside a title or byline breaks the line;
- ``#part: 附件`` starts a new page for an annex, ``#part:`` alone for a text that the cover passes on;
- ``| a | b |`` is a row of a table; a cell ``^`` is merged with the one above, ``<`` with
  the one to its left;
- every other line is a paragraph of the body.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

__all__ = ["Cell", "Element", "Sample", "item_level", "merged", "parse"]

_OPTIONS = ("format", "encoding", "numbering", "site", "index", "topic")
_ELEMENTS = (
    "red-head", "letter-head", "minutes-head", "urgency", "number", "signer", "title", "byline", "to",
    "centre", "attach", "sign", "date", "note", "copy", "print", "part",
)  # fmt: skip
_DIRECTIVE = re.compile(r"#([a-z-]+):\s?(.*)")
_ITEMS = (
    re.compile(r"([一二三四五六七八九十]+)、"),
    re.compile(r"（([一二三四五六七八九十]+)）"),
    re.compile(r"(\d+)\."),
)


@dataclass(frozen=True)
class Element:
    """One paragraph or table; ``rows`` holds the raw cells of a table and is empty otherwise."""

    kind: str
    text: str = ""
    rows: tuple[tuple[str, ...], ...] = ()

    @property
    def lines(self) -> list[str]:
        """The text at its line breaks."""
        return self.text.split(" / ")


@dataclass(frozen=True)
class Cell:
    """One cell of a table with the rows and columns it covers."""

    row: int
    column: int
    rows: int
    columns: int
    text: str


@dataclass(frozen=True)
class Sample:
    """A parsed source."""

    name: str
    options: dict[str, str]
    elements: tuple[Element, ...]

    @property
    def format(self) -> str:
        """File format, which is also the file name's suffix."""
        return self.options["format"]

    @property
    def title(self) -> str:
        """The first title, in one line."""
        return "".join(self.first("title").split(" / "))

    def first(self, kind: str) -> str:
        """Return the text of the first element of a kind, or an empty text."""
        return next((element.text for element in self.elements if element.kind == kind), "")


def parse(path: Path) -> Sample:
    """Read one source file.

    Raises
    ------
    ValueError
        If a line starts with an unknown ``#key:``.
    """
    options: dict[str, str] = {}
    elements: list[Element] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        directive = _DIRECTIVE.match(line)
        if directive and directive[1] in _OPTIONS:
            options[directive[1]] = directive[2]
        elif directive and directive[1] in _ELEMENTS:
            elements.append(Element(directive[1], directive[2]))
        elif line.startswith("#"):
            raise ValueError(f"{path.name}: unknown line {line!r}")
        elif line.startswith("|"):
            row = tuple(cell.strip() for cell in line.strip().strip("|").split("|"))
            if elements[-1].kind == "table":
                elements[-1] = Element("table", rows=(*elements[-1].rows, row))
            else:
                elements.append(Element("table", rows=(row,)))
        elif line.strip():
            elements.append(Element("body", line))
    return Sample(path.stem, options, tuple(elements))


def merged(rows: tuple[tuple[str, ...], ...]) -> list[Cell]:
    """Resolve ``^`` and ``<`` into cells that span rows and columns."""
    cells = []
    for i, row in enumerate(rows):
        for j, text in enumerate(row):
            if text in ("^", "<"):
                continue
            columns = 1
            while j + columns < len(row) and row[j + columns] == "<":
                columns += 1
            height = 1
            while i + height < len(rows) and rows[i + height][j] == "^":
                height += 1
            cells.append(Cell(i, j, height, columns, text))
    return cells


def item_level(text: str) -> tuple[int, int, str]:
    """Tell level (1 一、 2 （一） 3 1., 0 none), number and rest of a paragraph.

    Examples
    --------
    >>> item_level("（十二）压减会议")
    (2, 12, '压减会议')
    """
    for level, pattern in enumerate(_ITEMS, start=1):
        match = pattern.match(text)
        if match:
            number = int(match[1]) if match[1].isdigit() else _chinese_number(match[1])
            return level, number, text[match.end() :]
    return 0, 0, text


def _chinese_number(numeral: str) -> int:
    tens, _, ones = numeral.rpartition("十")
    value = "〇一二三四五六七八九".index(ones) if ones else 0
    if "十" in numeral:
        value += 10 * ("〇一二三四五六七八九".index(tens) if tens else 1)
    return value
