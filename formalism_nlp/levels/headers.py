"""The line over a list, which says how its items are meant: 下列条件：, 可以采取下列方式：."""

from __future__ import annotations

import re

from .clauses import Outline

__all__ = ["header", "is_condition"]

_ITEM = re.compile("[\\s　]*[（(]?[一二三四五六七八九十\\d]{1,3}[）)、.．]")
# 不少于24学时 is an amount, not a time.
_HOURS = re.compile("[学课小工]时$")
# Longer lists are taken for running text.
_FURTHEST = 15
_CONDITIONS = re.compile(
    "(?:下列|以下|具备|符合|满足)[^：:]{0,10}(?:条件|情形|情况|范围)|条件$|之一|(?:下列|以下)(?:人员|单位|家庭|企业|项目|活动)"
)


def header(side: Outline, index: int) -> str:
    r"""Return the words in front of the list that a clause stands in; empty where it is in none.

    Examples
    --------
    >>> from formalism_nlp import Document
    >>> from formalism_nlp.levels.clauses import outline
    >>> text = "关于评选的通知\n　　申报单位应当具备下列条件：\n　　（一）从业二年以上；\n　　（二）有固定场所。"
    >>> side = outline(Document.from_text(text))
    >>> header(side, len(side.clauses) - 1)
    '申报单位应当具备下列条件'
    """
    clause = side.clauses[index]
    blocks = side.doc.blocks
    line = side.doc.text[blocks[clause.block].span.start : clause.span.start]
    at = max(line.rfind("："), line.rfind(":"))
    if at >= 0 and _ITEM.match(side.doc.text, blocks[clause.block].span.start + at + 1):
        return _last(line[:at])
    above = side.doc.quote(blocks[max(0, clause.block - 1)].span).strip()
    if not (_ITEM.match(side.doc.text, blocks[clause.block].span.start) or above.endswith(("，", ","))):
        return ""
    for number in range(clause.block - 1, max(-1, clause.block - _FURTHEST), -1):
        words = side.doc.quote(blocks[number].span).strip()
        if words.endswith(("：", ":")):
            return _last(words[:-1])
        if not (_ITEM.match(words) or words.endswith(("；", ";", "，", ","))):
            return ""
    return ""


def _last(words: str) -> str:
    """The last sentence of a line."""
    return re.split("[。；]", words)[-1].strip()


def is_condition(side: Outline, index: int) -> bool:
    """Tell whether a clause only says for whom or when something holds."""
    words = side.words(index)
    return (side.leads_up(side.clauses[index]) and not _HOURS.search(words)) or _CONDITIONS.search(
        header(side, index)
    ) is not None
