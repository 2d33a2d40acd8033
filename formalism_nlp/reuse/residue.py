"""Names left in by pasting: places outside the issuer's land, bodies and self-references of another office."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..document import Document, OrganLevel, Span
from ..findings import Match
from ..language.jurisdiction import foreign_places
from ..language.places import PlaceMention, division
from .swaps import Swap

__all__ = ["find_residue", "is_above"]

_SELF: dict[str, tuple[OrganLevel, ...]] = {
    "省": ("province",), "市": ("prefecture", "county"), "县": ("county",), "区": ("county",), "镇": ("township",), "乡": ("township",),
}  # fmt: skip
_SELF_WORD = re.compile("[我本](省|市|县|区|镇|乡)(?!域|场|级|政|民|委员|人大|财)")


def find_residue(
    child: Document, parent: Document, places: Sequence[PlaceMention], matches: Sequence[Match], swaps: Sequence[Swap]
) -> tuple[Span, ...]:
    """Find what pasting left in the shared passages of a child.

    A name counts when it stands in a passage shared with the parent, belongs to the
    parent's land or level and not to the child's, and is neither cited nor explained.
    """
    inside = [match.span for match in matches if match.kind in ("verbatim", "edited", "formula")]
    if not inside:
        return ()
    found = {span for span in _foreign_names(child, parent, places) if any(own.contains(span) for own in inside)}
    found |= {span for span in _shared_land(child, parent) if any(own.contains(span) for own in inside)}
    found |= {span for span in _foreign_selves(child, parent) if any(own.contains(span) for own in inside)}
    replaced = [swap.span for swap in swaps]
    return tuple(sorted(span for span in found if not any(span.overlaps(other) for other in replaced)))


def _foreign_names(child: Document, parent: Document, places: Sequence[PlaceMention]) -> Iterator[Span]:
    yield from (mention.span for mention in foreign_places(child, places))
    # Names that no gazetteer holds: the parent's own, in a child of another place.
    own = {organ.place for organ in child.meta.issuers if organ.place}
    for place in {organ.place for organ in parent.meta.issuers if organ.place} - own:
        if own and not division(place) and not any(place in name or name in place for name in own):
            for match in re.finditer(re.escape(place), child.text):
                span = Span(*match.span())
                if not any(citation.span.contains(span) for citation in child.meta.cited) and not is_above(
                    parent, child
                ):
                    yield span


# A town or a water by name, between marks or behind a word of place: a name of two or three characters.
_LANDMARK = re.compile(
    "(?<=[、，。；：（\n\u3000在由经是和与及沿距有])(?P<name>[\u4e00-\u9fff]{2,3}(?:镇|街道|水库|河|江|溪))(?=[、，。；：（）\\d流多境等年最长全村两上下段]|站|断面)"
)
_NO_LANDMARK = re.compile("乡镇|城镇|村镇|集镇|中心镇|建制镇|重点镇|河道|[各本全我该有某每]|大江|江河|运河$|内河")


def _shared_land(child: Document, parent: Document) -> Iterator[Span]:
    """Yield towns and waters that two peers of different places both name: one of them is not there."""
    own, other = ({organ.place for organ in doc.meta.issuers if organ.place} for doc in (child, parent))
    if not own or not other or own & other or is_above(parent, child) or is_above(child, parent):
        return
    there = {match["name"] for match in _LANDMARK.finditer(parent.text)}
    for match in _LANDMARK.finditer(child.text):
        if match["name"] in there and not _NO_LANDMARK.search(match["name"]):
            yield Span(*match.span("name"))


def is_above(parent: Document, child: Document) -> bool:
    """Tell whether the parent's issuer stands over the child's: naming one's superior is no residue."""
    ranks: tuple[OrganLevel, ...] = ("central", "province", "prefecture", "county", "township", "village")
    levels = [doc.meta.issuers[0].level if doc.meta.issuers else "unknown" for doc in (parent, child)]
    return all(level in ranks for level in levels) and ranks.index(levels[0]) < ranks.index(levels[1])


def _foreign_selves(child: Document, parent: Document) -> Iterator[Span]:
    """Yield 我市 in a document of a county when the parent is one of a city."""
    if not child.meta.issuers or not parent.meta.issuers:
        return
    level, other = child.meta.issuers[0].level, parent.meta.issuers[0].level
    name = child.meta.issuers[0].place or ""
    for match in _SELF_WORD.finditer(child.text):
        meant = _SELF[match.group(1)]
        # A county-level city is 我市 too, and a district of a county is none.
        if (
            other in meant
            and level not in meant
            and level not in ("unknown", "central")
            and not name.endswith(match.group(1))
        ):
            yield Span(*match.span())
