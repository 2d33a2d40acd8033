"""Requirements that one document states twice."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Sequence
from dataclasses import dataclass

from ..document import Document, Span
from .model import Directive
from .novelty import added, items
from .requirements import Requirement, SameFinder, matter_of, requirements

__all__ = ["Restatement", "restatements"]

# Two clauses of one document share its topic anyway; of the pairs on real documents, those below this are mostly
# neighbouring duties (docs/decisions/0020).
_LEAST_ALIKE = 0.88
# More new words than this make it another duty; a new figure or day always does within one document.
_MOST_NEW = 0.25
# What both must say beside the topic of the document: a word and a deed; without a deed (加强市场调控) more words.
_LEAST_OWN, _WITHOUT_DEED = 2.0, 4.0
# No duty, but what it is about: 对在市外务工的人口, 处理情况等, 报考高中的条件.
_FRAGMENT = re.compile(
    "^[，。]?(?:有利于|促进|满足|充分认识|支付|填列)|下列|以下|(?:的|等|时|者|人员|人口|情况|方式|原则|依据|标准|时限|期间|之一|如下|内容|基础上|[证案件复影]件|买人|表(?:（原件）)?|部门|系统|任务是)$|在[^，]*中$|[要须应](?:按照|根据|依照)[^，]*$|^(?:对|为|以|在|从|按照|根据|依据|依照|由)[^，]*$|^.{0,6}$"
    "|的[^，的]{0,8}(?:条件|项目|企业|子女|复印件|影印件|证明|家庭|学生|文件|单位|用地|住房)$"
)
# A duty in one of several cases (对…的，如…), and leave to do something.
_CASE = re.compile("^(?:如|若|凡|属|其中|因|经|符合)|的[，；]|[者时]，")
# Duties of two bodies or in two cases, set side by side, share this many.
_PARALLEL = 3
_MAY = re.compile("(?<![认许不])可(?![靠行能持再控比观])|视情")


@dataclass(frozen=True)
class Restatement:
    """A requirement that the same document has stated before; ``share`` is what the second time adds, 0 to 1."""

    first: Requirement
    again: Requirement
    share: float


def restatements(doc: Document, found: Sequence[Directive]) -> tuple[Restatement, ...]:
    r"""Return the requirements that a document states a second time with little new.

    A heading and its first sentence, rows of tables, an annex or a text passed on beside its
    cover, and what is due of citizens are no restatements.

    Examples
    --------
    >>> from formalism_nlp.directives import directives
    >>> text = "松垣县农业农村局\n关于春耕的通知\n各村：\n一、备耕\n　　各村4月底前完成斗渠、农渠清淤。\n二、抓落实\n　　各村要于4月底前将斗渠、农渠清淤完毕。"
    >>> doc = Document.from_text(text)
    >>> [(one.first.quote, one.again.quote) for one in restatements(doc, directives(doc))]
    [('各村4月底前完成斗渠、农渠清淤', '各村要于4月底前将斗渠、农渠清淤完毕')]
    """
    stated = requirements(doc, [one for one in found if _counts(doc, one)])
    finder = SameFinder(stated)
    topic = matter_of(doc).tokens
    made = []
    for number, again in enumerate(stated):
        for place, alike in finder.earlier(number):
            first = stated[place]
            if (
                alike < _LEAST_ALIKE
                or not (_told(first) or _told(again))
                or _one_place(first, again)
                or _own(first, again, topic) < _needed(first, again)
            ):
                continue
            new = added(items(again), items(first))
            if new.share <= _MOST_NEW and not new.facts:
                made.append(Restatement(first, again, new.share))
            break
    pairs = Counter((_section(one.first), _section(one.again)) for one in made)
    return tuple(one for one in made if pairs[_section(one.first), _section(one.again)] < _PARALLEL)


def _section(one: Requirement) -> Span | None:
    unit = one.directive.unit
    return None if unit is None else one.doc.units[unit].heading


def _needed(first: Requirement, again: Requirement) -> float:
    return _LEAST_OWN if first.content.acts & again.content.acts else _WITHOUT_DEED


def _own(first: Requirement, again: Requirement, topic: Container[str]) -> float:
    """Return what both say that is not the topic of the document."""
    there = again.content.tokens
    return sum(
        min(weight, there[token])
        for token, weight in first.content.tokens.items()
        if token in there and token not in topic
    )


def _counts(doc: Document, one: Directive) -> bool:
    if not (
        one.demanded
        and one.origin in ("sentence", "list_item")
        and one.direction != "public"
        and one.exception is None
        and one.modality == "must"
    ):
        return False
    words = doc.quote(one.core).rstrip("。；，：、")
    return not (
        _FRAGMENT.search(words)
        or _MAY.search(words)
        or _CASE.search(doc.text[one.sentence.start : one.core.start] + words)
    )


def _told(one: Requirement) -> bool:
    """Tell whether a clause says outright that somebody must: by 要, 须, 应, or by naming who."""
    return one.directive.cue is not None or one.directive.actor_from in ("subject", "list_head", "responsibility")


def _one_place(first: Requirement, again: Requirement) -> bool:
    blocks = first.doc.blocks
    a, b = blocks[first.directive.block], blocks[again.directive.block]
    return a is b or a.kind == "heading" or (a.annex, a.transmitted) != (b.annex, b.transmitted)
