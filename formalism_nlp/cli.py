"""The command ``formalism``: parse, call, print, exit code."""

from __future__ import annotations

import argparse
import sys
import traceback
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from . import __version__
from .errors import ConfigError, FormalismError

__all__ = ["main"]

OK, FINDINGS, USAGE, UNREAD, INTERNAL = range(5)
FORMATS = ("text", "json", "jsonl", "csv", "html")


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command and return its exit code.

    0 nothing at or above ``--fail-on``; 1 findings; 2 usage or configuration; 3 some
    inputs could not be read; 4 internal error.
    """
    args = _parser().parse_args(argv)
    try:
        return int(args.run(args))
    except ConfigError as error:
        print(f"formalism：{error}", file=sys.stderr)
        return USAGE
    except FormalismError as error:
        print(f"formalism：{error}", file=sys.stderr)
        return UNREAD
    except BrokenPipeError:
        sys.stderr.close()
        return OK
    except KeyboardInterrupt:
        print("formalism：已中断", file=sys.stderr)
        return 130
    except Exception as error:
        if getattr(args, "verbose", False):
            traceback.print_exc()
        print(f"formalism：程序内部错误：{error}（加 -v 看详情）", file=sys.stderr)
        return INTERNAL


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        "formalism", description="查找公文中的形式主义：在哪里、有多重、为什么，并给出原文。"
    )
    parser.add_argument("--version", action="version", version=f"formalism_nlp {__version__}")
    commands = parser.add_subparsers(title="命令", required=True, metavar="命令")
    _score_command(commands.add_parser("score", help="检查并评分：文件或文件夹"))
    _check_command(commands.add_parser("check", help="只按规则检查，不评分"))
    read = commands.add_parser("read", help="读出文件的要素和结构")
    read.add_argument("path", metavar="文件")
    read.add_argument("--format", choices=("text", "json"), default="text", help="输出格式")
    read.set_defaults(run=_read)
    _compare_command(commands.add_parser("compare", help="比较两份文件：哪里相同、替换了什么、是照抄还是借用"))
    _index_command(commands.add_parser("index", help="文件索引：找出处、找雷同"))
    rules = commands.add_parser("rules", help="列出规则，或说明一条规则")
    rules.add_argument("code", nargs="?", metavar="规则", help="例如 DOC-01")
    rules.set_defaults(run=_rules)
    train = commands.add_parser("train", help="重新训练句子分类模型（需要标注数据）")
    train.add_argument("--shared", required=True, metavar="文件夹", help="标注数据和语料所在的文件夹")
    train.add_argument("--own", default="corpora/labels", metavar="文件夹", help="另加的标注数据，默认 corpora/labels")
    train.add_argument("--output", default="models", metavar="文件夹", help="模型写到哪里，默认 models")
    train.set_defaults(run=_train)
    evaluate = commands.add_parser("evaluate", help="用标注数据检验句子分类模型")
    evaluate.add_argument("data", metavar="数据", help="标注句子，一行一个 JSON")
    evaluate.add_argument("--cv", action="store_true", help="按文件交叉验证，不用随库模型")
    evaluate.set_defaults(run=_evaluate)
    for command in commands.choices.values():
        command.add_argument("-v", "--verbose", action="store_true", help="出错时显示详情")
    return parser


def _score_command(parser: argparse.ArgumentParser) -> None:
    _common(parser)
    parser.add_argument("-o", "--output", metavar="文件", help="写入文件；后缀决定格式")
    parser.add_argument("--format", choices=FORMATS, help="输出格式，默认 text")
    parser.add_argument("-j", "--jobs", type=int, default=1, metavar="N", help="进程数，默认 1")
    parser.add_argument("--index", metavar="索引", help="在这个索引里找抄来的段落（formalism index add 建立）")
    parser.add_argument("--parent", metavar="文件", help="与这份上级文件比较")
    parser.set_defaults(run=_score)


def _compare_command(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("child", metavar="本文件")
    parser.add_argument("parent", metavar="对照文件")
    parser.add_argument("--format", choices=("text", "html"), help="输出格式，默认 text")
    parser.add_argument("-o", "--output", metavar="文件", help="写入文件；后缀 .html 为网页")
    parser.set_defaults(run=_compare)


def _index_command(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", required=True, metavar="add|query|dups|info")
    for action, words in (
        ("add", "把文件加入索引"),
        ("query", "查一份文件的出处"),
        ("dups", "列出雷同的文件"),
        ("info", "索引概况"),
    ):
        sub = actions.add_parser(action, help=words)
        sub.add_argument("index", metavar="索引")
        if action in ("add", "query"):
            sub.add_argument("paths", nargs="+", metavar="路径")
        if action == "dups":
            sub.add_argument(
                "--threshold", type=float, default=0.6, metavar="0—1", help="相似到什么程度算雷同，默认 0.6"
            )
    parser.set_defaults(run=_index)


def _check_command(parser: argparse.ArgumentParser) -> None:
    _common(parser)
    parser.set_defaults(run=_check)


def _common(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("paths", nargs="+", metavar="路径", help="文件或文件夹")
    parser.add_argument("--on", type=_day, metavar="日期", help="“今天”是哪一天，例如 2025-03-04")
    parser.add_argument(
        "--select", action="append", default=[], metavar="规则", help="只查这些规则（编号、名称或 DOC 这样的类别）"
    )
    parser.add_argument("--ignore", action="append", default=[], metavar="规则", help="忽略这些规则")
    parser.add_argument(
        "--fail-on", choices=("issue", "tip", "never"), default="never", help="有这样的发现时退出码为 1"
    )


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"日期要写成 2025-03-04 这样，给的是 {text}") from None


def _score(args: argparse.Namespace) -> int:
    from .run import Options, run_score  # noqa: PLC0415 - the help text needs none of it

    options = Options(
        args.output, args.format, args.jobs, tuple(args.select), tuple(args.ignore), args.on, args.index, args.parent
    )
    summary = run_score(args.paths, options)
    return summary.exit_code(args.fail_on)


def _check(args: argparse.Namespace) -> int:
    from .run import run_check  # noqa: PLC0415

    return run_check(args.paths, tuple(args.select), tuple(args.ignore), args.on).exit_code(args.fail_on)


def _compare(args: argparse.Namespace) -> int:
    from .run_reuse import run_compare  # noqa: PLC0415

    run_compare(args.child, args.parent, args.format, args.output)
    return OK


def _index(args: argparse.Namespace) -> int:
    from .run_reuse import run_index  # noqa: PLC0415

    failures = run_index(args.action, args.index, getattr(args, "paths", []), getattr(args, "threshold", 0.6))
    return UNREAD if failures else OK


def _read(args: argparse.Namespace) -> int:
    from .readers import read  # noqa: PLC0415
    from .render import document_json, document_text  # noqa: PLC0415

    doc = read(Path(args.path))
    sys.stdout.write(document_json(doc) if args.format == "json" else document_text(doc))
    return OK


def _train(args: argparse.Namespace) -> int:
    from .model.train import train_command  # noqa: PLC0415 - scikit-learn loads here only

    return train_command(args)


def _evaluate(args: argparse.Namespace) -> int:
    from .model.evaluate import evaluate_command  # noqa: PLC0415

    return evaluate_command(args)


def _rules(args: argparse.Namespace) -> int:
    from .render.rule_page import catalogue, rule_page  # noqa: PLC0415
    from .rules import RULES, find_rule  # noqa: PLC0415

    sys.stdout.write(rule_page(find_rule(args.code)) if args.code else catalogue(RULES))
    return OK
