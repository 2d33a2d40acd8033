"""Where a document is taken from: its comparisons with an index, and the part of the score they make."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ..document import Document, Span
from ..findings import Part
from .compare import Comparison, compare
from .index import ReuseIndex

__all__ = ["copying_part", "find_sources"]

# Share of the shingles of a document below which an indexed one is not aligned: a passage of 60 in 3,000 letters.
_LEAST = 0.02


def find_sources(
    doc: Document, index: ReuseIndex, *, k: int = 5, exclude: Iterable[str] = ()
) -> tuple[Comparison, ...]:
    """Compare a document with those of an index that it shares most with.

    Parameters
    ----------
    doc : Document
        The document.
    index : ReuseIndex
        Where to look; the document itself may be in it.
    k : int
        How many are compared at most.
    exclude : iterable of str
        As for ``ReuseIndex.query``.

    Returns
    -------
    tuple of Comparison
        Without those that turn out independent; the largest copied share first.
    """
    candidates = [found for found in index.query(doc, k, exclude=exclude) if found.containment >= _LEAST]
    compared = [compare(doc, found.document) for found in candidates]
    return tuple(
        sorted((found for found in compared if found.verdict != "independent"), key=lambda found: -found.copied)
    )


def copying_part(comparisons: Sequence[Comparison]) -> Part:
    """Return the part ``copying`` of the score from a document's comparisons.

    The value is the copied share of the comparison that copies most, less the share of
    local content; what is passed on, cited or independent counts 0.
    """
    counted = [found for found in comparisons if found.verdict in ("copy", "adaptation")]
    worst = max(counted, key=lambda found: found.copied * (1 - found.gain), default=None)
    spans: set[Span] = set()
    for found in counted:
        spans.update(match.span for match in found.matches if match.kind in ("verbatim", "edited"))
    figures = {
        "sources": [
            {
                "id": found.parent.id,
                "title": found.parent.meta.title,
                "relation": found.relation,
                "verdict": found.verdict,
            }
            | {key: found.figures[key] for key in ("containment", "copied", "gain", "swapped")}
            for found in comparisons
        ]
    }
    value = round(worst.copied * (1 - worst.gain), 4) if worst else 0.0
    return Part("copying", value, 1.0, tuple(sorted(spans)), figures)
