"""Alarms: growth that lasts, what comes every year, what is new, and a fall measured against a whole year."""

from datetime import date

import pytest

from formalism_nlp.monitor import add_point, load_policy
from formalism_nlp.monitor.board import Board
from formalism_nlp.monitor.registry import Window
from formalism_nlp.monitor.substitution import rebound
from formalism_nlp.monitor.watch import over_issue, rising, warnings


@pytest.fixture
def months(store, put):
    """Put so many documents in each month from January 2024 on, and return the board and the county's scope."""

    def fill(counts, **facts):
        days = [
            f"{2024 + step // 12}-{step % 12 + 1:02d}-{n % 27 + 1:02d}"
            for step, count in enumerate(counts)
            for n in range(count)
        ]
        put(0, "2023-12-29", **facts)
        # One statement: a row at a time takes a second for a hundred.
        store.execute(
            "INSERT INTO documents SELECT d.* REPLACE ('d' || n AS id, day::DATE AS date) FROM documents d, "
            "(SELECT unnest($1::VARCHAR[]) AS day, unnest($2::INTEGER[]) AS n)",
            [days, list(range(len(days)))],
        )
        store.execute("DELETE FROM documents WHERE id = 'doc0'")
        add_point(store, "松垣县")
        board = Board(store, load_policy())
        return board, next(scope for scope in board.scopes() if scope.point)

    return fill


def kinds(board, last):
    return {(alarm.kind, alarm.measure): alarm for alarm in warnings(board, last)}


def test_growth_that_a_quarter_cannot_show_is_seen_when_it_lasts(months):
    board, scope = months([8] * 15 + [13] * 9)
    assert kinds(board, date(2025, 6, 30)) == {}
    found = kinds(board, date(2025, 12, 31))
    assert found["rising", "documents"].period.length > 3 and found["over_issue", "documents"].period.length >= 6
    assert all(alarm.change.low > 1 for alarm in found.values())
    # What one figure alone would have to show, many looked at together show less surely.
    assert rising(board, scope, "documents", date(2025, 6, 30)) is not None
    assert over_issue(board, scope, date(2025, 12, 31), chance=1e-9) is None


@pytest.mark.parametrize(("january", "raised"), [(20, False), (4, True)])
def test_what_comes_every_year_is_no_growth(months, january, raised):
    board, _ = months([january] * 3 + [4] * 9 + [20] * 3)
    assert (("rising", "documents") in kinds(board, date(2025, 3, 31))) == raised


@pytest.mark.parametrize(("new", "raised"), [(9, True), (4, False)])
def test_what_is_new_is_seen_and_a_few_are_not(store, put, new, raised):
    add_point(store, "松垣县")
    put(0, "2024-01-05")
    for number in range(1, new + 1):
        put(number, f"2025-0{number % 3 + 1}-{number + 1:02d}", header_kind="none", demands=0, app_task=True)
    found = kinds(Board(store, load_policy()), date(2025, 3, 31))
    assert list(found) == [("rising", "app_tasks")] * raised
    assert all(alarm.change.ratio is None and "约 0" in alarm.message for alarm in found.values())


def test_a_fall_is_measured_against_the_year_before_the_inspection(months):
    # The quarter before it happened to hold few demands: against that alone nothing fell.
    board, scope = months([5] * 10 + [2] * 3 + [2] * 3 + [11] * 3, reports=1)
    window = Window("松垣县", date(2025, 2, 1), date(2025, 4, 30), "专项督查")
    found = rebound(board, scope, window)
    assert found.shown and found.before > 1.5 * found.during and len(found.documents) == 33
    calm, where = board, scope
    assert not rebound(calm, where, Window("松垣县", date(2024, 5, 1), date(2024, 7, 31), "专项督查")).shown
