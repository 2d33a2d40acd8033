"""Months, quarters and years."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from ..errors import ConfigError
from ..language.workdays import is_workday

__all__ = ["Period", "months", "shift", "workdays"]

_FORM = re.compile(r"(\d{4})(?:-(\d{1,2})|[Qq]([1-4]))?")
_MONTHS = 12


@dataclass(frozen=True)
class Period:
    """A stretch of days, first and last one included.

    Examples
    --------
    >>> quarter = Period.parse("2025Q1")
    >>> str(quarter), quarter.first.isoformat(), quarter.last.isoformat(), str(quarter.year_before())
    ('2025年第1季度', '2025-01-01', '2025-03-31', '2024年第1季度')
    """

    name: str
    first: date
    last: date

    def __str__(self) -> str:
        return self.name

    @classmethod
    def parse(cls, text: str) -> Period:
        """Read 2025-03, 2025Q1 or 2025.

        Raises
        ------
        ConfigError
            If it is none of these.
        """
        match = _FORM.fullmatch(text.strip())
        if match is None or (match[2] and not 1 <= int(match[2]) <= _MONTHS) or match[1] == "0000":
            raise ConfigError(f"时段要写成 2025-03、2025Q1 或 2025，给的是 {text}")
        year = int(match[1])
        if match[2]:
            return cls.of(year, int(match[2]), 1)
        return cls.of(year, 3 * int(match[3]) - 2, 3) if match[3] else cls.of(year, 1, _MONTHS)

    @classmethod
    def of(cls, year: int, month: int, length: int) -> Period:
        """Return the period of so many months from a month."""
        first = date(year, month, 1)
        last = shift(first, length) - timedelta(days=1)
        if length == _MONTHS and month == 1:
            name = f"{year}年"
        elif length == 3 and month % 3 == 1:
            name = f"{year}年第{(month + 2) // 3}季度"
        elif length == 1:
            name = f"{year}年{month}月"
        else:
            name = f"{year}年{month}月至{last.year}年{last.month}月"
        return cls(name, first, last)

    @property
    def workdays(self) -> int:
        """Working days in it."""
        return workdays(self.first, self.last)

    @property
    def length(self) -> int:
        """Months in it."""
        return (self.last.year - self.first.year) * _MONTHS + self.last.month - self.first.month + 1

    def year_before(self) -> Period:
        """Return the same period of the year before."""
        return Period.of(self.first.year - 1, self.first.month, self.length)

    def months(self) -> tuple[Period, ...]:
        """Return its months."""
        return months(self.first, self.last)


def shift(day: date, count: int) -> date:
    """Return the first day of the month so many months on.

    Examples
    --------
    >>> shift(date(2025, 1, 15), -1), shift(date(2025, 1, 1), 12)
    (datetime.date(2024, 12, 1), datetime.date(2026, 1, 1))
    """
    at = day.year * _MONTHS + day.month - 1 + count
    return date(at // _MONTHS, at % _MONTHS + 1, 1)


@lru_cache(maxsize=4096)
def months(first: date, last: date) -> tuple[Period, ...]:
    """Return the months that hold the two days and those between."""
    count = (last.year - first.year) * _MONTHS + last.month - first.month + 1
    starts = (shift(first, step) for step in range(count))
    return tuple(Period.of(start.year, start.month, 1) for start in starts)


@lru_cache(maxsize=4096)
def workdays(first: date, last: date) -> int:
    """Count the working days from the first to the last day, both included."""
    return sum(is_workday(first + timedelta(days=step))[0] for step in range((last - first).days + 1))
