"""The ledger (问题清单、整改措施、销号): issues as states with evidence for each step."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from ..errors import ConfigError
from .board import Board, Scope
from .issues import STATE_WORDS, Event, Issue
from .periods import months, shift
from .registry import points
from .report import PeriodReport
from .store import Store

__all__ = ["Ledger"]

# What may follow what. Nothing is closed before somebody verified it, nothing measured before somebody confirmed it.
_NEXT: Mapping[str, tuple[str, ...]] = {
    "": ("found",), "found": ("confirmed",), "confirmed": ("measure",), "measure": ("measure", "verified"),
    "verified": ("verified", "measure", "closed"), "closed": ("reopened",), "reopened": ("measure",),
}  # fmt: skip
# An office signs for a step, not a person.
_OFFICE = re.compile("办|局|委|室|组|厅|部|府|中心|院|校|站|所|镇|乡|县|区|市|街道|科|处|股|专班|队|会|司|团|社区|村")
# Kinds of evidence that hold by themselves.
_HOLDS = ("document", "figure")


class Ledger:
    """The issues of a store.

    Parameters
    ----------
    board : Board
        Figures of a store; they decide whether an indicator is back in range.
    """

    def __init__(self, board: Board) -> None:
        self.board = board
        self.store: Store = board.store

    def issues(self) -> tuple[Issue, ...]:
        """Return the issues by number."""
        events: dict[int, list[Event]] = {}
        for row in self.store.rows("SELECT * FROM issue_events ORDER BY issue, step"):
            events.setdefault(row.pop("issue"), []).append(Event(**row))
        rows = self.store.rows("SELECT * FROM issues ORDER BY id")
        return tuple(
            Issue(**{**row, "documents": tuple(row["documents"])}, events=tuple(events[row["id"]])) for row in rows
        )

    def issue(self, number: int) -> Issue:
        """Return one issue.

        Raises
        ------
        ConfigError
            If there is none of this number.
        """
        for one in self.issues():
            if one.id == number:
                return one
        raise ConfigError(f"台账里没有第 {number} 号问题（formalism monitor ledger list 列出全部）")

    def overdue(self, on: date) -> tuple[Issue, ...]:
        """Return open issues that are past due."""
        return tuple(one for one in self.issues() if one.overdue(on))

    def open(
        self, code: str, unit: str, matter: str, documents: Iterable[str], on: date, *, limit: tuple[str, float] | None = None
    ) -> int:  # fmt: skip
        """Enter an issue and return its number.

        Parameters
        ----------
        code, unit, matter : str
            Rule, unit, what it is.
        documents : iterable of str
            Ids of the documents behind it; none may be missing from the store.
        on : date
            When it was found.
        limit : tuple of str and float, optional
            An indicator and how much of it a month is in range.

        Raises
        ------
        ConfigError
            If there are no documents, or the indicator is unknown.
        """
        ids = tuple(dict.fromkeys(documents))
        known = self.store.value(
            "SELECT count(*) FROM documents WHERE id IN (SELECT unnest($1::VARCHAR[]))", [list(ids)]
        )
        if not ids or known != len(ids):
            raise ConfigError("登记问题要有依据：给出监测库里的文件编号")
        if limit is not None and limit[0] not in self.board.policy.measures:
            raise ConfigError(f"没有 {limit[0]} 这个指标；可用：{'、'.join(self.board.policy.measures)}")
        number = int(self.store.value("SELECT coalesce(max(id), 0) + 1 FROM issues"))
        name, within = limit or (None, None)
        row = {
            "id": number,
            "code": code,
            "unit": unit,
            "matter": matter,
            "documents": list(ids),
            "measure": name,
            "within": within,
        }
        with self.store.transaction():
            self.store.insert("issues", [row])
            self._append(
                number, 1, {"state": "found", "day": on, "office": "", "evidence": "document", "document": ids[0]}
            )
        return number

    def collect(self, report: PeriodReport) -> tuple[int, ...]:
        """Enter what a report points to and the ledger does not hold open yet; return the numbers."""
        held = {(one.code, one.unit, one.matter) for one in self.issues() if one.state != "closed"}
        listed: list[tuple[str, str, str, tuple[str, ...], tuple[str, float] | None]] = [
            (found.code, found.unit, found.message, found.documents, None)
            for found in report.findings
            # What chance explains is a line of the report, no issue.
            if found.values.get("clear", True)
        ]
        for alarm in report.alarms:
            usual = alarm.usual / max(1, alarm.period.length)
            code = "DOC-04" if alarm.kind == "over_issue" else alarm.measure
            listed.append(
                (code, alarm.scope.title, alarm.message, alarm.documents, (alarm.measure, round(usual * 1.2, 1)))
            )
        made = []
        for code, unit, matter, documents, limit in listed:
            if (code, unit, matter) not in held:
                made.append(self.open(code, unit, matter, documents, report.period.last, limit=limit))
        return tuple(made)

    def confirm(self, number: int, on: date, office: str, note: str = "") -> None:
        """A person looked at it and says that it is an issue; the office is kept, not the person."""
        self._step(number, {"state": "confirmed", "day": on, "office": office, "note": note})

    def measure(self, number: int, on: date, office: str, note: str, due: date | None = None) -> None:
        """What is to be done, and by when."""
        if due is not None and due < on:
            raise ConfigError("整改期限早于今天，请检查")
        self._step(number, {"state": "measure", "day": on, "office": office, "note": note}, due)

    def verify(self, number: int, on: date, office: str, *, document: str | None = None, note: str = "") -> Event:
        """Verify with a later document, or with the indicator of the issue back in range.

        Raises
        ------
        ConfigError
            If the document is unknown or not later, or the indicator is not back in range.
        """
        one = self.issue(number)
        told = self._document(one, document) if document else self._figure(one, on)
        self._step(number, {"state": "verified", "day": on, "office": office, "note": note, **told})
        return self.issue(number).events[-1]

    def close(self, number: int, on: date, office: str, note: str = "") -> Event:
        """Close on the evidence since it was found; with nothing but reports it is marked as closed on paper.

        Raises
        ------
        ConfigError
            If nothing verifies it.
        """
        since = [event for event in self.issue(number).events if event.state == "verified"]
        for event in self.issue(number).events:
            if event.state == "reopened":
                since = [later for later in since if later.step > event.step]
        if not since:
            raise ConfigError("销号要有后来的文件或者回到正常范围的数字；请先核验（formalism monitor ledger verify）")
        holding = [event for event in since if event.evidence in _HOLDS]
        best = (holding or since)[-1]
        kept = {"evidence": best.evidence, "document": best.document, "figure": best.figure, "paper": not holding}
        self._step(number, {"state": "closed", "day": on, "office": office, "note": note, **kept})
        return self.issue(number).events[-1]

    def reopen(self, number: int, on: date, office: str, note: str = "", document: str | None = None) -> None:
        """Open again what came back."""
        told = self._document(self.issue(number), document) if document else {}
        self._step(number, {"state": "reopened", "day": on, "office": office, "note": note, **told})

    def returned(self, on: date) -> tuple[tuple[Issue, tuple[str, ...]], ...]:
        """Return closed issues whose matter came back since, with the documents that show it."""
        found = []
        for one in self.issues():
            if one.state != "closed":
                continue
            rows = self.store.rows(
                "SELECT DISTINCT d.id, d.date FROM documents d JOIN documents o ON o.id IN (SELECT unnest($1::VARCHAR[])) "
                "AND o.issuer = d.issuer AND o.topic = d.topic JOIN findings f ON f.document = d.id AND f.exception IS NULL "
                "JOIN findings g ON g.document = o.id AND g.code = f.code WHERE d.date > $2 AND d.date <= $3 ORDER BY d.date, d.id",
                [list(one.documents), one.events[-1].day, on],
            )
            if rows:
                found.append((one, tuple(row["id"] for row in rows)))
        return tuple(found)

    def _document(self, one: Issue, document: str) -> dict[str, Any]:
        rows = self.store.rows("SELECT date, report_genre FROM documents WHERE id = ?", [document])
        if not rows:
            raise ConfigError(f"监测库里没有文件 {document}；请先用 formalism monitor add 加入")
        begun = max(event.day for event in one.events if event.state in ("found", "reopened"))
        if rows[0]["date"] is None or rows[0]["date"] <= begun or document in one.documents:
            raise ConfigError(f"文件 {document} 不晚于问题发现的日子（{begun}），不能作核验依据")
        return {"evidence": "report" if rows[0]["report_genre"] else "document", "document": document}

    def _figure(self, one: Issue, on: date) -> dict[str, Any]:
        """The indicator over whole months since the measure began, when it is back in range."""
        if one.measure is None or one.within is None:
            raise ConfigError("这个问题没有可核对的指标，请给出后来的文件（--document）")
        begun = max(event.day for event in one.events if event.state in ("measure", "found"))
        first, last = shift(begun, 1), on.replace(day=1) - timedelta(days=1)
        if last < first or self.board.last is None or self.board.last < last.replace(day=1):
            raise ConfigError("整改以后还没有一个整月的文件，数字还不能说明问题")
        cell = self.board.cell(self._scope(one), one.measure, months(first, last))
        value = sum(cell.values) / len(months(first, last))
        if value > one.within:
            raise ConfigError(f"指标还没有回到正常范围：每月 {value:.1f}，限度 {one.within:g}")
        return {"evidence": "figure", "figure": round(value, 2)}

    def _scope(self, one: Issue) -> Scope:
        for point in points(self.store):
            for box in ("out", "in"):
                if one.unit in (Scope(point, box).title, point.unit):
                    return Scope(point, box)
        raise ConfigError(f"{one.unit} 不是监测点，没有它的指标；请给出后来的文件（--document）")

    def _step(self, number: int, event: Mapping[str, Any], due: date | None = None) -> None:
        one = self.issue(number)
        if event["state"] not in _NEXT[one.state]:
            allowed = "、".join(STATE_WORDS[state] for state in _NEXT[one.state])
            raise ConfigError(f"第 {number} 号问题现在是“{STATE_WORDS[one.state]}”，下一步只能是{allowed}")
        if event["day"] < one.events[-1].day:
            raise ConfigError(f"日期早于上一步（{one.events[-1].day}），请检查")
        if not _OFFICE.search(event["office"]):
            raise ConfigError("请填写办理的单位或科室（--office），不填个人姓名")
        with self.store.transaction():
            self._append(number, one.events[-1].step + 1, event)
            if due is not None:
                self.store.execute("UPDATE issues SET due = ? WHERE id = ?", [due, number])

    def _append(self, number: int, step: int, event: Mapping[str, Any]) -> None:
        self.store.insert(
            "issue_events", [{"issue": number, "step": step, "evidence": "none", "note": "", "paper": False, **event}]
        )
