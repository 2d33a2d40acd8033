"""Training the shipped model: unlabelled corpus → word vectors, labelled sentences → classifier."""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterator
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np

from ..errors import ConfigError
from ..tokens import default_tokenizer
from .classifier import FormalismClassifier
from .evaluate import Labelled, calibration_error, fit_temperature, intervals, measure
from .labels import corpus_documents, label_files, read_labels
from .store import save
from .validate import FOLDS, CrossValidation, cross_validate, fit
from .vectors import learn_vectors

__all__ = ["corpus_lines", "train"]

# Of 3,489 laws a third is enough for vectors: the corpus is three quarters law, the sentences to label are not.
_LAWS_USED = 3
_LIBRARIES = ("numpy", "scipy", "scikit-learn", "jieba")


def corpus_lines(folder: Path) -> Iterator[str]:
    """Yield the lines of the unlabelled corpus, without the reserved documents."""
    reserved = set(json.loads((folder / "labels" / "reserved.json").read_text("utf-8")))
    for number, document in enumerate(corpus_documents(_corpus(folder))):
        if document["id"] in reserved:
            continue
        if document["doc_class"] == "legislation" and number % _LAWS_USED:
            continue
        yield from (text for text in document["text"].split("\n") if text.strip())


def _corpus(folder: Path) -> Path:
    return folder / "data" / "corpus.jsonl.gz"


def train(shared: Path, own: Path, output: Path) -> None:
    """Train the shipped model and write it, with its card.

    Parameters
    ----------
    shared, own : Path
        Folders of the research data and of our own labels.
    output : Path
        Folder of the model.

    Raises
    ------
    ConfigError
        If training data are missing.
    """
    from threadpoolctl import threadpool_limits  # noqa: PLC0415 - comes with scikit-learn

    # Sums in another order round otherwise: with one thread the digest does not depend on the number of cores.
    with threadpool_limits(1):
        _train(shared, own, output)


def _train(shared: Path, own: Path, output: Path) -> None:
    files = label_files(shared, own)
    missing = [path for path in (*files, _corpus(shared)) if not path.is_file()]
    if missing:
        raise ConfigError(f"缺少训练数据：{missing[0].name}；用 --shared 指明研究数据所在文件夹")
    sources = read_labels(files, _corpus(shared))
    rows = [row for part in sources.values() for row in part]
    _say(f"标注句子 {len(rows)} 条；正在学习词向量")
    vectors = learn_vectors(corpus_lines(shared), default_tokenizer())
    _say("正在按文件交叉验证")
    checked = cross_validate(rows, vectors=vectors)
    temperature = round(fit_temperature(checked.scores, checked.classes, [row.label for row in rows]), 2)
    card = _card(sources, checked, temperature)
    card["data"] = {path.name: _digest(path) for path in (*files, _corpus(shared))}
    _say("正在用全部句子训练")
    fitted = fit(FormalismClassifier(vectors=vectors, temperature=temperature), rows)
    card["parameters"] = {k: v for k, v in fitted.get_params().items() if k != "vectors"}
    digest = save(output, replace(fitted.weights_, temperature=temperature), card)
    _say(f"已写入 {output.name}/weights.npz，SHA-256 {digest}")


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
