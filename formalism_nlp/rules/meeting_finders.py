"""How long a meeting lasts (MTG-03)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..document import Document, Span
from .inspection_runs import is_own
from .meeting_facts import Stretch, calls_meeting, minutes, stretches, without_former
from .meeting_programme import SPEAKS, called_in, denied, meeting_only
from .rule import Case, Hit

__all__ = ["long_meeting"]

# Words that make 讨论 a part of the programme; 不安排分组讨论 has none.
_GROUPS = re.compile(
    "(?=[分小])(?:(?<!不)(?<!不安排)(?<!不再)(?<!不组织)(?<!不进行)(?:分组|分团|小组)(?:讨论|审议|研讨|座谈|酝酿))"
)
_NO_GROUPS = re.compile("(?:不|无|取消)[^，。；]{0,6}(?:分组|分团|小组)(?:讨论|审议|研讨|座谈|酝酿)")
_ABOUT_LENGTH = re.compile(
    "会期|时间|时长|为期|议程|日程|安排|召开|举行|开会|会议|报到|大会|开幕|午休|休会|观摩|集中|乘车|集合|出发|参观|看现场|结束|散会|上午|下午|发车|"
    "返回|回城|看|会|全天|整天|汇报|礼堂|剧院|剧场|报告厅|[开讲]到|[进离散入]场|体育馆"
)


def long_meeting(case: Case) -> Iterator[Hit]:
    """Yield the passage that says that a meeting lasts over the limit; the longest one counts."""
    doc = case.doc
    inside = frozenset[int]() if calls_meeting(case) else called_in(case)
    if not inside:
        meeting_only(case)
    groups = bool(_GROUPS.search(doc.text)) and not _NO_GROUPS.search(doc.text)
    limit = case.options["days_with_groups" if groups else "days"]
    told = [denied(doc, one) for one in case.directives if not is_own(one)]
    best: Stretch | None = None
    for span in [doc.blocks[number].span for number in sorted(inside)] or _passages(doc):
        words = doc.quote(span)
        if not _ABOUT_LENGTH.search(words):
            continue
        for found in stretches(without_former(words), span.start):
            is_told = any(other.overlaps(found.span) for other in told)
            if found.days > limit and not is_told and (best is None or found.days > best.days):
                best = found
    if best is None:
        yield from _long_video(case)
    else:
        yield Hit(best.span, {"days": f"{best.days:g}", "limit": f"{limit:g}", "groups": "有" if groups else "没有"})


_VIDEO = re.compile("视频|电视电话|网络会议")
_OWN_TIME = re.compile("会议?时间|会期|时长|^[^，。]{0,8}时间[：:]|历时|会议[^，。；]{0,6}(?:开|持续)")


def _long_video(case: Case) -> Iterator[Hit]:
    """Yield the time of a video meeting that is over the limit of the place."""
    limit, doc = case.options["video_minutes"], case.doc
    if limit is None or not _VIDEO.search(doc.meta.title or ""):
        return
    for span in _passages(doc):
        words = doc.quote(span)
        found = minutes(words) if _OWN_TIME.search(words) and not SPEAKS.search(words) else None
        if found is not None and found > limit:
            yield Hit(
                span,
                {"found": round(found)},
                message="视频会议约 {found} 分钟，超过当地 {video_minutes} 分钟的规定。",
                suggestion="压缩到 {video_minutes} 分钟以内。",
            )
            return


# A line of an agenda: 下午　听取部门汇报.
_LINE = 24


def _passages(doc: Document) -> Iterator[Span]:
    """Yield the blocks that can speak of the meeting's time, and the short lines of an agenda together."""
    lines: list[Span] = []
    for block in doc.blocks:
        told = block.kind in ("body", "list_item", "heading") and not block.annex
        if told and block.span.end - block.span.start <= _LINE:
            lines.append(block.span)
        else:
            if len(lines) > 1:
                yield Span(lines[0].start, lines[-1].end)
            lines = []
        if told:
            yield block.span
    if len(lines) > 1:
        yield Span(lines[0].start, lines[-1].end)
