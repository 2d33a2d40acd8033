"""Monitoring points, and the stretches of supervision that a rebound is measured after."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from ..document import OrganLevel
from ..errors import ConfigError
from ..language.organs import parse_organ
from .store import Store

__all__ = ["UPPER", "Point", "Window", "add_point", "add_window", "boxes", "points", "windows"]

# Units of these levels may stand side by side; those below are shown each by itself.
UPPER = ("central", "province", "prefecture", "county")


@dataclass(frozen=True)
class Point:
    """A unit that is watched.

    Attributes
    ----------
    id : int
        Number.
    unit : str
        Its name; bodies whose name begins with it belong to it.
    level : str
        Its level.
    start : date or None
        Watched from this day.
    inbox, outbox : str or None
        Folders of what it receives and issues.
    receivers : int
        How many units its documents go to.
    """

    id: int
    unit: str
    level: str
    start: date | None = None
    inbox: str | None = None
    outbox: str | None = None
    receivers: int = 1

    @property
    def upper(self) -> bool:
        """Whether it is at county level or above."""
        return self.level in UPPER

    @property
    def peers(self) -> tuple[str, str]:
        """Level and kind: a county stands beside counties, a bureau beside bureaus."""
        return self.level, parse_organ(self.unit).kind


@dataclass(frozen=True)
class Window:
    """A stretch of inspection or rectification that a unit stood under."""

    unit: str
    first: date
    last: date
    name: str


def add_point(
    store: Store, unit: str, *, level: OrganLevel | None = None, start: date | None = None,
    boxes: tuple[str | None, str | None] = (None, None), receivers: int = 1,
) -> Point:  # fmt: skip
    """Add a monitoring point.

    Parameters
    ----------
    store : Store
        The store.
    unit : str
        Name of the unit.
    level : str, optional
        Its level; by default what its name shows.
    start : date, optional
        Watched from this day.
    boxes : tuple of str or None
        Folders of what it receives and of what it issues.
    receivers : int
        How many units its documents go to, for the load on one.

    Raises
    ------
    ConfigError
        If the unit is a point already, or ``receivers`` is less than 1.
    """
    name = unit.strip()
    if not name or store.value("SELECT count(*) FROM points WHERE unit = ?", [name]):
        raise ConfigError(f"监测点 {name} 已经有了" if name else "监测点要有单位名称")
    if receivers < 1:
        raise ConfigError(f"收文单位数要大于 0，给的是 {receivers}")
    number = int(store.value("SELECT coalesce(max(id), 0) + 1 FROM points"))
    inbox, outbox = (box and str(Path(box).resolve()) for box in boxes)
    point = Point(number, name, level or parse_organ(name).level, start, inbox, outbox, receivers)
    with store.transaction():
        store.insert("points", [vars(point)])
    return point


def points(store: Store) -> tuple[Point, ...]:
    """Return the points in the order in which they were added."""
    return tuple(Point(**row) for row in store.rows("SELECT * FROM points ORDER BY id"))


def boxes(store: Store, path: Path) -> tuple[tuple[str, str], ...]:
    """Return whose inbox or outbox a path lies in."""
    place = path.resolve()
    found: list[tuple[str, str]] = []
    for point in points(store):
        for folder, box in ((point.inbox, "in"), (point.outbox, "out")):
            if folder and place.is_relative_to(folder):
                found.append((point.unit, box))
    return tuple(found)


def add_window(store: Store, window: Window) -> None:
    """Add a stretch of inspection or rectification.

    Raises
    ------
    ConfigError
        If it ends before it begins.
    """
    if window.last < window.first:
        raise ConfigError("结束日期早于开始日期，请检查")
    row: dict[str, Any] = vars(window)
    if not store.value(
        "SELECT count(*) FROM windows WHERE unit = ? AND first = ? AND last = ?", list(row.values())[:3]
    ):
        with store.transaction():
            store.insert("windows", [row])


def windows(store: Store) -> tuple[Window, ...]:
    """Return the stretches in order of time."""
    return tuple(Window(**row) for row in store.rows("SELECT * FROM windows ORDER BY first, unit"))
