"""What a worker process sends back for one document: its part of the output, and what is counted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ..findings import Failure, Outcome, Report
from ..render import LINES
from .summary import Tally

__all__ = ["Row", "RowMaker"]


@dataclass(frozen=True)
class Row:
    """One document in the output.

    ``content`` is text, for a table its cells, and the result itself where the output shows all of
    it; ``outcomes`` are kept only where the end of the run looks at them.
    """

    content: Any
    tally: Tally
    document: str | None = None
    outcomes: tuple[Outcome, ...] = ()


@dataclass(frozen=True)
class RowMaker:
    """Makes rows of one format; it is sent to worker processes."""

    format: str
    keep_outcomes: bool = False

    def __call__(self, result: Report | Failure) -> Row:
        """Render one result."""
        tally = Tally.of(result)
        if isinstance(result, Report) and self.keep_outcomes:
            return Row(self._content(result), tally, result.document["id"], result.outcomes)
        return Row(self._content(result), tally)

    def _content(self, result: Report | Failure) -> Any:
        if self.format == "html":
            return result
        if self.format == "parquet":
            from ..render.frame import document_row  # noqa: PLC0415

            return document_row(result)
        return LINES[self.format](result)
