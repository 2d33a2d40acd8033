"""Scoring and near-duplicates on Dask, Ray and Spark beside one process and our own pool, in one run.

Engines that are not installed are left out. Real texts are read from the research data beside the checkout,
without it invented ones are used. Times hang on the machine: read the ratios.

    python benchmarks/engines.py --texts 300 --duplicates 3000
"""

from __future__ import annotations

import argparse
import gzip
import importlib.util
import json
import os
import re
import shutil
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np
import psutil
from engine_jobs import DUPLICATES, SCORERS, segments_of
from texts import ROOT, Maker, document

from formalism_nlp.document import Document
from formalism_nlp.reuse.index import ReuseIndex

SHARED = ROOT.parent / "shared"
WORKERS = 2
THRESHOLD = 0.6


class Watch:
    """Memory and processor time of this process and all below it, and an accident after so many seconds."""

    def __init__(self, kill_after: float | None = None) -> None:
        self.kill_after = kill_after
        self.peak = 0
        self.spent: dict[int, float] = {}
        self.before = sum(psutil.Process().cpu_times()[:2])
        self.killed = ""
        self.over = threading.Event()
        self.thread = threading.Thread(target=self._run, daemon=True)

    def __enter__(self) -> Watch:
        self.start = time.perf_counter()
        self.thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.seconds = time.perf_counter() - self.start
        self.over.set()
        self.thread.join()

    @property
    def cpu(self) -> float:
        """Seconds of all processes, as they were last seen."""
        return sum(self.spent.values()) - self.before

    def _run(self) -> None:
        while not self.over.wait(0.2):
            held = 0
            processes = psutil.Process().children(recursive=True)
            for process in [psutil.Process(), *processes]:
                try:
                    held += process.memory_full_info().pss
                    self.spent[process.pid] = sum(process.cpu_times()[:2])
                except psutil.Error:
                    continue
            self.peak = max(self.peak, held)
            if self.kill_after and not self.killed and time.perf_counter() - self.start > self.kill_after:
                self._kill(processes)

    def _kill(self, processes: Sequence[psutil.Process]) -> None:
        """Kill the process that has worked most among those that hold a worker's memory."""
        busiest, most = None, 0.0
        for process in processes:
            try:
                name = " ".join(process.cmdline())[:400]
                if "java" in name or "raylet" in name or "gcs_server" in name or process.memory_info().rss < 80 << 20:
                    continue
                spent = sum(process.cpu_times()[:2])
            except psutil.Error:
                continue
            if spent > most:
                busiest, most = process, spent
        if busiest is not None:
            self.killed = busiest.name()
            busiest.kill()


def real(shared: Path) -> list[str]:
    """Documents of the research data, the short and the long too, without the reserved ones."""
    reserved = set(json.loads((shared / "labels" / "reserved.json").read_text(encoding="utf-8")))
    with gzip.open(shared / "data" / "corpus.jsonl.gz", "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    return [row["text"] for row in rows if row["id"] not in reserved and 200 < len(row["text"]) < 10_000]


def pieces(texts: Sequence[str], many: int, characters: int) -> list[str]:
    """Cut texts into runs of whole sentences of at least so many characters, none twice."""
    found: dict[str, None] = {}
    for text in texts:
        piece = ""
        for sentence in re.split("(?<=[。\\n])", text):
            piece += sentence
            if len(piece) >= characters:
                found[piece] = None
                piece = ""
        if len(found) >= many:
            break
    return list(found)[:many]


def there(engine: str) -> bool:
    needs = {"dask": "distributed", "ray": "ray", "spark": "pyspark"}
    found = engine not in needs or importlib.util.find_spec(needs[engine]) is not None
    return found and (engine != "spark" or shutil.which("java") is not None)


def scoring(texts: Sequence[str], engines: Sequence[str], kill: bool) -> None:
    expected: list[str] = []
    print(f"\n{len(texts)} texts scored, {sum(map(len, texts)) // len(texts)} characters each, {WORKERS} workers")
    print("engine      first s   all s   after first, texts/s   CPU s   memory MB   same   with a worker killed")
    for name in engines:
        lines: list[str] = []
        first = 0.0
        with Watch() as watch:
            for line in SCORERS[name](texts, WORKERS):
                first = first or time.perf_counter() - watch.start
                lines.append(line)
        expected = expected or lines
        rate = len(texts) / (watch.seconds - first) if watch.seconds > first else 0.0
        accident = _accident(SCORERS[name], texts, expected, watch.seconds) if kill and name != "one process" else ""
        print(
            f"{name:<12}{first:7.1f} {watch.seconds:7.1f} {rate:15.1f} {watch.cpu:14.1f} {watch.peak >> 20:11} "
            f"{'yes' if lines == expected else 'NO':>9}   {accident}",
            flush=True,
        )


def _accident(work: Callable[..., Iterator[str]], texts: Sequence[str], expected: list[str], seconds: float) -> str:
    try:
        with Watch(kill_after=seconds * 0.6) as watch:
            lines = list(work(texts, WORKERS))
    except Exception as error:  # what an engine does then is what is measured
        return f"{type(error).__name__}"
    return f"{watch.killed} killed: {'same' if lines == expected else 'NOT the same'}, {watch.seconds:.1f} s"


def duplicates(docs: Sequence[Document], engines: Sequence[str]) -> None:
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "index"
        segments_of(docs, folder)
        index = ReuseIndex.load(folder)
        with Watch() as watch:
            expected = index.near_duplicates(THRESHOLD)
        print(
            f"\nNear-duplicates among {len(docs)} texts in {index.info()['segments']} segments: {len(expected)} pairs"
        )
        print("engine       all s   CPU s   memory MB   same")
        print(f"{'one process':<12}{watch.seconds:6.1f} {watch.cpu:7.1f} {watch.peak >> 20:11}")
        for name in engines:
            with Watch() as watch:
                found = DUPLICATES[name](folder, THRESHOLD, WORKERS)
            print(
                f"{name:<12}{watch.seconds:6.1f} {watch.cpu:7.1f} {watch.peak >> 20:11}   {'yes' if found == expected else 'NO'}",
                flush=True,
            )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--texts", type=int, default=300)
    parser.add_argument("--duplicates", type=int, default=3000)
    parser.add_argument("--characters", type=int, help="score pieces of about so many characters, not whole texts")
    parser.add_argument(
        "--engines", nargs="+", default=list(SCORERS), help="those to score with; the first is compared with"
    )
    parser.add_argument("--kill", action="store_true", help="run each again and kill a worker on the way")
    args = parser.parse_args()
    known = real(SHARED) if (SHARED / "data").is_dir() else Maker(5).texts(max(args.texts, args.duplicates))
    rng = np.random.default_rng(5)
    texts = [known[n] for n in rng.permutation(len(known))[: max(args.texts, args.duplicates)]]
    print(json.dumps({"processors": os.cpu_count(), "load": os.getloadavg()[0]}))
    if args.texts:
        scored = pieces(known, args.texts, args.characters) if args.characters else texts[: args.texts]
        scoring(scored, [name for name in args.engines if there(name)], args.kill)
    docs = [document(n, text) for n, text in enumerate(texts[: args.duplicates])]
    if docs:
        duplicates(docs, [name for name in DUPLICATES if there(name) and name in args.engines])


if __name__ == "__main__":
    main()
