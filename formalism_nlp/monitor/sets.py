"""What a finding over several documents is, and what the rules over sets share."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from .board import Board
from .periods import Period

__all__ = ["Case", "SetFinding", "distance"]

ORDER = ("village", "township", "county", "prefecture", "province", "central")


@dataclass(frozen=True)
class SetFinding:
    """What a rule finds in several documents.

    Attributes
    ----------
    code, title : str
        The rule.
    unit : str
        Who issued the documents, or received them.
    message : str
        What was found, in Chinese.
    documents : tuple of str
        The documents behind it, in order of time.
    values : mapping
        Figures.
    basis, rule : str
        Policy clause, and version of the counting rules.
    """

    code: str
    title: str
    unit: str
    message: str
    documents: tuple[str, ...]
    values: Mapping[str, Any] = field(default_factory=dict)
    basis: str = ""
    rule: str = ""


@dataclass(frozen=True)
class Case:
    """What a rule over a set looks at: figures, a period, its own limits."""

    board: Board
    period: Period
    code: str
    limits: Mapping[str, Any]

    def rows(self, sql: str, values: Iterable[Any] = ()) -> list[dict[str, Any]]:
        """Run a query whose last two parameters are the days of the period."""
        return self.board.store.rows(sql, [*values, self.period.first, self.period.last])

    def finding(self, unit: str, message: str, documents: Iterable[str], **values: Any) -> SetFinding:
        """Make a finding."""
        return SetFinding(
            self.code, self.limits["title"], unit, message, tuple(dict.fromkeys(documents)), values,
            self.limits.get("basis", ""), self.board.policy.rule,
        )  # fmt: skip


def distance(level: str | None) -> int:
    """Return the rank of a level, village 0; -1 when unknown.

    Examples
    --------
    >>> distance("county") > distance("township"), distance(None)
    (True, -1)
    """
    return ORDER.index(level) if level in ORDER else -1


def clusters(rows: list[dict[str, Any]], days: int, least: int) -> Iterable[list[dict[str, Any]]]:
    """Yield runs of at least so many rows within so many days of the first; rows come in order of ``date``."""
    run: list[dict[str, Any]] = []
    for row in rows:
        begun: date | None = run[0]["date"] if run else None
        if begun is not None and (row["date"] - begun).days > days:
            if len(run) >= least:
                yield run
            run = []
        run.append(row)
    if len(run) >= least:
        yield run
