"""``formalism train``: make the sentence model anew."""

from __future__ import annotations

import argparse
from pathlib import Path

from . import OK


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    parser.add_argument("--shared", required=True, metavar="文件夹", help="标注数据和语料所在的文件夹")
    parser.add_argument("--own", default="corpora/labels", metavar="文件夹", help="另加的标注数据，默认 corpora/labels")
    parser.add_argument("--output", default="models", metavar="文件夹", help="模型写到哪里，默认 models")


def run(args: argparse.Namespace) -> int:
    """Train and write the model."""
    from ..model.train import train  # noqa: PLC0415 - scikit-learn loads here only

    train(Path(args.shared), Path(args.own), Path(args.output))
    return OK
