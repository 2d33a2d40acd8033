import csv
import io
import json
import subprocess
import sys
import zipfile

import pytest

from formalism_nlp import __version__
from formalism_nlp.cli import main

REQUEST = "松垣县人民政府关于灾情的报告\n泽安市人民政府：\n　　我县十个村受灾。恳请市政府安排救灾资金200万元。\n松垣县人民政府\n2025年3月4日"


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "a.txt").write_text(REQUEST, encoding="utf-8")
    (tmp_path / "b.txt").write_text("关于值守的通知\n各村：\n　　镇水利站派两人看守泵站。\n", encoding="gb18030")
    return tmp_path


def run(capsys, *args):
    code = main([str(arg) for arg in args])
    captured = capsys.readouterr()
    return code, captured.out, captured.err


def test_text_goes_to_stdout_and_the_summary_to_stderr(capsys, folder):
    code, out, err = run(capsys, "score", folder)
    assert code == 0 and "FMT-03" in out and "恳请" in out and "第十五条" in out
    assert "读了 2 份" in err and "FMT-03 1 处" in err and "读了" not in out


def test_exit_codes(capsys, folder):
    assert run(capsys, "score", folder, "--fail-on", "issue")[0] == 1
    assert run(capsys, "score", folder / "b.txt", "--fail-on", "tip")[0] == 0
    assert run(capsys, "score", folder, "--fail-on", "issue", "--ignore", "FMT-03")[0] == 0
    assert run(capsys, "score", folder, "--select", "NONE-01")[0] == 2
    (folder / "c.docx").write_bytes(b"")
    assert run(capsys, "score", folder, "--fail-on", "issue")[0] == 3
    assert run(capsys, "score", folder / "nowhere.txt")[0] == 3
    with pytest.raises(SystemExit) as usage:
        main(["score"])
    assert usage.value.code == 2


def test_an_internal_error_is_one_line_and_code_4(capsys, folder, monkeypatch):
    monkeypatch.setattr("formalism_nlp.commands.runs.score_each", lambda *args, **options: 1 / 0)
    code, _, err = run(capsys, "score", folder)
    assert code == 4 and "程序内部错误" in err and "Traceback" not in err


def test_jsonl_is_one_object_a_line_in_order(capsys, folder):
    (folder / "aa.pdf").write_bytes(b"%PDF-1.7 broken")
    code, out, _ = run(capsys, "score", folder, "--format", "jsonl", "-j", "2")
    rows = [json.loads(line) for line in out.splitlines()]
    assert code == 3 and [row["schema"] for row in rows] == [
        "formalism.report/1",
        "formalism.failure/1",
        "formalism.report/1",
    ]
    assert rows[1]["path"].endswith("aa.pdf") and rows[1]["message"]


def test_csv_opens_in_excel_and_cannot_run_formulas(capsys, folder):
    (folder / "=cmd.txt").write_text("=HYPERLINK(1)的通知\n各村：\n　　每晚8时报水位。\n", encoding="utf-8")
    code, out, _ = run(capsys, "score", folder, "--format", "csv")
    assert code == 0 and out.startswith("\ufeff")
    rows = list(csv.DictReader(io.StringIO(out.removeprefix("\ufeff"))))
    assert len(rows) == 3 and not any(value and value[0] in "=+-@" for row in rows for value in row.values())
    assert any(row["title"].startswith("'=HYPERLINK") for row in rows)


@pytest.mark.parametrize(
    ("name", "start"),
    [("r.html", "<!DOCTYPE html>"), ("r.json", "["), ("r.csv", "\ufeffpath"), ("r.jsonl", '{"schema"')],
)
def test_the_suffix_decides_the_format(capsys, folder, tmp_path_factory, name, start):
    target = tmp_path_factory.mktemp("out") / name
    code, out, err = run(capsys, "score", folder, "-o", target)
    assert code == 0 and out == "" and str(target) in err
    assert target.read_text(encoding="utf-8").lower().startswith(start.lower())
    assert list(target.parent.iterdir()) == [target]


