"""``formalism evaluate``: measure the sentence model on labelled sentences."""

from __future__ import annotations

import argparse


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    parser.add_argument("data", metavar="数据", help="标注句子，一行一个 JSON")
    parser.add_argument("--cv", action="store_true", help="按文件交叉验证，不用随库模型")


def run(args: argparse.Namespace) -> int:
    """Print the figures."""
    from ..model.evaluate import evaluate_command  # noqa: PLC0415 - scikit-learn loads here only

    return evaluate_command(args)
