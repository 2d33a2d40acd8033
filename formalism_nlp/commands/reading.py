"""Reading all documents of files and folders at once, for commands that look at them together."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO, cast

from ..bulk import Walk
from ..document import Document
from ..errors import ConfigError, ReadError
from ..findings import Failure
from ..readers import read
from ..readers.base import shown_path
from ..readers.containers import Member

__all__ = ["documents", "passed_over", "read_all"]


def read_all(paths: Iterable[str]) -> tuple[list[Document], list[Failure]]:
    """Return the documents of files and folders, and why others could not be read.

    Raises
    ------
    ConfigError
        If there is no file to read.
    """
    walk = Walk(paths)
    files = list(walk)
    if not files:
        raise ConfigError("没有找到可读的文稿（docx、pdf、html、txt 等），请检查路径")
    failures: list[Failure] = []
    docs = list(documents(walk, files, failures))
    print(f"读了 {len(docs)} 份，未能读取 {len(failures)} 份{passed_over(walk)}", file=sys.stderr)
    return docs, failures


def passed_over(walk: Walk) -> str:
    """Return the words for the files that are no documents; nothing where there are none."""
    count, suffixes = sum(walk.passed_over.values()), "、".join(sorted(walk.passed_over))
    return f"；另有 {count} 个不是文稿的文件没有读（{suffixes}）" if count else ""


def documents(walk: Walk, files: Iterable[Path], failures: list[Failure]) -> Iterator[Document]:
    """Yield the documents in files, archives and mails opened; put what could not be read into ``failures``."""
    from tqdm import tqdm  # noqa: PLC0415

    for path in tqdm(files, unit="份", disable=None, file=sys.stderr):
        for source in walk.expanded(path):
            if isinstance(source, Failure):
                failures.append(source)
                continue
            try:
                yield read(cast(BinaryIO, source) if isinstance(source, Member) else source)
            except ReadError as error:
                name = source.name if isinstance(source, Member) else shown_path(source)
                failures.append(Failure(name, "read", error.code, str(error)))
