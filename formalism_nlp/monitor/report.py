"""The report of a period: figures beside last year and beside the other points, and what they point to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from .board import Board, Cell, Scope
from .periods import Period
from .rates import Change, change
from .set_loads import run_set_rules
from .sets import SetFinding
from .substitution import Rebound, Substitution, rebounds, substitutions
from .watch import Alarm, warnings_during

__all__ = ["Figure", "PeriodReport", "listed", "period_report"]

# The titles of such documents are names of persons.
_PERSONNEL = re.compile("任免|任职|免职|聘任|退休|处分|履历")


@dataclass(frozen=True)
class Figure:
    """One measure of one scope in one period.

    Attributes
    ----------
    scope : Scope
        Whose documents.
    measure, title, unit : str
        What is counted.
    value, before : float or None
        Now, and in the same period of the year before; None where nothing was watched then.
    change : Change or None
        The ratio with its interval; of medians and of periods not watched None.
    average : float or None
        Mean of the points at the same level; None where a unit does not stand beside others.
    load : float
        What reaches one receiver on a working day.
    documents, earlier : tuple of str
        The documents behind both figures.
    rule : str
        Counting rule.
    """

    scope: Scope
    measure: str
    title: str
    unit: str
    value: float | None
    before: float | None
    change: Change | None
    average: float | None
    load: float
    documents: tuple[str, ...]
    earlier: tuple[str, ...]
    rule: str


@dataclass(frozen=True)
class PeriodReport:
    """Everything that one period shows.

    ``coverage`` says what was not read, has no date, or was exempt from counting.
    """

    period: Period
    against: Period
    rule: str
    policy: str
    figures: tuple[Figure, ...]
    alarms: tuple[Alarm, ...]
    substitutions: tuple[Substitution, ...]
    rebounds: tuple[Rebound, ...]
    findings: tuple[SetFinding, ...]
    coverage: Mapping[str, Any]
    versions: Mapping[str, tuple[str, ...]]

    def ids(self) -> set[str]:
        """Return the documents that any figure rests on."""
        groups = [
            *(figure.documents + figure.earlier for figure in self.figures), *(alarm.documents for alarm in self.alarms),
            *(one.moved for one in self.substitutions), *(one.documents for one in self.rebounds),
            *(found.documents for found in self.findings),
        ]  # fmt: skip
        return {one for group in groups for one in group}


def period_report(board: Board, period: Period) -> PeriodReport:
    """Make the report of a period.

    Parameters
    ----------
    board : Board
        Figures of a store under a policy.
    period : Period
        Month, quarter or year.
    """
    return PeriodReport(
        period, period.year_before(), board.policy.rule, board.policy.title, tuple(_figures(board, period)),
        warnings_during(board, period), substitutions(board, period), rebounds(board, period.last),
        run_set_rules(board, period), _coverage(board, period), _versions(board),
    )  # fmt: skip


def _figures(board: Board, period: Period) -> Iterable[Figure]:
    scopes = board.scopes()
    for name, measure in board.policy.measures.items():
        cells = {scope: board.cell(scope, name, period.months()) for scope in scopes}
        for scope in scopes:
            now, watched = cells[scope], board.covers(period.year_before(), scope)
            past = board.cell(scope, name, period.year_before().months()) if watched else Cell()
            if not now.documents and not past.documents:
                continue
            days = float(period.workdays), float(period.year_before().workdays)
            compared = watched and measure.statistic == "sum"
            yield Figure(
                scope, name, measure.title, measure.unit, now.figure(measure), past.figure(measure) if watched else None,
                change(now.values, past.values, days) if compared else None, _average(scope, cells, measure),
                now.load(scope.receivers, period.workdays), now.documents, past.documents, board.policy.rule,
            )  # fmt: skip


def _average(scope: Scope, cells: Mapping[Scope, Cell], measure: Any) -> float | None:
    """Mean of the points that issue at the same level, at county level and above only."""
    if not scope.compared or scope.point is None:
        return None
    peers = [other for other in cells if other.compared and other.point and other.point.peers == scope.point.peers]
    values = [cells[other].figure(measure) or 0.0 for other in peers]
    return sum(values) / len(values) if len(values) > 1 else None


def _coverage(board: Board, period: Period) -> dict[str, Any]:
    store = board.store
    exempt = store.rows(
        "SELECT measure, why, count(*) AS count, list(document ORDER BY document) AS documents FROM counted WHERE why IS NOT NULL "
        "AND date BETWEEN ? AND ? GROUP BY 1, 2 ORDER BY 1, 2",
        [period.first, period.last],
    )
    return {
        # A period that is not over holds less than the whole one it is compared with.
        "until": board.last if board.last is not None and board.last < period.months()[-1].first else None,
        "documents": store.value("SELECT count(*) FROM documents WHERE date BETWEEN ? AND ?", [period.first, period.last]),
        "undated": store.value("SELECT count(*) FROM documents WHERE date IS NULL"),
        "unread": store.value("SELECT count(*) FROM failures"),
        "partly_read": store.value("SELECT count(*) FROM documents WHERE warnings > 0 AND date BETWEEN ? AND ?", [period.first, period.last]),
        "without_text": store.value("SELECT count(*) FROM documents WHERE text_digest IS NULL AND date BETWEEN ? AND ?", [period.first, period.last]),
        "exempt": exempt,
    }  # fmt: skip


def _versions(board: Board) -> dict[str, tuple[str, ...]]:
    return {
        name: tuple(
            row["v"]
            for row in board.store.rows(
                f"SELECT DISTINCT {name} AS v FROM documents WHERE {name} IS NOT NULL ORDER BY 1"
            )
        )
        for name in ("formalism_nlp", "rules", "model")
    }


def listed(board: Board, ids: Iterable[str]) -> dict[str, dict[str, Any]]:
    """Return what is shown of documents: title, issuer, date, number, file; of a direct report no file."""
    rows = board.store.rows(
        "SELECT id, title, issuer, date, doc_number, name FROM documents WHERE id IN (SELECT unnest($1::VARCHAR[])) ORDER BY date, id",
        [sorted(ids)],
    )
    return {row.pop("id"): {**row, "title": _shown(row["title"]), "name": row["name"] or "（直报）"} for row in rows}


def _shown(title: str | None) -> str:
    if not title:
        return "（无标题）"
    return "（人事文件）" if _PERSONNEL.search(title) else title
