"""``formalism score``: files and folders, checked and scored."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..errors import ConfigError
from .options import add_output, add_paths, add_rule_options

if TYPE_CHECKING:
    from ..findings import Failure, Report
    from ..scorer import Scorer
    from .summary import Summary

FORMATS = ("text", "json", "jsonl", "csv", "html")


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    add_paths(parser)
    add_rule_options(parser)
    add_output(parser, FORMATS)
    parser.add_argument("-j", "--jobs", type=int, default=1, metavar="N", help="进程数，默认 1")
    parser.add_argument("--index", metavar="索引", help="在这个索引里找抄来的段落（formalism index add 建立）")
    parser.add_argument("--parent", metavar="文件", help="与这份上级文件比较")


def run(args: argparse.Namespace) -> int:
    """Score, write the results, print the summary on stderr."""
    from ..bulk import Walk, score_many  # noqa: PLC0415 - the help text needs none of it
    from ..render import SUFFIX_FORMATS, write_results  # noqa: PLC0415
    from .output import chosen_format, output_to  # noqa: PLC0415
    from .summary import Summary  # noqa: PLC0415

    scorer = _scorer(args)
    walk = Walk(args.paths)
    files = list(walk)
    if not files:
        raise ConfigError("没有找到可读的文稿（docx、pdf、html、txt 等），请检查路径")
    summary = Summary(passed_over=dict(walk.passed_over))
    format = chosen_format(args.format, args.output, SUFFIX_FORMATS)
    with output_to(args.output) as out:
        results = score_many(files, jobs=args.jobs, scorer=scorer)
        write_results(_counted(results, summary, len(files)), format, out)
    print(summary.text(), file=sys.stderr)
    if args.output:
        print(f"结果已写入 {args.output}", file=sys.stderr)
    return summary.exit_code(args.fail_on)


def _scorer(args: argparse.Namespace) -> Scorer:
    from ..readers import read  # noqa: PLC0415
    from ..reuse.index import ReuseIndex  # noqa: PLC0415
    from ..rules import RULES, select  # noqa: PLC0415
    from ..scorer import Scorer  # noqa: PLC0415

    return Scorer(
        rules=select(args.select) if args.select else RULES,
        ignore=args.ignore,
        on=args.on,
        index=ReuseIndex.load(args.index) if args.index else None,
        parent=read(args.parent) if args.parent else None,
    )


def _counted(results: Iterator[Report | Failure], summary: Summary, total: int) -> Iterator[Report | Failure]:
    from tqdm import tqdm  # noqa: PLC0415

    # disable=None: no bar where stderr is no terminal.
    for result in tqdm(results, total=total, unit="份", disable=None, file=sys.stderr):
        summary.add(result)
        yield result
