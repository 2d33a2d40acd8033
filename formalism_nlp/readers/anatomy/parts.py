"""What the head of a document shows, filled in line by line."""

from __future__ import annotations

from dataclasses import dataclass, field

from ...document import BlockKind

__all__ = ["Head"]


@dataclass
class Head:
    """What the head shows; ``start`` is the first line behind it."""

    roles: dict[int, BlockKind] = field(default_factory=dict)
    title_lines: list[int] = field(default_factory=list)
    title: str | None = None
    title_spaced: str = ""
    number: str | None = None
    order: bool = False
    mark: str | None = None
    urgency: str | None = None
    passage: str | None = None
    dated: str | None = None
    addressee: tuple[int, int] | None = None
    addressee_text: str | None = None
    start: int = 0
