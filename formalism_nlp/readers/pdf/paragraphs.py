"""Lines of a PDF joined to paragraphs."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from .layout import Page, Region
from .lines import Line, glue
from .runs import Box, union
from .tables import Grid

__all__ = ["Paragraph", "paragraphs"]

_HAN = "一二三四五六七八九十百〇零"
_HEADING = re.compile(
    rf"第\s*[{_HAN}\d]{{1,6}}\s*[编章节条]|[{_HAN}]{{1,3}}\s*[、．.]|[（(]\s*[{_HAN}]{{1,4}}\s*[）)]|\d{{1,2}}\s*[.．、](?!\d)"
    r"|[（(]\s*\d{1,2}\s*[）)]|[①-⑳]|附\s*[件表图录]|附\s*[：:]|抄\s*送|主题词|\S+\s.{6,14}印发$"
)
_CONTENTS = re.compile(r"(?<!\d)[.．·…─]+\s*\d{1,4}$")
_STOPS = "。；：！？;:!?"
# A line is full when less than this many characters are missing at its right edge: punctuation
# may not begin a line and a number is not divided, which costs up to two.
_SLACK = 2.2
_INDENT = 1.2


@dataclass
class Paragraph:
    """Text of one paragraph, with the page and the box of its first lines."""

    text: str
    page: Page
    box: Box


@dataclass(frozen=True)
class _Row:
    """A line with its place: margins of its column, line pitch there, title or not."""

    line: Line
    page: Page
    region: Region
    left: float
    right: float
    pitch: float
    title: bool = False

    @property
    def indent(self) -> float:
        return (self.line.left - self.left) / self.line.em

    @property
    def slack(self) -> float:
        return (self.right - self.line.right) / self.line.em


def paragraphs(pages: Sequence[Page]) -> Iterator[Paragraph | tuple[Page, Grid]]:
    """Yield the paragraphs and tables of all pages in reading order."""
    open_: list[_Row] = []
    for row in _rows(pages):
        if isinstance(row, tuple):
            yield from _close(open_)
            open_ = []
            yield row
        elif open_ and not _breaks(open_[-1], row):
            open_.append(row)
        else:
            yield from _close(open_)
            open_ = [row]
    yield from _close(open_)


def _close(rows: Sequence[_Row]) -> Iterator[Paragraph]:
    if not rows:
        return
    text = rows[0].line.text
    for row in rows[1:]:
        text += glue(text, row.line.text) + row.line.text
    box: Box = rows[0].line[1:5]
    for row in rows:
        if row.page is rows[0].page:
            box = union(box, row.line[1:5])
    yield Paragraph(text, rows[0].page, box)


def _rows(pages: Sequence[Page]) -> Iterator[_Row | tuple[Page, Grid]]:
    usual = _usual_margins(pages)
    for page in pages:
        for region in page.regions:
            lines = _flowing(region)
            width = page.frame.size[0] if region.whole else None
            left, right = _margins(lines, width, usual)
            pitch = _pitch(lines)
            titles = _titles(lines)
            for item in region.items:
                if isinstance(item, Grid):
                    yield page, item
                else:
                    yield _Row(item, page, region, left, right, pitch, item in titles)


def _flowing(region: Region) -> list[Line]:
    return [item for item in region.items if isinstance(item, Line) and not item.alone]


_Margins = tuple[float, float]


def _usual_margins(pages: Sequence[Page]) -> dict[float, _Margins]:
    """Return left and right margin of most pages of each width."""
    found: dict[float, list[_Margins]] = {}
    for page in pages:
        for region in page.regions:
            lines = _flowing(region)
            if region.whole and len(lines) >= 8:
                found.setdefault(page.frame.size[0], []).append(_margins(lines, page.frame.size[0], {}))
    return {width: (median(m[0] for m in every), median(m[1] for m in every)) for width, every in found.items()}


def _margins(lines: Sequence[Line], width: float | None, usual: Mapping[float, _Margins]) -> _Margins:
    """Return the margins that several lines keep, mended by those of the other pages.

    ``width`` is the width of the page, None for a column of it.
    """
    if not lines:
        return 0.0, 0.0
    em = median(line.em for line in lines)
    left = _left_margin(sorted(line.left for line in lines), em)
    ends = sorted(line.right for line in lines)
    expected = ends[-1]
    if width is not None and width in usual:
        left = usual[width][0] if 0 < left - usual[width][0] < 6 * em else left
        expected = usual[width][1]
    elif width is not None:
        expected = max(width - left, ends[-1])
    return left, _right_margin(ends, em, left, expected)


def _left_margin(lefts: Sequence[float], em: float) -> float:
    """Return the outermost place at which two lines begin, not far outside of where most begin."""
    most = Counter(round(left / em) for left in lefts).most_common(1)[0][0] * em
    return next((a for a, b in pairwise(lefts) if b - a < 0.5 * em and a > most - 3 * em), lefts[0])


def _right_margin(ends: Sequence[float], em: float, left: float, expected: float) -> float:
    """Return the outermost place at which full lines end, else the one expected.

    A few wider lines may stand in the head of a web page. Three lines of one length well
    inside the page may be three names; six of ten characters and more are running text.
    """
    for i in range(len(ends) - 1, -1, -1):
        together = i + 1 - bisect_left(ends, ends[i] - em)
        length = ends[i] - left
        enough = 3 if length > 0.8 * (expected - left) else 6 if length > 10 * em else len(ends) + 1
        if together >= max(enough, 0.15 * len(ends)):
            return ends[i]
    return expected


def _pitch(lines: Sequence[Line]) -> float:
    steps = [b.top - a.top for a, b in pairwise(lines) if b.top > a.top]
    return median(steps) if steps else 1e9


def _titles(lines: Sequence[Line]) -> set[Line]:
    """Lines of larger type than what follows, without a stop in them: a title keeps its lines."""
    found: set[Line] = set()
    block: list[Line] = []
    for line in lines:
        if block and _other_size(block[-1], line):
            if len(block) <= 6 and line.em < 0.85 * block[-1].em and not any("。" in one.text for one in block):
                found.update(block)
            block = []
        block.append(line)
    return found


def _other_size(one: Line, other: Line) -> bool:
    return not 0.85 < one.em / other.em < 1.18


def _breaks(above: _Row, below: _Row) -> bool:
    """Say whether a new paragraph begins with the line below."""
    a, b = above.line, below.line
    if above.title or a.alone or b.alone or _other_size(a, b) or _CONTENTS.search(a.text):
        return True
    heading = bool(_HEADING.match(b.text))
    stop = a.text[-1] in _STOPS or a.text[-2:] in ("。”", "。）")
    full = above.slack < _SLACK or _unbroken(b.text) > above.slack
    if not (full or stop or heading) and below.indent < 0.5:
        # An unfinished long line and a line at the margin: browsers keep （所）、 together.
        full = above.slack < 0.16 * (above.right - above.left) / a.em
    if a.text[-1] in "，、" and not heading and (below.indent < _INDENT or full):
        return False
    if above.region is below.region:
        gap = (b.top - a.top) / above.pitch
        if gap > 1.5 and not (gap < 2.6 and full and not stop and below.indent < _INDENT):
            return True
    if not full or above.indent - below.indent > 5:
        return True
    if below.indent > _INDENT:
        return stop or heading or below.indent > 6
    return heading and stop


def _unbroken(text: str) -> float:
    """Width of the start of a line that could not stand at the end of the line above.

    Latin words and numbers are not divided, and no line begins with a stop.
    """
    match = re.match(r"([\x21-\x7e]+)([，。、；：！？）》”’]*)", text)
    return 0.5 * len(match[1]) + len(match[2]) if match else 0.0
