"""What every format reader returns: raw blocks in reading order, before anatomy."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field

from ..document import BlockKind
from ..errors import TooLargeError

__all__ = ["MOST_CHARS", "MOST_LINES", "RawBlock", "RawDocument", "check_length", "shown_path"]

# The longest of 495 real files, a collected volume of 380 pages, has 250,000 characters in 9,000 lines.
MOST_CHARS = 5_000_000
MOST_LINES = 300_000


def check_length(chars: int, lines: int) -> None:
    """Refuse a text that is no document.

    Raises
    ------
    TooLargeError
        If it has more than 5 million characters or 300,000 lines.
    """
    if chars > MOST_CHARS:
        raise TooLargeError(f"文字超过 {MOST_CHARS // 10_000} 万字的上限，未读；请拆分后再读")
    if lines > MOST_LINES:
        raise TooLargeError(f"文字超过 {MOST_LINES // 10_000} 万行的上限，未读；请拆分后再读")


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
