"""How likely it is that a requirement was left out: a logistic regression on its traits."""

from __future__ import annotations

import hashlib
import json
from functools import lru_cache
from importlib import resources
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..errors import ConfigError
from .traits import NAMES

__all__ = ["LEAST", "chances", "digest"]

# Trained and chosen by benchmarks/omissions.py: recall and precision meet near it on sets of writers that were left out.
LEAST = 0.5
_FARTHEST = 3.0


def chances(table: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return for each requirement, a row of traits, the chance that it was left out, 0 to 1."""
    mean, scale, weights, bias = _model()
    # A long document has sections and shares that no pair had that was learnt from; they count as its largest.
    known = np.clip((table - mean) / scale, -_FARTHEST, _FARTHEST)
    return np.asarray(1 / (1 + np.exp(-(known @ weights + bias))), float)


def digest(table: dict[str, list[float]], bias: float) -> str:
    """Return the SHA-256 of the weights, as their file carries it."""
    return hashlib.sha256(json.dumps([table, bias]).encode()).hexdigest()


@lru_cache(maxsize=1)
def _model() -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64], float]:
    text = (resources.files(__package__) / "data" / "omissions.json").read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text)
    if tuple(found["traits"]) != NAMES:
        raise ConfigError("遗漏判断的权重与程序版本不符；请重新安装 formalism_nlp")
    if found.get("sha256") != digest(found["traits"], found["bias"]):
        raise ConfigError("遗漏判断的权重与其摘要不符，文件可能已损坏；请重新安装 formalism_nlp")
    rows = np.array(list(found["traits"].values()), float)
    return rows[:, 0], rows[:, 1], rows[:, 2], float(found["bias"])
