"""The ledger: steps in order, evidence for each, due dates, figures, exports."""

import csv
import io
import json
from datetime import date

import pytest
from docx import Document as WordDocument

from formalism_nlp.errors import ConfigError
from formalism_nlp.monitor import Ledger, Period, add_point, load_policy, period_report
from formalism_nlp.monitor.board import Board
from formalism_nlp.monitor.ledger_export import COLUMNS, ledger_csv, ledger_docx, ledger_json, ledger_text

OFFICE = "县委办督查室"


@pytest.fixture
def ledger(store, put):
    add_point(store, "松垣县")
    put(0, "2025-03-04", reports=1)
    put(1, "2025-03-05", reports=1)
    put(2, "2025-05-06", title="关于整改情况的报告", report_genre=True)
    put(3, "2025-05-08", title="关于停止报送报表的通知")
    for n, month in enumerate((4, 5, 6), 10):
        put(n, f"2025-{month:02d}-20", reports=1)
    return Ledger(Board(store, load_policy()))


def to_measure(ledger, **more):
    number = ledger.open("FRM-01", "松垣县水利局", "一周两次要求报数", ["doc0", "doc1"], date(2025, 3, 31), **more)
    ledger.confirm(number, date(2025, 4, 1), OFFICE)
    ledger.measure(number, date(2025, 4, 2), "松垣县水利局", "并入一张表", due=date(2025, 5, 31))
    return number


def test_the_whole_way(ledger):
    number = to_measure(ledger)
    event = ledger.verify(number, date(2025, 5, 10), OFFICE, document="doc3")
    assert (event.evidence, event.document) == ("document", "doc3")
    closed = ledger.close(number, date(2025, 5, 12), OFFICE)
    assert (closed.paper, closed.document) == (False, "doc3")
    ledger.reopen(number, date(2025, 6, 30), OFFICE, "又要报数", "doc12")
    one = ledger.issue(number)
    assert [event.state for event in one.events] == ["found", "confirmed", "measure", "verified", "closed", "reopened"]
    assert [event.step for event in one.events] == [1, 2, 3, 4, 5, 6]
    # What verified it before does not close it again.
    ledger.measure(number, date(2025, 7, 1), "松垣县水利局", "再并")
    with pytest.raises(ConfigError, match="核验"):
        ledger.close(number, date(2025, 7, 2), OFFICE)


def test_a_report_alone_is_closed_on_paper_and_a_document_mends_it(ledger):
    number = to_measure(ledger)
    assert ledger.verify(number, date(2025, 5, 10), OFFICE, document="doc2").evidence == "report"
    assert ledger.close(number, date(2025, 5, 12), OFFICE).paper and ledger.issue(number).paper
    other = to_measure(ledger)
    for document in ("doc2", "doc3"):
        ledger.verify(other, date(2025, 5, 10), OFFICE, document=document)
    assert not ledger.close(other, date(2025, 5, 12), OFFICE).paper


def test_a_figure_back_in_range_is_counted_by_the_store(ledger):
    number = to_measure(ledger, limit=("reports", 1.0))
    with pytest.raises(ConfigError, match="整月"):
        ledger.verify(number, date(2025, 4, 30), OFFICE)
    with pytest.raises(ConfigError, match="不是监测点"):
        ledger.verify(number, date(2025, 7, 1), OFFICE)
    issue = ledger.open("FRM-01", "松垣县发出", "报数多", ["doc0"], date(2025, 3, 31), limit=("reports", 0.5))
    ledger.confirm(issue, date(2025, 4, 1), OFFICE)
    ledger.measure(issue, date(2025, 4, 2), OFFICE, "并表")
    with pytest.raises(ConfigError, match=r"每月 1\.0，限度 0\.5"):
        ledger.verify(issue, date(2025, 7, 1), OFFICE)
    ledger.store.execute("UPDATE issues SET within = 1.0 WHERE id = ?", [issue])
    assert ledger.verify(issue, date(2025, 7, 1), OFFICE).figure == 1.0
    assert ledger.close(issue, date(2025, 7, 1), OFFICE).evidence == "figure"


