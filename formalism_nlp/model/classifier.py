"""The classifier as a scikit-learn estimator."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.base import BaseEstimator, ClassifierMixin
from sklearn.utils.validation import check_is_fitted

from ..tokens import default_tokenizer
from .encode import encode
from .network import Network, fit_linear, fit_network
from .scoring import BATCH, Item, Sentence, Weights, as_sentences, buckets, context_rows, dense
from .vectors import WordVectors

__all__ = ["FormalismClassifier"]


class FormalismClassifier(ClassifierMixin, BaseEstimator):  # type: ignore[misc]
    """Sentence classes from n-grams, slots and word vectors.

    Softmax regression over hashed n-grams and a small network over slots, word classes and
    word vectors, their log probabilities mixed. It predicts with the code that ``classify``
    runs, so both give the same.

    Parameters
    ----------
    vectors : WordVectors, optional
        By default those of the shipped model.
    bits : int
        N-grams fall into ``2**bits`` buckets.
    strength : float
        Inverse of the penalty on the n-gram weights.
    hidden, epochs, nets : int
        Hidden units of each network, passes over the data, and number of networks.
    share : float
        Share of the n-grams in the verdict.
    soft : float
        Probability given to the annotator's second choice.
    balance : float
        Power of the inverse class frequency in the weight of a sentence: 0 none, 1 full.
    blank : float
        Share of the sentences that are learnt a second time without title and heading, so that
        sentences without context are not foreign to the model.
    temperature : float
        Divides the scores; see :func:`formalism_nlp.model.evaluate.fit_temperature`.
    seed : int
        Start of the random numbers.
    """

    def __init__(  # noqa: PLR0913, PLR0917 - the settings of an estimator are its arguments
        self,
        vectors: WordVectors | None = None,
        bits: int = 17,
        strength: float = 10.0,
        hidden: int = 256,
        epochs: int = 12,
        nets: int = 1,
        share: float = 0.35,
        soft: float = 0.25,
        balance: float = 0.0,
        blank: float = 0.2,
        temperature: float = 1.0,
        seed: int = 0,
    ) -> None:
        self.vectors = vectors
        self.bits = bits
        self.strength = strength
        self.hidden = hidden
        self.epochs = epochs
        self.nets = nets
        self.share = share
        self.soft = soft
        self.balance = balance
        self.blank = blank
        self.temperature = temperature
        self.seed = seed

    def fit(
        self,
        X: Iterable[Item],  # noqa: N803
        y: Sequence[str],
        *,
        second: Sequence[str | None] | None = None,
        sample_weight: Sequence[float] | None = None,
    ) -> FormalismClassifier:
        """Learn from labelled sentences.

        Parameters
        ----------
        X : iterable of str, Sentence or Document
        y : sequence of str
            Labels.
        second : sequence of str or None, optional
            The annotator's other choice, where there was one.
        sample_weight : sequence of float, optional
        """
        sentences = as_sentences(X)
        labels = np.asarray(y, dtype=object)
        if len(labels) != len(sentences):
            raise ValueError(f"句子 {len(sentences)} 个，标注 {len(labels)} 个，数目不一致")
        self.classes_ = np.array(sorted(set(labels.tolist())))
        targets = self._targets(labels, second)
        weights = self._weights(targets, sample_weight)
        bare = np.flatnonzero(np.random.default_rng(self.seed).random(len(sentences)) < self.blank)
        sentences += [Sentence(sentences[i].text) for i in bare]
        targets, weights = np.concatenate([targets, targets[bare]]), np.concatenate([weights, weights[bare]])
        vectors = self._vectors()
        matrix, features = _design(sentences, vectors, self.bits)
        table, step, bias = self._fit_table(matrix, targets, weights)
        nets = [
            fit_network(features, targets, weights, hidden=self.hidden, epochs=self.epochs, seed=self.seed + k)
            for k in range(self.nets)
        ]
        network = _half(_join(nets))
        self.weights_ = Weights(
            tuple(self.classes_.tolist()), vectors, table, step, bias, network, self.share, self.temperature
        )
        return self

    def predict_proba(self, X: Iterable[Item]) -> NDArray[np.float32]:  # noqa: N803
        """Return calibrated probabilities, a column for each of ``classes_``."""
        check_is_fitted(self, "weights_")
        return self.weights_.probabilities(as_sentences(X), default_tokenizer())

    def predict(self, X: Iterable[Item]) -> NDArray[np.str_]:  # noqa: N803
        """Return the most probable class of each sentence."""
        return np.asarray(self.classes_[self.predict_proba(X).argmax(axis=1)], np.str_)

    def _vectors(self) -> WordVectors:
        if self.vectors is not None:
            return self.vectors
        from .store import shipped  # noqa: PLC0415 - not needed when the vectors are given

        return shipped().weights.vectors

    def _targets(self, labels: NDArray[np.object_], second: Sequence[str | None] | None) -> NDArray[np.float32]:
        place = {name: i for i, name in enumerate(self.classes_)}
        targets = np.zeros((len(labels), len(place)), np.float32)
        first = np.array([place[label] for label in labels])
        targets[np.arange(len(labels)), first] = 1
        for row, other in enumerate(second if second is not None else ()):
            if other in place and place[other] != first[row]:
                targets[row, first[row]] = 1 - self.soft
                targets[row, place[other]] = self.soft
        return targets

    def _weights(self, targets: NDArray[np.float32], sample_weight: Sequence[float] | None) -> NDArray[np.float32]:
        given = np.ones(len(targets)) if sample_weight is None else np.asarray(sample_weight, float)
        rarity = (1 / np.maximum(targets.sum(axis=0), 1)) ** self.balance
        weights = given * (targets @ rarity)
        return np.asarray(weights / weights.mean(), np.float32)

    def _fit_table(
        self, matrix: Any, targets: NDArray[np.float32], weights: NDArray[np.float32]
    ) -> tuple[NDArray[np.int8], NDArray[np.float32], NDArray[np.float32]]:
        used = np.flatnonzero(np.bincount(matrix.indices, minlength=matrix.shape[1]) >= 2)
        learnt, bias = fit_linear(matrix[:, used], targets, weights, strength=self.strength, steps=50)
        step = (np.abs(learnt).max(axis=0) / 127 + 1e-12).astype(np.float32)
        table = np.zeros((matrix.shape[1], learnt.shape[1]), np.int8)
        table[used] = np.round(learnt / step)
        return table, step, bias


def _design(sentences: list[Sentence], vectors: WordVectors, bits: int) -> tuple[Any, NDArray[np.float32]]:
    """Return the matrix of n-grams, rows scaled as in scoring, and the dense features."""
    from scipy import sparse  # noqa: PLC0415 - training only

    tokenizer = default_tokenizer()
    context = context_rows(sentences, vectors, tokenizer)
    matrices, features = [], []
    for start in range(0, len(sentences), BATCH):
        part = sentences[start : start + BATCH]
        batch = encode([sentence.text for sentence in part], tokenizer)
        places = vectors.index(batch.words)
        pairs = buckets(batch, places, vectors, bits)
        rows = np.concatenate([rows for rows, _ in pairs])
        columns = np.concatenate([columns for _, columns in pairs])
        count = np.maximum(np.bincount(rows, minlength=batch.size), 1)
        values = (1 / np.sqrt(count))[rows].astype(np.float32)
        matrices.append(sparse.csr_matrix((values, (rows, columns)), shape=(batch.size, 1 << bits)))
        features.append(dense(batch, places, context[start : start + BATCH], vectors))
    return sparse.vstack(matrices).tocsr(), np.concatenate(features)


def _join(nets: Sequence[Network]) -> Network:
    """Make one network of several: the mean of their scores."""
    first = nets[0]
    return Network(
        first.mean,
        first.scale,
        np.hstack([net.hidden for net in nets]),
        np.concatenate([net.hidden_bias for net in nets]),
        np.asarray(np.vstack([net.out for net in nets]) / len(nets), np.float32),
        np.asarray(np.mean([net.out_bias for net in nets], axis=0), np.float32),
    )


def _half(network: Network) -> Network:
    """Round to what the file holds, so that a stored model scores exactly as the fitted one."""
    arrays = (network.mean, network.scale, network.hidden, network.hidden_bias, network.out, network.out_bias)
    return Network(*(array.astype(np.float16).astype(np.float32) for array in arrays))
