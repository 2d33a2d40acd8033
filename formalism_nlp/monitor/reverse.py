"""The reverse view: upper bodies as those who receive their documents see them."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..errors import ConfigError
from ..language.organs import parse_organ
from .board import Board
from .periods import Period
from .registry import UPPER
from .store import Store

__all__ = ["LEAST_RATERS", "Profile", "import_ratings", "profiles"]

# Fewer answers could be traced to who gave them.
LEAST_RATERS = 5
_COLUMNS = {
    "unit": ("单位", "被评单位", "issuer"), "period": ("时段", "period"), "score": ("评分", "score"), "rater": ("评价人", "rater"),
}  # fmt: skip
# Measures of a profile: what lands on a desk.
_LOADS = ("documents", "slips", "meetings", "inspections", "reports", "traces", "deadlines", "short_leads")


@dataclass(frozen=True)
class Profile:
    """One issuer at county level or above, in one period.

    Attributes
    ----------
    issuer : str
        Who.
    received : int
        Documents of it.
    loads : mapping
        Figure of each measure by its Chinese title, with the ids behind it.
    lead_hours : float or None
        Median of the shortest lead of each document, in working hours.
    duties, empty_slots : int
        Duties pushed down, and how many of their five slots (approval, owner, training, money, people) are not filled.
    codes : mapping
        Findings by rule.
    ratings : tuple of (raters, mean)
        Imported ratings of the period.
    documents : tuple of str
        All documents behind it.
    rule : str
        Counting rule.
    """

    issuer: str
    received: int
    loads: Mapping[str, tuple[float, tuple[str, ...]]]
    lead_hours: float | None
    duties: int
    empty_slots: int
    codes: Mapping[str, int]
    ratings: tuple[tuple[int, float], ...]
    documents: tuple[str, ...]
    rule: str


def profiles(board: Board, period: Period, *, received_by: str | None = None) -> tuple[Profile, ...]:
    """Return the issuers at county level and above, in the order of their names.

    Parameters
    ----------
    board : Board
        Figures of a store.
    period : Period
        When.
    received_by : str, optional
        Only what this unit received; all documents by default.

    Notes
    -----
    Bodies below county level are left out on purpose: nothing here can become a league table
    of townships or villages.
    """
    given = [list(UPPER), period.first, period.last]
    where = ""
    if received_by:
        where = "AND EXISTS (SELECT 1 FROM members m JOIN points p ON p.id = m.point WHERE m.document = d.id AND m.box = 'in' AND p.unit = $4)"
        given.append(received_by)
    rows = board.store.rows(
        "SELECT issuer, list(id ORDER BY date, id) AS ids, median(lead_hours) AS lead, sum(coalesce(duties, 0)) AS duties, "
        "sum(coalesce(empty_slots, 0)) AS empty FROM documents d WHERE issuer IS NOT NULL AND issuer_level IN (SELECT unnest($1::VARCHAR[])) "
        f"AND date BETWEEN $2 AND $3 {where} GROUP BY issuer ORDER BY issuer",
        given,
    )
    return tuple(_profile(board, period, row) for row in rows)


def _profile(board: Board, period: Period, row: Mapping[str, Any]) -> Profile:
    counted = board.store.rows(
        "SELECT measure, sum(value) AS total, list(document ORDER BY document) AS ids FROM counted WHERE why IS NULL "
        "AND document IN (SELECT unnest($1::VARCHAR[])) GROUP BY measure",
        [row["ids"]],
    )
    found = {one["measure"]: (float(one["total"] or 0), tuple(one["ids"])) for one in counted}
    codes = board.store.rows(
        "SELECT code, count(*) AS count FROM findings WHERE exception IS NULL AND document IN (SELECT unnest($1::VARCHAR[])) "
        "GROUP BY code ORDER BY code",
        [row["ids"]],
    )
    ratings = board.store.rows(
        "SELECT raters, mean FROM ratings WHERE issuer = ? AND period = ? ORDER BY source",
        [row["issuer"], _short(period)],
    )
    measures = board.policy.measures
    return Profile(
        row["issuer"], len(row["ids"]), {measures[m].title: found[m] for m in _LOADS if m in found and m in measures}, row["lead"],
        int(row["duties"]), int(row["empty"]), {one["code"]: one["count"] for one in codes},
        tuple((one["raters"], round(one["mean"], 2)) for one in ratings), tuple(row["ids"]), board.policy.rule,
    )  # fmt: skip


def import_ratings(store: Store, path: Path) -> tuple[int, int]:
    """Take in ratings of upper bodies from a CSV: unit, period, score, and optionally rater.

    Raters are counted and forgotten. A unit with fewer than five of them is not stored.

    Returns
    -------
    tuple of int
        Units stored, and units left out because too few rated them.

    Raises
    ------
    ConfigError
        If the file lacks a column, or a township or village is rated.
    """
    groups: dict[tuple[str, str], dict[str, float]] = {}
    for number, (unit, period, score, rater) in enumerate(_rated(path)):
        if parse_organ(unit).level not in UPPER:
            raise ConfigError(f"只评价县级以上单位，{unit} 不作评价对象")
        groups.setdefault((unit, _short(Period.parse(period))), {})[rater or f"#{number}"] = score
    told = sorted((*key, sorted(scores.values())) for key, scores in groups.items())
    source = hashlib.sha256(repr(told).encode()).hexdigest()[:16]
    kept = [
        {
            "issuer": unit,
            "period": period,
            "raters": len(scores),
            "mean": sum(scores.values()) / len(scores),
            "source": source,
        }
        for (unit, period), scores in groups.items()
        if len(scores) >= LEAST_RATERS
    ]
    with store.transaction():
        store.execute("DELETE FROM ratings WHERE source = ?", [source])
        store.insert("ratings", kept)
    return len(kept), len(groups) - len(kept)


def _rated(path: Path) -> list[tuple[str, str, float, str]]:
    try:
        rows = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"))))
        names = {key: next((n for n in known if rows and n in rows[0]), None) for key, known in _COLUMNS.items()}
        if not rows or not all(names[key] for key in ("unit", "period", "score")):
            raise ConfigError("评价表要有“单位、时段、评分”三列")
        cells = [{key: (row.get(name) or "").strip() if name else "" for key, name in names.items()} for row in rows]
        return [(cell["unit"], cell["period"], float(cell["score"]), cell["rater"]) for cell in cells]
    except (OSError, UnicodeError) as error:
        raise ConfigError(f"评价表 {path} 打不开（{getattr(error, 'strerror', '不是 UTF-8 的 CSV')}）") from None
    except ValueError:
        raise ConfigError("评分要是数字，请检查评价表") from None


def _short(period: Period) -> str:
    """2025, 2025Q1 or 2025-03: one spelling for what is stored."""
    if period.length == 12:
        return f"{period.first.year}"
    return f"{period.first.year}Q{(period.first.month + 2) // 3}" if period.length == 3 else f"{period.first:%Y-%m}"
