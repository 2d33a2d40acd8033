"""Which names a child puts where its parent has others: 省→市, 我市→我县, one bureau for another."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

import numpy as np

from ..document import Span
from ..language.places import division
from .align import Passage
from .letters import Letters

__all__ = ["Swap", "count_swaps", "find_swaps"]

# Longest name of a body or place that is taken as one substitution, in characters.
_LONGEST = 14
_ORGAN_END = "办公室|办事处|委员会|管理站|中心|支队|大队|公司|学校|部门|局|厅|委|[政民县市区镇乡]办|院"
_PLACE_END = "自治区|自治州|自治县|地区|街道|社区|省|市|县|区|旗|州|盟|镇|乡|村"
_END = re.compile(f"(?:{_ORGAN_END}|{_PLACE_END})$")
_TO_END = re.compile(f"[\u4e00-\u9fff]{{0,2}}?(?:{_ORGAN_END}|{_PLACE_END})")
_WORDS = frozenset(("国家", "上级", "中央", "各地", "各级", "基层", "地方", "当地", "部门", "单位", "国务院"))
_OWN = "我本全各该"
# 组织全区→发动全镇: the name is what stands at the end.
_OWN_LEVEL = re.compile(f"[{_OWN}](?:{_PLACE_END})$")
# Widening these to the body behind them would turn wording into names: 管理部门→监管部门.
_WORDING = re.compile("^(?:管理|监管|监督|有关|相关|主管|服务|综合|规定|要求|组织|发动|开展|不得|得|准|予以|给予)+")
# What stands in sentences, not in names.
_SENTENCE = re.compile(
    "[的与及或者等应按从持其他将把被让使于]|通知|以外|申请|同意|居住|所在|修改|所属|下列|^[由报向在和]|^经[省市县区镇乡国]|[由报经向]国|[由报经向在和][省市县区镇乡村]"
)
_HAN = re.compile("[\u4e00-\u9fff]+")
# A level name or a body by name; 加强→强化 and 相关→有关 are wording, not names.
_NO_NAME = re.compile(
    "^(?:.*[学园灾疫山库林牧校辖片景厂矿]区|全部|部|内部|外部|中心|重点|城市|农村|地区|社区|区|处|所|站|办|委|队|院|到处|各处|之处|所处|处处)$"
)


@dataclass(frozen=True)
class Swap:
    """One name of the parent replaced in the child, with its places in both."""

    parent_name: str
    child_name: str
    span: Span
    other_span: Span


def find_swaps(passage: Passage, child: tuple[str, Letters], parent: tuple[str, Letters]) -> list[Swap]:
    """Read the substitutions of names off the gaps between equal runs."""
    runs = passage.runs[np.argsort(passage.runs[:, 0], kind="stable")]
    ends = runs[:-1, :2] + runs[:-1, 2:]
    gaps = runs[1:, :2] - ends
    short = ((gaps > 0) & (gaps <= _LONGEST)).all(axis=1)
    found = []
    for (begin, other_begin), (gap, other_gap) in zip(ends[short].tolist(), gaps[short].tolist(), strict=True):
        own = _stretch(child[1], begin, begin + gap)
        other = _stretch(parent[1], other_begin, other_begin + other_gap)
        swap = _named(child[0], own, parent[0], other)
        if swap is not None:
            found.append(swap)
    return found


def count_swaps(swaps: list[Swap]) -> tuple[tuple[str, str, int], ...]:
    """Count equal substitutions as (name in the parent, name in the child, times), most frequent first."""
    counts = Counter((swap.parent_name, swap.child_name) for swap in swaps)
    return tuple(
        (old, new, times) for (old, new), times in sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    )


def _stretch(text: Letters, begin: int, end: int) -> Span:
    return Span(int(text.positions[begin]), int(text.positions[end - 1]) + 1)


def _named(child: str, own: Span, parent: str, other: Span) -> Swap | None:
    """Widen a gap to the names around it; None when they are no names."""
    cut = _OWN_LEVEL.search(child[slice(*own)]), _OWN_LEVEL.search(parent[slice(*other)])
    if cut[0] and cut[1]:
        own, other = Span(own.start + cut[0].start(), own.end), Span(other.start + cut[1].start(), other.end)
    tail = (
        None
        if _WORDING.match(child[slice(*own)]) or _WORDING.match(parent[slice(*other)])
        else _TO_END.match(child, own.end)
    )
    same = tail is not None and parent.startswith(tail.group(), other.end)
    if tail is not None and same and not (_is_name(child[slice(*own)]) and _is_name(parent[slice(*other)])):
        own, other = Span(own.start, tail.end()), Span(other.start, other.end + len(tail.group()))
    before = child[own.start - 1 : own.start]
    if before and before in _OWN and parent[other.start - 1 : other.start] == before:
        own, other = Span(own.start - 1, own.end), Span(other.start - 1, other.end)
    new, old = child[slice(*own)], parent[slice(*other)]
    return Swap(old, new, own, other) if new != old and _is_name(new) and _is_name(old) else None


def _is_name(text: str) -> bool:
    if not _HAN.fullmatch(text):
        return False
    if text in _WORDS or division(text):
        return True
    return bool(_END.search(text)) and not _NO_NAME.match(text) and not _SENTENCE.search(text)
