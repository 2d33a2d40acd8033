"""Labelled sentences kept as places in a corpus."""

import csv
import gzip
import json
from pathlib import Path

import pytest

from formalism_nlp.errors import ConfigError
from formalism_nlp.model.labels import label_files, read_labels, read_places
from formalism_nlp.model.scoring import CLASSES

OWN = Path(__file__).parents[1] / "corpora" / "labels"
HEAD = "doc\tstart\tend\theading_start\theading_end\tlabel\tsecond\tround\n"
TEXT = "一、报送\n各镇每周五前报送清单。\n要高度重视。"


@pytest.fixture
def corpus(tmp_path):
    path = tmp_path / "corpus.jsonl.gz"
    with gzip.open(path, "wt", encoding="utf-8") as file:
        for number in (1, 2):
            file.write(
                json.dumps({"id": f"d{number}", "title": "关于清单的通知", "text": TEXT}, ensure_ascii=False) + "\n"
            )
    return path


def test_places_become_sentences_with_their_context(tmp_path, corpus):
    path = tmp_path / "real.tsv"
    path.write_text(HEAD + "d2\t5\t16\t0\t4\tCON\t\t1\nd2\t17\t23\t\t\tGEN\tSIG\t2\n", encoding="utf-8")
    first, second = read_places(path, corpus)
    assert first.sentence == ("各镇每周五前报送清单。", "关于清单的通知", "一、报送")
    assert (first.label, first.second, first.doc) == ("CON", None, "d2")
    assert (second.sentence.text, second.sentence.heading, second.second) == ("要高度重视。", "", "SIG")
    assert first.weight > second.weight


@pytest.mark.parametrize("row", ["d9\t0\t4\t\t\tFOR\t\t1", "d1\t5\t99\t\t\tCON\t\t1", "d1\t5\t16\t\t\tWHO\t\t1"])
def test_a_place_that_is_not_there_is_refused(tmp_path, corpus, row):
    path = tmp_path / "real.tsv"
    path.write_text(HEAD + row + "\n", encoding="utf-8")
    with pytest.raises(ConfigError, match="第2行"):
        list(read_places(path, corpus))


def test_our_own_places_are_well_formed():
    with (OWN / "real.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    places = [(row["doc"], int(row["start"])) for row in rows]
    assert len(rows) > 20_000 and places == sorted(set(places))
    assert {row["label"] for row in rows} == set(CLASSES) and {row["round"] for row in rows} == {"1", "2"}
    assert all(row["second"] == "" or (row["second"] in CLASSES and row["second"] != row["label"]) for row in rows)


@pytest.mark.shared
def test_all_sources_are_read_and_none_of_the_reserved_documents(shared):
    found = read_labels(label_files(shared, OWN), shared / "data" / "corpus.jsonl.gz")
    assert list(found) == ["sentences.jsonl", "grassroots.jsonl", "grassroots_more.jsonl", "real.tsv"]
    reserved = set(json.loads((shared / "labels" / "reserved.json").read_text(encoding="utf-8")))
    assert not reserved & {row.doc for row in found["real.tsv"]}
    assert {row.weight for row in found["grassroots.jsonl"]} == {1.5} and {
        row.weight for row in found["sentences.jsonl"]
    } == {1.0}
