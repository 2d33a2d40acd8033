"""Adding documents: scored once, written in batches, each batch whole or not at all."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ..bulk import score_each
from ..errors import ConfigError
from ..findings import Failure, Report
from ..scorer import Scorer
from .drop import Item, items
from .facts import Rows, plain, rows_of, sketched
from .schema import TABLES
from .store import Store

__all__ = ["Added", "add"]

# A transaction costs 50 to 90 ms, however many documents are in it; a kill loses the five seconds that scoring 500 took.
BATCH = 500


@dataclass
class Added:
    """What an addition came to."""

    new: int = 0
    again: int = 0
    unread: int = 0
    by_error: dict[str, int] = field(default_factory=dict)

    def plus(self, other: Added) -> Added:
        """Return both together."""
        errors = {
            key: self.by_error.get(key, 0) + other.by_error.get(key, 0) for key in {**self.by_error, **other.by_error}
        }
        return Added(self.new + other.new, self.again + other.again, self.unread + other.unread, errors)

    def text(self) -> str:
        """Say it in one line."""
        told = f"新加入 {self.new} 份，已有 {self.again} 份（不重复计数），未能读取 {self.unread} 份"
        return told + (
            "：" + "，".join(f"{name} {n}" for name, n in sorted(self.by_error.items())) if self.by_error else ""
        )


def add(
    store: Store, paths: Iterable[str | Path], *, scorer: Scorer | None = None, jobs: int | None = None,
    direct: bool = False, units: Iterable[tuple[str, str]] = (),
) -> Added:  # fmt: skip
    """Add folders, documents and JSONL files to a store.

    Parameters
    ----------
    store : Store
        The store to add to.
    paths : iterable of path
        Folders are walked; a JSONL file holds reports of ``formalism score --format jsonl`` or
        objects with ``text`` and optional ``date``, ``issuer``, ``received``, ``receiver``, ``reporter``.
    scorer : Scorer, optional
        Rules and options.
    jobs : int, optional
        Number of worker processes; by default the work is done in this one.
    direct : bool
        Whether this is a direct report (直报): neither names of files nor of people are kept.
    units : iterable of (unit, box)
        Whose inbox (``in``) or outbox (``out``) this is.

    Raises
    ------
    ConfigError
        If a path does not exist.
    """
    given = [Path(path) for path in paths]
    for path in given:
        if not path.exists():
            raise ConfigError(f"找不到 {path}，请检查路径")
    writer = _Writer(store, scorer or Scorer())
    found = (item for path in given for item in items(path, direct=direct, units=tuple(units)))
    waiting: deque[Item] = deque()
    for result in score_each(_sources(writer.unknown(found), waiting, writer), writer.scorer, _stored, jobs=jobs):
        writer.take(waiting.popleft(), result)
    writer.flush()
    return writer.added


def _stored(result: Report | Failure) -> Failure | Mapping[str, Any]:
    """What crosses from a worker: what is stored of a report, a tenth of the report."""
    return result if isinstance(result, Failure) else plain(result)


def _sources(found: Iterator[Item], waiting: deque[Item], writer: _Writer) -> Iterator[Any]:
    """Yield what has to be scored; what is there already is taken up at once."""
    for item in found:
        ready = item.failure or item.wire
        if ready is None:
            waiting.append(item)
            yield item.source
        else:
            writer.take(item, ready)


class _Writer:
    """Collects rows and writes them; knows what is in the store already."""

    def __init__(self, store: Store, scorer: Scorer) -> None:
        self.store, self.scorer, self.added = store, scorer, Added()
        seen = store.rows("SELECT DISTINCT sha256, document, name FROM provenance")
        self._by_sha: dict[str, str] = {row["sha256"]: row["document"] for row in seen}
        self._places = {(row["sha256"], row["name"]) for row in seen}
        dated = store.rows("SELECT text_digest, date, id FROM documents WHERE text_digest IS NOT NULL")
        self._by_digest: dict[str, dict[str | None, str]] = {}
        for row in dated:
            self._by_digest.setdefault(row["text_digest"], {})[row["date"] and row["date"].isoformat()] = row["id"]
        self._deliveries = {
            tuple(row.values()) for row in store.rows("SELECT document, unit, box, received::VARCHAR FROM deliveries")
        }
        self._failures = {(row["sha256"], row["error"]) for row in store.rows("SELECT sha256, error FROM failures")}
        self._ids = {row["id"] for row in store.rows("SELECT id FROM documents")}
        self._batch: dict[tuple[str, str | None], int] = {}
        self._next = int(store.value("SELECT coalesce(max(id), 0) FROM batches")) + 1
        self._rows: Rows = {table: [] for table in TABLES}
        self._dates: list[tuple[str, str]] = []
        self._taken = 0

    def unknown(self, found: Iterator[Item]) -> Iterator[Item]:
        """Yield what has not come in before; note the others."""
        for item in found:
            known = self._by_sha.get(item.sha256)
            if known is None:
                yield item
            else:
                self.added.again += 1
                self._came_in(item, known)

    def take(self, item: Item, result: Failure | Mapping[str, Any]) -> None:
        """Take up one result."""
        if isinstance(result, Failure):
            self._failed(item, result)
        else:
            self._document(item, rows_of(result, date=item.date, issuer=item.issuer))
        self._taken += 1
        if self._taken >= BATCH:
            self.flush()

    def flush(self) -> None:
        """Write what was collected as one transaction."""
        if not any(self._rows.values()) and not self._dates:
            return
        sketched(self._rows["documents"])
        unread = [row["sha256"] for row in self._rows["failures"]]
        with self.store.transaction():
            self.store.execute("DELETE FROM failures WHERE sha256 IN (SELECT unnest($1::VARCHAR[]))", [unread])
            for table, rows in self._rows.items():
                self.store.insert(table, rows)
            for key, day in self._dates:
                self.store.execute("UPDATE documents SET date = ?::DATE WHERE id = ?", [day, key])
        self._rows = {table: [] for table in TABLES}
        self._dates, self._batch, self._taken = [], {}, 0

    def _document(self, item: Item, rows: Rows) -> None:
        row = rows["documents"][0]
        known = self._same(row)
        if known is not None:
            self.added.again += 1
            self._came_in(item, known)
            return
        key = row["id"]
        self.added.new += 1
        self._ids.add(key)
        if row["text_digest"]:
            self._by_digest.setdefault(row["text_digest"], {})[row["date"]] = key
        row["batch"], row["name"] = self._batch_of(item, row), item.name
        for table, more in rows.items():
            self._rows[table] += more
        self._came_in(item, key)

    def _same(self, row: Mapping[str, Any]) -> str | None:
        """Return the id of the same document; a date that only one of two copies shows is the date of both."""
        if row["id"] in self._ids:
            return str(row["id"])
        copies = self._by_digest.get(row["text_digest"] or "", {})
        if not copies:
            return None
        if row["date"] is None:
            return next(iter(copies.values()))
        if None in copies:
            key = copies.pop(None)
            copies[row["date"]] = key
            self._dates.append((key, row["date"]))
            return key
        return None

    def _came_in(self, item: Item, key: str) -> None:
        self._by_sha[item.sha256] = key
        if (item.sha256, item.name) not in self._places:
            self._places.add((item.sha256, item.name))
            self._rows["provenance"].append(
                {"document": key, "batch": self._batch_of(item), "sha256": item.sha256, "name": item.name}
            )
        for unit, box in item.units:
            place = (key, unit, box, item.received)
            if place not in self._deliveries:
                self._deliveries.add(place)
                self._rows["deliveries"].append(dict(zip(("document", "unit", "box", "received"), place, strict=True)))

    def _failed(self, item: Item, failure: Failure) -> None:
        self.added.unread += 1
        self.added.by_error[failure.error] = self.added.by_error.get(failure.error, 0) + 1
        if (item.sha256, failure.error) in self._failures:
            return
        name = None if item.channel == "direct" else item.name
        message = failure.message if name else "直报材料未能读取"
        told = {"sha256": item.sha256, "name": name, "error": failure.error, "message": message}
        self._rows["failures"].append({"batch": self._batch_of(item), **told})

    def _batch_of(self, item: Item, row: Mapping[str, Any] | None = None) -> int:
        """Return the batch of this transaction that the item belongs to; made at its first item."""
        place = (item.channel, item.drop)
        if place not in self._batch:
            self._batch[place] = self._next
            versions = row or self.scorer.versions
            self._rows["batches"].append(
                {"id": self._next, "channel": item.channel, "drop_name": item.drop}
                | {name: versions.get(name) for name in ("formalism_nlp", "rules", "model")}
            )
            self._next += 1
        return self._batch[place]
