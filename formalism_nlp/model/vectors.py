"""Word vectors and word classes, learnt from unlabelled text.

Positive pointwise mutual information of words and their neighbours, each of the six places
around a word counted apart, reduced by singular value decomposition (Levy, Goldberg, Dagan 2015,
TACL 3). Trained labels are few; that 责令 and 吊销 stand in like places is learnt here.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from ..tokens import Tokenizer
from .encode import BORDER, Batch, encode

__all__ = ["WordVectors", "learn_vectors"]

_CONTEXTS = 6000  # neighbours counted: the most frequent words
_BATCH = 2000
# Two words of a vocabulary never share a bucket: of 25,000 words some 300 rarer ones are given up for that.
_TABLE_BITS = 20
_TABLE_SHIFT = np.uint64(64 - _TABLE_BITS)


@dataclass(frozen=True)
class WordVectors:
    """Vectors and classes of the words of a vocabulary.

    Attributes
    ----------
    keys : array of uint64
        Hashes of the words, sorted, no two with the same top 20 bits.
    vectors : array of int8, shape (words, dimensions)
        Unit vectors times 127, rounded.
    classes : array of uint16
        Word class of each word, from 1; 0 is every other word.
    weights : array of float16
        Weight of each word in a mean: rare words count more.
    """

    keys: NDArray[np.uint64]
    vectors: NDArray[np.int8]
    classes: NDArray[np.uint16]
    weights: NDArray[np.float16]

    def index(self, words: NDArray[np.uint64]) -> NDArray[np.intp]:
        """Return the place of each word in ``keys``, or ``len(keys)`` for an unknown one."""
        place: NDArray[np.intp] = np.take(self._table, (words >> _TABLE_SHIFT).astype(np.intp))
        place[np.take(self._keys_and_none, place) != words] = len(self.keys)
        return place

    @cached_property
    def rounded(self) -> NDArray[np.int8]:
        """The vectors, a zero row behind them for unknown words."""
        return np.vstack([self.vectors, np.zeros((1, self.vectors.shape[1]), np.int8)])

    @cached_property
    def weighted(self) -> NDArray[np.float32]:
        """The vectors as numbers times the weights of their words."""
        weights = np.append(self.weights, np.float16(0)).astype(np.float32)
        return np.asarray(self.rounded.astype(np.float32) * (weights / 127)[:, None], np.float32)

    @cached_property
    def classes_and_none(self) -> NDArray[np.uint16]:
        """The word classes, 0 behind them for unknown words."""
        return np.append(self.classes, np.uint16(0))

    @cached_property
    def _table(self) -> NDArray[np.intp]:
        table = np.full(1 << _TABLE_BITS, len(self.keys), np.intp)
        table[self.keys >> _TABLE_SHIFT] = np.arange(len(self.keys))
        return table

    @cached_property
    def _keys_and_none(self) -> NDArray[np.uint64]:
        return np.append(self.keys, np.uint64(0))


def learn_vectors(
    texts: Iterable[str], tokenizer: Tokenizer, *, words: int = 24000, dimensions: int = 100, classes: int = 500
) -> WordVectors:
    """Learn vectors from running text.

    Parameters
    ----------
    texts : iterable of str
        Lines of text.
    tokenizer : Tokenizer
        The tokenizer that the model will be used with.
    words, dimensions, classes : int
        Size of the vocabulary, of the vectors, and number of word classes.
    """
    from sklearn.cluster import MiniBatchKMeans  # noqa: PLC0415 - scikit-learn trains, numpy runs
    from sklearn.utils.extmath import randomized_svd  # noqa: PLC0415

    stream = _hash_stream(texts, tokenizer)
    found, counts = np.unique(stream[stream != BORDER], return_counts=True)
    order = np.lexsort((found, -counts))
    order = order[np.sort(np.unique(found[order] >> _TABLE_SHIFT, return_index=True)[1])][:words]
    order = order[counts[order] >= 4]  # noise below: fewer than four places to learn from
    ranked, counts = found[order], counts[order]
    association = _association(_ranks(stream, ranked), len(ranked))
    left, strength, _ = randomized_svd(association, dimensions, n_iter=2, random_state=0)
    vectors = left * np.sqrt(strength)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True) + 1e-9
    rounded = np.round(vectors * 127).astype(np.int8)
    means = MiniBatchKMeans(min(classes, len(ranked)), random_state=0, batch_size=4096, n_init=1)
    labels = means.fit_predict(rounded.astype(np.float32) / 127)
    # Smooth inverse frequency (Arora, Liang, Ma 2017), a = 0.001.
    weights = 1e-3 / (1e-3 + counts / counts.sum())
    sort = np.argsort(ranked)
    return WordVectors(
        ranked[sort], rounded[sort], (labels[sort] + 1).astype(np.uint16), weights[sort].astype(np.float16)
    )


def _hash_stream(texts: Iterable[str], tokenizer: Tokenizer) -> NDArray[np.uint64]:
    lines = list(texts)
    batches: Iterable[Batch] = (encode(lines[i : i + _BATCH], tokenizer) for i in range(0, len(lines), _BATCH))
    return np.concatenate([batch.words for batch in batches])


def _ranks(stream: NDArray[np.uint64], ranked: NDArray[np.uint64]) -> NDArray[np.int32]:
    sort = np.argsort(ranked)
    near = np.minimum(np.searchsorted(ranked[sort], stream), len(ranked) - 1)
    place = sort[near].astype(np.int32)
    place[ranked[place] != stream] = -1
    return place


def _association(stream: NDArray[np.int32], size: int) -> object:
    """Positive PMI of words (rows) and neighbours by place (columns)."""
    from scipy import sparse  # noqa: PLC0415

    contexts = min(_CONTEXTS, size)
    parts = []
    for offset in (-3, -2, -1, 1, 2, 3):
        word = stream[max(0, -offset) : len(stream) - max(0, offset)]
        near = stream[max(0, offset) : len(stream) + min(0, offset)]
        used = (word >= 0) & (near >= 0) & (near < contexts)
        share = np.full(int(used.sum()), 1 / abs(offset), np.float32)
        parts.append(sparse.coo_matrix((share, (word[used], near[used])), shape=(size, contexts)).tocsr())
    counts = sparse.hstack([parts[0] + parts[1], parts[2], parts[3], parts[4] + parts[5]]).tocoo()
    row_sums = np.asarray(counts.sum(1)).ravel()
    # Context distribution smoothing, 0.75 (Levy, Goldberg, Dagan 2015, 4.2).
    column = np.asarray(counts.sum(0)).ravel() ** 0.75
    column /= column.sum()
    value = np.log(counts.data / (row_sums[counts.row] * column[counts.col]))
    kept = value > 0
    return sparse.coo_matrix((value[kept], (counts.row[kept], counts.col[kept])), shape=counts.shape).tocsr()
