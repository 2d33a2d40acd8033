import multiprocessing
import os
import sys
import time

import pytest

from formalism_nlp import Failure, Report, Scorer, bulk, score_many, to_frame
from formalism_nlp.bulk import Limits, score_each
from formalism_nlp.bulk.pool import Lost, in_order
from formalism_nlp.errors import ConfigError
from formalism_nlp.model.encode import fold
from formalism_nlp.render.frame import DOCUMENT_COLUMNS
from formalism_nlp.tokens import Tokenizer

NOTICE = "关于值守的通知\n各村：\n　　第{}组每晚8时报水位。\n"
MB = 1024 * 1024


class Faulty(Scorer):
    """Does to its process what some documents do."""

    def score(self, source):
        if source == b"kill":
            os._exit(9)
        if source == b"hang":
            time.sleep(60)
        if source == b"eat":
            return bytearray(1000 * MB)
        if source == b"stumble":
            raise ZeroDivisionError("boom")
        if isinstance(source, bytes) and source.startswith(b"once:"):
            marker = source[5:].decode()
            if not os.path.exists(marker):
                open(marker, "x").close()
                os.kill(os.getpid(), 9)
            source = NOTICE.encode()
        return super().score(source)


def kinds(results):
    return [type(result).__name__ if isinstance(result, Report) else result.error for result in results]


@pytest.mark.parametrize("jobs", [None, 1, 2])
def test_order_is_kept_and_a_bad_file_is_one_failure(jobs):
    sources = [NOTICE.format(i).encode() if i % 5 else b"" for i in range(1, 31)]
    results = list(score_many(sources, jobs=jobs))
    assert [isinstance(result, Failure) for result in results] == [not source for source in sources]
    groups = [result.content.text.split("第")[1].split("组")[0] for result in results if isinstance(result, Report)]
    assert groups == [str(i) for i in range(1, 31) if i % 5]


def test_results_are_the_same_for_any_number_of_processes(samples):
    files = sorted(path for path in samples.iterdir() if path.suffix in bulk.SUFFIXES)[:6]
    assert [r.to_dict() for r in score_many(files)] == [r.to_dict() for r in score_many(files, jobs=2)]


def test_it_is_lazy():
    def endless():
        while True:
            yield NOTICE.encode()

    for jobs in (None, 2):
        results = score_many(endless(), jobs=jobs)
        assert isinstance(next(results), Report)
        results.close()


def test_what_happens_to_a_worker_costs_one_failure():
    sources = [b"hang", NOTICE.encode(), b"kill", b"eat", NOTICE.encode(), b"stumble", NOTICE.encode()]
    limits = Limits(seconds=1.5, memory=200 * MB)
    results = list(score_each(sources, Faulty(), jobs=2, limits=limits))
    expected = ["timeout", "Report", "crash", "memory", "Report", "ZeroDivisionError", "Report"]
    if sys.platform != "linux":
        expected[3] = "bytearray"
    assert kinds(results) == expected
    assert results[0].message.startswith("超过 1.5 秒") and "boom" in results[5].message


def test_a_worker_killed_from_outside_costs_nothing(tmp_path):
    sources = [f"once:{tmp_path}/{i}".encode() for i in range(3)]
    assert kinds(score_many(sources, jobs=2, scorer=Faulty())) == ["Report"] * 3


class Slow:
    def warm(self):
        pass

    def __call__(self, task):
        time.sleep(0.002)
        return bytes(100_000)


def test_a_storm_of_kills_loses_no_task():
    results = []
    for _, result in in_order(range(300), Slow(), 2, Limits()):
        results.append(result)
        if len(results) % 30 == 15:
            multiprocessing.active_children()[0].kill()
    assert len(results) == 300 and not any(isinstance(result, Lost) for result in results)


def test_results_behind_a_slow_one_are_bounded(monkeypatch):
    monkeypatch.setattr("formalism_nlp.bulk.pool._MOST_KEPT", 10)
    taken = []

    def sources():
        for source in [b"hang", *[b"x"] * 40]:
            taken.append(source)
            yield source

    results = score_each(sources(), Faulty(), jobs=2, limits=Limits(seconds=1.0))
    assert next(results).error == "timeout" and len(taken) <= 12
    assert len(list(results)) == 40


