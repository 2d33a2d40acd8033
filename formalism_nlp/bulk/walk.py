"""The sources below files and folders: every file once, archives and mails opened, nothing passed over in silence."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from ..findings import Failure
from ..readers.archive import SUFFIXES
from ..readers.containers import Member, expand

__all__ = ["Walk"]

_NO_SUFFIX = "（无后缀）"
_LINK = "（指向文件夹的链接）"


class Walk:
    """The files below the given paths, in a fixed order; ``passed_over`` counts the others by suffix.

    Links to folders are not followed, so that no loop is endless; they are counted too. A folder that
    cannot be opened is handed out like a file: reading it says why.
    """

    def __init__(self, paths: Iterable[str | os.PathLike[str]]) -> None:
        self.paths = [Path(path) for path in paths]
        self.passed_over: dict[str, int] = {}

    def __iter__(self) -> Iterator[Path]:
        """Yield files as they lie on the disk."""
        self.passed_over.clear()
        for path in self.paths:
            if path.is_dir():
                yield from self._folder(path)
            else:
                yield path

    def expanded(self, path: Path) -> Iterator[str | os.PathLike[str] | Member | Failure]:
        """Yield what a file holds, one document each: itself, or the members of an archive or mail."""
        return expand(path, self.passed_over)

    def _folder(self, folder: Path) -> Iterator[Path]:
        try:
            with os.scandir(folder) as opened:
                entries = sorted(opened, key=lambda entry: entry.name)
        except OSError:
            yield folder
            return
        for entry in entries:
            if not entry.is_dir(follow_symlinks=False) and not entry.name.startswith((".", "~$")):
                yield from self._file(entry)
        for entry in entries:
            if entry.is_dir(follow_symlinks=False) and not entry.name.startswith("."):
                yield from self._folder(Path(entry.path))

    def _file(self, entry: os.DirEntry[str]) -> Iterator[Path]:
        suffix = Path(entry.name).suffix.lower()
        if _is_folder(entry):
            self._pass_over(_LINK)
        elif suffix in SUFFIXES:
            yield Path(entry.path)
        else:
            self._pass_over(suffix or _NO_SUFFIX)

    def _pass_over(self, kind: str) -> None:
        self.passed_over[kind] = self.passed_over.get(kind, 0) + 1


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # links in a circle
        return False
