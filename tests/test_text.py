from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from formalism_nlp.text import normalise, sentences

CHARS = st.text(alphabet="各镇要抓好。！？；“”（）《》\n\r \t\u3000\ufeff\u200b\x00\ud800a1,.", max_size=80)


def cut(text):
    return [text[a:b] for a, b in sentences(text, 0, len(text))]


def test_plain_sentences():
    assert cut("要抓实。要抓细！行不行？先办；再报") == ["要抓实。", "要抓细！", "行不行？", "先办；", "再报"]


def test_never_inside_quotes_or_brackets():
    assert cut("落实“一月一查；一季一评。半年一考”制度。完") == ["落实“一月一查；一季一评。半年一考”制度。", "完"]
    assert cut("报送（含表一；表二）材料。完") == ["报送（含表一；表二）材料。", "完"]
    assert cut("按照《办法。试行；》办理；完") == ["按照《办法。试行；》办理；", "完"]


def test_quotation_that_is_a_sentence_ends_one():
    assert cut("他说：“都要到。”会议结束。") == ["他说：“都要到。”", "会议结束。"]
    assert cut("坚持“谁主管。谁负责。”的原则。") == ["坚持“谁主管。谁负责。”的原则。"]


def test_bracket_that_never_closes_does_not_swallow_the_rest():
    assert cut("按《办法执行。再办。") == ["按《办法执行。", "再办。"]
    assert cut("（一）抓实。" + "（" + "各镇要办。" * 200)[1] == "（各镇要办。"


def test_line_end_cuts():
    assert cut("第一行\n第二行。") == ["第一行", "第二行。"]


@given(CHARS)
def test_sentences_cover_all_that_is_not_white_space(text):
    spans = list(sentences(text, 0, len(text)))
    assert all(a < b for a, b in spans)
    assert all(left[1] <= right[0] for left, right in pairwise(spans))
    assert "".join("".join(text[a:b].split()) for a, b in spans) == "".join(text.split())


@given(CHARS)
def test_offsets_lead_back_to_the_source(raw):
    normal = normalise(raw)
    at = (0, 0)
    pairs = list(normal.offsets)
    for position, char in enumerate(normal.text):
        while pairs and pairs[0][0] <= position:
            at = pairs.pop(0)
        source = raw[position - at[0] + at[1]]
        assert source == char or source.isspace() or ord(source) < 32 or char == "\ufffd"


def test_normalise_keeps_length_for_white_space():
    raw = "　　一、目标\u00a0要\t求"
    assert len(normalise(raw).text) == len(raw)
    assert normalise(raw).offsets == ()
