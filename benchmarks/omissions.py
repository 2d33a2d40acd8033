"""Train and measure the judgement that a requirement was left out; writes formalism_nlp/levels/data/omissions.json.

``python benchmarks/omissions.py`` prints, for each hand that wrote pairs, recall and precision of a model that
has not seen that hand, and those of the shipped model on all; ``--write`` trains on all pairs and ships that.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from formalism_nlp import read
from formalism_nlp.document import Span
from formalism_nlp.levels import compare, omissions
from formalism_nlp.levels.chances import LEAST, digest
from formalism_nlp.levels.traits import NAMES

ROOT = Path(__file__).parent.parent
PAIRS = ROOT / "tests" / "levels" / "pairs.jsonl"
WEIGHTS = ROOT / "formalism_nlp" / "levels" / "data" / "omissions.json"
THRESHOLDS = (0.35, 0.4, 0.45, LEAST, 0.55)
# Strength of the ridge: of 0.1, 0.3 and 1 the one that is best on hands left out.
RIDGE = 0.1


@dataclass
class Example:
    """The requirements of one pair: traits, whether each was dropped, and where it stands."""

    hand: str
    table: NDArray[np.float64]
    lost: NDArray[np.bool_]
    places: list[tuple[Span, int, int]]
    gold: list[Span]


def example(pair: dict[str, Any]) -> Example | None:
    """Compare a pair and catch what is asked of the model on the way."""
    seen: list[tuple[Any, list[int], NDArray[np.float64]]] = []
    described = omissions.described

    def caught(matching: Any, asked: list[int], *args: Any, **options: Any) -> NDArray[np.float64]:
        table = described(matching, asked, *args, **options)
        seen.append((matching, asked, table))
        return table

    omissions.described = caught
    try:
        child, parent = (read(pair[side].encode(), format="txt") for side in ("child", "parent"))
        _ = compare(child, parent).dropped
    finally:
        omissions.described = described
    if not seen:
        return None
    matching, asked, table = seen[0]
    gold = [Span(at, at + len(words)) for words in pair.get("dropped", ()) if (at := parent.text.find(words)) >= 0]
    clauses = [matching.parent.clauses[index] for index in asked]
    lost = np.array([any(clause.span.overlaps(span) for span in gold) for clause in clauses], bool)
    places = [(clause.span, clause.sentence, index) for clause, index in zip(clauses, asked, strict=True)]
    return Example(hand(pair["id"]), table, lost, places, gold)


def hand(name: str) -> str:
    """Who wrote a pair, by its name: F701 and F726 are by one hand."""
    return name[:-2] if name[0] == "F" else name[0]


def fitted(examples: list[Example]) -> Any:
    """Train on all requirements of the examples."""
    model = make_pipeline(StandardScaler(), LogisticRegression(C=RIDGE, max_iter=5000))
    return model.fit(np.vstack([one.table for one in examples]), np.concatenate([one.lost for one in examples]))


def counts(one: Example, chance: NDArray[np.float64], least: float) -> NDArray[np.int64]:
    """Gold found, gold, found that are gold, found: by overlap, neighbours of one sentence joined."""
    spans: list[list[int]] = []
    for (span, sentence, index), value in zip(one.places, chance, strict=True):
        if value < least:
            continue
        if spans and spans[-1][2:] == [sentence, index - 1]:
            spans[-1] = [spans[-1][0], span.end, sentence, index]
        else:
            spans.append([span.start, span.end, sentence, index])
    found = [Span(*span[:2]) for span in spans]
    hit = sum(any(span.overlaps(gold) for span in found) for gold in one.gold)
    right = sum(any(span.overlaps(gold) for gold in one.gold) for span in found)
    return np.array([hit, len(one.gold), right, len(found)])


def told(name: str, rows: list[tuple[Example, NDArray[np.float64]]]) -> None:
    """Print recall and precision at each threshold."""
    cells = []
    for least in THRESHOLDS:
        hit, gold, right, found = sum(counts(one, chance, least) for one, chance in rows)  # type: ignore[misc]
        cells.append(f"{least:.2f}: {hit / max(1, gold):.2f} / {right / max(1, found):.2f}")
    print(f"{name:<10} {len(rows):4d} pairs   {'   '.join(cells)}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("more", nargs="*", type=Path, help="further pairs to measure the shipped model on")
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    examples = load(PAIRS)
    lost = np.concatenate([one.lost for one in examples])
    print(
        f"recall / precision of requirements left out, by least chance; {len(lost)} requirements, {lost.sum()} left out"
    )
    together: list[tuple[Example, NDArray[np.float64]]] = []
    for name in sorted({one.hand for one in examples}):
        model = fitted([one for one in examples if one.hand != name])
        rows = [(one, model.predict_proba(one.table)[:, 1]) for one in examples if one.hand == name]
        told(f"hand {name}", rows)
        together += rows
    told("all hands", together)
    model = fitted(examples)
    for path in args.more:
        told(path.stem[-10:], [(one, model.predict_proba(one.table)[:, 1]) for one in load(path)])
    if args.write:
        write(model)


def load(path: Path) -> list[Example]:
    """Compare all pairs of a file."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [one for one in map(example, map(json.loads, lines)) if one is not None]


def write(model: Any) -> None:
    """Write mean, scale and weight of each trait."""
    scaler, regression = model[0], model[1]
    rows = zip(NAMES, scaler.mean_, scaler.scale_, regression.coef_[0], strict=True)
    table = {name: [round(float(value), 5) for value in values] for name, *values in rows}
    lines = ",\n".join(f'  "{name}": {json.dumps(values)}' for name, values in table.items())
    bias = round(float(regression.intercept_[0]), 5)
    text = f'{{\n "traits": {{\n{lines}\n }},\n "bias": {bias},\n "sha256": "{digest(table, bias)}"\n}}\n'
    WEIGHTS.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
