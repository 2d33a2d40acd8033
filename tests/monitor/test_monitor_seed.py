"""The mechanisms that the seed report names, each on two years of invented traffic with planted events."""

import json
from datetime import date, timedelta

import pytest

from formalism_nlp.errors import ConfigError
from formalism_nlp.monitor import Ledger, Period, period_report
from formalism_nlp.monitor.board import SMALL
from formalism_nlp.monitor.info import info
from formalism_nlp.monitor.report import listed
from formalism_nlp.monitor.report_text import report_json, report_text
from formalism_nlp.monitor.reverse import import_ratings, profiles
from formalism_nlp.monitor.watch import warnings, warnings_during


@pytest.fixture(scope="module")
def report(board):
    return period_report(board, Period.parse("2025"))


def planted(events, kind):
    return [event for event in events if event["kind"] == kind]


def test_s13_points_are_watched_and_over_issue_is_warned_of_early(board, events):
    (event,) = planted(events, "over_issue")
    alarms = warnings_during(board, Period.parse("2025"))
    seen = [alarm for alarm in alarms if alarm.scope.title == f"{event['unit']}发出" and alarm.measure == "documents"]
    assert {alarm.kind for alarm in seen} == {"rising", "over_issue"}
    begun = date.fromisoformat(event["from"])
    first = min(seen, key=lambda alarm: alarm.period.last)
    # Within a quarter of the beginning, with the documents that caused it.
    assert begun <= first.period.last <= date(2025, 6, 30)
    assert len(first.documents) == first.change.now and first.change.low > 1
    (allowed,) = planted(events, "allowed")
    assert {(alarm.scope.title, alarm.measure) for alarm in alarms} <= {tuple(pair) for pair in allowed["alarms"]}


def test_s13_calm_points_raise_no_alarm(board, events, report):
    (calm,) = planted(events, "calm")
    months = [date(2024, m, 28) for m in range(1, 13)] + [date(2025, m, 28) for m in range(1, 13)]
    raised = [alarm.scope.title for day in months for alarm in warnings(board, day)]
    assert not set(raised) & set(calm["scopes"])
    assert not {one.scope.title for one in report.substitutions if one.shown} & set(calm["scopes"])
    clear = [one for one in report.findings if one.values.get("clear", True)]
    assert not [one for one in clear if "苇川县" in one.unit or "荷州镇" in one.unit]


def test_s14_a_period_stands_beside_last_year_and_beside_its_peers(board, report):
    figures = {(one.scope.title, one.measure): one for one in report.figures}
    one = figures["松垣县发出", "documents"]
    assert (one.value, one.before) == (len(one.documents), len(one.earlier)) and one.value > one.before
    peers = [figures[f"{unit}发出", "documents"].value for unit in ("松垣县", "槐河县", "苇川县")]
    assert one.average == pytest.approx(sum(peers) / 3) and one.rule == "r24/2024.1"
    assert one.load == pytest.approx(one.value / Period.parse("2025").workdays)
    # The bureau is no peer of counties, and the town of nobody.
    assert (
        figures["苇川县教育局发出", "documents"].average is None and figures["柳塘镇收到", "documents"].average is None
    )
    text = report_text(report, listed(board, report.ids()))
    small = [figure for figure in report.figures if figure.change and figure.before < SMALL]
    assert small and "数量少，只列件数" in text
    plain = json.loads(report_json(report, listed(board, report.ids())))
    assert all(figure["rule"] and set(figure["documents"]) <= set(plain["documents"]) for figure in plain["figures"])


@pytest.mark.parametrize("length", ["2025-03", "2025Q1", "2025"])
def test_s14_month_quarter_year(board, length):
    report = period_report(board, Period.parse(length))
    total = next(one for one in report.figures if one.scope.point is None and one.measure == "documents")
    first, last = report.period.first, report.period.last
    days = board.store.rows(
        "SELECT date FROM documents WHERE id IN (SELECT unnest($1::VARCHAR[]))", [list(total.documents)]
    )
    assert len(days) == total.value and all(first <= row["date"] <= last for row in days)


