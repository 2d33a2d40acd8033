"""Web pages: the official document without the site around it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from ...errors import CorruptError, EmptyError, TooLargeError, UnsafeError
from ..base import RawBlock, RawDocument
from ..plain import decode, is_text, share_of_common
from .head import read_head
from .lines import Page, flatten
from .main import Main, find_main, is_byline
from .tables import Cell, data_tables

__all__ = ["looks_like_html", "read_html"]

# The largest of 210 real pages has 0.3 MB.
MAX_BYTES = 50 * 1024 * 1024
# The most tags in 210 real pages are 12,000; each costs time and memory.
MAX_TAGS = 200_000
_NOTHING = "网页里没有正文；正文可能由脚本生成或是图片，请另存为 docx 或 txt"
_LOST = "\ufffd"
# Pages are put together from pieces, and cut texts in lists leave half characters: in a wrong
# encoding far more than this share of the characters is bad.
_MOST_LOST = 0.02
_DECLARED = re.compile(rb"charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_ENTITY = re.compile(r"<!ENTITY\b", re.IGNORECASE)
_CONTROLS = re.compile("[\x00-\x08\x0b\x0e-\x1f]")
_CJK = re.compile("[\u2e80-\u9fff]")
_PAGE_NUMBER = re.compile(r"[-—–－]+\s*\d{1,3}\s*[-—–－]+")
_OPENING = re.compile(
    rb"(?:\s|<!--(?:(?!-->).)*-->|<\?xml[^>]*>)*<(?:!doctype\s+html|(?:html|head|body|meta|title|link|script|style|base"
    rb"|div|p|table|center|h[1-6]|span|font|article|section|ul|ol|form)[\s>/])",
    re.IGNORECASE | re.DOTALL,
)
_LATER = re.compile(rb"^[ \t]*<html[\s>].*<(?:head|body|meta)[\s>]", re.IGNORECASE | re.DOTALL | re.MULTILINE)


def looks_like_html(head: bytes) -> bool:
    """Tell from the first bytes of a file whether it is a web page.

    Parameters
    ----------
    head : bytes
        The first few thousand bytes.

    Examples
    --------
    >>> looks_like_html(b"<!DOCTYPE html><title>x</title>")
    True
    >>> looks_like_html("请在 <table> 中填报".encode())
    False
    """
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        head = head[2:]
    head = head.removeprefix(b"\xef\xbb\xbf").replace(b"\0", b"")
    return bool(_OPENING.match(head) or _LATER.search(head))


def read_html(data: bytes) -> RawDocument:
    """Read a web page: its document without menus, paths, buttons and footers.

    Entities are never resolved and nothing is loaded. Fields of the table that
    government sites set above a document become lines ``文号：…`` before the text.

    Parameters
    ----------
    data : bytes
        The whole page.

    Returns
    -------
    RawDocument
        ``facts`` has ``title``, ``number``, ``issuer``, ``date`` (of signing) and
        ``published`` (on the web; dates as YYYY-MM-DD) where the page states them.

    Raises
    ------
    ReadError
        ``TooLargeError``, ``EmptyError``, ``CorruptError``, or ``UnsafeError`` for a page that
        defines entities or is nested without end.

    Examples
    --------
    >>> page = "<body><div>首页 &gt; 文件</div><p>各村：</p><p>每周巡河一次，逐次登记。</p></body>"
    >>> [block.text for block in read_html(page.encode("gbk")).blocks]
    ['各村：', '每周巡河一次，逐次登记。']
    """
    if len(data) > MAX_BYTES:
        raise TooLargeError(f"网页超过 {MAX_BYTES // 2**20} MB 的上限，未读；请只保存正文后再读")
    text, encoding = _decode(data)
    if text.count("<") > MAX_TAGS:
        raise TooLargeError(f"网页标签超过 {MAX_TAGS} 个的上限，未读；请只保存正文后再读")
    root = _parse(text)
    page = flatten(root) if root is not None else Page()
    if root is None or not page.lines:
        raise EmptyError(_NOTHING)
    tables = data_tables(page)
    main = find_main(page, tables)
    head = read_head(root, page, main)
    blocks = (*map(RawBlock, head.lines), *_blocks(page, main, head.used, tables))
    if not blocks:
        raise EmptyError(_NOTHING)
    lost = text.count(_LOST)
    warnings = (f"有 {lost} 处字节无法按 {encoding} 解码，已用 {_LOST} 代替",) if lost else ()
    return RawDocument(blocks, f"html ({encoding})", warnings=warnings, facts=head.facts)


def _decode(data: bytes) -> tuple[str, str]:
    try:
        text, encoding = decode(data)
    except CorruptError:
        text, encoding = _most_common(data)
    if encoding == "utf-8" and not text.isascii() and not _CJK.search(text):
        # A few characters of GBK can be valid UTF-8 by chance: 通知 is. Then the page decides.
        declared = _DECLARED.search(data[:4096])
        if declared and declared[1].lower().startswith(b"gb"):
            return data.decode("gb18030", "replace"), "gb18030"
    return text, encoding


def _most_common(data: bytes) -> tuple[str, str]:
    readings = [(data.decode(encoding, "replace"), encoding) for encoding in ("utf-8", "gb18030")]
    text, encoding = max(readings, key=lambda reading: share_of_common(reading[0]))
    if text.count(_LOST) > _MOST_LOST * len(text) or not is_text(text) or not looks_like_html(data[:4096]):
        raise CorruptError("无法识别网页的文字编码，或文件已损坏；请在浏览器中打开后另存为 UTF-8 再读")
    return text, encoding


def _parse(text: str) -> etree._Element | None:
    start = re.search("<body|<html", text, re.IGNORECASE)
    if _ENTITY.search(text, 0, start.start() if start else len(text)):
        raise UnsafeError("网页自带实体定义（<!ENTITY），为安全起见未读；请删去后再读")
    # The size is limited above, so huge_tree only lifts the depth from 256 to 2048 elements.
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(_CONTROLS.sub("", text).encode("utf-8", "replace"), parser)
    except etree.LxmlError as error:
        raise CorruptError(f"网页无法解析（{error}），请在浏览器中另存后再读".replace("\n", " ")) from None
    if any(entry.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for entry in parser.error_log):
        raise UnsafeError("网页标签嵌套过深，未读；请在浏览器中打开后另存为纯文本再读")
    return root


def _blocks(page: Page, main: Main, used: frozenset[int], tables: dict[int, list[Cell]]) -> Iterator[RawBlock]:
    cell_of: dict[int, tuple[int, Cell]] = {}
    number = 0
    for cells in tables.values():
        lines = [i for cell in cells for i in range(cell.first, cell.last)]
        if main.first <= lines[0] < main.last and used.isdisjoint(lines):
            cell_of.update((i, (number, cell)) for cell in cells for i in range(cell.first, cell.last))
            number += 1
    done: Cell | None = None
    for i in range(main.first, main.last):
        if i not in cell_of:
            text = page.lines[i].text
            if i not in main.dropped and i not in used and not is_byline(main, i, text):
                yield RawBlock(text, "page_furniture" if _PAGE_NUMBER.fullmatch(text) else None)
            continue
        number, cell = cell_of[i]
        if cell is not done:
            done = cell
            text = "\n".join(line.text for line in page.lines[cell.first : cell.last])
            yield RawBlock(text, "table_cell", cell=(number, cell.row, cell.column))
