"""Which clause, and which value, of the child belongs to which of the parent."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from .clauses import Outline
from .similarity import Floats, assign, compare_clauses, contents
from .value import Value
from .values import find_values
from .words import reports

__all__ = ["PAIR", "Matching", "ValuePair"]

# Read off the worked pairs: requirements that are the same, reworded, score 0.30 and more, different ones below.
PAIR = 0.30
# A second clause of the child for one of the parent (split sentences).
_SHARED = 0.42
_TAKEN_UP, _CLEARLY = 0.26, 0.55
_OWN, _SMOOTH = 0.16, 0.18
_VALUE, _SHARED_VALUE = 0.28, 0.5
# Sections that share so much belong together; values in them are nearer, the more so when each is the only one of its kind.
_SECTION = 0.12
_BESIDE, _ALONE = 0.1, 0.2
# 提前至, 提高到 say themselves that a value replaces another.
_SAYS_SO = 0.2
# Further up than this a quantity measures something else, unless the clauses say the same.
_FAR, _SURE = 8.0, 0.6
# 每年 and 每天 alone are in too many sentences to tie two together.
_BARE = 3
# What comes on top replaces nothing, and what is left for the others.
_MORE = re.compile("另(?!行通知)|此外|还[要须需应]|外加|再")
_OTHERS = re.compile("其余|其他|其它|剩下|剩余")
# Below this 每年更新60种 and 每月调换一次 are two matters.
_LOOSE = 0.35
# Characters on either side of a value that tell what it counts.
_AROUND = 8
# The same figure again in a like sentence is the same requirement.
_SAME, _SAME_GAIN = 0.15, 0.15


@dataclass(frozen=True)
class ValuePair:
    """A value of the child and the one of the parent that it carries on."""

    own: Value
    other: Value
    score: float


class Matching:
    """Clauses and values of two outlines, paired; ``passes_on`` when the child is the cover of the parent's text."""

    def __init__(self, child: Outline, parent: Outline, *, passes_on: bool = False) -> None:
        self.child = child
        self.parent = parent
        self.passes_on = passes_on
        self.values = find_values(child), find_values(parent)
        self.contents = tuple(contents([side.text(clause) for clause in side.clauses]) for side in (child, parent))
        self.raw = compare_clauses((child, parent), (self.contents[0], self.contents[1]), self._marks())
        self.sections = _filled(dict(assign(self._section_scores(), _SECTION)), self.raw.sections)
        self.scores = self._scores()

    def _marks(self) -> tuple[dict[int, list[str]], dict[int, list[str]]]:
        """For the clauses of both sides the figures that the other side has too."""
        marks: tuple[dict[int, list[str]], dict[int, list[str]]] = ({}, {})
        for value in self.values[0]:
            for other in self.values[1]:
                if _equal(value, other) and not (value.kind == "quantity" and value.number <= 1):
                    mark = f"#{other.scale}{other.number:.6g}"
                    for side, clause in zip(marks, (value.clause, other.clause), strict=True):
                        if mark not in side.setdefault(clause, []):
                            side[clause].append(mark)
                    break
        return marks

    def _section_scores(self) -> Floats:
        """How well the sections fit, a little more where they stand at the same place."""
        table = self.raw.sections.copy()
        rows, columns = table.shape
        place = np.abs(np.arange(rows)[:, None] / max(1, rows) - np.arange(columns)[None, :] / max(1, columns))
        table = np.where(table >= _SECTION, table + 0.1 * (1 - place), 0.0)
        table[0, :] = table[:, 0] = 0.0
        return np.asarray(table, np.float32)

    def beside(self, row: int, column: int) -> bool:
        """Tell whether two clauses stand under headings that belong together."""
        return self.sections.get(self.child.clauses[row].section) == self.parent.clauses[column].section

    def _scores(self) -> Floats:
        """Half what the clauses say alone, half what they say in their sentences."""
        raw = self.raw
        scores = 0.5 * raw.own + 0.5 * raw.smooth
        scores[(raw.own < _OWN) | (raw.smooth < _SMOOTH)] = 0.0
        for side, axis in ((self.child, 0), (self.parent, 1)):
            titles = [index for index, clause in enumerate(side.clauses) if clause.role in ("title", "formula")]
            if axis == 0:
                scores[titles, :] = 0.0
            else:
                scores[:, titles] = 0.0
        return np.asarray(scores, np.float32)

    @cached_property
    def pairs(self) -> dict[int, tuple[int, float]]:
        """For clauses of the child the one of the parent, and the score."""
        found = {row: (column, float(self.scores[row, column])) for row, column in assign(self.scores, PAIR)}
        for row in range(len(self.child.clauses)):
            if row not in found and self.scores.shape[1]:
                column = int(self.scores[row].argmax())
                if self.scores[row, column] >= _SHARED:
                    found[row] = (column, float(self.scores[row, column]))
        return found

    @cached_property
    def value_pairs(self) -> list[ValuePair]:
        """Values that carry on others: the same figure first, then the best assignment."""
        own, other = (
            [value for value in side if self._counts(value, out)]
            for side, out in zip(self.values, (self.child, self.parent), strict=True)
        )
        if not own or not other:
            return []
        near = _near(own, self.child), _near(other, self.parent)
        table = np.array(
            [
                [self._score(value, theirs, _overlap(mine, its)) for theirs, its in zip(other, near[1], strict=True)]
                for value, mine in zip(own, near[0], strict=True)
            ],
            np.float32,
        )
        same = np.array([[_equal(value, theirs) for theirs in other] for value in own])
        table = np.where(self._apart(own, other) & (table < _SURE), 0.0, table)
        weak = np.array([[value.kind == "frequency" and len(value.text) <= _BARE] * len(other) for value in own])
        same = same & ~(weak & (table < _VALUE))
        table = np.where((same & (table >= _SAME)) | (table >= _VALUE), table + _SAME_GAIN * same, 0.0)
        found = dict(assign(table, _SAME))
        for row in range(len(own)):
            best = int(table[row].argmax())
            if row in found or _MORE.match(self.child.words(own[row].clause)):
                continue
            if table[row, best] >= _SHARED_VALUE or (same[row, best] and table[row, best] >= _SAME):
                found[row] = best
        found |= self._set_apart(own, found)
        return [ValuePair(own[row], other[column], float(table[row, column])) for row, column in sorted(found.items())]

    def _set_apart(self, own: list[Value], found: dict[int, int]) -> dict[int, int]:
        """Terms for some cases in a sentence that leaves the parent's to the others: 甲一小时内，其余两小时内."""
        more = {}
        for row, column in found.items():
            clause = self.child.clauses[own[row].clause]
            if own[row].kind != "deadline" or not _OTHERS.search(self.child.text(clause)):
                continue
            for place, value in enumerate(own):
                beside = self.child.clauses[value.clause].block == clause.block
                if place not in found and beside and value.scale == own[row].scale:
                    more[place] = column
        return more

    @cached_property
    def carried_on(self) -> set[int]:
        """The clauses of the child with a counterpart, by words or by a figure."""
        return {*self.pairs, *(pair.own.clause for pair in self.value_pairs)}

    @cached_property
    def taken_up(self) -> set[int]:
        """The clauses of the parent that the child takes up.

        A clause that only comes near counts when the one of the child has no better counterpart.
        """
        found = {column for column, _ in self.pairs.values()} | {pair.other.clause for pair in self.value_pairs}
        for column in range(len(self.parent.clauses)):
            if column not in found and len(self.child.clauses):
                row = int(self.scores[:, column].argmax())
                score = float(self.scores[row, column])
                better = row in self.pairs and self.pairs[row][1] > score
                if score >= _CLEARLY or (score >= _TAKEN_UP and not better):
                    found.add(column)
        return found

    @cached_property
    def kept(self) -> float:
        """Share of the child's clauses, by length, with a counterpart in the parent, 0 to 1."""
        clauses = [
            (index, clause.span) for index, clause in enumerate(self.child.clauses) if clause.role in ("demand", "fact")
        ]
        total = sum(span.end - span.start for _, span in clauses)
        return (
            sum(span.end - span.start for index, span in clauses if self.scores[index].max() >= PAIR) / total
            if total
            else 0.0
        )

    def _apart(self, own: list[Value], other: list[Value]) -> NDArray[np.bool_]:
        """Tell which quantities lie too far apart to measure the same thing: 3.6万元 and 0.2元."""
        mine = np.array([value.number if value.kind == "quantity" else 0.0 for value in own])
        theirs = np.array([value.number if value.kind == "quantity" else 1.0 for value in other])
        return np.asarray(mine[:, None] > _FAR * np.maximum(theirs, 1e-9)[None, :])

    def _counts(self, value: Value, side: Outline) -> bool:
        return side.clauses[value.clause].role == "demand"

    def _score(self, own: Value, other: Value, near: float) -> float:
        """How surely two values measure the same thing; 0 where they cannot be compared."""
        if own.kind != other.kind or own.scale != other.scale or own.case != other.case:
            return 0.0
        place = own.clause, other.clause
        loose = own.kind == "frequency" and self.raw.own_words[place] < _LOOSE
        if loose and (self._is_rate(own, 0) != self._is_rate(other, 1) or self._asks_papers(*place)):
            return 0.0
        clause = 0.5 * self.raw.own_words[place] + 0.5 * self.raw.smooth_words[place]
        beside = self.beside(*place)
        if self.raw.smooth[place] < _SMOOTH and not beside and not own.changed:
            return 0.0
        alone = beside and self.raw.own_words[place] > 0.01 and self._alone(own, 0) and self._alone(other, 1)
        return float(0.75 * clause + 0.25 * near + _BESIDE * beside + _ALONE * alone + _SAYS_SO * own.changed)

    def _is_rate(self, value: Value, side: int) -> bool:
        """Tell whether a frequency only says in what time a number of things is due: 每年更新60种."""
        beside = (one for one in self.values[side] if one.clause == value.clause)
        return len(value.text) <= _BARE and any(one.kind == "quantity" and one.scale != "times" for one in beside)

    def _asks_papers(self, row: int, column: int) -> bool:
        """Tell whether a clause of the child asks for a report and the one of the parent for work."""
        return reports(self.child.words(row)) and not reports(self.parent.words(column))

    def _alone(self, value: Value, side: int) -> bool:
        """Tell whether a value is the only one of its scale under its heading."""
        outline = (self.child, self.parent)[side]
        section = outline.clauses[value.clause].section
        like = [
            one
            for one in self.values[side]
            if one.scale == value.scale and outline.clauses[one.clause].section == section
        ]
        return len(like) == 1


