"""Folders of part files in, folders of part files out: every part by one worker, whole or not at all."""

from __future__ import annotations

import hashlib
import json
import os
import pickle
import uuid
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from ..bulk import Limits, Source, score_each
from ..errors import ConfigError
from ..findings import Failure, Report
from ..scorer import Scorer
from .cluster import connected, in_order
from .part_files import INPUTS, digest_of, reader, writer
from .scoring import Job, packed, sendable, unpacked

__all__ = ["Output", "PartDone", "Partition", "file_partitions", "row_partitions", "score_parts"]

# Files of one part: 1,000 reports are 40 MB of JSONL, and a part that is done again costs half a minute.
_FILES = 1000
# Readers of such folders (Spark, Arrow, DuckDB) pass over names that begin like this.
_NOTES = "_done"


@dataclass(frozen=True)
class Partition:
    """What becomes one part file.

    Attributes
    ----------
    name : str
        Path of the part below the output folder, without suffix: ``month=2025-03/part-00000``.
    rows : str or None
        A JSONL or Parquet file with the columns ``text`` and, if there is one, ``id``.
    sources : tuple of bytes
        Otherwise the sources, pickled.
    """

    name: str
    rows: str | None = None
    sources: tuple[bytes, ...] = ()


@dataclass(frozen=True)
class Output:
    """Where parts go.

    Attributes
    ----------
    folder : str
        A folder that every worker can write.
    format : {'jsonl', 'parquet'}
        Whole reports, or a row for each document.
    run : str
        Names what else changes what is written than options of the scorer, such as its ``review``; parts of another
        run are written again.
    count : callable, optional
        Its value for every result, plain JSON, comes back in ``PartDone.counted``.
    """

    folder: str
    format: str = "jsonl"
    run: str = ""
    count: Callable[[Report | Failure], Any] | None = None


@dataclass(frozen=True)
class PartDone:
    """A part that is there: its documents, how many of them are failures, and whether it was there before."""

    name: str
    documents: int
    failures: int
    before: bool = False
    counted: tuple[Any, ...] = ()


def row_partitions(folder: str | Path) -> list[Partition]:
    """Return a partition for each JSONL or Parquet file below a folder, by name; subfolders are kept.

    Raises
    ------
    ConfigError
        If there is none, or two would be written to one part.
    """
    root = Path(folder)
    files = sorted(path for path in root.rglob("*") if path.suffix in INPUTS and not path.name.startswith(("_", ".")))
    files = [path for path in files if _NOTES not in path.parts]
    if not files:
        raise ConfigError(f"{root} 里没有 jsonl 或 parquet 分片")
    found = [Partition(path.relative_to(root).with_suffix("").as_posix(), str(path.absolute())) for path in files]
    if len({part.name for part in found}) < len(found):
        raise ConfigError(f"{root} 里有同名的 jsonl 和 parquet 分片，请只留一种")
    return found


def file_partitions(sources: Iterable[Source], size: int = _FILES) -> Iterator[Partition]:
    """Yield partitions of so many sources each, in their order: ``part-00000`` …."""
    remaining = iter(sources)
    number = 0
    while batch := tuple(sendable(source) for source in islice(remaining, size)):
        yield Partition(f"part-{number:05d}", None, batch)
        number += 1


