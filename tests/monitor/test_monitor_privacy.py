"""No output ranks units below county level, and no person appears in any."""

import itertools
import json
import re

import pytest

from formalism_nlp.errors import ConfigError
from formalism_nlp.monitor import Period, add_point, dashboard, load_policy, period_report
from formalism_nlp.monitor.board import Board
from formalism_nlp.monitor.report import listed
from formalism_nlp.monitor.report_text import report_json, report_text
from formalism_nlp.monitor.reverse import LEAST_RATERS, import_ratings, profiles
from formalism_nlp.monitor.reverse_text import profiles_json, profiles_text
from formalism_nlp.monitor.schema import TABLES

TOWNS = ("青坪镇", "柳塘镇", "荷州镇")
YEAR = Period.parse("2025")


@pytest.fixture
def towns(store, put):
    """Three townships that receive and issue different amounts, registered in an order of their own."""
    for town in TOWNS:
        add_point(store, town)
    number = itertools.count()
    for town, received, issued in zip(TOWNS, (3, 12, 7), (9, 2, 5), strict=True):
        for n in range(received):
            document = put(next(number), f"2025-03-{n + 3:02d}", reports=1)
            store.insert("deliveries", [{"document": document, "unit": town, "box": "in"}])
        for n in range(issued):
            put(next(number), f"2025-04-{n + 3:02d}", issuer=f"{town}人民政府", issuer_level="township", topic=f"事{n}")
    return Board(store, load_policy())


def outputs(board):
    report = period_report(board, YEAR)
    documents = listed(board, report.ids())
    found = profiles(board, YEAR)
    return (
        report_text(report, documents),
        report_json(report, documents),
        dashboard(board, YEAR),
        profiles_text(found),
        profiles_json(found),
    )


def test_units_below_county_level_are_never_compared_or_ordered_by_a_figure(towns):
    report = period_report(towns, YEAR)
    below = [figure for figure in report.figures if figure.scope.point is not None]
    assert below and all(figure.average is None for figure in below)
    order = [
        title
        for title, _ in itertools.groupby(
            figure.scope.title for figure in report.figures if figure.measure == "documents"
        )
    ]
    assert order == ["全部文件", "青坪镇发出", "青坪镇收到", "柳塘镇发出", "柳塘镇收到", "荷州镇发出", "荷州镇收到"]
    # The order of registration whatever the figures are: it stays when they change.
    towns.store.execute("DELETE FROM deliveries WHERE unit = '柳塘镇'")
    again = period_report(Board(towns.store, load_policy()), YEAR)
    kept = [
        title
        for title, _ in itertools.groupby(
            figure.scope.title for figure in again.figures if figure.measure == "documents"
        )
    ]
    assert kept == [title for title in order if title != "柳塘镇收到"]


def test_no_output_ranks(towns):
    for text in outputs(towns):
        assert not re.search("排名第|第[一二三\\d]+名|名次|排行|末位|倒数", text)
    # Headings of points in the text and on the page follow the order of registration.
    text, _, page, *_ = outputs(towns)
    for shown in (text, page):
        places = [shown.index(f"{town}收到") for town in TOWNS]
        assert places == sorted(places)


def test_the_reverse_view_holds_nobody_below_county_level(towns):
    found = profiles(towns, YEAR)
    assert [one.issuer for one in found] == ["松垣县水利局"]
    shown = profiles_text(found) + profiles_json(found)
    assert not any(town in shown for town in TOWNS)


def test_townships_cannot_be_rated_and_few_raters_are_not_kept(store, tmp_path):
    path = tmp_path / "r.csv"
    path.write_text("单位,时段,评分\n柳塘镇人民政府,2025,3\n", encoding="utf-8-sig")
    with pytest.raises(ConfigError, match="县级以上"):
        import_ratings(store, path)
    rows = [f"松垣县水利局,2025,{n % 5 + 1},某甲{n % 4}" for n in range(12)]
    path.write_text("单位,时段,评分,评价人\n" + "\n".join(rows), encoding="utf-8")
    # Twelve lines of four raters are four ratings.
    assert LEAST_RATERS == 5 and import_ratings(store, path) == (0, 1)
    path.write_text(
        "单位,时段,评分\n" + "\n".join(f"松垣县水利局,2025Q1,{n}" for n in (1, 2, 3, 4, 5)), encoding="utf-8"
    )
    assert import_ratings(store, path) == (1, 0)
    assert store.rows("SELECT issuer, period, raters, mean FROM ratings") == [
        {"issuer": "松垣县水利局", "period": "2025Q1", "raters": 5, "mean": 3.0}
    ]


@pytest.mark.parametrize("text", ["单位,评分\n松垣县水利局,3\n", "单位,时段,评分\n松垣县水利局,2025,好\n", ""])
def test_a_rating_table_that_is_wrong(store, tmp_path, text):
    path = tmp_path / "r.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError):
        import_ratings(store, path)


def test_no_table_has_a_column_for_a_person():
    names = [name for _, columns in TABLES.values() for name in columns]
    assert not [name for name in names if re.search("person|reporter|sender|author|rater$|phone", name)]


def test_titles_that_name_persons_are_not_shown(store, put):
    document = put(1, "2025-03-04", title="关于王某某同志任职的通知", reports=1)
    board = Board(store, load_policy())
    assert listed(board, [document])[document]["title"] == "（人事文件）"
    assert not any("王某某" in text for text in outputs(board))
    assert json.loads(outputs(board)[1])["documents"]
