"""``formalism chain``: the documents of a policy over its levels."""

from __future__ import annotations

import argparse

from . import OK, UNREAD
from .options import add_output, add_paths

FORMATS = ("text", "json", "html")


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    add_paths(parser)
    add_output(parser, FORMATS)


def run(args: argparse.Namespace) -> int:
    """Read all documents, find who carries out whom, print or write the chains."""
    from ..render import SUFFIX_FORMATS  # noqa: PLC0415 - the help text needs none of it
    from ..render.chain import chains_html, chains_json, chains_text  # noqa: PLC0415
    from ..series.chains import chain  # noqa: PLC0415
    from ..series.issue import Issue  # noqa: PLC0415
    from .output import chosen_format, output_to  # noqa: PLC0415
    from .reading import read_all  # noqa: PLC0415

    suffixes = {suffix: format for suffix, format in SUFFIX_FORMATS.items() if format in FORMATS}
    format = chosen_format(args.format, args.output, suffixes)
    docs, failures = read_all(args.paths)
    found = chain(docs)
    linked = {issue.doc.id for one in found for issue in one.documents}
    alone = sorted((Issue(doc) for doc in docs if doc.id not in linked), key=lambda issue: issue.order)
    text = {"text": chains_text, "json": chains_json, "html": chains_html}[format](found, alone, failures)
    with output_to(args.output) as out:
        out.write(text)
    return UNREAD if failures else OK
