"""The command ``formalism``: parse, call, exit code."""

from __future__ import annotations

import argparse
import sys
import traceback
from collections.abc import Sequence
from importlib import import_module

from . import __version__
from .commands import COMMANDS, INTERNAL, INTERRUPTED, OK, UNREAD, USAGE
from .errors import ConfigError, FormalismError

__all__ = ["main"]


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command and return its exit code.

    0 nothing at or above ``--fail-on``; 1 findings; 2 usage or configuration; 3 some
    inputs could not be read; 4 internal error.
    """
    args = _parser().parse_args(argv)
    try:
        return int(args.run(args))
    except ConfigError as error:
        print(f"formalism：{error}", file=sys.stderr)
        return USAGE
    except FormalismError as error:
        print(f"formalism：{error}", file=sys.stderr)
        return UNREAD
    except BrokenPipeError:
        sys.stderr.close()
        return OK
    except KeyboardInterrupt:
        print("formalism：已中断", file=sys.stderr)
        return INTERRUPTED
    except Exception as error:
        if getattr(args, "verbose", False):
            traceback.print_exc()
        print(f"formalism：程序内部错误：{error}（加 -v 看详情）", file=sys.stderr)
        return INTERNAL


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        "formalism", description="查找公文中的形式主义：在哪里、有多重、为什么，并给出原文。"
    )
    parser.add_argument("--version", action="version", version=f"formalism_nlp {__version__}")
    commands = parser.add_subparsers(title="命令", required=True, metavar="命令")
    for name, words in COMMANDS:
        command = commands.add_parser(name, help=words, description=words)
        module = import_module(f".commands.{name}", __package__)
        module.configure(command)
        command.add_argument("-v", "--verbose", action="store_true", help="显示用时，出错时显示详情")
        command.set_defaults(run=module.run)
    return parser
