"""Fingerprints of texts: hashes of short runs of characters or words, the same everywhere and always."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from ..errors import ConfigError
from ..language.places import find_places
from ..tokens import default_tokenizer

__all__ = ["SCHEMES", "Scheme", "SchemeName", "Sketches", "gram_keys", "sketch", "units_of"]

SchemeName = Literal["char", "word"]
U32 = NDArray[np.uint32]
U64 = NDArray[np.uint64]

# Multipliers of the rolling sum and of the mix behind it: odd, with bits spread evenly.
_BASE = np.uint32(0x9E3779B1)
_MIX = np.uint32(0x85EBCA6B)
_BASE_64 = np.uint64(0x9E3779B97F4A7C15)
_ALL = 2**32
# One hash in 32 is kept, but 96 of a short text: a pair at the threshold 0.6 then shares 50 or more.
_RATE, _FEWEST = 32, 96


@dataclass(frozen=True)
class Scheme:
    """How texts become hashes. Fingerprints of different schemes are never compared.

    Attributes
    ----------
    name : {'char', 'word'}
        Units: characters (UTF-16), or words with the names of places and bodies masked.
    version : int
        Raised with every change that changes a hash.
    shingle : int
        Units in a shingle, for near-duplicates and containment.
    seed : int
        Units in a seed, for queries: shorter, so that some survive heavy edits.
    """

    name: SchemeName
    version: int
    shingle: int
    seed: int

    @property
    def header(self) -> str:
        """The text that is stored beside fingerprints and compared when they are read."""
        cut_by = f"-{zlib.crc32(default_tokenizer().signature.encode()):08x}" if self.name == "word" else ""
        return f"{self.name}{self.shingle}.{self.seed}/{self.version}{cut_by}"


SCHEMES: dict[str, Scheme] = {"char": Scheme("char", 1, 5, 4), "word": Scheme("word", 1, 3, 2)}


def scheme_of(name: str) -> Scheme:
    """Return the scheme of a name or of a stored header.

    Raises
    ------
    ConfigError
        If there is none, or the header is of another version.
    """
    for scheme in SCHEMES.values():
        if name == scheme.name or (name.startswith(scheme.name) and name == scheme.header):
            return scheme
    raise ConfigError(f"没有指纹方案 {name!r}，或索引由其他版本建立；可用：{'、'.join(SCHEMES)}，旧索引请重建")


def units_of(text: str, scheme: Scheme) -> NDArray[Any]:
    """Return a text as a row of numbers, one for each unit of the scheme.

    Examples
    --------
    >>> units_of("巡河", SCHEMES["char"]).tolist() == [ord("巡"), ord("河")]
    True
    """
    if scheme.name == "char":
        return np.frombuffer(text.encode("utf-16-le", "surrogatepass"), np.uint16)
    return np.fromiter((zlib.crc32(word.encode()) for word in _words(text)), np.uint32)


def _words(text: str) -> list[str]:
    """Cut a text into words, with places masked, white space and punctuation left out."""
    pieces, at = [], 0
    for place in find_places(text):
        pieces += [text[at : place.span.start], "X"]
        at = place.span.end
    masked = "".join(pieces) + text[at:]
    return [_mask(word) for word in default_tokenizer().cut(masked) if word[0].isalnum()]


def _mask(word: str) -> str:
    if word.isdigit():
        return "0"
    return "X" if word in _LEVEL_WORDS else word


# Names of levels and bodies that change when a text is taken to another level or office.
_LEVEL_WORDS = frozenset(
    [
        *(before + level for before in ("", "全", "我", "本") for level in "省市县区镇乡州旗村"),
        *(level + behind for level in "省市县区镇乡州旗" for behind in ("委", "政府", "级", "直")),
        *("局", "委", "厅", "办", "办公室", "街道", "社区"),
        *("教育局", "财政局", "水利局", "水务局", "民政局", "公安局", "卫健局", "应急局", "农业局", "住建局"),
    ]
)


def gram_keys(units: NDArray[Any], size: int) -> U64:
    """Return a 64-bit key of every run of ``size`` units; equal keys mean equal runs for practical purposes."""
    return _rolled(units.astype(np.uint64), size, _BASE_64)


def gram_hashes(units: U32, size: int) -> U32:
    """Return a 32-bit hash of every run of ``size`` units, evenly spread."""
    hashes = _rolled(units, size, _BASE)
    hashes ^= hashes >> np.uint32(16)
    hashes *= _MIX
    return hashes


def _rolled(units: NDArray[Any], size: int, base: np.unsignedinteger[Any]) -> NDArray[Any]:
    """Sum each run of units as a number to a base, wrapping; runs are doubled, not added one by one."""
    if len(units) < size:
        return units[:0]
    sums, power, length = units, np.full(1, base), 1
    for bit in f"{size:b}"[1:]:
        sums = sums[:-length] * power + sums[length:]
        power, length = power * power, 2 * length
        if bit == "1":
            sums = sums[:-1] * base + units[length:]
            power, length = power * base, length + 1
    return sums


@dataclass(frozen=True)
class Sketches:
    """Samples of the hashes of many texts.

    Attributes
    ----------
    hashes : array of uint32
        The kept hashes of all texts, ascending within each.
    bounds : array of int64, shape (texts + 1,)
        Where each text begins in ``hashes``.
    limits : array of uint64, shape (texts,)
        Each text keeps the hashes below its limit: what two texts may have in common is
        below the smaller one.
    """

    hashes: U32
    bounds: NDArray[np.int64]
    limits: U64

    @classmethod
    def joined(cls, parts: Sequence[Sketches]) -> Sketches:
        """Put the sketches of several batches behind one another."""
        lengths = [np.diff(part.bounds) for part in parts]
        bounds = np.concatenate(([0], np.cumsum(np.concatenate([np.zeros(0, np.int64), *lengths]))))
        hashes = np.concatenate([np.zeros(0, np.uint32), *(part.hashes for part in parts)])
        return cls(
            hashes, bounds.astype(np.int64), np.concatenate([np.zeros(0, np.uint64), *(part.limits for part in parts)])
        )


def distinct(keys: U64) -> U64:
    """Return the distinct keys, ascending; sorts, which is several times faster here than ``np.unique``."""
    ordered: U64 = np.sort(keys)
    if len(ordered) > 1:
        ordered = ordered[np.concatenate(([True], ordered[1:] != ordered[:-1]))]
    return ordered


def shared_keys(keys: U64, others: U64) -> int:
    """Count the distinct ``keys`` (ascending) that are among ``others`` (any order)."""
    # A table of 18 bits drops most of what is not shared before anything is sorted.
    table = np.zeros(2**18, bool)
    table[keys >> np.uint64(46)] = True
    likely = distinct(others[table[others >> np.uint64(46)]])
    return int(np.isin(likely, keys, assume_unique=True).sum())


def sketch(texts: Sequence[NDArray[Any]], scheme: Scheme) -> Sketches:
    """Sample the hashes of the shingles of texts, given as units.

    A hash is kept when it is small, so equal passages keep equal hashes wherever they stand.
    """
    lengths = np.array([len(units) for units in texts], np.int64)
    grams = np.maximum(lengths - scheme.shingle + 1, 1)
    limits = np.maximum(_ALL // _RATE, np.minimum(_ALL, _FEWEST * _ALL // grams)).astype(np.uint64)
    ends = np.cumsum(lengths)
    joined = np.concatenate(texts).astype(np.uint32) if len(texts) else np.zeros(0, np.uint32)
    hashes = gram_hashes(joined, scheme.shingle)
    kept = np.flatnonzero(hashes <= np.uint32(int(limits.max(initial=1)) - 1))
    owner = np.repeat(np.arange(len(texts)), np.diff(np.searchsorted(kept, ends), prepend=0))
    # A run that reaches into the next text is none; the limit of each text is its own.
    good = (kept + scheme.shingle <= ends[owner]) & (hashes[kept] < limits[owner])
    keys = distinct(owner[good].astype(np.uint64) << np.uint64(32) | hashes[kept[good]])
    bounds = np.searchsorted(keys, np.arange(len(texts) + 1, dtype=np.uint64) << np.uint64(32))
    return Sketches(keys.astype(np.uint32), bounds.astype(np.int64), limits)
