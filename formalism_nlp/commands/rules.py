"""``formalism rules``: the catalogue, or the page of one rule."""

from __future__ import annotations

import argparse
import sys

from . import OK


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    parser.add_argument("code", nargs="?", metavar="规则", help="例如 DOC-01")


def run(args: argparse.Namespace) -> int:
    """Print the page."""
    from ..render.rule_page import catalogue, rule_page  # noqa: PLC0415 - the help text needs none of it
    from ..rules import RULES, find_rule  # noqa: PLC0415
    from ..series.rules import set_pages  # noqa: PLC0415

    rules = (*RULES, *set_pages())
    sys.stdout.write(rule_page(find_rule(args.code, rules=rules)) if args.code else catalogue(rules))
    return OK