@pytest.mark.parametrize(
    ("step", "words"),
    [
        (lambda one: one.measure(1, date(2025, 4, 1), OFFICE, "先整改"), "只能是确认"),
        (lambda one: one.confirm(1, date(2025, 3, 1), OFFICE), "早于上一步"),
        (lambda one: one.confirm(1, date(2025, 4, 1), "王某某"), "不填个人姓名"),
        (lambda one: one.confirm(9, date(2025, 4, 1), OFFICE), "没有第 9 号"),
        (lambda one: one.verify(1, date(2025, 4, 1), OFFICE, document="none"), "没有文件 none"),
        (lambda one: one.verify(1, date(2025, 4, 1), OFFICE, document="doc1"), "不晚于"),
        (lambda one: one.verify(1, date(2025, 4, 1), OFFICE), "没有可核对的指标"),
        (lambda one: one.open("X", "松垣县", "无据", [], date(2025, 4, 1)), "依据"),
        (lambda one: one.open("X", "松垣县", "无据", ["none"], date(2025, 4, 1)), "依据"),
        (
            lambda one: one.open("X", "松垣县", "指标", ["doc0"], date(2025, 4, 1), limit=("none", 1.0)),
            "没有 none 这个指标",
        ),
    ],
)
def test_a_wrong_step_is_refused_and_leaves_nothing(ledger, step, words):
    ledger.open("FRM-01", "松垣县水利局", "报数", ["doc0", "doc1"], date(2025, 3, 31))
    with pytest.raises(ConfigError, match=words):
        step(ledger)
    assert [len(one.events) for one in ledger.issues()] == [1]


def test_overdue(ledger):
    number = to_measure(ledger)
    assert ledger.overdue(date(2025, 5, 31)) == ()
    assert [one.id for one in ledger.overdue(date(2025, 6, 1))] == [number]
    ledger.verify(number, date(2025, 6, 2), OFFICE, document="doc3")
    ledger.close(number, date(2025, 6, 2), OFFICE)
    assert ledger.overdue(date(2025, 7, 1)) == ()


def test_what_was_closed_and_came_back_is_seen(ledger):
    number = to_measure(ledger)
    ledger.verify(number, date(2025, 5, 10), OFFICE, document="doc3")
    ledger.close(number, date(2025, 5, 12), OFFICE)
    for document in ("doc0", "doc12"):
        ledger.store.insert("findings", [{"document": document, "code": "FRM-01", "severity": "tip"}])
    assert [(one.id, documents) for one, documents in ledger.returned(date(2025, 12, 31))] == [(number, ("doc12",))]


def test_exports(ledger):
    to_measure(ledger)
    ledger.open("DOC-04", "松垣县", "=1+1", ["doc0"], date(2025, 4, 1))
    issues, on = ledger.issues(), date(2025, 6, 1)
    rows = list(csv.reader(io.StringIO(ledger_csv(issues, on).removeprefix("\ufeff"))))
    assert tuple(rows[0]) == COLUMNS and rows[1][7] == "是" and rows[2][3] == "'=1+1"
    assert "逾期" in ledger_text(issues, on) and ledger_text((), on) == "台账里没有问题。\n"
    assert [one["state"] for one in json.loads(ledger_json(issues, on))] == ["measure", "found"]
    word = WordDocument(io.BytesIO(ledger_docx(issues, on)))
    assert [cell.text for cell in word.tables[0].rows[1].cells][:3] == ["1", "FRM-01", "松垣县水利局"]


def test_a_report_is_collected_once(copy):
    ledger, report = Ledger(copy), period_report(copy, Period.parse("2025"))
    made = ledger.collect(report)
    assert made and ledger.collect(report) == ()
    assert all(one.state == "found" and one.documents for one in ledger.issues())
    assert not any("可能只是偶然" in one.matter for one in ledger.issues())
