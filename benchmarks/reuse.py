"""Text reuse beside its peers, each bar of the project in one run.

    python benchmarks/reuse.py [SHARED] [--part dups|align|edits|query|all] [--documents N]

Needs: datasketch rensa rapidfuzz edlib parasail. SHARED holds labels/ and data/ (by default
../shared). CPU seconds of this process, one thread; every ratio is the median of rounds in
which ours and the peers take turns. Pairs for alignment are the half of the planted cases that
nothing was tuned on (by the hash of the case), and pairs with other edits made here.
"""

from __future__ import annotations

import argparse
import difflib
import gzip
import hashlib
import json
import random
import re
import resource
import statistics
import sys
import time
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import accumulate
from pathlib import Path
from typing import Any

import numpy as np

from formalism_nlp.document import Document, Meta, Source
from formalism_nlp.reuse.align import align
from formalism_nlp.reuse.compare import compare
from formalism_nlp.reuse.index import ReuseIndex
from formalism_nlp.reuse.letters import letters

ROOT = Path(__file__).resolve().parents[1]
Spans = list[dict[str, list[int]]]


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
        made: list[str] = []
        while len(made) < count:
            if made and self.rng.random() < 0.12:
                share = self.rng.choice((0.02, 0.05, 0.1, 0.2, 0.3, 0.4))
                base = made[self.rng.randrange(len(made))].split("。")[:-1]
                made.append("".join(self.sentence() if self.rng.random() < share else part + "。" for part in base))
                continue
            size, parts = int(2750 * self.rng.uniform(0.5, 1.5)), [""]
            while size > 0:
                boiler = self.rng.random() < 0.15
                parts.append(
                    self.phrases[bisect_left(self.shares, self.rng.random() * self.shares[-1])]
                    if boiler
                    else self.sentence()
                )
                size -= len(parts[-1])
            made.append("".join(parts))
        return made


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
    """Ours on 20,000 and 100,000 documents; texts are made while they are added."""
    seconds = {}
    for count in (20_000, 100_000):
        runs = []
        for _ in range(rounds):
            texts = Maker(2).texts(count)
            docs = [document(n, text) for n, text in enumerate(texts)]
            runs.append(cpu(partial(ours_dups, docs))[0])
        seconds[count] = statistics.median(runs)
    print(f"growth: {seconds}; five times the documents take {seconds[100_000] / seconds[20_000] / 5:.2f} x linear")


def spans_of(passages: Any, child: str, parent: str) -> Spans:
    own, other = letters(child), letters(parent)
    return [
        {
            "child": [int(own.positions[p.child[0]]), int(own.positions[p.child[1] - 1]) + 1],
            "parent": [int(other.positions[p.parent[0]]), int(other.positions[p.parent[1] - 1]) + 1],
        }
        for p in passages
    ]


def ours_align(child: str, parent: str) -> Spans:
    return spans_of(align(letters(child), letters(parent)), child, parent)


def folded(text: str) -> str:
    """Letters hashed to 60 symbols, the alphabet that parasail and edlib can hold."""
    return "".join(chr(65 + hash_of(char) % 57) for char in text)


def hash_of(char: str) -> int:
    return (ord(char) * 2654435761 >> 7) & 0xFFFF


def parasail_align(child: str, parent: str) -> Spans:
    """Smith-Waterman eight times over, each passage blanked out before the next (as in the research notes)."""
    import parasail

    matrix = parasail.matrix_create("".join(chr(65 + n) for n in range(57)), 2, -2)
    own, other, found = list(folded(child)), list(folded(parent)), []
    for _ in range(8):
        result = parasail.sw_trace_striped_32("".join(own), "".join(other), 3, 1, matrix)
        if result.score < 60:
            break
        cigar = result.cigar
        steps = re.findall(r"(\d+)([=XIDM])", cigar.decode.decode())
        length = sum(int(n) for n, kind in steps if kind in "=XMI"), sum(int(n) for n, kind in steps if kind in "=XMD")
        a, b = (
            [result.end_query + 1 - length[0], result.end_query + 1],
            [result.end_ref + 1 - length[1], result.end_ref + 1],
        )
        found.append({"child": a, "parent": b})
        # Two symbols that match nothing, one a side.
        own[a[0] : a[1]] = ["\x01"] * (a[1] - a[0])
        other[b[0] : b[1]] = ["\x02"] * (b[1] - b[0])
    return found


