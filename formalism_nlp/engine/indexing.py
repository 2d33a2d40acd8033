"""An index built by the workers of an engine: parts first, whole segments from them, one list at the end."""

from __future__ import annotations

import json
import os
import pickle
import shutil
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, cast

from ..document import Document
from ..errors import ReadError
from ..findings import Failure
from ..readers import read
from ..reuse.fingerprint import Scheme, SchemeName, scheme_of
from ..reuse.folder import free_name, read_manifest, segment_digest, write_manifest, writing
from ..reuse.store import Record, Segment, record_of
from .cluster import connected, go_to, in_order
from .scoring import sendable

if TYPE_CHECKING:
    from ..bulk import Source

__all__ = ["Built", "build_index"]

# Documents read in one task: seconds for texts, a minute for long PDF files.
_PART = 256
# As many documents as a segment has at most on one machine; see ``reuse.index``.
_LARGEST = 32_768
_WORK = ".build-"


@dataclass(frozen=True)
class Built:
    """What building an index came to."""

    added: int
    failures: tuple[Failure, ...]


def build_index(
    index: str | Path,
    sources: Iterable[Source],
    *,
    scheme: SchemeName = "char",
    engine: str = "dask",
    jobs: int | None = None,
) -> Built:
    """Add documents to an index on disk; it answers as one that ``ReuseIndex.add`` and ``save`` made.

    A document whose id is in the index, or came before, is passed over. Whoever dies on the way leaves the
    old index whole.

    Parameters
    ----------
    index : path
        Folder that every worker can write; made if it is not there.
    sources : iterable of path, bytes, Document or Member
        Paths must mean the same on every worker.
    scheme : {'char', 'word'}
        That of the index, where there is one.
    engine, jobs
        See `cluster.connected`.

    Raises
    ------
    ConfigError
        If the index is of another scheme or being written to, or the engine is missing.
    """
    path = Path(index).absolute()
    with writing(path):
        segments: dict[str, str] = {}
        chosen = scheme_of(scheme)
        if (path / "index.json").exists():
            manifest = read_manifest(path)
            segments, chosen = dict(manifest["segments"]), scheme_of(manifest["scheme"])
        for left in path.glob(f"{_WORK}*"):  # by a run that was killed
            shutil.rmtree(left, ignore_errors=True)
        known = {id for name in segments for id in _ids(path / name)}
        work = path / f"{_WORK}{uuid.uuid4().hex[:8]}"
        work.mkdir()
        try:
            return _build(path, work, _Wanted(sources, chosen, known), segments, (engine, jobs))
        finally:
            shutil.rmtree(work, ignore_errors=True)


@dataclass
class _Wanted:
    sources: Iterable[Source]
    scheme: Scheme
    known: set[str]


def _build(path: Path, work: Path, wanted: _Wanted, segments: dict[str, str], where: tuple[str, int | None]) -> Built:
    failures: list[Failure] = []
    parts: list[tuple[str, list[int]]] = []
    with connected(*where) as client:
        home = os.getcwd()
        calls = (
            (_part, batch, wanted.scheme, home, str(work / f"part-{number:06d}"))
            for number, batch in enumerate(_batches(wanted.sources))
        )
        for folder, ids, failed in in_order(client, calls):
            failures += failed
            new = []
            for place, id in enumerate(ids):
                if id not in wanted.known:
                    wanted.known.add(id)
                    new.append(place)
            if new:
                parts.append((folder, new))
        groups = list(_groups(parts))
        merged = in_order(
            client, [(_merged, group, wanted.scheme, str(work / f"whole-{n}")) for n, group in enumerate(groups)]
        )
        for folder, digest in merged:
            segment = free_name(path)
            Path(folder).replace(segment)
            segments[segment.name] = digest
    write_manifest(path, wanted.scheme, segments)
    return Built(sum(len(new) for _, new in parts), tuple(failures))


def _batches(sources: Iterable[Source]) -> Iterator[list[bytes]]:
    remaining = iter(sources)
    while batch := [sendable(source) for source in islice(remaining, _PART)]:
        yield batch


def _groups(parts: list[tuple[str, list[int]]]) -> Iterator[list[tuple[str, list[int]]]]:
    """Put as many parts together as make a whole segment."""
    group: list[tuple[str, list[int]]] = []
    size = 0
    for folder, new in parts:
        if size + len(new) > _LARGEST:
            yield group
            group, size = [], 0
        group.append((folder, new))
        size += len(new)
    if group:
        yield group


def _part(batch: list[bytes], scheme: Scheme, home: str, folder: str) -> tuple[str, list[str], list[Failure]]:
    """Read documents and write them as a part; runs on a worker."""
    go_to(home)
    docs: list[tuple[Record, str]] = []
    failures = []
    for data in batch:
        found = _document(pickle.loads(data))
        if isinstance(found, Failure):
            failures.append(found)
        else:
            docs.append((record_of(found), found.text))
    if docs:
        _write(Segment.of(scheme, docs), Path(folder), with_postings=False)
    return folder, [record.id for record, _ in docs], failures


def _document(source: Source) -> Document | Failure:
    if isinstance(source, (Document, Failure)):
        return source
    from ..bulk import source_name  # noqa: PLC0415

    try:
        return read(cast("str", source))
    except ReadError as error:
        return Failure(source_name(source), "read", error.code, str(error))


def _merged(parts: list[tuple[str, list[int]]], scheme: Scheme, folder: str) -> tuple[str, str]:
    """Write one segment of the documents that are kept of some parts; runs on a worker."""
    segments = []
    for part, kept in parts:
        segment = Segment.open(Path(part), scheme)
        if len(kept) < len(segment):
            segment = Segment.of(scheme, [(segment.records[n], segment.text(n)) for n in kept])
        segments.append(segment)
    _write(Segment.merged(segments), Path(folder), with_postings=True)
    return folder, segment_digest(Path(folder))


def _write(segment: Segment, folder: Path, with_postings: bool) -> None:
    """Write a segment that appears whole: a worker may be killed, and its task done again by another."""
    part = folder.with_name(f"{folder.name}.{uuid.uuid4().hex[:8]}")
    written = segment.write(part)
    if with_postings:
        written.postings()
    if folder.exists():
        shutil.rmtree(part)
    else:
        part.replace(folder)


def _ids(segment: Path) -> list[str]:
    columns = json.loads((segment / "records.json").read_text(encoding="utf-8"))
    ids: list[str] = columns["id"]
    return ids
