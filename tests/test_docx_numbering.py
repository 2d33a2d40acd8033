"""Automatic numbers of Word paragraphs, resolved to the text that the page shows."""

from __future__ import annotations

import pytest
from docx_maker import abstract, level, listing, make_docx, numbered, para, table
from hypothesis import given
from hypothesis import strategies as st

from formalism_nlp.readers.docx import read_docx
from formalism_nlp.readers.docx.numerals import format_number

OFFICIAL = abstract(
    0,
    level(0, "chineseCountingThousand", "%1、"),
    level(1, "chineseCounting", "（%2）"),
    level(2, "decimal", "%3."),
    level(3, "decimal", "（%4）"),
    level(4, "decimalEnclosedCircle", "%5"),
)


def texts(body: str, numbering: str = OFFICIAL + listing(1, 0), styles: str = "") -> list[str]:
    return [block.text for block in read_docx(make_docx(body, numbering=numbering, styles=styles)).blocks]


def labels(numbering: str, *places: tuple[int, int], styles: str = "") -> list[str]:
    """Number paragraphs of the text 文 by (list, level)."""
    body = "".join(numbered("文", num_id, ilvl) for num_id, ilvl in places)
    return [text[:-1] for text in texts(body, numbering, styles)]


def style(name: str, properties: str, based_on: str = "") -> str:
    base = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    return f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="{name}"/>{base}<w:pPr>{properties}</w:pPr></w:style>'


def test_the_levels_of_an_official_document():
    places = [0, 1, 1, 2, 2, 3, 4, 4, 1, 2, 0, 1]
    assert labels(OFFICIAL + listing(1, 0), *((1, ilvl) for ilvl in places)) == [
        "一、", "（一）", "（二）", "1. ", "2. ", "（1）", "① ", "② ", "（三）", "1. ", "二、", "（一）",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("form", "numbers"),
    [
        ("decimal", {1: "1", 25: "25"}),
        ("decimalZero", {1: "01", 12: "12"}),
        ("decimalFullWidth", {12: "１２"}),
        ("decimalEnclosedCircle", {1: "①", 20: "⑳", 21: "21"}),
        ("decimalEnclosedParen", {3: "⑶"}),
        ("decimalEnclosedFullstop", {3: "⒊"}),
        ("numberInDash", {3: "- 3 -"}),
        ("chineseCounting", {1: "一", 10: "十", 11: "十一", 20: "二十", 99: "九十九", 105: "一〇五"}),
        (
            "chineseCountingThousand",
            {10: "十", 19: "十九", 30: "三十", 100: "一百", 101: "一百〇一", 110: "一百一十", 999: "九百九十九"},
        ),
        ("japaneseCounting", {10: "十", 21: "二十一", 101: "百一", 110: "百十", 250: "二百五十"}),
        ("ideographDigital", {1: "一", 10: "一〇", 23: "二三"}),
        ("chineseLegalSimplified", {1: "壹", 10: "壹拾", 105: "壹佰零伍"}),
        ("ideographTraditional", {1: "甲", 10: "癸", 11: "11"}),
        ("ideographZodiac", {1: "子", 12: "亥"}),
        ("ideographEnclosedCircle", {1: "㊀", 10: "㊉"}),
        ("lowerLetter", {1: "a", 26: "z", 27: "aa", 53: "aaa"}),
        ("upperLetter", {3: "C"}),
        ("lowerRoman", {4: "iv", 49: "xlix"}),
        ("upperRoman", {14: "XIV", 999: "CMXCIX"}),
        ("none", {5: ""}),
        ("somethingNew", {5: "5"}),
    ],
)
def test_number_formats(form, numbers):
    assert {number: format_number(number, form) for number in numbers} == numbers


@given(st.integers(-(10**9), 10**9), st.sampled_from(["lowerLetter", "upperRoman", "chineseCountingThousand", "x"]))
def test_no_number_is_long(number, form):
    assert 1 <= len(format_number(number, form)) <= 39


