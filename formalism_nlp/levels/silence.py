"""When nobody can be said to have raised a requirement: the superior wrote later, or both texts are enacted law."""

from __future__ import annotations

import re

from ..document import Document

__all__ = ["is_enacted", "predates", "why_silent"]

# From here on a text of rules is set out in articles (as in ``clauses``).
_ARTICLE, _ARTICLES = re.compile("^[\\s　]*第[一二三四五六七八九十百]{1,4}条", re.MULTILINE), 5
# What a people's congress or the State Council enacted; an office's own 办法 and 规定 are orders to those below.
_ENACTED = re.compile(
    "(?:人民代表大会|人大)(?:常务委员会|常委会)?[^。\n]{0,60}(?:通过|批准|公布|修订|修正|公告)|国务院(?:令|[^。\n]{0,30}常务会议[^。\n]{0,10}通过)"
)
# Only law bears these names.
_NAME = re.compile("(?<!办)(?<!方)(?<!做)法$|条例$")
_HEAD = 600
_LATER, _LAW = "上级文件晚于本文，不作加码判断", "两份文件都是法规，宽严由立法决定，不作加码判断"


def why_silent(child: Document, parent: Document) -> str:
    """Return in Chinese why no escalations are judged, empty where they are.

    A law that is stricter than the one above it binds citizens by an act of legislation; what
    stands in an older document cannot have been raised above a newer one.
    """
    if predates(child, parent):
        return _LATER
    return _LAW if is_enacted(child) and is_enacted(parent) else ""


def predates(child: Document, parent: Document) -> bool:
    """Tell whether a document is older than the other, as far as both say when they were written."""
    own, other = child.meta.date, parent.meta.date
    return own is not None and other is not None and own < other


def is_enacted(doc: Document) -> bool:
    """Tell a law or ordinance of a people's congress or the State Council from what an office orders."""
    if len(_ARTICLE.findall(doc.text)) < _ARTICLES:
        return False
    title = re.sub(r"（[^）]*）$|\s", "", doc.meta.title or "")
    return bool(_NAME.search(title) or _ENACTED.search(doc.text[:_HEAD].split("第一条")[0]))
