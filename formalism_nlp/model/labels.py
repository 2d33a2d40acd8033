"""The labelled sentences that the shipped model is trained on, and how much each counts."""

from __future__ import annotations

import csv
import gzip
import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from ..errors import ConfigError
from .evaluate import Labelled, read_labelled
from .scoring import CLASSES, Sentence

__all__ = ["corpus_documents", "label_files", "read_labels", "read_places"]

# Chosen on whole documents held out (docs/decisions, sentence classes): where a model that had learnt the first round
# of our own reading still hesitated, the labels of the second are the less sure ones.
_ROUNDS = {"1": 0.7, "2": 0.3}
# Nine of ten sentences are of central to city level; those of counties and townships would go under.
_GRASSROOTS = 1.5


def label_files(shared: Path, own: Path) -> list[Path]:
    """Return the files of labelled sentences: the research data, then our own."""
    files = [shared / "labels" / "sentences.jsonl", shared / "labels" / "grassroots.jsonl"]
    return [*files, *sorted(own.glob("*.jsonl")), *sorted(own.glob("*.tsv"))]


def read_labels(files: Iterable[Path], corpus: Path) -> dict[str, list[Labelled]]:
    """Read all files, by name; those of grassroots documents count for more, our own readings for less.

    Parameters
    ----------
    files : iterable of Path
        As of :func:`label_files`.
    corpus : Path
        The compressed corpus that the ``*.tsv`` files point into.
    """
    found = {}
    for path in files:
        if path.suffix == ".tsv":
            found[path.name] = list(read_places(path, corpus))
            continue
        weight = _GRASSROOTS if path.name.startswith("grassroots") else 1.0
        found[path.name] = [replace(row, weight=weight) for row in read_labelled(path)]
    return found


def corpus_documents(corpus: Path) -> Iterator[dict[str, Any]]:
    """Yield the documents of the unlabelled corpus."""
    with gzip.open(corpus, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def read_places(path: str | os.PathLike[str], corpus: Path) -> Iterator[Labelled]:
    """Yield labelled sentences of the corpus that are kept as places: document, offsets, heading, labels.

    Raises
    ------
    ConfigError
        If a place lies outside of its document.
    """
    with open(path, encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    wanted = {row["doc"] for row in rows}
    documents = {doc["id"]: doc for doc in corpus_documents(corpus) if doc["id"] in wanted}
    for number, row in enumerate(rows, 2):
        doc = documents.get(row["doc"])
        start, end = int(row["start"]), int(row["end"])
        if doc is None or not 0 <= start < end <= len(doc["text"]) or row["label"] not in CLASSES:
            raise ConfigError(f"{Path(path).name} 第{number}行与语料对不上：{row['doc']} {start}–{end}")
        heading = doc["text"][int(row["heading_start"]) : int(row["heading_end"])] if row["heading_start"] else ""
        sentence = Sentence(doc["text"][start:end], doc["title"] or "", heading)
        yield Labelled(sentence, row["label"], row["second"] or None, row["doc"], _ROUNDS[row["round"]])