@pytest.mark.parametrize(
    ("pattern", "suffix", "label"),
    [
        ("%1、", "tab", "一、"),
        ("（%1）", "space", "（一）"),
        ("第%1条", "space", "第一条 "),
        ("第%1条　", "tab", "第一条　"),
        ("%1.", "tab", "一. "),
        ("(%1)", "tab", "(一) "),
        ("%1.", "nothing", "一."),
        ("附件", "tab", "附件 "),
        ("", "tab", ""),
    ],
)
def test_what_stands_between_number_and_text(pattern, suffix, label):
    numbering = abstract(0, level(0, "chineseCounting", pattern, suffix=suffix)) + listing(1, 0)
    assert labels(numbering, (1, 0)) == [label]


def test_spaces_typed_after_an_automatic_number_are_dropped():
    assert texts(numbered("　　目标 ", 1)) == ["一、目标 "]


def test_a_number_alone_is_text_and_a_bullet_alone_is_not():
    bullet = abstract(1, level(0, "bullet", "\uf0b7"), level(1, "bullet", "注：")) + listing(2, 1)
    body = (
        numbered("项", 2)
        + numbered("", 2)
        + numbered("项", 2, 1)
        + table([numbered("", 1), "甲"], [numbered("", 1), "乙"])
    )
    assert texts(body, OFFICIAL + bullet + listing(1, 0)) == ["• 项", "注：项", "一、", "甲", "二、", "乙"]


def test_lists_share_the_count_of_their_definition_until_one_starts_anew():
    restart = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'
    numbering = OFFICIAL + listing(1, 0) + listing(2, 0) + listing(3, 0, restart)
    found = labels(numbering, (1, 0), (2, 0), (3, 0), (3, 0), (1, 0), (3, 0))
    assert found == ["一、", "二、", "五、", "六、", "七、", "八、"]


def test_a_start_override_holds_again_after_each_restart():
    override = '<w:lvlOverride w:ilvl="1"><w:startOverride w:val="3"/></w:lvlOverride>'
    found = labels(OFFICIAL + listing(1, 0, override), (1, 0), (1, 1), (1, 1), (1, 0), (1, 1))
    assert found == ["一、", "（三）", "（四）", "二、", "（三）"]


def test_a_level_override_replaces_format_and_pattern():
    override = f'<w:lvlOverride w:ilvl="0">{level(0, "upperLetter", "%1)")}</w:lvlOverride>'
    assert labels(OFFICIAL + listing(1, 0) + listing(2, 0, override), (1, 0), (2, 0)) == ["一、", "B) "]


def test_restarts():
    def last(restart: str) -> list[str]:
        levels = level(0, "decimal", "%1"), level(1, "decimal", "%2"), level(2, "decimal", "%3", restart)
        places = [(1, ilvl) for ilvl in (0, 1, 2, 2, 1, 2, 0, 2)]
        found = labels(abstract(0, *levels) + listing(1, 0), *places)
        return [label.strip() for (_, ilvl), label in zip(places, found, strict=True) if ilvl == 2]

    assert last("") == ["1", "2", "1", "1"]
    assert last('<w:lvlRestart w:val="0"/>') == ["1", "2", "3", "4"]
    assert last('<w:lvlRestart w:val="1"/>') == ["1", "2", "3", "1"]


def test_patterns_over_several_levels_and_legal_digits():
    levels = (
        level(0, "chineseCounting", "第%1章", suffix="nothing"),
        level(1, "decimal", "%1.%2", "<w:isLgl/>", "nothing"),
    )
    assert labels(abstract(0, *levels) + listing(1, 0), (1, 0), (1, 1), (1, 1)) == ["第一章", "1.1", "1.2"]
    mixed = level(0, "upperRoman", "%1"), level(1, "lowerLetter", "%1-%2", suffix="nothing")
    assert labels(abstract(0, *mixed) + listing(1, 0), (1, 1), (1, 0), (1, 1)) == ["I-a", "I ", "I-a"]


