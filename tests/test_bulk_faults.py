"""Runs of ``formalism score`` that are killed, run out of space or meet another run: nothing is lost or doubled."""

import csv
import io
import json
import os
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest
from filelock import FileLock

from formalism_nlp import to_frame
from formalism_nlp.cli import main
from formalism_nlp.commands.part_file import PartFile
from formalism_nlp.commands.sinks import _Lines

NOTICE = "关于值守的通知\n各村：\n　　第{}组每晚8时报水位。\n"
NAMES = ("a\nb.txt", "=c,d.txt", '"e".txt')


@pytest.fixture
def folder(tmp_path):
    inside = tmp_path / "in"
    inside.mkdir()
    for n in range(12):
        (inside / f"{n:03}.txt").write_text(NOTICE.format(n), encoding="utf-8")
    for name in NAMES:
        (inside / name).write_text(NOTICE.format(name[0]), encoding="utf-8")
    (inside / "empty.txt").touch()
    return inside


def run(capsys, *args):
    code = main([str(arg) for arg in args])
    return code, capsys.readouterr().err


def parts(folder):
    return sorted(folder.glob("*.part"))


TORN = [
    ("jsonl", b""), ("jsonl", b'{"schema": "form'), ("jsonl", b"\n\n{}\n"), ("csv", b"in/x.txt,"), ("csv", b"\n"),
]  # fmt: skip


@pytest.mark.parametrize(("format", "tail"), TORN)
def test_a_broken_off_file_is_continued(capsys, folder, monkeypatch, format, tail):
    whole, out = folder.parent / f"whole.{format}", folder.parent / f"out.{format}"
    assert run(capsys, "score", folder, "-o", whole)[0] == 3

    def broken(self, content):
        lines.append(content)
        if len(lines) == 6:
            raise KeyboardInterrupt
        added(self, content)

    lines, added = [], _Lines.add
    with monkeypatch.context() as patch:
        patch.setattr(_Lines, "add", broken)
        code, err = run(capsys, "score", folder, "-o", out)
    [part] = parts(folder.parent)
    assert code == 130 and "读了 5 份" in err and "--resume" in err and not out.exists()
    with part.open("ab") as file:
        file.write(tail)
    code, err = run(capsys, "score", folder, "-o", out, "--resume", "-j", "2")
    assert code == 3 and "上次已做完 5 份" in err and "读了 10 份" in err
    assert out.read_bytes() == whole.read_bytes() and parts(folder.parent) == []
    assert not list(folder.parent.glob("*.lock"))


def test_a_part_is_not_thrown_away_or_mixed(capsys, folder, monkeypatch):
    out = folder.parent / "out.jsonl"
    made = []
    monkeypatch.setattr(
        PartFile, "__exit__", lambda self, *_: (made.append(self.part), self._leave(), self._drop_lock())
    )
    run(capsys, "score", folder, "-o", out)
    monkeypatch.undo()
    code, err = run(capsys, "score", folder, "-o", out)
    assert code == 2 and "--resume" in err and made[0].exists()
    code, err = run(capsys, "score", folder, "-o", out, "--ignore", "FRM", "--resume")
    assert code == 2 and "别的选项" in err
    code, err = run(capsys, "score", folder, "-o", out, "--resume")
    assert code == 3 and "读了 0 份" in err and len(out.read_bytes().splitlines()) == 16


def test_names_survive_every_format(capsys, folder):
    for format in ("jsonl", "csv"):
        run(capsys, "score", folder, "-o", folder.parent / f"r.{format}")
    rows = [json.loads(line) for line in (folder.parent / "r.jsonl").read_text(encoding="utf-8").splitlines()]
    paths = [row["document"]["path"] if "document" in row else row["path"] for row in rows]
    assert {Path(path).name for path in paths} >= set(NAMES) and len(paths) == 16
    text = (folder.parent / "r.csv").read_bytes().decode("utf-8-sig")
    table = list(csv.DictReader(io.StringIO(text)))
    assert len(table) == 16 and all("\n" not in value for row in table for value in row.values())


