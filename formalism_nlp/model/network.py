"""The two learners: softmax regression over buckets, and a small network over dense features."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

__all__ = ["Network", "fit_linear", "fit_network", "log_softmax"]

Floats = NDArray[np.float32]


def log_softmax(scores: Floats) -> Floats:
    """Return log probabilities of each row of scores."""
    scores = scores - scores.max(axis=1, keepdims=True)
    return np.asarray(scores - np.log(np.exp(scores).sum(axis=1, keepdims=True)), np.float32)


@dataclass(frozen=True)
class Network:
    """One hidden layer of rectified units over features brought to mean 0 and deviation 1."""

    mean: Floats
    scale: Floats
    hidden: Floats
    hidden_bias: Floats
    out: Floats
    out_bias: Floats

    @cached_property
    def _first_layer(self) -> tuple[Floats, Floats]:
        """The hidden layer with what brings features to mean 0 and deviation 1 multiplied in."""
        layer = self.hidden * self.scale[:, None]
        return layer, self.hidden_bias - self.mean @ layer

    def scores(self, features: Floats) -> Floats:
        """Return the class scores of rows of features."""
        layer, bias = self._first_layer
        active = np.maximum(features @ layer + bias, 0)
        result: Floats = active @ self.out + self.out_bias
        return result


def fit_linear(matrix: Any, targets: Floats, weights: Floats, *, strength: float, steps: int) -> tuple[Floats, Floats]:
    """Fit softmax regression with soft targets and an L2 penalty.

    Parameters
    ----------
    matrix : scipy.sparse.csr_matrix, shape (sentences, features)
    targets : array, shape (sentences, classes)
        Rows sum to 1.
    weights : array, shape (sentences,)
        Weight of each sentence.
    strength : float
        Inverse of the penalty, as ``C`` of scikit-learn.
    steps : int
        Iterations of L-BFGS.

    Returns
    -------
    weights : array, shape (features, classes)
    bias : array, shape (classes,)
    """
    from scipy.optimize import minimize  # noqa: PLC0415 - training only

    size, classes = matrix.shape[1], targets.shape[1]
    transposed = matrix.T.tocsr()

    def loss(flat: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        both = flat.reshape(size + 1, classes).astype(np.float32)
        logs = log_softmax(matrix @ both[:-1] + both[-1])
        delta = (np.exp(logs) - targets) * weights[:, None] * np.float32(strength)
        gradient = np.vstack([transposed @ delta + both[:-1], delta.sum(axis=0)])
        value = -strength * float((weights[:, None] * targets * logs).sum()) + 0.5 * float((both[:-1] ** 2).sum())
        return value, gradient.ravel().astype(np.float64)

    start = np.zeros((size + 1) * classes)
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": steps, "maxcor": 6}).x
    both = found.reshape(size + 1, classes).astype(np.float32)
    return both[:-1], both[-1]


def fit_network(features: Floats, targets: Floats, weights: Floats, *, hidden: int, epochs: int, seed: int) -> Network:
    """Fit a network by Adam with dropout (0.2 of the features, 0.4 of the hidden units)."""
    mean = features.mean(axis=0)
    deviation = features.std(axis=0)
    # A feature that hardly ever varies must not be blown up.
    scale = (1 / (deviation + 0.05 * features.std() + 1e-4)).astype(np.float32)
    inputs = (features - mean) * scale
    rng = np.random.default_rng(seed)
    width, classes = inputs.shape[1], targets.shape[1]
    layers = [
        (rng.standard_normal((width, hidden)) * np.sqrt(2 / width)).astype(np.float32),
        np.zeros(hidden, np.float32),
        (rng.standard_normal((hidden, classes)) * np.sqrt(1 / hidden)).astype(np.float32),
        np.zeros(classes, np.float32),
    ]
    _descend(layers, (inputs, targets, weights), epochs=epochs, rng=rng)
    return Network(mean, scale, *layers)


def _descend(
    layers: list[Floats], data: tuple[Floats, Floats, Floats], *, epochs: int, rng: np.random.Generator
) -> None:
    inputs, targets, weights = data
    first = [np.zeros_like(layer) for layer in layers]
    second = [np.zeros_like(layer) for layer in layers]
    size = min(128, len(inputs))
    total = epochs * (len(inputs) // size)
    step = 0
    for _ in range(epochs):
        order = rng.permutation(len(inputs))
        for start in range(0, len(inputs) - size + 1, size):
            rows = order[start : start + size]
            gradients = _gradients(layers, inputs[rows], targets[rows], weights[rows], rng)
            step += 1
            rate = 1e-3 * max(0.02, 1 - step / total)
            for k, gradient in enumerate(gradients):
                first[k] += 0.1 * (gradient - first[k])
                second[k] += 0.001 * (gradient**2 - second[k])
                mean, spread = first[k] / (1 - 0.9**step), second[k] / (1 - 0.999**step)
                layers[k] -= rate * mean / (np.sqrt(spread) + 1e-8)


def _gradients(
    layers: list[Floats], inputs: Floats, targets: Floats, weights: Floats, rng: np.random.Generator
) -> list[Floats]:
    hidden, hidden_bias, out, out_bias = layers
    seen = inputs * _keep(inputs.shape, 0.8, rng)
    raw = seen @ hidden + hidden_bias
    gate = (raw > 0) * _keep(raw.shape, 0.6, rng)
    active = raw * gate
    delta = (np.exp(log_softmax(np.asarray(active @ out + out_bias))) - targets) * (weights / len(inputs))[:, None]
    back = (delta @ out.T) * gate
    decay = np.float32(1e-4)
    return [seen.T @ back + decay * hidden, back.sum(axis=0), active.T @ delta + decay * out, delta.sum(axis=0)]


def _keep(shape: tuple[int, ...], share: float, rng: np.random.Generator) -> Floats:
    kept: Floats = (rng.random(shape, dtype=np.float32) < share).astype(np.float32) / np.float32(share)
    return kept
