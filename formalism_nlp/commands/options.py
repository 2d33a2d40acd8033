"""Arguments that several commands share."""

from __future__ import annotations

import argparse
from datetime import date

__all__ = ["add_output", "add_paths", "add_rule_options", "day"]


def add_paths(parser: argparse.ArgumentParser) -> None:
    """Files and folders to read."""
    parser.add_argument("paths", nargs="+", metavar="路径", help="文件或文件夹")


def add_output(parser: argparse.ArgumentParser, formats: tuple[str, ...]) -> None:
    """Where results go, and how they look."""
    parser.add_argument("-o", "--output", metavar="文件", help="写入文件；后缀决定格式")
    parser.add_argument("--format", choices=formats, help="输出格式，默认 text")


def add_rule_options(parser: argparse.ArgumentParser) -> None:
    """Which rules run, what today is, and which findings fail a run."""
    parser.add_argument("--on", type=day, metavar="日期", help="“今天”是哪一天，例如 2025-03-04")
    parser.add_argument(
        "--select", action="append", default=[], metavar="规则", help="只查这些规则（编号、名称或 DOC 这样的类别）"
    )
    parser.add_argument("--ignore", action="append", default=[], metavar="规则", help="忽略这些规则")
    parser.add_argument("--patterns-only", action="store_true", help="只按写明的样式查，不与样例比对")
    parser.add_argument(
        "--fail-on", choices=("issue", "tip", "never"), default="never", help="有这样的发现时退出码为 1"
    )


def day(text: str) -> date:
    """Read a date of the command line."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"日期要写成 2025-03-04 这样，给的是 {text}") from None
