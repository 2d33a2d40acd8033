"""Limits that a province sets: applied to its own documents, in their time, and named in the finding."""

import datetime

import pytest

from formalism_nlp import RULES, Document
from formalism_nlp.errors import ConfigError
from formalism_nlp.rules import Reading, find_rule
from formalism_nlp.rules.overlays import parse_overlays, shipped_overlays

OVERLAY = """
[[overlay]]
code = "MTG-02"
place = "云泽省"
valid_from = 2023-01-01
valid_to = 2024-12-31
issued = 2022-12-20
source = "云泽省改进会风的规定"
clause = "讲话不超过40分钟，交流发言每人不超过8分钟"
options = { minutes = 40, floor_minutes = 8 }
"""


def notice(agenda, *, place="云泽省", day="2024年3月4日"):
    issuer = f"{place}人民政府办公厅"
    text = f"{issuer}关于召开春耕工作会议的通知\n各市人民政府：\n　　会议议程：{agenda}。\n{issuer}\n{day}\n"
    return Document.from_text(text)


def speech(doc, text=OVERLAY, **options):
    reading = Reading(doc, overlays=parse_overlays(text, "test.toml"))
    return find_rule("MTG-02").check(doc, reading=reading, **options)


def test_an_overlay_changes_the_limit_and_names_its_basis():
    found = speech(notice("省长讲话（50分钟）")).findings
    assert len(found) == 1 and "50 分钟" in found[0].message and "40 分钟" in found[0].message
    assert [basis.source for basis in found[0].basis][-1] == "云泽省改进会风的规定" and len(found[0].basis) == 2
    assert find_rule("MTG-02").check(notice("省长讲话（50分钟）")).findings == ()


@pytest.mark.parametrize(
    ("place", "day", "on"),
    [
        ("青原省", "2024年3月4日", None),
        ("云泽省", "2022年12月31日", None),
        ("云泽省", "2025年1月1日", None),
        ("云泽省", "", None),
        ("云泽省", "", datetime.date(2025, 1, 1)),
    ],
)
def test_outside_its_place_or_time_it_does_not_apply(place, day, on):
    assert speech(notice("省长讲话（50分钟）", place=place, day=day), on=on).findings == ()


def test_a_document_without_a_date_falls_under_the_given_day():
    assert speech(notice("省长讲话（50分钟）", day=""), on=datetime.date(2024, 6, 1)).findings


def test_an_overlay_without_a_first_day_is_never_applied():
    text = "\n".join(line for line in OVERLAY.splitlines() if not line.startswith("valid_"))
    assert speech(notice("省长讲话（50分钟）"), text).findings == ()


def test_it_holds_for_cities_of_the_province():
    text = OVERLAY.replace("云泽省", "广东省")
    assert speech(notice("市长讲话（50分钟）", place="深圳市"), text).findings
    assert not speech(notice("市长讲话（50分钟）", place="北京市"), text).findings


@pytest.mark.parametrize(
    ("agenda", "count"), [("各市交流发言，每人10分钟", 1), ("各市交流发言，每人8分钟", 0), ("观看短片10分钟", 0)]
)
def test_floor_speeches_have_a_limit_only_where_a_place_sets_one(agenda, count):
    assert len(speech(notice(agenda)).findings) == count
    assert find_rule("MTG-02").check(notice(agenda)).findings == ()


def test_video_meetings_have_a_limit_only_where_a_place_sets_one():
    def found(place, day):
        issuer = f"{place}教育局"
        body = "一、会议时间：3月6日14:30—16:30，共120分钟。\n　　二、各县设分会场。"
        text = f"{issuer}关于召开开学工作视频会议的通知\n各县教育局：\n　　{body}\n{issuer}\n{day}\n"
        doc = Document.from_text(text)
        return find_rule("MTG-03").check(doc, reading=Reading(doc, learned=False)).findings

    assert "90 分钟" in found("合肥市", "2025年3月4日")[0].message
    assert not found("合肥市", "2018年3月4日") and not found("深圳市", "2025年3月4日")


def test_shipped_overlays_fit_their_rules():
    options = {rule.code: rule.options for rule in RULES}
    assert shipped_overlays()
    for overlay in shipped_overlays():
        assert set(overlay.options) <= set(options[overlay.code])
        assert overlay.valid_from is None or overlay.valid_to is None or overlay.valid_from <= overlay.valid_to


@pytest.mark.parametrize(
    ("old", "new"),
    [("place", "plaze"), ("2022-12-20", '"2022"'), ("clause", "# clause"), ("[[overlay]]", "[[overlay]")],
)
def test_a_wrong_overlay_is_told_with_its_line(old, new):
    with pytest.raises(ConfigError, match=r"test\.toml"):
        parse_overlays(OVERLAY.replace(old, new), "test.toml")
