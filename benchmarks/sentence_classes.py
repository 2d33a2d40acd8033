"""Sentence classes on documents that were not trained on, beside the plain way.

    python benchmarks/sentence_classes.py [SHARED] [--part document|issuer|plain|sources|curve|errors]

Everything of labels/ is trained on fold by fold, with our own sentences (corpora/labels); figures
are for the research data alone. `plain` is the reference of the project: words and characters by
TF-IDF and logistic regression. About half an hour on two cores.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from formalism_nlp.model import FormalismClassifier
from formalism_nlp.model.evaluate import Labelled, calibration_error, intervals, measure
from formalism_nlp.model.labels import label_files, read_labels
from formalism_nlp.model.store import shipped
from formalism_nlp.model.validate import FOLDS, CrossValidation, cross_validate, fold_of, learning_curve
from formalism_nlp.tokens import default_tokenizer

ROOT = Path(__file__).resolve().parents[1]
MEASURES = ("accuracy", "lenient", "macro_f1", "empty_f1")


class Data:
    """The labelled sentences by source, and the issuer of each document."""

    def __init__(self, shared: Path) -> None:
        files = label_files(shared, ROOT / "corpora" / "labels")
        self.real, self.grassroots, *own = read_labels(files, shared / "data" / "corpus.jsonl.gz").values()
        self.own = [row for part in own for row in part]
        self.rows = [*self.real, *self.grassroots, *self.own]
        strata = [json.loads(line) for line in files[0].read_text(encoding="utf-8").splitlines()]
        self.random = [row["stratum"] == "random" for row in strata if row["label"] in {r.label for r in self.real}]
        with gzip.open(shared / "data" / "corpus.jsonl.gz", "rt", encoding="utf-8") as lines:
            issuers = {doc["id"]: doc["issuer"] for doc in map(json.loads, lines)}
        self.issuers = [issuers.get(row.doc) or row.doc for row in self.rows]

    def told(
        self, name: str, predicted: Sequence[str], proba: np.ndarray | None = None, classes: Sequence[str] = ()
    ) -> None:
        """Print the measures of each source."""
        ends = {
            "real": slice(0, len(self.real)),
            "grassroots": slice(len(self.real), len(self.real) + len(self.grassroots)),
        }
        for source, part in ends.items():
            _told(
                f"{name}, {source}", self.rows[part], predicted[part], None if proba is None else proba[part], classes
            )
        picked = [i for i, drawn in enumerate(self.random) if drawn]
        _told(f"{name}, real drawn at random", [self.rows[i] for i in picked], [predicted[i] for i in picked], None, ())


def _told(
    name: str, rows: Sequence[Labelled], predicted: Sequence[str], proba: np.ndarray | None, classes: Sequence[str]
) -> None:
    found, spread = measure(rows, predicted), intervals(rows, predicted)
    told = "  ".join(f"{key} {found[key]:.3f} [{spread[key][0]:.3f}, {spread[key][1]:.3f}]" for key in MEASURES)
    error = "" if proba is None else f"  ECE {calibration_error(proba, classes, [row.label for row in rows]):.3f}"
    print(f"{name:<38} n {len(rows):5d}  {told}{error}", flush=True)


def probabilities(checked: CrossValidation) -> np.ndarray:
    scaled = checked.scores / shipped().weights.temperature
    scaled = np.exp(scaled - scaled.max(axis=1, keepdims=True))
    return scaled / scaled.sum(axis=1, keepdims=True)


def by_document(data: Data) -> None:
    checked = cross_validate(data.rows)
    data.told("by document", checked.labels, probabilities(checked), checked.classes)


def by_issuer(data: Data) -> None:
    checked = cross_validate(data.rows, groups=data.issuers)
    data.told("by issuer", checked.labels, probabilities(checked), checked.classes)


def plain(data: Data) -> None:
    """What anyone would wire first: TF-IDF of words and characters, logistic regression."""
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline, make_union

    cut = default_tokenizer().cut
    folds = np.array([fold_of(row.doc) for row in data.rows])
    texts = np.array([row.sentence.text for row in data.rows], dtype=object)
    labels = np.array([row.label for row in data.rows])
    predicted = labels.copy()
    for fold in range(FOLDS):
        words = TfidfVectorizer(analyzer=cut, min_df=2, sublinear_tf=True)
        chars = TfidfVectorizer(analyzer="char", ngram_range=(1, 4), min_df=2, sublinear_tf=True)
        model = make_pipeline(make_union(words, chars), LogisticRegression(C=10, max_iter=300))
        model.fit(texts[folds != fold], labels[folds != fold])
        predicted[folds == fold] = model.predict(texts[folds == fold])
    data.told("TF-IDF and logistic regression", predicted.tolist())


def sources(data: Data) -> None:
    """What each source of labels brings to fold 0 of the grassroots sentences."""
    test = [row for row in data.grassroots if fold_of(row.doc) == 0]
    parts = {"research, real": data.real, "+ research, grassroots": data.grassroots, "+ our own": data.own}
    train: list[Labelled] = []
    for name, rows in parts.items():
        train += [row for row in rows if fold_of(row.doc) != 0]
        model = FormalismClassifier()
        model.fit([r.sentence for r in train], [r.label for r in train], second=[r.second for r in train])
        _told(name, test, model.predict([row.sentence for row in test]).tolist(), None, ())


def curve(data: Data) -> None:
    for name, rows in (("real", data.real), ("grassroots and our own", [*data.grassroots, *data.own])):
        total = sum(fold_of(row.doc) != 0 for row in rows)
        for found in learning_curve(rows, [total // 8, total // 4, total // 2, total]):
            told = "  ".join(f"{key} {found[key]:.3f}" for key in MEASURES)
            print(f"learning curve, {name}: {found['trained_on']:5d} sentences  {told}", flush=True)


def errors(data: Data) -> None:
    """The sentences that the model is most sure of and wrong about; by id, for reading beside the data."""
    checked = cross_validate(data.rows)
    sure = probabilities(checked).max(axis=1)
    wrong = [i for i, row in enumerate(data.rows) if checked.labels[i] not in (row.label, row.second)]
    for i in sorted(wrong, key=lambda i: -sure[i])[:30]:
        row = data.rows[i]
        print(f"{sure[i]:.2f} {row.label} read as {checked.labels[i]}  {row.doc}  {row.sentence.text[:40]}")


PARTS: dict[str, Callable[[Data], None]] = {
    "document": by_document, "issuer": by_issuer, "plain": plain, "sources": sources, "curve": curve, "errors": errors,
}  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", nargs="?", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--part", choices=PARTS, action="append", help="only this part; may be repeated")
    args = parser.parse_args()
    data = Data(args.shared)
    for part in args.part or [name for name in PARTS if name != "errors"]:
        PARTS[part](data)


if __name__ == "__main__":
    main()
