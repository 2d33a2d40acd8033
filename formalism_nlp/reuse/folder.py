"""The folder of an index: its segments with their digests, one writer at a time, replaced whole or not at all."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from ..errors import ConfigError
from .fingerprint import Scheme

__all__ = ["check_segment", "free_name", "read_manifest", "segment_digest", "write_manifest", "writing"]

_SCHEMA = "formalism.index/2"
_DIGESTS = "digests.json"
_BLOCK = 1 << 20
# Adding a day's documents takes seconds; who waits longer had better know.
_PATIENCE = 30.0


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Keep other programs from writing into the folder meanwhile; a lock of a killed program is void.

    Raises
    ------
    ConfigError
        If another program is writing into it, or the folder cannot be written.
    """
    try:
        path.mkdir(parents=True, exist_ok=True)
        # One lock for each path in a process, so that `save` inside a locked `add` does not wait for itself.
        lock = FileLock(path.absolute() / "index.lock", timeout=_PATIENCE, is_singleton=True)
        lock.acquire()
    except Timeout:
        raise ConfigError(f"另一个程序正在写索引 {path}；请等它结束后再试") from None
    except OSError as error:
        raise ConfigError(f"写不了索引 {path}（{error.strerror}），请检查文件夹和权限") from None
    try:
        yield
    finally:
        lock.release()


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


def write_manifest(path: Path, scheme: Scheme, segments: Mapping[str, str]) -> None:
    """Replace the list of segments, each with its digest, in one step."""
    text = json.dumps({"schema": _SCHEMA, "scheme": scheme.header, "segments": dict(segments)})
    part = path / "index.json.part"
    part.write_text(text, encoding="utf-8")
    part.replace(path / "index.json")


def segment_digest(folder: Path) -> str:
    """Return the digest of a segment, which covers the digest of each of its files; noted beside them at first."""
    noted = folder / _DIGESTS
    if not noted.exists():
        digests = {file.name: _digest(file) for file in sorted(folder.iterdir())}
        noted.write_text(json.dumps(digests), encoding="utf-8")
    return _digest(noted)


def check_segment(folder: Path, digest: str) -> None:
    """Refuse a segment that is not what was written.

    Raises
    ------
    ConfigError
        If a file is missing or was changed.
    """
    try:
        if segment_digest(folder) == digest:
            digests = json.loads((folder / _DIGESTS).read_text(encoding="utf-8"))
            if all(_digest(folder / name) == noted for name, noted in digests.items()):
                return
    except (OSError, ValueError):
        pass
    raise ConfigError(f"索引损坏：{folder} 与建立时不一致；请从备份恢复，或删除后重建")


def _digest(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            digest.update(block)
    return digest.hexdigest()
