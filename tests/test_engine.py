"""The engine gives what one machine gives, record for record, whatever happens to its workers."""

import json
import os
import random
import signal
import sys
import time
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from formalism_nlp import Document, Scorer, score_many
from formalism_nlp.bulk import Limits, score_each
from formalism_nlp.cli import main
from formalism_nlp.engine import Output, build_index, duplicates, near_duplicates, parts, row_partitions, score_parts
from formalism_nlp.engine.cluster import connected
from formalism_nlp.errors import ConfigError
from formalism_nlp.render import LINES
from formalism_nlp.reuse import store
from formalism_nlp.reuse.index import ReuseIndex

NOTICE = "关于值守的通知\n各村：\n　　为做好防汛工作，请每周报送一次水位，第{}组3月5日前报县水利局。\n　　要高度重视，狠抓落实。\n"
CHARS = [chr(code) for code in range(0x4E00, 0x4E00 + 900)]


def texts(count=60, seed=3):
    """Every third is an edited copy of one before it."""
    rng = random.Random(seed)
    made = []
    for number in range(count):
        if number % 3 == 2:
            parts = rng.choice(made).split("。")[:-1]
            made.append("".join((sentence(rng) if rng.random() < 0.15 else part) + "。" for part in parts))
        else:
            made.append("".join(sentence(rng) + "。" for _ in range(rng.randint(4, 20))))
    return made


def sentence(rng):
    return "".join(rng.choice(CHARS) for _ in range(rng.randint(12, 40)))


DOCS = [Document.from_text(text, id=f"d{number:03}") for number, text in enumerate(texts())]


@pytest.fixture(scope="module")
def cluster():
    """Two workers for all tests of this file: starting them takes longer than what they do."""
    pytest.importorskip("distributed", reason="the extra `engine` is not installed")
    with connected("dask", 2) as client:
        yield client.scheduler.address


@pytest.fixture
def few(monkeypatch):
    """Batches so small that there are several."""
    monkeypatch.setattr("formalism_nlp.engine.scoring._BATCH", 4)
    monkeypatch.setattr("formalism_nlp.engine.indexing._PART", 7)
    monkeypatch.setattr("formalism_nlp.engine.indexing._LARGEST", 25)


def lines(results):
    return [LINES["jsonl"](result) for result in results]


class Faulty(Scorer):
    """Does to its process, or once to the worker itself, what an accident does."""

    marker = ""

    def score(self, source):
        if source == b"kill":
            os._exit(9)
        if source == b"hang":
            time.sleep(60)
        if isinstance(source, bytes) and "第7组".encode() in source and self.marker and not Path(self.marker).exists():
            Path(self.marker).touch()
            os.kill(os.getppid(), signal.SIGKILL)
            time.sleep(60)
        return super().score(source)


def test_reports_are_the_same_record_for_record(cluster, few, samples):
    files = sorted(path for path in samples.iterdir() if path.suffix in (".docx", ".txt"))[:3]
    with open(os.devnull, "rb") as stream:  # cannot be sent
        sources = [*files, *(NOTICE.format(n).encode() for n in range(6)), b"", Path("nowhere.docx"), DOCS[0], stream]
        assert lines(score_many(sources, engine=cluster)) == lines(score_many(sources, jobs=2))


def test_a_worker_killed_midway_costs_nothing(cluster, few, tmp_path):
    sources = [NOTICE.format(n).encode() for n in range(12)]
    scorer = Faulty()
    scorer.marker = str(tmp_path / "killed")
    assert lines(score_each(sources, scorer, engine=cluster)) == lines(score_many(sources))
    assert Path(scorer.marker).exists()


def test_a_bad_document_costs_one_failure(cluster, few):
    sources = [b"kill", NOTICE.format(2).encode(), b"hang"]
    limits = Limits(seconds=1.5)
    found = lines(score_each(sources, Faulty(), limits=limits, engine=cluster))
    assert found == lines(score_each(sources, Faulty(), jobs=1, limits=limits))
    assert [json.loads(line).get("error") for line in found] == ["crash", None, "timeout"]


