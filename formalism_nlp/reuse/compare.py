"""Two documents side by side: what they share, what the child adds, and what that makes of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

import numpy as np

from ..document import Document, Span
from ..findings import Match, to_plain
from ..language.places import find_places
from .align import Passage, align
from .letters import Letters, letters
from .masks import Flags, Masks, find_masks, flags
from .residue import find_residue, is_above
from .specifics import local_units
from .swaps import Swap, count_swaps, find_swaps
from .verdict import UNALTERED, VerdictName, is_transmittal, judge, says_so

__all__ = ["Comparison", "compare"]

Relation = Literal["superior", "own", "peer", "unknown"]
MatchKind = Literal["verbatim", "edited", "formula", "citation", "legal", "transmitted"]
# A passage is named after a mask that covers this much of it.
_MOST_OF_IT = 0.6
# Of a text that is passed on under its title this much stands there line by line.
_MOST_LINES = 0.5


@dataclass(frozen=True)
class Comparison:
    """What a child document takes from a parent.

    Attributes
    ----------
    child, parent : Document
        The two documents.
    matches : tuple of Match
        Shared passages in the order of the child: ``span`` in the child, ``other_span`` in the parent.
    containment : float
        Share of the letters of the child that stand in the parent too, 0 to 1, nothing masked.
    copied : float
        The same after citations, quotations, statute text, set phrases, header lines and
        text passed on are left out of both sides of the fraction; a replaced name counts as copied.
    gain : float
        Share of the sentences of the child that name a figure, day, body or place which
        the parent does not.
    verdict : {'copy', 'adaptation', 'transmittal', 'citation', 'independent'}
        What the figures come to.
    reasons : tuple of str
        Why, in Chinese, figures included.
    swaps : tuple of (str, str, int)
        Names replaced over all passages: in the parent, in the child, how often.
    local : tuple of Span
        Sentences of the child that make up ``gain``.
    residue : tuple of Span
        Names in the child that belong to the parent's place or office, left in by pasting.
    pairs, dropped, added, escalations : tuple
        Empty here; filled by ``formalism_nlp.levels.compare``: pairs of requirements (kept,
        localised, sharpened, weakened), requirements of the parent without counterpart,
        demands of the child without one, and requirements that grew.
    by_requirement : bool
        Whether the requirements of the two were compared.
    unjudged : str
        Why nothing is said of requirements that grew, in Chinese; empty where it is.
    """

    child: Document
    parent: Document
    matches: tuple[Match, ...]
    containment: float
    copied: float
    gain: float
    verdict: VerdictName
    reasons: tuple[str, ...]
    swaps: tuple[tuple[str, str, int], ...] = ()
    local: tuple[Span, ...] = ()
    residue: tuple[Span, ...] = ()
    figures: Mapping[str, Any] = field(default_factory=dict)
    pairs: tuple[Any, ...] = ()
    dropped: tuple[Span, ...] = ()
    added: tuple[Span, ...] = ()
    escalations: tuple[Any, ...] = ()
    by_requirement: bool = False
    unjudged: str = ""

    @property
    def relation(self) -> Relation:
        """What the parent's issuer is to the child's, as far as their headers tell."""
        own, other = (doc.meta.issuers[0] if doc.meta.issuers else None for doc in (self.child, self.parent))
        if own is None or other is None:
            return "unknown"
        if own.name and own.name == other.name:
            return "own"
        return "superior" if is_above(self.parent, self.child) else "peer"

    def to_dict(self) -> dict[str, Any]:
        """Return plain values: spans as ``[start, end]``, the documents by their id."""
        names = [name for name in self.__dataclass_fields__ if name not in ("child", "parent")]
        return {"child": self.child.id, "parent": self.parent.id} | {
            name: to_plain(getattr(self, name)) for name in names
        }

    def _repr_html_(self) -> str:
        from ..render.compare import comparison_fragment  # noqa: PLC0415 - display loads on demand

        return comparison_fragment(self)


@dataclass(frozen=True)
class _Shared:
    """The raw comparison: letters of both sides, passages, substitutions."""

    child: Letters
    parent: Letters
    passages: list[Passage]
    swaps: list[list[Swap]]

    def covered(self) -> Flags:
        """Mark the letters of the child that have an equal counterpart."""
        marked = np.zeros(len(self.child), bool)
        for passage in self.passages:
            for start, _, length in passage.runs.tolist():
                marked[start : start + length] = True
        return marked

    def renamed(self) -> Flags:
        """Mark the letters of the child that only replace a name."""
        return flags(self.child, [swap.span for swaps in self.swaps for swap in swaps])


def compare(child: Document, parent: Document) -> Comparison:
    r"""Compare a document with one that it may be taken from.

    Parameters
    ----------
    child, parent : Document
        The later, lower or suspected document, and the one to compare it with.

    Examples
    --------
    >>> text = "各{0}要在每周一前核对低保名单，由{0}民政办张榜公布，对漏报的家庭逐户补录并说明理由。"
    >>> found = compare(Document.from_text(text.format("乡")), Document.from_text(text.format("县")))
    >>> found.verdict, found.matches[0].kind, found.swaps
    ('copy', 'edited', (('县', '乡', 1),))
    """
    own, other = letters(child.text), letters(parent.text)
    passages = align(own, other)
    swaps = [find_swaps(passage, (child.text, own), (parent.text, other)) for passage in passages]
    shared = _Shared(own, other, passages, swaps)
    masks = find_masks(child, own)
    passed = _passed_on(child, parent, shared)
    matches = tuple(_match(shared, number, masks, parent.id, passed) for number in range(len(passages)))
    return _concluded(child, parent, shared, masks, matches)


def _passed_on(child: Document, parent: Document, shared: _Shared) -> bool:
    if not shared.passages:
        return False
    own_words = "".join(map(chr, shared.child.codes[~shared.covered()].tolist()))
    # The title comes back edited in the child's own; what is passed on is the body.
    whole = [number for number, passage in enumerate(shared.passages) if _similarity([passage]) >= UNALTERED]
    passages = [shared.passages[number] for number in whole]
    share = _length([passage.parent for passage in passages]) / len(shared.parent)
    renamed = sum(len(shared.swaps[number]) for number in whole)
    if is_transmittal(own_words, share=share, similarity=_similarity(passages), renamed=renamed):
        return True
    return says_so(own_words) and _holds(child, parent)


def _holds(child: Document, parent: Document) -> bool:
    """Tell whether the parent stands in the child under its own title, though a few of its lines are left out."""
    lines, known = ({"".join(line.split()) for line in doc.text.split("\n")} for doc in (parent, child))
    title, own = ("".join((doc.meta.title or "").split()) for doc in (parent, child))
    if not title or title == own or title not in known:
        return False
    return sum(len(line) for line in lines & known) >= _MOST_LINES * sum(map(len, lines))


def _match(shared: _Shared, number: int, masks: Masks, parent_id: str, passed: bool) -> Match:
    passage = shared.passages[number]
    begin, end = passage.child
    similarity = _similarity([passage])
    return Match(
        span=_span(shared.child, passage.child),
        other_id=parent_id,
        other_span=_span(shared.parent, passage.parent),
        chars=int(passage.runs[:, 2].sum()),
        similarity=round(similarity, 4),
        kind=_kind(masks, slice(begin, end), similarity, passed),
        swaps=count_swaps(shared.swaps[number]),
    )


def _kind(masks: Masks, letters_of: slice, similarity: float, passed: bool) -> MatchKind:
    if passed:
        return "transmitted"
    covered: tuple[tuple[MatchKind, Flags], ...] = (
        ("citation", masks.citation), ("legal", masks.legal), ("formula", masks.formula | masks.furniture),
    )  # fmt: skip
    for kind, mask in covered:
        if mask[letters_of].mean() >= _MOST_OF_IT:
            return kind
    return "verbatim" if similarity == 1 else "edited"


def _concluded(
    child: Document, parent: Document, shared: _Shared, masks: Masks, matches: tuple[Match, ...]
) -> Comparison:
    covered, masked = shared.covered(), masks.any()
    transmitted = tuple(match.span for match in matches if match.kind == "transmitted")
    masked |= flags(shared.child, list(transmitted))
    copied = (covered | shared.renamed()) & ~masked
    base = max(1, int((~masked).sum()))
    swaps = [swap for found in shared.swaps for swap in found]
    places = find_places(child.text)
    local = local_units(child, parent, places, {swap.child_name: swap.parent_name for swap in swaps}, transmitted)
    units = [unit for unit in child.units if not any(unit.span.overlaps(span) for span in transmitted)]
    figures: dict[str, Any] = {
        "containment": round(float(covered.mean()) if len(covered) else 0.0, 4),
        "copied": round(float(copied.sum()) / base, 4),
        "gain": round(len(local) / max(1, len(units)), 4),
        "copied_characters": int(copied.sum()),
        "compared_characters": int((~masked).sum()),
        "masked": {name: int((getattr(masks, name) & covered).sum()) for name in ("citation", "legal", "formula")},
        "longest": max((match.chars for match in matches), default=0),
        "swapped": sum(map(len, shared.swaps)),
    }
    verdict, reasons = judge(figures, passed=bool(transmitted))
    return Comparison(
        child, parent, matches, figures["containment"], figures["copied"], figures["gain"], verdict, reasons,
        swaps=count_swaps(swaps), local=local,
        residue=find_residue(child, parent, places, [match for match in matches if match.kind != "transmitted"], swaps), figures=figures,
    )  # fmt: skip


def _span(text: Letters, stretch: tuple[int, int]) -> Span:
    begin, end = stretch
    return Span(int(text.positions[begin]), int(text.positions[end - 1]) + 1)


def _similarity(passages: list[Passage]) -> float:
    """Share of equal letters on both sides, 0 to 1."""
    equal = sum(int(passage.runs[:, 2].sum()) for passage in passages)
    length = sum(sum(end - begin for begin, end in (passage.child, passage.parent)) for passage in passages)
    return min(1.0, 2 * equal / length) if length else 0.0


def _length(stretches: list[tuple[int, int]]) -> int:
    """Letters in any of the stretches."""
    total = reached = 0
    for begin, end in sorted(stretches):
        total += max(0, end - max(begin, reached))
        reached = max(reached, end)
    return total
