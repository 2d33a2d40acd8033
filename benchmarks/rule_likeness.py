"""Train and measure the comparison of passages with examples of each rule; writes models/rules.npz and rules.json.

``python benchmarks/rule_likeness.py ../shared`` trains without the hands that wrote whole documents, two of the eight at a
time, and prints precision, recall and silent documents there; ``--write`` trains on all.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from rule_examples import ROOT, Example, own, real
from rule_standing import Standing
from scipy import sparse
from scipy.optimize import minimize

from formalism_nlp.model.store import packed
from formalism_nlp.rules.likeness import BITS, FORMAT, buckets

FOLDER = ROOT / "models"
# Inverse of the penalty: 4, 16 and 64 were tried; average precision on writers left out .899, .909, .911.
STRENGTH = 16.0
STEPS = 100
# Of a passage written for one rule nobody said whether it meets others.
OTHERS, REAL = 0.3, 0.3
FEWEST = 30


@dataclass
class Table:
    """All examples as numbers: features, what is right, and how much each counts."""

    examples: list[Example]
    codes: list[str]
    x: Any
    y: NDArray[np.float32]
    weight: NDArray[np.float32]
    open: NDArray[np.bool_]

    @classmethod
    def of(cls, examples: list[Example]) -> Table:
        """Bring examples into numbers; rules with few of them are left out."""
        count: dict[str, int] = defaultdict(int)
        for one in examples:
            for code in one.gold:
                count[code] += 1
        codes = sorted(code for code, many in count.items() if many >= FEWEST)
        y, weight = np.zeros((2, len(examples), len(codes)), np.float32)
        weight += 1
        left = np.zeros(y.shape, bool)
        for row, one in enumerate(examples):
            weight[row] *= REAL if one.real and not one.fired else 1
            for column, code in enumerate(codes):
                if code in one.gold or (one.real and code in one.fired):
                    y[row, column] = 1
                    continue
                left[row, column] = one.code not in (None, code)
                weight[row, column] *= OTHERS if left[row, column] else 1
                if code in one.open or (left[row, column] and code in one.fired):
                    weight[row, column] = 0
        return cls(examples, codes, matrix([one.text for one in examples]), y, weight, left)

    def train(self, rows: NDArray[np.intp]) -> tuple[Any, NDArray[np.float32], NDArray[np.float32]]:
        """Return buckets used, weights and bias; a second time without negatives that look like positives."""
        x, y, weight = self.x[rows], self.y[rows], self.weight[rows].copy()
        used = np.flatnonzero(np.asarray((x != 0).sum(0)).ravel() >= 2)
        x = x[:, used]
        table, bias = regression(x, y, weight, STEPS // 2)
        weight[self.open[rows] & (x @ table + bias > -2)] = 0
        return used, *regression(x, y, weight, STEPS, (table, bias))


def matrix(texts: Sequence[str]) -> Any:
    """Return the features of texts, a row each."""
    parts = []
    for start in range(0, len(texts), 4000):
        part = texts[start : start + 4000]
        rows, columns, scale = buckets(part)
        parts.append(sparse.csr_matrix((scale[rows], (rows, columns)), (len(part), 1 << BITS), dtype=np.float32))
    return sparse.vstack(parts).tocsr()


def regression(x: Any, y: Any, weight: Any, steps: int, start: Any = None) -> tuple[Any, Any]:
    """Fit a logistic regression for each rule, all at once."""
    wide, rules = x.shape[1], y.shape[1]
    sign, back = 2 * y - 1, x.T.tocsr()

    def loss(flat: Any) -> tuple[float, Any]:
        table, bias = flat[: wide * rules].reshape(wide, rules).astype(np.float32), flat[wide * rules :]
        margin = (x @ table + bias.astype(np.float32)) * sign
        small = np.exp(-np.abs(margin))
        value = float((weight * (np.log1p(small) + np.maximum(-margin, 0))).sum(dtype=np.float64))
        slope = -weight * sign * np.where(margin >= 0, small / (1 + small), 1 / (1 + small))
        value += float((flat[: wide * rules] ** 2).sum()) / (2 * STRENGTH)
        return value, np.concatenate([(back @ slope + table / STRENGTH).ravel(), slope.sum(0)]).astype(float)

    first = np.zeros(wide * rules + rules)
    first[wide * rules :] = -4
    if start is not None:
        first = np.concatenate([start[0].ravel(), start[1]]).astype(float)
    found = minimize(loss, first, jac=True, method="L-BFGS-B", options={"maxiter": steps, "maxcor": 6}).x
    return found[: wide * rules].reshape(wide, rules).astype(np.float32), found[wide * rules :].astype(np.float32)


def crossed(table: Table, hands: Sequence[str], folds: int = 4) -> NDArray[np.float32]:
    """Return the scores of the documents of each hand by a model that has not seen that hand."""
    scores = np.full(table.y.shape, np.nan, np.float32)
    by = np.array([one.hand for one in table.examples])
    for fold in range(folds):
        rows = np.flatnonzero(np.isin(by, hands[fold::folds]))
        used, weights, bias = table.train(np.flatnonzero(~np.isin(by, hands[fold::folds])))
        scores[rows] = table.x[rows][:, used] @ weights + bias
    return scores


def write(table: Table, traits: NDArray[np.float32]) -> None:
    """Train on everything and write weights and card."""
    used, weights, bias = table.train(np.arange(len(table.examples)))
    full = np.zeros((1 << BITS, len(table.codes)), np.float32)
    full[used] = weights
    step = np.abs(full).max(0) / 127
    arrays = {"table": np.rint(full / step).astype(np.int8), "step": step, "bias": bias, "traits": traits}
    data = packed(arrays)
    examples = {code: int((table.y[:, i] > 0).sum()) for i, code in enumerate(table.codes)}
    card = {
        "format": FORMAT, "codes": table.codes, "examples": examples, "passages": len(table.examples), "sha256": hashlib.sha256(data).hexdigest(),
        "licence": "MIT", "made_by": "python benchmarks/rule_likeness.py ../shared --write",
    }  # fmt: skip
    (FOLDER / "rules.npz").write_bytes(data)
    (FOLDER / "rules.json").write_text(json.dumps(card, ensure_ascii=False, indent=1) + "\n", "utf-8")
    print(f"models/rules.npz {len(data) / 1e6:.2f} MB, {card['sha256'][:12]}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--scores", type=Path, help="write the crossed scores there")
    args = parser.parse_args()
    table = Table.of([*own(), *real(args.shared)])
    print(f"{len(table.examples)} passages, {len(table.codes)} rules, {int(table.y.sum())} hits")
    hands = sorted({one.hand for one in table.examples if one.hand.startswith("office ")})
    scores = crossed(table, hands)
    if args.scores:
        np.savez(args.scores, scores=scores)
    standing = Standing.of(table.examples, table.codes, scores, hands)
    standing.tell()
    if args.write:
        write(table, standing.fitted())


if __name__ == "__main__":
    main()
