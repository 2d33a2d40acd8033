"""Where in the superior's document an addition belongs."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..document import Span
from .matching import Matching
from .words import SPARED, spares

__all__ = ["home_of", "place"]

# Clauses that share less with an addition have nothing to do with it.
_RELATED, _SAME_WORDS = 0.3, 0.15
# A document may be set in one block: what stands further off is another matter.
_NEXT = 6


def home_of(matching: Matching, rows: Sequence[int], family: re.Pattern[str]) -> int | None:
    """The clause of the parent that an addition belongs to.

    It is like the addition or its sentence, stands under the heading that belongs to the
    addition's, has no other counterpart, and often is what spared those below so far.
    """
    parent = matching.parent
    if not parent.clauses:
        return None
    taken = {column for column, _ in matching.pairs.values()}
    table = matching.raw.smooth[rows].max(axis=0) + 0.5 * matching.raw.own[rows].max(axis=0)
    for column, clause in enumerate(parent.clauses):
        words = parent.words(column)
        table[column] += 0.2 * matching.beside(rows[0], column) + 0.1 * (column not in taken)
        table[column] += 0.15 * (SPARED.search(words) is not None) + 0.3 * spares(words, family)
        table[column] -= 0.6 * (clause.role in ("formula", "told")) + 0.2 * (clause.role == "title")
    return int(table.argmax())


def place(matching: Matching, span: Span, home: int, family: re.Pattern[str]) -> Span:
    """Return the passage of the parent to show beside an addition: its home where they have something in common.

    Else it is what the clause next to the addition carries out, or the parent's title.
    """
    child, parent = matching.child, matching.parent
    at = parent.clauses[home].span
    rows = [index for index, clause in enumerate(child.clauses) if clause.span.overlaps(span)]
    if not rows or spares(parent.words(home), family):
        return at
    if matching.raw.smooth[rows, home].max() >= _RELATED and matching.raw.own[rows, home].max() >= _SAME_WORDS:
        return at
    block, section = child.clauses[rows[0]].block, child.clauses[rows[0]].section
    beside = [
        index
        for index in matching.pairs
        if child.clauses[index].block == block or (section and child.clauses[index].section == section)
    ]
    nearest = min(beside, key=lambda index: (abs(index - rows[0]), index), default=None)
    if nearest is not None and abs(nearest - rows[0]) <= _NEXT:
        return parent.clauses[matching.pairs[nearest][0]].span
    if matching.beside(rows[0], home):
        return at
    return next((one.span for one in parent.doc.blocks if one.kind == "title"), at)
