"""Rules over sets of documents: too many, evasions, extras, wrong readers, repeats (DOC-04 07 08 15 17)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from ..language.organs import parse_organ
from .periods import Period
from .rates import change
from .sets import Case, SetFinding, clusters, distance

__all__ = ["extras", "growth", "reach", "repeats", "slips"]

# Two notices without a matter in the title are one when most of their text is shared (see docs/decisions/0005).
_SAME_TEXT = 0.6
# Every unit that issues is looked at: one in a hundred would be listed for nothing in each report.
_SURE = 0.99
_SLIPS = (
    "SELECT d.issuer, list(d.id ORDER BY d.date, d.id) AS ids FROM documents d WHERE d.issuer IS NOT NULL AND NOT coalesce(d.emergency, false) "
    "AND EXISTS (SELECT 1 FROM findings f WHERE f.document = d.id AND f.code = 'DOC-07' AND f.exception IS NULL) "
    "AND d.date BETWEEN ? AND ? GROUP BY 1 ORDER BY 1"
)


def growth(case: Case) -> Iterator[SetFinding]:
    """DOC-04: the year so far against the same months of last year, for each unit that issues."""
    year = case.period.last.year
    so_far = Period.of(year, 1, case.period.last.month)
    for scope in case.board.scopes():
        if not scope.compared:
            continue
        against = so_far.year_before()
        if not case.board.covers(against, scope):
            continue
        new, old = (case.board.cell(scope, "documents", p.months()) for p in (so_far, against))
        if len(new.documents) <= len(old.documents) or not old.documents:
            continue
        found = change(new.values, old.values, (1.0, 1.0))
        sure = "超出偶然波动" if found.rises else "可能只是偶然波动"
        yield case.finding(
            scope.title, f"{so_far}发文 {found.now:g} 件，上年同期 {found.before:g} 件，多 {found.now - found.before:g} 件（{sure}）。",
            new.documents, now=found.now, before=found.before, low=found.low, high=found.high, clear=found.rises,
        )  # fmt: skip


def slips(case: Case) -> Iterator[SetFinding]:
    """DOC-07: one unit gives tasks by slips, letters or messages more and more; one alone decides nothing."""
    if not case.board.covers(case.period.year_before()):
        return
    rows: dict[str, list[str]] = {}
    past: dict[str, list[str]] = {}
    for period, held in ((case.period, rows), (case.period.year_before(), past)):
        for row in case.board.store.rows(_SLIPS, [period.first, period.last]):
            held[row["issuer"]] = row["ids"]
    for unit, ids in rows.items():
        before = past.get(unit, [])
        found = change([1.0] * len(ids), [1.0] * max(1, len(before)), (1.0, 1.0), level=_SURE)
        if len(ids) >= case.limits["least"] and found.rises:
            told = f"{case.period}没有文号的提示、便笺、函、群消息布置任务 {len(ids)} 份，上年同期 {len(before)} 份，增加超出偶然波动。"
            yield case.finding(unit, told, ids, count=len(ids), before=len(before), low=found.low)


def extras(case: Case) -> Iterator[SetFinding]:
    """DOC-08: one unit issues several temporary, supplementary or task-division documents."""
    rows = case.rows(
        "SELECT issuer, id, date FROM documents WHERE issuer IS NOT NULL AND on_top AND date BETWEEN ? AND ? ORDER BY issuer, date, id"
    )
    for unit, found in groupby(rows, key=lambda row: row["issuer"]):
        ids = [row["id"] for row in found]
        if len(ids) >= case.limits["least"]:
            yield case.finding(unit, f"{case.period}临时性、配套类、分工类文件 {len(ids)} 份。", ids, count=len(ids))


def reach(case: Case) -> Iterator[SetFinding]:
    """DOC-15: a document reached a unit below the level that its note names."""
    rows = case.rows(
        "SELECT d.id, d.issuer, d.sent_to, v.unit FROM documents d JOIN deliveries v ON v.document = d.id AND v.box = 'in' "
        "WHERE d.sent_to IS NOT NULL AND d.date BETWEEN ? AND ? ORDER BY d.date, d.id, v.unit"
    )
    for row in rows:
        level = parse_organ(row["unit"]).level
        if 0 <= distance(level) < distance(row["sent_to"]):
            yield case.finding(
                row["issuer"] or "（未署名）",
                f"附注所定范围之外的 {row['unit']} 收到了这份文件。",
                [row["id"]],
                sent_to=row["sent_to"],
            )


def repeats(case: Case) -> Iterator[SetFinding]:
    """DOC-17: one unit, one matter, several notices in days."""
    rows = case.rows(
        "SELECT issuer, topic, id, date, sketch FROM documents WHERE issuer IS NOT NULL AND topic IS NOT NULL AND NOT meeting "
        "AND NOT report_genre AND NOT coalesce(emergency, false) AND date BETWEEN ? AND ? ORDER BY issuer, topic, date, id"
    )
    for (unit, matter), found in groupby(rows, key=lambda row: (row["issuer"], row["topic"])):
        for run in clusters(list(found), case.limits["days"], case.limits["least"]):
            yield _repeat(case, unit, f"“{matter}”", run)
    yield from _same_text(case)


def _same_text(case: Case) -> Iterator[SetFinding]:
    """Notices whose title names no matter (工作提示), one unit, most of the text the same."""
    rows = _text_pairs(case)
    done: set[str] = set()
    for (unit, first), found in groupby(rows, key=lambda row: (row["issuer"], row["first"])):
        run = list(found)
        if first in done or len(run) + 1 < case.limits["least"]:
            continue
        head = {"id": first, "date": run[0]["begun"], "sketch": run[0]["other"]}
        done.update(row["id"] for row in run)
        yield _repeat(case, unit, "内容基本相同的材料", [head, *run])


def _text_pairs(case: Case) -> list[dict[str, Any]]:
    # Jaccard j of two sets means an intersection of j / (1 + j) of their sizes together.
    least = _SAME_TEXT / (1 + _SAME_TEXT)
    return case.board.store.rows(
        "WITH s AS (SELECT issuer, id, date, sketch FROM documents WHERE issuer IS NOT NULL AND topic IS NULL AND len(sketch) > 0 "
        "AND NOT meeting AND date BETWEEN ? AND ?) "
        "SELECT a.issuer, a.id AS first, a.date AS begun, a.sketch AS other, b.id, b.date, b.sketch FROM s a JOIN s b "
        "ON a.issuer = b.issuer AND a.id <> b.id AND b.date BETWEEN a.date AND a.date + CAST(? AS INTEGER) "
        "WHERE len(list_intersect(a.sketch, b.sketch)) >= ? * (len(a.sketch) + len(b.sketch)) ORDER BY a.issuer, a.date, a.id, b.date, b.id",
        [case.period.first, case.period.last, case.limits["days"], least],
    )


def _repeat(case: Case, unit: str, what: str, run: list[dict[str, Any]]) -> SetFinding:
    """Say how often, and how much of what came later was new."""
    first, *later = [set(row["sketch"] or ()) for row in run]
    fresh = [round(1 - len(one & first) / len(one), 2) for one in later if one and first]
    days = (run[-1]["date"] - run[0]["date"]).days + 1
    told = f"，后发的新内容不超过 {max(fresh):.0%}" if fresh else ""
    return case.finding(
        unit,
        f"{what} {days} 天内发了 {len(run)} 次{told}。",
        [row["id"] for row in run],
        count=len(run),
        days=days,
        fresh=fresh,
    )
