"""Automatic numbers of docx paragraphs: 一、 （一） 1. （1） ① as the page shows them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

from .numerals import format_number
from .styles import Style, Styles, W, is_on, number, value
from .symbols import bullet

__all__ = ["Counters", "Level", "ListDefinition", "Numbering", "labelled", "spaced"]

# Without a limit, one long pattern times many empty paragraphs fills the memory.
_LONGEST_LABEL = 64
# A number typed by hand has no space after these.
_CLOSING = "、，。．：；）】〕》"


@dataclass(frozen=True)
class Level:
    """One level of a list definition."""

    start: int
    form: str
    pattern: str
    suffix: str
    legal: bool
    restart: int | None
    style: str | None

    @classmethod
    def parse(cls, element: etree._Element) -> Level:
        """Read a ``w:lvl``."""
        # Word puts a new format and, for older readers, a plain one beside it; the plain one comes last.
        forms = [each.get(W + "val", "decimal") for each in element.iter(W + "numFmt")]
        start = number(value(element, "start"))
        return cls(
            start=0 if start is None else start,
            form=forms[-1] if forms else "decimal",
            pattern=(value(element, "lvlText") or "")[:_LONGEST_LABEL],
            suffix=value(element, "suff") or "tab",
            legal=is_on(element, "isLgl") or False,
            restart=number(value(element, "lvlRestart")),
            style=value(element, "pStyle"),
        )


@dataclass(frozen=True)
class ListDefinition:
    """A list that paragraphs refer to: its levels, and the counter that it shares with other lists."""

    counter: str
    levels: dict[int, Level]
    starts: dict[int, int]

    def start(self, ilvl: int) -> int:
        """Return the number that a level begins with."""
        level = self.levels.get(ilvl)
        return self.starts.get(ilvl, 1 if level is None else level.start)


class Numbering:
    """The list definitions of one document.

    Parameters
    ----------
    root : Element or None
        The root of ``numbering.xml``; None if the document has none.
    styles : Styles
        The styles, through which a list may be defined.
    """

    def __init__(self, root: etree._Element | None, styles: Styles) -> None:
        self._styles = styles
        self._abstract: dict[str | None, etree._Element] = {}
        self._lists: dict[str | None, etree._Element] = {}
        self._parsed: dict[str | None, ListDefinition | None] = {}
        if root is not None:
            self._abstract = {each.get(W + "abstractNumId"): each for each in root.iter(W + "abstractNum")}
            self._lists = {each.get(W + "numId"): each for each in root.iter(W + "num")}

    def definition(self, num_id: str | None) -> ListDefinition | None:
        """Return a list definition; None if there is none of that id."""
        if num_id not in self._parsed:
            self._parsed[num_id] = self._parse(self._lists.get(num_id))
        return self._parsed[num_id]

    def place(self, direct: etree._Element | None, style: Style) -> tuple[str | None, int]:
        """Return list and level of a paragraph, from its own ``w:numPr`` and from its style."""
        num_id = value(direct, "numId") or style.num_id
        if num_id is None:
            return None, 0
        ilvl = number(value(direct, "ilvl"))
        if ilvl is None:
            ilvl = style.ilvl
        if ilvl is None:
            ilvl = self._level_of_style(num_id, style)
        return num_id, ilvl

    def _level_of_style(self, num_id: str, style: Style) -> int:
        definition = self.definition(num_id)
        levels = {} if definition is None else definition.levels
        linked = {level.style: ilvl for ilvl, level in levels.items() if level.style is not None}
        return next((linked[each] for each in style.ids if each in linked), 0)

    def _parse(self, element: etree._Element | None) -> ListDefinition | None:
        if element is None:
            return None
        counter = value(element, "abstractNumId")
        abstract = self._abstract.get(counter)
        link = value(abstract, "numStyleLink")
        if link is not None:
            counter = value(self._lists.get(self._styles.get(link).num_id), "abstractNumId")
            abstract = self._abstract.get(counter)
        if abstract is None or counter is None:
            return None
        levels = _levels(abstract)
        starts: dict[int, int] = {}
        for override in element.iter(W + "lvlOverride"):
            levels.update(_levels(override))
            ilvl, start = number(override.get(W + "ilvl")), number(value(override, "startOverride"))
            if ilvl is not None and start is not None:
                starts[ilvl] = start
        return ListDefinition(counter, levels, starts)


def _levels(parent: etree._Element) -> dict[int, Level]:
    found = ((number(each.get(W + "ilvl")), each) for each in parent.iterchildren(W + "lvl"))
    return {ilvl: Level.parse(each) for ilvl, each in found if ilvl is not None}


class Counters:
    """Counts the numbered paragraphs of one story (body, notes, a header), in reading order."""

    def __init__(self) -> None:
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[str, int]] = set()

    def label(self, definition: ListDefinition | None, num_id: str, ilvl: int) -> str:
        """Count a paragraph and return its number with what separates it from the text.

        Empty if the paragraph has no automatic number: the list or the level is not defined.
        """
        level = definition.levels.get(ilvl) if definition is not None else None
        if definition is None or level is None:
            return ""
        counts = self._advance(definition, num_id, ilvl)
        text = bullet(level.pattern) if level.form == "bullet" else _fill(level, definition, counts)
        return text if level.suffix == "nothing" else spaced(text)

    def _advance(self, definition: ListDefinition, num_id: str, ilvl: int) -> dict[int, int]:
        counts = self._counts.setdefault(definition.counter, {})
        # Lists of one counter go on counting, unless a list says where its own count begins.
        if ilvl in definition.starts and (num_id, ilvl) not in self._begun:
            counts.pop(ilvl, None)
        self._begun.add((num_id, ilvl))
        counts[ilvl] = counts[ilvl] + 1 if ilvl in counts else definition.start(ilvl)
        for deeper in [each for each in counts if each > ilvl]:
            level = definition.levels.get(deeper)
            # Word restarts after the level named here and after any above it (MS-OI29500, 17.9.10).
            if level is None or level.restart is None or ilvl < level.restart:
                del counts[deeper]
        return counts


def _fill(level: Level, definition: ListDefinition, counts: dict[int, int]) -> str:
    def digits(match: re.Match[str]) -> str:
        ilvl = int(match[1]) - 1
        source = definition.levels.get(ilvl)
        form = "decimal" if source is None or level.legal else source.form
        return format_number(counts.get(ilvl, definition.start(ilvl)), form)

    return re.sub("%([1-9])", digits, level.pattern)[:_LONGEST_LABEL]


def spaced(label: str) -> str:
    """Return a number with the space that stands between it and the text.

    Examples
    --------
    >>> spaced("一、"), spaced("1.")
    ('一、', '1. ')
    """
    return label if not label or label[-1] in _CLOSING or label[-1].isspace() else label + " "


def labelled(label: str, text: str) -> str:
    """Put the number of a paragraph before its text; blank when there is nothing to read.

    Examples
    --------
    >>> labelled("一、", "　　目标"), labelled("一、", ""), labelled("• ", "")
    ('一、目标', '一、', '')
    """
    if text.strip():
        return label + text.lstrip() if label else text
    # A column of numbers in a table has no other text; a bullet alone says nothing.
    return "" if label.startswith("•") else label.rstrip()
