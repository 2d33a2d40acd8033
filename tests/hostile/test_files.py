"""What a folder may hold beside documents: pipes, loops, locked files, names that break lines."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from bounds import bounded

from formalism_nlp import Document, Failure, Report, check, read, score, score_many
from formalism_nlp.bulk import Walk
from formalism_nlp.cli import main
from formalism_nlp.errors import CorruptError, ReadError, TooLargeError
from formalism_nlp.render import write_results

NOTICE = "关于值守的通知\n各村：\n　　每晚8时报水位。\n"
posix = pytest.mark.skipif(os.name == "nt", reason="names and links are others there")


@posix
def test_pipes_and_devices_are_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "a.txt")
    for path in (tmp_path / "a.txt", "/dev/zero"):
        with pytest.raises(ReadError, match="管道或设备"):
            read(path)


@posix
def test_loops_of_links_end(tmp_path):
    (tmp_path / "通知.txt").write_text(NOTICE, encoding="utf-8")
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "up").symlink_to(tmp_path)
    (tmp_path / "self.txt").symlink_to(tmp_path / "self.txt")
    (tmp_path / "lost.txt").symlink_to(tmp_path / "nowhere.txt")
    found = {path.name: result for path, result in zip(Walk([tmp_path]), score_many(Walk([tmp_path])), strict=True)}
    assert isinstance(found.pop("通知.txt"), Report)
    assert set(found) == {"self.txt", "lost.txt"} and all(isinstance(one, Failure) for one in found.values())


@posix
def test_a_locked_file_is_one_failure(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(NOTICE, encoding="utf-8")
    path.chmod(0)
    if os.access(path, os.R_OK):
        pytest.skip("this user may read everything")
    assert [result.message for result in score_many([path])] == ["文件打不开（Permission denied），请检查权限和路径"]


@posix
@pytest.mark.parametrize("name", ["两\n行.txt", "回\r车.txt", "颜\x1b[31m色.txt", "反\u202etxt.exe.txt", "\ud800.txt"])
def test_names_that_break_lines_do_not(name, tmp_path, capsys):
    if "\ud800" in name:
        name = os.fsdecode(b"\xff.txt")
    path = tmp_path / name
    path.write_text(NOTICE, encoding="utf-8")
    (tmp_path / f"空{name}").write_bytes(b"")
    assert main(["score", str(tmp_path), "--format", "text"]) == 3
    shown = capsys.readouterr().out
    assert not set(shown) & set("\r\x1b\u202e\ud800") and "两\n行" not in shown
    for format in ("jsonl", "csv", "html"):
        assert main(["score", str(tmp_path), "--format", format]) == 3
        assert len(capsys.readouterr().out.splitlines()) >= 2


def test_a_file_that_grows_is_held_at_the_limit(tmp_path, monkeypatch):
    from formalism_nlp import readers  # noqa: PLC0415 - the limit is set there

    path = tmp_path / "a.txt"
    path.write_text(NOTICE * 10, encoding="utf-8")
    monkeypatch.setattr(readers, "MAX_BYTES", 100)
    with pytest.raises(TooLargeError):
        read(path)
    if os.path.exists("/proc/self/status"):  # says that it has 0 bytes
        with pytest.raises(TooLargeError):
            read("/proc/self/status")


ODD = {
    "lone surrogates": "关于值守\ud800的通知\n各村：\n\udfff　　每晚8时报水位\udc80。",
    "NUL": "关于值守的\0通知\n各村：\n　　每\0晚8时报水位。\0",
    "right to left": "关于值守的通知\n\u202e各村：\n　　每晚\u200f8时\u2067报水位。\u2069",
    "zero width": "关\u200b于\u200b值守的通知\n各\ufeff村：\n　　每晚8\u2060时报水位。",
    "combining": "关于值守的通知\n各村：\n　　每晚" + "\u0301" * 5000 + "8时报水位。",
    "separators": "关于值守的通知\x0b各村：\x0c　　每晚8时\x85报水位。\u2028请记录。\u2029",
    "beyond the plane": "关于𠮷村值守的通知\n各村：\n　　每晚8时报水位𠮷。",
    "private use": "关于\ue000值守的通知\n各村：\n　　每晚\uf8ff8时报水位。",
}


@pytest.mark.parametrize("name", ODD)
def test_odd_characters_reach_every_output(name, tmp_path):
    doc = Document.from_text(ODD[name])
    for outcome in check(doc):
        assert outcome.status != "failed"
        for finding in outcome.findings:
            assert doc.quote(finding.span) == finding.quote
    report = score(doc)
    report.to_html().encode()
    for format in ("text", "jsonl", "csv", "html"):
        with (tmp_path / format).open("w", encoding="utf-8", newline="") as out:
            write_results(iter([report]), format, out)
    path = tmp_path / "odd.txt"
    path.write_bytes(ODD[name].encode("utf-8", "surrogatepass"))
    try:
        read(path).text.encode()
    except CorruptError:
        assert name in ("lone surrogates", "NUL", "separators")


def test_a_reader_that_is_killed_by_its_limit_is_seen(tmp_path):
    with pytest.raises(AssertionError):
        bounded("关于值守的通知，".encode() * 3_000_000, tmp_path, megabytes=150)


def test_the_limits_hold_in_a_process_without_extras():
    code = "import sys, formalism_nlp.readers.ocr; assert not {'numpy', 'PIL', 'rapidocr'} & set(sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
