"""The sample documents: complete, made from their sources, the same at every making."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections import Counter
from pathlib import Path
from types import ModuleType

import docx
import pytest

CORPORA = Path(__file__).parents[1] / "corpora"
SAMPLES = CORPORA / "samples"
SOURCES = sorted((CORPORA / "samples_src").glob("*.txt"))
LONG = ("09_province_elderly_care", "10_county_work_report", "30_long_special_campaign")


def format_of(source: Path) -> str:
    match = re.match(r"#format: (\w+)", source.read_text(encoding="utf-8"))
    assert match, source.name
    return match[1]


def test_one_file_for_each_source_and_nothing_else() -> None:
    made = {path.name for path in SAMPLES.iterdir()} - {"README.md", "ordering.json"}
    assert made == {f"{source.stem}.{format_of(source)}" for source in SOURCES}


def test_count_by_format() -> None:
    assert Counter(map(format_of, SOURCES)) == {"docx": 16, "pdf": 7, "html": 6, "txt": 4}


def test_every_file_is_judged_and_described() -> None:
    ordering = json.loads((SAMPLES / "ordering.json").read_text(encoding="utf-8"))
    assert set(ordering) == {f"{source.stem}.{format_of(source)}" for source in SOURCES}
    assert set(ordering.values()) == {1, 2, 3, 4, 5}
    rows = re.findall(r"^\| `(.+?)` \|.*\| (\d) \|", (SAMPLES.parent / "samples.md").read_text(encoding="utf-8"), re.M)
    assert {name: int(quality) for name, quality in rows} == ordering


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.stem)
def test_length(source: Path) -> None:
    han = len(re.findall("[一-龥]", source.read_text(encoding="utf-8")))
    low, high = (3000, 6500) if source.stem in LONG else (400, 1800)
    assert low <= han <= high


@pytest.mark.parametrize(
    ("name", "encoding", "start"),
    [
        ("14_speech.txt", "gb18030", "　".encode("gb18030")),
        ("15_summary_slogans.txt", "utf-8-sig", b"\xef\xbb\xbf"),
        ("28_village_notice.txt", "utf-16", b"\xff\xfe"),
        ("21_traffic_announcement.html", "gb18030", b"<!DOCTYPE"),
    ],
)
def test_encodings(name: str, encoding: str, start: bytes) -> None:
    blob = (SAMPLES / name).read_bytes()
    assert blob.startswith(start)
    assert "。" in blob.decode(encoding)


def test_the_web_page_declares_less_than_it_uses() -> None:
    blob = (SAMPLES / "21_traffic_announcement.html").read_bytes()
    assert b'charset="gb2312"' in blob
    with pytest.raises(UnicodeDecodeError):
        blob.decode("gb2312")


def test_word_numbering_and_merged_cells() -> None:
    numbered = [
        path.name
        for path in sorted(SAMPLES.glob("*.docx"))
        if b"<w:numPr>" in zipfile.ZipFile(path).read("word/document.xml")
    ]
    assert len(numbered) >= 3
    document = docx.Document(str(SAMPLES / "01_spring_irrigation.docx"))
    assert not any(paragraph.text.startswith("一、") for paragraph in document.paragraphs)
    first, second = (document.tables[0].cell(row, 0) for row in (1, 2))
    assert first._tc is second._tc


@pytest.fixture
def maker(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    pytest.importorskip("reportlab", reason="the extra [dev] makes the samples")
    monkeypatch.syspath_prepend(str(CORPORA))
    import make_samples  # noqa: PLC0415

    module: ModuleType = make_samples
    return module


@pytest.mark.parametrize("source", [s for s in SOURCES if format_of(s) in ("html", "txt")], ids=lambda s: s.stem)
def test_text_files_are_what_their_sources_make(maker: ModuleType, source: Path) -> None:
    sample = maker.parse(source)
    made = maker.WRITERS[sample.format](sample)
    assert made == (SAMPLES / f"{source.stem}.{sample.format}").read_bytes()


def test_no_clock_in_word_and_pdf(maker: ModuleType) -> None:
    sample = maker.parse(CORPORA / "samples_src" / "05_township_water_plan.txt")
    made = maker.WRITERS["docx"](sample)
    assert made == maker.WRITERS["docx"](sample)
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        assert {entry.date_time[:3] for entry in archive.infolist()} == {(2025, 1, 1)}
        assert b"2025-01-01T00:00:00Z" in archive.read("docProps/core.xml")
    sample = maker.parse(CORPORA / "samples_src" / "29_post_rules.txt")
    made = maker.WRITERS["pdf"](sample)
    assert made == maker.WRITERS["pdf"](sample)
    assert b"/CreationDate (D:20000101" in made


def test_wrong_numbering_is_refused(maker: ModuleType, tmp_path: Path) -> None:
    source = tmp_path / "wrong.txt"
    source.write_text("#format: docx\n#numbering: word\n#title: 通知\n一、甲\n三、乙\n", encoding="utf-8")
    with pytest.raises(ValueError, match="Word would count 2, not 3"):
        maker.WRITERS["docx"](maker.parse(source))
    source.write_text("#format: docx\n#titel: 通知\n", encoding="utf-8")
    with pytest.raises(ValueError, match="unknown line"):
        maker.parse(source)
