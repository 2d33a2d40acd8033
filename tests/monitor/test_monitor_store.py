"""The store: schema and migrations, adding what comes, twice and after a kill, hiding who sent it."""

import json
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest

from formalism_nlp import Document, Scorer
from formalism_nlp.errors import ConfigError
from formalism_nlp.monitor import Store, add, add_point, schema
from formalism_nlp.monitor import store as store_module
from formalism_nlp.monitor.info import info
from formalism_nlp.monitor.registry import boxes

ROOT = Path(__file__).parents[2]
FAST = Scorer(rules=(), model=False)
NOTICE = "松垣县水利局关于清淤的通知\n各乡镇人民政府：\n　　请各乡镇于3月20日前报送清淤台账，附现场照片两张。\n松垣县水利局\n2025年3月4日"
SLIP = "工作提示\n各村：\n　　请各村今日17时前上报排查进度。"


def count(store, table="documents"):
    return store.value(f"SELECT count(*) FROM {table}")


def test_schema_page_is_that_of_the_code():
    page = (ROOT / "docs/monitor-schema.md").read_text(encoding="utf-8")
    assert page == schema.markdown()


def test_tables_are_those_of_the_schema(store):
    for table, (_, columns) in schema.TABLES.items():
        assert [row["name"] for row in store.rows(f"SELECT name FROM pragma_table_info('{table}')")] == list(columns)


def test_an_old_store_is_migrated_and_keeps_its_rows(tmp_path, monkeypatch):
    path = tmp_path / "s.duckdb"
    with Store(path) as store:
        add(store, [_file(tmp_path, "a.txt", NOTICE)], scorer=FAST)
    monkeypatch.setattr(store_module, "MIGRATIONS", (("ALTER TABLE points ADD COLUMN remark VARCHAR",),))
    monkeypatch.setattr(store_module, "VERSION", 2)
    with pytest.raises(ConfigError, match="--upgrade"):
        Store(path, read_only=True)
    with Store(path) as store:
        assert store.value("SELECT version FROM store") == 2
        assert store.rows("SELECT remark FROM points") == [] and count(store) == 1


def test_a_store_of_a_newer_version_is_refused(tmp_path):
    with Store(tmp_path / "s.duckdb") as store:
        store.execute("UPDATE store SET version = 99")
    with pytest.raises(ConfigError, match="更新的版本"):
        Store(tmp_path / "s.duckdb")


@pytest.mark.parametrize("content", [b"not a database at all", b""])
def test_another_file_is_no_store(tmp_path, content):
    path = tmp_path / "x.duckdb"
    path.write_bytes(content)
    with pytest.raises(ConfigError, match=r"不是监测库"):
        Store(path)
    assert path.read_bytes() == content


def test_without_the_extra_one_line_names_it(monkeypatch):
    monkeypatch.setitem(sys.modules, "duckdb", None)
    with pytest.raises(ConfigError, match=r"formalism_nlp\[monitor\]") as error:
        Store(":memory:")
    assert "\n" not in str(error.value)


def _file(folder, name, text):
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_folder_twice_counts_once(tmp_path, store):
    folder = tmp_path / "in"
    folder.mkdir()
    _file(folder, "a.txt", NOTICE)
    _file(folder, "b.txt", NOTICE.replace("　　", "\n"))  # the same text, other lines
    _file(folder, "c.txt", SLIP)
    (folder / "broken.pdf").write_bytes(b"%PDF-1.4 nothing")
    first, second = (add(store, [folder], scorer=FAST) for _ in range(2))
    assert (first.new, first.again, first.unread) == (2, 1, 1)
    assert (second.new, second.again) == (0, 3)
    assert count(store) == 2 and count(store, "provenance") == 3 and count(store, "failures") == 1
    assert count(store, "directives") == store.value(
        "SELECT count(DISTINCT (document, start_pos, end_pos)) FROM directives"
    )


