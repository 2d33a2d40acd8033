"""Near-duplicates and queries beside their peers; see reuse.py."""

from __future__ import annotations

import random
import resource
import statistics
import subprocess
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from texts import Maker, cpu, document, real_texts, replaced

from formalism_nlp.document import Document
from formalism_nlp.reuse.index import ReuseIndex


def shingles(text: str) -> list[str]:
    return [text[i : i + 5] for i in range(len(text) - 4)]


def exact_keys(text: str) -> Any:
    """Distinct runs of five characters, by a key of its own: nothing is shared with the library."""
    codes = np.frombuffer(text.encode("utf-16-le"), np.uint16).astype(np.uint64)
    four = codes[:-4] << np.uint64(48) | codes[1:-3] << np.uint64(32) | codes[2:-2] << np.uint64(16) | codes[3:-1]
    return np.unique(four * np.uint64(0xD1342543DE82EF95) ^ codes[4:] * np.uint64(0xDA942042E4DD58B5))


def truth_pairs(texts: Sequence[str], threshold: float) -> set[tuple[str, str]]:
    """All pairs at the threshold, by a prefix filter over all runs: nothing is sampled."""
    rows = [exact_keys(text) for text in texts]
    everything = np.sort(np.concatenate(rows))
    behind: dict[int, list[int]] = {}
    found = set()
    for number, row in enumerate(rows):
        often = np.searchsorted(everything, row, "right") - np.searchsorted(everything, row)
        order = np.lexsort((row, often))[: len(row) - int(np.ceil(threshold * len(row))) + 1]
        prefix = row[order][often[order] > 1].tolist()
        for other in {other for key in prefix for other in behind.get(key, ())}:
            shared = len(np.intersect1d(row, rows[other], assume_unique=True))
            if shared / (len(row) + len(rows[other]) - shared) >= threshold:
                found.add((str(other), str(number)))
        for key in prefix:
            behind.setdefault(key, []).append(number)
    return found


def ours_dups(docs: Sequence[Document]) -> set[tuple[str, str]]:
    index = ReuseIndex()
    index.add(docs)
    return {(pair.a, pair.b) for pair in index.near_duplicates(0.6)}


def rensa_dups(docs: Sequence[Document]) -> set[tuple[str, str]]:
    from rensa import RMinHash, RMinHashLSH

    found, table, made = set(), RMinHashLSH(threshold=0.6, num_perm=128, num_bands=32), []
    for number, doc in enumerate(docs):
        made.append(RMinHash(num_perm=128, seed=42))
        made[-1].update(shingles(doc.text))
        table.insert(number, made[-1])
    for number, sketch in enumerate(made):
        found |= {(str(other), str(number)) for other in table.query(sketch) if other < number}
    return found


def datasketch_dups(docs: Sequence[Document]) -> set[tuple[str, str]]:
    from datasketch import MinHash, MinHashLSH

    found, table = set(), MinHashLSH(threshold=0.6, num_perm=128)
    for number, doc in enumerate(docs):
        sketch = MinHash(num_perm=128)
        sketch.update_batch([item.encode() for item in set(shingles(doc.text))])
        found |= {(str(other), str(number)) for other in table.query(sketch)}
        table.insert(number, sketch)
    return found


def dups(count: int, rounds: int) -> None:
    texts = Maker(1).texts(count)
    docs = [document(n, text) for n, text in enumerate(texts)]
    print(
        f"near-duplicates: {count} documents of {statistics.mean(map(len, texts)):.0f} characters, Jaccard >= 0.6, one thread"
    )
    part = docs[: min(count, 2000)]
    rates: dict[str, list[float]] = {"ours, verified": [], "rensa, candidates": [], "datasketch, candidates": []}
    for _ in range(rounds):
        seconds, found = cpu(lambda: ours_dups(docs))
        rates["ours, verified"].append(len(docs) / seconds)
        rates["rensa, candidates"].append(len(part) / cpu(lambda: rensa_dups(part))[0])
        rates["datasketch, candidates"].append(len(part[:500]) / cpu(lambda: datasketch_dups(part[:500]))[0])
    own = rates["ours, verified"]
    for name, values in rates.items():
        ratio = statistics.median(a / b for a, b in zip(own, values, strict=True))
        print(f"  {name:<24} {statistics.median(values):9.0f} documents per CPU second   ours is {ratio:5.1f} x")
    truth = truth_pairs(texts[:20_000], 0.6)
    mine = {pair for pair in found if int(pair[1]) < 20_000}
    print(
        f"  {len(truth)} true pairs: recall {len(truth & mine) / len(truth):.4f}, precision {len(truth & mine) / max(1, len(mine)):.4f}"
    )
    print(
        f"  largest resident size so far {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20:.2f} GiB (with the texts)"
    )


