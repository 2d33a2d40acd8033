"""Validation by whole documents: cross-validation and learning curve."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.base import clone

from ..errors import ConfigError
from ..tokens import default_tokenizer
from .classifier import FormalismClassifier
from .evaluate import Labelled, measure
from .vectors import WordVectors

__all__ = ["FOLDS", "CrossValidation", "cross_validate", "fit", "fold_of", "learning_curve"]

FOLDS = 5


@dataclass(frozen=True)
class CrossValidation:
    """Predictions for sentences of documents that were not trained on.

    Attributes
    ----------
    labels : list of str
    scores : array, shape (sentences, classes)
        Log probabilities before calibration.
    classes : tuple of str
    """

    labels: list[str]
    scores: NDArray[np.float32]
    classes: tuple[str, ...]


def fold_of(group: str) -> int:
    """Return the fold of a document or issuer: by its name alone, so that more data moves nothing."""
    return int(hashlib.sha256(group.encode()).hexdigest()[:8], 16) % FOLDS


def cross_validate(
    rows: Sequence[Labelled],
    *,
    vectors: WordVectors | None = None,
    model: FormalismClassifier | None = None,
    groups: Sequence[str] | None = None,
) -> CrossValidation:
    """Predict every sentence from the groups of the other folds.

    Parameters
    ----------
    rows : sequence of Labelled
    vectors : WordVectors, optional
        Those of the shipped model by default.
    model : FormalismClassifier, optional
        Its settings are used.
    groups : sequence of str, optional
        What must not be split between training and test, one for each row; the document by default.
    """
    folds = np.array([fold_of(group) for group in groups or [row.doc for row in rows]])
    classes = tuple(sorted({row.label for row in rows}))
    scores = np.full((len(rows), len(classes)), -20.0, np.float32)
    for fold in sorted(set(folds.tolist())):
        test = np.flatnonzero(folds == fold)
        train = [row for row, where in zip(rows, folds, strict=True) if where != fold]
        if not train:
            raise ConfigError("交叉验证需要至少两份文件的句子")
        fitted = fit(clone(model or FormalismClassifier(vectors=vectors)), train)
        found = fitted.weights_.scores([rows[int(i)].sentence for i in test], default_tokenizer())
        columns = np.array([classes.index(name) for name in fitted.weights_.classes])
        scores[np.ix_(test, columns)] = found
    return CrossValidation([classes[i] for i in scores.argmax(axis=1)], scores, classes)


def fit(model: FormalismClassifier, rows: Sequence[Labelled]) -> FormalismClassifier:
    """Fit a classifier to labelled rows."""
    return model.fit(
        [row.sentence for row in rows],
        [row.label for row in rows],
        second=[row.second for row in rows],
        sample_weight=[row.weight for row in rows],
    )


def learning_curve(
    rows: Sequence[Labelled],
    sizes: Sequence[int],
    *,
    vectors: WordVectors | None = None,
    model: FormalismClassifier | None = None,
) -> Iterator[dict[str, Any]]:
    """Train on more and more whole documents and measure each model on the same held-out fold.

    Parameters
    ----------
    rows : sequence of Labelled
    sizes : sequence of int
        Numbers of training sentences, about: documents are taken whole until each is reached.

    Yields
    ------
    dict
        As :func:`formalism_nlp.model.evaluate.measure`, with ``trained_on`` (sentences).
    """
    test = [row for row in rows if fold_of(row.doc) == 0]
    docs: dict[str, list[Labelled]] = {}
    for row in rows:
        if fold_of(row.doc) != 0:
            docs.setdefault(row.doc, []).append(row)
    # By hash: a fixed order that has nothing to do with how the data were gathered.
    order = sorted(docs, key=lambda doc: hashlib.sha256(doc.encode()).hexdigest()[8:])
    for size in sizes:
        train: list[Labelled] = []
        for doc in order:
            if len(train) >= size:
                break
            train += docs[doc]
        fitted = fit(clone(model or FormalismClassifier(vectors=vectors)), train)
        yield {"trained_on": len(train)} | measure(test, fitted.predict([row.sentence for row in test]).tolist())
