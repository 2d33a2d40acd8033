"""What a subordinate leaves out of its superior's requirements."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..document import Span
from .additions import takes_back
from .chances import LEAST, chances
from .clauses import Clause
from .matching import Matching
from .model import Escalation
from .traits import Grown, traits

__all__ = ["asked_of", "described", "find_dropped", "find_left_out"]

# Shorter ones (现将, 特此) ask for nothing.
_LEAST_CONTENT, _LEAST_ALTOGETHER = 2, 3


def find_dropped(
    matching: Matching, found: Iterable[Escalation], figures: Mapping[str, Any], *, literal: bool
) -> tuple[Span, ...]:
    """Return the requirements of the parent that nothing in the child takes up.

    Whether one is left out is judged by what is near it in the child, and by what became of those
    beside it: a logistic regression on `traits`, learnt from pairs of our own writing.
    """
    asked = asked_of(matching)
    if not asked:
        return ()
    chance = chances(described(matching, asked, found, figures, literal=literal))
    lost = {index for index, value in zip(asked, chance, strict=True) if value >= LEAST}
    parent, clauses = matching.parent, matching.parent.clauses
    return tuple(
        Span(clauses[run[0]].span.start, clauses[run[-1]].span.end)
        for run in parent.runs(lambda index, _: index in lost)
        # 现阶段, 因特殊情况 alone ask for nothing.
        if not all(parent.leads_up(clauses[index]) for index in run)
        and sum(len(matching.contents[1][index].replace(" ", "")) for index in run) >= _LEAST_ALTOGETHER
    )


def asked_of(matching: Matching) -> list[int]:
    """Return the clauses of the parent that ask for something; none where the child has no clause at all."""
    if not matching.child.clauses:
        return []
    contents = matching.contents[1]
    return [
        index
        for index, clause in enumerate(matching.parent.clauses)
        if clause.role == "demand" and len(contents[index].replace(" ", "")) >= _LEAST_CONTENT
    ]


def described(
    matching: Matching, asked: list[int], found: Iterable[Escalation], figures: Mapping[str, Any], *, literal: bool
) -> NDArray[np.float64]:
    """Return the traits of requirements, a row for each."""
    spans, sentences = _taken_by(matching, found)
    return traits(matching, asked, Grown(spans, sentences), figures, literal=literal)


def _taken_by(matching: Matching, found: Iterable[Escalation]) -> tuple[list[Span], set[int]]:
    """The clauses of the parent that escalations carry on, and the sentences that they stand in.

    What an addition was only attached to is not carried on by it, but all is that it takes back there.
    """
    parent, used, touched = matching.parent, [], set()
    for one in found:
        said = matching.child.doc.quote(one.span)
        here = {clause.sentence for clause in parent.clauses if clause.span.overlaps(one.parent_span)}
        touched |= here
        if one.kind not in ("sanction", "report"):
            used.append(one.parent_span)
            continue
        used += [
            clause.span
            for clause in parent.clauses
            if clause.sentence in here and takes_back(one, said, parent.text(clause))
        ]
    return used, touched


def find_left_out(matching: Matching, child: str) -> tuple[Span, ...]:
    """Return the requirements of a text that is passed on which its copy no longer holds word for word."""
    parent, held = matching.parent, "".join(child.split())

    def lost(_: int, clause: Clause) -> bool:
        return clause.role == "demand" and "".join(parent.text(clause).split()) not in held

    return tuple(Span(parent.clauses[run[0]].span.start, parent.clauses[run[-1]].span.end) for run in parent.runs(lost))