def test_output_mistakes_are_told(capsys, folder, tmp_path):
    assert run(capsys, "score", folder, "-o", tmp_path / "r.xyz")[0] == 2
    code, _, err = run(capsys, "score", folder, "-o", tmp_path / "nowhere" / "r.html")
    assert code == 2 and "写不了" in err
    empty = tmp_path / "empty"
    empty.mkdir()
    code, _, err = run(capsys, "score", empty)
    assert code == 2 and "没有找到" in err


def test_read_shows_the_header_facts(capsys, folder):
    code, out, _ = run(capsys, "read", folder / "a.txt")
    assert code == 0 and "文种：报告" in out and "松垣县人民政府〔县级〕" in out and "2025-03-04" in out
    code, out, _ = run(capsys, "read", folder / "a.txt", "--format", "json")
    plain = json.loads(out)
    assert plain["meta"]["genre"] == "报告" and plain["text"].startswith("松垣县")
    assert run(capsys, "read", folder / "nowhere.txt")[0] == 3


def test_check_and_rules(capsys, folder):
    code, out, _ = run(capsys, "check", folder, "--fail-on", "issue")
    assert code == 1 and "FMT-03" in out and "得分" not in out
    code, out, _ = run(capsys, "rules")
    assert code == 0 and "DOC-01" in out and "FMT-03" in out
    code, out, _ = run(capsys, "rules", "doc-01")
    assert code == 0 and "## 依据" in out and "5000" in out
    assert run(capsys, "rules", "nope")[0] == 2


def test_the_module_is_the_command():
    done = subprocess.run(
        [sys.executable, "-m", "formalism_nlp", "--version"], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == f"formalism_nlp {__version__}"


def test_compare_and_index(capsys, samples, tmp_path):
    child, parent = samples / "06_neighbour_water_plan.docx", samples / "04_county_water_plan.docx"
    code, out, _ = run(capsys, "compare", child, parent)
    assert code == 0 and "照抄" in out and "松垣县→禾川县" in out
    page = tmp_path / "c.html"
    assert run(capsys, "compare", child, parent, "-o", page)[0] == 0
    assert "照抄" in page.read_text(encoding="utf-8")
    index = tmp_path / "index"
    assert run(capsys, "index", "add", index, parent, samples / "19_reply.pdf")[0] == 0
    assert "04_county_water_plan" in run(capsys, "index", "query", index, child)[1]
    assert "文件：2" in run(capsys, "index", "info", index)[1]
    code, out, _ = run(capsys, "score", child, "--index", index)
    assert code == 0 and "CPY-02" in out and "DOC-16" in out and "上下一般粗" in out
    assert run(capsys, "index", "add", index, tmp_path / "nowhere.docx")[0] == 3
    with zipfile.ZipFile(tmp_path / "往来.zip", "w") as archive:
        archive.write(samples / "08_section_tip.docx", "一.docx")
    assert run(capsys, "index", "add", index, tmp_path / "往来.zip")[0] == 0
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "表.xlsx").write_bytes(b"x")
    assert "另有 1 个不是文稿的文件没有读（.xlsx）" in run(capsys, "index", "add", index, tmp_path / "folder")[2]
    assert "文件：3" in run(capsys, "index", "info", index)[1]


def test_patterns_only(capsys, tmp_path):
    path = tmp_path / "通知.txt"
    path.write_text(
        "松垣县农业农村局\n关于做好秋季防疫工作的通知\n\n各乡镇人民政府：\n"
        "　　各乡镇自行腾挪人手和车辆，误工、油钱从自己的盘子里匀。\n",
        encoding="utf-8",
    )
    assert "写法与“下派事项没有批准" in run(capsys, "check", path)[1]
    assert "写法与" not in run(capsys, "check", path, "--patterns-only")[1]
    assert "写法与" not in run(capsys, "score", path, "--patterns-only")[1]
