import os

import pytest

from formalism_nlp import Failure, Report, Scorer, bulk, score_many
from formalism_nlp.errors import ConfigError

NOTICE = "关于值守的通知\n各村：\n　　第{}组每晚8时报水位。\n"


class Killer(Scorer):
    """Ends its own process at one document, as the kernel does when memory runs out."""

    def score(self, source):
        if isinstance(source, bytes) and source == b"kill":
            os._exit(9)
        return super().score(source)


class Stumbler(Scorer):
    def score(self, source):
        if source == b"stumble":
            raise ZeroDivisionError("boom")
        return super().score(source)


@pytest.mark.parametrize("jobs", [None, 2])
def test_order_is_kept_and_a_bad_file_is_one_failure(jobs):
    sources = [NOTICE.format(i).encode() if i % 5 else b"" for i in range(1, 31)]
    results = list(score_many(sources, jobs=jobs))
    assert [isinstance(result, Failure) for result in results] == [not source for source in sources]
    groups = [result.content.text.split("第")[1].split("组")[0] for result in results if isinstance(result, Report)]
    assert groups == [str(i) for i in range(1, 31) if i % 5]


def test_results_are_the_same_for_any_number_of_processes(samples):
    files = sorted(path for path in samples.iterdir() if path.suffix in bulk.SUFFIXES)[:8]
    assert [r.to_dict() for r in score_many(files)] == [r.to_dict() for r in score_many(files, jobs=2)]


def test_it_is_lazy():
    def endless():
        while True:
            yield NOTICE.encode()

    for jobs in (None, 2):
        results = score_many(endless(), jobs=jobs)
        assert isinstance(next(results), Report)
        results.close()


def test_a_dead_worker_costs_one_failure():
    sources = [NOTICE.encode(), b"kill", NOTICE.encode(), NOTICE.encode()]
    results = list(score_many(sources, jobs=2, scorer=Killer()))
    assert [type(r).__name__ for r in results] == ["Report", "Failure", "Report", "Report"]
    assert results[1].error == "crash"


def test_an_internal_error_is_told_as_one_failure():
    results = list(score_many([b"stumble", NOTICE.encode()], scorer=Stumbler()))
    assert (results[0].stage, results[0].error) == ("score", "ZeroDivisionError") and "boom" in results[0].message
    assert isinstance(results[1], Report)


def test_no_jobs_is_a_mistake():
    with pytest.raises(ConfigError):
        score_many([], jobs=0)


def test_walk_is_sorted_skips_hidden_and_counts_the_rest(tmp_path):
    for name in ("b.txt", "a.docx", "sub/c.pdf", ".hidden.txt", "~$a.docx", "table.xlsx", "sub/data.tsv", ".git/x.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"x")
    walk = bulk.Walk([tmp_path, tmp_path / "table.xlsx"])
    assert [path.relative_to(tmp_path).as_posix() for path in walk] == ["a.docx", "b.txt", "sub/c.pdf", "table.xlsx"]
    assert walk.passed_over == {".xlsx": 1, ".tsv": 1}
