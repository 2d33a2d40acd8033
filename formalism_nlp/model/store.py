"""The model on disk: ``weights.npz`` without pickle, ``card.json`` beside it."""

from __future__ import annotations

import hashlib
import json
import os
import zipfile
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np

from ..errors import ConfigError
from ..tokens import default_tokenizer
from .network import Network
from .scoring import Weights
from .vectors import WordVectors

__all__ = ["FORMAT", "Model", "features_signature", "load", "packed", "save", "shipped", "shipped_folder"]

FORMAT = "formalism.model/1"
_VECTOR_ARRAYS = ("keys", "vectors", "classes", "weights")
_NETWORK_ARRAYS = ("mean", "scale", "hidden", "hidden_bias", "out", "out_bias")
# Raised by hand whenever the code makes other features of the same data.
_FEATURE_VERSION = "3"


def features_signature() -> str:
    """Return the name of the feature scheme: its version and the digests of its data."""
    digest = hashlib.sha256()
    for name in ("slots.txt", "genres.txt"):
        digest.update(resources.files(__package__).joinpath(f"data/{name}").read_bytes())
    return f"{_FEATURE_VERSION}+{digest.hexdigest()[:12]}"


@dataclass(frozen=True)
class Model:
    """Weights and the card that says where they come from."""

    weights: Weights
    card: dict[str, Any]


def save(folder: str | os.PathLike[str], weights: Weights, card: dict[str, Any]) -> str:
    """Write a model and return the SHA-256 of its weights file.

    The same weights give the same bytes: the archive carries no times.
    """
    path = Path(folder)
    path.mkdir(parents=True, exist_ok=True)
    data = _pack(weights)
    digest = hashlib.sha256(data).hexdigest()
    (path / "weights.npz").write_bytes(data)
    full = {
        "format": FORMAT,
        "features": features_signature(),
        "tokenizer": default_tokenizer().signature,
        "classes": list(weights.classes),
        "sha256": digest,
        **card,
    }
    text = json.dumps(full, ensure_ascii=False, indent=1, sort_keys=True)
    (path / "card.json").write_text(text + "\n", encoding="utf-8")
    return digest


def load(folder: str | os.PathLike[str]) -> Model:
    """Read a model.

    Raises
    ------
    ConfigError
        If there is none, it is damaged, or it was made for another format, feature scheme or tokenizer.
    """
    path = Path(folder)
    try:
        card = json.loads((path / "card.json").read_text("utf-8"))
        data = (path / "weights.npz").read_bytes()
    except (OSError, ValueError) as error:
        raise ConfigError(
            f"读不到模型 {path.name}：{error.__class__.__name__}；可用 formalism train 重新训练"
        ) from error
    for key, name, here in (
        ("format", "格式", FORMAT),
        ("features", "特征方案", features_signature()),
        ("tokenizer", "分词器", default_tokenizer().signature),
    ):
        if card.get(key) != here:
            raise ConfigError(f"模型的{name}是 {card.get(key)}，本版本需要 {here}；请用 formalism train 重新训练")
    if card.get("sha256") != hashlib.sha256(data).hexdigest():
        raise ConfigError("模型权重与 card.json 中的摘要不符，文件可能已损坏；请重新安装或用 formalism train 重新训练")
    return Model(_unpack(data), card)


@lru_cache(maxsize=1)
def shipped() -> Model:
    """Load the model that comes with the library."""
    return load(shipped_folder())


def shipped_folder() -> Path:
    """Return where the weights lie: in a checkout in ``models`` at the top, in a wheel inside the package."""
    inside = Path(__file__).parent / "weights"
    return inside if (inside / "card.json").is_file() else Path(__file__).parents[2] / "models"


def _pack(weights: Weights) -> bytes:
    arrays: dict[str, Any] = {f"vectors.{name}": getattr(weights.vectors, name) for name in _VECTOR_ARRAYS}
    arrays |= {f"network.{name}": getattr(weights.network, name).astype(np.float16) for name in _NETWORK_ARRAYS}
    arrays |= {
        "classes": np.array(weights.classes, np.str_),
        "table": weights.table,
        "step": weights.step,
        "bias": weights.bias,
    }
    arrays["mixing"] = np.array([weights.share, weights.temperature], np.float64)
    return packed(arrays)


def packed(arrays: dict[str, Any]) -> bytes:
    """Return arrays as the bytes of a npz file: no pickle, no times, the same arrays give the same bytes."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name in sorted(arrays):
            part = BytesIO()
            np.lib.format.write_array(part, np.ascontiguousarray(arrays[name]), allow_pickle=False)
            archive.writestr(zipfile.ZipInfo(f"{name}.npy"), part.getvalue(), zipfile.ZIP_DEFLATED, 9)
    return buffer.getvalue()


def _unpack(data: bytes) -> Weights:
    with np.load(BytesIO(data), allow_pickle=False) as file:
        vectors = WordVectors(*(file[f"vectors.{name}"] for name in _VECTOR_ARRAYS))
        network = Network(*(file[f"network.{name}"].astype(np.float32) for name in _NETWORK_ARRAYS))
        share, temperature = file["mixing"].tolist()
        return Weights(
            tuple(file["classes"].tolist()),
            vectors,
            file["table"],
            file["step"],
            file["bias"],
            network,
            share,
            temperature,
        )
