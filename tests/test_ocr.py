"""Scans and pictures: refused with a way out, or read by text recognition where the extra is installed."""

from __future__ import annotations

import io
import struct
import zlib
from types import SimpleNamespace

import numpy as np
import pytest
from pdf_maker import LINE, Sheet, body, make_pdf, of_kind, read_sheets
from PIL import Image, ImageDraw, ImageFont

from formalism_nlp import read
from formalism_nlp.errors import CorruptError, NotReadError, TooLargeError
from formalism_nlp.readers import ocr
from formalism_nlp.readers.ocr import read_ocr, recognise

needs_extra = pytest.mark.skipif(not ocr.is_installed(), reason="the extra [ocr] is not installed")
NOTICE = (
    "关于开展巡河工作的通知",
    "各镇人民政府：",
    "　　镇里每周巡河一次，记录各项问题并报",
    "县水务局登记处理。",
    "　　各镇三月底前报一次。",
)


def picture(kind: str = "PNG", size: tuple[int, int] = (40, 60), frames: int = 1) -> bytes:
    buffer = io.BytesIO()
    pages = [Image.new("RGB", size, "white") for _ in range(frames)]
    pages[0].save(buffer, kind, **({"save_all": True, "append_images": pages[1:]} if frames > 1 else {}))
    return buffer.getvalue()


def stated_size(side: int) -> bytes:
    """A PNG that only says how large it is."""
    header = b"IHDR" + struct.pack(">2L5B", side, side, 8, 2, 0, 0, 0)
    checked = header + struct.pack(">L", zlib.crc32(header))
    return picture()[:12] + checked + picture()[33:]


def scan() -> Sheet:
    sheet = Sheet()
    sheet.image()
    return sheet


@pytest.fixture
def engine(monkeypatch):
    """An engine that finds the lines it is given: each as text, left, top, size in pixels, confidence."""

    def use(*lines, score=0.95):
        def run(pixels):
            boxes = [
                [(x, y), (x + size * len(text), y), (x + size * len(text), y + size), (x, y + size)]
                for text, x, y, size in lines
            ]
            return SimpleNamespace(txts=[line[0] for line in lines], boxes=boxes, scores=[score] * len(lines))

        monkeypatch.setattr(ocr, "is_installed", lambda: True)
        monkeypatch.setattr(ocr, "version", lambda name: "0")
        monkeypatch.setattr(ocr, "_engine", lambda process: run)

    return use


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "TIFF", "GIF", "BMP"])
def test_without_the_extra_a_picture_names_it(kind, monkeypatch):
    monkeypatch.setattr(ocr, "is_installed", lambda: False)
    with pytest.raises(NotReadError, match=r"pip install formalism_nlp\[ocr\]"):
        read(picture(kind))


def test_without_the_extra_a_scan_names_it(monkeypatch):
    monkeypatch.setattr(ocr, "is_installed", lambda: False)
    with pytest.raises(NotReadError, match=r"第1页是扫描图像.*pip install formalism_nlp\[ocr\]"):
        read(make_pdf(scan()))
    text = Sheet()
    text.lines(90, LINE)
    assert "formalism_nlp[ocr]" in read_sheets(text, scan()).warnings[0]


def test_scanned_pages_between_text_are_read_where_they_stand(engine):
    engine(("各镇每周巡河一次并做好记录。", 160, 300, 40), ("一、巡河", 160, 200, 40), score=0.8)
    first, last = Sheet(), Sheet()
    first.lines(90, "　　" + LINE[:20] + "。")
    last.lines(90, "　　" + LINE[:10] + "结束。")
    raw = read_sheets(first, scan(), last)
    assert body(raw) == [LINE[:20] + "。", "一、巡河", "各镇每周巡河一次并做好记录。", LINE[:10] + "结束。"]
    assert [block.page for block in raw.blocks] == [1, 2, 2, 3]
    assert raw.warnings == ("第2页为识别结果，平均置信度 0.80；第2页可能有错字，请对照原件",)


