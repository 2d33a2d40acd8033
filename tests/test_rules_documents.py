"""Rules on whole documents: what the examples of the rules do not show."""

import pytest

from formalism_nlp import Document
from formalism_nlp.rules import Reading, form, issuing, layout, length, routing
from formalism_nlp.rules.document_parts import own_title, title_line

RULES = {rule.code: rule for module in (routing, issuing, layout, form, length) for rule in module.RULES}


def outcome(code, text):
    doc = Document.from_text(text)
    return RULES[code].check(doc, reading=Reading(doc, learned=False))


def notice(title, to, body, signed, number="松水发〔2025〕8号", after=""):
    return f"{number}\n{title}\n{to}：\n　　{body}\n{signed}\n2025年4月2日{after}"


@pytest.mark.parametrize("code", ["DOC-05", "DOC-06", "DOC-13", "DOC-14"])
def test_who_writes_to_whom_is_not_guessed_without_an_issuer(code):
    found = outcome(code, "关于清淤的通知\n各乡镇人民政府：\n　　请于4月20日前清完。")
    assert found.status == "not_applicable" and "发文机关" in found.reason


def test_emergency_headquarters_are_found_with_the_exception():
    text = notice(
        "泽安市防汛抗旱指挥部关于启动防汛Ⅲ级应急响应的通知", "各县（市、区）人民政府",
        "决定启动防汛Ⅲ级应急响应。响应期间，各县（市、区）须每4小时报一次水情，响应解除后终止。", "泽安市防汛抗旱指挥部",
    )  # fmt: skip
    assert [finding.exception for finding in outcome("DOC-05", text).findings] == ["emergency"]


def test_an_order_to_governments_in_the_text_is_shown_where_it_stands():
    text = notice(
        "松垣县水利局关于清淤的通知", "各乡镇水利站", "各街道办事处须腾出场地。各站备足编织袋。", "松垣县水利局"
    )
    assert [finding.quote for finding in outcome("DOC-05", text).findings] == ["各街道办事处须腾出场地"]


@pytest.mark.parametrize(
    ("issuer", "to", "after", "found"),
    [
        ("泽安市水利局", "各乡镇水利站", "", True),
        ("泽安市水利局", "各乡镇水利站", "\n抄送：各县（市、区）水利局。", False),
        ("北京市水务局", "各区水务局", "", False),
        ("松垣县水利局", "各村民委员会", "", True),
    ],
)
def test_a_level_is_skipped_only_when_nobody_between_is_written_or_copied_to(issuer, to, after, found):
    text = notice(f"{issuer}关于清淤的通知", to, "请于4月20日前清完。", issuer, after=after)
    assert (outcome("DOC-13", text).status == "hit") is found


def test_each_department_given_tasks_is_named_once():
    body = "县公安局要派人值守。县公安局要疏导车辆。县交通运输局须加开班车。"
    text = notice("松垣县教育局关于护学的通知", "各中心学校", body, "松垣县教育局")
    assert [finding.values["other"] for finding in outcome("DOC-14", text).findings] == ["县公安局", "县交通运输局"]


def test_a_slip_without_a_title_line_in_the_anatomy_is_seen():
    text = "便　笺\n\n各村：\n　　请于4月9日前把没收齐的户列单报来。\n\n双桂镇党政办\n2025年4月2日"
    doc = Document.from_text(text)
    assert doc.quote(title_line(doc).span).replace(" ", "") == "便笺"
    assert [finding.values["form"] for finding in outcome("DOC-07", text).findings] == ["便笺"]


def test_what_a_title_cites_is_not_its_own():
    assert own_title("关于落实《任务分解方案》的通知") == "关于落实的通知"
    assert "任务分解" in own_title("关于印发《任务分解方案》的通知")


def test_several_demands_for_paper_in_one_sentence_count_once():
    body = "各站要制定实施方案，制定配套措施，并将贯彻落实情况报县局。各站每月报送工作进展情况。"
    text = notice("松垣县水利局关于清淤的通知", "各乡镇水利站", body, "松垣县水利局")
    assert len(outcome("DOC-09", text).findings) == 2


@pytest.mark.parametrize("code", ["FMT-05", "FMT-06", "FMT-07", "FMT-08", "FMT-09"])
def test_layout_is_quiet_without_a_head_and_says_one_thing_with_it(code):
    body = "1、目标\n　　（一）、清淤。\n　　2、补助\n　　（二）、清运。"
    text = notice("松垣县水利局关于清淤的通知", "各乡镇水利站", body, "松垣县水利局", number="松水发[2025]第08号")
    text = text.replace("站：\n", "站:\n").replace("2025年4月2日", "2025年04月02日")
    assert len(outcome(code, text).findings) == 1
    assert outcome(code, text.partition("\n")[2]).status == "not_applicable"


def test_numbering_may_skip_a_level_and_start_again():
    body = "一、目标\n　　1.清淤。\n　　2.清运。\n　　二、补助\n　　（一）标准。\n　　（二）时间。"
    assert outcome("FMT-06", notice("松垣县水利局关于清淤的通知", "各站", body, "松垣县水利局")).status == "clean"


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("尚缺资金40万元，盼县里早日接济。", True),
        ("望县财政局给予解决。", True),
        ("省级补助已给予解决，群众希望早日通水。", False),
        ("县里请专家帮助检修了水泵。", False),
    ],
)
def test_a_request_in_a_report_is_found_in_plain_words(sentence, found):
    text = notice("白沙乡人民政府关于旱情的报告", "松垣县人民政府", "已打井12眼。" + sentence, "白沙乡人民政府")
    assert (outcome("FMT-03", text).status == "hit") is found


def test_a_speech_to_delegates_is_no_report_upward():
    assert outcome("FMT-03", "工作报告\n同志们：\n　　希望县财政局给予支持。").status == "not_applicable"


@pytest.mark.parametrize(
    ("code", "body", "found"),
    [
        ("DOC-09", "各镇须照着本意见再出一份自己的路线图，交我局登记。", True),
        ("DOC-09", "各镇直接执行本意见，不必再出路线图。", False),
        ("DOC-17", "4月1日已传真过一版任务表，今后概以本表所列为凭。", True),
        ("DOC-17", "昨天发放的雨衣如有破损，可退回县局更换。", False),
    ],
)
def test_other_words_for_the_same_paper(code, body, found):
    text = notice("关于清淤的意见", "各乡镇人民政府", body, "松垣县水利局")
    assert bool(outcome(code, text).findings) is found


@pytest.mark.parametrize(("issuer", "found"), [("泽安市总工会", True), ("松垣县总工会", False)])
def test_mass_organisations_skip_levels_too(issuer, found):
    text = notice("关于慰问的通知", "各乡镇工会", "请于4月20日前办结。", issuer, number="")
    assert bool(outcome("DOC-13", text).findings) is found
