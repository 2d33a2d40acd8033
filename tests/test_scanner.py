"""A scanner finds what ``re`` finds, in less time."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formalism_nlp import RULES
from formalism_nlp.language.cues import _CUES, find_cues
from formalism_nlp.language.scanner import Scanner, beginnings

# What the patterns are made of, so that a third of the places begins something.
LETTERS = "".join(sorted({char for one in beginnings(_CUES.pattern.pattern) for char in one}))
TEXTS = st.text(alphabet=st.sampled_from([*LETTERS, *"，。的\n0\U00020000\ud800"]), max_size=80)


def spans(matches):
    return [(match.span(), match.lastgroup) for match in matches]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_cues_of_all_examples(rule):
    for text in (*rule.hits, *rule.clean):
        assert spans(_CUES.finditer(text, 0, len(text))) == spans(_CUES.pattern.finditer(text))


@given(TEXTS, st.integers(0, 80), st.integers(0, 80))
def test_any_stretch(text, start, end):
    end = min(end, len(text))
    assert spans(_CUES.finditer(text, start, end)) == spans(_CUES.pattern.finditer(text, start, end))
    first, second = _CUES.search(text, start, end), _CUES.pattern.search(text, start, end)
    assert (first and first.span()) == (second and second.span())


def test_texts_in_turn():
    """The places of one text are never used for another."""
    one, other = "不得漏报", "各镇不得漏报"
    assert [find_cues(text, 0, len(text))[0].start for text in (one, other, one)] == [0, 2, 0]


@pytest.mark.parametrize(
    ("pattern", "found"),
    [
        ("(?P<a>不得|应(?!急))|(?P<b>[严禁]止)", {"不得", "应", "严止", "禁止"}),
        ("(?<![共享])有的|1?9", {"有的", "19", "9"}),
        (r"\d{2}年|[A-C]x|a{0,2}b\.c", {*"0123456789０１２３４５６７８９", "Ax", "Bx", "Cx", "a", "b."}),
        ("要[^。]|好.", {"要", "好"}),
        ("(?:上|下)(?:一|半)级|十\\s", {"上一", "上半", "下一", "下半", "十"}),
    ],
)
def test_beginnings(pattern, found):
    assert beginnings(pattern) == found


@pytest.mark.parametrize("pattern", ["不?", ".得", "[^，]得", "a|", r"\w报", "(?:甲)?乙?"])
def test_patterns_without_a_beginning_are_refused(pattern):
    with pytest.raises(ValueError, match="can begin with anything"):
        beginnings(pattern)
    with pytest.raises(ValueError, match="can begin with anything"):
        Scanner(pattern).search("各镇", 0, 2)
    assert re.compile(pattern)
