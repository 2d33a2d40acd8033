"""Passages that two texts share, whatever was reordered, replaced, inserted or dropped between them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import numpy as np

from .boxes import Ints, covered, find_boxes
from .letters import Letters

__all__ = ["Passage", "align"]

# A letter without counterpart costs this much of one that has one.
_MISS = 0.55
# A passage ends where this much score is lost: some 35 letters without counterpart.
_DROP = 20.0
# Passages closer than this many letters on both sides are one: a reader sees no two copies in them.
_NEAR = 40
# On the side of the parent more may be missing: dropped clauses.
_NEAR_PARENT = 80
# Along one diagonal a gap may be as wide as this, if it differs this little between the sides.
_BRIDGE, _STEP = 120, 8
# A piece this small counts only beside others.
_LEAST_PIECE = 12
# Chance and set phrases of unrelated documents reach 20 letters.
_LEAST = 26.0


@dataclass(frozen=True)
class Passage:
    """A shared passage in letters of child and parent, with the runs that tie the two together.

    ``runs`` has one row ``(child, parent, length)`` for each run of equal letters, in
    the order of the child.
    """

    child: tuple[int, int]
    parent: tuple[int, int]
    runs: Ints
    score: float


def align(child: Letters, parent: Letters) -> list[Passage]:
    """Find the passages of one text that come back in another.

    Pairs of letters are joined to runs along the diagonals; long runs that stand near
    each other on both sides make a box; in each box, the stretch with the best balance of
    letters with and without counterpart is kept, on both sides.

    Returns
    -------
    list of Passage
        In the order of the child, not overlapping in it.
    """
    found = [passage for box in find_boxes(child, parent) for passage in _passages(box)]
    return _merged(_bridged(_best(found)))


def _passages(runs: Ints) -> Iterator[Passage]:
    """Trim a box on both sides, cutting it where too much is without counterpart."""
    for own in _segments(runs, 0):
        for other in _segments(own, 1):
            # The second look at the child: its ends may have hung on what the parent side lost.
            for rest in _segments(other, 0):
                ends = rest[:, :2] + rest[:, 2:]
                (begin, other_begin), (end, other_end) = rest[:, :2].min(axis=0), ends.max(axis=0)
                ordered = rest[np.argsort(rest[:, 0], kind="stable")]
                score = float(min(covered(ordered, 0), covered(ordered, 1)))
                if score >= _LEAST_PIECE:
                    yield Passage((int(begin), int(end)), (int(other_begin), int(other_end)), ordered, score)


def _segments(runs: Ints, side: int) -> Iterator[Ints]:
    """Yield the runs of each stretch that scores well on one side."""
    ordered = runs[np.argsort(runs[:, side], kind="stable")]
    stretches: list[tuple[int, int]] = []
    score = best = 0.0
    begin = reached = best_end = -1
    for start, length in ordered[:, (side, 2)].tolist():
        end = start + length
        if begin >= 0:
            if end <= reached:
                continue
            gain = end - max(start, reached)
            loss = _MISS * max(0, start - reached)
            if score - loss < max(best - _DROP, 0.0):
                stretches.append((begin, best_end))
                begin = -1
            else:
                score += gain - loss
                reached = end
        if begin < 0:
            begin, reached, score, best = start, end, float(length), 0.0
        if score >= best:
            best, best_end = score, reached
    if begin >= 0:
        stretches.append((begin, best_end))
    for low, high in stretches:
        inside = ordered[(ordered[:, side] >= low) & (ordered[:, side] + ordered[:, 2] <= high)]
        if covered(inside, side) >= _LEAST_PIECE:
            yield inside


def _best(found: list[Passage]) -> list[Passage]:
    """Keep the best passage for each stretch of the child."""
    kept: list[Passage] = []
    for passage in sorted(found, key=lambda item: (-item.score, item.child, item.parent)):
        begin, end = passage.child
        taken = sum(max(0, min(end, other.child[1]) - max(begin, other.child[0])) for other in kept)
        if taken < (end - begin) / 2:
            kept.append(passage)
    return sorted(kept, key=lambda item: item.child)


def _bridged(passages: list[Passage]) -> list[Passage]:
    """Join passages that go on along one diagonal behind a stretch too heavily edited to be seen."""
    done: list[Passage] = []
    for passage in passages:
        last = done[-1] if done else None
        gaps = (passage.child[0] - last.child[1], passage.parent[0] - last.parent[1]) if last else (0, 0)
        if last and min(gaps) > 0 and max(gaps) <= _BRIDGE and abs(gaps[0] - gaps[1]) <= max(_STEP, min(gaps) // 3):
            done[-1] = _union([last, passage])
        else:
            done.append(passage)
    return done


def _merged(passages: list[Passage]) -> list[Passage]:
    """Join passages that neighbour each other on both sides, in whatever order.

    The passages are split where either side has a wide gap, again and again, until no
    group has one: what stays together is one copied stretch, reordered inside.
    """
    groups, done = [passages] if passages else [], []
    while groups:
        group = groups.pop()
        parts = _split(group, "child", _NEAR)
        if len(parts) == 1:
            parts = _split(group, "parent", _NEAR_PARENT)
        if len(parts) > 1:
            groups.extend(parts)
        elif sum(passage.score for passage in group) >= _LEAST:
            done.append(_union(group))
    return sorted(done, key=lambda item: item.child)


def _split(group: list[Passage], side: Literal["child", "parent"], widest: int) -> list[list[Passage]]:
    """Cut a group where one side has a gap wider than so many letters."""
    parts: list[list[Passage]] = []
    reached = 0
    for passage in sorted(group, key=lambda item: (getattr(item, side), item.child)):
        begin, end = getattr(passage, side)
        if parts and begin - reached <= widest:
            parts[-1].append(passage)
            reached = max(reached, end)
        else:
            parts.append([passage])
            reached = end
    return parts


def _union(group: list[Passage]) -> Passage:
    child, parent = ([getattr(passage, side) for passage in group] for side in ("child", "parent"))
    runs = np.concatenate([passage.runs for passage in group])
    return Passage(
        (min(begin for begin, _ in child), max(end for _, end in child)),
        (min(begin for begin, _ in parent), max(end for _, end in parent)),
        runs[np.argsort(runs[:, 0], kind="stable")],
        sum(passage.score for passage in group),
    )
