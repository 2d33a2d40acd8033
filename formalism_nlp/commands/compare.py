"""``formalism compare``: two files side by side."""

from __future__ import annotations

import argparse

from . import OK
from .options import add_output

_SUFFIXES = {".html": "html", ".htm": "html", ".txt": "text"}


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    parser.add_argument("child", metavar="本文件")
    parser.add_argument("parent", metavar="对照文件")
    add_output(parser, ("text", "html"))


def run(args: argparse.Namespace) -> int:
    """Compare, and print or write the result."""
    from ..levels import compare  # noqa: PLC0415 - the help text needs none of it
    from ..readers import read  # noqa: PLC0415 - the help text needs none of it
    from ..render.compare import comparison_html  # noqa: PLC0415
    from ..render.levels import levels_text  # noqa: PLC0415
    from ..reuse.commands import comparison_text  # noqa: PLC0415
    from .output import chosen_format, output_to  # noqa: PLC0415

    result = compare(read(args.child), read(args.parent))
    with output_to(args.output) as out:
        if chosen_format(args.format, args.output, _SUFFIXES) == "html":
            out.write(comparison_html(result))
        else:
            out.write(comparison_text(result, levels_text(result)))
    return OK
