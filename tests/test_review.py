"""Findings that somebody answers for or that are known: left out, but never silently."""

import datetime
import json

import pytest

from formalism_nlp import RULES, Document, Scorer, check
from formalism_nlp.cli import main
from formalism_nlp.errors import ConfigError
from formalism_nlp.rules.baseline import Baseline, baseline_json
from formalism_nlp.rules.suppression import Suppressions

NOTICE = (
    "松垣县水利局关于清淤的通知\n各乡镇水利站：\n　　请于今天下午5时前将清淤统计表报县局。\n　　各站每周五报送清淤进度表。\n"
    "松垣县水利局\n2025年3月4日\n"
)
TODAY = datetime.date(2025, 3, 4)
ENTRY = '[[suppress]]\ncode = "FRM-02"\nfile = "*.txt"\nreason = "险段抢修，经县政府同意"\nuntil = 2025-06-30\n'


@pytest.fixture
def draft(tmp_path):
    path = tmp_path / "清淤.txt"
    path.write_text(NOTICE, encoding="utf-8")
    return path


def suppressions(tmp_path, text, on=TODAY):
    path = tmp_path / "formalism.toml"
    path.write_text(text, encoding="utf-8")
    return Suppressions.load(path, RULES, on=on)


def run(capsys, *args):
    code = main([str(arg) for arg in args])
    captured = capsys.readouterr()
    return code, captured.out, captured.err


def statuses(outcomes):
    return {outcome.code: (outcome.status, outcome.reason) for outcome in outcomes}


def test_a_suppressed_finding_is_ignored_with_its_reason(tmp_path):
    doc = Document.from_text(NOTICE, id="a")
    found = suppressions(tmp_path, ENTRY.replace('file = "*.txt"', 'document = "a"'))
    before, after = statuses(check(doc)), statuses(found(doc, check(doc)))
    assert before["FRM-02"][0] == "hit" and before["FRM-01"] == after["FRM-01"]
    status, reason = after["FRM-02"]
    assert (
        status == "ignored" and "险段抢修" in reason and "2025-06-30" in reason and "formalism.toml 第 1 行" in reason
    )
    assert found.unused([reason]) == () and len(found.unused([])) == 1


@pytest.mark.parametrize(
    ("line", "left"),
    [
        ('quote = "今天 下午"', False),
        ('quote = "明天上午"', True),
        ('file = "2024/*"', True),
        ('document = "b"', True),
        ('code = "same-day-deadline"', False),
    ],
)
def test_an_entry_covers_only_what_it_names(tmp_path, line, left):
    key = line.split(" = ")[0]
    kept = [old for old in ENTRY.replace('"*.txt"', '"*"').splitlines() if not old.startswith(key)]
    found = suppressions(tmp_path, "\n".join([*kept, line]) + "\n")
    outcomes = found(Document.from_text(NOTICE, id="a"), check(Document.from_text(NOTICE, id="a")))
    assert (statuses(outcomes)["FRM-02"][0] == "hit") is left


def test_an_expired_entry_holds_no_longer(tmp_path):
    found = suppressions(tmp_path, ENTRY.replace("*.txt", "*"), on=datetime.date(2025, 7, 1))
    doc = Document.from_text(NOTICE)
    assert found(doc, check(doc)) == check(doc) and [entry.code for entry in found.expired] == ["FRM-02"]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("reason", "# reason", "缺少理由"),
        ("until", "# until", "缺少到期日"),
        ("2025-06-30", '"2025-06-30"', "不加引号"),
        ("file", "# file", "哪些文件"),
        ("FRM-02", "XXX-99", "没有规则 XXX-99"),
        ('"*.txt"', "3", "加引号"),
        ("file", "fiel", "没有 fiel"),
        ('reason = "险', "reason = 险", "第 5 行"),
        ("[[suppress]]", "[other]", "多出 other"),
    ],
)
def test_a_wrong_entry_is_told_with_its_line(tmp_path, old, new, told):
    with pytest.raises(ConfigError, match=r"formalism\.toml") as error:
        suppressions(tmp_path, "# 说明\n" + ENTRY.replace(old, new))
    assert told in str(error.value) and ("第" in str(error.value) or "other" in told) and "\n" not in str(error.value)


