"""Quality and speed hold what benchmarks/floors.json pins, measured on the data it was pinned on."""

import importlib.util
import json
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SPEC = importlib.util.spec_from_file_location("floors", ROOT / "benchmarks" / "floors.py")
floors = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(floors)
PINNED = json.loads(floors.FLOORS.read_text(encoding="utf-8"))


@pytest.mark.parametrize("entry", PINNED["repository"], ids=lambda entry: entry["measure"])
def test_nothing_has_dropped(entry):
    found = list(floors.checked([entry]))
    assert found and all(holds for *_, holds in found), found


@pytest.mark.shared
@pytest.mark.parametrize("entry", PINNED["shared"], ids=lambda entry: entry["measure"])
def test_nothing_has_dropped_on_shared_data(shared, entry):
    found = list(floors.checked([entry]))
    assert found and all(holds for *_, holds in found), found


def test_a_drop_and_changed_data_are_seen(tmp_path):
    data = tmp_path / "x.jsonl"
    data.write_text('{"text": "各镇4月20日前将补贴发放到户，并公示7日。", "label": "SLO"}\n', encoding="utf-8")
    entry = {
        "measure": "labels",
        "data": str(data),
        "digest": floors.digest(data),
        "figures": {"accuracy": {"at_least": 0.5}},
    }
    assert [holds for *_, holds in floors.checked([entry])] == [False]
    [(_, _, told, holds)] = floors.checked([{**entry, "digest": "0"}])
    assert not holds and "changed" in told
