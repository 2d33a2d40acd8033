"""``formalism score``: files and folders, checked and scored."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import ConfigError
from .options import add_output, add_paths, add_rule_options
from .review import Review, add_review_options

if TYPE_CHECKING:
    from ..scorer import Scorer

FORMATS = ("text", "json", "jsonl", "csv", "html", "docx", "parquet")
# A browser needs 2 s to open a page of 500 documents; nobody reads a page of more than this.
MOST_IN_PAGE = 2000


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    add_paths(parser)
    add_rule_options(parser)
    add_review_options(parser)
    add_output(parser, FORMATS)
    parser.add_argument("-j", "--jobs", type=int, default=1, metavar="N", help="进程数，默认 1")
    parser.add_argument("--timeout", type=float, default=120.0, metavar="秒", help="一份文件最多处理多久，默认 120")
    parser.add_argument(
        "--memory", type=int, default=512, metavar="MB", help="一份文件最多用多少内存（Linux），默认 512"
    )
    parser.add_argument("--resume", action="store_true", help="接着做上次中断的运行（-o 写 jsonl 或 csv 时）")
    parser.add_argument(
        "--engine",
        metavar="引擎",
        help="在 dask 集群上做：dask（本机 -j 个进程）或调度器地址 tcp://主机:8786；-o 给文件夹（以 / 结尾）时写成分片",
    )
    parser.add_argument("--index", metavar="索引", help="在这个索引里找抄来的段落（formalism index add 建立）")
    parser.add_argument("--parent", metavar="文件", help="与这份上级文件比较")
    parser.add_argument("--profile", metavar="方案", help="用自己的评分方案（formalism profile 打印随库方案）")


def run(args: argparse.Namespace) -> int:
    """Score, write the results, print the summary on stderr."""
    from ..bulk import Walk  # noqa: PLC0415 - the help text needs none of it
    from ..render import SUFFIX_FORMATS  # noqa: PLC0415
    from .output import chosen_format  # noqa: PLC0415
    from .parts import is_folder, score_into_parts  # noqa: PLC0415
    from .runs import Run  # noqa: PLC0415

    scorer, review = _scorer(args)
    if args.format == "docx" or (args.format is None and (args.output or "").lower().endswith(".docx")):
        return _marked(args, scorer)
    if args.engine and args.output and is_folder(args.output):
        return score_into_parts(args, scorer)
    walk = Walk(args.paths)
    files = [path for path in walk if args.output is None or path.absolute() != Path(args.output).absolute()]
    if not files:
        raise ConfigError("没有找到可读的文稿（docx、pdf、html、txt 等），请检查路径")
    format = chosen_format(args.format, args.output, SUFFIX_FORMATS)
    if format == "html" and len(files) > MOST_IN_PAGE:
        raise ConfigError(f"{len(files)} 份文件放在一页里打不开；请用 --format csv 或 jsonl，或分文件夹做")
    run = Run(args, scorer, review, format)
    return run.over(walk, files)


def _marked(args: argparse.Namespace, scorer: Scorer) -> int:
    from .marking import mark  # noqa: PLC0415
    from .summary import Summary  # noqa: PLC0415

    summary = Summary()
    summary.add(mark(args.paths, args.output, scorer))
    return summary.exit_code(args.fail_on)


def _scorer(args: argparse.Namespace) -> tuple[Scorer, Review]:
    from ..readers import read  # noqa: PLC0415
    from ..reuse.index import ReuseIndex  # noqa: PLC0415
    from ..rules import RULES, select  # noqa: PLC0415
    from ..scorer import Scorer  # noqa: PLC0415

    rules = select(args.select) if args.select else RULES
    review = Review(args, rules)
    scorer = Scorer(
        rules=rules,
        ignore=args.ignore,
        learned=not args.patterns_only,
        on=args.on,
        index=ReuseIndex.load(args.index) if args.index else None,
        parent=read(args.parent) if args.parent else None,
        profile=args.profile,
        review=review.steps,
    )
    # Worker processes keep their own clocks.
    scorer.times = review.times if args.jobs == 1 else None
    return scorer, review
