"""Set phrases: wordings that recur across many unrelated issuers, mined, shipped as numbers, recognised."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import as_file, files
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from .letters import Letters, letters

__all__ = ["GRAM", "Formulas", "load_formulas", "mine_formulas"]

# Eight letters: the shortest wording that is more than a compound word (research notes 6.3, template ratio).
GRAM = 8
_DIGITS = np.array([ord(digit) for digit in "0123456789"], np.uint16)
# Finalising multiplier of a 64-bit mix: the high 32 bits then depend on every letter.
_MIX = np.uint64(0xFF51AFD7ED558CCD)


@dataclass(frozen=True)
class Formulas:
    """Wordings of eight letters by their hash, with the number of issuers that use them.

    No text is stored: a wording is recognised, never shown.

    Attributes
    ----------
    keys : array of uint32, shape (n,)
        Hashes in ascending order.
    issuers : array of uint16, shape (n,)
        How many unrelated issuers use each wording.
    """

    keys: NDArray[np.uint32]
    issuers: NDArray[np.uint16]

    def covered(self, text: Letters) -> NDArray[np.bool_]:
        """Tell for each letter whether it stands in a known wording."""
        covered = np.zeros(len(text), bool)
        keys = _keys(text)
        if not len(keys) or not len(self.keys):
            return covered
        at = np.minimum(np.searchsorted(self.keys, keys), len(self.keys) - 1)
        for start in np.flatnonzero(self.keys[at] == keys).tolist():
            covered[start : start + GRAM] = True
        return covered

    def ratio(self, text: str) -> float:
        """Return the share of the letters of a text that stand in known wordings, 0 to 1."""
        covered = self.covered(letters(text))
        return float(covered.mean()) if len(covered) else 0.0

    def save(self, path: Path) -> None:
        """Write the table as one plain array file."""
        np.save(path, np.stack((self.keys, self.issuers.astype(np.uint32))), allow_pickle=False)


def mine_formulas(documents: Iterable[tuple[str, str]], *, least: int = 8) -> Formulas:
    """Find the wordings that recur across issuers.

    Parameters
    ----------
    documents : iterable of (issuer, text)
        Documents that are versions of one another or belong to one campaign should carry
        one name as issuer, so that they count once.
    least : int
        Issuers that must share a wording of eight letters. Wordings with digits are left out.

    Examples
    --------
    >>> texts = [(f"{name}县", f"{name}县的做法：请结合实际认真贯彻执行。") for name in "甲乙丙"]
    >>> mined = mine_formulas(texts, least=3)
    >>> mined.ratio("请结合实际认真贯彻执行"), mined.ratio("请各村核对低保名单并张榜公布")
    (1.0, 0.0)
    """
    names: dict[str, int] = {}
    pairs = [np.zeros(0, np.uint64)]
    for issuer, text in documents:
        number = names.setdefault(issuer, len(names))
        read = letters(text)
        if len(read) >= GRAM:
            digits = np.convolve(np.isin(read.codes, _DIGITS), np.ones(GRAM, np.int64), "valid")
            keys = np.unique(_keys(read)[digits == 0]).astype(np.uint64)
            pairs.append(keys << np.uint64(32) | np.uint64(number))
    found, counts = np.unique(np.unique(np.concatenate(pairs)) >> np.uint64(32), return_counts=True)
    kept = counts >= least
    return Formulas(found[kept].astype(np.uint32), np.minimum(counts[kept], 65535).astype(np.uint16))


@lru_cache(maxsize=2)
def load_formulas(name: str = "formulas") -> Formulas:
    """Load a shipped table: ``formulas`` of administrative documents or ``statutes`` of legal texts."""
    with as_file(files(__package__) / "data" / f"{name}.npy") as path:
        keys, issuers = np.load(path, allow_pickle=False)
    return Formulas(keys, issuers.astype(np.uint16))


def _keys(text: Letters) -> NDArray[np.uint32]:
    mixed = text.grams(GRAM)
    mixed = (mixed ^ (mixed >> np.uint64(33))) * _MIX
    keys: NDArray[np.uint32] = (mixed >> np.uint64(32)).astype(np.uint32)
    return keys
