"""``formalism assess``: the note on a draft before it is issued, as a Word file."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from . import OK
from .options import day


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    parser.add_argument("draft", metavar="文稿")
    parser.add_argument("-o", "--output", metavar="文件", help="评估意见写到哪里，默认在文稿旁：文稿名-评估.docx")
    parser.add_argument("--parent", metavar="文件", help="与这份上级文件比较")
    parser.add_argument("--on", type=day, metavar="日期", help="“今天”是哪一天，例如 2025-03-04")


def run(args: argparse.Namespace) -> int:
    """Check the draft and write the note."""
    from ..errors import ConfigError  # noqa: PLC0415 - the help text needs none of it
    from ..render.assessment import assessment_docx  # noqa: PLC0415
    from ..scorer import score  # noqa: PLC0415
    from .output import write_bytes  # noqa: PLC0415

    draft = Path(args.draft)
    output = Path(args.output) if args.output else draft.with_name(f"{draft.stem}-评估.docx")
    if output.suffix.lower() != ".docx":
        raise ConfigError(f"评估意见是 Word 文件，请把 {output.name} 的后缀改为 .docx")
    if output.exists() and output.resolve() == draft.resolve():
        raise ConfigError("评估意见不能覆盖文稿本身，请换一个文件名")
    report = score(draft, parent=Path(args.parent) if args.parent else None, on=args.on)
    write_bytes(output, assessment_docx(report))
    print(f"评估意见已写入 {output}（发现 {len(report.findings)} 处）", file=sys.stderr)
    return OK
