"""What a requirement asks to be done, without who does it: two demands differ in strictness only about one deed."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .clauses import Outline
from .headers import header
from .matching import Matching
from .similarity import contents
from .words import HARD, SOFT, SPARED

__all__ = ["is_same_deed", "may_be_order", "spared_deeds"]

# What two demands on one deed have in common behind their actors, as a share of the shorter one.
_DEED = 0.34
# 可以按照规定的程序, 围绕社会关注的问题: grounds and topics, whose deed stands in the next clause.
_GROUNDS = re.compile(
    "^(?:按照?|依照|依据|根据|围绕)(?:[^，。；]{1,20}?(?:实际需要|需要|规定|要求|程序|情况|实际|权限))?"
)
# The law's discretion over a wrong.
_PENALTY = re.compile("罚款|没收|吊销|责令|处分|拘留|处罚|停业|赔偿")
_ALLOWED = re.compile("可以|有权|可[由向在采]|鼓励|自愿")
# Lists of powers, ways, and papers order nothing.
_LISTED = re.compile("职权|权利|权限|途径|方式|职责|内容|材料|事项|可以|有权")
# 调拨文物，应当报批: what is ordered stands in the next clause.
_ORDER_NEXT = re.compile("，(?:应当?|必须|须|不得|方可)")
# 设立的机构, 授权村民代表会议讨论: a part of speech, not an order.
_NO_ORDER = re.compile("^(?:除|经|或者?|以及|和|、)|的$|前$|外$|(?<![学课小])时$")
_NO_ORDER_IN_LAW = re.compile(f"{_NO_ORDER.pattern}|的[^，。；的]{{1,16}}$")
# 圈养不作强制要求: the deed stands elsewhere in the sentence.
_UNNAMED = re.compile("要求|强制|强求|统一|硬性")
# So many characters behind 不 name the deed.
_NEAR = 8


def is_same_deed(matching: Matching, row: int, column: int) -> bool:
    """Tell whether a clause orders what the one of the parent leaves open."""
    words, theirs = matching.child.words(row), matching.parent.words(column)
    if matching.child.statute and _PENALTY.search(words) and _PENALTY.search(theirs):
        return False
    if not HARD.search(words):
        return True
    own, other = (_GROUNDS.sub("", _behind(*one)) for one in ((words, HARD), (theirs, SOFT)))
    if matching.child.statute and not (own and other):
        return False
    mine, its, whole = (_pairs(text) for text in contents([own, other, words]))
    if not mine or not its:
        return True
    # What is ordered may stand in front: 装修垃圾一律由物业清运.
    return max(len(mine & its) / min(len(mine), len(its)), len(its & whole) / len(its)) >= _DEED


def _behind(words: str, modal: re.Pattern[str]) -> str:
    """The words behind the one that orders or allows; all of them where there are none, or only two characters."""
    found = modal.search(words)
    after = words[found.end() :] if found else words
    return after if len(after) > 2 else words


def _pairs(text: str) -> set[str]:
    return {text[i : i + 2] for i in range(len(text) - 1) if " " not in text[i : i + 2]}


def may_be_order(side: Outline, row: int) -> bool:
    """Tell whether a clause without a word of demanding can be an order: nothing around it allows or lists it."""
    clause = side.clauses[row]
    pattern = _NO_ORDER_IN_LAW if side.statute else _NO_ORDER
    if pattern.search(side.words(row)) or _LISTED.search(header(side, row)):
        return False
    sentence = side.sentences[clause.sentence]
    if _ORDER_NEXT.match(side.doc.text, clause.span.end, sentence.end):
        return False
    return _ALLOWED.search(side.doc.text[sentence.start : clause.span.start]) is None


def spared_deeds(matching: Matching, columns: Sequence[int], rows: Sequence[int]) -> bool:
    """Tell whether the child asks for a deed that the parent spares: the characters behind 不 or 无需 come back in it."""
    asked = _pairs("".join(matching.child.words(row) for row in rows))
    for column in columns:
        words = matching.parent.words(column)
        for found in SPARED.finditer(words):
            deed = words[found.end() : found.end() + _NEAR]
            if _UNNAMED.search(deed):
                deed = matching.parent.doc.quote(matching.parent.sentences[matching.parent.clauses[column].sentence])
            if found.group() != "不" or _pairs(deed) & asked:
                return True
    return False
