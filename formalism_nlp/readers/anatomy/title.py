"""The title of a document: over several lines, printed twice, with a number behind it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from ...language.dates import DATE
from .lines import Line
from .parts import Head
from .patterns import DOC_NUMBER, GENRES, bare, names_bodies, type_word, unspaced

__all__ = ["choose_title"]

_ORNAMENTS = "■◆●★·*—－-"


def choose_title(lines: Sequence[Line], candidates: list[int], head: Head) -> None:
    """Pick the title among the lines of the head that are nothing else.

    Lines are joined until they end in a type word; web pages print the title twice, so
    the last complete one counts, with a line naming the issuer above it.
    """
    runs = _runs(lines, candidates)
    if not runs:
        return
    complete = [run for run in runs if _title_ends(lines, run, None)]
    chosen = _without_rubric(lines, complete[-1]) if complete else runs[0]
    for run in runs:
        for i in run:
            head.roles[i] = "title" if i in chosen else "header"
    named = " ".join(lines[i].text for i in chosen)
    if not complete and (len(bare(lines[chosen[0]].text)) < 5 or len(chosen) > 3 or names_bodies(named)):
        head.roles.update(dict.fromkeys(chosen, "header"))
        head.mark = head.mark or (named if names_bodies(named) else None)
        return
    head.title_lines = chosen
    head.title_spaced = unspaced(" ".join(lines[i].text for i in chosen))
    head.title = _joined(_unwrapped(_without_number(bare(head.title_spaced), head)), head.title_spaced)


def _joined(title: str, spaced: str) -> str:
    """Put back the gaps between bodies that issue jointly: 县财政局 县水利局关于…."""
    parts = spaced.split()
    for left, right in pairwise(parts):
        body = re.split("关于|印发|转发|批转", right)[0]
        if names_bodies(left) and names_bodies(body):
            title = title.replace(left + body, f"{left} {body}", 1)
    return title


def _without_rubric(lines: Sequence[Line], run: list[int]) -> list[int]:
    """Drop names of columns that a web page prints above a title: 政务要闻."""
    while len(run) > 1:
        first = bare(lines[run[0]].text)
        if len(first) > 7 or names_bodies(first) or re.search("关于|《|[于的和]$", first):
            break
        if type_word("".join(lines[i].text for i in run[1:])) is None or len(bare(lines[run[1]].text)) < 6:
            break
        run = run[1:]
    return run


def _without_number(title: str, head: Head) -> str:
    """Take the document number off a title: 关于…的通知（泽政发〔2025〕3号）."""
    if (match := DOC_NUMBER.match(title)) and type_word(title[match.end() :]) is not None:
        head.number = head.number or match.group()
        title = title[match.end() :]
    if (dated := re.search(rf"[（(]({DATE.pattern})[）)]$", title)) is not None:
        head.dated = head.dated or dated[1]
        title = title[: dated.start()]
    # Code and title may run together: every place where a title could end is tried.
    for match in re.finditer("[知见定告复报函示要案法则](?=[（(]?[\u4e00-\u9fff])", title):
        behind = title[match.end() :]
        number = behind.strip("（）()") if DOC_NUMBER.fullmatch(behind.strip("（）()")) else behind
        if DOC_NUMBER.fullmatch(number) and type_word(title[: match.end()]) is not None:
            head.number = head.number or number
            return title[: match.end()].lstrip(_ORNAMENTS)
    return title.lstrip(_ORNAMENTS)


def _unwrapped(title: str) -> str:
    """Take a title out of 《》 that stand around the whole of it."""
    inner = title[1:-1]
    return (
        inner
        if title.startswith("《") and title.endswith("》") and "《" not in inner.split("》")[0] and "》" not in inner
        else title
    )


def _runs(lines: Sequence[Line], candidates: list[int]) -> list[list[int]]:
    runs: list[list[int]] = []
    for i in candidates:
        previous = runs[-1] if runs else None
        if previous is None or previous[-1] != i - 1 or _title_ends(lines, previous, i):
            runs.append([i])
        else:
            previous.append(i)
    return runs


def _title_ends(lines: Sequence[Line], run: list[int], following: int | None) -> bool:
    text = re.sub(rf"[（(]?{DOC_NUMBER.pattern}[）)]?$", "", bare("".join(lines[i].text for i in run)))
    if type_word(text) is None:
        return False
    if following is None:
        return True
    if "关于" in text and type_word(text) not in GENRES:
        return False  # 关于采取某项政策 / 降低成本的通知: only a 文种 ends a 关于 title
    # 关于转发《…的通知 / 》的通知: an open bracket means that the title goes on; so does （试行） on a line of its own.
    tail = bare(lines[following].text)
    return (
        text.count("《") <= text.count("》")
        and tail[0] not in "的》）"
        and not re.fullmatch(r"[（(].{1,20}[）)]", tail)
    )
