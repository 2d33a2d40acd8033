"""One part file: JSONL or Parquet, texts in, rows of results out."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Any, Protocol

from ..bulk import Source
from ..document import Document
from ..errors import ConfigError, ReadError
from ..findings import Failure, Report
from ..render import LINES
from ..render.frame import arrow_table, document_row, parquet_schema

__all__ = ["INPUTS", "PartWriter", "digest_of", "reader", "writer"]

INPUTS = (".jsonl", ".parquet")
# Rows read or written at once: what is held in memory.
_GROUP = 1000
_BLOCK = 1 << 20
_NO_TEXT = "这一行没有正文（text 列）"
_NO_JSON = "这一行不是 JSON 对象，请检查文件是否完整"


class PartWriter(Protocol):
    """Takes rows in order; a context, after which the file is whole."""

    def __init__(self, path: Path) -> None: ...

    @staticmethod
    def row(result: Report | Failure) -> Any:
        """Make the row of a result."""

    def add(self, row: Any) -> None:
        """Take one row."""

    def __enter__(self) -> PartWriter: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...


def writer(format: str) -> type[PartWriter]:
    """Return what writes parts of a format."""
    if format not in _WRITERS:
        raise ConfigError(f"分片只写 {'、'.join(_WRITERS)}，给的是 {format}")
    return _WRITERS[format]


def reader(path: Path, name: str) -> Iterator[Source]:
    """Yield the texts of a part as documents; a row without one is a failure.

    A row without ``id`` is named by the part and its number.
    """
    rows = _json_rows(path) if path.suffix == ".jsonl" else _table_rows(path)
    for number, row in enumerate(rows, 1):
        own = f"{name} 第 {number} 行"
        if row is None:
            yield Failure(own, "read", "corrupt", _NO_JSON)
            continue
        id, text = row.get("id"), row.get("text")
        own = own if id is None else str(id)
        if not isinstance(text, str) or not text:
            yield Failure(own, "read", "corrupt", _NO_TEXT)
            continue
        try:
            yield Document.from_text(text, id=own)
        except ReadError as error:
            yield Failure(own, "read", error.code, str(error))


def digest_of(path: Path) -> str:
    """Return the digest of a file."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            digest.update(block)
    return digest.hexdigest()


def _json_rows(path: Path) -> Iterator[dict[str, Any] | None]:
    with path.open("rb") as lines:
        for line in lines:
            if line.strip():
                try:
                    row = json.loads(line)
                except ValueError:
                    row = None
                yield row if isinstance(row, dict) else None


def _table_rows(path: Path) -> Iterator[dict[str, Any]]:
    parquet_schema()  # says what to install
    import pyarrow.parquet as pq  # noqa: PLC0415 - an optional extra

    with pq.ParquetFile(path) as file:
        wanted = [name for name in ("id", "text") if name in file.schema_arrow.names]
        for batch in file.iter_batches(_GROUP, columns=wanted):
            yield from batch.to_pylist()


class _Lines:
    def __init__(self, path: Path) -> None:
        self.file = path.open("w", encoding="utf-8", errors="replace", newline="")

    @staticmethod
    def row(result: Report | Failure) -> str:
        return LINES["jsonl"](result)

    def add(self, row: str) -> None:
        self.file.write(row)

    def __enter__(self) -> _Lines:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.file.close()


class _Table:
    def __init__(self, path: Path) -> None:
        self.schema = parquet_schema()
        import pyarrow.parquet as pq  # noqa: PLC0415 - an optional extra

        self.file = pq.ParquetWriter(path, self.schema)
        self.rows: list[dict[str, Any]] = []

    @staticmethod
    def row(result: Report | Failure) -> dict[str, Any]:
        return document_row(result)

    def add(self, row: dict[str, Any]) -> None:
        self.rows.append(row)
        if len(self.rows) == _GROUP:
            self._group()

    def _group(self) -> None:
        if self.rows:
            self.file.write_table(arrow_table(self.rows, self.schema))
            self.rows.clear()

    def __enter__(self) -> _Table:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if kind is None:
                self._group()
        finally:
            self.file.close()


_WRITERS: dict[str, type[PartWriter]] = {"jsonl": _Lines, "parquet": _Table}
