"""``formalism check``: the rules alone, no score and no model."""

from __future__ import annotations

import argparse
import sys

from .options import add_paths, add_rule_options
from .review import Review, add_review_options


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    add_paths(parser)
    add_rule_options(parser)
    add_review_options(parser)


def run(args: argparse.Namespace) -> int:
    """Run the rules over files and folders and print the findings."""
    from ..bulk import Walk  # noqa: PLC0415 - the help text needs none of it
    from ..errors import ReadError  # noqa: PLC0415
    from ..findings import Failure  # noqa: PLC0415
    from ..readers import read  # noqa: PLC0415
    from ..readers.base import shown_path  # noqa: PLC0415
    from ..render import findings_text  # noqa: PLC0415
    from ..rules import RULES, check, select  # noqa: PLC0415
    from .summary import Summary, Tally  # noqa: PLC0415

    walk, summary = Walk(args.paths), Summary()
    rules = select(args.select) if args.select else RULES
    review = Review(args, rules)
    for path in walk:
        try:
            doc = read(path)
        except ReadError as error:
            summary.add(Failure(shown_path(path), "read", error.code, str(error)))
            print(f"{shown_path(path)}\n  未读：{error}")
            continue
        found = check(
            doc, rules=rules, ignore=args.ignore, on=args.on, times=review.times, learned=not args.patterns_only
        )
        outcomes = review.apply(doc, found)
        review.add(doc.id, outcomes)
        summary.count(Tally.of_findings(finding for outcome in outcomes for finding in outcome.findings))
        print(findings_text(doc, outcomes), end="")
    summary.passed_over = dict(walk.passed_over)
    print(summary.text(), file=sys.stderr)
    review.finish()
    return summary.exit_code(args.fail_on)
