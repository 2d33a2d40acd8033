"""The passages of a document and how alike they are to what each rule is about."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from ..directives import Directive
from ..document import Document, Span
from .likeness import Likeness

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = [
    "ALIKE",
    "BY_FIGURES",
    "BY_THE_WHOLE",
    "LEAST",
    "NO_COMPANY",
    "TOGETHER",
    "Passages",
    "laid_on_others",
    "passage_spans",
]

# What they are about hangs on who writes to whom, on titles and letterheads: no sentence shows it.
BY_THE_WHOLE = frozenset({"DOC-05", "DOC-06", "DOC-13", "FMT-01", "FMT-03", "FRM-06"})
# Whether they are met hangs on a figure, a date or a level that only the rule itself works out: nothing is added.
BY_FIGURES = frozenset({"FRM-02", "MTG-02", "MTG-03", "MTG-05", "SEC-02"})
# Two passages make one finding, of which each alone may look harmless: 书记讲话；县长讲话.
TOGETHER = frozenset({"CRE-02", "MTG-05"})
# Chosen by benchmarks/rule_likeness.py on eight hands, each judged by a model that has not seen it.
LEAST = 0.6
# No finding stands below, whatever else speaks for it: with a pattern, and without.
_UNLIKE, ALIKE = -6.0, -3.5
NO_COMPANY = 0.0
# Told as an achievement.
_TOLD = frozenset({"MTG-09"})


class Passages:
    """All passages of one document, sentences and rows of tables, scored once for all rules.

    Parameters
    ----------
    doc : Document
    directives : sequence of Directive
        Its directives, in the order of the text.
    likeness : Likeness
    """

    def __init__(self, doc: Document, directives: Sequence[Directive], likeness: Likeness) -> None:
        self.doc = doc
        self.likeness = likeness
        self._directives = sorted(directives, key=lambda one: one.span)
        self.spans = passage_spans(doc, directives)
        self._starts = [span.start for span in self.spans]

    @cached_property
    def found(self) -> dict[str, list[tuple[int, float]]]:
        """For each rule the passages that count as found without a pattern, by index, with their chance to be right."""
        import numpy as np  # noqa: PLC0415

        found: dict[str, list[tuple[int, float]]] = {code: [] for code in self.likeness.codes}
        for index, column in np.argwhere(self.scores >= ALIKE).tolist():
            code = self.likeness.codes[column]
            if code not in BY_FIGURES and (chance := self._chance(index, column, fired=False)) >= LEAST:
                found[code].append((index, chance))
        return found

    def _chance(self, index: int, column: int, *, fired: bool) -> float:
        row = self.scores[index]
        better = int((row > row[column]).sum())
        others = [score for place, score in self._best if place != index]
        first, second = (*others, NO_COMPANY, NO_COMPANY)[:2]
        return self.likeness.chance(float(row[column]), fired=fired, better=better, company=(first, second))

    @cached_property
    def _best(self) -> list[tuple[int, float]]:
        """The three passages that are most alike to anything, with their scores."""
        spoken = [index for index, inside in self._inside.items() if laid_on_others("", inside)]
        most = self.scores[:, list(self._columns.values())].max(1)
        return sorted(((index, float(most[index])) for index in spoken), key=lambda one: (-one[1], one[0]))[:3]

    @cached_property
    def _inside(self) -> dict[int, list[Directive]]:
        """For each passage the directives that touch it, in their order."""
        found: dict[int, list[Directive]] = {}
        for one, (first, last) in zip(self._directives, self._places, strict=True):
            for index in range(first, last):
                found.setdefault(index, []).append(one)
        return found

    @cached_property
    def _places(self) -> list[tuple[int, int]]:
        """For each directive the passages that it touches: the first, and the one behind the last."""
        ends = [span.end for span in self.spans]
        return [
            (bisect_right(ends, one.span.start), bisect_left(self._starts, one.span.end)) for one in self._directives
        ]

    @cached_property
    def scores(self) -> NDArray[np.float32]:
        """Scores of all passages, shape (passages, codes)."""
        return self.likeness.scores([self.doc.quote(span) for span in self.spans])

    def knows(self, code: str) -> bool:
        """Whether passages are compared for a rule at all."""
        return code in self._columns

    def likely(self, code: str) -> frozenset[Span]:
        """Return the directives where a finding of the rule would stand, by their spans."""
        return self._likely[code]

    @cached_property
    def _likely(self) -> dict[str, frozenset[Span]]:
        found: dict[str, list[Span]] = {code: [] for code in self.likeness.codes}
        for row, column in zip(*(places.tolist() for places in self._by_directive.nonzero()), strict=True):
            found[self.likeness.codes[column]].append(self._directives[row].span)
        return {code: frozenset(spans) for code, spans in found.items()}

    @cached_property
    def _columns(self) -> dict[str, int]:
        return {code: i for i, code in enumerate(self.likeness.codes) if code not in BY_THE_WHOLE}

    @cached_property
    def _by_directive(self) -> NDArray[np.bool_]:
        """Whether a finding would stand, shape (directives, codes): where any passage that it touches is like enough."""
        import numpy as np  # noqa: PLC0415

        if not self._directives:
            return np.zeros((0, len(self.likeness.codes)), bool)
        first, last = np.array(self._places).T
        # A directive outside of all passages is left to the patterns.
        everything = np.ones((1, len(self.likeness.codes)), bool)
        stands: NDArray[np.bool_] = np.vstack([self.scores >= _UNLIKE, everything])
        outside = first >= last
        found = np.asarray(stands[np.where(outside, len(stands) - 1, first)], bool)
        for row in np.flatnonzero(~outside & (last - first > 1)).tolist():
            found[row] = stands[first[row] : last[row]].any(0)
        return found

    def directives(self, index: int) -> Sequence[Directive]:
        """Return the directives of a passage, in their order."""
        return self._inside.get(index, ())

    def touched(self, span: Span) -> list[int]:
        """Return the passages that a span touches, by index."""
        first = max(0, bisect_right(self._starts, span.start) - 1)
        return [i for i in range(first, bisect_left(self._starts, span.end)) if self.spans[i].overlaps(span)]

    def stands(self, span: Span, code: str) -> bool:
        """Whether what a pattern found is likely enough; what lies outside of all passages is left to the pattern."""
        column, touched = self._columns[code], self.touched(span)
        return not touched or max(self._chance(index, column, fired=True) for index in touched) >= LEAST


def laid_on_others(code: str, directives: Sequence[Directive]) -> list[Directive]:
    """Return what the document itself lays on others in a passage, where a rule may speak without a pattern.

    Behind a clause that forbids, ends or blames nothing counts: 不得要求各站每周供稿，缺了补上.
    """
    found: list[Directive] = []
    for one in directives:
        if one.polarity in ("prohibit", "abolish", "criticise"):
            break
        if one.attribution != "own":
            continue
        # What reads like a tale of others is often a standing order: 各站逢双周的周四书面说一次进展.
        told = one.polarity == "report" and (code in _TOLD or one.direction == "down")
        if told or (one.polarity == "demand" and one.direction != "public"):
            found.append(one)
    return found


def passage_spans(doc: Document, directives: Sequence[Directive]) -> tuple[Span, ...]:
    """Sentences of the running text, and those of directives elsewhere: rows of tables, headings."""
    spans = [unit.span for unit in doc.units]
    covered = {place for span in spans for place in (span.start, span.end - 1)}
    starts = sorted(span.start for span in spans)
    for sentence in {one.sentence for one in directives if one.unit is None}:
        if sentence.start not in covered and bisect_left(starts, sentence.start) == bisect_left(starts, sentence.end):
            spans.append(sentence)
    return tuple(sorted(spans))
