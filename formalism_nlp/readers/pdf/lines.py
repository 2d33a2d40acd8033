"""Runs of a PDF page as lines of text: rows, and the spaces that are none."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from .runs import Run, is_wide

__all__ = ["Line", "glue", "line_of", "rows_of"]

# Fonts of some systems give radicals for characters (U+2F08 for U+4EBA), and a soft hyphen for a hyphen.
_RADICALS = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)}
_RADICALS |= dict(
    zip(
        map(ord, "⺟⺠⻁⻄⻅⻆⻉⻋⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻨⻩⻬⻮⻰⻳"),
        "母民虎西见角贝车长门青韦页风飞食马骨鬼鱼鸟麦黄齐齿龙龟",
        strict=True,
    )
)
_REPLACED = _RADICALS | {0xAD: "-", 0x02: "-", 0xFFFE: "-"}
_ODD = re.compile("[\x02\xad\u2e80-\u2fd5\ud800-\udfff\ufffe]")
_ARTICLE = re.compile("第[一二三四五六七八九十百〇零0-9]{1,6}[编章节条]$")


class Line(NamedTuple):
    """One line of text as the eye sees it."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    em: float
    alone: bool = False


def rows_of(runs: Sequence[Run]) -> list[list[Run]]:
    """Sort the runs of one column into rows from top to bottom, each from left to right."""
    rows: list[list[Run]] = []
    for run in sorted(runs, key=lambda run: (run.top + run.bottom, run.left)):
        if rows and run.turn == 0 and _same_row(rows[-1][0], run):
            rows[-1].append(run)
        else:
            rows.append([run])
    for row in rows:
        row.sort(key=lambda run: run.left)
    return rows


def _same_row(first: Run, run: Run) -> bool:
    shared = min(first.bottom, run.bottom) - max(first.top, run.top)
    return first.turn == 0 and shared > 0.5 * min(first.bottom - first.top, run.bottom - run.top)


def line_of(row: Sequence[Run], body_em: float, *, cell: bool = False) -> Line:
    """Join the runs of a row to a line; spaces between Han characters are kept only where they separate."""
    longest = row[0] if len(row) == 1 else max(row, key=lambda run: len(run.text) if run.em else 0)
    em = longest.em or (longest.bottom - longest.top)
    if not longest.em and 0.7 * body_em < em < 1.5 * body_em:
        em = body_em
    em = em or 1.0
    text = row[0].text if len(row) == 1 else _row_text(row, em, cell)
    if _ODD.search(text):
        text = text.translate(_REPLACED).encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    _, left, top, right, bottom, *_ = row[0]
    for run in row[1:]:
        top, bottom, right = min(top, run.top), max(bottom, run.bottom), max(right, run.right)
    return Line(text, left, top, right, bottom, em, row[0].turn != 0)


def _row_text(row: Sequence[Run], em: float, cell: bool) -> str:
    spread = _is_spread(row)
    pieces = [row[0].text]
    before = row[0]
    for run in row[1:]:
        if run.text == before.text and abs(run.left - before.left) < 0.3 * em:
            continue  # bold made by drawing twice
        if not spread and _spaced(before.text, run.text, (run.left - before.right) / em, cell):
            pieces.append(" ")
        pieces.append(run.text)
        before = run
    return "".join(pieces)


def _is_spread(row: Sequence[Run]) -> bool:
    """True when single Han characters stand at even distances: 通　知 or the name of an organ."""
    if len(row) < 2 or not all(len(run.text) == 1 and _is_han(run.text) for run in row):
        return False
    gaps = [b.left - a.right for a, b in pairwise(row)]
    return max(gaps) < 1.6 * max(min(gaps), 1.0)


def _spaced(left: str, right: str, gap: float, cell: bool) -> bool:
    """Say whether a gap, in widths of a Han character, is a space of the text."""
    if not (_is_han(left[-1]) or _is_han(right[0])):
        return gap > 0.12
    if not (_is_han(left[-1]) and _is_han(right[0])):
        return gap > 1.0
    if cell:
        return gap > 0.4
    if _ARTICLE.match(left):
        return gap > 0.05
    words = len(left) > 1 and len(right) > 1 and left[-1].isalnum() and right[0].isalnum()
    return gap > (0.7 if words else 1.4)


def glue(before: str, after: str) -> str:
    """Return what stands between two lines of one paragraph: a space between Latin words, else nothing.

    Examples
    --------
    >>> glue("统筹", "推进"), glue("the Mental", "Health Law"), glue("2016", "年")
    ('', ' ', '')
    """
    latin = before[-1:].isascii() and after[:1].isascii() and before[-1:] not in "-/_"
    return " " if latin and before[-1:].isalpha() and after[:1].isalnum() else ""


def _is_han(char: str) -> bool:
    """True for Han characters and the punctuation set with them: no space belongs between two."""
    return is_wide(char) or char in "“”‘’—…·〔〕"
