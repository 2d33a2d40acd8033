"""Make the reference distributions that percentiles are read from: python benchmarks/reference.py [SHARED].

Scores the documents of the research corpus that are no legislation, the reserved ones left out, and writes
quantiles of the scores by kind and level to formalism_nlp/data/reference.json. Run it again whenever the shipped
profile, the model or the rules have changed; it takes a few minutes.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from formalism_nlp import Document
from formalism_nlp.errors import ReadError
from formalism_nlp.parts import combined
from formalism_nlp.profile import shipped_profile
from formalism_nlp.reference import COMPARED_PARTS, FEWEST, kind_of, level_of
from formalism_nlp.scorer import Scorer

ROOT = Path(__file__).resolve().parent.parent
OUTPUT = ROOT / "formalism_nlp" / "data" / "reference.json"
STEPS = 20


def main(shared: Path) -> None:
    """Score the corpus and write the distributions."""
    corpus = shared / "data" / "corpus.jsonl.gz"
    scorer = Scorer()
    groups: dict[str, list[float]] = defaultdict(list)
    for document in documents(corpus, set(json.loads((shared / "labels" / "reserved.json").read_text("utf-8")))):
        report = scorer.score(document)
        if report.score.status != "ok":
            continue
        value = 100 * combined(report.score.parts[name] for name in COMPARED_PARTS if name in report.score.parts)
        kind, level = kind_of(document.meta) or "", level_of(document.meta)
        for key in (f"{kind}/{level}", f"{kind}/*", f"*/{level}"):
            groups[key].append(value)
    table = {
        "corpus": hashlib.sha256(corpus.read_bytes()).hexdigest(),
        "model": scorer.versions["model"],
        "rules": scorer.versions["rules"],
        "profile": shipped_profile().digest,
        "cells": {key: cell(values) for key, values in sorted(groups.items()) if len(values) >= FEWEST},
    }
    lines = ",\n  ".join(f"{json.dumps(k, ensure_ascii=False)}: {json.dumps(v)}" for k, v in table.pop("cells").items())
    head = json.dumps(table, indent=1)[:-2]
    OUTPUT.write_text(f'{head},\n "cells": {{\n  {lines}\n }}\n}}\n', encoding="utf-8")
    print(f"{OUTPUT.name}: {len(groups['*/central'])} central documents", file=sys.stderr)


def documents(corpus: Path, reserved: set[str]) -> Iterator[Document]:
    """Yield the documents that may be looked at and are no legislation."""
    with gzip.open(corpus, "rt", encoding="utf-8") as file:
        for line in file:
            row = json.loads(line)
            if row["id"] in reserved or row["doc_class"] == "legislation":
                continue
            head = "" if row["text"].lstrip().startswith(row["title"]) else f"{row['title']}\n"
            try:
                yield Document.from_text(head + row["text"], id=row["id"])
            except ReadError:
                continue


def cell(values: list[float]) -> dict[str, Any]:
    """Return count and quantiles of one group."""
    steps = np.linspace(0, 1, STEPS + 1)
    return {"count": len(values), "quantiles": [round(float(q), 1) for q in np.quantile(values, steps)]}


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else ROOT.parent / "shared"))
