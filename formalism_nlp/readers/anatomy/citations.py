"""Documents that a text cites: 《title》（number）, or a number alone."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...document import Citation, Span
from .patterns import DOC_NUMBER, DOC_NUMBER_TAIL, bare

__all__ = ["find_citations"]

_TITLE_LIMIT = 160
# Sixteen letters, a bracket of four with three behind it, and blanks.
_HEAD = 40
_NUMBER_BEHIND = re.compile(rf"\s*[（(]\s*(?P<number>{DOC_NUMBER.pattern})[^（）()]{{0,30}}[）)]")


def find_citations(text: str) -> Iterator[Citation]:
    """Find cited documents in order; a title inside another title is part of it.

    Examples
    --------
    >>> [(c.title, c.number) for c in find_citations("按照《防汛办法》（泽政发〔2025〕9号）和泽政办发〔2024〕3号要求")]
    [('防汛办法', '泽政发〔2025〕9号'), (None, '泽政办发〔2024〕3号')]
    """
    taken = 0
    for start, end in _outer_titles(text):
        yield from _numbers(text, taken, start)
        behind = _NUMBER_BEHIND.match(text, end)
        stop = behind.end() if behind else end
        yield Citation(bare(text[start + 1 : end - 1]), bare(behind["number"]) if behind else None, Span(start, stop))
        taken = stop
    yield from _numbers(text, taken, len(text))


def _outer_titles(text: str) -> Iterator[tuple[int, int]]:
    pos = 0
    while (start := text.find("《", pos)) >= 0:
        depth = 0
        pos = start + 1
        limit = min(len(text), start + _TITLE_LIMIT)
        if text.find("》", start, limit) < 0:
            continue
        for i in range(start, limit):
            if text[i] == "\n":
                break
            depth += (text[i] == "《") - (text[i] == "》")
            if depth == 0:
                yield start, i + 1
                pos = i + 1
                break


def _numbers(text: str, start: int, end: int) -> Iterator[Citation]:
    for year in DOC_NUMBER_TAIL.finditer(text, start, end):
        # The letters in front are looked for from the year: few brackets stand in a text, letters everywhere.
        match = DOC_NUMBER.search(text, max(start, year.start() - _HEAD), year.end())
        if match is None:
            continue
        start = match.end()
        number = re.sub(
            "^(?:.*?)(?:根据|按照|依据|落实|执行|以及|和|及|与|由|据|照|对|的|将|以|在)", "", bare(match.group())
        )
        yield Citation(
            None, number, Span(match.end() - len(match.group()) + match.group().find(number[0]), match.end())
        )
