"""``formalism evaluate``: measure the sentence model on labelled sentences."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from . import OK

if TYPE_CHECKING:
    from ..model.evaluate import Labelled


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    parser.add_argument("data", metavar="数据", help="标注句子，一行一个 JSON")
    parser.add_argument("--cv", action="store_true", help="按文件交叉验证，不用随库模型")


def run(args: argparse.Namespace) -> int:
    """Print the figures."""
    from ..errors import ConfigError  # noqa: PLC0415 - the help text needs none of it
    from ..model.evaluate import measure, read_labelled, report  # noqa: PLC0415

    rows = read_labelled(args.data)
    if not rows:
        raise ConfigError(f"{Path(args.data).name} 中没有标注句子")
    found = measure(rows, _cross_validated(rows) if args.cv else _classified(rows))
    report(Path(args.data).name, found, sys.stdout)
    return OK


def _cross_validated(rows: Sequence[Labelled]) -> list[str]:
    from ..model.validate import cross_validate  # noqa: PLC0415 - scikit-learn loads here only

    return cross_validate(rows).labels


def _classified(rows: Sequence[Labelled]) -> list[str]:
    from ..model import classify  # noqa: PLC0415

    sentences = [row.sentence for row in rows]
    return classify(
        [sentence.text for sentence in sentences],
        titles=[sentence.title for sentence in sentences],
        headings=[sentence.heading for sentence in sentences],
    )
