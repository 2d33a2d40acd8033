"""Segments of an index: texts, facts, sketches and postings of some documents, in memory or mapped from disk."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..document import Document
from .fingerprint import Scheme, Sketches, sketch, units_of
from .postings import Postings, build_postings

__all__ = ["Record", "Segment", "record_of", "same"]

# Texts sketched together: what is worked on stays so small that its memory is used again; with 64 texts the system
# hands out fresh pages for each batch, which costs as much as the sketching (benchmarks/reuse.py growth).
_BATCH = 32
_DIGITS = re.compile("[0-9０-９〇零一二三四五六七八九十]+")


@dataclass(frozen=True)
class Record:
    """What the index knows of a document besides its text.

    ``series`` is the same for the editions of one document: issuer and title without figures.
    """

    id: str
    title: str
    issuer: str
    series: str
    date: str | None


def record_of(doc: Document) -> Record:
    """Take the facts of a document that the index needs."""
    issuer = doc.meta.issuers[0].name if doc.meta.issuers else ""
    title = doc.meta.title or ""
    series = f"{issuer}|{_DIGITS.sub('#', title)}" if issuer and title else ""
    return Record(doc.id, title, issuer, series, doc.meta.date.isoformat() if doc.meta.date else None)


@dataclass
class Segment:
    """Some documents of an index; never changed once made, but for postings added later.

    ``letters`` holds all texts as UTF-16 behind one another, ``units`` the units of the
    scheme where those are not the letters.
    """

    scheme: Scheme
    records: tuple[Record, ...]
    letters: NDArray[np.uint16]
    bounds: NDArray[np.int64]
    units: NDArray[Any]
    unit_bounds: NDArray[np.int64]
    sketches: Sketches
    folder: Path | None = None
    _postings: Postings | None = field(default=None, repr=False)

    def __len__(self) -> int:
        return len(self.records)

    @classmethod
    def of(cls, scheme: Scheme, docs: Iterable[tuple[Record, str]]) -> Segment:
        """Make a segment of records and texts."""
        records, letters, units, parts = [], [], [], []
        for record, text in docs:
            records.append(record)
            letters.append(np.frombuffer(text.encode("utf-16-le", "surrogatepass"), np.uint16))
            units.append(letters[-1] if scheme.name == "char" else units_of(text, scheme))
            if len(records) % _BATCH == 0:
                parts.append(sketch(units[-_BATCH:], scheme))
        if len(records) % _BATCH:
            parts.append(sketch(units[-(len(records) % _BATCH) :], scheme))
        joined, bounds = _joined(letters)
        own = (joined, bounds) if scheme.name == "char" else _joined(units)
        return cls(scheme, tuple(records), joined, bounds, *own, Sketches.joined(parts))

    @classmethod
    def merged(cls, parts: Sequence[Segment]) -> Segment:
        """Put segments together in order."""
        scheme = parts[0].scheme
        letters, bounds = _joined([part.letters for part in parts], [part.bounds for part in parts])
        own = (letters, bounds)
        if scheme.name != "char":
            own = _joined([part.units for part in parts], [part.unit_bounds for part in parts])
        records = tuple(record for part in parts for record in part.records)
        return cls(scheme, records, letters, bounds, *own, Sketches.joined([part.sketches for part in parts]))

    def text(self, number: int) -> str:
        """Return one text."""
        return (
            self.letters[self.bounds[number] : self.bounds[number + 1]].tobytes().decode("utf-16-le", "surrogatepass")
        )

    def row(self, number: int) -> NDArray[Any]:
        """Return the units of one text."""
        row: NDArray[Any] = self.units[self.unit_bounds[number] : self.unit_bounds[number + 1]]
        return row

    def postings(self) -> Postings:
        """Return the seeds of all texts, collected at the first call and kept beside the texts."""
        if self._postings is None:
            if self.folder is None or not (self.folder / "owners.npy").exists():
                self._postings = build_postings([self.row(number) for number in range(len(self))], self.scheme)
                if self.folder is None:
                    return self._postings
                for name in ("top", "low", "owners"):
                    _save(self.folder / f"{name}.npy", [getattr(self._postings, name)])
            top, low, owners = (_load(self.folder / f"{name}.npy") for name in ("top", "low", "owners"))
            self._postings = Postings(top, low, owners, len(self))
        return self._postings

    @classmethod
    def moved(cls, parts: Sequence[Segment], folder: Path) -> Segment:
        """Put segments together in a new folder that is soon thrown away; their texts are never copied in memory."""
        folder.mkdir(parents=True)
        scheme = parts[0].scheme
        bounds = _running(np.diff(part.bounds) for part in parts)
        _save(folder / "letters.npy", [part.letters for part in parts], durable=False)
        letters = _load(folder / "letters.npy")
        own = (letters, bounds)
        if scheme.name != "char":
            _save(folder / "units.npy", [part.units for part in parts], durable=False)
            own = (_load(folder / "units.npy"), _running(np.diff(part.unit_bounds) for part in parts))
        records = tuple(record for part in parts for record in part.records)
        sketches = Sketches.joined([part.sketches for part in parts])
        return cls(scheme, records, letters, bounds, *own, sketches, folder)

    def write(self, folder: Path) -> Segment:
        """Write the segment into a new folder and return it mapped from there."""
        folder.mkdir(parents=True)
        for name, array in self._arrays().items():
            _save(folder / f"{name}.npy", [array])
        if self._postings is not None:
            for name in ("top", "low", "owners"):
                _save(folder / f"{name}.npy", [getattr(self._postings, name)])
        # By columns: one call for all records is several times faster than one for each.
        columns = {field.name: [getattr(record, field.name) for record in self.records] for field in fields(Record)}
        with (folder / "records.json").open("w", encoding="utf-8", newline="\n") as out:
            out.write(json.dumps(columns, ensure_ascii=False))
            os.fsync(out.fileno())
        return Segment.mapped(folder, self.scheme, self.records)

    @classmethod
    def open(cls, folder: Path, scheme: Scheme) -> Segment:
        """Map a segment from its folder, records too."""
        columns = json.loads((folder / "records.json").read_text(encoding="utf-8"))
        rows = zip(*(columns[field.name] for field in fields(Record)), strict=True)
        return cls.mapped(folder, scheme, tuple(Record(*row) for row in rows))

    @classmethod
    def mapped(cls, folder: Path, scheme: Scheme, records: tuple[Record, ...]) -> Segment:
        """Map the arrays of a segment whose records are known."""
        names = ("letters", "bounds", "hashes", "hash_bounds", "limits")
        letters, bounds, *sketches = (_load(folder / f"{name}.npy") for name in names)
        own = (letters, bounds)
        if scheme.name != "char":
            own = (_load(folder / "units.npy"), _load(folder / "unit_bounds.npy"))
        return cls(scheme, records, letters, bounds, *own, Sketches(*sketches), folder)

    def _arrays(self) -> dict[str, NDArray[Any]]:
        arrays: dict[str, NDArray[Any]] = {
            "letters": self.letters, "bounds": self.bounds, "hashes": self.sketches.hashes,
            "hash_bounds": self.sketches.bounds, "limits": self.sketches.limits,
        }  # fmt: skip
        if self.scheme.name != "char":
            arrays |= {"units": self.units, "unit_bounds": self.unit_bounds}
        return arrays


def same(a: Record, b: Record, exclude: Iterable[str]) -> bool:
    """Tell whether two documents are of one issuer or series, where those are to be left out."""
    return ("issuer" in exclude and bool(a.issuer) and a.issuer == b.issuer) or (
        "series" in exclude and bool(a.series) and a.series == b.series
    )


def _joined(
    rows: Sequence[NDArray[Any]], bounds: Sequence[NDArray[np.int64]] | None = None
) -> tuple[NDArray[Any], NDArray[np.int64]]:
    """Put rows behind one another; ``bounds`` are those of rows that are several texts each."""
    lengths = (np.diff(bound) for bound in bounds) if bounds is not None else [np.array([len(row) for row in rows])]
    return np.concatenate(rows) if len(rows) else np.zeros(0, np.uint16), _running(lengths)


def _running(lengths: Iterable[NDArray[Any]]) -> NDArray[np.int64]:
    return np.concatenate(([0], np.cumsum(np.concatenate(list(lengths))))).astype(np.int64)


def _save(path: Path, parts: Sequence[NDArray[Any]], *, durable: bool = True) -> None:
    """Write an array, given in parts, that appears whole or not at all."""
    new = path.with_suffix(".part")
    shape = (sum(map(len, parts)), *parts[0].shape[1:])
    with new.open("wb") as out:
        np.lib.format.write_array_header_1_0(out, np.lib.format.header_data_from_array_1_0(parts[0]) | {"shape": shape})
        for part in parts:
            part.tofile(out)
        if durable:
            os.fsync(out.fileno())
    new.replace(path)


def _load(path: Path) -> NDArray[Any]:
    # An empty file cannot be mapped.
    array = (
        np.load(path, mmap_mode="r", allow_pickle=False)
        if path.stat().st_size > 256
        else np.load(path, allow_pickle=False)
    )
    return np.asarray(array)