def test_the_command_tells_expired_and_unmatched_entries(capsys, tmp_path, draft):
    file = tmp_path / "formalism.toml"
    old = ENTRY.replace("FRM-02", "FRM-01").replace("2025-06-30", "2025-01-31")
    file.write_text(ENTRY + old + ENTRY.replace("FRM-02", "DUT-03"), encoding="utf-8")
    args = ("--suppress", file, "--on", "2025-03-04", "--fail-on", "issue", "--select", "FRM")
    for command in ("check", "score"):
        code, out, err = run(capsys, command, draft, *args)
        assert code == 1 and "FRM-01" in out and "FRM-02" not in out
        assert "formalism.toml 第 6 行 的 FRM-01 已于 2025-01-31 到期" in err
        assert "formalism.toml 第 11 行 的 DUT-03 没有对上任何发现" in err and "第 1 行" not in err
    code, out, _ = run(capsys, "score", draft, *args, "--format", "json")
    ignored = [one for one in json.loads(out)[0]["outcomes"] if one["status"] == "ignored"]
    assert [one["code"] for one in ignored] == ["FRM-02"] and "险段抢修" in ignored[0]["reason"]


def test_only_findings_that_are_not_in_the_baseline_are_reported(capsys, tmp_path, draft):
    base = tmp_path / "基线.json"
    code, _, err = run(capsys, "check", draft, "--select", "FRM", "--write-baseline", base)
    assert code == 0 and "基线已写入" in err
    data = json.loads(base.read_text(encoding="utf-8"))
    assert data["schema"] == "formalism.baseline/1" and set(data["versions"]) == {"formalism_nlp", "rules"}
    args = ("--select", "FRM", "--baseline", base, "--fail-on", "tip")
    code, out, err = run(capsys, "check", draft, *args)
    assert code == 0 and "未发现问题" in out and "另一个版本" not in err
    draft.write_text(
        "\n" + NOTICE.replace("每周五报送", "每周五 报送").replace("2025年", "　　各站立即报送泵站清单。\n2025年", 1),
        encoding="utf-8",
    )
    code, out, _ = run(capsys, "score", draft, *args)
    assert code == 1 and out.count("原文：") == 1 and "泵站清单" in out
    assert "另一个版本" in run(capsys, "check", draft, "--baseline", base)[2]


def test_a_known_finding_counts_as_often_as_it_was_found():
    doc = Document.from_text(NOTICE, id="a")
    known = [("a", finding) for outcome in check(doc) for finding in outcome.findings]
    text = baseline_json(reversed(known), {})
    assert text == baseline_json(known, {})
    rows = {row["fingerprint"]: row["count"] for row in json.loads(text)["findings"]}
    after = Baseline(rows, {})(doc, check(doc))
    assert not any(outcome.findings for outcome in after)
    assert "已知不报" in statuses(after)["FRM-02"][1]
    assert Baseline(rows, {})(Document.from_text(NOTICE, id="b"), check(doc)) == check(doc)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("{", "第 1 行"),
        ('{"schema": "other"}', "不是基线文件"),
        ('{"schema": "formalism.baseline/1", "findings": [{}]}', "第 1 条"),
    ],
)
def test_a_wrong_baseline_is_one_line(tmp_path, text, told):
    (tmp_path / "b.json").write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError, match=told):
        Baseline.load(tmp_path / "b.json")
    with pytest.raises(ConfigError, match="write-baseline"):
        Baseline.load(tmp_path / "none.json")


def test_verbose_lists_the_time_of_every_rule(capsys, draft):
    for command in ("check", "score"):
        _, out, err = run(capsys, command, draft, "-v", "--select", "FRM")
        table = err.partition("各规则用时")[2]
        assert (
            "directives" in table and all(f"FRM-0{n}" in table for n in (1, 2, 4, 5, 6)) and "用时（毫秒）" not in out
        )
    assert "各规则用时" not in run(capsys, "check", draft)[2]


def test_times_change_no_result(draft):
    doc = Document.from_text(NOTICE)
    times = {}
    assert check(doc, times=times) == check(doc)
    assert set(times) == {"directives", *(rule.code for rule in RULES)} and all(value >= 0 for value in times.values())


def test_suppressed_findings_do_not_count_in_the_score(tmp_path):
    found = suppressions(tmp_path, ENTRY.replace("*.txt", "*"))
    doc = Document.from_text(NOTICE, id="a")
    plain, reviewed = Scorer(model=False).score(doc), Scorer(model=False, review=[found]).score(doc)
    assert "FRM-02" in {finding.code for finding in plain.findings} - {finding.code for finding in reviewed.findings}
    assert reviewed.score.parts["burden"].value < plain.score.parts["burden"].value