def growth(rounds: int) -> None:
    """Ours on 20,000 and 100,000 documents, each time in a process of its own, as an index is made by a command.

    A process that has done it before is faster on the smaller set: its memory is there already, that of the larger
    set does not fit into what the smaller one left.
    """
    runs: dict[int, list[float]] = {20_000: [], 100_000: []}
    for _ in range(rounds):
        for count, found in runs.items():
            done = subprocess.run(
                [sys.executable, __file__, "growth", str(count)], capture_output=True, text=True, check=True
            )
            found.append(float(done.stdout))
    seconds = {count: statistics.median(found) for count, found in runs.items()}
    ratio = seconds[100_000] / seconds[20_000] / 5
    print(f"growth: CPU seconds {runs}; five times the documents take {ratio:.2f} x linear")


def once(count: int) -> None:
    """Print the CPU seconds of indexing invented documents and finding their near-duplicates."""
    docs = [document(n, text) for n, text in enumerate(Maker(2).texts(count))]
    print(cpu(partial(ours_dups, docs))[0])


def memory(count: int) -> None:
    """Index invented documents, read one by one, in a process that may not hold more than 1 GiB of its own."""
    done = subprocess.run([sys.executable, __file__, "memory", str(count)], capture_output=True, text=True, check=False)
    print(done.stdout.strip() or f"memory: failed\n{done.stderr}")


def under_limit(count: int) -> None:
    limit = 2**30
    resource.setrlimit(resource.RLIMIT_DATA, (limit, limit))
    index = ReuseIndex()
    index.add(document(n, text) for n, text in enumerate(Maker(4).stream(count, 3000)))
    pairs = index.near_duplicates(0.6)
    status = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
    print(
        f"memory: {count} documents indexed and {len(pairs)} pairs found under a limit of 1 GiB of own memory; "
        f"peak resident, pages of mapped files included: {int(status['VmHWM'].split()[0]) / 2**20:.2f} GiB"
    )


# What changes when a text is passed down: the same words at another level, in another place.
_RENAMED = (("省", "市"), ("我市", "我县"), ("各县", "各乡镇"), ("市直", "县直"), ("全市", "全县"), ("市", "县"))


def renamed(text: str, rng: random.Random) -> str:
    """The text one level lower, a sentence in ten dropped."""
    for above, below in _RENAMED:
        text = text.replace(above, below)
    return "".join(part + "。" for part in text.split("。")[:-1] if rng.random() > 0.1)


def schemes(shared: Path, count: int) -> None:
    """Characters against words on real texts, with copies one level lower planted among them."""
    rng = random.Random(9)
    texts = real_texts(shared)[:count]
    planted = rng.sample(range(len(texts)), len(texts) // 10)
    docs = [document(n, text) for n, text in enumerate(texts)]
    docs += [document(f"low{n}", renamed(texts[n], rng)) for n in planted]
    wanted = {(str(n), f"low{n}") for n in planted}
    print(f"schemes: {len(docs)} texts of {statistics.mean(len(doc.text) for doc in docs):.0f} characters")
    for name in ("char", "word"):
        index = ReuseIndex(scheme=name)  # type: ignore[arg-type]
        seconds = cpu(partial(index.add, docs))[0]
        pairs = {(pair.a, pair.b): pair.jaccard for pair in index.near_duplicates(0.3)}
        found = [pairs.get(pair, 0.0) for pair in sorted(wanted)]
        print(
            f"  {name}: {len(docs) / seconds:7.0f} documents per CPU second; of {len(wanted)} copies one level lower "
            f"{sum(value >= 0.6 for value in found)} at Jaccard 0.6, {sum(value >= 0.8 for value in found)} at 0.8, "
            f"median {statistics.median(found):.2f}; {len(set(pairs) - wanted)} other pairs at 0.3"
        )


def query(count: int, rounds: int) -> None:
    """Three passages of 100 to 500 letters from as many documents, in a text of fresh sentences."""
    maker = Maker(3)
    texts = maker.texts(count)
    index = ReuseIndex()
    index.add(document(n, text) for n, text in enumerate(texts))
    print(f"query: {count} documents; {cpu(lambda: index.query(document('q', texts[0])))[0]:.1f} CPU s to prepare")
    twins = {id for pair in index.near_duplicates(0.5) for id in (pair.a, pair.b)}
    free = [n for n in range(count) if str(n) not in twins]
    rng = random.Random(11)
    for share in (0.0, 0.1, 0.2, 0.3):
        hits, runs = [], []
        for _ in range(rounds):
            chosen, text = rng.sample(free, 3), ""
            for source in chosen:
                size = rng.randint(100, 500)
                start = rng.randint(0, max(0, len(texts[source]) - size))
                text += "".join(maker.sentence() for _ in range(10)) + replaced(share)(
                    texts[source][start : start + size], rng
                )
            seconds, found = cpu(lambda: index.query(document("q", text), k=10))  # noqa: B023
            runs.append(seconds)
            hits += [str(source) in {candidate.id for candidate in found} for source in chosen]
        print(
            f"  {share:.0%} edits: recall@10 {statistics.mean(hits):.3f}, median {1000 * statistics.median(runs):.1f} CPU ms"
        )


if __name__ == "__main__":
    {"growth": once, "memory": under_limit}[sys.argv[1]](int(sys.argv[2]))
