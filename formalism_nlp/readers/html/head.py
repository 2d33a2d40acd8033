"""What a web page says above the text: title, document number, the table of header facts."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

from ...text import normalise
from .fields import PUBLISHED, find_facts, find_fields
from .lines import Line, Page
from .main import Main, is_linked

__all__ = ["Head", "read_head"]

_SITE_NAME = re.compile(r"\s*[-_—|–]+\s*")
_SITE_BEHIND = re.compile(r"\s*[-_—|–]+\s*[^-_—|–]{2,24}(?:网|网站|门户|之窗|频道)$")
_META_TITLES = ("articletitle", "title", "og:title")
_COUNT = r"\s*(?:\d{1,5}|[〇一二三四五六七八九十百]{1,6})\s*"
_NUMBER = re.compile(
    r"[（(]?(?:[\u4e00-\u9fff]{1,16}\s*[〔\[（(【]\s*(?:19|20)?\d\d\s*[〕\]）)】]\s*第?\s*\d{1,5}\s*号"
    rf"|(?:[\u4e00-\u9fff]{{2,24}}令\s*)?第{_COUNT}号|[\u4e00-\u9fff]{{2,24}}第{_COUNT}号令)[）)]?"
)
_TITLE_NAME = re.compile(r"title|biaoti|headline|(?<![a-z])(?:tit|bt)(?![a-z])")
_TITLE_TEXT = re.compile(
    ".{4,160}(?:通知|通报|通告|公告|公报|意见|决定|决议|命令|令|函|批复|报告|纪要|请示|办法|规定|细则|条例|方案|规划|计划|纲要|要点"
    "|规则|解释|预案|规程|措施|章程|法|规范|标准|制度|讲话|总结|安排|目录|名单|清单|指南|指引|说明|公示|议案)(?:[（(].{1,20}[）)])*"
)  # fmt: skip
_SITE_TITLE = re.compile(".*(?:政府|网|网站|平台|频道|之窗|首页|委员会|局|厅|部|办公室|系统)")
_BULLET = re.compile(r"^[■●◆►★☆◎□▲·]+\s*")
_LETTERS = re.compile(r"\W+")
# As sure as the class title or a heading h1.
_SURE_TITLE = 3
# A title of more lines than this is a paragraph.
_TITLE_LINES = 4
_OPENING = 15
_LONGEST = 300


@dataclass(frozen=True)
class Head:
    """Lines to set before the text, facts, and the lines that these were made from."""

    lines: tuple[str, ...]
    facts: dict[str, str]
    used: frozenset[int]


def read_head(root: etree._Element, page: Page, main: Main) -> Head:
    """Read title, document number and header table from above the running text.

    Each field of the header table becomes a line ``文号：泽政发〔2025〕9号``. The title is put
    first where the text does not repeat it.
    """
    values: dict[str, str] = {}
    lines: list[str] = []
    used: set[int] = set()
    for i, name, value in find_fields(page, main.first, main.body, main.dropped):
        used.add(i)
        # When the page went online is a fact of the site, and no date of the document.
        if value and name not in values and name not in PUBLISHED:
            lines.append(f"{name}：{value}")
        if value:
            values.setdefault(name, value)
    stated = _stated_titles(root)
    facts = find_facts(values)
    title = _title(page, main, stated)
    for text in (facts.get("title"), *stated):
        if not title and text and _TITLE_TEXT.fullmatch(text):
            title = (text,)
    for i in range(main.first):
        line = page.lines[i]
        if i not in main.dropped and i not in used and _NUMBER.fullmatch(line.text) and not is_linked(line):
            lines.append(line.text)
            facts.setdefault("number", line.text.strip("（）()"))
    if title:
        facts["title"] = "".join(title)
        if not _repeats(page, main, facts["title"]):
            lines[:0] = title
    return Head(tuple(lines), facts, frozenset(used))


def _stated_titles(root: etree._Element) -> list[str]:
    """Titles that the head of the page states: whole, and without the names of site and channel."""
    stated = []
    for meta in root.iter("meta"):
        if (meta.get("name") or meta.get("property") or "").lower() in _META_TITLES:
            stated.append(meta.get("content", ""))
    whole = (root.findtext(".//title") or "")[:_LONGEST]
    stated.extend(whole[: cut.start()] for cut in _SITE_NAME.finditer(whole))
    stated.extend((*_SITE_NAME.split(whole), whole))
    return [text for text in (" ".join(normalise(raw[:_LONGEST]).text.split()) for raw in stated) if text]


def _title(page: Page, main: Main, stated: list[str]) -> tuple[str, ...]:
    """Choose the lines above the running text that look most like its title; the nearest of the best."""
    keys = {_key(text) for text in stated}
    best = 0
    lines: tuple[str, ...] = ()
    for i in range(main.body):
        line = page.lines[i]
        if i in main.dropped or is_linked(line) or not 4 <= len(line.text) <= 150:
            continue
        score = _looks_like_title(page, line, keys)
        if score >= max(best, _SURE_TITLE):
            best, lines = score, _same_box(page, i, main.body)
    return lines


def _looks_like_title(page: Page, line: Line, keys: set[str]) -> int:
    if _SITE_TITLE.fullmatch(line.text):
        return 0
    box = page.boxes[line.box]
    around = page.boxes[box.parent].names if box.parent >= 0 else ""
    score = 4 if box.tag in ("h1", "h2") else 2 if box.tag in ("h3", "h4") else 0
    score += 3 if _TITLE_NAME.search(f"{box.names} {around}") else 0
    score += 4 if _key(line.text) in keys else 0
    return score + (2 if _TITLE_TEXT.fullmatch(line.text) else 0)


def _same_box(page: Page, i: int, stop: int) -> tuple[str, ...]:
    box = page.lines[i].box
    last = i + 1
    while last < stop and page.lines[last].box == box:
        last += 1
    if last - i > _TITLE_LINES:
        last = i + 1
    return tuple(_SITE_BEHIND.sub("", _BULLET.sub("", line.text)) for line in page.lines[i:last])


def _repeats(page: Page, main: Main, title: str) -> bool:
    """Tell whether the first lines of the text show the title, be it over several lines."""
    key = _key(title)
    first = [i for i in range(main.first, min(main.last, main.first + 2 * _OPENING)) if i not in main.dropped]
    lines = [_key(page.lines[i].text) for i in first[:_OPENING]]
    for i in range(len(lines)):
        joined = ""
        for line in lines[i : i + _TITLE_LINES]:
            joined += line
            if key.endswith(joined) and (joined.startswith("关于") or len(joined) * 3 >= len(key) * 2):
                return True
            if key in joined and len(joined) <= len(key) + 12:
                return True
    return False


def _key(text: str) -> str:
    return _LETTERS.sub("", text)
