"""Measures of the monitor: planted events found, cost of adding beside scoring, speed of a period report.

Run ``python benchmarks/monitor.py`` (extra ``[monitor]``); ``--seeds 7 8 9`` makes several traffics, ``--documents 0``
leaves out the timings, ``--calm 300`` draws as many pairs of calm years and counts what the alarms make of chance alone.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

from formalism_nlp import Document, Scorer, score_many
from formalism_nlp.monitor import Period, Store, add, add_point, load_policy, period_report
from formalism_nlp.monitor.board import Board, Cell, Scope
from formalism_nlp.monitor.periods import months
from formalism_nlp.monitor.registry import Point, Window, add_window
from formalism_nlp.monitor.watch import warnings_during
from formalism_nlp.rules import select

MAKE = Path(__file__).parent.parent / "corpora" / "make_traffic.py"
# Documents that are scored alone, then added, or the other way round.
TURN = 1_000
# What the monitor reads of the rules; the others change nothing here and cost time.
RULES = ("DOC-05", "DOC-07", "FRM-01", "DUT-01", "DUT-02", "APP")

# Documents a month that a calm county was measured to send (traffics 41 to 48): what each load counts.
CALM = {
    "documents": 7.5, "slips": 10.9, "meetings": 3.6, "inspections": 2.1, "reports": 5.0, "app_tasks": 0.9, "traces": 0.5,
    "deadlines": 15.3, "short_leads": 0.3,
}  # fmt: skip
# Three counties, a bureau with an eighth of it, and their receivers.
POINTS = {"甲县": 1.0, "乙县": 1.0, "丙县": 1.0, "丙县教育局": 0.13, "甲镇": 1.0, "乙镇": 1.0, "丙镇": 1.0}


class Drawn(Board):
    """A board over counts that chance alone drew, without a store."""

    def __init__(self, seed: int) -> None:
        self.policy, self.first, self.last = load_policy(), date(2024, 1, 1), date(2025, 12, 31)
        rng = Random(seed)
        self._cells = {
            Scope(Point(number, name, "county"), "in" if name.endswith("镇") else "out"): _calm(rng, size)
            for number, (name, size) in enumerate(POINTS.items())
        }

    def scopes(self) -> tuple[Scope, ...]:
        """Return the points."""
        return tuple(self._cells)


def _calm(rng: Random, size: float) -> dict[tuple[str, date], Cell]:
    cells = {}
    for month in months(date(2024, 1, 1), date(2025, 12, 31)):
        for load, mean in CALM.items():
            count, left = 0, rng.expovariate(mean * size)
            while left < 1:
                count, left = count + 1, left + rng.expovariate(mean * size)
            # One demand for reports in four asks for two.
            values = tuple(float(1 + (load == "reports" and rng.random() < 1 / 4)) for _ in range(count))
            cells[load, month.first] = Cell(values, ("",) * count, (0,) * count)
    return cells


def calm(many: int) -> None:
    """Print in how many of the drawn pairs of years an alarm was raised."""
    boards = (Drawn(seed) for seed in range(many))
    raised = [
        [*warnings_during(board, Period.parse("2024")), *warnings_during(board, Period.parse("2025"))]
        for board in boards
    ]
    issued = sum(any(one.scope.box == "out" and one.measure == "documents" for one in alarms) for alarms in raised)
    other = sum(any(one.scope.box == "in" or one.measure != "documents" for one in alarms) for alarms in raised)
    print(
        f"calm: of {many} times two years, {issued} with an alarm on what is issued, {other} with one on another load"
    )


def fill(folder: Path, seed: int) -> Path:
    """Make a traffic, its points and its store; return the store."""
    subprocess.run([sys.executable, str(MAKE), str(folder), "--seed", str(seed)], check=True, capture_output=True)
    path = folder / "store.duckdb"
    with Store(path) as store:
        set_up(store, json.loads((folder / "events.json").read_text(encoding="utf-8")))
        add(store, [folder / "traffic.jsonl"], scorer=Scorer(rules=select(RULES), model=False))
    return path


def set_up(store: Store, events: list[dict[str, Any]]) -> None:
    """Register the points that the events name, and the inspection."""
    units = {scope[:-2] for event in events for scope in event.get("scopes", ())}
    for unit in sorted(units):
        add_point(store, unit, receivers=12 if "县" in unit else 1)
    for event in events:
        if event["kind"] == "rebound":
            first, last = map(date.fromisoformat, event["window"])
            add_window(store, Window(event["unit"], first, last, "专项督查"))


def judge(board: Board, events: list[dict[str, Any]]) -> dict[str, int]:
    """Count planted events found and missed, and what was raised where nothing was planted."""
    report = period_report(board, Period.parse("2025"))
    alarms = {(alarm.scope.title, alarm.measure) for alarm in report.alarms}
    early = {(a.scope.title, a.measure) for a in period_report(board, Period.parse("2024")).alarms}
    pairs = {(one.scope.title, one.pair.id) for one in report.substitutions if one.shown and one.scope.point}
    back = {one.scope.title for one in report.rebounds if one.shown}
    titles = {row["id"]: row["title"] for row in board.store.rows("SELECT id, title FROM documents")}
    repeats = [{titles[one] for one in found.documents} for found in report.findings if found.code == "DOC-17"]
    calm = {scope for event in events if event["kind"] == "calm" for scope in event["scopes"]}
    allowed = {tuple(pair) for event in events if event["kind"] == "allowed" for pair in event["alarms"]}
    planted: list[bool] = []
    pairs_planted = set()
    for event in events:
        if event["kind"] == "over_issue":
            planted.append((event["scopes"][0], "documents") in alarms)
        elif event["kind"] == "rebound":
            planted.append(event["scopes"][0] in back)
        elif event["kind"] == "substitution":
            planted.append((event["scopes"][0], event["pair"]) in pairs)
            pairs_planted |= {(scope, event["pair"]) for scope in event["scopes"]}
        elif event["kind"] == "repeat":
            planted.append(any(set(event["titles"]) <= found for found in repeats))
    false = (alarms - allowed) | early | {("pair", *one) for one in pairs - pairs_planted}
    return {
        "planted": len(planted), "found": sum(planted), "false": len(false),
        "calm_alarms": sum(scope in calm for scope, *_ in (alarms | early | pairs)),
    }  # fmt: skip


def quality(seeds: list[int]) -> None:
    """Print precision and recall over the traffics of some seeds."""
    total = dict.fromkeys(("planted", "found", "false", "calm_alarms"), 0)
    for seed in seeds:
        with tempfile.TemporaryDirectory() as folder:
            path = fill(Path(folder), seed)
            events = json.loads((Path(folder) / "events.json").read_text(encoding="utf-8"))
            with Store(path, read_only=True) as store:
                one = judge(Board(store, load_policy()), events)
        print(f"seed {seed}: {one}")
        total = {key: total[key] + one[key] for key in total}
    recall, precision = total["found"] / total["planted"], total["found"] / (total["found"] + total["false"])
    print(
        f"planted events: recall {recall:.3f}, precision {precision:.3f}, alarms at calm points {total['calm_alarms']}"
    )


def invented(many: int, seed: int) -> list[str]:
    """Return the texts of as many traffics as it takes to have that many, none twice."""
    texts: dict[str, None] = {}
    while len(texts) < many:
        with tempfile.TemporaryDirectory() as folder:
            subprocess.run([sys.executable, str(MAKE), folder, "--seed", str(seed)], check=True, capture_output=True)
            lines = (Path(folder) / "traffic.jsonl").read_text(encoding="utf-8").splitlines()
        texts |= dict.fromkeys(json.loads(line)["text"] for line in lines)
        seed += 1
    return list(texts)[:many]


def cost(texts: list[str]) -> None:
    """Print what adding costs beside scoring, in CPU time, and how long reports over the result take.

    Both take turns, a thousand documents each, first one and then the other: a machine that slows down slows both.
    """
    for words, scorer in (("with the model", Scorer()), ("without the model", Scorer(model=False))):
        scorer.score(Document.from_text(texts[0]))
        alone = whole = 0.0
        added = 0
        with tempfile.TemporaryDirectory() as folder, Store(Path(folder) / "s.duckdb") as store:
            for turn, start in enumerate(range(0, len(texts), TURN)):
                files = Path(folder) / f"in{turn}"
                files.mkdir()
                for number, text in enumerate(texts[start : start + TURN]):
                    (files / f"{number:05d}.txt").write_text(text, encoding="utf-8")

                def scored(files: Path = files, scorer: Scorer = scorer) -> None:
                    for _ in score_many(sorted(files.iterdir()), scorer=scorer):
                        pass

                def kept(files: Path = files, scorer: Scorer = scorer, store: Store = store) -> None:
                    nonlocal added
                    added += add(store, [files], scorer=scorer).new

                for run in (scored, kept) if turn % 2 else (kept, scored):
                    begun = time.process_time()
                    run()
                    if run is kept:
                        whole += time.process_time() - begun
                    else:
                        alone += time.process_time() - begun
            print(f"add {added} documents {words}: {whole / alone - 1:+.1%} beside scoring alone ({alone:.1f} s)")
            store.close()
            reports(Path(folder) / "s.duckdb")


def speed(path: Path, copies: int) -> None:
    """Print the time of a period report over many documents: the traffic copied under other names."""
    with Store(path) as store:
        tables = {
            name: [row["name"] for row in store.rows(f"SELECT name FROM pragma_table_info('{name}')")]
            for name in ("documents", "findings", "directives")
        }
        for copy in range(1, copies):
            for table, columns in tables.items():
                key = "id" if table == "documents" else "document"
                changed = {key: f"{key} || '-{copy}'", "issuer": f"replace(issuer, '县', '{copy}县')"}
                store.execute(
                    f"INSERT INTO {table} SELECT {', '.join(changed.get(name, name) for name in columns)} FROM {table} WHERE NOT contains({key}, '-')"
                )
    reports(path)


def reports(path: Path) -> None:
    """Print how long the reports of a month, a quarter and a year take."""
    with Store(path, read_only=True) as store:
        count = store.value("SELECT count(*) FROM documents")
        for name in ("2025-03", "2025Q1", "2025"):
            wall, cpu = time.perf_counter(), time.process_time()
            period_report(Board(store, load_policy()), Period.parse(name))
            print(
                f"report {name} over {count} documents: {time.perf_counter() - wall:.2f} s ({time.process_time() - cpu:.2f} s CPU)"
            )


def main() -> None:
    """Run all measures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, nargs="+", default=[7, 8, 9], help="traffics for precision and recall")
    parser.add_argument("--documents", type=int, default=400, help="documents whose adding is timed; 0: none")
    parser.add_argument("--calm", type=int, default=0, help="pairs of calm years to draw")
    arguments = parser.parse_args()
    quality(arguments.seeds)
    if arguments.calm:
        calm(arguments.calm)
    if not arguments.documents:
        return
    with tempfile.TemporaryDirectory() as folder:
        cost(invented(arguments.documents, arguments.seeds[0]))
        speed(fill(Path(folder), arguments.seeds[0]), 13)


if __name__ == "__main__":
    main()