def test_facts_and_loads_of_a_notice(tmp_path, store):
    add(store, [_file(tmp_path, "a.txt", NOTICE)], scorer=Scorer(model=False, learned=False))
    row = store.rows("SELECT * FROM documents")[0]
    assert (row["issuer"], row["issuer_level"], row["topic"], row["header_kind"]) == (
        "松垣县水利局",
        "county",
        "清淤",
        "white_head",
    )
    assert (row["reports"], row["traces"], row["deadlines"], row["lead_hours"]) == (1, 2, 1, 104.0)
    assert (
        row["fields"] == ["清淤台账"] and len(row["sketch"]) > 20 and row["rules"].startswith(f"{len(Scorer().rules)}-")
    )
    assert [row["quote"] for row in store.rows("SELECT quote FROM directives WHERE trace")][-1] == "附现场照片两张"
    assert "FRM-04" in {found["code"] for found in store.rows("SELECT code FROM findings")}


def test_a_slip_sent_again_next_week_counts_again(tmp_path, store):
    lines = [{"text": SLIP, "date": day} for day in ("2025-03-04", "2025-03-11", "2025-03-11")]
    path = _file(tmp_path, "drop.jsonl", "\n".join(json.dumps(line) for line in lines))
    assert add(store, [path], scorer=FAST).new == 2
    assert store.value("SELECT lead_hours FROM documents WHERE date = '2025-03-04'") is not None


def test_a_copy_that_shows_the_date_dates_the_other(tmp_path, store):
    add(store, [_file(tmp_path, "a.txt", SLIP)], scorer=FAST)
    line = json.dumps({"正文": SLIP, "日期": "2025-03-04", "发文机关": "柳塘镇人民政府"}, ensure_ascii=False)
    assert add(store, [_file(tmp_path, "b.jsonl", line)], scorer=FAST).again == 1
    assert store.rows("SELECT date::VARCHAR AS day FROM documents") == [{"day": "2025-03-04"}]


def test_reports_of_score_are_taken_as_they_are(tmp_path, store):
    report = Scorer(model=False).score(Document.from_text(NOTICE))
    bad = {
        "schema": "formalism.failure/1",
        "path": "扫描件.pdf",
        "stage": "read",
        "error": "not_read",
        "message": "扫描件",
    }
    lines = [
        json.dumps(report.to_dict(), ensure_ascii=False),
        json.dumps(bad),
        "{",
        '{"schema": "formalism.report/1"}',
        "[]",
    ]
    path = _file(tmp_path, "reports.jsonl", "\n".join(lines))
    added = add(store, [path], scorer=FAST)
    assert (added.new, added.unread) == (1, 4)
    row = store.rows("SELECT * FROM documents")[0]
    assert (row["traces"], row["deadlines"], row["text_digest"], row["rules"]) == (2, 1, None, report.versions["rules"])
    assert count(store, "findings") == len(report.findings)
    # The text itself comes later: the same document.
    assert add(store, [_file(tmp_path, "a.txt", NOTICE)], scorer=FAST).again == 1


def test_who_reported_is_nowhere_in_the_file(tmp_path):
    name, path = "王某某（驻村干部）", tmp_path / "s.duckdb"
    line = json.dumps(
        {"text": SLIP, "date": "2025-03-04", "reporter": name, "issuer": "柳塘镇党政办"}, ensure_ascii=False
    )
    drop = _file(tmp_path, "王某某报送.jsonl", line)
    folder = tmp_path / "王某某"
    folder.mkdir()
    _file(folder, "王某某手机照.txt", NOTICE)
    (folder / "王某某.pdf").write_bytes(b"%PDF-1.4 nothing")
    with Store(path) as store:
        add(store, [drop], scorer=FAST)
        add(store, [folder], scorer=FAST, direct=True)
        assert info(store)["direct"] == 2
        told = json.dumps(
            [store.rows(f"SELECT * FROM {table}") for table in schema.TABLES], ensure_ascii=False, default=str
        )
    assert "王某某" not in told
    assert "王某某".encode() not in path.read_bytes()


def test_the_drop_names_the_receiver_and_a_folder_its_point(tmp_path, store):
    folder = tmp_path / "inbox"
    folder.mkdir()
    _file(folder, "a.txt", NOTICE)
    point = add_point(store, "柳塘镇", boxes=(str(folder), None))
    assert (point.level, boxes(store, folder / "sub"), boxes(store, tmp_path)) == ("township", (("柳塘镇", "in"),), ())
    add(store, [folder], scorer=FAST, units=boxes(store, folder))
    line = json.dumps({"text": SLIP, "receiver": "柳塘镇党政办", "received": "2025-03-05 08:30"}, ensure_ascii=False)
    add(store, [_file(tmp_path, "d.jsonl", line)], scorer=FAST)
    assert store.rows("SELECT box, count(*) AS n FROM members GROUP BY box") == [{"box": "in", "n": 2}]


