"""Early warning: what grows at a point, and whether it issues more than last year (DOC-04)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from .board import Board, Scope
from .periods import Period, months, shift
from .rates import Change, change, rate_rise

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
# A quarter is the shortest stretch that holds enough documents of one county; of a growth that lasts the longer ones
# hold more, and see it where a quarter cannot. Two years behind a stretch are its baseline.
ROLLING, BASELINE, LEAST_BASELINE = (3, 6, 9), 24, 6
# A quarter beside one quarter of last year says too little.
YEAR_ROLLING = (6, 9, 12)
# How often chance may raise anything in a year, over all that is looked at at the end of each of its months. What is
# issued, the figure that the regulations name, has half of it; stretches of one end overlap and are not counted apart.
FALSE_A_YEAR, LOOKS = 0.05, 12
# What an alarm wants beside a rise that chance does not explain; see docs/decisions/0030.
LEAST_RATIO, LEAST_MORE = 1.5, 5
# With less than a quarter more than in the same months of last year it is the season: half as many more would be asked of
# a figure that scatters itself (two counts around 60 and 85 pass 1.25 nearly always, and miss 1.5 once in fifteen).
SEASONAL = 1.25


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
    issuers = sum(scope.box == "out" for scope in scopes)
    issued = FALSE_A_YEAR / 2 / LOOKS / max(1, issuers)
    chance = FALSE_A_YEAR / 2 / LOOKS / max(1, len(scopes) * len(WATCHED) - issuers)
    found: list[Alarm | None] = []
    for scope in scopes:
        own = {"documents": issued} if scope.box == "out" else {}
        found += [rising(board, scope, name, last, own.get(name, chance)) for name in WATCHED]
        if scope.box == "out":
            found.append(over_issue(board, scope, last, issued))
    return tuple(alarm for alarm in found if alarm is not None)


def warnings_during(board: Board, period: Period) -> tuple[Alarm, ...]:
    """Return what was warned of at the end of any month of a period, each point and load once, where it was first seen."""
    found: dict[tuple[str, Scope, str], Alarm] = {}
    for month in period.months():
        for alarm in warnings(board, month.last):
            found.setdefault((alarm.kind, alarm.scope, alarm.measure), alarm)
    return tuple(found.values())


def rising(board: Board, scope: Scope, measure: str, last: date, chance: float = FALSE_A_YEAR) -> Alarm | None:
    """Return a warning when the last months, three to nine, hold clearly more than the two years before them."""
    alarms = (_rising(board, scope, measure, _until(last, length), chance) for length in ROLLING)
    return next((alarm for alarm in alarms if alarm is not None), None)


def _rising(board: Board, scope: Scope, measure: str, period: Period, chance: float) -> Alarm | None:
    begin = board.watched_from(scope) or period.first
    first = max(begin, shift(period.first, -BASELINE))
    before = months(first, shift(period.first, -1)) if first < period.first else ()
    if len(before) < LEAST_BASELINE:
        return None
    against = Period.of(*_month(first), len(before))
    alarm = _alarm(board, ("rising", measure), scope, (period, against), chance)
    if alarm is None or (alarm.change.ratio is not None and alarm.change.ratio < LEAST_RATIO):
        return None
    return None if _seasonal(board, scope, measure, period) else alarm


def _seasonal(board: Board, scope: Scope, measure: str, period: Period) -> bool:
    """Whether the same months of last year were as full: what comes every year is no growth."""
    same = period.year_before()
    if not board.covers(same, scope):
        return False
    now, past = (sum(board.cell(scope, measure, one.months()).values) / one.workdays for one in (period, same))
    return now < SEASONAL * past


def over_issue(board: Board, scope: Scope, last: date, chance: float = FALSE_A_YEAR) -> Alarm | None:
    """Return a warning when the last months, six to twelve, run clearly above the same months of last year (DOC-04)."""
    for length in YEAR_ROLLING:
        period = _until(last, length)
        against = period.year_before()
        if board.covers(against, scope):
            alarm = _alarm(board, ("over_issue", "documents"), scope, (period, against), chance)
            if alarm is not None:
                return alarm
    return None


def _alarm(
    board: Board, name: tuple[str, str], scope: Scope, spans: tuple[Period, Period], chance: float
) -> Alarm | None:  # fmt: skip
    """Return an alarm of a kind and a measure when the first span holds more than the second and chance does not explain it."""
    (kind, measure), (period, against) = name, spans
    now, past = (board.cell(scope, measure, span.months()) for span in spans)
    days = float(period.workdays), float(against.workdays)
    if len(now.documents) - len(past.documents) * days[0] / days[1] < LEAST_MORE:
        return None
    spread = board.spread(scope, measure, against.months())
    if rate_rise(now.values, past.values, days, spread=spread) >= chance:
        return None
    # The interval of this coverage is clear of 1 exactly where the test is.
    found = change(now.values, past.values, days, level=1 - 2 * chance, spread=spread)
    title = board.policy.measures[measure].title
    return Alarm(kind, scope, measure, title, period, against, found, now.documents, board.policy.rule)


def _until(last: date, length: int) -> Period:
    """The whole months, so many, that end with that of a day."""
    return Period.of(*_month(shift(last, 1 - length)), length)


def _month(day: date) -> tuple[int, int]:
    return day.year, day.month
