"""The reverse view as text and as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from ..findings import to_plain
from .report_text import number_words
from .reverse import Profile

__all__ = ["profile_words", "profiles_json", "profiles_text"]

_HEAD = "收文单位看到的上级单位（县级及以上，按名称排列；乡镇、村不列）"


def profile_words(one: Profile) -> Iterator[str]:
    """Say one profile in short lines."""
    loads = "，".join(f"{title} {number_words(value)}" for title, (value, _) in one.loads.items())
    yield f"{one.issuer}：收到 {one.received} 份；{loads or '没有计入的项目'}"
    if one.lead_hours is not None:
        yield f"时限中位数 {number_words(one.lead_hours)} 个工作小时"
    if one.duties:
        yield f"下派事项 {one.duties} 项，批准、责任、培训、经费、人员五项中没有写明的 {one.empty_slots} 处"
    if one.codes:
        yield "发现：" + "，".join(f"{code} {count} 处" for code, count in one.codes.items())
    for raters, mean in one.ratings:
        yield f"基层评价 {mean:g}（{raters} 人）"


def profiles_text(found: Sequence[Profile]) -> str:
    """Return the profiles as lines."""
    lines = [_HEAD]
    for one in found:
        first, *rest = profile_words(one)
        lines += [first, *(f"    {line}" for line in rest)]
    return "\n".join(lines) + "\n"


def profiles_json(found: Sequence[Profile]) -> str:
    """Return the profiles as JSON, each figure with its documents."""
    return json.dumps(to_plain(tuple(found)), ensure_ascii=False, indent=1) + "\n"
