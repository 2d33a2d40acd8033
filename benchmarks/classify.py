"""Measure classify against the time of plain jieba: python benchmarks/classify.py FILE.

FILE holds a JSON object with "text" a line; sentences are repeated up to 30,000. The best of three runs counts.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

COUNT = 30_000


def best(run: Callable[[], object], times: int = 3) -> float:
    """Return the shortest time of several runs, in seconds."""
    found = []
    for _ in range(times):
        start = time.perf_counter()
        run()
        found.append(time.perf_counter() - start)
    return min(found)


def main(path: str) -> None:
    import jieba

    from formalism_nlp.model.scoring import Sentence
    from formalism_nlp.model.store import shipped
    from formalism_nlp.tokens import Tokenizer

    rows = [json.loads(line) for line in Path(path).read_text("utf-8").splitlines()]
    rows = (rows * (COUNT // len(rows) + 1))[:COUNT]
    sentences = [Sentence(row["text"], row.get("title") or "", row.get("heading") or "") for row in rows]
    start = time.perf_counter()
    model = shipped()
    print(f"load {time.perf_counter() - start:.3f} s")
    jieba.initialize()
    cut = best(lambda: [jieba.lcut(sentence.text) for sentence in sentences], 2)
    print(f"jieba cut alone, one sentence a call: {cut:.2f} s")
    for name, fast in (("jieba", False), ("rjieba", True)):
        try:
            tokenizer = Tokenizer(fast=fast)
            tokenizer.cut("预热0.5-1")
        except ImportError:
            print(f"{name}: not installed")
            continue
        took = best(lambda tokenizer=tokenizer: model.weights.probabilities(sentences, tokenizer))
        print(
            f"classify with {name}: {took:.2f} s = {took / cut:.2f} of jieba's cutting ({cut / took:.1f} times as fast)"
        )


if __name__ == "__main__":
    main(sys.argv[1])
