"""``formalism index``: documents kept for finding sources and duplicates."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from . import OK, UNREAD

_ACTIONS = (
    ("add", "把文件加入索引"),
    ("query", "查一份文件的出处"),
    ("dups", "列出雷同的文件"),
    ("info", "索引概况"),
)


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the actions and their arguments."""
    actions = parser.add_subparsers(dest="action", required=True, metavar="add|query|dups|info")
    for action, words in _ACTIONS:
        sub = actions.add_parser(action, help=words)
        sub.add_argument("index", metavar="索引")
        if action in ("add", "query"):
            sub.add_argument("paths", nargs="+", metavar="路径")
        if action == "dups":
            sub.add_argument(
                "--threshold", type=float, default=0.6, metavar="0—1", help="相似到什么程度算雷同，默认 0.6"
            )


def run(args: argparse.Namespace) -> int:
    """Do one action; 3 when a file could not be read."""
    from ..bulk import Walk  # noqa: PLC0415 - the help text needs none of it
    from ..findings import Failure  # noqa: PLC0415
    from ..reuse.commands import dups_text, info_text, query_text  # noqa: PLC0415
    from ..reuse.folder import writing  # noqa: PLC0415
    from ..reuse.index import ReuseIndex  # noqa: PLC0415
    from .reading import documents, passed_over  # noqa: PLC0415

    failures: list[Failure] = []
    walk = Walk(getattr(args, "paths", ()))
    found = documents(walk, list(walk), failures)
    if args.action == "add":
        with writing(Path(args.index)):
            index = ReuseIndex(args.index)
            added = index.add(found)
            index.save()
        print(f"加入 {added} 份，索引里现有 {len(index)} 份{passed_over(walk)}", file=sys.stderr)
    else:
        index = ReuseIndex.load(args.index)
        if args.action == "query":
            for doc in found:
                sys.stdout.write(query_text(doc.id, index.query(doc)))
        elif args.action == "dups":
            sys.stdout.writelines(dups_text(index, args.threshold))
        else:
            sys.stdout.write(info_text(index))
    for failure in failures:
        print(f"{failure.path}  未读：{failure.message}", file=sys.stderr)
    return UNREAD if failures else OK