def test_files_of_an_archive_are_documents_of_their_own(tmp_path, store):
    folder = tmp_path / "in"
    folder.mkdir()
    with zipfile.ZipFile(folder / "x.zip", "w") as archive:
        archive.writestr("a.txt", NOTICE)
        archive.writestr("b/c.txt", SLIP)
        archive.writestr("bad.pdf", b"%PDF-1.4 nothing")
    _file(folder, "a.txt", NOTICE)
    first, second = (add(store, [folder], scorer=FAST) for _ in range(2))
    assert (first.new, first.again, first.unread, second.new) == (2, 1, 1, 0)
    names = {row["name"] for row in store.rows("SELECT name FROM provenance")}
    assert names == {"a.txt", "x.zip!a.txt", "x.zip!b/c.txt"}


def test_points_are_checked(store):
    add_point(store, "松垣县")
    for unit, receivers in (("松垣县", 1), ("", 1), ("槐河县", 0)):
        with pytest.raises(ConfigError):
            add_point(store, unit, receivers=receivers)


KILLED = """
import sys
from formalism_nlp import Scorer
from formalism_nlp.monitor import Store, add, adding
adding.BATCH = 20
with Store(sys.argv[2]) as store:
    add(store, [sys.argv[1]], scorer=Scorer(rules=(), model=False))
"""


def test_kill_during_add_loses_nothing(tmp_path):
    path, drop = tmp_path / "s.duckdb", tmp_path / "drop.jsonl"
    lines = [json.dumps({"text": f"{NOTICE}\n（第{n}号）", "date": "2025-03-04"}) for n in range(600)]
    drop.write_text("\n".join(lines), encoding="utf-8")
    run = subprocess.Popen([sys.executable, "-c", KILLED, str(drop), str(path)])
    wal = path.with_name(path.name + ".wal")
    deadline = time.monotonic() + 60
    # The first batches lie in the log when it has grown past the making of the tables.
    while run.poll() is None and time.monotonic() < deadline and not (wal.exists() and wal.stat().st_size > 60_000):
        time.sleep(0.01)
    run.send_signal(signal.SIGKILL)
    assert run.wait() == -signal.SIGKILL
    with Store(path) as store:
        kept = count(store)
        assert 0 < kept < 600 and kept % 20 == 0
        assert count(store, "provenance") == kept
        drop.write_text("\n".join(lines[: kept + 40]), encoding="utf-8")
        added = add(store, [drop], scorer=FAST)
        assert (added.new, added.again, count(store)) == (40, kept, kept + 40)
        assert store.value("SELECT count(*) FROM directives WHERE document NOT IN (SELECT id FROM documents)") == 0


def test_another_writer_is_told_to_wait(tmp_path):
    path = tmp_path / "s.duckdb"
    code = "import sys, duckdb; c = duckdb.connect(sys.argv[1]); print('open', flush=True); sys.stdin.read()"
    with subprocess.Popen(
        [sys.executable, "-c", code, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as other:
        assert other.stdout.readline() == b"open\n"
        with pytest.raises(ConfigError, match="另一个程序"):
            Store(path)
        other.stdin.close()


def test_frame_and_sql_are_open(tmp_path, store):
    pytest.importorskip("pandas")
    add(store, [_file(tmp_path, "a.txt", NOTICE)], scorer=FAST)
    assert store.frame("SELECT title FROM documents").to_dict("records") == [{"title": "松垣县水利局关于清淤的通知"}]


def test_jobs_give_the_same_rows(tmp_path):
    for n in range(4):
        _file(tmp_path, f"{n}.txt", NOTICE.replace("20日", f"{20 + n}日"))
    told = []
    for jobs in (1, 2):
        with Store(":memory:") as store:
            add(store, [tmp_path], scorer=FAST, jobs=jobs)
            told.append(store.rows("SELECT * FROM documents ORDER BY id"))
    assert told[0] == told[1] and len(told[0]) == 4
