"""Pairs of near-duplicates among sketched texts: candidates from rare shared hashes, then an exact count."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .fingerprint import U64, Sketches

__all__ = [
    "Cluster",
    "Pair",
    "candidate_pairs",
    "clusters_of",
    "likely",
    "met_enough",
    "pairs_within",
    "rare_prefixes",
    "shared_entries",
    "verified",
]

# How far the sampled Jaccard may fall short of the true one: 4.5 standard errors of the sample.
_ERRORS = 4.5
# Rare hashes that a pair must share: one is often chance, and every pair more is a comparison.
_MEETINGS = 2
# Hashes paired, and pairs compared, at a time: the arrays made for them fit into memory that is there already.
_TOGETHER, _COMPARED = 1_000_000, 2_000
_LOW = np.uint64(0xFFFFFFFF)
_HALF = np.uint64(32)


@dataclass(frozen=True)
class Pair:
    """Two documents that share most of their shingles.

    Attributes
    ----------
    a, b : str
        Ids, the one that was indexed first in front.
    jaccard : float
        Shared shingles ÷ all shingles of both, counted exactly.
    containment : float
        Shared shingles ÷ shingles of the smaller document.
    """

    a: str
    b: str
    jaccard: float
    containment: float


@dataclass(frozen=True)
class Cluster:
    """Documents that are each a near-duplicate of one among them.

    ``kind`` is ``identical``, ``versions`` (one title or series, or one contained in the
    other) or ``similar``.
    """

    center: str
    members: tuple[str, ...]
    kind: str


def candidate_pairs(sketches: Sketches, threshold: float) -> NDArray[np.int64]:
    """Return rows (first, second) of texts whose sketches make a Jaccard of ``threshold`` possible.

    Two texts at the threshold must share one of their rarest hashes, so only those are
    paired: set phrases, which everyone shares, never are.
    """
    count = np.diff(sketches.bounds)
    parts = [shared_entries(entries) for entries in _by_hash(sketches, count)]
    entries, rarity = (np.concatenate(column) for column in zip(*parts, strict=True))
    keys, met = pairs_within(rare_prefixes(entries, rarity, count, threshold))
    return likely(met_enough(keys, met, count, threshold), sketches, threshold)


def _by_hash(sketches: Sketches, count: NDArray[np.int64]) -> Iterator[U64]:
    """Yield all entries, those of one range of hashes together, so that little memory is used again and again."""
    owner = np.repeat(np.arange(len(count), dtype=np.uint32), count)
    ranges = len(sketches.hashes) // _TOGETHER + 1
    sample = np.sort(sketches.hashes[:: max(1, len(sketches.hashes) // 10_000)])
    begin = 0
    for end in [*sample[len(sample) * np.arange(1, ranges) // ranges].tolist(), 2**32]:
        chosen = np.flatnonzero((sketches.hashes >= begin) & (sketches.hashes < end))
        yield sketches.hashes[chosen].astype(np.uint64) << _HALF | owner[chosen]
        begin = end


def shared_entries(entries: U64) -> tuple[U64, NDArray[np.uint8]]:
    """Return the entries whose hash several texts have, and how many have it, 255 at most.

    An entry is ``hash << 32 | number of a text``; all entries of a hash must be there, in any order.
    """
    by_hash = np.sort(entries)
    often = np.diff(np.append(_firsts(by_hash), len(by_hash)))
    rarity = np.repeat(np.minimum(often, 255).astype(np.uint8), often)
    return by_hash[rarity > 1], rarity[rarity > 1]


def rare_prefixes(entries: U64, rarity: NDArray[np.uint8], count: NDArray[np.int64], threshold: float) -> U64:
    """Return the entries among the rarest of their text, `_MEETINGS` of which a pair at the threshold must share.

    Parameters
    ----------
    entries, rarity : arrays of uint64 and uint8
        What `shared_entries` says of all hashes of the texts.
    count : array of int64, shape (texts,)
        Hashes of each text; those that it shares with no other are its rarest.
    threshold : float
        Smallest Jaccard.
    """
    texts = entries.astype(np.uint32)
    found, step = [entries[:0]], max(1, len(count) * _TOGETHER // max(1, len(entries)))
    for first in range(0, len(count), step):
        chosen = np.flatnonzero((texts >= first) & (texts < first + step))
        found.append(_rarest(entries[chosen], rarity[chosen], count, threshold))
    return np.concatenate(found)


def _rarest(entries: U64, rarity: NDArray[np.uint8], count: NDArray[np.int64], threshold: float) -> U64:
    """Return the rarest entries of texts all of whose shared entries are given."""
    ranked = np.sort((entries & _LOW) << np.uint64(40) | rarity.astype(np.uint64) << _HALF | entries >> _HALF)
    owner = (ranked >> np.uint64(40)).astype(np.int64)
    own = np.bincount(owner, minlength=len(count))
    rank = np.arange(len(ranked)) + (count - np.cumsum(own))[owner]
    prefix = np.ceil(count - _common(count, threshold)) + _MEETINGS
    kept = ranked[rank < prefix[owner]]
    found: U64 = (kept & _LOW) << _HALF | kept >> np.uint64(40)
    return found


def _firsts(by_hash: U64) -> NDArray[np.int64]:
    """Return where each new hash begins among ``hash << 32 | text`` in order."""
    hashes = (by_hash >> _HALF).astype(np.uint32)
    return np.flatnonzero(np.concatenate((np.ones(min(1, len(hashes)), bool), hashes[1:] != hashes[:-1])))


def _margin(count: NDArray[np.int64]) -> NDArray[np.float64]:
    return _ERRORS * 0.5 / np.sqrt(np.maximum(count, 1)) * 0.8


def _common(count: NDArray[np.int64], threshold: float) -> NDArray[np.float64]:
    """Return how many hashes of a text another one at the threshold has too, at least."""
    return np.asarray(count * np.maximum(0.0, threshold - _margin(count)), np.float64)


def pairs_within(entries: U64) -> tuple[U64, NDArray[np.int64]]:
    """Pair the texts that stand behind each hash.

    Returns
    -------
    keys, met : arrays
        Each pair once, ``first << 32 | second``, ascending; how many hashes they have in common.
    """
    by_hash = np.sort(entries)
    groups = _firsts(by_hash)
    sizes = np.diff(np.append(groups, len(by_hash)))
    after = np.repeat(groups + sizes, sizes) - np.arange(len(by_hash)) - 1
    left = np.repeat(np.arange(len(by_hash)), after)
    right = left + 1 + np.arange(len(left)) - np.repeat(np.cumsum(after) - after, after)
    texts = by_hash & _LOW
    return np.unique(texts[left] << _HALF | texts[right], return_counts=True)


def met_enough(keys: U64, met: NDArray[np.int64], count: NDArray[np.int64], threshold: float) -> NDArray[np.int64]:
    """Return rows (first, second) of the pairs that met as often as texts at the threshold must."""
    pairs = np.stack((keys >> _HALF, keys & _LOW), axis=1).astype(np.int64)
    needed = np.minimum(_MEETINGS, np.ceil(_common(count, threshold)))
    return np.asarray(pairs[met >= needed[pairs].min(axis=1)])


def likely(pairs: NDArray[np.int64], sketches: Sketches, threshold: float) -> NDArray[np.int64]:
    """Drop pairs whose sketches rule the threshold out."""
    kept = [pairs[:0]]
    for part in np.array_split(pairs, max(1, len(pairs) // _COMPARED)):
        limit = sketches.limits[part].min(axis=1)
        rows = []
        sizes = np.zeros((len(part), 2), np.int64)
        for side in (0, 1):
            begin = sketches.bounds[part[:, side]]
            length = sketches.bounds[part[:, side] + 1] - begin
            pair = np.repeat(np.arange(len(part)), length)
            hashes = sketches.hashes[np.arange(len(pair)) - np.repeat(np.cumsum(length) - length - begin, length)]
            below = hashes < limit[pair]
            sizes[:, side] = np.bincount(pair[below], minlength=len(part))
            rows.append(pair[below].astype(np.uint64) << _HALF | hashes[below])
        both = np.sort(np.concatenate(rows))
        shared = np.bincount((both[1:][both[1:] == both[:-1]] >> _HALF).astype(np.int64), minlength=len(part))
        union = np.maximum(sizes.sum(axis=1) - shared, 1)
        kept.append(part[shared / union >= threshold - _margin(union)])
    return np.concatenate(kept)


def verified(
    pairs: NDArray[np.int64], threshold: float, keys_of: Callable[[int], U64]
) -> Iterator[tuple[int, int, float, float]]:
    """Count shared shingles exactly and yield (first, second, jaccard, containment) at or above the threshold.

    Parameters
    ----------
    pairs : array of int64, shape (n, 2)
        Candidates.
    threshold : float
        Smallest Jaccard.
    keys_of : callable
        Gives the distinct shingle keys of a text, ascending.
    """
    held: dict[int, U64] = {}
    last_use = {int(text): number for number, pair in enumerate(pairs.tolist()) for text in pair}
    for number, (first, second) in enumerate(pairs.tolist()):
        for text in (first, second):
            if text not in held:
                held[text] = keys_of(text)
        own, other = held[first], held[second]
        both = np.concatenate((own, other))
        both.sort()
        shared = int(np.count_nonzero(both[1:] == both[:-1]))
        jaccard = shared / max(1, len(both) - shared)
        if jaccard >= threshold:
            yield first, second, jaccard, shared / max(1, min(len(own), len(other)))
        for text in (first, second):
            if last_use[text] == number:
                del held[text]


def clusters_of(pairs: Iterable[Pair], same_series: Callable[[str, str], bool]) -> list[Cluster]:
    """Group near-duplicates around the document with most of them.

    Every member is a verified near-duplicate of the centre, so that chains of small
    changes never grow into one giant.
    """
    near: dict[str, dict[str, Pair]] = {}
    for pair in pairs:
        near.setdefault(pair.a, {})[pair.b] = pair
        near.setdefault(pair.b, {})[pair.a] = pair
    order = {name: number for number, name in enumerate(near)}
    free = set(near)
    found = []
    for center in sorted(near, key=lambda name: (-len(near[name]), order[name])):
        if center not in free:
            continue
        members = sorted((name for name in near[center] if name in free), key=order.__getitem__)
        free -= {center, *members}
        if members:
            found.append(
                Cluster(center, (center, *members), _kind([near[center][name] for name in members], same_series))
            )
    return found


# One document inside the other but for its cover: a version that was extended or cut.
_CONTAINED = 0.95


def _kind(pairs: list[Pair], same_series: Callable[[str, str], bool]) -> str:
    if all(pair.jaccard == 1 for pair in pairs):
        return "identical"
    versions = all(pair.containment >= _CONTAINED or same_series(pair.a, pair.b) for pair in pairs)
    return "versions" if versions else "similar"
