"""What stands on every page of a PDF: running headers, footers, page numbers, watermarks."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from .layout import Page
from .lines import Line, line_of, rows_of
from .runs import Run

__all__ = ["take_furniture", "take_repeated"]

# Running headers and page numbers stand in the outer 12 % of a page (GB/T 9704: 37 mm head, 35 mm foot of 297 mm).
_ZONE = 0.12
# With a wide foot "— 2 —" stands higher: at 83 to 87 % of the page in three of 26 real files.
_NUMBER_ZONE = 0.2
_NUMBER = re.compile(
    r"[-—–―－─_~·•.|\[]*(?:第?\d{1,4}页?(?:[/,，;|]?(?:of|共)?\d{1,4}页?)?|[ivxlcⅠ-Ⅻ]{1,6})[-—–―－─_~·•.|\]]*",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"https?://\S+")
_PAGE_IN_LINE = re.compile(r"第\s*\d+\s*页|\d+\s*(?:of|/)\s*\d+|[-—–]\s*\d+\s*[-—–]|^\d{1,4}(?=\s|$)|(?<=\s)\d{1,4}$")
# Each annex begins with this mark at the same place of its page.
_ANNEX = re.compile(r"附\s*[件表图录]\s*[\d一二三四五六七八九十]{0,3}\s*[：:]?")


@dataclass(frozen=True, eq=False)
class _Edge:
    """A line near the edge of a page, with its runs."""

    page: Page
    line: Line
    runs: tuple[Run, ...]
    upper: bool


def take_furniture(pages: Sequence[Page]) -> None:
    """Move watermarks, running headers, footers and page numbers out of the runs of all pages."""
    edges = {page.number: _edges(page) for page in pages}
    returning: dict[int, set[_Edge]] = defaultdict(set)
    for edge in _returning([edge for found in edges.values() for edge in found]):
        returning[edge.page.number].add(edge)
    for page in pages:
        slanting = [run for run in page.runs if run.turn is None]
        _take(page, [_Edge(page, line_of([run], page.em), (run,), True) for run in slanting])
        taken = returning[page.number]
        _take(page, [edge for edge in edges[page.number] if edge in taken])
        _take(page, _numbers(page, [edge for edge in edges[page.number] if edge not in taken]))


def _take(page: Page, edges: Sequence[_Edge]) -> None:
    gone = {id(run) for edge in edges for run in edge.runs}
    page.furniture += [edge.line for edge in edges]
    page.runs = [run for run in page.runs if id(run) not in gone]


def _edges(page: Page) -> list[_Edge]:
    """Return the lines near the upper and lower edge."""
    width, height = page.frame.size
    found = []
    for upper in (True, False):
        outer = [run for run in page.runs if run.turn == 0 and _outside(run, upper, _NUMBER_ZONE, height)]
        found += [_Edge(page, line_of(row, page.em), tuple(row), upper) for row in rows_of(outer)]
    # On a page printed sideways the running header stands upright at its side.
    for run in page.runs:
        if run.turn and (run.right < _ZONE * width or run.left > (1 - _ZONE) * width):
            found.append(_Edge(page, line_of([run], page.em), (run,), True))
    return found


def _outside(box: Run | Line, upper: bool, zone: float, height: float) -> bool:
    return box.bottom < zone * height if upper else box.top > (1 - zone) * height


def _returning(edges: Sequence[_Edge]) -> list[_Edge]:
    """Return the lines that stand at one height on several pages with few different texts.

    At the place of a running header the same texts return; where the body begins, every
    page has a text of its own.
    """
    slots: dict[tuple[bool, int, int], list[_Edge]] = defaultdict(list)
    for edge in edges:
        line, height = edge.line, edge.page.frame.size[1]
        if (line.alone or _outside(line, edge.upper, _ZONE, height)) and not _ANNEX.fullmatch(line.text):
            slots[edge.upper, round(line.top / 3), round(height / 20)].append(edge)
    taken = []
    for slot in slots.values():
        shapes = Counter(_shape(edge.line.text) for edge in slot)
        if len(shapes) <= 0.5 * len(slot) and len({edge.page.number for edge in slot}) >= 2:
            taken += [edge for edge in slot if shapes[_shape(edge.line.text)] >= 2]
    return taken


def _shape(text: str) -> str:
    """Text of a running line with its page number left open; other numbers tell lines apart."""
    return _PAGE_IN_LINE.sub("#", text)


def _numbers(page: Page, edges: Sequence[_Edge]) -> list[_Edge]:
    """Return page numbers and web addresses by their form: the outermost line above or below everything else."""
    height = page.frame.size[1]
    upright = [run for run in page.runs if run.turn == 0]
    first = min((run.bottom for run in upright), default=0.0)
    last = max((run.top for run in upright), default=0.0)
    found = []
    for edge in edges:
        text = re.sub(r"\s", "", edge.line.text)
        formed = _NUMBER.fullmatch(text) or _ADDRESS.fullmatch(text)
        near = not text.isalnum() or _outside(edge.line, edge.upper, _ZONE, height)
        outermost = first > edge.line.top if edge.upper else last < edge.line.bottom
        if near and outermost and formed and not edge.line.alone:
            found.append(edge)
    return found


def take_repeated(pages: Sequence[Page]) -> None:
    """Move lines printed twice, at the end of one page and the begin of the next, to the furniture.

    Web pages printed in slices do so at the cuts; one of 26 real files repeats four lines.
    """
    for before, page in pairwise(pages):
        last, first = before.lines(), page.lines()
        for count in range(min(12, len(last), len(first)), 0, -1):
            texts = [line.text for line in first[:count]]
            if texts == [line.text for line in last[-count:]] and sum(map(len, texts)) >= 6:
                page.drop(first[:count])
                break