def sentences_of(text: str) -> list[tuple[int, int]]:
    return [match.span() for match in re.finditer(r"[^。；！？\n]{8,}", text)]


def joined(found: Spans) -> Spans:
    done: Spans = []
    for item in sorted(found, key=lambda item: item["child"]):
        last = done[-1] if done else None
        if last and item["child"][0] - last["child"][1] <= 30 and abs(item["parent"][0] - last["parent"][1]) <= 60:
            last["child"][1] = item["child"][1]
            last["parent"] = [min(last["parent"][0], item["parent"][0]), max(last["parent"][1], item["parent"][1])]
        else:
            done.append({"child": list(item["child"]), "parent": list(item["parent"])})
    return [item for item in done if item["child"][1] - item["child"][0] >= 30]


def edlib_align(child: str, parent: str) -> Spans:
    import edlib

    target, found = folded(parent), []
    for start, end in sentences_of(child):
        result = edlib.align(folded(child[start:end]), target, mode="HW", task="locations", k=int((end - start) * 0.45))
        if result["editDistance"] >= 0:
            first = result["locations"][0]
            found.append({"child": [start, end], "parent": [first[0] or 0, first[1] + 1]})
    return joined(found)


def rapidfuzz_align(child: str, parent: str) -> Spans:
    from rapidfuzz import fuzz, process

    own, other = sentences_of(child), sentences_of(parent)
    if not own or not other:
        return []
    scores = process.cdist(
        [child[a:b] for a, b in own], [parent[a:b] for a, b in other], scorer=fuzz.ratio, score_cutoff=50, workers=1
    )
    found: Spans = [
        {"child": list(own[i]), "parent": list(other[int(row.argmax())])}
        for i, row in enumerate(scores)
        if row.max() >= 50
    ]
    return joined(found)


def difflib_align(child: str, parent: str) -> Spans:
    blocks = difflib.SequenceMatcher(None, child, parent, autojunk=False).get_matching_blocks()
    return joined([{"child": [b.a, b.a + b.size], "parent": [b.b, b.b + b.size]} for b in blocks if b.size >= 8])


ENGINES: dict[str, Callable[[str, str], Spans]] = {
    "ours": ours_align, "parasail SW x8": parasail_align, "edlib per sentence": edlib_align,
    "rapidfuzz per sentence": rapidfuzz_align, "difflib": difflib_align,
}  # fmt: skip


def measured(cases: Sequence[dict[str, Any]], engines: Sequence[str], shared: Path) -> None:
    sys.path.insert(0, str(shared / "eval"))
    from plagdet import plagdet

    times: dict[str, float] = dict.fromkeys(engines, 0.0)
    found: dict[str, list[Any]] = {name: [] for name in engines}
    spurious: dict[str, int] = dict.fromkeys(engines, 0)
    none = sum(case["kind"] == "none" for case in cases)
    for case in cases:
        for name in engines:
            seconds, spans = cpu(lambda: ENGINES[name](case["child"], case["parent"]))  # noqa: B023
            times[name] += seconds
            if case["kind"] == "none":
                spurious[name] += sum(item["child"][1] - item["child"][0] for item in spans)
            elif case["kind"] != "transmit":
                found[name].append((case["truth"], spans))
    for name in engines:
        figures = plagdet(found[name])
        levels = sorted({t["level"] for truth, _ in found[name] for t in truth})
        by_level = [
            plagdet([([t], s) for truth, s in found[name] for t in truth if t["level"] == level])["recall"]
            for level in levels
        ]
        print(
            f"  {name:<23} plagdet {figures['plagdet']:.3f}  precision {figures['precision']:.3f}  recall {figures['recall']:.3f}  "
            f"granularity {figures['granularity']:.3f}  by level {' '.join(f'{value:.3f}' for value in by_level)}  "
            f"spurious {spurious[name] / max(1, none):5.0f}  {1000 * times[name] / len(cases):6.1f} CPU ms"
        )


