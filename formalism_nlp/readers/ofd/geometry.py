"""Numbers, matrices and paths of OFD; lengths in the file are millimetres from the top left corner."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from itertools import islice, pairwise
from typing import NamedTuple

__all__ = ["FAR", "POINTS", "Matrix", "Point", "number", "numbers", "outline"]

POINTS = 72 / 25.4  # of a millimetre
FAR = 30_000.0  # mm; what lies further out is a fault and is put there
_NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d{1,3})?")
_CURVE = re.compile("[QBA]")
_PATH = re.compile(r"[MSLC]|[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d{1,3})?")
# A table of 1,000 cells has 8,000 lines; a path of more numbers is a drawing.
_MOST_STEPS = 50_000

Point = tuple[float, float]


class Matrix(NamedTuple):
    """``x' = ax + cy + e``, ``y' = bx + dy + f``, as CTM writes it.

    Examples
    --------
    >>> inner = Matrix(2, 0, 0, 2, 0, 0)
    >>> inner.inside(Matrix(1, 0, 0, 1, 10, 20)).apply(3, 4)
    (16, 28)
    """

    a: float = 1.0
    b: float = 0.0
    c: float = 0.0
    d: float = 1.0
    e: float = 0.0
    f: float = 0.0

    def apply(self, x: float, y: float) -> Point:
        """Return where a point lies."""
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    def inside(self, outer: Matrix) -> Matrix:
        """Return the matrix that applies this one first and then the outer one."""
        a, b, c, d, _, _ = outer
        e, f = outer.apply(self.e, self.f)
        return Matrix(
            a * self.a + c * self.b, b * self.a + d * self.b, a * self.c + c * self.d, b * self.c + d * self.d, e, f
        )

    @classmethod
    def of(cls, ctm: str | None, boundary: str | None) -> Matrix:
        """Read the attributes of a graphic unit: its matrix, moved to the corner of its boundary."""
        values = numbers(ctm)
        matrix = cls(*values) if len(values) == 6 else cls()
        corner = numbers(boundary)
        if len(corner) < 2:
            return matrix
        return matrix._replace(e=matrix.e + corner[0], f=matrix.f + corner[1])


def number(text: str | None, default: float) -> float:
    """Read a number; what is none, or lies far outside of every page, is the default.

    Examples
    --------
    >>> number("3.5", 0), number("NaN", 1), number("1e300", 1), number(None, 2)
    (3.5, 1, 1, 2)
    """
    if text is None or not _NUMBER.fullmatch(text.strip()):
        return default
    value = float(text)
    return value if abs(value) < FAR else default


def numbers(text: str | None) -> list[float]:
    """Read a list of numbers, up to the first that is none.

    Examples
    --------
    >>> numbers("1 0 0 -1.5 2 x"), numbers(None)
    ([1.0, 0.0, 0.0, -1.5, 2.0], [])
    """
    values = []
    for part in (text or "").replace(",", " ").split(maxsplit=16)[:16]:
        value = number(part, math.inf)
        if math.isinf(value):
            break
        values.append(value)
    return values


def outline(data: str | None, matrix: Matrix) -> Iterator[list[tuple[Point, Point]]]:
    """Yield the straight lines of each part of a path; one with curves rules no table and is left out.

    Examples
    --------
    >>> list(outline("M 0 0 L 5 0 L 5 5 M 1 1", Matrix()))
    [[((0.0, 0.0), (5.0, 0.0)), ((5.0, 0.0), (5.0, 5.0))]]
    """
    if data is None or _CURVE.search(data):
        return
    points: list[Point] = []
    steps = iter([match.group() for match in islice(_PATH.finditer(data), _MOST_STEPS)])
    for step in steps:
        if step in "MS":
            if len(points) > 1:
                yield list(pairwise(points))
            points = []
        if step == "C":
            points += points[:1]
        elif step in "MSL":
            points.append(matrix.apply(number(next(steps, None), 0.0), number(next(steps, None), 0.0)))
    if len(points) > 1:
        yield list(pairwise(points))