def _filled(found: dict[int, int], scores: Floats) -> dict[int, int]:
    """Pair a section between two paired ones with the one between their counterparts."""
    filled = dict(found)
    used = set(found.values())
    for row in range(1, scores.shape[0] - 1):
        before, after = found.get(row - 1, row - 1 if row == 1 else None), found.get(row + 1)
        middle = None if before is None else before + 1
        if row in found or middle is None or middle in used or middle >= scores.shape[1]:
            continue
        if (after is None or after == middle + 1) and scores[row, middle] >= _SECTION / 4:
            filled[row] = middle
    return filled


def _equal(own: Value, other: Value) -> bool:
    if own.kind != other.kind or own.scale != other.scale:
        return False
    if own.scale == "date":
        return abs(own.number - other.number) < 1
    return abs(own.number - other.number) <= 0.03 * max(own.number, other.number)


def _near(values: list[Value], side: Outline) -> list[set[str]]:
    """For each value the pairs of characters in it and right around it: what it counts."""
    text, around = side.doc.text, []
    for value in values:
        clause = side.clauses[value.clause].span
        around += [
            text[max(clause.start, value.span.start - _AROUND) : value.span.start],
            value.text,
            text[value.span.end : min(clause.end, value.span.end + _AROUND)],
        ]
    pieces = contents([piece.replace("\n", " ") for piece in around])
    return [
        {
            piece[i : i + 2]
            for piece in pieces[3 * number : 3 * number + 3]
            for i in range(max(1, len(piece) - 1))
            if piece
        }
        for number in range(len(values))
    ]


def _overlap(own: set[str], other: set[str]) -> float:
    return 2 * len(own & other) / (len(own) + len(other)) if own and other else 0.5
