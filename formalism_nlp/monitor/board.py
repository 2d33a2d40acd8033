"""The figures of a store by month: each with the documents behind it."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from statistics import median, pvariance

from .periods import Period, months
from .policy import Measure, Policy
from .registry import Point, points
from .store import Store

__all__ = ["SMALL", "Board", "Cell", "Scope"]

# Below this many a percentage reads more into chance than there is: the figure is shown as a count.
SMALL = 20
# Fewer months say nothing of a variance.
_FEWEST_MONTHS = 6


@dataclass(frozen=True)
class Cell:
    """What the documents of some months add to a measure: values, ids, bodies addressed (0: all), in one order."""

    values: tuple[float, ...] = ()
    documents: tuple[str, ...] = ()
    named: tuple[int, ...] = ()

    def figure(self, measure: Measure) -> float | None:
        """Return the one value; None where a median has nothing to stand on."""
        if measure.statistic == "median":
            return median(self.values) if self.values else None
        return sum(self.values)

    def load(self, receivers: int, days: int) -> float:
        """Return what reaches one receiver on a working day."""
        shares = (
            value * (min(1.0, named / receivers) if named else 1.0)
            for value, named in zip(self.values, self.named, strict=True)
        )
        return sum(shares) / days if days else 0.0


@dataclass(frozen=True)
class Scope:
    """Whose documents are meant: all of the store, or what a point issues or receives."""

    point: Point | None = None
    box: str = "out"

    @property
    def title(self) -> str:
        """Chinese name."""
        if self.point is None:
            return "全部文件"
        return f"{self.point.unit}{'发出' if self.box == 'out' else '收到'}"

    @property
    def compared(self) -> bool:
        """Whether it may stand beside others: what a unit at county level or above issues."""
        return self.point is not None and self.point.upper and self.box == "out"

    @property
    def receivers(self) -> int:
        """Units that the load is spread over."""
        return self.point.receivers if self.point is not None and self.box == "out" else 1


class Board:
    """Reads the figures of a store under one policy.

    Parameters
    ----------
    store : Store
        The store.
    policy : Policy
        Counting rules.
    """

    def __init__(self, store: Store, policy: Policy) -> None:
        self.store = store
        self.policy = policy
        policy.apply(store)
        bounds = store.rows("SELECT min(date) AS first, max(date) AS last FROM documents")[0]
        self.first: date | None = bounds["first"]
        self.last: date | None = bounds["last"]
        self._cells: dict[Scope, Mapping[tuple[str, date], Cell]] = {}

    def covers(self, period: Period, scope: Scope | None = None) -> bool:
        """Tell whether a scope was watched from the first month of a period: else its count is of a part only."""
        first = self.watched_from(scope or Scope())
        return first is not None and first <= period.first

    def watched_from(self, scope: Scope) -> date | None:
        """First month that counts: that of the store, or of the point where it is later; None of an empty store."""
        if self.first is None:
            return None
        start = scope.point.start if scope.point is not None and scope.point.start else self.first
        return max(self.first, start).replace(day=1)

    def scopes(self) -> tuple[Scope, ...]:
        """Return those that hold documents: all first, then the points in their order."""
        return self._scopes

    @cached_property
    def _scopes(self) -> tuple[Scope, ...]:
        held = {(row["point"], row["box"]) for row in self.store.rows("SELECT DISTINCT point, box FROM members")}
        own = [Scope(p, box) for p in points(self.store) for box in ("out", "in") if (p.id, box) in held]
        return (Scope(), *own)

    def cell(self, scope: Scope, measure: str, periods: Iterable[Period]) -> Cell:
        """Return values and documents of a measure over whole months."""
        found = self._of(scope)
        cells = [found[measure, month.first] for month in periods if (measure, month.first) in found]
        return Cell(
            tuple(value for cell in cells for value in cell.values), tuple(one for cell in cells for one in cell.documents),
            tuple(named for cell in cells for named in cell.named),
        )  # fmt: skip

    def series(self, scope: Scope, measure: str, first: date, last: date) -> tuple[tuple[Period, Cell], ...]:
        """Return a measure month by month."""
        return tuple((month, self.cell(scope, measure, (month,))) for month in months(first, last))

    def spread(self, scope: Scope, measure: str, quiet: Iterable[Period]) -> float:
        """Return variance over mean of the monthly counts of documents in quiet months; 1 where chance explains it."""
        counts = [len(self.cell(scope, measure, (month,)).documents) for month in quiet]
        middle = sum(counts) / len(counts) if counts else 0.0
        if len(counts) < _FEWEST_MONTHS or not middle:
            return 1.0
        ratio = pvariance(counts) / middle
        # Two standard errors of the ratio for a Poisson count.
        return ratio if ratio > 1 + 2 * math.sqrt(2 / (len(counts) - 1)) else 1.0

    def _of(self, scope: Scope) -> Mapping[tuple[str, date], Cell]:
        if scope not in self._cells:
            where, given = "", []
            if scope.point is not None:
                where = "JOIN members m ON m.document = c.document AND m.point = ? AND m.box = ?"
                given = [scope.point.id, scope.box]
            rows = self.store.rows(
                f"SELECT measure, date_trunc('month', c.date)::DATE AS month, list(value ORDER BY c.date, c.document) AS worth, "
                f"list(c.document ORDER BY c.date, c.document) AS ids, "
                f"list(named ORDER BY c.date, c.document) AS named FROM counted c {where} "
                "WHERE why IS NULL AND c.date IS NOT NULL AND value IS NOT NULL GROUP BY 1, 2",
                given,
            )
            self._cells[scope] = {
                (row["measure"], row["month"]): Cell(tuple(row["worth"]), tuple(row["ids"]), tuple(row["named"]))
                for row in rows
            }
        return self._cells[scope]
