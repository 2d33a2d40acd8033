"""Who issues a document: from the signature, the title, the mark, or the note of passage."""

from __future__ import annotations

import re

from ...document import Organ, OrganLevel
from ...language.organs import level_from_context, parse_organ, split_issuers
from .cover import Cover
from .parts import Head
from .patterns import ORGAN_END, bare
from .tail import Signature

__all__ = ["find_issuers"]

_TO_ALL_PROVINCES = re.compile("各省、|各省（|省、自治区、直辖市")
_CONTEXT = 6000  # characters; the cues of level stand in the first pages
_IN_TITLE = re.compile(r"^(?P<organs>[^《》]{2,80}?)(?:关于|印发|转发|批转|公告|通告|通报|令$|令第)")
# 2004年4月1日市人民政府第26次常务会议通过, 国土资源部第10号令发布
_MEETING = r"第?[〇○一二三四五六七八九十百\d]{1,6}(?:届|次)[\u4e00-\u9fff\d]{0,16}?会议|(?:全体|常务|办公)会议"
_MET = re.compile(rf"(?:日|经|由|^)\s*(?P<organ>[\u4e00-\u9fff]{{2,30}}?)(?:{_MEETING})")
_PASSED_BY = re.compile(
    rf"(?:日|经|由|^|[（(])\s*(?P<organ>[\u4e00-\u9fff（）]{{2,40}}?)(?:{_MEETING}|第\s*\d+\s*号令|令第\s*\d+\s*号|公布|发布|批准|修订通过)"
)
_CONGRESS = re.compile(
    r"(?:日|^|[经由（(])(?P<organ>[^\W\d_日]{2,20}第[一二三四五六七八九十]{1,3}届人民代表大会(?:常务委员会)?)"
)
_ORDER_OF = re.compile(r"(?P<organ>[\u4e00-\u9fff]{2,24}?)(?:令第|第\s*\d{1,5}\s*号令)")


def find_issuers(
    head: Head, signature: Signature | None, cover: Cover | None, text: str
) -> tuple[tuple[Organ, ...], float]:
    """Return the issuing bodies as written, with a confidence of 0 to 1.

    When the text names none, one organ without name carries the level that the text
    shows; empty when it shows neither.
    """
    level, sureness = _level(head, text)
    context = level if level != "unknown" else None
    for names, confidence in _sources(head, signature, cover, text):
        organs = split_issuers(names)
        if organs:
            organs = tuple(
                parse_organ(organ.name, context=context) if organ.place is None else organ for organ in organs
            )
            return organs, confidence
    if level == "unknown":
        return (), 0.7
    return (Organ("", level),), min(0.7, sureness)


def _level(head: Head, text: str) -> tuple[OrganLevel, float]:
    """The level that title, addressee and text show."""
    if head.addressee_text and _TO_ALL_PROVINCES.match(bare(head.addressee_text)):
        return "central", 0.95
    return level_from_context("\n".join(filter(None, (head.title, head.addressee_text, text[:_CONTEXT]))))


def _sources(head: Head, signature: Signature | None, cover: Cover | None, text: str) -> list[tuple[str, float]]:
    """Texts that may name the issuer, the most trustworthy first."""
    found: list[tuple[str, float]] = []
    if signature is not None and signature.organs:
        # An office or a commission on a line of its own belongs to the body above it.
        found.append((re.sub(r"\s+(?=(?:办公[厅室]|机构编制委员会)(?:\S{0,6})(?:\s|$))", "", signature.organs), 0.95))
    if head.title:
        match = _IN_TITLE.match(head.title_spaced)
        if match and ORGAN_END.search(bare(match["organs"])):
            found.append((match["organs"], 0.9))
    if head.mark:
        found.append((head.mark, 0.9))
    if head.number and (match := _ORDER_OF.match(head.number)):
        found.append((re.sub("(?<=部)部长$", "", match["organ"]), 0.85))
    if speaks := re.search(
        "(?:我谨?代表(?P<organ>[\u4e00-\u9fff]{2,20}?)(?:，|向)|受(?P<by>[\u4e00-\u9fff]{2,20}?)委托，?我)", text[:600]
    ):
        found.append((speaks["organ"] or speaks["by"], 0.85))
    if head.passage and (organ := _passed_by(head.passage, _PASSED_BY)):
        found.append((organ, 0.8))
    if cover is not None and cover.verb == "promulgate" and (organ := _passed_by(text[:300], _MET)):
        found.append((organ, 0.75))
    if (
        cover is not None
        and cover.named
        and (match := _IN_TITLE.match(cover.named))
        and ORGAN_END.search(match["organs"])
    ):
        found.append((match["organs"], 0.7))
    return found


def _passed_by(text: str, shape: re.Pattern[str]) -> str | None:
    """The body that passed a rule: its congress in full, else what a note of passage names."""
    compact = bare(text)
    if match := _CONGRESS.search(compact):
        return match["organ"]
    match = shape.search(compact)
    if match is None:
        return None
    organ = re.sub("^(?:已?[经由]|.*日)|审判委员会$|部长$", "", match["organ"])
    return organ if ORGAN_END.search(organ) else None
