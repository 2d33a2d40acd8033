"""The PDF reader: scans, faults, limits, turned pages; and that no character is lost."""

from __future__ import annotations

import math
from collections import Counter
from contextlib import closing
from pathlib import Path

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pdf_maker import Sheet, body, make_pdf, read_sheets

from formalism_nlp.errors import CorruptError, EmptyError, EncryptedError, NotReadError, TooLargeError
from formalism_nlp.readers.pdf import read_pdf
from formalism_nlp.readers.pdf import reader as pdf
from formalism_nlp.readers.pdf.lines import line_of
from formalism_nlp.readers.pdf.runs import Frame, Run


@pytest.mark.parametrize("stamp", ["", "— 1 —"])
def test_scan_is_refused_with_a_way_out(stamp: str) -> None:
    sheets = [Sheet(), Sheet(), Sheet()]
    for sheet in sheets:
        sheet.image()
        sheet.text(280, 790, stamp, 12)
    with pytest.raises(NotReadError, match=r"^第1—3页是扫描图像，没有文字层，未读。请.+OCR"):
        read_sheets(*sheets)


def test_scanned_pages_between_text_are_named() -> None:
    sheets = [Sheet() for _ in range(5)]
    sheets[0].lines(100, "　　每周巡河一次，每月通报一次，每季考核一次。")
    for index in (1, 2, 4):
        sheets[index].image()
    document = read_sheets(*sheets)
    assert body(document) == ["每周巡河一次，每月通报一次，每季考核一次。"]
    assert document.pages == 5
    assert len(document.warnings) == 1
    assert document.warnings[0].startswith("第2—3、5页是图像，没有文字层，未读")


def test_blank_document_is_empty() -> None:
    with pytest.raises(EmptyError, match="没有任何文字"):
        read_sheets(Sheet())


def test_password_is_asked_for() -> None:
    sheet = Sheet()
    sheet.lines(100, "　　每周巡河一次。")
    data = make_pdf(sheet, password="geheim")
    with (
        closing(pypdfium2.PdfDocument(data, password="geheim")) as document,
        closing(document[0]) as page,
        closing(page.get_textpage()) as textpage,
    ):
        assert "每周巡河" in textpage.get_text_range()
    with pytest.raises(EncryptedError, match="密码"):
        read_pdf(data)


def test_damaged_files_are_refused() -> None:
    sheet = Sheet()
    sheet.lines(100, "　　每周巡河一次。")
    data = make_pdf(sheet)
    for broken in (b"", b"garbage", b"%PDF-1.4\n", data[:700], make_pdf(lost_pages=2)):
        with pytest.raises(CorruptError, match="请重新获取"):
            read_pdf(broken)


def test_lost_pages_are_named() -> None:
    sheet = Sheet()
    sheet.lines(100, "　　每周巡河一次。")
    document = read_pdf(make_pdf(sheet, lost_pages=2))
    assert body(document) == ["每周巡河一次。"]
    assert document.warnings == ("第2—3页已损坏，未读；请重新获取该文件",)


def test_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    sheet = Sheet()
    sheet.lines(100, "　　每周巡河一次。")
    monkeypatch.setattr(pdf, "MOST_PAGES", 1)
    with pytest.raises(TooLargeError, match="2 页，超过 1 页"):
        read_sheets(sheet, sheet)
    monkeypatch.setattr(pdf, "MOST_CHARS", 3)
    with pytest.raises(TooLargeError, match="上限"):
        read_sheets(sheet)


def test_font_without_map_is_warned_about() -> None:
    sheet = Sheet()
    sheet.lines(100, "　　每周巡河一次。")
    sheet.text(80, 140, "abcdefgh", font="F2")
    document = read_sheets(sheet)
    assert len(document.warnings) == 1
    assert document.warnings[0].startswith("文字中有 53% 是无法识别的字符")


