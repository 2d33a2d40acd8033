"""The head of a document: everything from the first line to the addressee."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ...language.dates import DATE
from .lines import Line
from .marks import line_role
from .parts import Head
from .patterns import DOC_NUMBER, PASSAGE, bare, is_date_line, is_prose, names_receivers
from .structure import numbering
from .title import choose_title

__all__ = ["read_addressee", "read_head"]

# A head longer than this is a list or a table, not a head: the longest of 110 read by hand has 14 lines.
_LONGEST_HEAD = 40
_ORDER_IN_PASSAGE = re.compile(r"(?:(?<=日)|(?<=[经由（(]))[\u4e00-\u9fff]{2,24}?(?:令第\d{1,5}号|第\d{1,5}号令)")
_SHEET = re.compile("(?:表|细则|办法|标准|清单)(?:[（(].{1,12}[）)])?$")
_GIVEN = re.compile("在.{4,60}(?:会议|大会|全会)上?[）)]?$")


def read_head(lines: Sequence[Line]) -> Head:
    """Read the lines from the first to the addressee or the first sentence of the body.

    Raises
    ------
    ClassifiedError
        If a line marks the document as 秘密, 机密 or 绝密.
    """
    head = Head()
    candidates: list[int] = []
    i = 0
    while i < len(lines) and i < _LONGEST_HEAD:
        line = lines[i]
        role = line_role(line, head)
        if role is not None:
            head.roles[i] = role
        elif (end := _read_passage(lines, i, head)) is not None:
            head.roles.update(dict.fromkeys(range(i, end), "header"))
            i = end - 1
        elif not line.flow or _is_first_row(lines, candidates, line):
            break
        elif (end := read_addressee(lines, i, head)) is not None:
            i = end
            break
        elif is_prose(line.text):
            break
        else:
            candidates.append(i)
        i += 1
    head.start = i
    choose_title(lines, candidates, head)
    return head


def _is_first_row(lines: Sequence[Line], candidates: list[int], line: Line) -> bool:
    """Tell whether the table begins that a title announces: 评价表, 评分细则; pages of the web have tables above it."""
    return line.text.count("\t") > 1 and any(_SHEET.search(bare(lines[i].text)) for i in candidates)


def _read_passage(lines: Sequence[Line], i: int, head: Head) -> int | None:
    """Read a note of passage or delivery: （…通过 …公布 自…起施行）, ——…在…会议上.

    It may run over several lines; return the first line behind it, or None.
    """
    text = lines[i].text
    end = i + 1
    while (
        text[0] in "（("
        and text.count("（") + text.count("(") > text.count("）") + text.count(")")
        and end < min(i + 8, len(lines))
    ):
        text += lines[end].text
        end += 1
    compact = bare(text)
    if not _is_passage(compact):
        return None
    head.passage = head.passage or compact
    head.number = head.number or _passage_number(text)
    return end


def _is_passage(text: str) -> bool:
    dated = DATE.search(text)
    if dated is None or dated.start() > 40:
        return False
    if text[0] in "（(" and text[-1] in "）)":
        return bool(PASSAGE.search(text) or _GIVEN.search(text) or DOC_NUMBER.search(text))
    begins = DATE.match(text.lstrip("—-")) is not None and len(text) < 120
    ends = text.endswith(("公布", "发布", "通过", "施行", "印发", "批准", "修正", "修订"))
    return begins and bool(ends or _GIVEN.search(text) or _ORDER_IN_PASSAGE.search(text))


def _passage_number(text: str) -> str | None:
    """Number in a note of passage: 国土资源部第10号令发布, …通过 法释〔2003〕17号."""
    match = _ORDER_IN_PASSAGE.search(bare(text)) or DOC_NUMBER.search(re.split("根据|依据", text)[0])
    return match.group().lstrip("日") if match else None


def read_addressee(lines: Sequence[Line], i: int, head: Head) -> int | None:
    """Read the addressee at line ``i``; return the first line behind it, or None.

    It is a list of bodies that ends in a colon; it may run over several lines, and the
    colon may be missing.
    """
    text = ""
    for j in range(i, min(i + 5, len(lines))):
        line = lines[j]
        if j > i and (
            not line.flow
            or numbering(line.text) is not None
            or DOC_NUMBER.search(bare(line.text))
            or is_date_line(line.text)
        ):
            return None
        text += line.text
        if text[-1] in "：:" and len(text) < 1200:
            if not names_receivers(text[:-1]):
                return None
            head.addressee, head.addressee_text = (i, j + 1), text[:-1]
            return j + 1
        if re.search("[。；！？：:]", text) or (j == i and not re.match("各|省|.{1,30}(?:[、，]|各)", text)):
            return None
        if j == i and _no_colon(lines, i):
            head.addressee, head.addressee_text = (i, i + 1), text
            return i + 1
    return None


def _no_colon(lines: Sequence[Line], i: int) -> bool:
    """A line that begins with 各, names bodies, and is followed by running text."""
    text = bare(lines[i].text)
    following = lines[i + 1].text if i + 1 < len(lines) else ""
    return (
        text.startswith("各")
        and len(text) < 80
        and names_receivers(text)
        and len(following) > 20
        and is_prose(following)
    )
