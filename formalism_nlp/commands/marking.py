"""``formalism score DRAFT.docx --format docx``: the draft itself with the findings as comments."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import ConfigError

if TYPE_CHECKING:
    from ..findings import Report
    from ..scorer import Scorer

__all__ = ["mark"]


def mark(paths: list[str], output: str | None, scorer: Scorer) -> Report:
    """Score one Word file and write it with comments; return the report."""
    from ..render.marked import marked_docx  # noqa: PLC0415 - the help text needs none of it
    from .output import write_bytes  # noqa: PLC0415

    if len(paths) != 1 or Path(paths[0]).is_dir():
        raise ConfigError("加批注一次只处理一份 docx 文稿；多份文件请用 --format html")
    draft = Path(paths[0])
    target = Path(output) if output else draft.with_name(f"{draft.stem}-批注.docx")
    if target.exists() and target.resolve() == draft.resolve():
        raise ConfigError("不能覆盖文稿本身，请用 -o 换一个文件名")
    report = scorer.score(draft)
    write_bytes(target, marked_docx(draft.read_bytes(), report))
    print(f"批注 {len(report.findings)} 条，已写入 {target}", file=sys.stderr)
    return report
