"""Working days and working hours in China: weekends, public holidays, weekend days worked for them."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from importlib.resources import files

__all__ = ["DAY_ENDS", "DAY_STARTS", "HOURS_A_DAY", "add_workdays", "holiday", "is_workday", "working_hours"]

# The usual office day of the dossier's section 3.9: 9:00 to 18:00 with an hour for lunch.
DAY_STARTS = time(9)
DAY_ENDS = time(18)
HOURS_A_DAY = 8.0
_MORNING_ENDS = 12.0
_AFTERNOON_STARTS = 13.0
_SATURDAY = 5


@dataclass(frozen=True)
class _Calendar:
    off: tuple[date, ...]  # Mondays to Fridays off
    worked: tuple[date, ...]  # Saturdays and Sundays worked
    starts: dict[tuple[int, str], date]  # (year, holiday) -> first day off
    years: frozenset[int]


def is_workday(day: date) -> tuple[bool, bool]:
    """Tell whether a day is a working day, and whether a holiday notice for its year says so.

    Parameters
    ----------
    day : datetime.date
        Any day; a ``datetime`` counts as its day.

    Returns
    -------
    tuple of bool
        The answer, and whether the year's holiday notice is known. For other years
        only Saturdays and Sundays are days off, and the second value is False.

    Examples
    --------
    >>> is_workday(date(2025, 10, 1)), is_workday(date(2025, 9, 28)), is_workday(date(1999, 10, 1))
    ((False, True), (True, True), (True, False))
    """
    calendar = _calendar()
    day = date(day.year, day.month, day.day)
    if day.weekday() >= _SATURDAY:
        return _holds(calendar.worked, day), day.year in calendar.years
    return not _holds(calendar.off, day), day.year in calendar.years


def working_hours(start: datetime, end: datetime) -> float:
    """Count the working hours between two moments; 0 when the second is not later.

    Examples
    --------
    >>> working_hours(datetime(2025, 3, 4, 9), datetime(2025, 3, 5, 18))
    16.0
    >>> working_hours(datetime(2025, 9, 30, 16), datetime(2025, 10, 9, 10))
    3.0
    """
    if end <= start:
        return 0.0
    hours = _workdays(start.date(), end.date()) * HOURS_A_DAY
    return hours - _hours_done(start) + _hours_done(end)


def add_workdays(day: date, count: int) -> date:
    """Return the last of ``count`` working days that follow a day.

    Examples
    --------
    >>> add_workdays(date(2025, 9, 29), 3)
    datetime.date(2025, 10, 10)
    """
    while count > 0:
        day += timedelta(days=1)
        count -= is_workday(day)[0]
    return day


def holiday(name: str, year: int) -> date | None:
    """Return the first day off of a holiday, None when the year's notice is not known.

    Examples
    --------
    >>> holiday("国庆", 2025), holiday("春节", 1999)
    (datetime.date(2025, 10, 1), None)
    """
    return _calendar().starts.get((year, name))


def _hours_done(moment: datetime) -> float:
    """Working hours of the moment's day that lie before it."""
    if not is_workday(moment)[0]:
        return 0.0
    clock = moment.hour + moment.minute / 60 + moment.second / 3600
    morning = min(clock, _MORNING_ENDS) - DAY_STARTS.hour
    afternoon = min(clock, DAY_ENDS.hour) - _AFTERNOON_STARTS
    return max(morning, 0.0) + max(afternoon, 0.0)


def _workdays(start: date, end: date) -> int:
    """Count the working days from ``start`` up to the day before ``end``."""
    weeks, rest = divmod((end - start).days, 7)
    plain = weeks * 5 + sum((start.weekday() + step) % 7 < _SATURDAY for step in range(rest))
    calendar = _calendar()
    off = bisect_left(calendar.off, end) - bisect_left(calendar.off, start)
    worked = bisect_left(calendar.worked, end) - bisect_left(calendar.worked, start)
    return plain - off + worked


def _holds(days: tuple[date, ...], day: date) -> bool:
    place = bisect_left(days, day)
    return place < len(days) and days[place] == day


@lru_cache(maxsize=1)
def _calendar() -> _Calendar:
    """Read the holidays that come with the package."""
    off: set[date] = set()
    worked: set[date] = set()
    starts: dict[tuple[int, str], date] = {}
    years: set[int] = set()
    table = files(__package__).joinpath("data/holidays.tsv").read_text(encoding="utf-8")
    for line in table.splitlines():
        if line.startswith(("#", "year\t")):
            continue
        year, _, names, first, last, extra = line.split("\t")
        begin, end = date.fromisoformat(first), date.fromisoformat(last)
        off.update(begin + timedelta(days=step) for step in range((end - begin).days + 1))
        worked.update(date.fromisoformat(day) for day in extra.split())
        starts.update({(int(year), name): begin for name in names.split()})
        years.add(int(year))
    weekdays = sorted(day for day in off if day.weekday() < _SATURDAY)
    return _Calendar(tuple(weekdays), tuple(sorted(worked)), starts, frozenset(years))
