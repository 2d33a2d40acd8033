"""An output file that grows line by line under another name, survives a killed run, and appears when it is whole."""

from __future__ import annotations

import csv
import io
import json
import os
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import BinaryIO

from filelock import FileLock, Timeout

from ..errors import ConfigError
from ..findings import FAILURE_SCHEMA, REPORT_SCHEMA
from ..render.tables import FILE_COLUMNS, csv_cells, csv_head
from .summary import Earlier

__all__ = ["RESUMABLE", "PartFile", "done_key"]

RESUMABLE = ("jsonl", "csv")


class PartFile:
    """Lines for a file; used as a context, which ends with the file in place or with what is done kept.

    Parameters
    ----------
    target : path
        The file that is wanted.
    format : str
        Only ``RESUMABLE`` formats can be continued; what there is of others is thrown away.
    run : str
        Short name of the options of the run: one run is never continued with the options of another.
    resume : bool
        Go on where a run with these options was broken off.

    Attributes
    ----------
    done : Counter of str
        How often each source is in the file already, by `done_key`.
    earlier : Earlier
        What they came to.
    """

    def __init__(self, target: Path, format: str, run: str, resume: bool) -> None:
        self.target = target
        self.format = format
        self.resume = resume
        self.part = target.with_name(f"{target.name}.{run}.part")
        self.done: Counter[str] = Counter()
        self.earlier = Earlier()
        self._whole = 0  # bytes up to the end of the last line that is complete
        self._lock = FileLock(target.with_name(f"{target.name}.lock"), timeout=0)
        self._file: BinaryIO

    def __enter__(self) -> PartFile:
        with self._told():
            self._take_lock()
            try:
                self._file = self._open()
            except BaseException:
                self._drop_lock()
                raise
        return self

    def write(self, data: bytes) -> None:
        """Write complete lines; they are in the file when this returns."""
        rest = memoryview(data)
        with self._told():
            while rest:
                rest = rest[self._file.write(rest) :]
            self._whole = self._file.tell()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            with self._told():
                if kind is None:
                    os.fsync(self._file.fileno())
                    self._file.close()
                    self.part.replace(self.target)
                else:
                    self._leave()
        finally:
            self._drop_lock()

    @property
    def started(self) -> bool:
        """Whether there is something in the file already."""
        return self._whole > 0

    @property
    def kept(self) -> bool:
        """Whether a run that is broken off now can be continued."""
        return self.format in RESUMABLE and self._whole > 0

    def _leave(self) -> None:
        """Cut off what is not complete and keep the rest, if it can be continued."""
        with suppress(OSError):
            self._file.truncate(self._whole)
        self._file.close()
        if not self.kept:
            self.part.unlink(missing_ok=True)

    def _open(self) -> BinaryIO:
        if self.format not in RESUMABLE or not self.part.exists():
            others = [] if not self.resume else sorted(self.target.parent.glob(f"{_escaped(self.target.name)}.*.part"))
            if others:
                raise ConfigError(
                    f"{others[0]} 是用别的选项运行时留下的，不能接着做；请用原来的选项，或去掉 --resume 重新做"
                )
            return self.part.open("wb", buffering=0)
        if not self.resume and self.part.stat().st_size:
            raise ConfigError(f"上次没有做完，已完成的在 {self.part}；加 --resume 接着做，或删去它重新做")
        file = self.part.open("r+b", buffering=0)
        self._whole = self._take_over()
        file.truncate(self._whole)
        file.seek(self._whole)
        return file

    def _take_over(self) -> int:
        """Count what is done; return where the last complete line ends. A torn or empty line ends it."""
        read = _READERS[self.format]
        end = failures = worst = 0
        with self.part.open("rb") as file:
            for line in file:
                found = read(line, end == 0) if line.endswith(b"\n") else None
                if found is None:
                    break
                end += len(line)
                if found[0] is not None:
                    self.done[found[0]] += 1
                    failures += found[1] is None
                    worst = max(worst, found[1] or 0)
        self.earlier = Earlier(self.done.total(), failures, worst)
        return end

    def _take_lock(self) -> None:
        if not self.target.parent.is_dir():
            raise NotADirectoryError(None, "没有这个文件夹")
        try:
            self._lock.acquire()
        except Timeout:
            if not Path(self._lock.lock_file).exists():
                raise PermissionError(None, "不能写入") from None
            raise ConfigError(f"另一个程序正在写 {self.target}；请等它结束，或换一个文件名") from None

    def _drop_lock(self) -> None:
        self._lock.release()
        with suppress(OSError):
            Path(self._lock.lock_file).unlink(missing_ok=True)

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Turn what the system says of a file into one line for the user."""
        try:
            yield
        except OSError as error:
            way = f"；已完成的在 {self.part}，腾出空间后加 --resume 接着做" if self.kept else ""
            raise ConfigError(
                f"写不了 {self.target}（{error.strerror or error}），请检查文件夹、权限和空间{way}"
            ) from None


def done_key(format: str) -> Callable[[str], str]:
    """Return how the name of a source stands in the file."""
    return (lambda name: next(csv.reader([csv_cells([name])]))[0]) if format == "csv" else str


# Each returns None for a line that is not whole, else the key of the source (None for the head of a table)
# and the worst finding: 0 none, 1 tip, 2 issue; None for a failure.
_Line = tuple[str | None, int | None]


def _json_done(line: bytes, first: bool) -> _Line | None:
    try:
        row = json.loads(line)
        if row["schema"] == FAILURE_SCHEMA:
            return str(row["path"]), None
        if row["schema"] != REPORT_SCHEMA:
            return None
        facts = row["document"]
        found = [one["severity"] for out in row["outcomes"] for one in out["findings"] if one["exception"] is None]
    except (ValueError, KeyError, TypeError):
        return None
    return str(facts["path"] or facts["id"]), 2 if "issue" in found else 1 if found else 0


def _csv_done(line: bytes, first: bool) -> _Line | None:
    try:
        text = line.decode("utf-8")
        if first:
            return (None, 0) if text == csv_head() else None
        cells = next(csv.reader(io.StringIO(text)), [])
    except (ValueError, csv.Error):
        return None
    if len(cells) != len(FILE_COLUMNS):
        return None
    row = dict(zip(FILE_COLUMNS, cells, strict=True))
    if row["status"] == "failure":
        return row["path"], None
    return row["path"], 2 if row["issues"] not in ("", "0") else 1 if row["tips"] not in ("", "0") else 0


_READERS: dict[str, Callable[[bytes, bool], _Line | None]] = {"jsonl": _json_done, "csv": _csv_done}


def _escaped(name: str) -> str:
    return "".join(f"[{char}]" if char in "*?[" else char for char in name)
