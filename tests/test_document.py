import pickle

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from formalism_nlp import Document
from formalism_nlp.document import Span

WORDS = [
    "关于开展河道清理的通知\n", "各镇人民政府：\n", "一、目标\n", "（一）摸清底数。各镇报清单。\n", "1.清运；\n", "　　各镇每月清运两次。\n", "松垣县人民政府\n",
    "2025年3月4日\n", "附件：清单\n", "松政发〔2025〕3号\n", "\n", "\r\n", "\ufeff", "第一条 为了办事，制定本办法。\n", "“未完", "《办法", "（此件公开）\n", "\u200b", "现将《办法》印发给你们。\n",
]  # fmt: skip


def test_line_and_column_count_from_one(notice):
    doc = Document.from_text(notice)
    pos = doc.text.index("各乡镇")
    assert doc.line_col(pos) == (5, 1)
    with pytest.raises(IndexError):
        doc.line_col(len(doc.text) + 1)


def test_document_pickles(notice):
    doc = Document.from_text(notice, id="n")
    assert pickle.loads(pickle.dumps(doc)) == doc


def test_id_is_stable(notice):
    assert (
        Document.from_text(notice).id == Document.from_text(notice).id == Document.from_text(notice).source.sha256[:12]
    )


def test_source_position_skips_what_was_dropped():
    raw = "\ufeff通\u200b知\r\n正文在此。"
    doc = Document.from_text(raw)
    for char in "通知正文":
        assert raw[doc.source_position(doc.text.index(char))] == char


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=14).map("".join))
def test_every_position_is_what_it_says(text):
    if not text.strip("\ufeff\u200b\r\n "):
        return
    doc = Document.from_text(text)
    previous = 0
    for block in doc.blocks:
        assert previous <= block.span.start < block.span.end <= len(doc.text)
        assert doc.quote(block.span) == doc.quote(block.span).strip() != ""
        previous = block.span.end
    covered = "".join(doc.quote(block.span) for block in doc.blocks)
    assert "".join(covered.split()) == "".join(doc.text.split())
    for unit in doc.units:
        assert doc.blocks[unit.block].span.contains(unit.span)
        assert unit.heading is None or doc.quote(unit.heading)
    for citation in doc.meta.cited:
        assert doc.quote(citation.span)


def test_span_relations():
    assert Span(0, 3).contains(Span(1, 3)) and not Span(0, 3).overlaps(Span(3, 4))
