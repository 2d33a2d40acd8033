"""Rules over sets: meetings, inspections, forms, campaigns (MTG-01 07 10, INS-01 02 10, FRM-01 03, CRE-03)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from itertools import groupby

from .board import Board
from .periods import Period
from .set_documents import extras, growth, reach, repeats, slips
from .sets import Case, SetFinding, clusters, distance

__all__ = ["RULES", "run_set_rules"]

# Columns that every form has.
_COMMON = frozenset({"序号", "姓名", "单位", "名称", "备注", "合计", "小计", "联系电话", "电话", "填报单位", "填报人",
    "日期", "时间", "性别", "项目"})  # fmt: skip
_FORM_NAME = re.compile("[\u4e00-\u9fff]{3,}(?:表|册|台账|清单)$")
# One shared column is chance, three are the same data.
_LEAST_FIELDS = 3


def yearly_meetings(case: Case) -> Iterator[SetFinding]:
    """MTG-01: several comprehensive work meetings of one unit in the year."""
    year = Period.of(case.period.last.year, 1, 12)
    rows = case.board.store.rows(
        "SELECT issuer, id, date FROM documents WHERE meeting AND issuer IS NOT NULL AND "
        "regexp_matches(title, '(全[省市县区州]|年度).{0,14}工作(推进|部署|动员)?会') AND date BETWEEN ? AND ? ORDER BY issuer, date, id",
        [year.first, case.period.last],
    )
    for unit, found in groupby(rows, key=lambda row: row["issuer"]):
        ids = [row["id"] for row in found]
        if len(ids) > case.limits["most"]:
            yield case.finding(unit, f"{year}召开综合性工作会议 {len(ids)} 次。", ids, count=len(ids))


def meeting_chains(case: Case) -> Iterator[SetFinding]:
    """MTG-07: one matter, a meeting upon a meeting: by the same unit, or level by level."""
    rows = case.rows(
        "SELECT topic, issuer, issuer_level, id, date FROM documents WHERE meeting AND topic IS NOT NULL AND date BETWEEN ? AND ? "
        "ORDER BY topic, date, id"
    )
    for matter, found in groupby(rows, key=lambda row: row["topic"]):
        for run in clusters(list(found), case.limits["days"], 2):
            units = [row["issuer"] for row in run]
            levels = {row["issuer_level"] for row in run}
            if len(set(units)) == len(units) and len(levels) < 2:
                continue
            days = (run[-1]["date"] - run[0]["date"]).days + 1
            named = "、".join(dict.fromkeys(unit or "（未署名）" for unit in units))
            yield case.finding(
                named, f"“{matter}”{days} 天内开会 {len(run)} 次。", [r["id"] for r in run], count=len(run)
            )


def township_weeks(case: Case) -> Iterator[SetFinding]:
    """MTG-10: meetings that call township cadres, week by week, at a unit that receives the notices."""
    most = case.limits.get("most_a_week")
    rows = case.rows(
        "SELECT p.unit, date_trunc('week', d.date)::DATE AS week, list(d.id ORDER BY d.date, d.id) AS ids FROM documents d "
        "JOIN members m ON m.document = d.id AND m.box = 'in' JOIN points p ON p.id = m.point "
        "WHERE d.meeting AND d.townships_called AND d.date BETWEEN ? AND ? GROUP BY 1, 2 ORDER BY 1, 2"
    )
    for row in rows:
        if most is not None and len(row["ids"]) > most:
            week: date = row["week"]
            yield case.finding(
                row["unit"],
                f"{week.month}月{week.day}日起的一周收到会议通知 {len(row['ids'])} 份。",
                row["ids"],
                count=len(row["ids"]),
            )


def yearly_inspections(case: Case) -> Iterator[SetFinding]:
    """INS-01: more inspection items of one unit in the year than the rule allows its level."""
    year = Period.of(case.period.last.year, 1, 12)
    rows = case.board.store.rows(
        "SELECT issuer, id FROM documents WHERE inspection AND issuer_level IN (SELECT unnest($1::VARCHAR[])) AND date BETWEEN $2 AND $3 "
        "ORDER BY issuer, date, id",
        [case.limits.get("levels", ["central"]), year.first, case.period.last],
    )
    for unit, found in groupby(rows, key=lambda row: row["issuer"]):
        ids = [row["id"] for row in found]
        if len(ids) > case.limits["most"]:
            yield case.finding(unit, f"{year}督查检查考核 {len(ids)} 项。", ids, count=len(ids))


def monthly_inspections(case: Case) -> Iterator[SetFinding]:
    """INS-02: inspections that one unit receives in a month; the limit is a parameter without a default."""
    most = case.limits.get("most_a_month")
    if most is None:
        return
    for scope in case.board.scopes():
        if scope.point is None or scope.box != "in":
            continue
        for month, cell in case.board.series(scope, "inspections", case.period.first, case.period.last):
            if len(cell.documents) > most:
                count = len(cell.documents)
                yield case.finding(scope.point.unit, f"{month}接受督查检查 {count} 次。", cell.documents, count=count)


def copied_inspections(case: Case) -> Iterator[SetFinding]:
    """INS-10: one inspection goes down level by level."""
    rows = case.rows(
        "SELECT topic, issuer, issuer_level, id, date FROM documents WHERE inspection AND topic IS NOT NULL AND date BETWEEN ? AND ? "
        "ORDER BY topic, date, id"
    )
    for matter, found in groupby(rows, key=lambda row: row["topic"]):
        for run in clusters(list(found), case.limits["days"], 2):
            ranks = [distance(row["issuer_level"]) for row in run]
            if len(set(ranks)) > 1 and ranks == sorted(ranks, reverse=True) and min(ranks) >= 0:
                named = "、".join(dict.fromkeys(row["issuer"] or "（未署名）" for row in run))
                yield case.finding(
                    named,
                    f"“{matter}”督查检查逐级开展 {len(set(ranks))} 层。",
                    [r["id"] for r in run],
                    levels=len(set(ranks)),
                )


def report_series(case: Case) -> Iterator[SetFinding]:
    """FRM-01: one unit asks for reports several times within days."""
    rows = case.rows(
        "SELECT d.issuer, d.id, d.date FROM documents d JOIN counted c ON c.document = d.id AND c.measure = 'reports' AND c.why IS NULL "
        "WHERE d.issuer IS NOT NULL AND d.date BETWEEN ? AND ? ORDER BY d.issuer, d.date, d.id"
    )
    for unit, found in groupby(rows, key=lambda row: row["issuer"]):
        for run in clusters(list(found), case.limits["days"] - 1, case.limits["least"]):
            days = (run[-1]["date"] - run[0]["date"]).days + 1
            yield case.finding(unit, f"{days} 天内 {len(run)} 次要求填表报数。", [r["id"] for r in run], count=len(run))


def same_fields(case: Case) -> Iterator[SetFinding]:
    """FRM-03: two units of one place, or with one receiver, ask for the same form or the same columns."""
    rows = case.board.store.rows(
        "WITH f AS (SELECT DISTINCT id, issuer, place, date, unnest(fields) AS field FROM documents WHERE reports > 0 AND issuer IS NOT NULL "
        "AND date BETWEEN ? AND ?) SELECT a.issuer AS one, b.issuer AS two, a.id AS first, b.id AS second, "
        "list(DISTINCT a.field ORDER BY a.field) AS fields FROM f a JOIN f b ON a.field = b.field AND a.issuer < b.issuer "
        "AND abs(a.date - b.date) <= ? AND (a.place = b.place OR EXISTS (SELECT 1 FROM deliveries v JOIN deliveries w ON v.unit = w.unit "
        "WHERE v.box = 'in' AND w.box = 'in' AND v.document = a.id AND w.document = b.id)) GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4",
        [case.period.first, case.period.last, case.limits["days"]],
    )
    for row in rows:
        shared = [name for name in row["fields"] if name not in _COMMON]
        if len(shared) >= _LEAST_FIELDS or any(_FORM_NAME.search(name) for name in shared):
            told = "、".join(shared[:6])
            yield case.finding(
                f"{row['one']}、{row['two']}", f"都要：{told}。", [row["first"], row["second"]], fields=shared
            )


def campaign_growth(case: Case) -> Iterator[SetFinding]:
    """CRE-03: a campaign that a lower unit runs with more demands, or more often, than the one it follows."""
    rows = case.rows(
        "SELECT p.issuer AS upper, c.issuer AS lower, p.id AS first, c.id AS second, p.issuer_level AS high, c.issuer_level AS low, "
        "p.demands AS asked, c.demands AS asks, p.calls AS called, c.calls AS calls FROM documents c JOIN documents p ON p.campaign "
        "AND p.id <> c.id AND p.date <= c.date AND (p.topic = c.topic OR EXISTS (SELECT 1 FROM citations t WHERE t.document = c.id "
        "AND t.title IS NOT NULL AND contains(p.title, trim(t.title, '《》')))) WHERE c.campaign AND c.date BETWEEN ? AND ? ORDER BY c.date, c.id"
    )
    for row in rows:
        if distance(row["high"]) <= distance(row["low"]) or distance(row["low"]) < 0:
            continue
        more = []
        if row["asks"] > (row["asked"] or 0) > 0:
            more.append(f"要求由 {row['asked']} 项增到 {row['asks']} 项")
        if (row["calls"] or 0) > (row["called"] or 0) > 0:
            more.append(f"报送由每年 {row['called']:g} 次增到 {row['calls']:g} 次")
        if more:
            yield case.finding(
                row["lower"] or "（未署名）",
                f"比{row['upper']}的创建活动{'，'.join(more)}。",
                [row["first"], row["second"]],
            )


RULES: Mapping[str, Callable[[Case], Iterator[SetFinding]]] = {
    "DOC-04": growth, "DOC-07": slips, "DOC-08": extras, "DOC-15": reach, "DOC-17": repeats,
    "MTG-01": yearly_meetings, "MTG-07": meeting_chains, "MTG-10": township_weeks,
    "INS-01": yearly_inspections, "INS-02": monthly_inspections, "INS-10": copied_inspections,
    "FRM-01": report_series, "FRM-03": same_fields, "CRE-03": campaign_growth,
}  # fmt: skip


def run_set_rules(board: Board, period: Period) -> tuple[SetFinding, ...]:
    """Run the rules that the policy holds limits for, in the order of their codes."""
    return tuple(
        found
        for code, rule in RULES.items()
        if code in board.policy.rules
        for found in rule(Case(board, period, code, board.policy.rules[code]))
    )
