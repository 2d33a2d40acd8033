"""What the wordings of deadlines share: day and time, verbs of handing in, the kind of deadline."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from ..document import Span
from .clock import TIME
from .due_days import DAY, PLAIN_DAY

__all__ = ["DAY_AND_TIME", "FROM_EVENT", "REPORT", "WHEN", "DeadlineKind", "Form", "is_clock", "kind_of"]

DeadlineKind = Literal["absolute", "relative", "vague", "periodic", "conditional", "start"]
_ASIDE = r"(?:[（(](?:星期|周|礼拜|含)[^）)\n]{0,6}[）)])?"
# A day, a time, or both, with a weekday in brackets.
WHEN = rf"(?:(?P<date>{DAY})\s?{_ASIDE}\s?[，的]?\s?)?(?P<time>{TIME})?{_ASIDE}"
DAY_AND_TIME = rf"{PLAIN_DAY}\s?{_ASIDE}\s?(?:{TIME})?"
# Something is handed in or done: with it a plain day is a deadline (于3月5日报送).
REPORT = (
    "(?:报送|上报(?!告)|报备|报至|报到(?!率)|报(?=省|市|县|区|镇|乡|街道|我|局|办|委|所|名单|表|数|材料)|反馈|提交|送至|送达|送交|发送|"
    r"发至|交至|交到|上交|汇总|填报|填写|填完|录入|上传|传至|传(?=一次|数)|报(?=[一二两三回次，。；]|\Z)|完成|办结|到位|收齐)"
)
FROM_EVENT = re.compile(
    r"(?:之日|日|之时|时|次日)起|(?<!今)后|的[，,]|的\Z|起[，,]?|[时][，,]|发生|发现|接报|接警|事故|受理|届满|期满|变更|签[订定]|应急响应"
    "|收到|接到|出生|到达|转入|取得|查实"
)


@dataclass(frozen=True)
class Form:
    """A deadline as worded: its kind and the words for day, time, or a number of units."""

    span: Span
    kind: DeadlineKind
    day: str = ""
    time: str = ""
    count: str = ""
    unit: str = ""


def kind_of(found: re.Match[str], before: str) -> DeadlineKind:
    """Tell how a day or time is counted, from its words and those before it."""
    if found["date"] and not (found["word"] or found["week"]):
        return "periodic" if found["month"] in ("次月", "翌月") else "absolute"
    # 发生当日 is counted from the event, 当日 alone from the issue.
    per_event = found["word"] in ("当日", "当天", "次日", "第二天", "翌日") and FROM_EVENT.search(before)
    return "conditional" if per_event else "relative"


def is_clock(time: str | None) -> bool:
    """Tell a time with an hour from a part of the day."""
    return bool(time) and re.search("[时点:：∶]|下班", str(time)) is not None
