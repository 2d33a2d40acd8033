"""Names of WordprocessingML, and what its paragraph and character styles say."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TypeVar

from lxml import etree

__all__ = ["STRICT", "M", "Style", "Styles", "W", "child", "is_on", "named_rank", "number", "value"]

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
# ISO 29500 Strict says the same in other namespaces.
STRICT = {
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": W[1:-1].encode(),
    b"http://purl.oclc.org/ooxml/officeDocument/math": M[1:-1].encode(),
}
_HEADING = re.compile(r"(?:heading|标题)\s*([1-9])", re.IGNORECASE)
_INTEGER = re.compile(r"-?[0-9]{1,9}")
_T = TypeVar("_T")


def child(parent: etree._Element | None, name: str) -> etree._Element | None:
    """Return the first child of a WordprocessingML name; None if there is none."""
    # ``Element.find`` parses a path each time and takes three times as long.
    return None if parent is None else next(parent.iterchildren(W + name), None)


def value(parent: etree._Element | None, *path: str) -> str | None:
    """Return ``w:val`` of the element at a path of WordprocessingML names; None if absent."""
    for name in path:
        parent = child(parent, name)
    return None if parent is None else parent.get(W + "val")


def number(text: str | None) -> int | None:
    """Return a decimal number of up to nine digits; None for anything else."""
    return int(text) if text is not None and _INTEGER.fullmatch(text) else None


def is_on(parent: etree._Element | None, name: str) -> bool | None:
    """Tell whether an on/off property is set; None if it is not mentioned."""
    element = child(parent, name)
    return None if element is None else element.get(W + "val") not in ("0", "false", "off")


@dataclass(frozen=True)
class Style:
    """What a style says together with the styles that it is based on; the nearest one wins.

    Attributes
    ----------
    ids : tuple of str
        The style and those below it, nearest first.
    title : bool
        It is the style of document titles.
    outline : int or None
        Outline level from 0, of heading styles.
    hidden : bool
        Its text is hidden.
    num_id, ilvl : str or None, int or None
        The list and the level of the automatic number.
    """

    ids: tuple[str, ...] = ()
    title: bool = False
    outline: int | None = None
    hidden: bool = False
    num_id: str | None = None
    ilvl: int | None = None


class Styles:
    """The styles of one document.

    Parameters
    ----------
    root : Element or None
        The root of ``styles.xml``; None if the document has none.

    Attributes
    ----------
    hides : bool
        Some style may hide text.
    """

    def __init__(self, root: etree._Element | None) -> None:
        self._elements: dict[str, etree._Element] = {}
        self._styles: dict[str | None, Style] = {}
        self._default: str | None = None
        self.hides = root is not None and next(root.iter(W + "vanish"), None) is not None
        for element in () if root is None else root.iter(W + "style"):
            name = element.get(W + "styleId", "")
            self._elements.setdefault(name, element)
            if element.get(W + "type") == "paragraph" and element.get(W + "default") in ("1", "true", "on"):
                self._default = name

    def paragraph(self, style_id: str | None) -> Style:
        """Return the style of a paragraph; without one, the default paragraph style."""
        return self.get(style_id if style_id in self._elements else self._default)

    def get(self, style_id: str | None) -> Style:
        """Return a style; an empty one if it is not defined."""
        style = self._styles.get(style_id)
        if style is None:
            style = self._styles[style_id] = self._resolve(style_id)
        return style

    def _resolve(self, style_id: str | None) -> Style:
        chain: dict[str, etree._Element] = {}
        while style_id in self._elements and style_id not in chain:
            chain[style_id] = self._elements[style_id]
            style_id = value(chain[style_id], "basedOn")
        title, outline = _rank(list(chain.values()))
        properties = [child(element, "pPr") for element in chain.values()]
        return Style(
            ids=tuple(chain),
            title=title,
            outline=outline,
            hidden=_first([is_on(child(element, "rPr"), "vanish") for element in chain.values()]) or False,
            num_id=_first([value(each, "numPr", "numId") for each in properties]),
            ilvl=_first([number(value(each, "numPr", "ilvl")) for each in properties]),
        )


def _rank(chain: list[etree._Element]) -> tuple[bool, int | None]:
    """Tell whether a chain of styles makes a title, and which outline level it gives."""
    for element in chain:
        name = value(element, "name") or ""
        title, named = named_rank(name)
        # Before the outline level: the built-in title style of Chinese Word has one.
        if title:
            return True, None
        outline = number(value(element, "pPr", "outlineLvl"))
        if outline is not None:
            return False, outline
        if named is not None:
            return False, named
    return False, None


def named_rank(name: str) -> tuple[bool, int | None]:
    """Tell what the name of a style says: that it is the style of titles, or its outline level.

    Examples
    --------
    >>> named_rank("标题"), named_rank("heading 2"), named_rank("正文")
    ((True, None), (False, 1), (False, None))
    """
    if name.lower() in ("title", "标题"):
        return True, None
    match = _HEADING.fullmatch(name)
    return False, int(match[1]) - 1 if match else None


def _first(values: list[_T | None]) -> _T | None:
    return next((each for each in values if each is not None), None)
