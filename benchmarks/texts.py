"""Texts that the benchmarks run on: invented ones by word frequency, real ones, and edits of both."""

from __future__ import annotations

import gzip
import json
import random
import re
import time
from bisect import bisect_left
from collections.abc import Callable, Iterator
from itertools import accumulate
from pathlib import Path
from typing import Any

from formalism_nlp.document import Document, Meta, Source

ROOT = Path(__file__).resolve().parents[1]


def cpu(work: Callable[[], Any]) -> tuple[float, Any]:
    start = time.process_time()
    result = work()
    return time.process_time() - start, result


def document(id: object, text: str) -> Document:
    """A document without anatomy: the engines get the bare text."""
    return Document(str(id), text, (), (), Meta(), Source(None, "txt", "", "bench"))


class Maker:
    """Invented documents: words by frequency, set phrases shared by all, copies with new sentences."""

    def __init__(self, seed: int) -> None:
        self.rng = random.Random(seed)
        self.words = [
            "".join(chr(0x4E00 + self.rng.randrange(3000)) for _ in range(self.rng.choice((1, 2, 2, 2, 3, 4))))
            for _ in range(40_000)
        ]
        self.weights = list(accumulate(1 / (n + 5) for n in range(40_000)))
        self.phrases = ["".join(self.draw(18)) + "。" for _ in range(3000)]
        self.shares = list(accumulate(1 / (n + 1) for n in range(3000)))

    def draw(self, count: int) -> list[str]:
        """Words by their frequency."""
        return [self.words[bisect_left(self.weights, self.rng.random() * self.weights[-1])] for _ in range(count)]

    def sentence(self) -> str:
        """One new sentence."""
        return "".join(self.draw(self.rng.randint(8, 30))) + "。"

    def texts(self, count: int) -> list[str]:
        """Documents of about 2,750 characters; one in eight is an edited copy of another."""
        return list(self.stream(count, count))

    def stream(self, count: int, remembered: int) -> Iterator[str]:
        """The same, one by one; copies are taken from the first ``remembered`` texts."""
        made: list[str] = []
        for _ in range(count):
            text = self.text(made)
            if len(made) < remembered:
                made.append(text)
            yield text

    def text(self, made: list[str]) -> str:
        """One document."""
        if made and self.rng.random() < 0.12:
            share = self.rng.choice((0.02, 0.05, 0.1, 0.2, 0.3, 0.4))
            base = made[self.rng.randrange(len(made))].split("。")[:-1]
            return "".join(self.sentence() if self.rng.random() < share else part + "。" for part in base)
        size, parts = int(2750 * self.rng.uniform(0.5, 1.5)), [""]
        while size > 0:
            boiler = self.rng.random() < 0.15
            phrase = self.phrases[bisect_left(self.shares, self.rng.random() * self.shares[-1])] if boiler else ""
            parts.append(phrase or self.sentence())
            size -= len(parts[-1])
        return "".join(parts)


def clauses(text: str) -> list[str]:
    return re.findall(r"[^，。；：、\n]+[，。；：、\n]*", text)


def replaced(share: float) -> Callable[[str, random.Random], str]:
    def edit(text: str, rng: random.Random) -> str:
        pieces = []
        for char in text:
            kind = rng.random() / share if share else 1
            new = rng.choice("的一是在有为和与及各要加强推进工作管理服务建设发展重点落实")
            pieces.append(new if kind < 0.4 else "" if kind < 0.7 else char + new if kind < 1 else char)
        return "".join(pieces)

    return edit


def moved(text: str, rng: random.Random) -> str:
    parts = re.findall(r"[^。；\n]+[。；\n]*", text)
    return "".join(
        part for i in range(0, len(parts), 3) for part in rng.sample(parts[i : i + 3], len(parts[i : i + 3]))
    )


EDITS: dict[str, Callable[[str, random.Random], str]] = {
    **{f"{share:.0%} of letters": replaced(share) for share in (0.0, 0.1, 0.2, 0.3, 0.4)},
    "clauses dropped": lambda text, rng: "".join(part for part in clauses(text) if rng.random() > 0.25) or text,
    "sentences split": lambda text, rng: "".join(
        p[:-1] + "。此外，" if p.endswith("，") and rng.random() < 0.5 else p for p in clauses(text)
    ),
    "sentences moved": moved,
    "figures changed": lambda text, rng: re.sub(r"\d+", lambda _: str(rng.randint(1, 3000)), text),
    "clauses inserted": lambda text, rng: "".join(
        p + ("要由专人抓好这件事，" if rng.random() < 0.3 else "") for p in clauses(text)
    ),
}


def real_texts(shared: Path) -> list[str]:
    reserved = set(json.loads((shared / "labels" / "reserved.json").read_text(encoding="utf-8")))
    with gzip.open(shared / "data" / "corpus.jsonl.gz", "rt", encoding="utf-8") as lines:
        docs = [json.loads(line) for line in lines]
    return [
        d["text"]
        for d in docs
        if d["id"] not in reserved and d["doc_class"] == "gongwen" and 1500 < len(d["text"]) < 6000
    ]