def test_a_source_that_cannot_be_sent_is_one_failure(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(NOTICE, encoding="utf-8")
    with path.open("rb") as stream:
        assert kinds(score_many([NOTICE, stream, NOTICE], jobs=1)) == ["Report", "unsent", "Report"]
    with path.open("rb") as stream:
        assert kinds(score_many([stream])) == ["Report"]


@pytest.mark.parametrize("options", [{"jobs": 0}, {"timeout": 0}])
def test_no_jobs_and_no_time_are_mistakes(options):
    with pytest.raises(ConfigError):
        score_many([], **options)


def test_a_file_that_vanishes_is_one_failure(tmp_path):
    def sources():
        for name in "ab":
            path = tmp_path / name
            path.write_text(NOTICE, encoding="utf-8")
            if name == "a":
                path.unlink()
            yield path

    assert kinds(score_many(sources(), jobs=1)) == ["unreadable", "Report"]


def test_a_file_that_changes_while_it_is_read_is_one_failure(tmp_path, monkeypatch):
    path = tmp_path / "a.txt"
    path.write_text(NOTICE, encoding="utf-8")
    state = os.fstat

    def changed(number):
        found = state(number)
        with path.open("a", encoding="utf-8") as file:
            file.write("　　又一段。\n")
        return found

    monkeypatch.setattr(os, "fstat", changed)
    [failure] = score_many([path])
    assert failure.error == "unreadable" and "被改动" in failure.message


def test_a_folder_without_permission_is_told(tmp_path, monkeypatch):
    (tmp_path / "closed").mkdir()
    real = os.scandir

    def refused(path):
        if str(path).endswith("closed"):
            raise PermissionError(13, "Permission denied")
        return real(path)

    monkeypatch.setattr(os, "scandir", refused)
    monkeypatch.setattr(os, "access", lambda *_: False)
    [failure] = score_many(bulk.Walk([tmp_path]))
    assert failure.path.endswith("closed") and "文件夹打不开" in failure.message


def test_walk_is_sorted_skips_hidden_and_counts_the_rest(tmp_path):
    for name in ("b.txt", "a.docx", "sub/c.pdf", ".hidden.txt", "~$a.docx", "table.xlsx", "sub/data.tsv", ".git/x.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"x")
    (tmp_path / "loop").symlink_to(".")
    (tmp_path / "c.txt").symlink_to("c.txt")
    walk = bulk.Walk([tmp_path, tmp_path / "table.xlsx"])
    found = [path.relative_to(tmp_path).as_posix() for path in walk]
    assert found == ["a.docx", "b.txt", "c.txt", "sub/c.pdf", "table.xlsx"]
    assert walk.passed_over == {".xlsx": 1, ".tsv": 1, "（指向文件夹的链接）": 1}
    assert kinds(score_many([tmp_path / "c.txt"])) == ["unreadable"]


def test_a_document_is_cut_into_words_once(monkeypatch, samples):
    cut, seen = Tokenizer.cut, []

    def counted(self, text):
        seen.append(text)
        return cut(self, text)

    monkeypatch.setattr(Tokenizer, "cut", counted)
    report = Scorer().score(samples / "04_county_water_plan.docx")
    doc = report.content
    headings = {doc.quote(unit.heading) for unit in report.units if unit.heading} | {doc.meta.title}
    folded = [bytes(fold([doc.quote(unit.span)]).astype("<u4")).decode("utf-32-le") for unit in report.units]
    # Title and headings are cut a second time, as the context of the sentences below them.
    long = {sentence.strip() for sentence in folded if len(sentence) > 30}
    assert long and {sentence: "".join(seen).count(sentence) for sentence in long} == dict.fromkeys(long, 1)
    assert sum(map(len, seen)) <= len(doc.text) + sum(map(len, headings)) + 4 * len(headings)


def test_results_become_a_table(samples):
    table = to_frame(score_many([samples / "02_same_day_forms.docx", b"", NOTICE]))
    assert list(table.columns[: len(DOCUMENT_COLUMNS)]) == list(DOCUMENT_COLUMNS)
    assert table["status"].tolist() == ["ok", "failure", "insufficient"]
    assert table["FRM-02"].isna().tolist() == [False, True, False] and table["FRM-02"][0] > 0
    assert table["score"].isna().tolist() == [False, True, True] and 0 <= table["emptiness"][0] <= 1
    assert str(table["date"].dtype).startswith("datetime64")
    assert list(to_frame([]).columns) == list(table.columns)
