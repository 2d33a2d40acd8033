"""From figures to a verdict with reasons: copy, adaptation, transmittal, citation, independent."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Literal

__all__ = ["UNALTERED", "VerdictName", "is_transmittal", "judge", "says_so"]

VerdictName = Literal["copy", "adaptation", "transmittal", "citation", "independent"]

# Copied shares of real pairs (docs/decisions, reuse): local rules that carry out a law reach 0.70; documents
# of different regions or levels that are known copies begin at 0.79; unrelated ones end at 0.04.
COPIED = 0.72
ADAPTED = 0.15
LONG = 200
GAIN = 0.25
# A transmittal passes on the text unaltered and nearly whole; what is lost are header and signature.
_PASSED_SHARE = 0.8
UNALTERED = 0.97
_PASSES_ON = re.compile("转发|批转|印发|下发|转给|发给")


def is_transmittal(own_words: str, *, share: float, similarity: float, renamed: int) -> bool:
    """Tell whether the child passes the parent on: says so in its own words, and leaves it unaltered.

    Parameters
    ----------
    own_words : str
        What the child does not share with the parent.
    share : float
        Share of the parent in the shared passages, 0 to 1.
    similarity : float
        Share of equal letters in them, 0 to 1.
    renamed : int
        Names replaced in them; passing on replaces none.
    """
    return share >= _PASSED_SHARE and similarity >= UNALTERED and not renamed and bool(_PASSES_ON.search(own_words))


def says_so(own_words: str) -> bool:
    """Tell whether the child's own words pass something on: 现将…转发给你们."""
    return _PASSES_ON.search(own_words) is not None


def judge(figures: Mapping[str, Any], *, passed: bool) -> tuple[VerdictName, tuple[str, ...]]:
    """Return the verdict and the reasons in Chinese.

    Parameters
    ----------
    figures : mapping
        ``containment``, ``copied``, ``gain``, ``copied_characters``, ``masked``, ``longest``, ``swapped``.
    passed : bool
        The child passes the parent on unaltered.
    """
    copied, gain, contained = figures["copied"], figures["gain"], figures["containment"]
    said = [f"与对照文件相同的文字占全文 {contained:.0%}"]
    if sum(figures["masked"].values()):
        said.append(f"其中引用、法律条文和套语 {sum(figures['masked'].values())} 字不计入")
    said.append(f"除去这些之后，相同文字占 {copied:.0%}（{figures['copied_characters']} 字）")
    said.append(f"写明本地数据、时限、主体或地点的句子占 {gain:.0%}")
    if figures["swapped"]:
        said.append(f"只替换名称 {figures['swapped']} 处")
    if passed:
        return "transmittal", (*said, "原文照转，并说明是转发或印发")
    if copied >= COPIED and gain <= GAIN:
        return "copy", (*said, f"相同文字不低于 {COPIED:.0%}，本地内容不高于 {GAIN:.0%}")
    if copied >= ADAPTED or (figures["longest"] >= LONG and copied >= ADAPTED / 3):
        return "adaptation", (*said, "借用了对照文件的内容，并有改动或本地内容")
    if contained >= ADAPTED / 3 and sum(figures["masked"].values()) >= figures["copied_characters"]:
        return "citation", (*said, "相同之处主要是引用、法律条文或套语")
    return "independent", (*said, "相同文字不足以说明来自对照文件")
