"""Quality and speed that may not drop: measures what floors.json pins, on data that is still the same.

    python benchmarks/floors.py [--shared]

Prints every figure beside its floor and ends with 1 when one is missed. Figures on data of this repository are also
checked by the tests; ``--shared`` adds those that need the research data beside the checkout.
"""

from __future__ import annotations

import hashlib
import json
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
FLOORS = Path(__file__).with_name("floors.json")


def digest(path: Path) -> str:
    """The digest of a file, or of the names and contents of the files of a folder."""
    found = hashlib.sha256()
    for file in sorted(path.iterdir()) if path.is_dir() else [path]:
        found.update(file.name.encode() + b"\0" + file.read_bytes())
    return found.hexdigest()[:16]


def labels(path: Path) -> dict[str, float]:
    """Accuracy of sentence classes, and of empty (SIG, SLO, GEN, POL) or not."""
    from formalism_nlp import classify

    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    found = classify(
        [row["text"] for row in rows],
        titles=[row.get("title") or "" for row in rows],
        headings=[row.get("heading") or "" for row in rows],
    )
    empty = {"SIG", "SLO", "GEN", "POL"}
    pairs = [(row["label"], label) for row, label in zip(rows, found, strict=True)]
    return {
        "accuracy": sum(a == b for a, b in pairs) / len(pairs),
        "empty_or_not": sum((a in empty) == (b in empty) for a, b in pairs) / len(pairs),
    }


def silence(path: Path) -> dict[str, float]:
    """Issues found in a text about formalism."""
    from formalism_nlp import score

    findings = score(path).findings
    return {"issues": sum(finding.severity == "issue" and finding.exception is None for finding in findings)}


def speed(path: Path) -> dict[str, float]:
    """CPU of scoring every third text of a folder, in units of jieba's cutting; the better of two interleaved rounds."""
    import jieba

    from formalism_nlp import Document, Scorer, read
    from formalism_nlp.bulk import SUFFIXES

    files = [file for file in sorted(path.iterdir()) if file.suffix in SUFFIXES]
    texts = [read(file).text for file in files[::3]]
    jieba.setLogLevel(60)
    jieba.initialize()
    scorer = Scorer()
    scorer.score(Document.from_text(texts[0]))
    ratios = []
    for _ in range(2):
        start = time.process_time()
        for text in texts:
            jieba.lcut(text)
        between = time.process_time()
        for text in texts:
            scorer.score(Document.from_text(text))
        ratios.append((time.process_time() - between) / (between - start))
    return {"scoring_over_jieba": min(ratios)}


MEASURES: dict[str, Callable[[Path], dict[str, float]]] = {"labels": labels, "silence": silence, "speed": speed}


def checked(entries: list[dict[str, Any]]) -> Iterator[tuple[str, float, str, bool]]:
    """Yield name, figure, bound in words and whether it holds, for each figure of each entry."""
    for entry in entries:
        path = ROOT / entry["data"]
        if digest(path) != entry["digest"]:
            yield entry["data"], float("nan"), f"data have changed ({digest(path)}): measure anew", False
            continue
        found = MEASURES[entry["measure"]](path)
        for name, bounds in entry["figures"].items():
            value = found[name]
            holds = bounds.get("at_least", value) <= value <= bounds.get("at_most", value)
            yield f"{entry['data']}: {name}", value, str(bounds), holds


def main() -> int:
    pinned = json.loads(FLOORS.read_text(encoding="utf-8"))
    entries = pinned["repository"] + (pinned["shared"] if "--shared" in sys.argv else [])
    missed = 0
    for name, value, bound, holds in checked(entries):
        print(f"{'ok  ' if holds else 'DROP'} {name} {value:.3f} {bound}")
        missed += not holds
    return int(missed > 0)


if __name__ == "__main__":
    sys.exit(main())
