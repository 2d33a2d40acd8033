"""What is avoided and what stands in for it; what comes back when an inspection is over."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from .board import Board, Cell, Scope
from .periods import Period, workdays
from .policy import Pair
from .rates import Change, change, mean_change, mean_rise, rate_rise, share_interval, share_rise
from .registry import Window, windows

__all__ = ["Rebound", "Substitution", "rebounds", "substitution", "substitutions"]

# Five in a hundred, divided by the number of pairs that are looked at together.
CHANCE = 0.05
# A share that rises says nothing of the other form, which chance alone lets fall every second time, but by a quarter only
# once in twelve (of 48) to once in twenty-five (of 76).
AVOIDED = 3 / 4
# After an inspection, what its own days are compared with: about a quarter. Before it up to a year, as a quarter of
# few demands hid a fall (see docs/decisions/0030).
AROUND, YEAR = timedelta(days=90), timedelta(days=365)
# A rebound wants a fall by a third before it, and a rise that chance alone gives once in a hundred.
FALL, BACK = 2 / 3, 0.01
# Fewer documents than this on either side are told as counts, without a verdict.
LEAST = 5


@dataclass(frozen=True)
class Substitution:
    """One pair in one period, beside the same period of the year before.

    Attributes
    ----------
    pair : Pair
        What is compared.
    scope, period, against
        Whose documents, and when.
    avoided, substitute : Change
        The two series: figures of both periods.
    index : float or None
        Rise of the substitute's share in both together; of a ``mean`` pair, of the mean length.
    interval : tuple of float
        Share (or ratio of means) now, with what chance allows.
    chance : float or None
        Probability of such a rise when nothing changed.
    moved : tuple of str
        Documents in the substitute form now.
    shown : bool
        Whether the avoided form falls by a quarter, the substitute rises (of meetings: their number falls and the mean
        length rises, while the sum does not clearly fall), and chance does not explain it.
    """

    pair: Pair
    scope: Scope
    period: Period
    against: Period
    avoided: Change
    substitute: Change
    index: float | None
    interval: tuple[float, float]
    chance: float | None
    moved: tuple[str, ...]
    shown: bool


@dataclass(frozen=True)
class Rebound:
    """Demands on paper before, during and after an inspection.

    ``index`` is the rate after it over the rate during it; ``shown`` when it fell by a third
    and the rise afterwards is clear of chance.
    """

    scope: Scope
    window: Window
    before: float
    during: float
    after: float
    index: float | None
    fall: Change
    rise: Change
    documents: tuple[str, ...]
    shown: bool


def substitutions(board: Board, period: Period) -> tuple[Substitution, ...]:
    """Return every pair for every scope in which either form occurs."""
    scopes = board.scopes()
    tests = len(scopes) * max(1, len(board.policy.pairs))
    found = (substitution(board, scope, pair, period, tests) for scope in scopes for pair in board.policy.pairs)
    return tuple(one for one in found if one.avoided.now or one.avoided.before or one.substitute.now)


def substitution(board: Board, scope: Scope, pair: Pair, period: Period, tests: int = 1) -> Substitution:
    """Compare one pair with the same period of the year before."""
    against = period.year_before()
    days = float(period.workdays), float(against.workdays)
    old, new = (board.cell(scope, pair.avoided, p.months()) for p in (against, period))
    past, now = (_joined(board, scope, pair.substitute, p) for p in (against, period))
    avoided, substitute = change(new.values, old.values, days), change(now.values, past.values, days)
    index, interval, chance = (_mean if pair.mean else _share)((new, now), (old, past))
    # Half as many meetings, each twice as long, take the same hours: of a mean pair the sum need only not fall clearly.
    kept = substitute.high is None or substitute.high >= 1 if pair.mean else substitute.now > substitute.before
    # Of meetings it is the length that tells; their number need only be smaller.
    fell = avoided.now < avoided.before * (1 if pair.mean else AVOIDED)
    crossed = fell and kept
    enough = len(old.documents) >= LEAST and len(now.documents) >= LEAST and board.covers(against, scope)
    return Substitution(
        pair, scope, period, against, avoided, substitute, index, interval, chance, now.documents,
        shown=crossed and enough and chance is not None and chance < CHANCE / tests,
    )  # fmt: skip


def _joined(board: Board, scope: Scope, measures: Iterable[str], period: Period) -> Cell:
    """Several measures together; a document that is in two counts once."""
    cells = [board.cell(scope, measure, period.months()) for measure in measures]
    pairs = {one: value for cell in cells for one, value in zip(cell.documents, cell.values, strict=True)}
    return Cell(tuple(pairs.values()), tuple(pairs), (0,) * len(pairs))


def _share(now: tuple[Cell, Cell], before: tuple[Cell, Cell]) -> tuple[float | None, tuple[float, float], float | None]:
    new, old = ((float(sum(sub.values)), float(sum(kept.values))) for kept, sub in (now, before))
    if not sum(new) or not sum(old):
        return None, (0.0, 1.0), None
    return new[0] / sum(new) - old[0] / sum(old), share_interval(*new), share_rise(new, old)


def _mean(now: tuple[Cell, Cell], before: tuple[Cell, Cell]) -> tuple[float | None, tuple[float, float], float | None]:
    lengths = now[1].values, before[1].values
    told = mean_change(*lengths)
    if told.low is None or told.high is None or told.ratio is None:
        return None, (0.0, math.inf), None
    return told.ratio - 1, (told.low, told.high), mean_rise(*lengths)


def rebounds(board: Board, until: date, measure: str = "reports") -> tuple[Rebound, ...]:
    """Return the rebound of each scope whose unit stood under a window that ended three months ago or more."""
    found = []
    for window in windows(board.store):
        if window.last + AROUND > until:
            continue
        for scope in board.scopes():
            if scope.point is not None and scope.point.unit.startswith(window.unit):
                found.append(rebound(board, scope, window, measure))
    return tuple(found)


def rebound(board: Board, scope: Scope, window: Window, measure: str = "reports") -> Rebound:
    """Compare the days before (up to a year that was watched), during and after one window."""
    begin = max(window.first - YEAR, board.watched_from(scope) or window.first)
    spans = (
        (begin, window.first - timedelta(days=1)), (window.first, window.last),
        (window.last + timedelta(days=1), window.last + AROUND),
    )  # fmt: skip
    before, during, after = (_between(board, scope, measure, *span) for span in spans)
    days = [float(workdays(*span)) for span in spans]
    fall = change(during.values, before.values, (days[1], days[0]))
    # With nothing asked during the window the rate after it stands against half a demand.
    rise = change(after.values, during.values or (0.5,), (days[2], days[1]), level=1 - 2 * BACK)
    back = rate_rise(after.values, during.values, (days[2], days[1])) < BACK
    rates = [sum(cell.values) / day if day else 0.0 for cell, day in zip((before, during, after), days, strict=True)]
    enough = len(before.documents) >= LEAST and len(after.documents) >= LEAST
    fell = fall.ratio is not None and fall.ratio <= FALL
    return Rebound(
        scope, window, before=rates[0], during=rates[1], after=rates[2], index=rise.ratio, fall=fall, rise=rise,
        documents=after.documents, shown=enough and fell and back,
    )  # fmt: skip


def _between(board: Board, scope: Scope, measure: str, first: date, last: date) -> Cell:
    where, given = "", []
    if scope.point is not None:
        where = "JOIN members m ON m.document = c.document AND m.point = ? AND m.box = ?"
        given = [scope.point.id, scope.box]
    rows = board.store.rows(
        f"SELECT c.document AS id, value FROM counted c {where} WHERE measure = ? AND why IS NULL AND value IS NOT NULL "
        "AND c.date BETWEEN ? AND ? ORDER BY c.date, c.document",
        [*given, measure, first, last],
    )
    return Cell(tuple(row["value"] for row in rows), tuple(row["id"] for row in rows), (0,) * len(rows))
