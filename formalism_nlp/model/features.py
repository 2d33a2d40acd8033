"""What a sentence and its context look like as numbers; two scikit-learn transformers among them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.base import BaseEstimator, TransformerMixin

from ..tokens import default_tokenizer
from .encode import encode, ngrams
from .scoring import BATCH, Item, Sentence, as_sentences, rule_columns
from .slots import SHAPES, lexicon

__all__ = ["RuleFeatures", "WordFeatures"]


class WordFeatures(TransformerMixin, BaseEstimator):  # type: ignore[misc]
    """Counts of words, word pairs and character n-grams in hashed buckets.

    Parameters
    ----------
    bits : int
        There are ``2**bits`` buckets.
    words, chars : tuple of tuple of int
        N-grams by the places of their items: ``(0,)`` single, ``(0, 1)`` pairs, ``(0, 2)`` pairs
        with one item between.

    Examples
    --------
    >>> WordFeatures(bits=12).fit_transform(["每周巡河一次。"]).shape
    (1, 4096)
    """

    def __init__(
        self,
        bits: int = 17,
        words: tuple[tuple[int, ...], ...] = ((0,), (0, 1)),
        chars: tuple[tuple[int, ...], ...] = ((0, 1), (0, 1, 2)),
    ) -> None:
        self.bits = bits
        self.words = words
        self.chars = chars

    def fit(self, X: Iterable[Item], y: Any = None) -> WordFeatures:  # noqa: N803
        """Note the number of buckets; nothing is learnt."""
        del X, y
        self.n_features_out_ = 1 << self.bits
        return self

    def transform(self, X: Iterable[Item]) -> Any:  # noqa: N803
        """Return a sparse matrix of counts, a row for each sentence."""
        from scipy import sparse  # noqa: PLC0415

        texts = [sentence.text for sentence in as_sentences(X)]
        parts = []
        for start in range(0, len(texts), BATCH):
            batch = encode(texts[start : start + BATCH], default_tokenizer())
            pairs = [ngrams(batch.words, batch.word_rows, offsets, self.bits) for offsets in self.words]
            pairs += [ngrams(batch.chars, batch.char_rows, offsets, self.bits) for offsets in self.chars]
            rows = np.concatenate([rows for rows, _ in pairs])
            columns = np.concatenate([columns for _, columns in pairs])
            ones = np.ones(len(rows), np.float32)
            parts.append(sparse.csr_matrix((ones, (rows, columns)), shape=(batch.size, 1 << self.bits)))
        return sparse.vstack(parts).tocsr() if parts else sparse.csr_matrix((0, 1 << self.bits))

    def __sklearn_is_fitted__(self) -> bool:
        """Tell that nothing has to be learnt before use."""
        return True


class RuleFeatures(TransformerMixin, BaseEstimator):  # type: ignore[misc]
    """Slots and outer shape of sentences, and the kind of document that the title names.

    Parameters
    ----------
    title : bool
        Give the kind of document too.

    Examples
    --------
    >>> names = RuleFeatures().get_feature_names_out()
    >>> row = RuleFeatures().fit_transform(["各镇每周巡查2次。"])[0]
    >>> [str(name) for name, value in zip(names, row) if value and name in ("office", "frequency", "money")]
    ['frequency', 'office']
    """

    def __init__(self, title: bool = True) -> None:
        self.title = title

    def fit(self, X: Iterable[Item], y: Any = None) -> RuleFeatures:  # noqa: N803
        """Do nothing: the slots are data."""
        del X, y
        return self

    def transform(self, X: Iterable[Item]) -> NDArray[np.float32]:  # noqa: N803
        """Return the logarithm of 1 + the count of each slot, and the measures of shape."""
        sentences = as_sentences(X)
        parts = [_rule_rows(sentences[i : i + BATCH], title=self.title) for i in range(0, len(sentences), BATCH)]
        return np.concatenate(parts) if parts else np.zeros((0, len(self.get_feature_names_out())), np.float32)

    def get_feature_names_out(self, input_features: Any = None) -> NDArray[np.object_]:
        """Return the names of the columns."""
        del input_features
        genres = [f"title_{name}" for name in lexicon("genres").names] if self.title else []
        return np.array([*lexicon("slots").names, *SHAPES, *genres], object)

    def __sklearn_is_fitted__(self) -> bool:
        """Tell that nothing has to be learnt before use."""
        return True


def _rule_rows(sentences: Sequence[Sentence], *, title: bool) -> NDArray[np.float32]:
    tokenizer = default_tokenizer()
    columns = [rule_columns(encode([sentence.text for sentence in sentences], tokenizer))]
    if title:
        titles = encode([sentence.title for sentence in sentences], tokenizer)
        columns.append(np.minimum(lexicon("genres").counts(titles), 1))
    return np.hstack(columns)
