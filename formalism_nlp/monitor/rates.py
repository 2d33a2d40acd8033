"""How sure a change is: exact intervals for two counts, for shares, and for two means."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

__all__ = ["Change", "change", "mean_change", "mean_rise", "rate_rise", "share_interval", "share_rise"]

LEVEL = 0.95


@dataclass(frozen=True)
class Change:
    """Two counts or means and the ratio between them.

    Attributes
    ----------
    now, before : float
        The figures as they are shown.
    ratio, low, high : float or None
        Rate now over rate before with its interval; None where nothing was before.
    """

    now: float
    before: float
    ratio: float | None
    low: float | None
    high: float | None

    @property
    def rises(self) -> bool:
        """Whether it grew and chance does not explain it."""
        return self.low is not None and self.low > 1

    @property
    def falls(self) -> bool:
        """Whether it fell and chance does not explain it."""
        return self.high is not None and self.high < 1


def change(
    now: Sequence[float], before: Sequence[float], days: tuple[float, float], *, level: float = LEVEL, spread: float = 1.0
) -> Change:  # fmt: skip
    """Compare two sums of values that documents contribute.

    Parameters
    ----------
    now, before : sequence of float
        What each document adds: ones for counts.
    days : tuple of float
        Exposure of both, such as working days.
    level : float
        Coverage of the interval.
    spread : float
        Variance over mean of the counts in quiet times, at least 1.

    Notes
    -----
    Given the total, a Poisson count of one of two periods is binomial; the interval is that of
    Clopper and Pearson. Sums of unequal values count as total ÷ (sum of squares ÷ sum) events.

    Examples
    --------
    >>> found = change([1] * 60, [1] * 30, (60, 60))
    >>> found.ratio, round(found.low, 2), round(found.high, 2), found.rises
    (2.0, 1.27, 3.21, True)
    """
    totals = float(sum(now)), float(sum(before))
    if not totals[1] or not days[0] or not days[1]:
        return Change(*totals, None, None, None)
    scale = _scale(now, before, spread)
    low, high = _binomial(totals[0] / scale, totals[1] / scale, level)
    weight = days[1] / days[0]
    ratio = totals[0] / totals[1] * weight
    return Change(*totals, ratio, low / (1 - low) * weight, high / (1 - high) * weight if high < 1 else math.inf)


def rate_rise(
    now: Sequence[float], before: Sequence[float], days: tuple[float, float], *, spread: float = 1.0
) -> float:  # fmt: skip
    """Return the probability that chance alone gives as much now or more (exact, one-sided; as in `change`).

    It holds for small counts, and where there was nothing before.

    Examples
    --------
    >>> round(rate_rise([1] * 9, [1] * 12, (60, 240)), 4), rate_rise([1] * 5, [], (60, 60))
    (0.0144, 0.03125)
    """
    from scipy.special import betainc  # noqa: PLC0415

    if not sum(now) or not days[0] or not days[1]:
        return 1.0
    scale = _scale(now, before, spread)
    return float(betainc(sum(now) / scale, sum(before) / scale + 1, days[0] / sum(days)))


def share_interval(part: float, rest: float, *, level: float = LEVEL) -> tuple[float, float]:
    """Return the Clopper-Pearson interval of a share.

    Examples
    --------
    >>> tuple(round(bound, 3) for bound in share_interval(5, 15))
    (0.087, 0.491)
    """
    return _binomial(part, rest, level) if part + rest else (0.0, 1.0)


def share_rise(now: tuple[float, float], before: tuple[float, float]) -> float:
    """Return the probability that a share rises this much or more by chance (Fisher's exact test, one-sided).

    Each pair is the part and the rest; sums of fractions are rounded.

    Examples
    --------
    >>> round(share_rise((9, 1), (2, 8)), 4)
    0.0027
    """
    a, b = round(now[0]), round(now[1])
    c, d = round(before[0]), round(before[1])
    drawn, marked, total = a + b, a + c, a + b + c + d
    most = min(drawn, marked)
    whole = _log_choose(total, drawn)
    return min(1.0, sum(
        math.exp(_log_choose(marked, k) + _log_choose(total - marked, drawn - k) - whole) for k in range(a, most + 1)
    ))  # fmt: skip


def mean_change(now: Sequence[float], before: Sequence[float], *, level: float = LEVEL) -> Change:
    """Compare two means by Welch's interval for the difference, given as a ratio to the mean before.

    Examples
    --------
    >>> found = mean_change([3.0, 3.5, 4.0, 3.2], [1.5, 2.0, 1.8, 1.6])
    >>> round(found.ratio, 2), found.rises
    (1.99, True)
    """
    means, error, freedom = _welch(now, before)
    ratio = means[0] / means[1] if means[1] else None
    if error is None or ratio is None:
        return Change(*means, ratio, None, None)
    wide = _student(level, freedom) * error / means[1] if error else 0.0
    return Change(*means, ratio, ratio - wide, ratio + wide)


def mean_rise(now: Sequence[float], before: Sequence[float]) -> float | None:
    """Return the probability that a mean rises this much or more by chance (Welch's test, one-sided).

    Examples
    --------
    >>> round(mean_rise([3.0, 3.5, 4.0, 3.2], [1.5, 2.0, 1.8, 1.6]), 4)
    0.0007
    """
    from scipy.special import stdtr  # noqa: PLC0415

    means, error, freedom = _welch(now, before)
    if error is None:
        return None
    if not error:
        return 0.0 if means[0] > means[1] else 1.0
    return float(1 - stdtr(freedom, (means[0] - means[1]) / error))


def _welch(now: Sequence[float], before: Sequence[float]) -> tuple[tuple[float, float], float | None, float]:
    """Both means, the error of their difference and its degrees of freedom; no error from a single value."""
    groups = (now, before)
    means = tuple(sum(values) / len(values) if values else 0.0 for values in groups)
    both = means[0], means[1]
    if min(map(len, groups)) < 2:
        return both, None, 0.0
    errors = [
        sum((x - mean) ** 2 for x in values) / (len(values) - 1) / len(values)
        for values, mean in zip(groups, means, strict=True)
    ]
    if not sum(errors):
        return both, 0.0, 0.0
    freedom = sum(errors) ** 2 / sum(e * e / (len(v) - 1) for e, v in zip(errors, groups, strict=True))
    return both, math.sqrt(sum(errors)), freedom


def _scale(now: Sequence[float], before: Sequence[float], spread: float) -> float:
    """How much of two sums counts as one event."""
    each = sum(x * x for x in (*now, *before)) / (sum(now) + sum(before))
    return max(each, 1.0) * max(spread, 1.0)


def _binomial(part: float, rest: float, level: float) -> tuple[float, float]:
    from scipy.special import betaincinv  # noqa: PLC0415 - heavy, and only where something is compared

    tail = (1 - level) / 2
    low = float(betaincinv(part, rest + 1, tail)) if part > 0 else 0.0
    high = float(betaincinv(part + 1, rest, 1 - tail)) if rest > 0 else 1.0
    return low, high


def _student(level: float, freedom: float) -> float:
    from scipy.special import stdtrit  # noqa: PLC0415

    return float(stdtrit(freedom, 1 - (1 - level) / 2))


def _log_choose(n: int, k: int) -> float:
    if not 0 <= k <= n:
        return -math.inf
    return math.lgamma(n + 1) - math.lgamma(k + 1) - math.lgamma(n - k + 1)