def test_it_is_lazy(cluster, few):
    taken = []

    def endless():
        while True:
            taken.append(1)
            yield NOTICE.format(1).encode()

    results = score_many(endless(), engine=cluster)
    next(results)
    results.close()
    assert len(taken) <= 40


def test_sources_are_found_in_a_saved_index_only(cluster, few, tmp_path):
    index = ReuseIndex(tmp_path / "index")
    index.add(DOCS[:20])
    with pytest.raises(ConfigError, match="save"):
        list(score_many([DOCS[2]], scorer=Scorer(index=ReuseIndex()), engine=cluster))
    index.save()
    scorer = Scorer(index=index)
    assert lines(score_many(DOCS[:6], scorer=scorer, engine=cluster)) == lines(score_many(DOCS[:6], scorer=scorer))


@pytest.mark.parametrize("scheme", ["char", "word"])
def test_an_index_answers_as_one_made_on_one_machine(cluster, few, tmp_path, scheme):
    sources = [*DOCS[:30], DOCS[4], Path("nowhere.docx"), *DOCS[10:]]
    built = build_index(tmp_path / "index", sources, scheme=scheme, engine=cluster)
    assert (built.added, [failure.path for failure in built.failures]) == (60, ["nowhere.docx"])
    assert build_index(tmp_path / "index", DOCS[:9], engine=cluster).added == 0
    own = ReuseIndex(scheme=scheme)
    own.add(DOCS)
    index = ReuseIndex.load(tmp_path / "index")
    assert index.info()["segments"] > 2 and index.records == own.records
    pairs = own.near_duplicates(0.6)
    assert len(pairs) > 10
    assert index.near_duplicates(0.6) == near_duplicates(tmp_path / "index", 0.6, engine=cluster) == pairs
    assert [one.id for one in index.query(DOCS[5])] == [one.id for one in own.query(DOCS[5])]
    assert not list((tmp_path / "index").glob(".build*"))


def kill_once(parts, marker, keep):
    """Stands in for a step of the shuffle whose worker is killed."""
    if not Path(marker).exists():
        Path(marker).touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return keep(parts)


def test_pairs_survive_a_killed_worker(cluster, few, tmp_path, monkeypatch):
    docs = [replace(doc, meta=replace(doc.meta, title="", issuers=())) for doc in DOCS]
    build_index(tmp_path / "index", docs, engine=cluster)
    killing = partial(kill_once, marker=str(tmp_path / "killed"), keep=duplicates._paired)
    monkeypatch.setattr(duplicates, "_paired", killing)
    expected = ReuseIndex.load(tmp_path / "index").near_duplicates(0.5, exclude=("issuer",))
    assert near_duplicates(tmp_path / "index", 0.5, exclude=("issuer",), engine=cluster) == expected
    assert (tmp_path / "killed").exists()


def test_pairs_of_one_issuer_are_left_out(cluster, few, tmp_path, monkeypatch):
    index = ReuseIndex()
    for half in (DOCS[:30], DOCS[30:]):
        with monkeypatch.context() as patched:
            patched.setattr(
                "formalism_nlp.reuse.index.record_of",
                lambda doc: replace(store.record_of(doc), issuer="甲" if int(doc.id[1:]) % 2 else "乙"),
            )
            index.add(half)
    index.save(tmp_path / "index")
    found = near_duplicates(tmp_path / "index", exclude=("issuer",), engine=cluster)
    assert found == index.near_duplicates(exclude=("issuer",)) != index.near_duplicates()


@pytest.fixture
def parts_in(tmp_path):
    """The texts as two part files in folders of their month, one row damaged."""
    for month, docs in (("2025-01", DOCS[:7]), ("2025-02", DOCS[7:12])):
        folder = tmp_path / "in" / f"month={month}"
        folder.mkdir(parents=True)
        rows = [json.dumps({"id": doc.id, "text": doc.text}, ensure_ascii=False) for doc in docs]
        (folder / "part-0.jsonl").write_text("\n".join([*rows, "{"]) + "\n", encoding="utf-8")
    return tmp_path / "in"


