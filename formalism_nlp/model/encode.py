"""Sentences as flat arrays: characters, words and hashes of a whole batch at once.

Numbers become ``0``, Latin runs ``Ａ``: what matters is that there is a figure, not which.
All sentences of a batch lie in one array with a border before, between and behind them, so
that every n-gram is a shift and an addition instead of a loop over sentences.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..tokens import Tokenizer

__all__ = ["BASE", "BORDER", "Batch", "encode", "fold", "mix", "ngrams", "text_hash"]

Hashes = NDArray[np.uint64]
Rows = NDArray[np.intp]
BORDER = 10  # the line feed that joins the sentences
# Odd 64-bit constants of splitmix64 (Steele, Lea, Flood 2014) and the inverse of the first mod 2**64.
BASE = 0x9E3779B97F4A7C15
_INVERSE = pow(BASE, -1, 1 << 64)
_MIX = np.uint64(0xBF58476D1CE4E5B9)


@dataclass(frozen=True)
class Batch:
    """Sentences of one batch.

    Attributes
    ----------
    size : int
        Number of sentences.
    chars : array of uint64
        Code points, folded, with ``BORDER`` around each sentence.
    char_rows : array of intp
        The sentence of each character; a border belongs to the sentence behind it.
    words : array of uint64
        Hashes of the words in the same manner, ``BORDER`` around each sentence.
    word_rows : array of intp
        The sentence of each word.
    """

    size: int
    chars: Hashes
    char_rows: Rows
    words: Hashes
    word_rows: Rows


def encode(texts: Sequence[str], tokenizer: Tokenizer) -> Batch:
    """Encode sentences as one batch."""
    codes = fold(texts)
    joined = codes.astype("<u4").tobytes().decode("utf-32-le")
    words = tokenizer.cut(joined)
    lengths = np.fromiter(map(len, words), np.intp, len(words))
    ends = np.cumsum(lengths)
    starts = ends - lengths
    chars = codes.astype(np.uint64)
    hashes = _span_hashes(chars, starts, ends)
    # jieba keeps a run of blanks apart, but joins no border to anything else.
    border = (lengths == 1) & (codes[starts] == BORDER)
    hashes[border] = BORDER
    size = len(texts)
    return Batch(size, chars, _rows(codes == BORDER), hashes, _rows(border))


def fold(texts: Sequence[str]) -> NDArray[np.uint32]:
    r"""Return the code points of sentences, folded, joined by borders.

    Examples
    --------
    >>> bytes(fold(["３月15日前报1,200份"]).astype("<u4")).decode("utf-32-le")
    '\n0月0日前报0份\n'
    """
    clean = [text.replace("\n", " ") if "\n" in text else text for text in texts]
    raw = ("\n" + "\n".join(clean) + "\n").encode("utf-32-le", "surrogatepass")
    codes = _TABLE[np.minimum(np.frombuffer(raw, np.uint32), 0x10000)]
    digit = codes == ord("0")
    # 1,200 and 3.5 are one number.
    inner = np.zeros(len(codes), bool)
    mark = (codes == ord("，")) | (codes == ord("．"))
    inner[1:-1] = mark[1:-1] & digit[:-2] & digit[2:]
    number = digit | inner
    latin = codes == ord("Ａ")
    drop = np.zeros(len(codes), bool)
    drop[1:] = (number[1:] & number[:-1]) | (latin[1:] & latin[:-1])
    return codes[~drop]


def _make_table() -> NDArray[np.uint32]:
    table = np.arange(0x10001, dtype=np.uint32)
    table[0xD800:0xE000] = 0xFFFD
    table[0x10000] = 0xFFFD
    for code in (*range(0x20), 0x7F, 0xA0, *range(0x2000, 0x200B), 0x3000):
        table[code] = 0x20
    for code in range(0x21, 0x7F):
        table[code] = code + 0xFEE0  # full width: then jieba leaves signs and Latin letters alone
    for start, stop, to in (("0", "9", "0"), ("０", "９", "0"), ("a", "z", "Ａ"), ("A", "Z", "Ａ"),
                            ("ａ", "ｚ", "Ａ"), ("Ａ", "Ｚ", "Ａ")):  # fmt: skip
        table[ord(start) : ord(stop) + 1] = ord(to)
    table[BORDER] = BORDER
    return table


_TABLE = _make_table()


def _rows(border: NDArray[np.bool_]) -> Rows:
    return np.cumsum(border, dtype=np.intp) - 1


def _powers(base: int, count: int) -> Hashes:
    powers = np.full(count, base, np.uint64)
    powers[0] = 1
    return np.cumprod(powers, dtype=np.uint64)


def _span_hashes(codes: Hashes, starts: Rows, ends: Rows) -> Hashes:
    """Hash each span by its characters alone, wherever it stands: a polynomial mod 2**64, mixed."""
    sums = np.concatenate([np.zeros(1, np.uint64), np.cumsum(codes * _powers(BASE, len(codes)), dtype=np.uint64)])
    spans = (sums[ends] - sums[starts]) * _powers(_INVERSE, len(codes) + 1)[starts]
    return mix(spans)


def text_hash(words: Sequence[str]) -> Hashes:
    """Hash words as :func:`encode` does, words already folded."""
    joined = "".join(words)
    codes = np.frombuffer(joined.encode("utf-32-le"), np.uint32).astype(np.uint64)
    lengths = np.fromiter(map(len, words), np.intp, len(words))
    ends = np.cumsum(lengths)
    return _span_hashes(codes, ends - lengths, ends)


def mix(values: Hashes) -> Hashes:
    """Scatter 64-bit values so that their top bits can serve as bucket numbers."""
    values = values ^ (values >> np.uint64(29))
    values = values * _MIX
    return np.asarray(values ^ (values >> np.uint64(32)), np.uint64)


def ngrams(values: Hashes, rows: Rows, offsets: tuple[int, ...], bits: int) -> tuple[Rows, Rows]:
    """Return sentence and bucket of each n-gram.

    Parameters
    ----------
    values, rows : array
        Items and their sentences, with borders as in :class:`Batch`.
    offsets : tuple of int
        Places of the items from the first: ``(0, 1)`` pairs, ``(0, 2)`` pairs with a gap.
    bits : int
        The buckets number ``2**bits``.
    """
    width = offsets[-1]
    count = len(values) - width
    border = values == BORDER
    valid = ~border[:count] if width == 0 else ~(border[:count] & border[width:])
    for inside in range(1, width):
        valid &= ~border[inside : inside + count]
    at = np.flatnonzero(valid)
    hashed = np.full(len(at), sum((k + 1) * 31**i for i, k in enumerate(offsets)), np.uint64)
    for offset in offsets:
        hashed = mix(hashed * np.uint64(BASE) + values[at + offset])
    return rows[at], (hashed >> np.uint64(64 - bits)).astype(np.intp)
