"""The folder of an index: the list of its segments, written whole or not at all."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from ..errors import ConfigError
from .fingerprint import Scheme

__all__ = ["free_name", "read_manifest", "write_manifest"]

_SCHEMA = "formalism.index/1"


def read_manifest(path: Path) -> dict[str, Any]:
    """Read the list of segments.

    Raises
    ------
    ConfigError
        If there is none, or another version wrote it.
    """
    try:
        manifest = json.loads((path / "index.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        raise ConfigError(f"{path} 不是索引；先用 formalism index add 建立") from None
    if not isinstance(manifest, dict) or manifest.get("schema") != _SCHEMA:
        raise ConfigError(f"{path} 的索引由其他版本建立，请重建")
    return manifest


def free_name(folder: Path) -> Path:
    """Return a name for a new segment that no other has had here."""
    used = [int(path.name[4:]) for path in folder.glob("seg-*") if path.name[4:].isdigit()]
    return folder / f"seg-{max(used, default=0) + 1:06d}"


def write_manifest(path: Path, scheme: Scheme, segments: Sequence[str]) -> None:
    """Replace the list of segments in one step."""
    text = json.dumps({"schema": _SCHEMA, "scheme": scheme.header, "segments": list(segments)})
    part = path / "index.json.part"
    part.write_text(text, encoding="utf-8")
    part.replace(path / "index.json")
