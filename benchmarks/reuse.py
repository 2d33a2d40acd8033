"""Text reuse beside its peers, each bar of the project in one run.

    python benchmarks/reuse.py [SHARED] [--part NAME] [--documents N]

Needs: datasketch rensa rapidfuzz edlib parasail. SHARED holds labels/ and data/ (by default
../shared). CPU seconds of this process, one thread; every ratio is the median of rounds in
which ours and the peers take turns. Pairs for alignment are the half of the planted cases that
nothing was tuned on (by the hash of the case), and pairs with other edits made here.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import random
import statistics
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from reuse_engines import ENGINES
from reuse_index import dups, growth, memory, query, schemes
from texts import EDITS, ROOT, cpu, real_texts

from formalism_nlp.document import Document
from formalism_nlp.reuse.compare import compare


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


PARTS = ("align", "edits", "dups", "schemes", "query", "growth", "memory")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", nargs="?", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--part", choices=PARTS, action="append", help="only this part; may be repeated")
    parser.add_argument("--documents", type=int, default=20_000)
    parser.add_argument("--rounds", type=int, default=3)
    args = parser.parse_args()
    parts = {
        "align": lambda: alignment(args.shared),
        "edits": lambda: edits(args.shared, 20),
        "dups": lambda: dups(args.documents, args.rounds),
        "schemes": lambda: schemes(args.shared, 900),
        "query": lambda: query(args.documents, 60),
        "growth": lambda: growth(args.rounds),
        "memory": lambda: memory(100_000),
    }
    for part in args.part or PARTS:
        parts[part]()


if __name__ == "__main__":
    main()