def score_parts(
    partitions: Iterable[Partition],
    output: Output,
    scorer: Scorer,
    *,
    limits: Limits | None = None,
    engine: str = "dask",
    jobs: int | None = None,
) -> Iterator[PartDone]:
    """Score partitions into part files of the same names, and yield what each came to, in order.

    The parts, put together in the order of their names, are what ``formalism score`` writes into one file. A part
    appears whole or not at all. After a break the same call goes on: parts made of the same input by
    the same run are not made again.

    Parameters
    ----------
    partitions : iterable of Partition
        See `row_partitions` and `file_partitions`.
    output : Output
        Where they go.
    scorer : Scorer
        Rules and options.
    limits : Limits, optional
        For one document.
    engine, jobs
        See `cluster.connected`.

    Raises
    ------
    ConfigError
        If the folder holds other parts too, or the engine is missing.
    """
    folder = Path(output.folder).absolute()
    folder.mkdir(parents=True, exist_ok=True)
    make = _Maker(writer(output.format).row, output.count)
    told = _told(scorer, output)
    names = set()
    with connected(engine, jobs) as client:
        blob = packed(Job(scorer, make, limits or Limits()))
        calls = ((_part, blob, part, _path(folder, part.name, output.format), told) for part in partitions)
        for done in in_order(client, calls):
            names.add(_path(folder, done.name, output.format))
            yield done
    for left in folder.rglob(f".*.{output.format}.*"):  # by workers that were killed
        left.unlink(missing_ok=True)
    others = sorted(path for path in folder.rglob(f"*.{output.format}") if path not in names)
    if others:
        raise ConfigError(
            f"{folder} 里还有 {len(others)} 个不是这次写的分片，例如 {others[0].name}；请移走，以免混在一起"
        )


def _told(scorer: Scorer, output: Output) -> str:
    """Everything that is known to change what is written about a document."""
    parent = None if scorer.parent is None else scorer.parent.text
    index = None if scorer.index is None else (scorer.index.path, len(scorer.index))
    options = (sorted(scorer.versions.items()), scorer.ignore, scorer.on, parent, index, scorer.ledger)
    return repr((options, output.run, output.format))


def _path(folder: Path, name: str, format: str) -> Path:
    return folder / f"{name}.{format}"


@dataclass(frozen=True)
class _Maker:
    """Makes the row of a result where it was scored; only that leaves the process."""

    row: Callable[[Report | Failure], Any]
    count: Callable[[Report | Failure], Any] | None

    def __call__(self, result: Report | Failure) -> tuple[Any, bool, Any]:
        return self.row(result), isinstance(result, Failure), None if self.count is None else self.count(result)


def _part(blob: bytes, part: Partition, target: Path, run: str) -> PartDone:
    """Write one part, unless it is there; runs on a worker."""
    job = unpacked(blob)
    note = target.parent / _NOTES / f"{target.name}.json"
    made_of = hashlib.sha256(f"{run}\0{_input(part)}".encode("utf-8", "surrogatepass")).hexdigest()
    if target.exists() and note.exists():
        told = json.loads(note.read_text(encoding="utf-8"))
        if told["made_of"] == made_of:
            return PartDone(part.name, told["documents"], told["failures"], True, tuple(told["counted"]))
    note.parent.mkdir(parents=True, exist_ok=True)
    failures = documents = 0
    counted = []
    # A name of its own: the worker may be killed, and another does the task again.
    unfinished = target.with_name(f".{target.name}.{uuid.uuid4().hex[:8]}")
    try:
        with writer(target.suffix[1:])(unfinished) as rows:
            for row, failed, count in score_each(_sources(part), job.scorer, job.finish, jobs=1, limits=job.limits):
                rows.add(row)
                documents += 1
                failures += failed
                if count is not None:
                    counted.append(count)
        unfinished.replace(target)
    finally:
        unfinished.unlink(missing_ok=True)
    done = PartDone(part.name, documents, failures, False, tuple(counted))
    whole = note.with_name(f"{note.name}.{uuid.uuid4().hex[:8]}")
    whole.write_text(json.dumps({"made_of": made_of, **asdict(done)}), encoding="utf-8")
    whole.replace(note)
    return done


def _sources(part: Partition) -> Iterator[Source]:
    if part.rows is not None:
        yield from reader(Path(part.rows), part.name)
    for data in part.sources:
        yield pickle.loads(data)


def _input(part: Partition) -> str:
    """A digest of what a partition holds: files by size and time, rows by their bytes."""
    if part.rows is not None:
        return digest_of(Path(part.rows))
    digest = hashlib.sha256()
    for data in part.sources:
        digest.update(data)
        source = pickle.loads(data)
        if isinstance(source, (str, os.PathLike)) and os.path.exists(source):
            state = os.stat(source)
            digest.update(f"{state.st_size} {state.st_mtime_ns}".encode())
    return digest.hexdigest()
