"""Reading order of a PDF page: columns first, then lines."""

from __future__ import annotations

from bisect import bisect
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from .lines import Line, line_of, rows_of
from .runs import Frame, Run
from .tables import Grid

__all__ = ["Page", "Region", "arrange", "body_em"]

# A column of running text is at least ten characters wide; narrower ones are labels beside text.
_NARROWEST = 10


@dataclass(eq=False)
class Region:
    """Lines and tables of one column, in order; ``whole`` when it is as wide as the page."""

    items: list[Line | Grid]
    whole: bool


@dataclass(eq=False)
class Page:
    """One page: its views for layout and for display, its runs, and its regions in reading order."""

    number: int
    frame: Frame
    shown: Frame
    em: float
    runs: list[Run]
    grids: tuple[Grid, ...]
    regions: list[Region] = field(default_factory=list)
    furniture: list[Line] = field(default_factory=list)

    def lines(self) -> list[Line]:
        """Return the lines outside tables, in reading order."""
        return [item for region in self.regions for item in region.items if isinstance(item, Line)]

    def drop(self, lines: Sequence[Line]) -> None:
        """Move lines to the furniture."""
        self.furniture += lines
        gone = {id(line) for line in lines}
        for region in self.regions:
            region.items = [item for item in region.items if id(item) not in gone]


def body_em(runs: Sequence[Run]) -> float:
    """Return the size of most of the text, in points: the width of a Han character."""
    sizes: Counter[float] = Counter()
    for run in runs:
        sizes[round((run.em or run.bottom - run.top) * 2) / 2] += len(run.text) * (10 if run.em else 1)
    return max(sizes, key=lambda size: (sizes[size], size)) or 1.0 if sizes else 10.0


def arrange(page: Page) -> None:
    """Put the runs and tables of a page into reading order."""
    # A table takes part in the search for columns as one wide run.
    boxes = [Run("", *grid.box, page.em, 1, index) for index, grid in enumerate(page.grids)]
    page.regions = [
        Region([page.grids[row[0].first] if not row[0].text else line_of(row, page.em) for row in rows_of(part)], whole)
        for part, whole in _columns([*page.runs, *boxes], page.em, whole=True)
    ]


def _columns(runs: list[Run], em: float, *, whole: bool) -> Iterator[tuple[list[Run], bool]]:
    """Cut a page at its gutters, first into bands between full lines, then into columns."""
    gutter = _gutter(runs, em)
    if gutter is None:
        if runs:
            yield runs, whole
        return
    waiting: list[Run] = []
    for band, left, right in _bands(runs, gutter):
        if left and right and _are_columns(left, right, em):
            if waiting:
                yield waiting, whole
            waiting = []
            yield from _columns(left, em, whole=False)
            yield from _columns(right, em, whole=False)
        else:
            waiting += [*left, *right]
        waiting += band
    if waiting:
        yield waiting, whole


def _gutter(runs: Sequence[Run], em: float) -> float | None:
    """Return the middle of the widest upright strip that few lines cross, with lines on both sides."""
    if len(runs) < 8:
        return None
    left, right = min(run.left for run in runs), max(run.right for run in runs)
    width = int(right - left) + 2
    if width < 2 * _NARROWEST * em or width > 20_000:
        return None
    steps = [0] * (width + 1)
    for run in runs:
        steps[int(run.left - left) + 1] += 1
        steps[max(int(run.right - left), 0)] -= 1
    cover = list(accumulate(steps))
    low = 0.12 * max(cover)
    best: tuple[int, int] | None = None
    begin: int | None = None
    for x in range(int(0.2 * width), int(0.8 * width) + 1):
        if cover[x] <= low:
            begin = x if begin is None else begin
            if x - begin >= 0.8 * em and (best is None or x - begin > best[1] - best[0]):
                best = begin, x
        else:
            begin = None
    return left + (best[0] + best[1]) / 2 if best else None


def _bands(runs: Sequence[Run], x: float) -> Iterator[tuple[list[Run], list[Run], list[Run]]]:
    """Yield runs left and right of a gutter, each band ended by the runs that cross it."""
    crossing = sorted((run for run in runs if run.left < x < run.right), key=lambda run: run.top + run.bottom)
    heights = [run.top + run.bottom for run in crossing]
    sides: dict[int, tuple[list[Run], list[Run]]] = defaultdict(lambda: ([], []))
    for run in runs:
        if not run.left < x < run.right:
            sides[bisect(heights, run.top + run.bottom)][run.left >= x].append(run)
    for i in range(len(crossing) + 1):
        left, right = sides[i]
        yield ([crossing[i]] if i < len(crossing) else []), left, right


def _are_columns(left: list[Run], right: list[Run], em: float) -> bool:
    """True for columns of running text: wide, several lines high, most lines reaching across."""
    full, counts = 0, []
    for side in (left, right):
        lines = rows_of(side)
        # The tenth part at each end is left out: page numbers and other strays.
        stray = len(lines) // 10
        begin = sorted(row[0].left for row in lines)[stray]
        end = sorted(row[-1].right for row in lines)[-1 - stray]
        if end - begin < _NARROWEST * em:
            return False
        counts.append(len(lines))
        full += sum(row[-1].right - row[0].left > 0.75 * (end - begin) for row in lines)
    return min(counts) >= 2 and max(counts) >= 4 and full >= 0.45 * sum(counts)
