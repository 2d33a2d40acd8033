"""``formalism read``: the facts and the structure of one file."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from . import OK


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    parser.add_argument("path", metavar="文件")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="输出格式")


def run(args: argparse.Namespace) -> int:
    """Print what was read."""
    from ..readers import read  # noqa: PLC0415 - the help text needs none of it
    from ..render import document_json, document_text  # noqa: PLC0415

    doc = read(Path(args.path))
    sys.stdout.write(document_json(doc) if args.format == "json" else document_text(doc))
    return OK
