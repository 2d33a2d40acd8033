"""Cutting a sentence into clauses, and finding the quotations and titles in it."""

from __future__ import annotations

import re
from typing import NamedTuple

from ..document import Span

__all__ = ["Clause", "Scan", "number_end", "scan"]

_CLOSED_BY = {"“": "”", "《": "》", "（": "）", "(": ")", "‘": "’", "「": "」", "『": "』", "【": "】"}
_MARK = re.compile("[，；：。！？,;!?“《（(‘「『【]")
# What opens a line or an item and is no part of what it says.
_NUMBER = re.compile(
    r"\s*(?:第\s*[一二三四五六七八九十百零〇\d]{1,5}\s*[条章节](?:之[一二三四五六七八九十])?\s*|"
    r"[一二三四五六七八九十]{1,3}[、．.]\s*|[（(〔［【][一二三四五六七八九十\d]{1,3}[）)〕］】][、．.]?\s*|\d{1,2}[.．、](?!\d)\s*|"
    r"[①-⑳]\s*|\d{1,2}[）)]\s*|[一二三四五六七八九十]{1,2}[是要](?![求点件])[，：]?|第[一二三四五六七八九十]{1,2}[，：、]|"
    r"(?:首先|其次|再次|最后|此外|另外|同时)[，：]?|[—–\-●■◆·•▲★]+\s*)"
)


class Clause(NamedTuple):
    """A stretch between two marks; ``mark`` is the one behind it, empty at the end."""

    start: int
    end: int
    mark: str


class Scan(NamedTuple):
    """The clauses of a sentence, and the asides in it: quotations, titles, brackets with their marks."""

    clauses: list[Clause]
    asides: list[Span]


def number_end(text: str, start: int, end: int) -> int:
    """Return where the words begin behind 一、 （一） 第三条 一是 首先.

    Examples
    --------
    >>> number_end("（一）各镇报送名单。", 0, 10)
    3
    """
    match = _NUMBER.match(text, start, end)
    return match.end() if match and match.end() < end else start


def scan(text: str, start: int, end: int) -> Scan:
    """Cut a sentence at ，；：。！？ outside quotations, titles and brackets.

    Parameters
    ----------
    text : str
        The whole text.
    start, end : int
        The sentence, in code points.

    Examples
    --------
    >>> text = "请各镇于16:30前，将《情况（一，二）》报县局；不得迟报。"
    >>> [text[a:b] for a, b, _ in scan(text, 0, len(text)).clauses]
    ['请各镇于16:30前', '将《情况（一，二）》报县局', '不得迟报']
    """
    clauses: list[Clause] = []
    asides: list[Span] = []
    begin = pos = start
    for match in _MARK.finditer(text, start, end):
        at = match.start()
        if at < pos:
            continue
        mark = text[at]
        if mark in _CLOSED_BY:
            close = text.find(_CLOSED_BY[mark], at + 1, end)
            if close >= 0:
                pos = close + 1
                asides.append(Span(at, pos))
        elif not (mark in ",：" and text[at - 1 : at].isdigit() and text[at + 1 : at + 2].isdigit()):
            _add(clauses, text, begin, at, mark)
            begin = at + 1
    if begin < end:
        _add(clauses, text, begin, end, "")
    return Scan(clauses, asides)


def _add(clauses: list[Clause], text: str, start: int, end: int, mark: str) -> None:
    """Keep a stretch without the white space around it."""
    if start < end and (text[start].isspace() or text[end - 1].isspace()):
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
    if end > start:
        clauses.append(Clause(start, end, mark))
