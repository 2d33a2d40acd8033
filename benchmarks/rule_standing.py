"""Whether a finding of a rule stands: the last step of the comparison with examples, fitted and measured by hand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from rule_examples import Example
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from formalism_nlp.rules.likeness import traits
from formalism_nlp.rules.passages import ALIKE, BY_THE_WHOLE, LEAST, NO_COMPANY

# The rules that are measured.
_NUMBERS = {
    "DOC": (1, 2, 5, 6, 7, 8, 9, 13, 14, 17), "MTG": (2, 3, 4, 5, 6, 9), "INS": (3, 4, 5, 6, 7, 8, 9, 12), "FRM": (1, 2, 4, 5),
    "APP": (1, 2, 3, 4, 5, 7), "DUT": (1, 2, 3, 4, 5), "SEC": (1,), "CRE": (1, 2), "FMT": (1, 3),
}  # fmt: skip
LISTED = {f"{family}-{number:02d}" for family, numbers in _NUMBERS.items() for number in numbers}
THRESHOLDS = (0.5, 0.55, LEAST, 0.65, 0.7)


@dataclass(frozen=True)
class Candidate:
    """A finding that may stand: of a pattern, or of the comparison alone."""

    document: str
    hand: str
    code: str
    right: bool
    fired: bool
    values: tuple[float, ...]


@dataclass
class Standing:
    """All candidates of some documents, and the findings that nothing is decided about."""

    candidates: list[Candidate]
    certain: list[tuple[str, str]]
    gold: dict[str, set[str]]
    silent: set[str]

    @classmethod
    def of(cls, examples: Sequence[Example], codes: list[str], scores: Any, hands: Sequence[str]) -> Standing:
        """Collect the candidates of the documents of some hands."""
        by: dict[str, list[int]] = defaultdict(list)
        for row, one in enumerate(examples):
            if one.hand in hands:
                by[one.document].append(row)
        self = cls([], [], {}, {examples[rows[0]].document for rows in by.values() if examples[rows[0]].silent})
        for name, rows in by.items():
            self.gold[name] = set().union(*(examples[row].gold for row in rows)) & LISTED
            self._add([examples[row] for row in rows], codes, scores[rows])
        return self

    def _add(self, found: list[Example], codes: list[str], scores: NDArray[np.float32]) -> None:
        """Add the candidates of one document."""
        compared = [column for column, code in enumerate(codes) if code not in BY_THE_WHOLE]
        best = sorted(
            ((float(row[compared].max()), at) for at, row in enumerate(scores) if found[at].spoken), reverse=True
        )
        left = set().union(*(one.open for one in found))
        for at, one in enumerate(found):
            company = ([score for score, place in best[:3] if place != at] + [NO_COMPANY, NO_COMPANY])[:2]
            for code in ((one.fired | one.ready) & LISTED) - left:
                fired, right = code in one.fired, code in self.gold[one.document]
                if code not in codes or code in BY_THE_WHOLE:
                    self.certain += [(one.document, code)] if fired else []
                    continue
                score = float(scores[at, codes.index(code)])
                if fired or score >= ALIKE:
                    better = int((scores[at] > score).sum())
                    values = traits(score, fired=fired, better=better, company=(company[0], company[1]))
                    self.candidates.append(Candidate(one.document, one.hand, code, right, fired, values))

    def fitted(self, without: str = "") -> NDArray[np.float32]:
        """Return the weights of the traits, the last of the constant, learnt from all hands but one."""
        kept = [one for one in self.candidates if one.hand != without]
        x, y = np.array([one.values[:-1] for one in kept]), np.array([one.right for one in kept])
        model = make_pipeline(StandardScaler(), LogisticRegression(C=1, max_iter=2000)).fit(x, y)
        weights = model[1].coef_[0] / model[0].scale_
        return np.append(weights, model[1].intercept_[0] - weights @ model[0].mean_).astype(np.float32)

    def figures(self, stands: Sequence[bool]) -> str:
        """Return precision, recall and the share of silent documents that stay silent."""
        told = [
            *self.certain,
            *((one.document, one.code) for one, kept in zip(self.candidates, stands, strict=True) if kept),
        ]
        right = sum(code in self.gold[name] for name, code in told)
        hit = {(name, code) for name, code in told if code in self.gold[name]}
        loud = {name for name, _ in told} & self.silent
        return f"{right / len(told):.3f} / {len(hit) / sum(map(len, self.gold.values())):.3f} / {1 - len(loud) / len(self.silent):.2f}"

    def tell(self) -> None:
        """Print what patterns alone reach, and what the comparison does on hands left out."""
        print(f"precision / recall / silent on {len(self.gold)} documents")
        print(f"patterns alone {self.figures([one.fired for one in self.candidates])}")
        chance = np.zeros(len(self.candidates))
        by = np.array([one.hand for one in self.candidates])
        for hand in sorted(set(by)):
            rows = np.flatnonzero(by == hand)
            x = np.array([self.candidates[row].values for row in rows])
            chance[rows] = 1 / (1 + np.exp(-(x @ self.fitted(hand))))
        for least in THRESHOLDS:
            print(f"least {least:.2f}     {self.figures(chance >= least)}")
