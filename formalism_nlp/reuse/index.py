"""An index of documents for reuse: near-duplicates among them, sources of a new one."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path

import numpy as np

from ..document import Document
from ..errors import ConfigError
from .candidate import Candidate
from .duplicates import Cluster, Pair, candidate_pairs, clusters_of, verified
from .fingerprint import U64, SchemeName, Sketches, distinct, gram_keys, scheme_of, shared_keys, units_of
from .folder import check_segment, free_name, read_manifest, segment_digest, write_manifest, writing
from .postings import seeds_of
from .ranking import rank
from .store import Record, Segment, record_of, same

__all__ = ["Candidate", "ReuseIndex"]

# Documents in a segment: 32,000 of 3,000 characters take 200 MB, and their postings 400 MB while they are made.
_LARGEST = 32_768
# Letters kept in memory, 400 MB of them; what comes after them goes to a temporary folder, so many at a time.
_HELD, _MOVED = 200_000_000, 32_000_000
# Documents that are sketched before the next are asked for.
_CHUNK = 2_048
# Candidates ranked for each one wanted: some may be excluded.
_POOL = 3


class ReuseIndex:
    r"""Finds near-duplicates among documents, and the documents that a new one takes from.

    Parameters
    ----------
    path : path, optional
        Folder of the index. One that exists is opened; a new one is made by ``save``.
        Without it the index lives in memory and a temporary folder.
    scheme : {'char', 'word'}
        Characters, or words with places and bodies masked: slower, blind to swapped names.

    Examples
    --------
    >>> index = ReuseIndex()
    >>> text = "松垣县各乡镇每月5日前核对一次低保名单，并在村务公开栏张榜公布七天。" * 3
    >>> index.add([Document.from_text(text, id="a"), Document.from_text(text + "另行通知。", id="b")])
    2
    >>> [(pair.a, pair.b) for pair in index.near_duplicates(0.6)]
    [('a', 'b')]
    >>> index.query(Document.from_text(text), k=1)[0].containment
    1.0
    """

    def __init__(self, path: str | Path | None = None, scheme: SchemeName = "char") -> None:
        self.scheme = scheme_of(scheme)
        self.path = Path(path) if path is not None else None
        self._segments: list[Segment] = []
        self._numbers: dict[str, int] = {}
        self._saved: dict[str, str] = {}
        self._spill: tempfile.TemporaryDirectory[str] | None = None
        if self.path is not None and (self.path / "index.json").exists():
            self._open(self.path)

    @classmethod
    def load(cls, path: str | Path) -> ReuseIndex:
        """Open an index that was saved.

        Raises
        ------
        ConfigError
            If there is none, or it was made by another scheme or version.
        """
        manifest = read_manifest(Path(path))
        return cls(path, scheme_of(manifest["scheme"]).name)

    def __len__(self) -> int:
        return len(self._numbers)

    def __contains__(self, id: object) -> bool:
        return id in self._numbers

    @property
    def records(self) -> tuple[Record, ...]:
        """Facts of all documents in the order in which they were added."""
        return tuple(record for segment in self._segments for record in segment.records)

    def add(self, docs: Iterable[Document]) -> int:
        """Add documents; one whose id is in the index already is passed over.

        Nothing on disk changes before ``save``.

        Returns
        -------
        int
            How many were added.
        """
        before = len(self)
        batch: list[tuple[Record, str]] = []
        for doc in docs:
            if doc.id in self._numbers:
                continue
            self._numbers[doc.id] = len(self)
            batch.append((record_of(doc), doc.text))
            if len(batch) == _CHUNK:
                self._take(Segment.of(self.scheme, batch))
                batch = []
        if batch:
            self._take(Segment.of(self.scheme, batch))
        return len(self) - before

    def query(self, doc: Document, k: int = 10, *, exclude: Iterable[str] = ()) -> list[Candidate]:
        """Find the documents that best explain what a document shares with the index.

        Each is chosen for passages that those before it do not explain, so that ten
        editions of one source leave room for the second source.

        Parameters
        ----------
        doc : Document
            The new document; the one of the same id is never a candidate.
        k : int
            How many at most.
        exclude : iterable of str
            ``issuer`` or ``series`` leave out documents of the same issuer or series;
            anything else is the name of an issuer, or the id of a document, to leave out.
        """
        units = units_of(doc.text, self.scheme)
        seeds, places = seeds_of(units, self.scheme)
        parts, first = [], 0
        for segment in self._settled():
            seed, text, often = segment.postings().hits(seeds)
            parts.append((seed, text + first, often))
            first += len(segment)
        if not parts or not len(seeds):
            return []
        seed, text, often = (np.concatenate(column) for column in zip(*parts, strict=True))
        ranked = rank((places, seed, text, often), first, _POOL * k + 8)
        left_out = self._left_out(record_of(doc), frozenset(exclude), ranked)
        keys = distinct(gram_keys(units, self.scheme.shingle))
        kept = [number for number, _ in ranked if number not in left_out][:k]
        return [self._candidate(number, doc, keys) for number in kept]

    def near_duplicates(self, threshold: float = 0.6, *, exclude: Iterable[str] = ()) -> list[Pair]:
        """Find all pairs whose shingles overlap by a Jaccard of at least ``threshold``.

        Every pair is counted exactly, on the distinct runs of five characters (or three
        words) of ``Document.text``.

        Parameters
        ----------
        threshold : float
            0.3 to 1. Below 0.5, pairs of short documents may be missed.
        exclude : iterable of str
            ``issuer`` or ``series``: leave out pairs within one issuer or one series.
        """
        if not 0 < threshold <= 1:
            raise ConfigError(f"阈值应在 0 和 1 之间，收到 {threshold}")
        candidates = candidate_pairs(Sketches.joined([segment.sketches for segment in self._segments]), threshold)
        records = self.records
        if exclude:
            candidates = candidates[[not same(records[a], records[b], exclude) for a, b in candidates.tolist()]]
        found = verified(candidates, threshold, self._keys)
        return [Pair(records[a].id, records[b].id, jaccard, contained) for a, b, jaccard, contained in found]

    def clusters(self, threshold: float = 0.6, *, exclude: Iterable[str] = ()) -> list[Cluster]:
        """Group near-duplicates around the document with most of them, largest group first."""
        records = {record.id: record for record in self.records}

        def same_series(a: str, b: str) -> bool:
            return same(records[a], records[b], ("series",))

        found = clusters_of(self.near_duplicates(threshold, exclude=exclude), same_series)
        return sorted(found, key=lambda cluster: -len(cluster.members))

    def save(self, path: str | Path | None = None) -> None:
        """Write the index to its folder, or to another one.

        New segments are written beside the old ones, then the list of segments is
        replaced: whoever dies in between leaves the old index whole.

        Raises
        ------
        ConfigError
            If the index has no folder and none is given, another index is there, or another
            program has written to it since it was opened.
        """
        target = Path(path) if path is not None else self.path
        if target is None:
            raise ConfigError("没有给出索引的文件夹：save(path)，或建立时给出 path")
        if target != self.path and (target / "index.json").exists():
            raise ConfigError(f"{target} 里已有索引；请换一个文件夹，或先打开它再添加")
        with writing(target):
            self._refuse_foreign_changes(target)
            self._settled()
            written = [self._written(segment, target) for segment in self._segments]
            digests = {folder.name: segment_digest(folder) for _, folder in written}
            write_manifest(target, self.scheme, digests)
            self.path, self._segments, self._saved = target, [segment for segment, _ in written], digests
            for folder in target.glob("seg-*"):
                if folder.name not in digests:
                    shutil.rmtree(folder, ignore_errors=True)

    def info(self) -> dict[str, object]:
        """Return facts of the index: scheme, documents, characters, segments."""
        return {
            "scheme": self.scheme.header,
            "documents": len(self),
            "characters": int(sum(len(segment.letters) for segment in self._segments)),
            "issuers": len({record.issuer for record in self.records if record.issuer}),
            "segments": len(self._segments),
        }

    def _written(self, segment: Segment, target: Path) -> tuple[Segment, Path]:
        """Return a segment that lies in the folder of the index with its postings, and where."""
        if segment.folder is None or segment.folder.parent != target:
            segment = segment.write(free_name(target))
        segment.postings()
        return segment, segment.folder or target

    def _refuse_foreign_changes(self, target: Path) -> None:
        on_disk = read_manifest(target)["segments"] if (target / "index.json").exists() else {}
        if target == self.path and on_disk != self._saved:
            raise ConfigError(f"打开索引 {target} 之后，另一个程序又写过它；请重新打开，再添加一次")

    def _open(self, path: Path) -> None:
        manifest = read_manifest(path)
        if manifest["scheme"] != self.scheme.header:
            raise ConfigError(
                f"{path} 的指纹方案是 {manifest['scheme']}，不能当作 {self.scheme.header} 使用；请换文件夹或重建"
            )
        self._saved = dict(manifest["segments"])
        for name, digest in self._saved.items():
            check_segment(path / name, digest)
        self._segments = [Segment.open(path / name, self.scheme) for name in self._saved]
        self._numbers = {record.id: number for number, record in enumerate(self.records)}

    def _take(self, segment: Segment) -> None:
        """Put a new segment behind the others; those that memory has no room for go to disk."""
        self._segments.append(segment)
        held = moved = 0
        tail: list[Segment] = []
        for part in self._segments:
            if part.folder is not None:
                continue
            if held + len(part.letters) <= _HELD:
                held += len(part.letters)
            else:
                tail.append(part)
                moved += len(part.letters)
        if moved >= _MOVED:
            if self._spill is None:
                self._spill = tempfile.TemporaryDirectory(prefix="formalism-", ignore_cleanup_errors=True)
            self._segments[-len(tail) :] = [Segment.moved(tail, free_name(Path(self._spill.name)))]

    def _settled(self) -> list[Segment]:
        """Merge new segments, and small ones in front of them, so that their number stays a logarithm."""
        while len(self._segments) > 1:
            last, before = self._segments[-1], self._segments[-2]
            if (len(before) > 2 * len(last) and before.folder is not None) or len(last) + len(
                before
            ) > _LARGEST + _CHUNK:
                break
            self._segments[-2:] = [Segment.merged([before, last])]
        return self._segments

    def _locate(self, number: int) -> tuple[Segment, int]:
        for segment in self._segments:
            if number < len(segment):
                return segment, number
            number -= len(segment)
        raise IndexError(number)

    def _keys(self, number: int) -> U64:
        segment, place = self._locate(number)
        return distinct(gram_keys(segment.row(place), self.scheme.shingle))

    def _left_out(self, own: Record, exclude: frozenset[str], ranked: list[tuple[int, float]]) -> set[int]:
        found = set()
        for number, _ in ranked:
            segment, place = self._locate(number)
            record = segment.records[place]
            if record.id in (own.id, *exclude) or record.issuer in exclude or same(own, record, exclude):
                found.add(number)
        return found

    def _candidate(self, number: int, doc: Document, keys: U64) -> Candidate:
        segment, place = self._locate(number)
        record = segment.records[place]
        shared = shared_keys(keys, gram_keys(segment.row(place), self.scheme.shingle)) / max(1, len(keys))
        return Candidate(
            record.id, record.title, record.issuer, record.date, round(shared, 4), doc, segment.text(place)
        )
