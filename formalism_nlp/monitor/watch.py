"""Early warning: what grows at a point, and whether it issues more than last year (DOC-04)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from .board import Board, Scope
from .periods import Period, months, shift, workdays
from .rates import Change, change

__all__ = ["Alarm", "over_issue", "rising", "warnings", "warnings_during"]

# Loads that are watched for a change; the other measures are read in the report.
WATCHED = (
    "documents",
    "slips",
    "meetings",
    "inspections",
    "reports",
    "app_tasks",
    "traces",
    "deadlines",
    "short_leads",
)
# A quarter is the shortest stretch that holds enough documents of one county; a year behind it is its baseline.
ROLLING, BASELINE, LEAST_BASELINE = 3, 12, 6
# What an alarm wants beside an interval clear of 1; see docs/decisions/0030.
LEVEL, LEAST_RATIO, LEAST_MORE = 0.95, 1.5, 5


@dataclass(frozen=True)
class Alarm:
    """A warning with what it rests on.

    Attributes
    ----------
    kind : {'rising', 'over_issue'}
        What was seen.
    scope : Scope
        Whose documents.
    measure, title : str
        What grew.
    period, against : Period
        When, and what it is compared with.
    change : Change
        The two figures with the interval.
    documents : tuple of str
        The documents that caused it.
    rule : str
        Counting rule.
    """

    kind: str
    scope: Scope
    measure: str
    title: str
    period: Period
    against: Period
    change: Change
    documents: tuple[str, ...]
    rule: str

    @property
    def message(self) -> str:
        """Say it in one sentence."""
        now, before = self.change.now, self.change.before
        if self.kind == "over_issue":
            return (
                f"{self.scope.title}：{self.period} {self.title} {now:g}，上年同期 {before:g}；"
                "按只减不增的要求，请核对是否必要，确需增加的作书面说明。"
            )
        return f"{self.scope.title}：{self.period} {self.title} {now:g}，此前（{self.against}）同样工作日约 {self.usual:.0f}，增加超出偶然波动。"

    @property
    def usual(self) -> float:
        """What the same working days would have held before."""
        return self.change.now / self.change.ratio if self.change.ratio else self.change.before


def warnings(board: Board, on: date) -> tuple[Alarm, ...]:
    """Return the warnings as of a day, over whole months that ended by then.

    Parameters
    ----------
    board : Board
        Figures of a store.
    on : date
        The day; the month that it ends counts, one that it lies within does not.
    """
    if board.first is None:
        return ()
    last = on if (on + timedelta(days=1)).day == 1 else on.replace(day=1) - timedelta(days=1)
    scopes = [scope for scope in board.scopes() if scope.point is not None]
    level = 1 - (1 - LEVEL) / max(1, len(scopes) * len(WATCHED))
    # Only those that issue are held to last year's number, by one figure each.
    level_year = 1 - (1 - LEVEL) / max(1, sum(scope.box == "out" for scope in scopes))
    found: list[Alarm] = []
    for scope in scopes:
        found += [alarm for name in WATCHED for alarm in (rising(board, scope, name, last, level),) if alarm]
        if scope.box == "out" and (over := over_issue(board, scope, last, level_year)) is not None:
            found.append(over)
    return tuple(found)


def warnings_during(board: Board, period: Period) -> tuple[Alarm, ...]:
    """Return what was warned of at the end of any month of a period, each point and load once, where it was first seen."""
    found: dict[tuple[str, Scope, str], Alarm] = {}
    for month in period.months():
        for alarm in warnings(board, month.last):
            found.setdefault((alarm.kind, alarm.scope, alarm.measure), alarm)
    return tuple(found.values())


def rising(board: Board, scope: Scope, measure: str, last: date, level: float = LEVEL) -> Alarm | None:
    """Return a warning when the last three months hold clearly more than the twelve before them."""
    period = Period.of(*_month(shift(last, 1 - ROLLING)), ROLLING)
    begin = board.watched_from(scope) or last
    before = [
        month for month in months(shift(period.first, -BASELINE), shift(period.first, -1)) if month.first >= begin
    ]
    if len(before) < LEAST_BASELINE:
        return None
    against = Period.of(*_month(before[0].first), len(before))
    now, past = board.cell(scope, measure, period.months()), board.cell(scope, measure, before)
    days = float(period.workdays), float(against.workdays)
    found = change(now.values, past.values, days, level=level, spread=board.spread(scope, measure, before))
    more = len(now.documents) - len(past.documents) * days[0] / days[1]
    fresh = not past.documents and len(now.documents) >= 2 * LEAST_MORE
    if not fresh and not (found.rises and (found.ratio or 0) >= LEAST_RATIO and more >= LEAST_MORE):
        return None
    title = board.policy.measures[measure].title
    return Alarm("rising", scope, measure, title, period, against, found, now.documents, board.policy.rule)


def over_issue(board: Board, scope: Scope, last: date, level: float = LEVEL) -> Alarm | None:
    """Return a warning when the year so far runs clearly above the same months of last year (DOC-04)."""
    period = Period.of(last.year, 1, last.month)
    against = period.year_before()
    if not board.covers(against, scope):
        return None
    now, past = (board.cell(scope, "documents", p.months()) for p in (period, against))
    days = float(workdays(period.first, period.last)), float(workdays(against.first, against.last))
    found = change(
        now.values, past.values, days, level=level, spread=board.spread(scope, "documents", against.months())
    )
    if not found.rises or len(now.documents) - len(past.documents) < LEAST_MORE:
        return None
    title = board.policy.measures["documents"].title
    return Alarm("over_issue", scope, "documents", title, period, against, found, now.documents, board.policy.rule)


def _month(day: date) -> tuple[int, int]:
    return day.year, day.month
