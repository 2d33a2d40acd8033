"""``formalism repeats``: what the documents of a folder ask for again."""

from __future__ import annotations

import argparse

from . import OK, UNREAD
from .options import add_output, add_paths

FORMATS = ("text", "json", "html", "csv")


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    add_paths(parser)
    add_output(parser, FORMATS)


def run(args: argparse.Namespace) -> int:
    """Read all documents, find what is repeated, print or write the ledger."""
    from ..render import SUFFIX_FORMATS  # noqa: PLC0415 - the help text needs none of it
    from ..render.repeats import repeats_csv, repeats_html, repeats_json, repeats_text  # noqa: PLC0415
    from ..series.report import series_report  # noqa: PLC0415
    from .output import chosen_format, output_to  # noqa: PLC0415
    from .reading import read_all  # noqa: PLC0415

    suffixes = {suffix: format for suffix, format in SUFFIX_FORMATS.items() if format in FORMATS}
    format = chosen_format(args.format, args.output, suffixes)
    docs, failures = read_all(args.paths)
    shown = {"text": repeats_text, "json": repeats_json, "html": repeats_html, "csv": repeats_csv}[format]
    text = shown(series_report(docs), failures)
    with output_to(args.output) as out:
        out.write(text)
    return UNREAD if failures else OK
