"""The part ``repetition`` of the score: requirements that are stated again."""

from __future__ import annotations

from collections.abc import Iterable

from ..document import Span
from ..findings import Part
from ..parts import Material, counted_findings
from .ledger import Repetition

__all__ = ["repeated_in", "repetition_part"]

# Where this share of what a document asks for was asked for before, the part is 0.5. Of the invented notices of
# corpora/repeats the two written as plain repeats reach 0.8, those that add something 0.35 to 0.5, the others 0.
_HALF = 0.25


def repetition_part(material: Material) -> Part | None:
    """重复部署: characters of requirements stated before, in this document or in earlier ones, as a share of all.

    Within the document they are the findings of REP-01; earlier documents count where a ledger
    was given, each requirement less what it adds. None where the document asks for nothing.
    """
    asked = {found.span for found in material.directives if found.demanded}
    total = sum(map(_length, asked))
    if not total:
        return None
    within = {
        finding.span: float(finding.values["adds"])
        for finding in counted_findings(material)
        if finding.code == "REP-01"
    }
    again = {**within, **dict(material.repeated)}
    counted = sum(_length(span) * (1 - adds) for span, adds in again.items())
    share = min(1.0, counted / total)
    figures = {
        "share": round(share, 3), "within": len(within), "earlier": len(material.repeated), "asked": len(asked),
        "judged": "本文件和给出的其他文件" if material.in_set else "本文件之内",
    }  # fmt: skip
    value = round(1 - 0.5 ** (share / _HALF), 4)
    return Part("repetition", value, material.profile.weights["repetition"], tuple(sorted(again)), figures)


def repeated_in(ledger: Iterable[Repetition]) -> dict[str, tuple[tuple[Span, float], ...]]:
    """Return, by document, the passages that state again what an earlier document stated, and what each adds."""
    found: dict[str, tuple[tuple[Span, float], ...]] = {}
    for one in ledger:
        for place in one.places[1:]:
            if place.document != one.first.document and place.requirement.directive.exception is None:
                found[place.document] = (*found.get(place.document, ()), (place.span, place.adds))
    return found


def _length(span: Span) -> int:
    return span.end - span.start
