"""From sentences to probabilities with numpy alone: the run time of the classifier."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import ThreadpoolController

from ..document import Document
from ..tokens import Tokenizer
from .encode import BORDER, Batch, encode, ngrams
from .network import Network, log_softmax
from .slots import lexicon, shapes
from .vectors import WordVectors

__all__ = [
    "BATCH",
    "CLASSES",
    "Item",
    "Sentence",
    "Weights",
    "as_sentences",
    "buckets",
    "context_rows",
    "dense",
    "rule_columns",
]

CLASSES = ("CON", "PRO", "FAC", "GEN", "POL", "SIG", "SLO", "FOR")
BATCH = 4000  # sentences at a time: longer arrays, fewer calls; 500 to 2,000 were slower
_THREADS = 3  # on two cores: while one thread cuts words and holds the interpreter, the others add up
Floats = NDArray[np.float32]
Places = NDArray[np.intp]

_CHAR_GRAMS = ((0, 1), (0, 1, 2))
_WORD_GRAMS = ((0,), (0, 1))
_CLASS_GRAMS = ((0, 1), (0, 1, 2))
# Word classes must not look like code points; any number above Unicode does.
_CLASS_BASE = np.uint64(1 << 24)


class Sentence(NamedTuple):
    """A sentence with the title of its document and the heading above it, as far as known."""

    text: str
    title: str = ""
    heading: str = ""


Item: TypeAlias = str | Sentence | Document


def as_sentences(items: Iterable[Item]) -> list[Sentence]:
    """Bring texts, sentences or documents (by their running text) into one form."""
    found = []
    for item in items:
        if isinstance(item, Sentence):
            found.append(item)
        elif isinstance(item, Document):
            found.append(Sentence(item.body_text, item.meta.title or ""))
        elif isinstance(item, str):
            found.append(Sentence(str(item)))
        else:
            raise TypeError(f"应为句子（str）、Sentence 或 Document，得到 {type(item).__name__}")
    return found


@dataclass(frozen=True)
class Weights:
    """All that a trained classifier is made of.

    Attributes
    ----------
    classes : tuple of str
        Labels, in the order of the columns of everything below.
    vectors : WordVectors
    table : array of int8, shape (buckets, classes)
        Weights of the hashed n-grams, rounded to steps of ``step``.
    step : array of float32, shape (classes,)
    bias : array of float32, shape (classes,)
    network : Network
    share : float
        Share of the n-grams in the verdict; the rest is the network's.
    temperature : float
        Divides the scores so that probabilities are calibrated.
    """

    classes: tuple[str, ...]
    vectors: WordVectors
    table: NDArray[np.int8]
    step: Floats
    bias: Floats
    network: Network
    share: float
    temperature: float

    @cached_property
    def _table(self) -> Floats:
        return np.asarray(self.table * self.step, np.float32)

    def scores(self, sentences: Sequence[Sentence], tokenizer: Tokenizer) -> Floats:
        """Return log probabilities before calibration, shape (sentences, classes)."""
        if not sentences:
            return np.zeros((0, len(self.bias)), np.float32)
        context = context_rows(sentences, self.vectors, tokenizer)

        def run(start: int) -> Floats:
            part = slice(start, start + BATCH)
            return self._batch(sentences[part], context[part], tokenizer)

        # Threads of the matrix library wait for each other by spinning: 60 sentences cost 0.9 ms of one core,
        # or 16 ms of two busy ones. The seventh digit of a probability also hangs on their number.
        with _matrix_library().limit(limits=1, user_api="blas"):
            first = run(0)
            if len(sentences) <= BATCH:
                return first
            # numpy lets go of the interpreter while it works; jieba, plain Python, would only be disturbed.
            with ThreadPoolExecutor(_THREADS if tokenizer.fast else 1) as pool:
                return np.concatenate([first, *pool.map(run, range(BATCH, len(sentences), BATCH))])

    def probabilities(self, sentences: Sequence[Sentence], tokenizer: Tokenizer) -> Floats:
        """Return calibrated probabilities, shape (sentences, classes)."""
        scores = self.scores(sentences, tokenizer) / np.float32(self.temperature)
        return np.asarray(np.exp(log_softmax(scores)), np.float32)

    def _batch(self, sentences: Sequence[Sentence], context: Floats, tokenizer: Tokenizer) -> Floats:
        batch = encode([sentence.text for sentence in sentences], tokenizer)
        places = self.vectors.index(batch.words)
        wide = log_softmax(self._wide(batch, places))
        deep = log_softmax(self.network.scores(dense(batch, places, context, self.vectors)))
        return np.asarray(self.share * wide + (1 - self.share) * deep, np.float32)

    def _wide(self, batch: Batch, places: Places) -> Floats:
        total = np.zeros((batch.size, len(self.bias)), np.float32)
        count = np.zeros(batch.size, np.float32)
        for rows, columns in buckets(batch, places, self.vectors, len(self.table).bit_length() - 1):
            if len(rows) == 0:
                continue
            starts = np.flatnonzero(np.r_[True, rows[1:] != rows[:-1]])
            total[rows[starts]] += np.add.reduceat(np.take(self._table, columns, axis=0), starts)
            count += np.bincount(rows, minlength=batch.size).astype(np.float32)
        return np.asarray(total / np.sqrt(np.maximum(count, 1))[:, None] + self.bias, np.float32)


@lru_cache(maxsize=1)
def _matrix_library() -> ThreadpoolController:
    return ThreadpoolController()


def buckets(batch: Batch, places: Places, vectors: WordVectors, bits: int) -> list[tuple[Places, Places]]:
    """Return sentence and bucket of every n-gram of characters, words and word classes."""
    classes = np.take(vectors.classes_and_none, places).astype(np.uint64) + _CLASS_BASE
    classes[batch.words == BORDER] = BORDER
    found = [ngrams(batch.chars, batch.char_rows, offsets, bits) for offsets in _CHAR_GRAMS]
    found += [ngrams(batch.words, batch.word_rows, offsets, bits) for offsets in _WORD_GRAMS]
    found += [ngrams(classes, batch.word_rows, offsets, bits) for offsets in _CLASS_GRAMS]
    # A pair "border, word" belongs to the row of the border, which is the sentence behind it;
    # "word, border" to that of the word: rows stay in order within each list.
    return found


def rule_columns(batch: Batch) -> Floats:
    """Return the logarithm of 1 + the count of each slot, and the measures of shape."""
    return np.hstack([np.log1p(lexicon("slots").counts(batch)), shapes(batch)])


def dense(batch: Batch, places: Places, context: Floats, vectors: WordVectors) -> Floats:
    """Return the features of the network: slots, vectors of the text, and its context."""
    inside = np.flatnonzero(batch.words != BORDER)
    words = _Words.of(batch.word_rows[inside], places[inside], batch.size)
    own = [words.mean(vectors), words.maximum(vectors)]
    own += [words.edge(vectors, steps) for steps in (range(1), range(4), range(-4, 0))]
    return np.hstack([rule_columns(batch), *own, context])


def context_rows(sentences: Sequence[Sentence], vectors: WordVectors, tokenizer: Tokenizer) -> Floats:
    """Return what title and heading say: mean of the words, the end and kind of the title, whether there is any."""
    titles = _context([sentence.title for sentence in sentences], vectors, tokenizer, title=True)
    headings = _context([sentence.heading for sentence in sentences], vectors, tokenizer, title=False)
    return np.hstack([titles, headings])


def _context(texts: list[str], vectors: WordVectors, tokenizer: Tokenizer, *, title: bool) -> Floats:
    different = list(dict.fromkeys(texts))  # a title is read once for all its sentences
    place = {text: i for i, text in enumerate(different)}
    parts = []
    for start in range(0, len(different), BATCH):
        batch = encode(different[start : start + BATCH], tokenizer)
        inside = np.flatnonzero(batch.words != BORDER)
        words = _Words.of(batch.word_rows[inside], vectors.index(batch.words[inside]), batch.size)
        columns = [words.mean(vectors), (words.lengths == 0).astype(np.float32)[:, None]]
        if title:
            columns += [words.edge(vectors, range(-4, 0)), np.minimum(lexicon("genres").counts(batch), 1)]
        parts.append(np.hstack(columns))
    return np.take(np.concatenate(parts), [place[text] for text in texts], axis=0)


@dataclass(frozen=True)
class _Words:
    """Words of a batch by their places in the vocabulary, sentence after sentence."""

    places: Places
    starts: Places
    lengths: Places

    @classmethod
    def of(cls, rows: Places, places: Places, size: int) -> _Words:
        lengths = np.bincount(rows, minlength=size)
        return cls(places, np.cumsum(lengths) - lengths, lengths)

    @cached_property
    def _order(self) -> Places:
        """The sentences, those with most words first."""
        return np.argsort(-self.lengths, kind="stable")

    @cached_property
    def _columns(self) -> list[Places]:
        """The k-th words of the sentences that have so many, k = 0, 1, …: a few long operations instead of many short."""
        if not len(self.places):
            return []
        starts = self.starts[self._order]
        longer = len(starts) - np.cumsum(np.bincount(self.lengths))
        return [self.places[starts[:many] + k] for k, many in enumerate(longer[:-1].tolist())]

    def _sorted_back(self, rows: NDArray[Any]) -> NDArray[Any]:
        out = np.empty_like(rows)
        out[self._order] = rows
        return out

    def mean(self, vectors: WordVectors) -> Floats:
        """Sum of the weighted vectors over the root of their number."""
        out = np.zeros((len(self.lengths), vectors.weighted.shape[1]), np.float32)
        for places in self._columns:
            out[: len(places)] += vectors.weighted[places]
        return np.asarray(self._sorted_back(out) / np.sqrt(np.maximum(self.lengths, 1))[:, None], np.float32)

    def maximum(self, vectors: WordVectors) -> Floats:
        """Greatest value of each dimension."""
        out = np.full((len(self.lengths), vectors.rounded.shape[1]), -127, np.int8)
        for places in self._columns:
            greatest = out[: len(places)]
            np.maximum(greatest, vectors.rounded[places], out=greatest)
        out = self._sorted_back(out)
        out[self.lengths == 0] = 0
        scaled: Floats = out.astype(np.float32) / np.float32(127)
        return scaled

    def edge(self, vectors: WordVectors, steps: range) -> Floats:
        """Half the sum of the weighted vectors of the first or (negative steps) the last words."""
        out = np.zeros((len(self.lengths), vectors.weighted.shape[1]), np.float32)
        for step in steps:
            rows = np.flatnonzero(self.lengths > (step if step >= 0 else -step - 1))
            at = self.starts[rows] + (step if step >= 0 else self.lengths[rows] + step)
            out[rows] += np.take(vectors.weighted, self.places[at], axis=0)
        half: Floats = out / np.float32(2)
        return half
