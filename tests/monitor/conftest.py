"""A store of the invented traffic, scored once, and small stores made row by row."""

import importlib.util
import json
import shutil
import sys
from datetime import date
from pathlib import Path

import pytest

pytest.importorskip("duckdb", reason="the extra [monitor] is not installed")

from formalism_nlp import Scorer
from formalism_nlp.monitor import Store, add, add_point, load_policy
from formalism_nlp.monitor.board import Board
from formalism_nlp.monitor.registry import Window, add_window
from formalism_nlp.rules import select

CORPORA = Path(__file__).parents[2] / "corpora"
# The rules that the monitor reads; the whole set would take three times as long.
RULES = ("DOC-05", "DOC-07", "FRM-01", "DUT-01", "DUT-02")
POINTS = (
    ("松垣县", 12),
    ("柳塘镇", 1),
    ("槐河县", 12),
    ("青坪镇", 1),
    ("苇川县", 12),
    ("荷州镇", 1),
    ("苇川县教育局", 12),
)


@pytest.fixture(scope="session")
def make_traffic():
    sys.path.insert(0, str(CORPORA))
    try:
        spec = importlib.util.spec_from_file_location("make_traffic", CORPORA / "make_traffic.py")
        module = importlib.util.module_from_spec(spec)
        sys.modules["make_traffic"] = module
        spec.loader.exec_module(module)
        yield module
    finally:
        sys.path.remove(str(CORPORA))


@pytest.fixture(scope="session")
def traffic(make_traffic, tmp_path_factory):
    folder = tmp_path_factory.mktemp("traffic")
    make_traffic.write(make_traffic.make(), folder)
    with Store(folder / "s.duckdb") as store:
        for unit, receivers in POINTS:
            add_point(store, unit, receivers=receivers)
        add_window(store, Window("松垣县", *make_traffic.WINDOW, "专项督查"))
        add(store, [folder / "traffic.jsonl"], scorer=Scorer(rules=select(RULES), model=False))
    return folder


@pytest.fixture(scope="session")
def events(traffic):
    return json.loads((traffic / "events.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def board(traffic):
    with Store(traffic / "s.duckdb", read_only=True) as store:
        yield Board(store, load_policy())


@pytest.fixture
def copy(traffic, tmp_path):
    """A board over a copy that a test may change."""
    shutil.copy(traffic / "s.duckdb", tmp_path / "copy.duckdb")
    with Store(tmp_path / "copy.duckdb") as store:
        yield Board(store, load_policy())


@pytest.fixture
def store():
    with Store(":memory:") as made:
        yield made


@pytest.fixture
def put(store):
    """Add a document by its facts and return its id."""

    def one(number, day, **facts):
        row = {
            "id": f"doc{number}", "title": "关于清淤的通知", "topic": "清淤", "issuer": "松垣县水利局", "issuer_level": "county",
            "place": "松垣县", "header_kind": "red_head", "date": date.fromisoformat(day).isoformat(), "demands": 1, "reports": 0,
            "app_reports": 0, "traces": 0, "deadlines": 0, "meeting": False, "inspection": False, "research": False,
            "app_task": False, "on_top": False, "campaign": False, "report_genre": False, "emergency": False,
        }  # fmt: skip
        store.insert("documents", [row | facts])
        return row["id"]

    return one
