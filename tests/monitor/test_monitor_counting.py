"""Counting rules: which documents count, which are exempt and why; small numbers and intervals."""

import math
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from formalism_nlp.errors import ConfigError
from formalism_nlp.monitor import Period, add_point, load_policy, period_report
from formalism_nlp.monitor.board import Board, Scope
from formalism_nlp.monitor.policy import Policy
from formalism_nlp.monitor.rates import Change, change, mean_change, mean_rise, rate_rise, share_interval, share_rise
from formalism_nlp.monitor.report_text import change_words

POLICY = """
[policy]
id = "own"
version = "1"
title = "自定口径"
basis = "—"
[[measure]]
id = "documents"
title = "发文"
when = { header_kind = ["red_head"] }
exempt = [{ why = "会议通知", when = { meeting = true } }, { why = "标题里有'引号'", when = { title_has = ["它'的"] } }]
"""


def own(tmp_path, text=POLICY) -> Policy:
    path = tmp_path / "p.toml"
    path.write_text(text, encoding="utf-8")
    return load_policy(path)


def test_a_figure_opens_to_its_documents_and_exempt_ones_say_why(store, put, tmp_path):
    put(1, "2025-03-04")
    put(2, "2025-03-05", meeting=True)
    put(3, "2025-03-06", title="它'的事")
    put(4, "2025-03-07", header_kind="letter")
    board = Board(store, own(tmp_path))
    cell = board.cell(Scope(), "documents", Period.parse("2025-03").months())
    assert (cell.values, cell.documents) == ((1.0,), ("doc1",))
    assert board.policy.rule == "own/1"
    told = [board.policy.explain(store, f"doc{n}")[0][1] for n in (1, 2, 3, 4)]
    assert told == ["计入", "会议通知", "标题里有'引号'", "不属于这一类"]


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("header_kind", "no_such", "没有 no_such 这一列"),
        ('title = "发文"\n', 'title = "发文"\nvalue = "1; DROP TABLE documents"\n', "没有"),
        ('title = "发文"\n', 'title = "发文"\nstatistic = "mean"\n', "statistic"),
        ("[policy]", "[policy", "写法不对"),
        ('id = "own"\n', "", "写法不对"),
    ],
)
def test_a_policy_that_is_wrong_is_refused(tmp_path, old, new, words):
    with pytest.raises(ConfigError, match=words):
        own(tmp_path, POLICY.replace(old, new, 1))
    with pytest.raises(ConfigError, match="打不开"):
        load_policy(tmp_path / "none.toml")


def test_the_shipped_policy_leaves_out_what_has_no_official_number():
    rules = load_policy().rules
    assert "most_a_month" not in rules["INS-02"] and "most_a_week" not in rules["MTG-10"]
    assert all(rule["basis"] for rule in rules.values())


def test_upward_and_emergency_documents_do_not_count(store, put):
    put(1, "2025-03-04", genre="报告")
    put(2, "2025-03-04", emergency=True, reports=3)
    put(3, "2025-03-04", reports=2, app_reports=1)
    board = Board(store, load_policy())
    march = Period.parse("2025-03").months()
    assert board.cell(Scope(), "documents", march).documents == ("doc3",)
    assert board.cell(Scope(), "paper_reports", march).values == (1.0,)


def test_load_on_one_receiver_knows_who_is_addressed(store, put):
    put(1, "2025-03-04")
    put(2, "2025-03-04", named=3)
    cell = Board(store, load_policy()).cell(Scope(), "documents", Period.parse("2025-03").months())
    assert cell.load(12, 21) == pytest.approx((1 + 3 / 12) / 21)


@pytest.mark.parametrize("text", ["2025-13", "2025Q5", "25", "2025-3-1", "", "0000"])
def test_a_period_that_is_none(text):
    with pytest.raises(ConfigError):
        Period.parse(text)


def test_a_period_knows_its_working_days():
    assert (Period.parse("2025-10").workdays, Period.parse("2024-02").last.day) == (18, 29)


@settings(deadline=None)
@given(st.integers(0, 80), st.integers(1, 80))
def test_the_interval_holds_the_ratio(now, before):
    found = change([1.0] * now, [1.0] * before, (20, 20))
    assert found.low <= found.ratio <= found.high
    assert change([1.0] * now, [1.0] * before, (20, 20), level=0.999).low <= found.low


@settings(deadline=None)
@given(st.integers(0, 40), st.integers(1, 40), st.floats(1.0, 3.0), st.floats(1e-6, 0.4))
def test_the_chance_of_a_rise_and_the_interval_agree(now, before, spread, chance):
    sides = [1.0] * now, [1.0] * before, (20, 60)
    found = change(*sides, level=1 - 2 * chance, spread=spread)
    rise = rate_rise(*sides, spread=spread)
    assert found.rises == (rise < chance) or rise == pytest.approx(chance, rel=1e-6)


def test_intervals_against_known_values():
    # Clopper-Pearson for 8 of 10 and Fisher's tea taster: textbook values.
    assert share_interval(8, 2) == pytest.approx((0.4439, 0.9748), abs=1e-4)
    assert share_rise((3, 1), (1, 3)) == pytest.approx(17 / 70)
    # Sums of unequal values are less sure than as many equal ones.
    assert change([10.0] * 3, [1.0] * 10, (1, 1)).low < change([1.0] * 30, [1.0] * 10, (1, 1)).low
    assert change([1.0], [], (1, 1)).ratio is None and mean_change([2.0], [1.0]).low is None
    assert mean_change([2.0, 2.0], [1.0, 1.0]).rises and mean_rise([2.0, 2.0], [1.0, 1.0]) == 0.0
    assert mean_rise([1.0, 2.0, 3.0], [1.0, 2.0, 3.0]) == pytest.approx(0.5) and mean_rise([1.0], [2.0]) is None


def test_small_numbers_are_counts():
    assert "%" not in change_words(Change(30.0, 19.0, 1.6, 1.1, 2.4))
    assert "%" in change_words(Change(30.0, 20.0, 1.5, 0.8, 2.8))
    assert change_words(Change(30.0, 30.0, 1.0, 0.5, math.inf)).count("不限") == 1


def test_a_point_is_compared_from_its_start_only(store, put):
    put(1, "2024-03-04")
    put(2, "2025-03-04")
    for unit, start in (("松垣县", None), ("松垣县水利局", date(2024, 6, 1))):
        add_point(store, unit, start=start)
    report = period_report(Board(store, load_policy()), Period.parse("2025-03"))
    before = {one.scope.title: one.before for one in report.figures if one.measure == "documents"}
    assert before == {"全部文件": 1, "松垣县发出": 1, "松垣县水利局发出": None}
    assert period_report(Board(store, load_policy()), Period.parse("2025Q1")).figures[0].before is None


def test_a_township_with_its_county_in_front_is_not_the_county(store, put):
    for unit in ("松垣县", "松垣县柳塘镇"):
        add_point(store, unit)
    put(1, "2025-03-04", issuer="中共松垣县委办公室", issuer_level="county")
    put(2, "2025-03-04", issuer="松垣县柳塘镇人民政府", issuer_level="township")
    members = store.rows("SELECT point, document FROM members ORDER BY point")
    assert members == [{"point": 1, "document": "doc1"}, {"point": 2, "document": "doc2"}]


def test_a_period_that_is_not_over_says_so(store, put):
    put(1, "2025-02-04")
    board = Board(store, load_policy())
    told = {name: period_report(board, Period.parse(name)).coverage["until"] for name in ("2025-02", "2025Q1")}
    assert told == {"2025-02": None, "2025Q1": date(2025, 2, 4)}
