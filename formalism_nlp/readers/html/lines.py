"""A web page as a flat list of lines, and the boxes (elements) that hold them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

from ...text import normalise

__all__ = ["Box", "Line", "Page", "flatten"]

_BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "div",
    "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5",
    "h6", "header", "hr", "html", "li", "main", "nav", "ol", "p", "pre", "section", "summary", "table",
    "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
))  # fmt: skip
# What a reader of the page does not see as text.
_SKIPPED = frozenset((
    "applet", "audio", "button", "canvas", "embed", "head", "iframe", "input", "link", "map", "meta",
    "noframes", "noscript", "object", "option", "script", "select", "style", "svg", "template",
    "textarea", "title", "video", "xml",
))  # fmt: skip
_HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_ANNEXES = (".doc", ".docx", ".wps", ".xls", ".xlsx", ".et", ".pdf", ".ofd", ".rar", ".zip", ".txt")
# A line end of the source inside a Chinese sentence is no space (CSS Text 3, segment breaks).
_WIDE = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uff60\u3001-\u303f“”‘’…—"
_SOURCE_BREAK = re.compile(rf"(?<=[{_WIDE}])[ \t\r]*\n[ \t\r\n]*(?=[{_WIDE}])")
# Paragraphs that are marked by their indentation alone.
_INDENTED = re.compile("(?<=[。；！？])[ \t\r\n]*[\u3000\xa0]{2,}")
_NUMBERED = re.compile(r"[（(]?[0-9一二三四五六七八九十]{1,3}[、.．)）]|第.{1,4}[章节条]")


@dataclass(slots=True)
class Line:
    """One paragraph; ``linked`` of its characters are links to elsewhere, ``box`` is the innermost box."""

    text: str
    linked: int
    box: int


@dataclass(slots=True)
class Box:
    """An element that holds lines ``first`` to ``last`` (not included); ``names`` are its id and classes."""

    tag: str
    names: str
    parent: int
    first: int
    last: int = 0
    spans: tuple[int, int] = (1, 1)


@dataclass(slots=True)
class Page:
    """Lines in reading order; boxes in the order of their start tags, the outermost first."""

    lines: list[Line] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)


def flatten(root: etree._Element) -> Page:
    """Cut a page into lines at block elements and ``<br>``, leaving out what is not shown.

    The walk keeps its own stack, so that no nesting is too deep for it.
    """
    builder = _Builder()
    walker = etree.iterwalk(root, events=("start", "end"))
    skipped: etree._Element | None = None
    for event, element in walker:
        if event == "start":
            if _is_skipped(element):
                skipped = element
                walker.skip_subtree()
            else:
                builder.start(element)
                builder.add(element.text)
        else:
            if element is skipped:
                skipped = None
            else:
                builder.end(element)
            if element is not root:
                builder.add(element.tail)
    builder.flush()
    return builder.page


def _is_skipped(element: etree._Element) -> bool:
    if element.tag in _SKIPPED or element.get("hidden") is not None:
        return True
    style = element.get("style")
    return style is not None and _HIDDEN.search(style) is not None


class _Builder:
    """Collects text until a line ends."""

    def __init__(self) -> None:
        self.page = Page()
        self._open = -1
        self._pieces: list[str] = []
        self._linked = 0
        self._links = 0
        self._pre = 0
        self._counters: list[int | None] = []
        self._marker = ""

    def start(self, element: etree._Element) -> None:
        tag = str(element.tag)
        if tag in _BLOCKS:
            self.flush()
            self._open_box(tag, element)
            self._count(tag, element)
            self._pre += tag == "pre"
        elif tag == "br":
            self.flush()
        elif element.get("id"):
            # Some sites keep the text in <font id="Zoom"> or <span id="content">.
            self._open_box(tag, element)
        if _leads_elsewhere(element):
            self._links += 1

    def end(self, element: etree._Element) -> None:
        tag = str(element.tag)
        if tag in _BLOCKS:
            self.flush()
            self._marker = ""
            if tag in ("ol", "ul") and self._counters:
                self._counters.pop()
            self._pre -= tag == "pre"
        if tag in _BLOCKS or (tag != "br" and element.get("id")):
            box = self.page.boxes[self._open]
            box.last = len(self.page.lines) + bool(self._pieces)
            self._open = box.parent
        if _leads_elsewhere(element):
            self._links -= 1

    def add(self, text: str | None) -> None:
        if not text:
            return
        if self._pre and "\n" in text:
            head, *rest = text.split("\n")
            self._put(head)
            for line in rest:
                self.flush()
                self._put(line)
        else:
            self._put(text)

    def flush(self) -> None:
        """End the line; white space alone makes none."""
        if not self._pieces:
            return
        raw, linked = "".join(self._pieces), self._linked
        self._pieces, self._linked = [], 0
        for piece in _INDENTED.split(_SOURCE_BREAK.sub("", raw)):
            text = " ".join(normalise(piece).text.split())
            if not text:
                continue
            if self._marker:
                text = text if _NUMBERED.match(text) else self._marker + text
                self._marker = ""
            self.page.lines.append(Line(text, min(linked, len(text)), self._open))

    def _put(self, text: str) -> None:
        if text.isspace() and not self._pieces:
            return
        self._pieces.append(text)
        if self._links:
            self._linked += len("".join(text.split()))

    def _open_box(self, tag: str, element: etree._Element) -> None:
        names = f"{element.get('id', '')} {element.get('class', '')}".lower().strip()
        if element.get("title") in ("header", "footer"):  # what LibreOffice makes of running lines
            names += f" page-{element.get('title')}"
        spans = (_number(element.get("colspan"), 1), _number(element.get("rowspan"), 1))
        self.page.boxes.append(Box(tag, names, self._open, len(self.page.lines), spans=spans))
        self._open = len(self.page.boxes) - 1

    def _count(self, tag: str, element: etree._Element) -> None:
        """Keep the numbers of ordered lists, which a browser shows and the source does not hold."""
        if tag == "ol":
            self._counters.append(_number(element.get("start"), 1) - 1)
        elif tag == "ul":
            self._counters.append(None)
        elif tag == "li" and self._counters and self._counters[-1] is not None:
            self._counters[-1] = _number(element.get("value"), self._counters[-1] + 1)
            self._marker = f"{self._counters[-1]}. "


def _leads_elsewhere(element: etree._Element) -> bool:
    """Tell whether this is a link to another page: not to a place in this one, nor to an annex."""
    if element.tag != "a":
        return False
    target = element.get("href", "#")
    return not target.startswith("#") and not target.lower().endswith(_ANNEXES)


def _number(text: str | None, default: int) -> int:
    # Longer numbers are attacks; the HTML standard stops at 1000 columns.
    return int(text) if text and len(text) <= 4 and text.isascii() and text.isdigit() else default
