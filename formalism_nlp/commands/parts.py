"""``formalism score --engine … -o 文件夹/``: a folder of part files, written by the workers themselves."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tqdm import tqdm

from ..bulk import Limits, Source, Walk
from ..errors import ConfigError
from ..findings import Failure, Report
from .runs import run_name
from .summary import Summary, Tally

if TYPE_CHECKING:
    from ..engine import Partition
    from ..scorer import Scorer

__all__ = ["is_folder", "score_into_parts"]

_MB = 1024 * 1024


def is_folder(output: str) -> bool:
    """Tell whether an output is a folder: it is one, or is written as one."""
    return output.endswith(("/", "\\")) or Path(output).is_dir()


def score_into_parts(args: argparse.Namespace, scorer: Scorer) -> int:
    """Score into parts, print the summary on stderr, return the exit code."""
    from ..engine import Output, score_parts  # noqa: PLC0415 - an optional extra

    if args.suppress or args.write_baseline:
        raise ConfigError("写成分片时不支持 --suppress 和 --write-baseline；请写成一个文件：-o 结果.jsonl")
    format = args.format or "jsonl"
    walk = Walk(args.paths)
    summary = Summary()
    output = Output(args.output, format, run_name(args, scorer, format), _count)
    limits = Limits(args.timeout, args.memory * _MB)
    parts = score_parts(_partitions(args, walk), output, scorer, limits=limits, engine=args.engine, jobs=args.jobs)
    for part in tqdm(parts, unit="片", disable=None, file=sys.stderr):
        for counts in part.counted:
            summary.count(Tally(**counts))
    if not (summary.reports or summary.errors):
        raise ConfigError("没有找到可读的文稿（docx、pdf、html、txt，或 jsonl、parquet 分片），请检查路径")
    summary.passed_over = dict(walk.passed_over)
    print(summary.text(), file=sys.stderr)
    print(f"分片已写入 {args.output}", file=sys.stderr)
    return summary.exit_code(args.fail_on)


def _count(result: Report | Failure) -> dict[str, Any]:
    tally = Tally.of(result)
    return {"error": tally.error, "warned": tally.warned, "by_code": dict(tally.by_code), "worst": tally.worst}


def _partitions(args: argparse.Namespace, walk: Walk) -> Iterator[Partition]:
    """A folder of JSONL or Parquet files is partitioned already; documents are, in their order."""
    from ..engine import file_partitions, row_partitions  # noqa: PLC0415

    if len(args.paths) == 1 and _holds_rows(Path(args.paths[0])):
        yield from row_partitions(args.paths[0])
        return

    def sources() -> Iterator[Source]:
        for path in walk:
            yield from walk.expanded(path)

    yield from file_partitions(sources())


def _holds_rows(folder: Path) -> bool:
    return folder.is_dir() and any(next(folder.rglob(f"*{suffix}"), None) for suffix in (".jsonl", ".parquet"))
