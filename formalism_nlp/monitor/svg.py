"""Series as inline SVG: no script, no network, told in words for those who do not see it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from ..render.words import esc
from .periods import Period

__all__ = ["chart", "spark"]

_WIDE, _HIGH, _LEFT, _BOTTOM, _TOP = 560, 150, 34, 20, 8


def spark(values: Sequence[float], label: str) -> str:
    """Return a small line without axes."""
    if not any(values):
        return ""
    points = _path(values, (0.0, 0.0, 120.0, 24.0), max(values))
    return f'<svg class="chart spark" viewBox="-2 -2 124 28" role="img" aria-label="{esc(label)}"><path d="{points}"/></svg>'


def chart(
    months: Sequence[Period], series: Sequence[tuple[str, Sequence[float]]], window: tuple[date, date] | None = None
) -> str:  # fmt: skip
    """Return one or two series by month on a common scale.

    Parameters
    ----------
    months : sequence of Period
        The months, at least two.
    series : sequence of (name, values)
        Drawn solid and dashed, so that they are told apart without colours.
    window : tuple of date, optional
        A stretch that is shaded.
    """
    most = max((value for _, values in series for value in values), default=0.0) or 1.0
    box = (float(_LEFT), float(_TOP), float(_WIDE - 6), float(_HIGH - _BOTTOM))
    told = "；".join(f"{name}：" + "、".join(f"{value:g}" for value in values) for name, values in series)
    parts = [_shade(months, window, box)] if window else []
    parts += [
        f'<line x1="{_LEFT}" y1="{y:.1f}" x2="{_WIDE - 6}" y2="{y:.1f}"/><text x="{_LEFT - 4}" y="{y + 4:.1f}" text-anchor="end">{value:.3g}</text>'
        for value, y in ((0.0, box[3]), (most, box[1]))
    ]
    step = max(1, len(months) // 8)
    parts += [
        f'<text x="{_x(n, len(months), box):.1f}" y="{_HIGH - 5}" text-anchor="middle">{month.first:%y-%m}</text>'
        for n, month in enumerate(months)
        if n % step == 0
    ]
    parts += [f'<path class="{"ab"[n % 2]}" d="{_path(values, box, most)}"/>' for n, (_, values) in enumerate(series)]
    key = "　".join(
        f'<span class="{"ab"[n % 2]}">{"—" if n == 0 else "┄"} {esc(name)}</span>' for n, (name, _) in enumerate(series)
    )
    first, last = months[0].first, months[-1].first
    return (
        f'<svg class="chart" viewBox="0 0 {_WIDE} {_HIGH}" role="img" aria-label="{first:%Y-%m}至{last:%Y-%m}，{esc(told)}">{"".join(parts)}</svg>'
        f'<p class="key">{key}</p>'
    )


def _x(n: int, count: int, box: tuple[float, float, float, float]) -> float:
    return box[0] + (box[2] - box[0]) * (n / (count - 1) if count > 1 else 0.5)


def _path(values: Sequence[float], box: tuple[float, float, float, float], most: float) -> str:
    places = ((_x(n, len(values), box), box[3] - (box[3] - box[1]) * value / most) for n, value in enumerate(values))
    return " ".join(f"{'M' if n == 0 else 'L'}{x:.1f} {y:.1f}" for n, (x, y) in enumerate(places))


def _shade(months: Sequence[Period], window: tuple[date, date], box: tuple[float, float, float, float]) -> str:
    inside = [n for n, month in enumerate(months) if month.first <= window[1] and month.last >= window[0]]
    if not inside:
        return ""
    left, right = (_x(n, len(months), box) for n in (inside[0], inside[-1]))
    return f'<rect x="{left:.1f}" y="{box[1]}" width="{max(right - left, 2):.1f}" height="{box[3] - box[1]}"/>'