@pytest.mark.skipif(sys.platform != "linux", reason="limits the size of files")
def test_a_full_disk_keeps_what_is_done(capsys, folder):
    resource = pytest.importorskip("resource")
    out, limits = folder.parent / "out.jsonl", resource.getrlimit(resource.RLIMIT_FSIZE)
    whole = folder.parent / "whole.jsonl"
    run(capsys, "score", folder, "-o", whole)
    resource.setrlimit(resource.RLIMIT_FSIZE, (whole.stat().st_size // 2, limits[1]))
    try:
        code, err = run(capsys, "score", folder, "-o", out)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    [part] = parts(folder.parent)
    assert code == 2 and "写不了" in err and "--resume" in err and not out.exists()
    assert part.read_bytes().endswith(b"\n")
    assert run(capsys, "score", folder, "-o", out, "--resume")[0] == 3
    assert out.read_bytes() == whole.read_bytes()


def test_two_runs_do_not_write_one_file(capsys, folder):
    out = folder.parent / "out.csv"
    with FileLock(f"{out}.lock"):
        code, err = run(capsys, "score", folder, "-o", out)
    assert code == 2 and "另一个程序正在写" in err


def test_a_folder_that_cannot_be_written(capsys, folder):
    where = "/proc/out.jsonl" if sys.platform == "linux" else "/nowhere/out.jsonl"
    code, err = run(capsys, "score", folder, "-o", where)
    assert code == 2 and "写不了" in err


def test_resume_is_for_lines(capsys, folder):
    for options in (["--resume"], ["--resume", "-o", folder.parent / "r.html"]):
        assert run(capsys, "score", folder, *options)[0] == 2
    assert run(capsys, "score", folder, "--format", "parquet")[0] == 2


def test_parquet_has_the_columns_of_the_table(capsys, folder):
    pq = pytest.importorskip("pyarrow.parquet")
    out = folder.parent / "r.parquet"
    assert run(capsys, "score", folder, "-o", out)[0] == 3
    table = pq.read_table(out)
    assert table.num_rows == 16 and table.column_names == list(to_frame([]).columns)


def test_parquet_names_the_extra_it_needs(capsys, folder, monkeypatch):
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    code, err = run(capsys, "score", folder, "-o", folder.parent / "r.parquet")
    assert code == 2 and "formalism_nlp[parquet]" in err and [path.name for path in folder.parent.iterdir()] == ["in"]


def test_the_output_is_not_read_as_a_document(capsys, folder):
    for _ in range(2):
        code, err = run(capsys, "score", folder, "-o", folder / "report.html")
        assert code == 3 and "读了 15 份" in err


def test_an_archive_is_a_row_for_each_member(capsys, tmp_path, samples):
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.write(samples / "02_same_day_forms.docx", "一.docx")
        archive.writestr("二.txt", NOTICE)
        archive.writestr("三.xlsx", "x")
    out = tmp_path / "r.jsonl"
    assert run(capsys, "score", tmp_path / "a.zip", "-o", out, "-j", "2")[0] == 0
    paths = [json.loads(line)["document"]["path"] for line in out.read_text(encoding="utf-8").splitlines()]
    assert [path.rpartition("!")[2] for path in paths] == ["一.docx", "二.txt"]


@pytest.mark.skipif(sys.platform == "win32", reason="sends signals")
@pytest.mark.parametrize("sent", [signal.SIGKILL, signal.SIGINT])
def test_a_killed_run_is_continued_and_leaves_no_worker(capsys, tmp_path, sent):
    for n in range(120):
        (tmp_path / f"{n:03}.txt").write_text(NOTICE.format(n), encoding="utf-8")
    out = tmp_path / "out.jsonl"
    command = [sys.executable, "-m", "formalism_nlp", "score", str(tmp_path), "-o", str(out), "-j", "2"]
    # A shell starts background jobs with SIGINT ignored, and their children inherit that.
    child = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509 - no threads here
    )  # fmt: skip
    try:
        until = time.monotonic() + 120
        while not any(part.stat().st_size for part in parts(tmp_path)) and time.monotonic() < until:
            time.sleep(0.005)
        os.kill(child.pid, sent)
        # Workers hold the other end of the error stream: it ends when the last of them has ended.
        _, err = child.communicate(timeout=60)
    finally:
        child.kill()
    assert child.returncode == (130 if sent == signal.SIGINT else -9) and not out.exists()
    assert sent == signal.SIGKILL or "加 --resume 接着做" in err
    assert main(["score", str(tmp_path), "-o", str(out), "-j", "2", "--resume"]) == 0
    paths = [json.loads(line)["document"]["path"] for line in out.read_text(encoding="utf-8").splitlines()]
    assert paths == sorted(paths) and len(paths) == len(set(paths)) == 120