@pytest.mark.parametrize(("rotate", "angle"), [(0, 90), (90, 90), (270, 270), (180, 180)])
def test_sideways_pages_are_read_upright_and_boxes_are_as_shown(rotate: int, angle: int) -> None:
    sheet = Sheet(rotate=rotate)
    # Two lines beside each other when the page is not turned, one below the other to the reader.
    step = {90: (28, 0), 180: (0, 28), 270: (-28, 0)}[angle]
    for number, text in enumerate(("一、每周巡河一次。", "二、每月通报一次。")):
        sheet.text(300 + number * step[0], 400 - number * step[1], text, angle=angle)
    document = read_sheets(sheet)
    assert body(document) == ["一、每周巡河一次。", "二、每月通报一次。"]
    box = document.blocks[0].box
    assert box is not None
    wide = rotate != 0  # as shown the line lies, except where the page is not turned with it
    assert (box[2] - box[0] == pytest.approx(144, abs=1)) == wide
    assert (box[3] - box[1] == pytest.approx(16, abs=1)) == wide


@given(st.floats(0, 500), st.floats(0, 500), st.floats(1, 90), st.floats(1, 90), st.integers(0, 3))
def test_frames_lead_there_and_back(left: float, bottom: float, width: float, height: float, turn: int) -> None:
    frame = Frame(10, 20, 600, 800, turn)
    box = (left, bottom, left + width, bottom + height)
    shown = frame.place(*box)
    assert shown[0] < shown[2]
    assert shown[1] < shown[3]
    assert all(math.isclose(a, b, abs_tol=1e-6) for a, b in zip(frame.back(shown), box, strict=True))


_TEXTS = st.text("巡河通报水务局镇村一二三0123abc，。：（）", min_size=1, max_size=12)
_PLACED = st.tuples(st.integers(0, 18), st.integers(0, 25), _TEXTS)


@settings(max_examples=60, deadline=None)
@given(st.lists(_PLACED, min_size=1, max_size=25, unique_by=lambda item: item[:2]), st.booleans())
def test_no_character_is_lost_wherever_it_stands(placed: list[tuple[int, int, str]], ruled: bool) -> None:
    sheet = Sheet()
    if ruled:
        sheet.grid([50, 200, 350, 550], [100, 300, 500, 700])
    row_ends: dict[int, float] = {}
    wanted: Counter[str] = Counter()
    for column, row, text in sorted(placed):
        left = max(30.0 + 30 * column, row_ends.get(row, 0.0) + 20)
        row_ends[row] = left + 12 * len(text)
        sheet.text(left, 40 + 30 * row, text, 12)
        wanted += Counter(text)
    found = Counter("".join("".join(block.text.split()) for block in read_sheets(sheet).blocks))
    assert found == wanted


def _recall(path: Path) -> tuple[int, int]:
    """Characters of the text layer, and how many of them no block holds."""
    try:
        blocks = read_pdf(path.read_bytes()).blocks
    except NotReadError:
        return 0, 0
    layer: Counter[str] = Counter()
    with pypdfium2.PdfDocument(path) as document:
        for page in document:
            with closing(page), closing(page.get_textpage()) as textpage:
                run = Run(textpage.get_text_range(), 0, 0, 1, 1, 1.0)
                layer += Counter("".join(line_of([run], 1.0).text.split()))
    missed = layer - Counter("".join("".join(block.text.split()) for block in blocks))
    return layer.total(), missed.total()


@pytest.mark.shared
@pytest.mark.parametrize("large", [False, pytest.param(True, marks=pytest.mark.slow)])
def test_real_files_keep_their_text(shared: Path, large: bool) -> None:
    # Two collected volumes hold 722 of the 1,054 pages and take most of the time.
    paths = sorted((shared / "data/files/pdf").glob("*.pdf"))
    counts = [_recall(path) for path in paths if (path.name[:3] in ("026", "027")) == large]
    assert sum(1 for total, _ in counts if total) == (2 if large else 24)
    total, missed = sum(count[0] for count in counts), sum(count[1] for count in counts)
    # 0.00000 when it was written.
    assert missed <= 0.001 * total
