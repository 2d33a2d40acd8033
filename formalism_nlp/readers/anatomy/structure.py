"""Numbered structure of the body: 一、 （一） 1. （1）, chapters and articles, run-in headings."""

from __future__ import annotations

import re
from typing import NamedTuple

__all__ = ["Numbering", "heading_end", "numbering"]

_HAN = "一二三四五六七八九十百〇零"
# Levels of GB/T 9704-2012 7.3.3 and the forms that real documents use for them.
_SHAPES: tuple[tuple[int, str, re.Pattern[str]], ...] = (
    (1, "chapter", re.compile(rf"第\s*[{_HAN}\d]{{1,4}}\s*[章编篇部]分?(?=[\s\u3000]|[^、，。的])")),
    (2, "chapter", re.compile(rf"第\s*[{_HAN}\d]{{1,4}}\s*节(?=[\s\u3000]|[^、，。的])")),
    (
        1,
        "article",
        re.compile(rf"第\s*[{_HAN}\d]{{1,5}}\s*条(?:之[{_HAN}])?(?=[\s\u3000（(]|[^、，。的规款和至与及第])"),
    ),
    (1, "item", re.compile(rf"[{_HAN}]{{1,4}}\s*[、．.](?!\d)")),
    (2, "item", re.compile(rf"[（(]\s*[{_HAN}]{{1,4}}\s*[）)][、．.]?")),
    (3, "item", re.compile(r"[\d０-９]{1,2}\s*[.．、](?:(?![\d０-９])|(?=(?:19|20)\d{2}年))")),
    (4, "item", re.compile(r"[（(]\s*[\d０-９]{1,2}\s*[）)][、．.]?")),
    (5, "item", re.compile("[①-⑳]|[\\d０-９]{1,2}[）)]")),
    (3, "point", re.compile(rf"(?:[{_HAN}]{{1,2}}是|第[{_HAN}]{{1,2}}[，,]|首先[，,]|其次[，,]|——)")),
)
# Run-in headings read in 60 real documents have 4 to 28 characters; a sentence that commands is longer.
_LONGEST_RUN_IN = 30
_LONGEST_HEADING = 50


class Numbering(NamedTuple):
    """The number in front of a line: level 1 to 5, kind, and where the words begin."""

    level: int
    kind: str
    end: int


def numbering(text: str) -> Numbering | None:
    """Return the number that a line begins with, or None.

    Examples
    --------
    >>> numbering("（一）指导思想。以上级精神为指导。")
    Numbering(level=2, kind='item', end=3)
    >>> numbering("第三章 监督管理").kind, numbering("3.5公里长的河段")
    ('chapter', None)
    """
    for level, kind, shape in _SHAPES:
        match = shape.match(text)
        if match and match.end() < len(text):
            return Numbering(level, kind, match.end())
    return None


def heading_end(text: str, found: Numbering) -> int | None:
    """Return where the heading in a numbered line ends; None when the line is no heading.

    A line without end mark is a heading as a whole; in （一）指导思想。以… the heading
    runs to the first 。 when the words before it are few and more text follows.

    Examples
    --------
    >>> text = "（一）指导思想。以上级精神为指导。"
    >>> text[:heading_end(text, numbering(text))]
    '（一）指导思想。'
    """
    if found.kind == "chapter":
        return len(text) if len(text) <= _LONGEST_HEADING else None
    if found.kind in ("article", "point"):
        return None
    words = text[found.end :]
    if words[-1] not in "。；：:，！？;、":
        return len(text) if len(words) <= _LONGEST_HEADING and "。" not in words else None
    stop = words.find("。")
    if 1 < stop <= _LONGEST_RUN_IN and len(words) - stop > 8 and not re.search("[；：:]", words[:stop]):
        return found.end + stop + 1
    return None
