"""Deadlines in running text and what they mean on the day of issue."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from ..document import Span
from .clock import parse_time
from .deadline_cues import find_cued, find_urgent
from .deadline_limits import find_limits
from .deadline_words import DeadlineKind, Form
from .due_days import names_year, resolve_day
from .numerals import parse_number
from .workdays import DAY_ENDS, DAY_STARTS, HOURS_A_DAY, add_workdays, working_hours

__all__ = ["Deadline", "DeadlineKind", "find_deadlines"]

# A date with its year that lies further back than this was never due: 2009年底前建成的小区.
_LONG_PAST = timedelta(days=31)
_MONTHS = {"月": 1, "季度": 3, "学期": 6, "半月": 0, "年": 12, "学年": 12}
_DAYS = {"日": 1, "天": 1, "周": 7, "星期": 7}
_HOURS = {"小时": 1.0, "分钟": 1 / 60}


@dataclass(frozen=True)
class Deadline:
    """A deadline as worded and as counted from the day of issue.

    Attributes
    ----------
    span : Span
        The words: 3月4日（周二）下班前, 收到通知后2小时内, 立即.
    kind : str
        ``absolute`` (a date), ``relative`` (counted from the issue or receipt),
        ``vague`` (立即, 尽快), ``periodic`` (每月5日前), ``conditional`` (counted from
        an event) or ``start`` (自…起施行: nothing is due).
    due : datetime.datetime or None
        The last moment that the words can mean; a day without an hour ends with the
        office day at 18:00.
    day_only : bool
        Whether the hour of the due date or of the issue is unknown; the lead is then
        counted from 9:00 or to 18:00 and is the most that can be meant.
    lead_hours : float or None
        Working hours (eight a day) from issue to due; of ``conditional`` deadlines those
        that are granted from the event. None when unknown or when the due date is past.
    vague : bool
        Whether the words name no time at all.
    """

    span: Span
    kind: DeadlineKind
    due: datetime | None = None
    day_only: bool = False
    lead_hours: float | None = None
    vague: bool = False


def find_deadlines(
    text: str, start: int = 0, end: int | None = None, *, base: date | datetime | None
) -> Iterator[Deadline]:
    """Find the deadlines and validity terms in a stretch of text, in order.

    A date is a deadline only with a word that makes it one (前, 之前, 截止, 内, 不晚于,
    于…报送); the date of a meeting or of a cited document is none.

    Parameters
    ----------
    text : str
        The whole text.
    start, end : int
        The stretch to search; words outside it are not looked at.
    base : datetime.date, datetime.datetime or None
        The day, or moment, of issue. Without it only dates with a year are resolved.

    Examples
    --------
    >>> text = "请于3月4日（周二）下班前报送；发生险情的，2小时内报告，立即处置。"
    >>> for found in find_deadlines(text, base=date(2025, 3, 3)):
    ...     print(text[found.span.start:found.span.end], found.kind, found.due, found.lead_hours)
    3月4日（周二）下班前 absolute 2025-03-04 18:00:00 16.0
    2小时内 conditional None 2.0
    立即 vague None None
    """
    done = start
    stop = len(text) if end is None else end
    forms = [*find_limits(text, start, stop), *find_cued(text, start, stop), *find_urgent(text, start, stop)]
    for form in sorted(forms, key=lambda form: (form.span.start, -form.span.end, form.kind == "start")):
        if form.span.start < done:
            continue
        found = _resolved(form, base)
        if found is not None:
            done = form.span.end
            yield found


def _resolved(form: Form, base: date | datetime | None) -> Deadline | None:
    if form.kind in ("vague", "start"):
        return Deadline(form.span, form.kind, vague=form.kind == "vague")
    if form.kind == "periodic":
        return Deadline(form.span, form.kind, day_only=not form.time)
    if form.unit:
        return _counted(form, base)
    if form.kind == "conditional":
        return Deadline(form.span, form.kind, day_only=not form.time)
    return _dated(form, base)


def _dated(form: Form, base: date | datetime | None) -> Deadline | None:
    """Resolve a day, a time, or both."""
    issued = _moment(base)
    day = resolve_day(form.day, issued and issued.date()) if form.day else issued and issued.date()
    clock = parse_time(form.time) if form.time else (DAY_ENDS.hour, DAY_ENDS.minute)
    if clock is None:
        return None
    known = bool(form.time) and isinstance(base, datetime)
    if day is None:
        return Deadline(form.span, form.kind, day_only=not form.time) if _can_be_a_day(form.day) else None
    if issued is not None and names_year(form.day) and issued.date() - day > _LONG_PAST:
        return None
    due = datetime.combine(day, time()) + timedelta(hours=clock[0], minutes=clock[1])
    return Deadline(form.span, form.kind, due, not known, _lead(issued, due))


def _counted(form: Form, base: date | datetime | None) -> Deadline | None:
    """Resolve a number of hours, days or months from the issue or from an event."""
    count = parse_number(form.count)
    if count is None:
        return None
    granted = _granted(count, form.unit)
    issued = _moment(base)
    if form.kind != "relative" or issued is None:
        return Deadline(form.span, form.kind, None, form.unit not in _HOURS, granted)
    if form.unit in _HOURS:
        due = issued + timedelta(hours=count * _HOURS[form.unit])
        return Deadline(form.span, form.kind, due, not isinstance(base, datetime), _lead(issued, due))
    due = datetime.combine(_day_after(issued.date(), count, form.unit), DAY_ENDS)
    return Deadline(form.span, form.kind, due, True, _lead(issued, due))


def _day_after(day: date, count: float, unit: str) -> date:
    if unit == "工作日":
        return add_workdays(day, int(count))
    if unit in _DAYS:
        return day + timedelta(days=int(count * _DAYS[unit]))
    if count == 0.5 and unit == "月":
        return day + timedelta(days=15)
    months = day.month - 1 + int(count * _MONTHS[unit])
    first = date(day.year + months // 12, months % 12 + 1, 1)
    return first + timedelta(days=min(day.day, 28) - 1)


def _granted(count: float, unit: str) -> float | None:
    """Working hours in a stretch that starts at some unknown moment."""
    if unit in _HOURS:
        days, hours = divmod(count * _HOURS[unit], 24)
        return round(days * HOURS_A_DAY + min(hours, HOURS_A_DAY), 2)
    return count * HOURS_A_DAY if unit == "工作日" else None


def _lead(issued: datetime | None, due: datetime) -> float | None:
    return None if issued is None or due < issued else round(working_hours(issued, due), 2)


def _moment(base: date | datetime | None) -> datetime | None:
    """The moment of issue; of a day its office opening, so that the lead is never understated."""
    if base is None or isinstance(base, datetime):
        return base
    return datetime.combine(base, DAY_STARTS)


def _can_be_a_day(words: str) -> bool:
    """Tell words without a known year (3月4日) from impossible ones (13月5日)."""
    return (
        not words
        or resolve_day(words, date(2024, 1, 1)) is not None
        or resolve_day(words, date(2025, 1, 1)) is not None
    )
