"""Flattened lines taken apart: web pages and converters often lose the line ends of head and signature."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from ...document import Span
from ...language.dates import DATE
from .lines import Line
from .patterns import DOC_NUMBER, PASSAGE, names_bodies, names_receivers

__all__ = ["take_apart"]

_HEAD_LINES = 16  # an addressee stands no later
_ADDRESSEE = re.compile(r"[^。；！？：:]{2,600}[：:](?=\s*\S.{18,})")
_NUMBER = re.compile(rf"(?:^|(?<=\s))(?P<number>{DOC_NUMBER.pattern})(?=$|\s+|[—－-]{{3}})")
_TITLE_END = re.compile(r"的(?:通知|意见|决定|批复|函|通报|公告|通告|请示|报告)(?=\s+\S{4})")
_TRAILING = re.compile(r"(?<=[。！])\s+(?P<organs>\S{2,40}(?:\s\S{2,40}){0,3})$")


def take_apart(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Cut a line behind an addressee with text after it, and around a signature with text before it."""
    made: list[Line] = []
    for i, line in enumerate(lines):
        if line.raw.kind is not None:
            made.append(line)
            continue
        cuts = {*_signature_cuts(line.text)}
        if i < _HEAD_LINES:
            cuts |= {*_addressee_cut(line.text), *_head_cuts(line.text)}
        made.extend(_pieces(line, sorted(cuts)) if cuts else (line,))
    return tuple(made)


def _addressee_cut(text: str) -> Iterator[int]:
    start = match.end() if (match := _NUMBER.match(text)) else 0
    found = _ADDRESSEE.match(text, start)
    if found and names_receivers(found.group()[:-1]):
        yield found.end()


def _head_cuts(text: str) -> Iterator[int]:
    """Cut a document number from what stands before or behind it, and a title from its repetition."""
    for match in _NUMBER.finditer(text):
        yield from match.span("number")
    first = text[:160].split("。", maxsplit=1)[0]
    yield from (match.end() for match in _TITLE_END.finditer(text) if match.end() <= len(first))


def _signature_cuts(text: str) -> Iterator[int]:
    """Cut before the bodies that sign and before and behind the date, where white space parts them from prose."""
    trailing = _TRAILING.search(text)
    if trailing and names_bodies(trailing["organs"]):
        yield trailing.start("organs")
    for match in DATE.finditer(text):
        begin, end = match.span()
        if end < len(text) and not text[end].isspace() and text[end] not in "（(":
            continue
        start = max(text.rfind(mark, 0, begin) for mark in "。！？；：”") + 1
        between = text[start:begin].strip()
        if not between and re.match(r"\d{4}[-/.]", match.group()):
            continue  # 2016-03-10 10:43: the time stamp of a web page
        if (between and not names_bodies(between)) or (not between and text[:begin] and not text[begin - 1].isspace()):
            continue
        if begin == 0 and PASSAGE.search(text):
            continue  # 2022年3月1日 某局令第52号公布: a note of passage, not a signature
        yield start if between else begin
        if not text[end:].lstrip().startswith(("（", "(")):
            yield end


def _pieces(line: Line, cuts: Sequence[int]) -> Iterator[Line]:
    bounds = [0, *(cut for cut in cuts if 0 < cut < len(line.text)), len(line.text)]
    for begin, end in pairwise(bounds):
        piece = line.text[begin:end]
        stripped = piece.strip()
        if stripped:
            start = line.span.start + begin + len(piece) - len(piece.lstrip())
            yield Line(stripped, Span(start, start + len(stripped)), line.raw, line.indent if begin == 0 else 0)
