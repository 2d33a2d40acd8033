"""The end of a document or of its cover: signature, date, notes, attachments, imprint."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from ...document import BlockKind
from ...language.dates import DATE, find_dates, parse_date
from .lines import Line
from .patterns import IMPRINT, NOTE, ORGAN_END, WEB_FIELD, WEB_NOISE, bare, names_bodies, unspaced
from .structure import numbering

__all__ = ["ATTACHMENT", "Signature", "Tail", "find_signature", "read_tail"]

_PLACED = re.compile("国务院|中共|中央|全国|中华|[\u4e00-\u9fff]{1,8}?(?:省|市|县|区|州|盟|旗|镇|乡)")
_WRAPPED = re.compile(rf"(?:{_PLACED.pattern})[\u4e00-\u9fff]{{4,30}}")
_ISSUE_NOTE = re.compile("^[（(](?:此件|本件|公开|发至|联系人|联系电话|信息公开)")
_MOST_ATTACHMENTS = 24
_MOST_ORGANS = 16  # the largest joint signature seen in 1,046 real documents has 15 lines
_DATE_END = re.compile(
    rf"^(?P<organs>[^。，；：:]{{0,120}}?)\s*[（(]?(?P<date>{DATE.pattern})[）)]?\s*(?P<note>[（(][^（）()]*[）)])?$"
)
ATTACHMENT = re.compile(r"^附\s*(?:件|表|录|图)?\s*(?:[\d０-９一二三四五六七八九十]{0,3})\s*(?:[：:．.、]|$)")
_PERSON = re.compile(
    r"^(?:[\u4e00-\u9fff]{0,12}(?:省|市|县|区|州|部|局|院|署|主)\s*长|主\s*席|主\s*任|总\s*理"
    r"|审计长|行\s*长|州\s*长)(?:\s*[：:]?\s*[\u4e00-\u9fff\s]{0,6})?$"
)

# The head of a body signs an order: 住房城乡建设部部长, with a name behind a gap.
_CHIEF = re.compile(
    r"^(?P<organ>[\u4e00-\u9fff]{2,24}?(?:部|局|署|委员会|委|院|厅|政府))"
    r"(?:部长|局长|署长|主任|院长|厅长|省长|市长|县长|区长|州长|主席)"
    r"\s+[\u4e00-\u9fff·\s]{2,14}$"
)


@dataclass(frozen=True)
class Signature:
    """Signature and date: lines ``first`` to ``last``."""

    first: int
    last: int
    organs: str
    date: date | None
    order: bool = False


def find_signature(lines: Sequence[Line], start: int, stop: int, *, cover: bool) -> Signature | None:
    """Find signature and date between two lines.

    In a cover the first date line counts; elsewhere the first with a body named above
    it, else the last one with nearly nothing behind it.
    """
    bare_dates: list[Signature] = []
    for i in range(start, stop):
        found = _signature_at(lines, i, start)
        if found is None:
            continue
        if cover or found.organs or found.order or _annex_follows(lines, i + 1, stop):
            return found
        bare_dates.append(found)
    for found in reversed(bare_dates):
        if sum(lines[j].flow for j in range(found.last + 1, stop)) <= 3:
            return found
    return _undated(lines, start, stop)


def _signature_at(lines: Sequence[Line], i: int, start: int) -> Signature | None:
    line = lines[i]
    if not line.flow:
        return None
    match = _DATE_END.match(line.text)
    if match:
        own = match["organs"].strip()
        if own and not names_bodies(own):
            return None
        first, above, order = _organs_above(lines, i, start)
        day = parse_date(match["date"])
        return Signature(first, i, unspaced(" ".join([*above, own]).strip()), day, order) if day else None
    return None


def _organs_above(lines: Sequence[Line], i: int, start: int) -> tuple[int, list[str], bool]:
    """Walk up from a date over lines that name bodies, or the person who signs an order."""
    organs: list[str] = []
    order = False
    first = i
    for j in range(i - 1, max(start - 1, i - 1 - _MOST_ORGANS), -1):
        text = lines[j].text
        if not lines[j].flow or len(text) > 90 or re.search("[。；，？]", text) or numbering(text) is not None:
            break
        if (chief := _CHIEF.match(text)) is not None:
            order = True
            organs.insert(0, chief["organ"])
        elif organs and first == j + 1 and _WRAPPED.fullmatch(text) and not _PLACED.match(organs[0]):
            organs[0] = text + organs[0]  # a long name over two lines
        elif _PERSON.match(text) and not ORGAN_END.search(bare(text)):
            order = True
        elif names_bodies(text) and not ATTACHMENT.match(text):
            organs.insert(0, text)
        else:
            break
        first = j
    return first, organs, order


def _annex_follows(lines: Sequence[Line], i: int, stop: int) -> bool:
    """True when an attachment or a note of issue stands right behind."""
    return i < stop and bool(
        ATTACHMENT.match(lines[i].text) or NOTE.match(lines[i].text) or IMPRINT.search(lines[i].text)
    )


def _undated(lines: Sequence[Line], start: int, stop: int) -> Signature | None:
    """A signature without date: the last flowing line names a body and is no sentence."""
    last = stop - 1
    while last > start and (not lines[last].flow or NOTE.match(lines[last].text) or IMPRINT.search(lines[last].text)):
        last -= 1
    if last <= start:
        return None
    text = lines[last].text
    if len(text) > 30 or re.search("[。；，：:？、]", text) or numbering(text) or not names_bodies(text):
        return None
    if lines[last - 1].text[-1] not in "。！）)":
        return None
    return Signature(last, last, text, None)


def _attachment_list(lines: Sequence[Line], signed: int) -> range:
    """Lines of the 附件说明 right above a signature: 附件：1.… and its numbered continuation."""
    for i in range(signed - 1, max(-1, signed - 1 - _MOST_ATTACHMENTS), -1):
        text = lines[i].text
        if ATTACHMENT.match(text):
            return range(i, signed)
        if not lines[i].flow or len(text) > 80 or text[-1] in "。；：":
            break
    return range(0)


@dataclass
class Tail:
    """Roles of the lines behind the signature, and what they state."""

    roles: dict[int, BlockKind] = field(default_factory=dict)
    print_date: date | None = None
    annex_start: int | None = None


def read_tail(lines: Sequence[Line], signed: int, start: int, stop: int) -> Tail:
    """Say what the lines around a signature are: list of attachments, notes, imprint, web noise.

    The signature runs from line ``signed`` to line ``start``; the list of attachments
    stands above it, the attachments themselves behind it.
    """
    tail = Tail(dict.fromkeys(_attachment_list(lines, signed), "attachment"))
    notes = True  # a line in brackets is a note of issue as long as nothing else has begun
    for i in range(start, stop):
        line = lines[i]
        if not line.flow:
            continue
        text = bare(line.text)
        if IMPRINT.search(text) and len(text) < 400:
            tail.roles[i] = "imprint"
            for _, day in find_dates(line.text):
                if text.endswith("印发"):
                    tail.print_date = day
        elif ATTACHMENT.match(line.text):
            tail.roles[i] = "attachment"
            tail.annex_start = i if tail.annex_start is None else tail.annex_start
        elif NOTE.match(text) and (notes or _ISSUE_NOTE.search(text)):
            tail.roles[i] = "imprint"
        elif WEB_NOISE.match(text) or (WEB_FIELD.match(text) and i >= stop - 8 and len(text) < 60):
            tail.roles[i] = "page_furniture"
        notes = notes and tail.roles.get(i) == "imprint"
    return tail
