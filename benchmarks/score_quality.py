"""Rank correlation of the score with judged quality: python benchmarks/score_quality.py [SHARED] [--shipped].

Over the invented documents of grassroots_docs.jsonl (1 concrete … 5 formalistic) and over our own samples. Sentences
of the invented documents are in the training data of the shipped model, so they are labelled by models that were
trained without the documents of their fold; ``--shipped`` leaves that out (it takes two minutes). Two figures each:
documents with a score, and all documents by the same sum of parts, which speeches and reports have too.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from formalism_nlp import Document, Report, Scorer
from formalism_nlp import scorer as scoring
from formalism_nlp.document import Unit
from formalism_nlp.model.classifier import FormalismClassifier
from formalism_nlp.model.labels import label_files, read_labels
from formalism_nlp.model.scoring import Sentence
from formalism_nlp.model.store import shipped
from formalism_nlp.model.validate import fit, fold_of
from formalism_nlp.parts import combined
from formalism_nlp.tokens import default_tokenizer

ROOT = Path(__file__).resolve().parent.parent
FLOOR = 0.85
Odds = tuple[tuple[Unit, ...], tuple[Mapping[str, float], ...]]


def ranks(values: Sequence[float]) -> NDArray[np.float64]:
    """Ranks of values, ties sharing the mean of theirs."""
    array = np.array(values, float)
    found = np.empty(len(array))
    found[np.argsort(array, kind="stable")] = np.arange(len(array))
    for value in np.unique(array):
        found[array == value] = found[array == value].mean()
    return found


def correlation(values: Sequence[float], quality: Sequence[float]) -> float:
    """Spearman's rank correlation."""
    return float(np.corrcoef(ranks(values), ranks(quality))[0, 1])


def told(name: str, reports: Sequence[Report], quality: Sequence[int]) -> float:
    """Print the figures of one set and return the correlation over all its documents."""
    sums = [100 * combined(report.score.parts.values()) for report in reports]
    scored = [place for place, report in enumerate(reports) if report.score.value is not None]
    every = correlation(sums, quality)
    some = correlation([sums[i] for i in scored], [quality[i] for i in scored])
    print(f"{name}: all {len(reports)} documents {every:.3f}, the {len(scored)} with a score {some:.3f}")
    for part in ("emptiness", "burden", "form"):
        values = [report.score.parts[part].value if part in report.score.parts else 0.0 for report in reports]
        print(f"  {part} alone {correlation(values, quality):.3f}")
    for level in sorted(set(quality)):
        group = [value for value, q in zip(sums, quality, strict=True) if q == level]
        print(
            f"  quality {level}: {len(group)} documents, median {np.median(group):.0f}, {min(group):.0f} to {max(group):.0f}"
        )
    return every


def out_of_fold(documents: Sequence[Document], shared: Path) -> dict[str, Odds]:
    """Label each document with a model trained without those of its fold; word vectors never saw them."""
    files = label_files(shared, ROOT / "corpora" / "labels")
    rows = [row for part in read_labels(files, shared / "data" / "corpus.jsonl.gz").values() for row in part]
    found: dict[str, Odds] = {}
    for fold in sorted({fold_of(doc.id) for doc in documents}):
        held = [doc for doc in documents if fold_of(doc.id) == fold]
        ids = {doc.id for doc in held}
        model = FormalismClassifier(temperature=shipped().weights.temperature)
        weights = fit(model, [row for row in rows if row.doc not in ids]).weights_
        for doc in held:
            sentences = [
                Sentence(doc.quote(u.span), doc.meta.title or "", doc.quote(u.heading) if u.heading else "")
                for u in doc.units
            ]
            odds = weights.probabilities(sentences, default_tokenizer())
            found[doc.id] = labelled(doc, odds, weights.classes)
        print(f"fold {fold}: {len(held)} documents", file=sys.stderr)
    return found


def labelled(doc: Document, odds: NDArray[Any], classes: Sequence[str]) -> Odds:
    """The units of a document with labels, and the probabilities of all classes."""
    from dataclasses import replace

    units = tuple(
        replace(unit, label=classes[int(row.argmax())], proba=float(row.max()))
        for unit, row in zip(doc.units, odds, strict=True)
    )
    return units, tuple(dict(zip(classes, map(float, row), strict=True)) for row in odds)


def main() -> int:
    """Print the figures; 1 when the honest one is under the floor."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shared", nargs="?", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--shipped", action="store_true")
    args = parser.parse_args()
    ordering = json.loads((ROOT / "corpora" / "samples" / "ordering.json").read_text("utf-8"))
    scorer = Scorer()
    samples = [scorer.score(ROOT / "corpora" / "samples" / name) for name in ordering]
    worst = told("samples", samples, list(ordering.values()))
    file = args.shared / "labels" / "grassroots_docs.jsonl"
    if file.is_file():
        rows = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
        docs = [Document.from_text(f"{row['title']}\n{row['text']}", id=row["doc"]) for row in rows]
        quality = [row["quality"] for row in rows]
        told("invented documents, shipped model", [scorer.score(doc) for doc in docs], quality)
        if not args.shipped:
            table = out_of_fold(docs, args.shared)
            scoring.unit_odds = lambda doc: table[doc.id]  # type: ignore[assignment]
            reports = [scorer.score(doc) for doc in docs]
            worst = min(worst, told("invented documents, labels out of fold", reports, quality))
    return 0 if worst >= FLOOR else 1


if __name__ == "__main__":
    sys.exit(main())
