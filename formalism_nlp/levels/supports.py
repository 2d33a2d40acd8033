"""Supports that are said in few ways: where no clause of the child has any of them, the parent's was left out."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .matching import Matching

__all__ = ["is_silent_on"]

# What the parent promises, and all that a child in its own words says instead.
_SUPPORTS = (
    (re.compile("优先(?!解决)"), re.compile("优先|先(?!进|后|行|查)|首先|照顾|往前|靠前|倾斜|重点")),
    (re.compile("(?<!推销)(?:购买|办理|投保|参加|缴纳)[^，。；]{0,12}保险|投保"), re.compile("保险|[投参入]保|保费|保单")),
    (re.compile("^由?[省市](?:级|级?财政)[^，。；]{0,14}(?:补助|补贴|承担|负担|提供)"),
     re.compile("(?:省|市|上级)(?:级|里|局|财政)?[^，。；]{0,10}(?:补|贴|出|担|拨|给|提供|解决)")),
    (re.compile("(?:征求|听取)[^，。；]{1,14}意见"), re.compile("意见|商量|协商|同意|点头|听|问")),
    (re.compile("体检"), re.compile("体检|检查身体|查体")),
    (re.compile("(?:给予|予以|一次性)?奖励|奖补"), re.compile("奖")),
    (re.compile("截留|挪用|挤占"), re.compile("截留|挪|挤占|克扣|专款|专账|只能用|打卡|直接[拨发打]|足额")),
)  # fmt: skip
# A clause beside the promise that is said otherwise may hold the promise too.
_HINT = 0.15


def is_silent_on(matching: Matching, run: Sequence[int]) -> bool:
    """Tell whether the clauses of the parent promise something of which the child has no word left.

    A clause of the child that carries on another promise of the same kind does not count.
    """
    for promised, said in _SUPPORTS:
        mine = [index for index in run if promised.search(matching.parent.words(index))]
        others = [index for index in run if index not in mine]
        if mine and not (others and matching.raw.own_words[:, others].max() >= _HINT):
            return not any(
                said.search(matching.child.words(row)) and not _answers(matching, row, said)
                for row in range(len(matching.child.clauses))
            )
    return False


def _answers(matching: Matching, row: int, said: re.Pattern[str]) -> bool:
    return row in matching.pairs and said.search(matching.parent.words(matching.pairs[row][0])) is not None