def test_a_start_value_of_its_own_and_none_at_all():
    levels = (
        level(0, "decimal", "%1、", '<w:start w:val="7"/>'),
        level(1, "decimal", "%2、").replace('<w:start w:val="1"/>', ""),
    )
    assert labels(abstract(0, *levels) + listing(1, 0), (1, 0), (1, 0), (1, 1)) == ["7、", "8、", "0、"]


def test_numbers_through_styles():
    linked = abstract(
        0,
        level(0, "chineseCounting", "%1、", '<w:pStyle w:val="one"/>'),
        level(1, "chineseCounting", "（%2）", '<w:pStyle w:val="two"/>'),
    )
    number = '<w:numPr><w:numId w:val="1"/></w:numPr>'
    off = '<w:numPr><w:numId w:val="0"/></w:numPr>'
    styles = (
        style("one", number) + style("two", number) + style("deep", '<w:numPr><w:ilvl w:val="1"/></w:numPr>', "one")
        + style("child", "", "two") + style("off", off, "one")
    )  # fmt: skip
    body = "".join(para(name, f'<w:pStyle w:val="{name}"/>') for name in ("one", "two", "child", "deep", "off", "one"))
    body += para("direct", f'<w:pStyle w:val="one"/>{off}')
    body += para("level", '<w:pStyle w:val="one"/><w:numPr><w:ilvl w:val="1"/></w:numPr>')
    assert texts(body, linked + listing(1, 0), styles) == [
        "一、one", "（一）two", "（二）child", "（三）deep", "off", "二、one", "direct", "（一）level",
    ]  # fmt: skip


def test_a_list_defined_by_a_numbering_style():
    link = '<w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="S"/></w:abstractNum>'
    styles = (
        '<w:style w:type="numbering" w:styleId="S"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    assert labels(OFFICIAL + link + listing(1, 0) + listing(2, 1), (1, 0), (2, 0), styles=styles) == ["一、", "二、"]
    # A style that leads back to its own list defines nothing.
    circle = styles.replace('w:val="1"', 'w:val="2"')
    assert labels(OFFICIAL + link + listing(2, 1), (2, 0), styles=circle) == [""]


def test_a_format_of_new_word_is_read_from_its_plain_twin():
    new = '<mc:AlternateContent><mc:Choice Requires="w14"><w:numFmt w:val="custom" w:format="001"/></mc:Choice><mc:Fallback>'
    plain = '<w:numFmt w:val="chineseCounting"/>'
    twins = level(0, "chineseCounting", "%1、").replace(plain, f"{new}{plain}</mc:Fallback></mc:AlternateContent>")
    assert labels(abstract(0, twins) + listing(1, 0), (1, 0)) == ["一、"]


def test_deleted_paragraphs_are_not_counted():
    gone = numbered("<w:del><w:r><w:t>删</w:t></w:r></w:del>", 1).replace("</w:pPr>", "<w:rPr><w:del/></w:rPr></w:pPr>")
    assert texts(numbered("甲", 1) + gone + numbered("乙", 1)) == ["一、甲", "二、乙"]


def test_each_story_counts_for_itself():
    note = f'<w:footnote w:id="2">{numbered("注", 1)}</w:footnote>'
    raw = read_docx(make_docx(numbered("文", 1), numbering=OFFICIAL + listing(1, 0), footnotes=note))
    assert [block.text for block in raw.blocks] == ["一、文", "一、注"]


@pytest.mark.parametrize(
    "numbering",
    [
        "",
        listing(1, 9),
        abstract(0) + listing(1, 0),
        abstract(0, level(5, "decimal", "%1")) + listing(1, 0),
        '<w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="none"/></w:abstractNum>' + listing(1, 0),
        '<w:num w:numId="1"/>',
        '<w:abstractNum/><w:num/><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="x"/></w:abstractNum>'
        + listing(1, 0),
    ],
)
def test_incomplete_definitions_number_nothing(numbering):
    assert texts(numbered("文", 1), numbering) == ["文"]