def whole(folder, suffix="jsonl"):
    return "".join(path.read_text(encoding="utf-8") for path in sorted(folder.rglob(f"*.{suffix}")))


def test_parts_are_the_same_rows_and_are_made_once(cluster, parts_in, tmp_path):
    output = Output(str(tmp_path / "out"))
    given = row_partitions(parts_in)
    done = list(score_parts(given, output, Scorer(), engine=cluster))
    assert [(part.name, part.documents, part.failures, part.before) for part in done] == [
        ("month=2025-01/part-0", 8, 1, False), ("month=2025-02/part-0", 6, 1, False),
    ]  # fmt: skip
    rows = whole(tmp_path / "out").splitlines(keepends=True)
    assert [row for row in rows if "failure/1" not in row] == lines(score_many(DOCS[:12]))
    (tmp_path / "out/month=2025-02/part-0.jsonl").unlink()
    again = list(score_parts(given, output, Scorer(), engine=cluster))
    assert [part.before for part in again] == [True, False] and whole(tmp_path / "out") == "".join(rows)
    with pytest.raises(ConfigError, match="不是这次写的"):
        list(score_parts(given[:1], output, Scorer(), engine=cluster))


def test_parquet_in_and_out(cluster, tmp_path):
    pa = pytest.importorskip("pyarrow")
    pq = pytest.importorskip("pyarrow.parquet")
    (tmp_path / "in").mkdir()
    table = pa.table({"id": [doc.id for doc in DOCS[:5]], "text": [doc.text for doc in DOCS[:5]]})
    pq.write_table(table, tmp_path / "in/part-0.parquet")
    output = Output(str(tmp_path / "out"), "parquet")
    assert [
        part.documents for part in score_parts(row_partitions(tmp_path / "in"), output, Scorer(), engine=cluster)
    ] == [5]
    rows = pq.read_table(tmp_path / "out/part-0.parquet").to_pylist()
    assert [row["score"] for row in rows] == [report.score.value for report in score_many(DOCS[:5])]


def test_command_line(cluster, samples, tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(parts.file_partitions, "__defaults__", (3,))
    monkeypatch.chdir(samples)
    files = sorted(path.name for path in samples.iterdir() if path.suffix == ".txt")[:4]
    one = ["score", *files, "--format", "jsonl"]
    code = main([*one, "-o", str(tmp_path / "one.jsonl")])
    assert main([*one, "--engine", cluster, "-o", str(tmp_path / "many.jsonl")]) == code
    assert main([*one, "--engine", cluster, "-o", f"{tmp_path}/parts/"]) == code
    expected = (tmp_path / "one.jsonl").read_text(encoding="utf-8")
    assert (tmp_path / "many.jsonl").read_text(encoding="utf-8") == expected == whole(tmp_path / "parts")
    assert sorted(path.name for path in (tmp_path / "parts").glob("*.jsonl")) == [
        "part-00000.jsonl",
        "part-00001.jsonl",
    ]
    told = [line.split("用时")[0] for line in capsys.readouterr().err.splitlines() if line.startswith("读了")]
    assert len(told) == 3 and len(set(told)) == 1


def test_what_is_missing_is_said(monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    monkeypatch.setitem(sys.modules, "cloudpickle", None)
    with pytest.raises(ConfigError, match=r"formalism_nlp\[engine\]"):
        list(score_many([b""], engine="dask"))
    with pytest.raises(ConfigError, match="没有引擎 'spark'"):
        list(score_many([b""], engine="spark"))


def test_nobody_answers(monkeypatch):
    pytest.importorskip("distributed", reason="the extra `engine` is not installed")
    monkeypatch.setattr("formalism_nlp.engine.cluster._WAIT_SECONDS", 1)
    with pytest.raises(ConfigError, match="连不上"):
        list(score_many([b""], engine="tcp://127.0.0.1:1"))
