"""Training the shipped model: unlabelled corpus → word vectors, labelled sentences → classifier."""

from __future__ import annotations

import gzip
import hashlib
import json
import sys
from argparse import Namespace
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..errors import ConfigError
from ..tokens import default_tokenizer
from .classifier import FormalismClassifier
from .evaluate import Labelled, calibration_error, fit_temperature, intervals, measure, read_labelled
from .store import save
from .vectors import WordVectors, learn_vectors

__all__ = ["CrossValidation", "cross_validate", "train_command"]

FOLDS = 5
# Of 3,489 laws a third is enough for vectors: the corpus is three quarters law, the sentences to label are not.
_LAWS_USED = 3
_LIBRARIES = ("numpy", "scipy", "scikit-learn", "jieba")


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


def fold_of(doc: str) -> int:
    """Return the fold of a document: by its name alone, so that more data moves nothing."""
    return int(hashlib.sha256(doc.encode()).hexdigest()[:8], 16) % FOLDS


def cross_validate(
    rows: Sequence[Labelled], *, vectors: WordVectors | None = None, model: FormalismClassifier | None = None
) -> CrossValidation:
    """Predict every sentence from the documents of the other folds."""
    from sklearn.base import clone  # noqa: PLC0415 - heavy

    folds = np.array([fold_of(row.doc) for row in rows])
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
    return model.fit([row.sentence for row in rows], [row.label for row in rows], second=[row.second for row in rows])


def corpus_lines(folder: Path) -> Iterator[str]:
    """Yield the lines of the unlabelled corpus, without the reserved documents."""
    reserved = set(json.loads((folder / "labels" / "reserved.json").read_text("utf-8")))
    with gzip.open(folder / "data" / "corpus.jsonl.gz", "rt", encoding="utf-8") as file:
        for number, line in enumerate(file):
            document = json.loads(line)
            if document["id"] in reserved:
                continue
            if document["doc_class"] == "legislation" and number % _LAWS_USED:
                continue
            yield from (text for text in document["text"].split("\n") if text.strip())


def label_files(shared: Path, own: Path) -> list[Path]:
    """Return the files of labelled sentences: the research data, then our own."""
    files = [shared / "labels" / "sentences.jsonl", shared / "labels" / "grassroots.jsonl"]
    return files + sorted(own.glob("*.jsonl"))


def train_command(args: Namespace) -> int:
    """Train the shipped model and write it.

    Parameters
    ----------
    args : Namespace
        ``shared`` (folder of the research data), ``own`` (folder of our own labels), ``output``
        (folder of the model).
    """
    from threadpoolctl import threadpool_limits  # noqa: PLC0415 - comes with scikit-learn

    # Sums in another order round otherwise: with one thread the digest does not depend on the number of cores.
    with threadpool_limits(1):
        return _train(args)


def _train(args: Namespace) -> int:
    shared, own, output = Path(args.shared), Path(args.own), Path(args.output)
    files = label_files(shared, own)
    missing = [path for path in (*files, shared / "data" / "corpus.jsonl.gz") if not path.is_file()]
    if missing:
        raise ConfigError(f"缺少训练数据：{missing[0].name}；用 --shared 指明研究数据所在文件夹")
    sources = {path.name: read_labelled(path) for path in files}
    rows = [row for part in sources.values() for row in part]
    _say(f"标注句子 {len(rows)} 条；正在学习词向量")
    vectors = learn_vectors(corpus_lines(shared), default_tokenizer())
    _say("正在按文件交叉验证")
    checked = cross_validate(rows, vectors=vectors)
    temperature = round(fit_temperature(checked.scores, checked.classes, [row.label for row in rows]), 2)
    card = _card(sources, checked, temperature)
    card["data"] = {path.name: _digest(path) for path in (*files, shared / "data" / "corpus.jsonl.gz")}
    _say("正在用全部句子训练")
    fitted = fit(FormalismClassifier(vectors=vectors, temperature=temperature), rows)
    card["parameters"] = {k: v for k, v in fitted.get_params().items() if k != "vectors"}
    digest = save(output, replace(fitted.weights_, temperature=temperature), card)
    _say(f"已写入 {output.name}/weights.npz，SHA-256 {digest}")
    return 0


def _card(sources: dict[str, list[Labelled]], checked: CrossValidation, temperature: float) -> dict[str, Any]:
    metrics = {}
    start = 0
    scaled = checked.scores / temperature
    scaled = np.exp(scaled - scaled.max(axis=1, keepdims=True))
    probabilities = scaled / scaled.sum(axis=1, keepdims=True)
    for name, rows in sources.items():
        stop = start + len(rows)
        labels = checked.labels[start:stop]
        found = measure(rows, labels)
        found["intervals"] = intervals(rows, labels)
        error = calibration_error(probabilities[start:stop], checked.classes, [row.label for row in rows])
        found["calibration_error"] = round(error, 4)
        metrics[name] = found
        start = stop
        _say(f"{name}: " + " ".join(f"{k}={found[k]:.3f}" for k in ("accuracy", "lenient", "macro_f1", "empty_f1")))
    return {
        "licence": "MIT",
        "metrics": {"how": f"{FOLDS} folds, whole documents", "sources": metrics},
        "thresholds": {"temperature": temperature},
        "versions": {name: version(name) for name in _LIBRARIES},
    }


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)
