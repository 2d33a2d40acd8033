"""One run of ``formalism score``: sources in, rows out, counted, and continued where it was broken off."""

from __future__ import annotations

import argparse
import hashlib
import sys
from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import Any

from tqdm import tqdm

from ..bulk import Limits, Source, Walk, score_each, source_name
from ..errors import ConfigError
from ..scorer import Scorer
from .part_file import RESUMABLE, PartFile, done_key
from .review import Review
from .rows import Row, RowMaker
from .sinks import sink_for
from .summary import Summary

__all__ = ["Run", "run_name"]

# Options that do not change what is written about a document.
_FREE = frozenset({"jobs", "timeout", "memory", "engine", "resume", "output", "format", "fail_on", "verbose", "run"})


class _Bar(tqdm):  # type: ignore[type-arg]
    """A progress bar without a thread: a process with threads is not forked safely."""

    monitor_interval = 0


class Run:
    """Scores files with the options of the command line."""

    def __init__(self, args: argparse.Namespace, scorer: Scorer, review: Review, format: str) -> None:
        self.args = args
        self.scorer = scorer
        self.review = review
        self.format = format
        self.summary = Summary()
        if args.resume and (format not in RESUMABLE or not args.output):
            raise ConfigError("--resume 只用于 -o 写 jsonl 或 csv 文件")
        if format == "parquet" and not args.output:
            raise ConfigError("parquet 是二进制格式，请用 -o 写入文件")

    def over(self, walk: Walk, files: Sequence[Path]) -> int:
        """Score the files, write the output, say what it came to, return the exit code."""
        output = self.args.output
        run = run_name(self.args, self.scorer, self.format)
        part = PartFile(Path(output), self.format, run, self.args.resume) if output else None
        try:
            with part or nullcontext():
                self._write(walk, files, part)
        except KeyboardInterrupt:
            self._tell(walk)
            if part is not None and part.kept:
                print(f"已完成的在 {part.part}；原命令加 --resume 接着做", file=sys.stderr)
            raise
        self._tell(walk)
        self.review.finish()
        if output:
            print(f"结果已写入 {output}", file=sys.stderr)
        return self.summary.exit_code(self.args.fail_on)

    def _write(self, walk: Walk, files: Sequence[Path], part: PartFile | None) -> None:
        sink = sink_for(self.format, part.write if part else _to_stdout, part is not None and part.started)
        # disable=None: no bar where stderr is no terminal.
        with _Bar(total=len(files), unit="份", disable=None, file=sys.stderr) as bar:
            if part is not None:
                self.summary.earlier = part.earlier
            for row in self._rows(self._sources(walk, files, part, bar)):
                sink.add(row.content)
                self.summary.count(row.tally)
                if row.document is not None:
                    self.review.add(row.document, row.outcomes)
                bar.update()
        sink.end()

    def _rows(self, sources: Iterator[Source]) -> Iterator[Row]:
        args = self.args
        keep = bool(args.suppress or args.write_baseline)
        # The clocks of the rules are in the scorer of this process.
        jobs = None if args.verbose and args.jobs == 1 and not args.engine else args.jobs
        limits = Limits(args.timeout, args.memory * 1024 * 1024)
        finish = RowMaker(self.format, keep)
        return score_each(sources, self.scorer, finish, jobs=jobs, limits=limits, engine=args.engine)

    def _sources(self, walk: Walk, files: Sequence[Path], part: PartFile | None, bar: Any) -> Iterator[Source]:
        """Yield what is to be read: archives opened, without what an earlier run has done."""
        done = part.done.copy() if part else {}
        key = done_key(self.format)
        for path in files:
            for number, source in enumerate(walk.expanded(path)):
                if number and bar.total is not None:
                    bar.total += 1
                name = key(source_name(source)) if done else ""
                if done.get(name, 0):
                    done[name] -= 1
                    bar.update()
                else:
                    yield source

    def _tell(self, walk: Walk) -> None:
        self.summary.passed_over = dict(walk.passed_over)
        print(self.summary.text(), file=sys.stderr)


def run_name(args: argparse.Namespace, scorer: Scorer, format: str) -> str:
    """Return a short name of all options that change what is written about a document."""
    options = {name: value for name, value in vars(args).items() if name not in _FREE}
    told = repr((sorted(options.items()), sorted(scorer.versions.items()), format))
    return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:8]


def _to_stdout(data: bytes) -> None:
    sys.stdout.write(data.decode("utf-8"))
