"""What every format reader returns: raw blocks in reading order, before anatomy."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field

from ..document import BlockKind

__all__ = ["RawBlock", "RawDocument", "shown_path"]


def shown_path(path: str | os.PathLike[str]) -> str:
    r"""Return a path as text that can be printed: bytes that are no UTF-8 become U+FFFD.

    Examples
    --------
    >>> shown_path("通知\udcff.txt") == "通知\ufffd.txt"
    True
    """
    return os.fspath(path).encode("utf-8", "surrogateescape").decode("utf-8", "replace")


@dataclass(frozen=True)
class RawBlock:
    """One paragraph, line or cell as the format gives it.

    ``kind`` and ``level`` are set where the format itself knows them (a table cell, a
    footnote, a running header); everything else is decided by the anatomy. Cells of
    one row must follow each other.
    """

    text: str
    kind: BlockKind | None = None
    level: int | None = None
    page: int | None = None
    box: tuple[float, float, float, float] | None = None
    anchor: str | None = None
    cell: tuple[int, int, int] | None = None


@dataclass(frozen=True)
class RawDocument:
    """Blocks of one file with what the reader has to say about them.

    ``facts`` are header facts that the container states beside the text (the
    ``<title>`` and ``<meta>`` of a web page); the anatomy uses them only as a last resort.
    """

    blocks: tuple[RawBlock, ...]
    reader: str
    pages: int | None = None
    warnings: tuple[str, ...] = ()
    offsets: tuple[tuple[int, int], ...] = ()
    facts: Mapping[str, str] = field(default_factory=dict)
