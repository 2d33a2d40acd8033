"""Where rows go: lines as they come, a page when all are there, a Parquet file in groups."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

from ..render import FRAMES

__all__ = ["Sink", "sink_for"]

Write = Callable[[bytes], None]
# Rows of one group of a Parquet file: what is held in memory, and what a reader reads at once.
_GROUP = 1000


class Sink(Protocol):
    """Takes what `RowMaker` makes, in order."""

    def add(self, content: Any) -> None:
        """Take one document."""

    def end(self) -> None:
        """Write what is left."""


def sink_for(format: str, write: Write, started: bool) -> Sink:
    """Return the sink of a format; ``started`` tells that the head is written already."""
    if format == "html":
        return _Page(write)
    return _Table(write) if format == "parquet" else _Lines(format, write, started)


class _Lines:
    def __init__(self, format: str, write: Write, started: bool) -> None:
        head, self.between, self.tail = FRAMES[format]
        self.write = write
        self.first = True
        if head and not started:
            write(_encoded(head))

    def add(self, content: str) -> None:
        self.write(_encoded(content if self.first else self.between + content))
        self.first = False

    def end(self) -> None:
        if self.tail:
            self.write(_encoded(self.tail))


class _Page:
    def __init__(self, write: Write) -> None:
        self.write = write
        self.results: list[Any] = []

    def add(self, content: Any) -> None:
        self.results.append(content)

    def end(self) -> None:
        from ..render.html import page  # noqa: PLC0415 - loads its assets

        self.write(_encoded(page(self.results)))


class _Table:
    def __init__(self, write: Write) -> None:
        from ..render.frame import parquet_schema  # noqa: PLC0415

        self.schema = parquet_schema()
        import pyarrow.parquet as pq  # noqa: PLC0415 - an optional extra

        self.writer = pq.ParquetWriter(_Stream(write), self.schema)
        self.rows: list[dict[str, Any]] = []

    def add(self, content: dict[str, Any]) -> None:
        self.rows.append(content)
        if len(self.rows) == _GROUP:
            self._group()

    def end(self) -> None:
        self._group()
        self.writer.close()

    def _group(self) -> None:
        from ..render.frame import arrow_table  # noqa: PLC0415

        if self.rows:
            self.writer.write_table(arrow_table(self.rows, self.schema))
            self.rows.clear()


class _Stream:
    """The little of a binary file that a Parquet writer asks for."""

    closed = False

    def __init__(self, write: Write) -> None:
        self._write = write
        self._place = 0

    def write(self, data: Any) -> int:
        piece = bytes(data)
        self._write(piece)
        self._place += len(piece)
        return len(piece)

    def tell(self) -> int:
        return self._place

    def flush(self) -> None:
        pass

    def close(self) -> None:
        pass


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "replace")
