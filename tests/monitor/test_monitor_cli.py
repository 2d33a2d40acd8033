"""``formalism monitor`` from adding to the page."""

import json

import pytest

from formalism_nlp.cli import main

NOTICE = (
    "松垣县水利局关于清淤的通知\n各乡镇人民政府：\n　　请各乡镇于3月20日前报送清淤台账。\n松垣县水利局\n2025年3月4日"
)


@pytest.fixture
def db(tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.txt").write_text(NOTICE, encoding="utf-8")
    path = str(tmp_path / "s.duckdb")
    assert (
        main(["monitor", "point", "add", "柳塘镇", "--inbox", str(folder), "--start", "2025-01-01", "--store", path])
        == 0
    )
    assert main(["monitor", "add", "--store", path, "--no-model"]) == 0
    return path


def run(capsys, *args):
    code = main(["monitor", *args])
    done = capsys.readouterr()
    return code, done.out, done.err


def test_info(db, capsys):
    code, out, _ = run(capsys, "info", "--store", db, "--format", "json")
    told = json.loads(out)
    assert (
        code == 0
        and told | {"documents": 1, "points": 1, "first_date": "2025-03-04", "last_date": "2025-03-04"} == told
    )
    assert told["findings"] >= 1
    assert "文件：1" in run(capsys, "info", "--store", db)[1]


def test_add_again_and_what_is_unread(db, tmp_path, capsys):
    code, _, err = run(capsys, "add", str(tmp_path / "in"), "--store", db, "--no-model")
    assert code == 0 and "新加入 0 份，已有 1 份" in err
    (tmp_path / "in" / "x.pdf").write_bytes(b"%PDF-1.4 nothing")
    code, _, err = run(capsys, "add", str(tmp_path / "in"), "--store", db, "--no-model")
    assert code == 3 and "未能读取 1 份" in err
    assert run(capsys, "add", str(tmp_path / "none"), "--store", db)[0] == 2
    assert run(capsys, "add", "--store", str(tmp_path / "new.duckdb"))[0] == 2


def test_report_in_each_form(db, tmp_path, capsys):
    code, out, _ = run(capsys, "report", "--store", db, "--period", "2025-03")
    assert code == 0 and "【柳塘镇收到】" in out and "口径 r24/2024.1" in out
    told = json.loads(run(capsys, "report", "--store", db, "--period", "2025Q1", "--format", "json")[1])
    assert told["schema"] == "formalism.monitor-report/1" and told["coverage"]["documents"] == 1
    page = tmp_path / "p.html"
    assert run(capsys, "dashboard", "--store", db, "--period", "2025", "-o", str(page))[0] == 0
    assert page.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert run(capsys, "report", "--store", db, "--period", "2025-99")[0] == 2
    assert "找不到监测库" in run(capsys, "report", "--store", str(tmp_path / "no.duckdb"), "--period", "2025")[2]


def test_explain_windows_points_reverse(db, capsys):
    document = json.loads(run(capsys, "report", "--store", db, "--period", "2025", "--format", "json")[1])["figures"][
        0
    ]["documents"][0]
    assert "填表报数要求：计入" in run(capsys, "explain", document, "--store", db)[1]
    assert run(capsys, "explain", "none", "--store", db)[0] == 2
    for _ in range(2):
        assert run(capsys, "window", "add", "松垣县", "2025-02-01", "2025-03-31", "专项督查", "--store", db)[0] == 0
    assert run(capsys, "window", "list", "--store", db)[1].count("专项督查") == 1
    assert "柳塘镇　2025-01-01 起" in run(capsys, "point", "list", "--store", db)[1]
    assert (
        "松垣县水利局：收到 1 份"
        in run(capsys, "reverse", "--store", db, "--period", "2025", "--received-by", "柳塘镇")[1]
    )


def test_ledger_from_open_to_list(db, tmp_path, capsys):
    report = json.loads(run(capsys, "report", "--store", db, "--period", "2025", "--format", "json")[1])
    document = next(iter(report["documents"]))
    steps = (
        ("open", "FRM-01", "松垣县水利局", "台账", "--document", document), ("confirm", "1", "--office", "县委办"),
        ("measure", "1", "--office", "县水利局", "--note", "并表", "--due", "2025-04-01", "--on", "2025-03-10"),
    )  # fmt: skip
    for step in steps:
        assert run(capsys, "ledger", *step, "--store", db)[0] == 0
    code, _, err = run(capsys, "ledger", "close", "1", "--office", "县委办", "--on", "2025-05-01", "--store", db)
    assert code == 2 and "核验" in err
    assert "逾期" in run(capsys, "ledger", "list", "--overdue", "--on", "2025-05-01", "--store", db)[1]
    word = tmp_path / "l.docx"
    assert run(capsys, "ledger", "list", "-o", str(word), "--store", db)[0] == 0 and word.read_bytes()[:2] == b"PK"
    assert run(capsys, "ledger", "list", "--format", "csv", "--store", db)[1].startswith("\ufeff编号")
