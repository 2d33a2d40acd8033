"""Directives: who must do what by when, with polarity, attribution and direction decided."""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import islice, takewhile

from ..document import Document
from .build import Builder
from .model import ActorFrom, Directive, Origin
from .tables import Row, table_rows

__all__ = ["ActorFrom", "Directive", "Origin", "Row", "directives", "masked", "same_sentence", "table_rows"]

_TITLE = re.compile(
    "《[^》]{2,80}》|关于[^，。；：《》“”]{3,40}的(?:通知|意见|通报|报告|决定|方案|请示|批复|函)(?!要求)"
)


def directives(doc: Document) -> tuple[Directive, ...]:
    r"""Return the directives of a document in the order of its text, one for each clause and table row.

    Clauses that report, criticise or forbid are among them, so that a rule sees what was
    considered; ``Directive.demanded`` picks what the document itself demands.

    Parameters
    ----------
    doc : Document
        Read by ``formalism_nlp.read``.

    Examples
    --------
    >>> text = "松垣县水利局关于河道清理的通知\n各乡镇：\n　　各乡镇须于3月20日前报送清单，不得漏报，不再要求附照片。\n松垣县水利局\n2025年3月4日"
    >>> doc = Document.from_text(text)
    >>> for found in directives(doc):
    ...     print(found.text(doc), found.polarity, found.direction)
    各乡镇须于3月20日前报送清单 demand down
    不得漏报 demand down
    不再要求附照片 abolish down
    """
    return Builder(doc).build()


def same_sentence(found: tuple[Directive, ...], one: Directive) -> tuple[Directive, ...]:
    """Return the directives that share a sentence (or table row) with one of them, itself among them.

    ``found`` is in the order of the text, so those of a sentence stand together.
    """
    begin = bisect_left(found, one.sentence.start, key=lambda other: other.span.start)
    near = takewhile(lambda other: other.span.start < one.sentence.end, islice(found, begin, None))
    return tuple(other for other in near if other.sentence == one.sentence)


def masked(doc: Document, span: tuple[int, int]) -> str:
    """Return the text of a span with titles in 《》 and cited names 关于…的通知 blanked out, of the same length.

    Examples
    --------
    >>> doc = Document.from_text("请按《关于报送台账的通知》办理。")
    >>> masked(doc, (0, 15))
    '请按□□□□□□□□□□□办理'
    """
    text = doc.text[span[0] : span[1]]
    if "《" not in text and "关于" not in text:
        return text
    return _TITLE.sub(_blank, text)


# 填报《危房情况表》: the name of a form is what is to be filled in.
_FORM = re.compile("(?:表|册|台账|清单|名单|卡|单|簿|底稿)(?:（[^）]*）)?》$")

# What an applicant fills in of his own will.
_BY_CHOICE = re.compile("申请|申报|报名|推荐|审批|审核|结算|评审|权力|责任清单|负面清单|目录清单")


def _blank(title: re.Match[str]) -> str:
    words = title.group()
    form = None if _BY_CHOICE.search(words) else _FORM.search(words)
    return "□" * len(words) if form is None else "□" * form.start() + words[form.start() : -1] + "□"
