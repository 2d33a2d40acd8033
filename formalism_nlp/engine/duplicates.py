"""Near-duplicates in a saved index, segment by segment: hashes are shuffled, texts are not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from operator import getitem
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from ..errors import ConfigError
from ..reuse.duplicates import Pair, likely, met_enough, pairs_within, rare_prefixes, shared_entries, verified
from ..reuse.fingerprint import U64, Sketches, distinct, gram_keys, scheme_of
from ..reuse.folder import check_segment, read_manifest
from ..reuse.store import Segment, same
from .cluster import connected, results_of

if TYPE_CHECKING:
    from distributed import Client

__all__ = ["near_duplicates"]

_LOW = np.uint64(0xFFFFFFFF)
_HALF = np.uint64(32)
# Tasks of a shuffle are segments × buckets: below a thousand the scheduler takes less than a second for them.
_FEWEST_BUCKETS, _MOST_BUCKETS = 4, 256
# Pairs checked in one task: a few seconds.
_PAIRS = 20_000
_Place = tuple[str, str, str]  # folder of a segment, its digest, header of the scheme
_Found = tuple[int, int, Pair]


def near_duplicates(
    index: str | Path,
    threshold: float = 0.6,
    *,
    exclude: Iterable[str] = (),
    engine: str = "dask",
    jobs: int | None = None,
) -> list[Pair]:
    """Find the pairs that ``ReuseIndex.load(index).near_duplicates`` finds, in the same order.

    The hashes of all texts are brought together by hash to see which are rare, brought back by text to choose the
    rarest of each, and those brought together again to be paired; a pair is then counted exactly where
    its two segments are opened. No worker holds more than one bucket of hashes or two segments.

    Parameters
    ----------
    index : path
        Folder of a saved index that every worker can read.
    threshold : float
        0.3 to 1.
    exclude : iterable of str
        ``issuer`` or ``series``: leave out pairs within one issuer or one series.
    engine, jobs
        See `cluster.connected`.

    Raises
    ------
    ConfigError
        If the index is missing or damaged, or the engine is.
    """
    if not 0 < threshold <= 1:
        raise ConfigError(f"阈值应在 0 和 1 之间，收到 {threshold}")
    path = Path(index).absolute()
    manifest = read_manifest(path)
    places = [(str(path / name), digest, manifest["scheme"]) for name, digest in manifest["segments"].items()]
    if not places:
        return []
    with connected(engine, jobs) as client:
        sizes = list(results_of(client.map(_checked, places, pure=False)))
        firsts = [0, *np.cumsum(sizes).tolist()]
        pairs = _candidates(client, places, firsts, threshold)
        tasks = [
            client.submit(_verified, [places[a], places[b]], [firsts[a], firsts[b]], rows, threshold, (*exclude,))
            for a, b, rows in _by_segments(pairs, firsts)
        ]
        found = sorted((item for part in results_of(tasks) for item in part), key=lambda item: item[:2])
    return [pair for _, _, pair in found]


def _candidates(client: Client, places: list[_Place], firsts: list[int], threshold: float) -> NDArray[np.int64]:
    """Shuffle twice; return the pairs of numbers in the whole index, each once."""
    buckets = min(_MOST_BUCKETS, max(_FEWEST_BUCKETS, len(places)))
    spread = [
        client.submit(_spread, place, first, buckets, pure=False) for place, first in zip(places, firsts, strict=False)
    ]
    shared = [client.submit(_shared, column, firsts, pure=False) for column in _turned(client, spread, buckets)]
    kept = [
        client.submit(_prefixes, place, first, column, threshold, buckets, pure=False)
        for place, first, column in zip(places, firsts, _turned(client, shared, len(places)), strict=False)
    ]
    paired = [client.submit(_paired, column, pure=False) for column in _turned(client, kept, buckets)]
    parts, met = (np.concatenate(column) for column in zip(*results_of(paired), strict=True))
    keys, where = np.unique(parts, return_inverse=True)
    counts = np.concatenate(list(results_of([client.submit(_counts, place, pure=False) for place in places])))
    return met_enough(keys, np.bincount(where, met).astype(np.int64), counts, threshold)


def _turned(client: Client, rows: list[Any], width: int) -> list[list[Any]]:
    """Turn futures of rows with so many cells into columns: what one task made for one of the next."""
    return [[client.submit(getitem, row, place, pure=False) for row in rows] for place in range(width)]


@lru_cache(maxsize=4)
def _segment(place: _Place) -> Segment:
    folder, _, header = place
    return Segment.open(Path(folder), scheme_of(header))


def _checked(place: _Place) -> int:
    folder, digest, _ = place
    check_segment(Path(folder), digest)
    return len(_segment(place))


def _spread(place: _Place, first: int, buckets: int) -> list[U64]:
    """Entries ``hash << 32 | number`` of a segment by bucket of the hash."""
    sketches = _segment(place).sketches
    owner = np.repeat(np.arange(first, first + len(sketches.limits), dtype=np.uint64), np.diff(sketches.bounds))
    return _by_bucket(sketches.hashes.astype(np.uint64) << _HALF | owner, buckets)


def _by_bucket(entries: U64, buckets: int) -> list[U64]:
    # By remainder: the hashes that are kept are the small ones.
    bucket = (entries >> _HALF) % np.uint64(buckets)
    order = np.argsort(bucket, kind="stable")
    return np.split(entries[order], np.searchsorted(bucket[order], np.arange(1, buckets)))


def _shared(parts: list[U64], firsts: list[int]) -> list[tuple[U64, NDArray[np.uint8]]]:
    """What several texts share in one bucket, by segment."""
    entries, rarity = shared_entries(np.concatenate(parts))
    segment = np.searchsorted(np.array(firsts), (entries & _LOW).astype(np.int64), "right") - 1
    return [(entries[segment == number], rarity[segment == number]) for number in range(len(firsts) - 1)]


def _prefixes(
    place: _Place, first: int, parts: list[tuple[U64, NDArray[np.uint8]]], threshold: float, buckets: int
) -> list[U64]:
    entries, rarity = (np.concatenate(column) for column in zip(*parts, strict=True))
    count = np.diff(_segment(place).sketches.bounds)
    return _by_bucket(rare_prefixes(entries - np.uint64(first), rarity, count, threshold) + np.uint64(first), buckets)


def _paired(parts: list[U64]) -> tuple[U64, NDArray[np.int64]]:
    return pairs_within(np.concatenate(parts))


def _counts(place: _Place) -> NDArray[np.int64]:
    """How many hashes each text of a segment keeps."""
    return np.diff(_segment(place).sketches.bounds)


def _by_segments(pairs: NDArray[np.int64], firsts: list[int]) -> Iterator[tuple[int, int, NDArray[np.int64]]]:
    """Group pairs by the segments of both, and large groups into tasks."""
    side = np.searchsorted(np.array(firsts), pairs, "right") - 1
    key = side[:, 0] * len(firsts) + side[:, 1]
    for one in np.unique(key).tolist():
        rows = pairs[key == one]
        for part in np.array_split(rows, -(-len(rows) // _PAIRS)):
            yield one // len(firsts), one % len(firsts), part


def _verified(
    places: list[_Place], firsts: list[int], pairs: NDArray[np.int64], threshold: float, exclude: tuple[str, ...]
) -> list[_Found]:
    """Count pairs of texts of two segments exactly."""
    left, right = (_segment(place) for place in places)
    sketches = Sketches.joined([left.sketches, right.sketches])
    own = pairs - [firsts[0], firsts[1] - len(left)]

    def segment_of(number: int) -> tuple[Segment, int]:
        return (left, number) if number < len(left) else (right, number - len(left))

    def record(number: int) -> Any:
        segment, place = segment_of(number)
        return segment.records[place]

    def keys_of(number: int) -> U64:
        segment, place = segment_of(number)
        return distinct(gram_keys(segment.row(place), segment.scheme.shingle))

    wanted = [not same(record(a), record(b), exclude) for a, b in own.tolist()]
    candidates = likely(own[np.array(wanted, bool)], sketches, threshold)
    return [
        (a + firsts[0], b + firsts[1] - len(left), Pair(record(a).id, record(b).id, jaccard, contained))
        for a, b, jaccard, contained in verified(candidates, threshold, keys_of)
    ]
