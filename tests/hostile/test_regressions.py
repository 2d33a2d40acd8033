"""What the fuzz targets and the hostile files found, each as small as it can be."""

from __future__ import annotations

import time

import pytest
from ofd_maker import make_ofd, page, text

from formalism_nlp import Document, check, read
from formalism_nlp.readers.ofd import read_ofd


@pytest.mark.parametrize("title", ["关于印发的通知", "松垣县水利局关于转发的通知", "关于转发河道文章，开展培训的通知"])
def test_a_title_that_passes_on_a_document_with_nothing_below_it(title):
    # The search for the title passed on began behind the last line: IndexError.
    doc = Document.from_text(title)
    assert doc.meta.transmitted is None
    assert all(outcome.status != "failed" for outcome in check(doc))


@pytest.mark.parametrize(
    "place", ['Boundary="29999 29999 9 9"', 'Boundary="-29999 0 9 9" CTM="20000 0 0 20000 0 0"', 'CTM="0 0 0 0 0 0"']
)
def test_text_far_outside_of_the_page_keeps_a_box(place):
    block = read_ofd(
        make_ofd(page(text(0, 0, "各镇每周巡河", attributes=place).replace('Boundary="0 0 31.0 6.0"', "", 1)))
    ).blocks[0]
    assert block.text == "各镇每周巡河" and block.box is not None
    left, top, right, bottom = block.box
    assert -1e5 < left <= right < 1e5 and -1e5 < top <= bottom < 1e5


def test_a_charset_with_a_zero_in_it():
    # The standard library looks such a charset up whenever a text that is no ASCII is asked for: ValueError.
    data = 'From: a\nTo: b\nContent-Type: text/plain; charset="gb\0k"\nContent-Transfer-Encoding: 8bit\n\n各镇每周巡河一次。\n'
    assert read(data.encode()).text.strip() == "各镇每周巡河一次。"


@pytest.mark.parametrize("piece", ["“", "《", "（", "（“《", "一、\n", "一、", "；", "每"])
def test_lines_of_marks_take_linear_time(piece):
    # Each opening mark was once looked up to the end of the line, each demand against all others: minutes.
    doc = Document.from_text("松垣县水利局\n关于报送的通知\n\n各乡镇：\n　　" + piece * (24_000 // len(piece)))
    start = time.process_time()
    assert all(outcome.status != "failed" for outcome in check(doc))
    assert time.process_time() - start < 5
