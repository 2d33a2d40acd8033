"""Measures of sentence labels: accuracy, lenient accuracy, macro-F1, empty-F1, calibration."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TextIO

import numpy as np
from numpy.typing import NDArray

from ..errors import ConfigError
from .scoring import CLASSES, Sentence

__all__ = ["Labelled", "calibration_error", "fit_temperature", "intervals", "measure", "read_labelled", "report"]

EMPTY = frozenset({"GEN", "POL", "SIG", "SLO"})


@dataclass(frozen=True)
class Labelled:
    """A labelled sentence, the document that it stands in, and how much it counts in training."""

    sentence: Sentence
    label: str
    second: str | None
    doc: str
    weight: float = 1.0


def read_labelled(path: str | os.PathLike[str]) -> list[Labelled]:
    """Read a file of labelled sentences, one JSON object a line; labels outside the eight are left out."""
    rows = []
    with open(path, encoding="utf-8") as file:
        for number, line in enumerate(file, 1):
            if not line.strip():
                continue
            try:
                row = json.loads(line)
                sentence = Sentence(row["text"], row.get("title") or "", row.get("heading") or "")
                label = row["label"]
            except (ValueError, KeyError, TypeError, AttributeError) as error:
                raise ConfigError(f"{Path(path).name} 第{number}行不是标注句子：{error}") from error
            if label in CLASSES:
                rows.append(Labelled(sentence, label, row.get("second"), str(row.get("doc", number))))
    return rows


def measure(rows: Sequence[Labelled], predicted: Sequence[str]) -> dict[str, Any]:
    """Compare predicted labels with those of the annotators.

    Returns
    -------
    dict
        ``n``, ``accuracy``, ``lenient`` (the second choice counts too), ``macro_f1`` over the classes
        that occur, ``empty_f1``, ``per_class`` and ``confusion`` (``"GEN>CON"`` to a number).
    """
    gold = [row.label for row in rows]
    pairs = list(zip(gold, predicted, strict=True))
    per_class = {}
    for name in CLASSES:
        found = sum(g == p == name for g, p in pairs)
        true, guessed = gold.count(name), sum(p == name for _, p in pairs)
        if true:
            per_class[name] = {
                "n": true,
                "precision": found / guessed if guessed else 0.0,
                "recall": found / true,
                "f1": 2 * found / (true + guessed),
            }
    both = sum(g in EMPTY and p in EMPTY for g, p in pairs)
    marked = sum((g in EMPTY) + (p in EMPTY) for g, p in pairs)
    lenient = sum(p in (row.label, row.second) for row, p in zip(rows, predicted, strict=True))
    confusion: dict[str, int] = {}
    for g, p in pairs:
        confusion[f"{g}>{p}"] = confusion.get(f"{g}>{p}", 0) + 1
    count = max(len(rows), 1)
    return {
        "n": len(rows),
        "accuracy": sum(g == p for g, p in pairs) / count,
        "lenient": lenient / count,
        "macro_f1": float(np.mean([found["f1"] for found in per_class.values()])) if per_class else 0.0,
        "empty_f1": 2 * both / marked if marked else 0.0,
        "per_class": per_class,
        "confusion": dict(sorted(confusion.items(), key=lambda item: (-item[1], item[0]))),
    }


def intervals(rows: Sequence[Labelled], predicted: Sequence[str], *, times: int = 200) -> dict[str, list[float]]:
    """Return 95 % bootstrap intervals of the four measures, whole documents drawn."""
    groups: dict[str, list[int]] = {}
    for place, row in enumerate(rows):
        groups.setdefault(row.doc, []).append(place)
    docs = list(groups.values())
    rng = np.random.default_rng(0)
    found: dict[str, list[float]] = {"accuracy": [], "lenient": [], "macro_f1": [], "empty_f1": []}
    for _ in range(times):
        places = [place for k in rng.integers(0, len(docs), len(docs)) for place in docs[k]]
        values = measure([rows[i] for i in places], [predicted[i] for i in places])
        for name, list_ in found.items():
            list_.append(values[name])
    return {name: [round(float(q), 4) for q in np.quantile(list_, [0.025, 0.975])] for name, list_ in found.items()}


def calibration_error(
    probabilities: NDArray[np.float32], classes: Sequence[str], gold: Sequence[str], *, bins: int = 15
) -> float:
    """Return the expected calibration error of the chosen label, in ``bins`` equal steps of confidence."""
    confidence = probabilities.max(axis=1)
    right = np.array([classes[i] for i in probabilities.argmax(axis=1)]) == np.array(gold)
    step = np.minimum((confidence * bins).astype(int), bins - 1)
    gaps = [abs(right[step == k].mean() - confidence[step == k].mean()) * (step == k).mean() for k in set(step)]
    return float(sum(gaps))


def fit_temperature(scores: NDArray[np.float32], classes: Sequence[str], gold: Sequence[str]) -> float:
    """Return the temperature under which the true labels are most probable."""
    place = {name: i for i, name in enumerate(classes)}
    truth = np.array([place[label] for label in gold])

    def loss(temperature: float) -> float:
        scaled = scores / temperature
        scaled = scaled - scaled.max(axis=1, keepdims=True)
        logs = scaled - np.log(np.exp(scaled).sum(axis=1, keepdims=True))
        return -float(logs[np.arange(len(truth)), truth].mean())

    return float(min(np.arange(0.5, 3.0, 0.02), key=loss))


def report(name: str, found: dict[str, Any], file: TextIO) -> None:
    """Print measures as a few lines."""
    print(
        f"{name}  n={found['n']}  accuracy={found['accuracy']:.3f}  lenient={found['lenient']:.3f}  "
        f"macro_f1={found['macro_f1']:.3f}  empty_f1={found['empty_f1']:.3f}",
        file=file,
    )
    for label, values in found["per_class"].items():
        print(
            f"  {label}  n={values['n']:5d}  P={values['precision']:.3f}  R={values['recall']:.3f}  "
            f"F1={values['f1']:.3f}",
            file=file,
        )
    wrong = [f"{pair} {n}" for pair, n in found["confusion"].items() if pair[:3] != pair[4:]][:8]
    print("  混淆最多：" + "，".join(wrong), file=file)