@pytest.mark.parametrize("pair", ["head", "hours", "visits", "apps"])
def test_s15_what_is_avoided_comes_back_in_another_form(report, events, pair):
    (event,) = (one for one in planted(events, "substitution") if one["pair"] == pair)
    shown = {(one.scope.title, one.pair.id): one for one in report.substitutions if one.scope.point}
    one = shown[event["scopes"][0], pair]
    assert (
        one.shown
        and one.index > 0
        and one.avoided.now < one.avoided.before
        and one.substitute.now > one.substitute.before
    )
    assert one.moved and one.interval[0] < one.interval[1]
    others = [key for key, other in shown.items() if key[1] == pair and other.shown and key[0] not in event["scopes"]]
    assert others == []


def test_s15_reports_rebound_when_the_inspection_is_over(report, events):
    (event,) = planted(events, "rebound")
    (one,) = (back for back in report.rebounds if back.scope.title == f"{event['unit']}发出")
    assert one.shown and one.index > 3 and one.before > one.during < one.after
    assert [one.window.first.isoformat(), one.window.last.isoformat()] == event["window"] and one.documents


def test_s15_repeated_notices(board, report, events):
    titles = {row["id"]: row["title"] for row in board.store.rows("SELECT id, title FROM documents")}
    found = [{titles[one] for one in finding.documents} for finding in report.findings if finding.code == "DOC-17"]
    assert sorted(map(sorted, found)) == sorted(sorted(event["titles"]) for event in planted(events, "repeat"))


def test_s16_an_issue_is_closed_on_evidence_and_paper_is_flagged(copy, events):
    ledger = Ledger(copy)
    ids = {row["title"]: row["id"] for row in copy.store.rows("SELECT id, title FROM documents")}
    paper = {}
    for event in planted(events, "closure"):
        begun = copy.store.rows("SELECT date FROM documents WHERE id = ?", [ids[event["found"]]])[0]["date"]
        days = [begun + timedelta(days=step) for step in (3, 10, 70)]
        number = ledger.open("FRM-01", event["unit"], event["found"], [ids[event["found"]]], days[0])
        ledger.confirm(number, days[0], "县委办督查室")
        ledger.measure(number, days[1], event["unit"], "停止报送", due=days[2])
        with pytest.raises(ConfigError, match="核验"):
            ledger.close(number, days[2], "县委办督查室")
        ledger.verify(number, days[2], "县委办督查室", document=ids[event["evidence"]])
        paper[event["evidence"]] = ledger.close(number, days[2], "县委办督查室").paper
    assert paper == {event["evidence"]: event["paper"] for event in planted(events, "closure")}
    assert sum(one.paper for one in ledger.issues()) == 2


def test_s17_direct_reports_are_counted_and_nobody_is_named(board, traffic, report):
    told = info(board.store)
    assert told["direct"] > 50 and told["documents"] > 1400
    shown = report_text(report, listed(board, report.ids())) + report_json(report, listed(board, report.ids()))
    assert "报送员" not in shown and b"\xe6\x8a\xa5\xe9\x80\x81\xe5\x91\x98" not in (traffic / "s.duckdb").read_bytes()
    assert "（直报）" in shown


def test_s18_receivers_speak_of_those_above(copy, traffic):
    assert import_ratings(copy.store, traffic / "ratings.csv") == (2, 1)
    assert import_ratings(copy.store, traffic / "ratings.csv") == (2, 1)
    found = {one.issuer: one for one in profiles(copy, Period.parse("2025"), received_by="柳塘镇")}
    assert {name[:3] for name in found} == {"松垣县"} and list(found) == sorted(found)
    one = found["松垣县水利局"]
    assert one.received == len(one.documents) > 20 and one.lead_hours and one.ratings[0][0] == 7
    assert found["松垣县教育局"].ratings == ()
    assert all(set(ids) <= set(one.documents) for _, ids in one.loads.values())
