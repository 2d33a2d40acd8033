"""The whole way, from file to line of output, beside plain ways to do less: writes benchmarks/results.md.

    python benchmarks/end_to_end.py [--texts N] [--rounds N]

Reads ../shared/data (texts reserved for measuring quality are left out). Ratios are of CPU seconds of this process,
rounds interleaved, medians; documents a second and memory are of `formalism score -j 1` and `-j 2` as a user runs it:
wall-clock time, and the memory of all its processes together (PSS).
"""

from __future__ import annotations

import argparse
import csv
import gzip
import io
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from hostile_run import tree_memory

import formalism_nlp.tokens as tokens
from formalism_nlp import Document, Scorer, read
from formalism_nlp.bulk import SUFFIXES
from formalism_nlp.commands.rows import RowMaker
from formalism_nlp.errors import ReadError
from formalism_nlp.model import unit_odds
from formalism_nlp.rules import RULES, Reading, run_rules
from formalism_nlp.tokens import Tokenizer, official_words

SHARED = Path(__file__).resolve().parents[2] / "shared"
RESULTS = Path(__file__).with_name("results.md")
# As many texts as give stable ratios in a minute.
SAMPLE = 120


def corpus_texts() -> list[str]:
    reserved = set(json.loads((SHARED / "labels" / "reserved.json").read_text(encoding="utf-8")))
    with gzip.open(SHARED / "data" / "corpus.jsonl.gz", "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    return [row["text"] for row in rows if row["doc_class"] == "gongwen" and row["id"] not in reserved]


def cpu(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def medians(engines: dict[str, Callable[[], object]], rounds: int) -> dict[str, float]:
    """CPU seconds of each engine, rounds interleaved."""
    runs: dict[str, list[float]] = {name: [] for name in engines}
    for _ in range(rounds):
        for name, work in engines.items():
            runs[name].append(cpu(work))
    return {name: statistics.median(found) for name, found in runs.items()}


def use_tokenizer(fast: bool) -> None:
    """Cut with or without rjieba from now on."""
    tokenizer = Tokenizer(fast=fast)
    tokenizer.cut("预热0.5-1")
    tokens.default_tokenizer = lambda: tokenizer  # type: ignore[assignment]


def against_jieba(texts: Sequence[str], rounds: int) -> list[str]:
    """The whole scoring of texts beside jieba's cutting of the same texts."""
    import jieba

    jieba.setLogLevel(60)
    jieba.initialize()
    scorer = Scorer()

    def ours(fast: bool) -> None:
        use_tokenizer(fast)
        for text in texts:
            scorer.score(Document.from_text(text))

    ours(True)
    found = medians(
        {
            "jieba": lambda: [jieba.lcut(text) for text in texts],
            "plain": lambda: ours(False),
            "fast": lambda: ours(True),
        },
        rounds,
    )
    # Making a tokenizer is no part of a text.
    start = {fast: cpu(lambda fast=fast: use_tokenizer(fast)) for fast in (False, True)}
    plain, fast = found["plain"] - start[False], found["fast"] - start[True]
    rows = [f"| jieba.lcut alone | {1000 * found['jieba'] / len(texts):.1f} | 1 | |"]
    rows += [
        f"| whole scoring, plain jieba | {1000 * plain / len(texts):.1f} | {plain / found['jieba']:.2f} | at most 2 |"
    ]
    rows += [f"| whole scoring, [fast] | {1000 * fast / len(texts):.1f} | {fast / found['jieba']:.2f} | below 1 |"]
    rows += bureaucratese(texts, found["jieba"], rounds)
    return ["| | ms a text | × jieba | bar |", "| --- | --- | --- | --- |", *rows]


def bureaucratese(texts: Sequence[str], jieba_seconds: float, rounds: int) -> list[str]:
    """The package of that name counts words of a list; the one on PyPI comes without its list, so it gets ours."""
    try:
        from bureaucratese import BureaucrateseAnalyzer
    except ImportError:
        return ["| bureaucratese (not installed) | | | |"]
    with tempfile.NamedTemporaryFile("w", suffix=".csv", encoding="utf-8") as table:
        rows = [(word, "官方话语", frequency) for word, frequency in official_words().items()]
        csv.writer(table).writerows([("Word", "typeOfWord", "Frequency"), *rows])
        table.flush()
        analyzer = BureaucrateseAnalyzer(table.name)
    seconds = medians({"it": lambda: [analyzer.analyze_text(text) for text in texts]}, rounds)["it"]
    return [
        f"| bureaucratese: one density from a word list | {1000 * seconds / len(texts):.1f} | {seconds / jieba_seconds:.2f} | |"
    ]


def stages(texts: Sequence[str], rounds: int) -> list[str]:
    """The share of each stage in the scoring of texts, and of making the line of output."""
    use_tokenizer(True)
    scorer, row = Scorer(), RowMaker("jsonl")
    docs = [Document.from_text(text) for text in texts]
    reports = [scorer.score(doc) for doc in docs]
    found = medians(
        {
            "reading: anatomy, sentences": lambda: [Document.from_text(text) for text in texts],
            "directives": lambda: [Reading(doc).directives for doc in docs],
            "directives and rules": lambda: [run_rules(Reading(doc), RULES) for doc in docs],
            "classes of sentences": lambda: [unit_odds(doc) for doc in docs],
            "all after reading": lambda: [scorer.score(doc) for doc in docs],
            "line of output": lambda: [row(report) for report in reports],
        },
        rounds,
    )
    found["rules"] = found.pop("directives and rules") - found["directives"]
    found["parts, score, changes"] = (
        found.pop("all after reading") - found["directives"] - found["rules"] - found["classes of sentences"]
    )
    whole = sum(found.values())
    lines = [
        f"| {name} | {1000 * seconds / len(texts):.1f} | {seconds / whole:.0%} |" for name, seconds in found.items()
    ]
    return ["| stage ([fast]) | ms a text | share |", "| --- | --- | --- |", *lines]


def against_plain_wiring(texts: Sequence[str], rounds: int) -> list[str]:
    """PDF files: ours beside pdfplumber, jieba and a linear model of scikit-learn put together."""
    import jieba
    import pdfplumber
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline

    use_tokenizer(True)
    model = make_pipeline(TfidfVectorizer(tokenizer=jieba.lcut, token_pattern=None), LogisticRegression())
    sentences = [line for text in texts[:40] for line in text.split("。") if line.strip()]
    model.fit(sentences, [n % 8 for n in range(len(sentences))])
    # pdfplumber needs minutes for the longest, which would decide alone.
    files = [path.read_bytes() for path in sorted((SHARED / "data" / "files" / "pdf").glob("*.pdf"))]
    files = [data for data in files if len(data) < 400_000 and readable(data)]
    scorer = Scorer()

    def plain() -> None:
        for data in files:
            with pdfplumber.open(io.BytesIO(data)) as pdf:
                text = "".join(page.extract_text() or "" for page in pdf.pages)
            model.predict([line for line in text.split("。") if line.strip()])

    found = medians({"ours": lambda: [scorer.score(data) for data in files], "plain": plain}, rounds)
    return [
        f"{len(files)} real PDF files, CPU seconds: ours {found['ours']:.1f}, pdfplumber + jieba + scikit-learn "
        f"{found['plain']:.1f}: **{found['plain'] / found['ours']:.1f} ×** (bar: 8)."
    ]


def readable(data: bytes) -> bool:
    try:
        read(data)
    except ReadError:
        return False
    return True


def run_cli(folder: Path, jobs: int) -> tuple[float, int]:
    """Wall-clock seconds and peak memory of the command over a folder."""
    with tempfile.TemporaryDirectory() as temporary:
        command = [sys.executable, "-m", "formalism_nlp", "score", str(folder), "-j", str(jobs)]
        start = time.perf_counter()
        peak = 0
        with subprocess.Popen(
            [*command, "-o", f"{temporary}/out.jsonl"], stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL
        ) as run:
            while run.poll() is None:
                peak = max(peak, tree_memory(run.pid))
                time.sleep(0.1)
        return time.perf_counter() - start, peak


def command_line(texts: Sequence[str], count: int) -> list[str]:
    """Documents and megabytes a second of the command, and its memory, for texts and real files."""
    rows = ["| what | files | processes | files/s | MB/s | peak memory |", "| --- | --- | --- | --- | --- | --- |"]
    growth: dict[int, dict[int, tuple[float, int]]] = {}
    with tempfile.TemporaryDirectory() as temporary:
        for many in (1, count // 10, count):
            folder = Path(temporary, str(many))
            for n in range(many):
                inside = folder / f"{n // 500:03}"
                inside.mkdir(parents=True, exist_ok=True)
                (inside / f"{n:06}.txt").write_text(f"{texts[n % len(texts)]}\n", encoding="utf-8")
            growth[many] = {jobs: run_cli(folder, jobs) for jobs in (1, 2)}
            rows += [line("texts", folder, many, jobs, growth[many][jobs]) for jobs in (1, 2)]
    for kind in ("docx", "pdf", "html"):
        folder = SHARED / "data" / "files" / kind
        many = sum(path.suffix in SUFFIXES for path in folder.iterdir())
        rows += [line(kind, folder, many, jobs, run_cli(folder, jobs)) for jobs in (1, 2)]
    # What starting takes is seen in the run over one text.
    (_, none), (few, first), (many, last) = growth.items()
    each = {
        jobs: (last[jobs][0] - first[jobs][0]) / (many - few) / ((first[jobs][0] - none[jobs][0]) / (few - 1))
        for jobs in (1, 2)
    }
    told = "; ".join(
        f"{jobs} process{'es' * (jobs > 1)}: a further text takes {each[jobs]:.2f} of one of the first {few}, memory "
        f"{last[jobs][1] / first[jobs][1]:.2f} ×"
        for jobs in (1, 2)
    )
    return [*rows, "", f"Growth from {few} to {many} texts: {told}."]


def line(what: str, folder: Path, many: int, jobs: int, found: tuple[float, int]) -> str:
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    seconds, peak = found
    return f"| {what} | {many} | {jobs} | {many / seconds:.1f} | {size / 1e6 / seconds:.2f} | {peak / 2**20:.0f} MB |"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--texts", type=int, default=10_000, help="texts for the command line")
    parser.add_argument("--rounds", type=int, default=3)
    args = parser.parse_args()
    # One thread: what is compared is work, not cores.
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    texts = corpus_texts()
    sample = texts[:: max(1, len(texts) // SAMPLE)][:SAMPLE]
    sections: list[tuple[str, Callable[[], list[str]]]] = [
        (f"{len(sample)} real texts beside jieba, CPU", lambda: against_jieba(sample, args.rounds)),
        ("Where the time goes, CPU", lambda: stages(sample, args.rounds)),
        ("Real PDF files beside the plain way", lambda: against_plain_wiring(texts, 1)),
        ("The command, wall-clock time", lambda: command_line(texts, args.texts)),
    ]
    characters = sum(map(len, sample)) // len(sample)
    lines = [
        "# End to end",
        "",
        f"Written by `benchmarks/end_to_end.py`; a text has {characters} characters on average.",
    ]
    for title, section in sections:
        lines += ["", f"## {title}", "", *section()]
        print(title, *lines[lines.index(f"## {title}") + 2 :], sep="\n", flush=True)
    RESULTS.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
