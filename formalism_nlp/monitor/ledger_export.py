"""The ledger as text, CSV, JSON and a Word list."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from io import BytesIO
from typing import Any

from ..findings import to_plain
from ..render.tables import csv_cells
from .issues import STATE_WORDS, Event, Issue

__all__ = ["COLUMNS", "event_words", "ledger_csv", "ledger_docx", "ledger_json", "ledger_text", "row_of"]

# One row an issue; documented, never renamed.
COLUMNS = ("编号", "规则", "单位", "问题", "状态", "整改措施", "期限", "逾期", "纸面销号", "依据文件", "过程")
_EVIDENCE = {"document": "文件", "figure": "数字", "report": "报告", "none": ""}
_NOTE = "本清单列出依规则查到的问题和办理过程，供核对使用，不是对单位或个人的评价。"


def event_words(event: Event) -> str:
    """Say one step in a line."""
    told = {"document": event.document, "report": event.document, "figure": event.figure}.get(event.evidence)
    proof = f"，依据{_EVIDENCE[event.evidence]} {told}" if told is not None else ""
    note = f"：{event.note}" if event.note else ""
    paper = "（只有报告作依据，请复核）" if event.paper else ""
    return f"{event.day} {STATE_WORDS[event.state]}{f'（{event.office}）' if event.office else ''}{note}{proof}{paper}"


def row_of(one: Issue, on: date) -> dict[str, Any]:
    """Return the row of one issue with the keys of ``COLUMNS``."""
    measures = [event.note for event in one.events if event.state == "measure" and event.note]
    cells = (
        one.id, one.code, one.unit, one.matter, STATE_WORDS[one.state], "；".join(measures), one.due or "",
        "是" if one.overdue(on) else "", "是" if one.paper else "", " ".join(one.documents), "；".join(map(event_words, one.events)),
    )  # fmt: skip
    return dict(zip(COLUMNS, cells, strict=True))


def ledger_text(issues: Sequence[Issue], on: date) -> str:
    """Return the ledger as lines."""
    if not issues:
        return "台账里没有问题。\n"
    lines = []
    for one in issues:
        marks = "".join(
            words for words, seen in (("　逾期", one.overdue(on)), ("　纸面销号，请复核", one.paper)) if seen
        )
        due = f"　期限 {one.due}" if one.due else ""
        lines.append(f"{one.id}. [{STATE_WORDS[one.state]}] {one.code} {one.unit}：{one.matter}{due}{marks}")
        lines += [f"     {event_words(event)}" for event in one.events]
    return "\n".join(lines) + "\n"


def ledger_csv(issues: Sequence[Issue], on: date) -> str:
    """Return the ledger as CSV that Excel opens as it is; no cell can act as a formula."""
    return "\ufeff" + csv_cells(COLUMNS) + "".join(csv_cells(tuple(row_of(one, on).values())) for one in issues)


def ledger_json(issues: Sequence[Issue], on: date) -> str:
    """Return the ledger as JSON."""
    plain = [to_plain(one) | {"state": one.state, "overdue": one.overdue(on), "paper": one.paper} for one in issues]
    return json.dumps(plain, ensure_ascii=False, indent=1) + "\n"


def ledger_docx(issues: Sequence[Issue], on: date) -> bytes:
    """Return the ledger as a Word table."""
    from docx import Document as WordDocument  # noqa: PLC0415 - only where a Word list is wanted

    word = WordDocument()
    word.add_heading("问题清单", level=1)
    word.add_paragraph(
        f"截至 {on}，共 {len(issues)} 项，未销号 {sum(one.state != 'closed' for one in issues)} 项。{_NOTE}"
    )
    shown = ("编号", "规则", "单位", "问题", "状态", "整改措施", "期限", "过程")
    table = word.add_table(rows=1, cols=len(shown))
    table.style = "Table Grid"
    for cell, name in zip(table.rows[0].cells, shown, strict=True):
        cell.text = name
    for one in issues:
        row = row_of(one, on)
        marks = "".join(f"（{name}）" for name in ("逾期", "纸面销号") if row[name])
        for cell, name in zip(table.add_row().cells, shown, strict=True):
            cell.text = f"{row[name]}{marks if name == '状态' else ''}"
    out = BytesIO()
    word.save(out)
    return out.getvalue()
