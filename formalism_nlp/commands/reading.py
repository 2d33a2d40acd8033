"""Reading all documents of files and folders at once, for commands that look at them together."""

from __future__ import annotations

import sys
from collections.abc import Iterable

from ..bulk import Walk
from ..document import Document
from ..errors import ConfigError, ReadError
from ..findings import Failure
from ..readers import read
from ..readers.base import shown_path

__all__ = ["read_all"]


def read_all(paths: Iterable[str]) -> tuple[list[Document], list[Failure]]:
    """Return the documents of files and folders, and why others could not be read.

    Raises
    ------
    ConfigError
        If there is no file to read.
    """
    from tqdm import tqdm  # noqa: PLC0415

    walk = Walk(paths)
    files = list(walk)
    if not files:
        raise ConfigError("没有找到可读的文稿（docx、pdf、html、txt 等），请检查路径")
    docs: list[Document] = []
    failures: list[Failure] = []
    for path in tqdm(files, unit="份", disable=None, file=sys.stderr):
        if isinstance(path, Failure):
            failures.append(path)
            continue
        try:
            docs.append(read(path))
        except ReadError as error:
            failures.append(Failure(shown_path(path), "read", error.code, str(error)))
    told = f"读了 {len(docs)} 份，未能读取 {len(failures)} 份"
    if walk.passed_over:
        told += (
            f"；另有 {sum(walk.passed_over.values())} 个不是文稿的文件没有读（{'、'.join(sorted(walk.passed_over))}）"
        )
    print(told, file=sys.stderr)
    return docs, failures
