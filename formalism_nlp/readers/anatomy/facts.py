"""The header facts of a document, each with a confidence."""

from __future__ import annotations

from datetime import date

from ...document import HeaderKind, Meta, Span
from ...language.dates import find_dates, parse_date
from ...language.organs import split_organs
from .citations import find_citations
from .genre import genre_from_body, genre_from_title, own_carrier
from .issuers import find_issuers
from .layout import Parts
from .lines import Sheet
from .parts import Head
from .patterns import bare, type_word

__all__ = ["read_facts"]


def read_facts(sheet: Sheet, parts: Parts) -> Meta:
    """Read title, genre, number, issuers, addressees, dates and the text passed on."""
    head, cover = parts.head, parts.cover
    transmits = cover is not None and cover.verb == "transmit"
    body = "\n".join(line.text for line in parts.lines[head.start :])
    own = "\n".join(line.text for line in parts.lines[head.start : parts.passed_on]) if transmits else body
    order = head.order or (parts.signature is not None and parts.signature.order)
    genre, sure = _genre(head, own, transmits, order)
    if genre == "命令（令）" and cover is not None and cover.named and genre_from_title(cover.named):
        genre = genre_from_title(cover.named)  # a judicial reply announced like an order
    carrier, carrier_sure = own_carrier(head.title, cover.named if cover is not None else None, body, genre)
    issuers, issuers_sure = find_issuers(head, parts.signature, cover, body)
    day, day_sure = _date(parts)
    number = bare(head.number) if head.number else None
    addressees = (
        split_organs(head.addressee_text, context=issuers[0].level if issuers else None) if head.addressee_text else ()
    )
    confidence = {
        "title": 0.95 if head.title else 0.85, "genre": sure, "carrier": carrier_sure, "issuers": issuers_sure,
        "doc_number": 0.98 if head.number else 0.9, "addressees": 0.95 if addressees else 0.85, "date": day_sure,
        "transmitted": 0.9, "header_kind": 0.7,
    }  # fmt: skip
    return Meta(
        title=head.title, genre=genre, carrier=carrier, doc_number=number, issuers=issuers,
        addressees=addressees, date=day, print_date=parts.tail.print_date, urgency=head.urgency,
        header_kind=_header_kind(head, genre, parts), cited=tuple(cited for cited in find_citations(sheet.text) if cited.title or cited.number != number),
        transmitted=_transmitted(sheet, parts) if transmits else None, confidence=confidence,
    )  # fmt: skip


def _genre(head: Head, own: str, transmits: bool, order: bool) -> tuple[str | None, float]:
    if head.title is not None:
        genre = genre_from_title(head.title)
        if genre is not None:
            return genre, 0.97
        if type_word(head.title) is not None and not order and not transmits:
            return None, 0.9  # a 方案 or 办法 that travels without a 文种
    return genre_from_body(own, addressed=head.addressee is not None, transmits=transmits, order=order)


def _date(parts: Parts) -> tuple[date | None, float]:
    if parts.signature is not None and parts.signature.date is not None:
        return parts.signature.date, 0.97
    for text, sure in ((parts.head.passage, 0.8), (parts.head.dated, 0.8)):
        if text:
            found = next((day for _, day in find_dates(bare(text))), None) or parse_date(text)
            if found is not None:
                return found, sure
    return None, 0.85


def _header_kind(head: Head, genre: str | None, parts: Parts) -> HeaderKind:
    if genre == "命令（令）" or (head.number and "令" in head.number):
        return "order"
    if genre == "纪要":
        return "minutes"
    if head.number and "函" in head.number:
        return "letter"
    if head.number:
        return "red_head"
    if head.title or parts.signature is not None or head.addressee is not None:
        return "white_head"
    return "none"


def _transmitted(sheet: Sheet, parts: Parts) -> Span:
    """The text passed on; empty, behind the cover, when the source holds the cover alone."""
    if parts.passed_on is None:
        return Span(len(sheet.text), len(sheet.text))
    inside = [
        line
        for i, line in enumerate(parts.lines)
        if i >= parts.passed_on and parts.tail.roles.get(i) != "imprint" and line.raw.kind != "page_furniture"
    ]
    return Span(inside[0].span.start, inside[-1].span.end) if inside else Span(len(sheet.text), len(sheet.text))
