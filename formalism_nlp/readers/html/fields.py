"""The table of header facts that government sites print above a document."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping
from datetime import date

from .lines import Line, Page

__all__ = ["PUBLISHED", "find_facts", "find_fields", "is_field"]

PUBLISHED = ("发布日期", "发布时间", "公开日期", "公布日期")
# Names of the fields that government sites print above a document; the value of a fact is the
# first of its fields that is there.
_FACTS = {
    "title": ("标题", "名称", "信息名称", "文件名称"),
    "number": ("发文字号", "文号", "发文文号", "文件编号", "文件号"),
    "issuer": ("发文机关", "发文单位", "制发机关", "发文机构", "发布机构", "发布单位", "公开责任部门"),
    "date": ("成文日期", "成文时间", "发文日期", "发文时间", "制发日期", "生成日期"),
    "published": PUBLISHED,
}
_OTHERS = (
    "索引号", "信息索引号", "信息索取号", "主题词", "主题分类", "体裁分类", "信息分类", "组配分类",
    "分类", "关键词", "服务对象", "有效性", "效力状态", "文件状态", "生效日期", "实施日期", "废止日期",
    "失效日期", "公开方式", "公开形式", "公开类型", "公开范围", "公开时限", "内容概述", "所属主题",
    "统一登记号", "文件类型", "语种", "信息索引", "信息类别", "信息分类名称", "类目名称", "公文种类",
)  # fmt: skip
_NAMES = sorted({*_OTHERS, *(name for names in _FACTS.values() for name in names)}, key=len, reverse=True)
_FIELD = re.compile(r"(?P<name>" + "|".join(r"\s*".join(name) for name in _NAMES) + r")\s*[：:]\s*")
_BARE_FIELD = re.compile("(?:" + "|".join(_NAMES) + ")[：:]?")
_AFTER_VALUE = re.compile(r"\s*[|｜]|\s*[【\[]?\s*(?:字号|字体|来源|点击|浏览|内容纠错|打印|关闭|收藏)")
_NO_ISSUER = re.compile("(?:网|网站|频道)$")
_DAY = re.compile(r"((?:19|20)\d\d)\s*[-年./]?\s*(\d{1,2})\s*[-月./]?\s*(\d{1,2})(?!\d)")
# A cell is at most this many boxes inside its row.
_ROW_DEPTH = 6


def is_field(text: str) -> bool:
    """Tell whether a line starts with the name of a field and a colon."""
    return _FIELD.match(text) is not None


def find_fields(page: Page, first: int, body: int, dropped: Container[int]) -> Iterator[tuple[int, str, str]]:
    """Find the fields above the running text: line, name, value (empty where there is none).

    Parameters
    ----------
    page : Page
        The whole page.
    first, body : int
        First line of the document and of its running text; from ``first`` on a field
        must begin its line, as 一、分类：… is no field.
    dropped : container of int
        Lines to pass over.
    """
    for i in range(body):
        if i in dropped:
            continue
        text = page.lines[i].text
        found = list(_FIELD.finditer(text))
        start = found[0].start() if found else 0
        if start and (i >= first or text[start - 1].isalnum()):
            continue
        if not found:
            if len(text) < 12 and _BARE_FIELD.fullmatch("".join(text.split())):
                yield from _pair(page, i, "".join(text.split()))
            continue
        for match, after in zip(found, [*(other.start() for other in found[1:]), len(text)], strict=True):
            name = "".join(match["name"].split())
            value = _AFTER_VALUE.split(text[match.end() : after])[0].strip(" ;；,，")
            if value or match is not found[-1]:
                yield i, name, value
            else:
                yield from _pair(page, i, name)


def _pair(page: Page, i: int, name: str) -> Iterator[tuple[int, str, str]]:
    """Take the line behind the name of a field as its value if it stands in the same row."""
    yield i, name, ""
    row = _row(page, page.lines[i])
    if row is None or i + 1 >= len(page.lines) or _row(page, page.lines[i + 1]) != row:
        return
    value = page.lines[i + 1].text
    if not _FIELD.match(value) and not _BARE_FIELD.fullmatch("".join(value.split())):
        yield i + 1, name, value


def _row(page: Page, line: Line) -> int | None:
    box = line.box
    for _ in range(_ROW_DEPTH):
        if box < 0 or page.boxes[box].tag in ("tr", "dl", "li"):
            break
        box = page.boxes[box].parent
    return box if box >= 0 and page.boxes[box].tag in ("tr", "dl", "li") else None


def find_facts(values: Mapping[str, str]) -> dict[str, str]:
    """Choose the facts ``title``, ``number``, ``issuer``, ``date`` and ``published`` from the fields."""
    facts = {}
    for fact, names in _FACTS.items():
        value = next((values[name] for name in names if name in values), None)
        if value is not None and fact == "issuer" and _NO_ISSUER.search(value):
            continue
        if value is not None and fact in ("date", "published"):
            value = _day(value)
        if value:
            facts[fact] = value
    return facts


def _day(text: str) -> str | None:
    found = _DAY.search(text)
    if found is None:
        return None
    try:
        return date(*map(int, found.groups())).isoformat()
    except ValueError:
        return None
