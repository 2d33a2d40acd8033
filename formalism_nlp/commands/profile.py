"""``formalism profile``: print the shipped scoring profile, to be copied and changed."""

from __future__ import annotations

import argparse
import sys

from . import OK


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    parser.add_argument("path", nargs="?", metavar="方案", help="检查这个文件写得对不对；不给则打印随库方案")


def run(args: argparse.Namespace) -> int:
    """Print the shipped profile, or check one."""
    from ..profile import load_profile, shipped_profile, shipped_text  # noqa: PLC0415 - the help text needs none of it

    if args.path is None:
        sys.stdout.write(shipped_text())
        return OK
    profile = load_profile(args.path)
    same = "与随库方案的数字相同" if profile.digest == shipped_profile().digest else "与随库方案的数字不同"
    print(f"{profile.name}：可以使用，{same}（编号 {profile.digest}）")
    return OK
