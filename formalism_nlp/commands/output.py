"""Where results go: standard output, or a file that appears whole or not at all."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from ..errors import ConfigError

__all__ = ["chosen_format", "output_to", "write_bytes"]


def chosen_format(format: str | None, output: str | None, suffixes: Mapping[str, str]) -> str:
    """Return the format asked for, or the one that the suffix of the output names, or ``text``."""
    if format:
        return format
    if output is None:
        return "text"
    suffix = Path(output).suffix.lower()
    if suffix not in suffixes:
        raise ConfigError(f"看不出 {output} 要什么格式；请用后缀 {'、'.join(suffixes)}，或加 --format")
    return suffixes[suffix]


@contextmanager
def output_to(path: str | None) -> Iterator[TextIO]:
    """Standard output, or a file that appears whole or not at all."""
    if path is None:
        yield sys.stdout
        return
    target = Path(path)
    part = target.with_name(target.name + ".part")
    try:
        with part.open("w", encoding="utf-8", newline="") as out:
            yield out
        part.replace(target)
    except OSError as error:
        raise ConfigError(f"写不了 {path}（{error.strerror}），请检查文件夹和空间") from None
    finally:
        part.unlink(missing_ok=True)


def write_bytes(path: Path, data: bytes) -> None:
    """Write a file that appears whole or not at all."""
    part = path.with_name(path.name + ".part")
    try:
        part.write_bytes(data)
        part.replace(path)
    except OSError as error:
        raise ConfigError(f"写不了 {path}（{error.strerror}），请检查文件夹和空间") from None
    finally:
        part.unlink(missing_ok=True)
