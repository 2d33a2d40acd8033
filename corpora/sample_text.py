"""Sample documents as web pages of a government site and as plain text."""

from __future__ import annotations

import codecs
import re
from html import escape
from pathlib import Path
from string import Template

from sample_source import Element, Sample, merged

__all__ = ["write_html", "write_txt"]

_MENU = ("首页", "要闻动态", "政务公开", "政务服务", "互动交流", "走进本地", "数据开放")
_SIDE = (
    "政府信息公开指南", "政府信息公开制度", "法定主动公开内容", "政府信息公开年报", "依申请公开",
    "行政规范性文件库", "关于开展2025年度政府信息公开工作培训的通知", "关于公布行政规范性文件清理结果的公告",
)  # fmt: skip
_PAGE = Path(__file__).with_name("sample_page.html")


def write_html(sample: Sample) -> bytes:
    """Return the document as a web page among menus, a table of facts and footers."""
    encoding = sample.options.get("encoding", "utf-8")
    facts = {key: escape(sample.options[key]) for key in ("site", "index", "topic")}
    title = next(element for element in sample.elements if element.kind == "title")
    seen = sample.elements.index(title)
    body = [_html(element) for element in sample.elements[seen + 1 :]]
    page = Template(_PAGE.read_text(encoding="utf-8")).substitute(
        # Sites of this age declare gb2312 and send its superset; browsers read it so, and readers must.
        charset="gb2312" if encoding == "gb18030" else encoding,
        title=escape(sample.title),
        heading="<br>".join(map(escape, title.lines)),
        menu="".join(f'<li><a href="#">{item}</a></li>' for item in _MENU),
        side="".join(f'<li><a href="#">{item}</a></li>' for item in _SIDE),
        issuer=escape(sample.first("sign")),
        date=sample.first("date"),
        published=_iso(sample.first("date")),
        number=sample.first("number"),
        body="\n".join(body),
        **facts,
    )
    return page.encode(encoding)


def _html(element: Element) -> str:
    kind, text = element.kind, escape(element.text)
    if kind == "table":
        return _html_table(element)
    if kind == "title":
        return f'<p class="flush" align="center"><b>{"<br>".join(map(escape, element.lines))}</b></p>'
    if kind in ("sign", "date"):
        return f'<p class="right">{text}</p>'
    if kind in ("to", "part"):
        return f'<p class="flush">{text}</p>'
    if kind == "body" and re.match("[一二三四五六七八九十]+、", text):
        return f"<p><strong>{text}</strong></p>"
    # Pages pasted from Word are full of these spans and spaces.
    return f'<p><span style="font-family:仿宋">　　{text}</span></p>'


def _html_table(element: Element) -> str:
    lines = ['<table border="1">']
    cells = merged(element.rows)
    for i in range(len(element.rows)):
        row = "".join(
            f'<td rowspan="{cell.rows}" colspan="{cell.columns}">{escape(cell.text)}</td>'
            for cell in cells
            if cell.row == i
        )
        lines.append(f"<tr>{row}</tr>")
    return "\n".join([*lines, "</table>"])


def _iso(date: str) -> str:
    year, month, day = (int(part) for part in re.findall(r"\d+", date)[:3])
    return f"{year}-{month:02}-{day:02}"


def write_txt(sample: Sample) -> bytes:
    """Return the document as plain text in the encoding that its source asks for."""
    encoding = sample.options.get("encoding", "utf-8")
    lines = [line for element in sample.elements for line in _txt(element)]
    # Texts in the encodings of Windows come with its line ends.
    end = "\n" if encoding == "utf-8" else "\r\n"
    text = end.join(lines) + end
    if encoding == "utf-16":
        return codecs.BOM_UTF16_LE + text.encode("utf-16-le")
    return text.encode(encoding)


def _txt(element: Element) -> list[str]:
    kind, text = element.kind, element.text
    if kind in ("title", "byline"):
        return [_padded(line, 19) for line in element.lines]
    if kind == "table":
        return ["　　".join(_column(cell, k) for k, cell in enumerate(row)).rstrip() for row in element.rows]
    if kind in ("sign", "date"):
        return [_padded(text, 28)]
    if kind in ("to", "urgency", "number", "red-head"):
        return [text, ""] if kind == "number" else [text]
    return ["　　" + text]


def _padded(line: str, middle: int) -> str:
    return "　" * max(0, middle - len(line) // 2) + line


def _column(cell: str, column: int) -> str:
    return cell.ljust(8, "　") if column == 0 else cell.ljust(5, "　")
