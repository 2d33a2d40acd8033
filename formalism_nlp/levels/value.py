"""One value in a clause, and the hours in a unit of time."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from ..document import Span
from ..language.numbers import Bound

__all__ = ["HOURS", "Value", "bare"]

Kind = Literal["deadline", "frequency", "quantity"]
# Hours in a unit of time; a working day is a day here, its margin is left to the comparison.
HOURS = {
    "分钟": 1 / 60, "小时": 1, "个小时": 1, "工作日": 24, "个工作日": 24, "日": 24, "天": 24, "周": 168, "星期": 168, "个星期": 168, "旬": 240,
    "钟头": 1, "月": 720, "个月": 720, "季度": 2160, "个季度": 2160, "学期": 4320, "年": 8640, "学年": 8640, "周岁": 0, "岁": 0,
}  # fmt: skip


@dataclass(frozen=True)
class Value:
    """One value in a clause.

    Attributes
    ----------
    kind : {'deadline', 'frequency', 'quantity'}
        What it is.
    span : Span
        Its words.
    clause : int
        Index of its clause.
    scale : str
        What can be compared with it: ``date``, ``hours``, ``per_year``, or what a
        quantity measures.
    number : float
        The value on that scale.
    text : str
        The words, without white space.
    unit : str
        Unit as written, where there is one.
    bound : str
        As of ``Quantity``; ``exact`` for others.
    per : str
        What a quantity is counted for (每村, 每人每天).
    case : bool
        The number only says when the duty begins (超过24小时的).
    changed : bool
        The words before it say that it replaces another (提前至, 提高到).
    worded : bool
        It has no number of its own (当日, 腊月二十前, 每餐), so that it gives no ratio.
    """

    kind: Kind
    span: Span
    clause: int
    scale: str
    number: float
    text: str
    unit: str = ""
    bound: Bound = "exact"
    per: str = ""
    case: bool = False
    changed: bool = False
    worded: bool = False


def bare(words: str) -> str:
    """Return words without white space."""
    return re.sub(r"\s", "", words)