def planted(shared: Path, half: int) -> list[dict[str, Any]]:
    with gzip.open(shared / "labels" / "reuse.jsonl.gz", "rt", encoding="utf-8") as lines:
        cases = [json.loads(line) for line in lines]
    return [case for case in cases if int(hashlib.md5(case["case"].encode()).hexdigest(), 16) % 2 == half]


def alignment(shared: Path) -> None:
    cases = planted(shared, 1)
    print(
        f"alignment: {len(cases)} held-out planted pairs, mean {statistics.mean(len(c['child']) + len(c['parent']) for c in cases):.0f} characters a pair"
    )
    measured(cases, list(ENGINES), shared)
    docs = [(Document.from_text(case["child"]), Document.from_text(case["parent"]), case["kind"]) for case in cases]
    seconds, verdicts = cpu(lambda: [(kind, compare(child, parent).verdict) for child, parent, kind in docs])
    for kind, right in (("none", "independent"), ("transmit", "transmittal")):
        of = [verdict == right for own, verdict in verdicts if own == kind]
        print(f"  {kind}: {sum(of)} of {len(of)} judged {right}")
    print(f"  compare, with names, masks and verdict: {1000 * seconds / len(docs):.1f} CPU ms a pair")


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


def other_pairs(texts: Sequence[str], name: str, count: int, seed: int) -> Iterator[dict[str, Any]]:
    """Pairs of real documents, three passages of one in the other, cut anywhere and edited one way."""
    rng = random.Random(f"{name}{seed}")
    for _ in range(count):
        host, parent = rng.sample(texts, 2)
        lines, child, truth, taken = host.split("\n"), "", [], []
        step = max(1, len(lines) // 4)
        for part in range(0, len(lines), step):
            child += "\n".join(lines[part : part + step]) + "\n"
            start = rng.randint(0, max(0, len(parent) - 700))
            end = start + rng.randint(100, 700)
            if len(taken) < 3 and all(end + 60 < a or start > b + 60 for a, b in taken):
                taken.append((start, end))
                copy = EDITS[name](parent[start:end], rng)
                truth.append(
                    {
                        "child": [len(child), len(child) + len(copy)],
                        "parent": [start, min(end, len(parent))],
                        "level": 0,
                    }
                )
                child += copy + "\n"
        yield {"kind": "part", "child": child, "parent": parent, "truth": truth}


def edits(shared: Path, count: int) -> None:
    texts = real_texts(shared)
    for name in EDITS:
        print(f"other edits: {name}, {count} pairs")
        measured(
            list(other_pairs(texts, name, count, seed=77)), ["ours", "parasail SW x8", "edlib per sentence"], shared
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


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", nargs="?", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--part", choices=("dups", "growth", "align", "edits", "query", "all"), default="all")
    parser.add_argument("--documents", type=int, default=20_000)
    parser.add_argument("--rounds", type=int, default=3)
    args = parser.parse_args()
    if args.part in ("align", "all"):
        alignment(args.shared)
    if args.part in ("edits", "all"):
        edits(args.shared, 20)
    if args.part in ("dups", "all"):
        dups(args.documents, args.rounds)
    if args.part in ("query", "all"):
        query(args.documents, 60)
    if args.part in ("growth", "all"):
        growth(1)


if __name__ == "__main__":
    main()
