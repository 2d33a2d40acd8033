"""A cover and what it passes on: 印发, 转发, 批转, and orders that promulgate a rule."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from .lines import Line
from .patterns import bare, is_prose, type_word
from .structure import numbering
from .tail import ATTACHMENT, Signature, find_signature

__all__ = ["Cover", "find_cover"]

_PASSES_ON = re.compile(
    "(?:现将|现把|将).{2,200}?(?:印发|转发|批转|发给|下发)(?:给?你|各|，|。|；|给)"
    "|现(?:予|给予|予以)?(?:印发|转发|批转|发给)|(?:印发|转发|批转|下发|发)给你(?:们|市|省|县|区|单位)|予以(?:印发|转发)|现(?:随文)?下发"
)
_PROMULGATES = re.compile(
    "现予(?:以)?(?:公布|发布|颁布)|(?:公布|发布|颁布)施行|予以(?:公布|发布|颁布)|现(?:公布|发布|颁布)|公布如下"
    "|已经.{4,80}通过|现将.{4,80}(?:公布|发布|颁布)"
)
_TITLE_PASSES = re.compile("(?:关于)?(?:印发|转发|批转)")
_NAMED = re.compile("《([^《》]*(?:《[^《》]*》[^《》]*)*(?:〈[^〈〉]*〉)?[^《》]*)》")
_NAMED_BESIDE_VERB = re.compile(
    "《([^《》]*(?:[《〈][^《》〈〉]*[》〉][^《》]*)*)》(?:[（(][^（）()]*[）)])?[^《》]{0,60}?(?:印发|转发|批转|公布|发布|颁布|发给)"
)
# The cue stands in the first sentences of a cover: in 52 read by hand never behind the sixth line.
_CUE_WITHIN = 6


@dataclass(frozen=True)
class Cover:
    """How a document passes on another one.

    ``start`` is the first line of the text passed on; None when it is not there.
    """

    verb: Literal["transmit", "promulgate"]
    named: str | None
    signature: Signature | None
    start: int | None


def find_cover(lines: Sequence[Line], start: int, title: str | None, order: bool) -> Cover | None:
    """Find out whether the text from line ``start`` on is a cover, and where it ends."""
    cue = _cue(lines, start, title, order) if start < len(lines) else None
    if cue is None:
        return None
    verb, line = cue
    signature = find_signature(lines, start, min(len(lines), line + 24), cover=True)
    behind = _behind(lines, line, signature)
    if signature is not None and behind is not None and behind <= signature.last:
        signature = None  # the date belongs to the text passed on
    named = _named(lines, start, line, title)
    if verb == "promulgate" and (signature is None or (not order and signature.last > line + 6)):
        return None
    return Cover(verb, named, signature, behind)


def _cue(
    lines: Sequence[Line], start: int, title: str | None, order: bool
) -> tuple[Literal["transmit", "promulgate"], int] | None:
    if (
        title
        and _TITLE_PASSES.search(re.sub("《.*》", "", title))
        and (type_word(title) or "") in ("通知", "函", "决定")
    ):
        return "transmit", _cue_line(lines, start, _PASSES_ON)
    for i in range(start, min(len(lines), start + _CUE_WITHIN)):
        text = bare(lines[i].text)
        if numbering(text) is not None and i > start:
            break
        if _PASSES_ON.search(text) and "如下" not in text[-6:] and not re.search("征求", text[:200]):
            return "transmit", i
        if _PROMULGATES.search(text) and (order or i == start) and type_word(title or "") not in ("通告", "通知"):
            return "promulgate", i
    return None


def _cue_line(lines: Sequence[Line], start: int, cue: re.Pattern[str]) -> int:
    for i in range(start, min(len(lines), start + _CUE_WITHIN)):
        if cue.search(bare(lines[i].text)):
            return i
    return start


def _behind(lines: Sequence[Line], cue: int, signature: Signature | None) -> int | None:
    """First line of the text passed on: behind the signature, or where a new title or part begins."""
    begin = signature.last + 1 if signature is not None else cue + 1
    early = next((i for i in range(cue + 1, begin) if _opens(lines, i, signature is None)), None)
    if early is not None:
        return early
    for i in range(begin, len(lines)):
        if not lines[i].flow:
            return i if lines[i].raw.kind == "table_cell" else None
        if _opens(lines, i, True) or (signature is not None and _substantial(lines[i].text)):
            return i
    return None


def _opens(lines: Sequence[Line], i: int, headings: bool) -> bool:
    """A title, a first chapter or article, or a first heading stands at this line."""
    text = lines[i].text
    if numbering(text) is not None:
        return bool(re.match(r"第\s*[一1]\s*[章条]", text)) or (headings and text.startswith("一、"))
    if re.search(r"[：:]|\d{6}", text):
        return False
    return not is_prose(text) and len(bare(text)) > 5 and type_word(text) is not None and not ATTACHMENT.match(text)


def _substantial(text: str) -> bool:
    compact = bare(text)
    return len(compact) > 4 and not re.match("[（(].*[）)]$|附件|抄送|此件|信息公开|联系", compact)


def _named(lines: Sequence[Line], start: int, cue: int, title: str | None) -> str | None:
    """Title of the document passed on: in 《》 beside the verb, else behind it."""
    if title:
        match = re.search("(?:印发|转发|批转)(.+)的(?:通知|函|决定)", title)
        if match:
            whole = _NAMED.fullmatch(match[1])
            if whole or type_word(match[1]) is not None:
                return whole[1] if whole else match[1]
        inner = _NAMED.findall(title)
        if inner:
            return str(inner[-1])
    for i in range(cue, start - 1, -1):
        text = lines[i].text
        match = _NAMED_BESIDE_VERB.search(text)
        if match:
            return match[1]
        inner = _NAMED.findall(text)
        if inner:
            return str(inner[-1])
    return None