def test_no_more_pages_are_recognised_than_allowed(engine, monkeypatch):
    engine(("各镇每周巡河一次。", 160, 300, 40))
    monkeypatch.setattr(ocr, "MOST_PAGES", 2)
    raw = read_sheets(*[scan()] * 4)
    assert "第1—2页为识别结果，平均置信度 0.95、0.95" in raw.warnings[0]
    assert raw.warnings[1].startswith("第3—4页是图像，没有文字层，未读；一份最多识别 2 页")
    raw = read_ocr(picture("TIFF", frames=4))
    assert raw.pages == 2 and "第3页起未识别" in raw.warnings[-1]


def test_a_page_on_which_nothing_is_found_is_not_read(engine):
    engine()
    with pytest.raises(NotReadError, match="扫描图像"):
        read(make_pdf(scan()))
    with pytest.raises(NotReadError, match="没有认出文字"):
        read(picture())


def test_lines_of_a_picture_become_paragraphs_and_page_furniture(engine):
    lines = [
        (row.lstrip("　"), 100 + 40 * (len(row) - len(row.lstrip("　"))), 200 + 70 * i, 40)
        for i, row in enumerate(NOTICE)
    ]
    engine(("关于开展巡河工作的通知", 200, 100, 60), *lines[1:], ("—1—", 400, 1100, 30))
    raw = read_ocr(picture(size=(900, 1200)))
    assert body(raw) == [*NOTICE[:2], "镇里每周巡河一次，记录各项问题并报县水务局登记处理。", "各镇三月底前报一次。"]
    assert of_kind(raw, "page_furniture") == ["—1—"]


@pytest.mark.parametrize(
    ("found", "text"),
    [
        ("松政发[2025〕3号", "松政发〔2025〕3号"),
        ("松政发（2025)3号", "松政发〔2025〕3号"),
        ("(一)摸清底数,按时上报:", "（一）摸清底数，按时上报："),
        ("见https://example.org/a(1)", "见https://example.org/a(1)"),
        ("占比12.5%,1:3", "占比12.5%,1:3"),
    ],
)
def test_signs_that_recognition_confuses_are_set_right(engine, found, text):
    engine((found, 20, 20, 20))
    runs, score = recognise(np.zeros((400, 600, 3), np.uint8), (0.0, 0.0, 300.0, 200.0))
    assert ([run.text for run in runs], round(score, 2)) == ([text], 0.95)
    assert (runs[0].left, runs[0].top) == (10.0, 10.0)


def test_hostile_pictures(engine):
    engine(("各镇", 1, 1, 20))
    for data in (b"\x89PNG\r\n\x1a\n" + b"\0" * 100, picture()[:60], b"BM" + b"\0" * 100, picture("TIFF")[:-20]):
        with pytest.raises((CorruptError, NotReadError)):
            read(data)
    for side in (60_000, 12_000, 9_000):
        with pytest.raises(TooLargeError):
            read(stated_size(side))
    with pytest.raises(NotReadError):
        read(picture(size=(5000, 3)))


def font(size):
    for name in ("NotoSansCJK-Regular.ttc", "NotoSerifCJK-Regular.ttc", "wqy-zenhei.ttc", "simsun.ttc", "msyh.ttc"):
        try:
            return ImageFont.truetype(name, size)
        except OSError:
            continue
    return None


@needs_extra
def test_a_drawn_page_is_recognised():
    face = font(40)
    if face is None:
        pytest.skip("no font with Chinese characters is installed")
    page = Image.new("RGB", (1240, 900), "white")
    pen = ImageDraw.Draw(page)
    pen.text((400, 80), NOTICE[0], "black", face)
    for i, line in enumerate(NOTICE[1:]):
        pen.text((240, 180 + 80 * i), line, "black", face)
    buffer = io.BytesIO()
    page.save(buffer, "PNG")
    doc = read(buffer.getvalue())
    assert doc.source.format == "image" and "为识别结果，平均置信度" in doc.source.warnings[0]
    expected = "".join(NOTICE).replace("　", "")
    found = doc.text.replace("\n", "").replace(" ", "")
    assert sum(a == b for a, b in zip(expected, found, strict=False)) >= 0.97 * len(expected)
