"""Which lines of a web page are the document, and which are the site around it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate

from .fields import is_field
from .lines import Box, Line, Page

__all__ = ["Main", "find_main", "is_byline", "is_linked", "is_noise"]

# Elements in which content systems of government sites keep the text, by id or class.
_KNOWN = re.compile(
    r"(?<![\w-])(?:ucap-content|trs_editor|trs_editor_view|trs_ueditor|custom_unionstyle|trs_preappend|zoom|zoomcon"
    r"|fontzoom|div_zhengwen|zhengwen|artibody|articlebody|bodylabel|contentregion|contentblock|contenttext"
    r"|mycontent|detailcontent|lbcontent|js_content|vsb_content|v_news_content|wp_articlecontent|pages_content"
    r"|article-con|article-content|articlecon|article_con|artcon|artctx|news_content|news-txt|con_text|conttxt"
    r"|contxt|nr-zw|xl_con1?|xl_cont|xl-con|xxgk_content_div|showcontent|printdiv|maintext)(?![\w-])"
)  # fmt: skip
_SITE = re.compile(
    r"crumb|(?<![a-z])nav|nav(?:bar)?(?![a-z])|menu|foot(?!note)|copyright|share|fenxiang|weizhi|sidebar|relat"
    r"|recommend|toolbar|noprint|qrcode|erweima|comment|search|login|location"
    "|page-(?:head|foot)er"
)
_SITE_TAGS = frozenset({"aside", "footer", "nav"})
# What stands in links and buttons around a text; a line made of nothing else is none of it.
_BUTTONS = re.compile(
    "(?:字号|字体大小|字体|大小|大|中|小|视力保护色?|打印(?:本[页文])?(?:文章|页面|预览)?|(?:关闭|收藏)(?:[本此][页站])?(?:窗口|页面)?"
    "|加入收藏|设为首页|返回(?:首页|顶部|列表|上一页|上页|栏目)?|首页|分享到?|新浪微博|腾讯微博|微信|微博|QQ空间|QQ|人人网|更多"
    "|(?:内容|页面|我要|网页)?纠错|推荐给?(?:朋友|好友)?|复制(?:链接|地址)|顶部|TOP|[繁简]体版?|无障碍(?:浏览|阅读)?|移动版|手机版"
    "|RSS|T|0|下载)+",
    re.IGNORECASE,
)  # fmt: skip
_NOISE = re.compile(
    "(?:您|你|当前|现在|所在)[^，。]{0,8}位置(?:[：:>首].{0,80})?|首页[>»].{0,80}|[上下]一[篇条页][：:]?.{0,60}"
    "|(?:浏览|点击|阅读|访问)(?:次数|量|数|率)[：:]?\\d*次?|(?:版权所有|Copyright|©).{0,120}|网站地图.{0,40}"
    "|.{0,40}(?:[A-Z]ICP备|ICP证|公网安备).{0,60}|(?:扫一扫|用手机扫|微信扫).{0,30}|网站标识码.{0,30}"
    "|(?:相关|推荐)(?:链接|文档|新闻|阅读|稿件|文章)[：:]?|原标题[：:].{0,80}"
    "|[^，。]{0,30}(?:主办|承办|版权所有).{0,20}(?:电话|地址|邮编|邮箱|备案|技术支持).{0,60}|(?:政府)?信息公开[_—-].{1,8}",
    re.IGNORECASE,
)
# 时间：2025年5月1日 alone may be the time of a meeting, so it needs a word of the site behind it.
_BYLINE = re.compile(
    "(?:信息|文章|稿件)?(?:来源|发布日期|发布时间|更新时间|录入时间|作者|编辑|责任编辑|审核|供稿|浏览|点击|阅读)[^，。：:]{0,4}[：:].{0,120}"
    r"|(?:(?:日期|时间)[：:])?\d{4}[-/.]\d\d?[-/.]\d\d?(?:\d\d?:\d\d(?::\d\d)?)?(?:[^\d，。].{0,80})?"
    r"|(?:(?:日期|时间)[：:])?\d{4}年\d\d?月\d\d?日(?:\d\d?:\d\d(?::\d\d)?)?[^，。]{0,4}(?:来源|作者|浏览|点击|阅读|字号).{0,80}"
    r"|.{0,60}(?:字号|字体)[：:]?[\[【（(]?大中小.{0,10}"
)  # fmt: skip
_CREDITS = re.compile(
    "[（(【[]?(?:责任编辑|网站编辑|编辑|审核|审签|校对|供稿|信息来源|来源|作者|监制|初审|复审|终审)[：:].{0,40}"
)
_BRACKETS = re.compile(r"[\s\[\]【】()（）|｜:：、,，·\-—_/>»<«]+")
_PUNCTUATION = re.compile("[，。；！？]")
# Lines that only a document has: addressees, articles, numbered headings, a closing, a date of signing.
_DOCUMENT = re.compile(
    "各.{2,120}[：:]|第[一二三四五六七八九十百]+[章条].*|[一二三四五六七八九十]{1,3}、.*|（[一二三四五六七八九十]{1,3}）.*"
    "|特此(?:通知|通报|公告|通告|函复|函告|批复|报告)。?|(?:\\d{4}|[〇○零一二三四五六七八九]{4})年.{1,3}月.{1,3}日"
)
# On each of 177 real pages the text holds at least 0.966 of the prose outside the boxes named as parts
# of the site.
_NEARLY_ALL = 0.95
# A box that has every line that only a document has needs less: the rest is notes of the site. The text
# of a short letter can have less prose than the welcome and the hints around it.
_MARKED = 3
_HALF = 0.5
_KNOWN_LEAST = 0.3
_MOST = 0.7
_LITTLE = 0.3
_NOTABLE = 0.03
# So many lines of links are a menu, not the annexes of a document.
_MENU = 5
# A box that is itself a paragraph: what stands beside it belongs to it.
_INSIDE_TEXT = frozenset({"blockquote", "dd", "dt", "h1", "h2", "h3", "h4", "h5", "h6", "li", "p"})


@dataclass(frozen=True)
class Main:
    """The lines of the document: from ``first`` to before ``last``, without ``dropped``.

    ``body`` is the first line of running text, ``end`` the line behind the last one.
    """

    first: int
    last: int
    body: int
    end: int
    dropped: frozenset[int]


def find_main(page: Page, tables: Iterable[int]) -> Main:
    """Find the smallest box that holds nearly all the prose of a page.

    Prose is text with punctuation outside links; boxes that are named as parts of the
    site (menu, footer, share) do not count unless they hold much of it. A box that a
    known content system keeps its text in is preferred.

    Parameters
    ----------
    page : Page
        The whole page.
    tables : iterable of int
        Boxes of data tables: the text never starts inside one.
    """
    lines, boxes = page.lines, page.boxes
    lengths = [len(line.text) - line.linked for line in lines]
    prose = [_weight(line) for line in lines]
    site = _site_boxes(boxes, prose if any(prose) else lengths)
    dropped = {i for i, line in enumerate(lines) if line.box in site or is_noise(line.text)}
    weights = [0 if i in dropped else weight for i, weight in enumerate(prose)]
    if not any(weights):
        weights = [0 if i in dropped else length for i, length in enumerate(lengths)]
    marks = [i not in dropped and _DOCUMENT.fullmatch(line.text) is not None for i, line in enumerate(lines)]
    box = boxes[_content_box(boxes, weights, marks, frozenset(tables))]
    inside = range(box.first, box.last)
    body = next((i for i in inside if weights[i] > 0), box.first)
    end = next((i + 1 for i in reversed(inside) if weights[i] > 0 or marks[i]), box.last)
    aside = dropped | {i for i in inside if is_linked(lines[i])}
    first = body - _reach(range(body - 1, box.first - 1, -1), aside)
    last = end + _reach(range(end, box.last), aside)
    return Main(first, last, body, end, frozenset(dropped | _menus(range(body, end), aside)))


def _reach(outwards: range, aside: set[int]) -> int:
    """Count the lines beside the prose that belong to it, walking away from it."""
    menu = sum(i in aside for i in outwards) >= _MENU
    reached = 0
    for steps, i in enumerate(outwards, 1):
        if i not in aside:
            reached = steps
        elif menu:
            break
    return reached


def _menus(inside: range, aside: set[int]) -> set[int]:
    """Find runs of links between the paragraphs."""
    found: set[int] = set()
    run: list[int] = []
    for i in inside:
        if i in aside:
            run.append(i)
            continue
        if len(run) >= _MENU:
            found.update(run)
        run = []
    return found


def is_noise(text: str) -> bool:
    """Tell whether a line is a button, a path, a counter or a copyright notice of the site."""
    if len(text) > 140:
        return False
    bare = _BRACKETS.sub("", text)
    return bool(_NOISE.fullmatch(_squeeze(text)) or (len(bare) > 1 and _BUTTONS.fullmatch(bare)) or not bare)


def is_byline(main: Main, i: int, text: str) -> bool:
    """Tell whether a line above or below the text says when, where and by whom the page was published."""
    bare = _squeeze(text)
    if i < main.body and _BYLINE.fullmatch(bare):
        return True
    return not main.body <= i < main.end and _CREDITS.fullmatch(bare) is not None


def is_linked(line: Line) -> bool:
    """Tell whether a line is little else than links; a list of annexes belongs to the text."""
    return line.linked * 10 >= max(1, len(_squeeze(line.text))) * 7 and not line.text.startswith("附")


def _squeeze(text: str) -> str:
    return "".join(text.split())


def _weight(line: Line) -> int:
    """Characters of prose: menus, titles, dates, header facts and addresses have no sentences."""
    prose = len(line.text) - 2 * line.linked
    return prose if prose >= 12 and _PUNCTUATION.search(line.text) and not is_field(line.text) else 0


def _site_boxes(boxes: list[Box], weights: list[int]) -> frozenset[int]:
    sums = [0, *accumulate(weights)]
    found: set[int] = set()
    for i, box in enumerate(boxes):
        named = box.tag in _SITE_TAGS or _SITE.search(box.names) is not None
        if box.parent in found or (named and sums[box.last] - sums[box.first] <= _LITTLE * sums[-1]):
            found.add(i)
    return frozenset(found)


def _content_box(boxes: list[Box], weights: list[int], marks: list[bool], tables: frozenset[int]) -> int:
    """Go down from the page, or from a known container, while one box has nearly all that counts."""
    sums, seen = [0, *accumulate(weights)], [0, *accumulate(marks)]
    held = [sums[box.last] - sums[box.first] for box in boxes]
    marked = [seen[box.last] - seen[box.first] for box in boxes]
    current = _known_box(boxes, held, marked)
    whole = held[current]
    # Boxes come in the order of their start tags, so one pass goes down the tree.
    for i in range(current + 1, len(boxes)):
        box = boxes[i]
        if box.parent != current or held[i] < _HALF * whole or marked[i] < marked[current]:
            continue
        if box.tag in _INSIDE_TEXT or i in tables or box.last - box.first < 2:
            break
        if held[i] < _NEARLY_ALL * whole:
            if marked[i] < _MARKED or not _stands_alone(boxes, held, i):
                break
            whole = held[i]
        current = i
    return current


def _stands_alone(boxes: list[Box], held: list[int], i: int) -> bool:
    """Tell whether a box is named, and no box beside it with prose has the same name."""
    box = boxes[i]
    return bool(box.names) and not any(
        other.parent == box.parent and other.names == box.names and held[j] and j != i for j, other in enumerate(boxes)
    )


def _known_box(boxes: list[Box], held: list[int], marked: list[int]) -> int:
    """Find the innermost known container of most of the prose, with others that stand beside it."""
    known = [
        i for i, box in enumerate(boxes)
        if held[i] > _NOTABLE * held[0] and box.tag not in _INSIDE_TEXT and _KNOWN.search(box.names)
    ]  # fmt: skip
    surest = [i for i in known if held[i] >= _MOST * held[0] or _all_marked(held, marked, i)]
    if not surest:
        return 0
    current = surest[-1]
    first, last = min(boxes[i].first for i in known), max(boxes[i].last for i in known)
    while boxes[current].parent >= 0 and not (boxes[current].first <= first and boxes[current].last >= last):
        current = boxes[current].parent
    return current


def _all_marked(held: list[int], marked: list[int], i: int) -> bool:
    return marked[i] == marked[0] >= _MARKED and held[i] >= _KNOWN_LEAST * held[0]
