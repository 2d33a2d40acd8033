"""Burdens on lower levels: what the examples of the rules do not cover."""

import datetime

import pytest

from formalism_nlp import Document
from formalism_nlp.rules import (
    Reading,
    app_groups,
    apportioning,
    apps,
    campaigns,
    duties,
    form_deadlines,
    forms,
    people,
    traces,
)
from formalism_nlp.rules.burdens import notice

MODULES = (forms, form_deadlines, traces, apps, app_groups, duties, apportioning, people, campaigns)
RULES = {rule.code: rule for module in MODULES for rule in module.RULES}
EXAMPLES = [
    (rule, text, wanted)
    for rule in RULES.values()
    for wanted in (True, False)
    for text in (rule.hits if wanted else rule.clean)
]


def findings(code, body, **how):
    on = how.pop("on", None)
    doc = Document.from_text(notice(body, **how))
    return RULES[code].check(doc, on=on, reading=Reading(doc, learned=False)).findings


@pytest.mark.parametrize(("rule", "text", "wanted"), EXAMPLES, ids=lambda value: getattr(value, "code", None))
def test_examples(rule, text, wanted):
    doc = Document.from_text(text)
    outcome = rule.check(doc)
    assert (outcome.status == "hit") is wanted, outcome
    for finding in outcome.findings:
        assert doc.quote(finding.span) == finding.quote
        assert "{" not in finding.message + finding.suggestion


@pytest.mark.parametrize(
    ("when", "hours", "severity"),
    [
        ("今天12时前", 3, "issue"),
        ("3月4日下班前", 8, "issue"),
        ("3月5日10时前", 9, "tip"),
        ("3月5日一上班", 16, "tip"),
        ("半天内", 8, "issue"),
    ],
)
def test_lead_time_is_counted_in_working_hours(when, hours, severity):
    [found] = findings("FRM-02", f"各村{when}把缺水田块统计表报县局。")
    assert (found.values["lead_hours"], found.severity) == (hours, severity)
    assert when.removesuffix("一上班") in found.message


def test_three_working_days_are_not_short_and_a_weekend_does_not_count():
    assert not findings("FRM-02", "各村3月7日下班前把缺水田块统计表报县局。")
    friday = notice("各村3月10日10时前把统计表报县局。").replace("3月4日", "3月7日")
    [found] = RULES["FRM-02"].check(Document.from_text(friday)).findings
    assert found.values["lead_hours"] == 9


def test_without_a_date_in_the_text_the_lead_counts_from_the_given_day():
    doc = Document.from_text(notice("各村3月5日10时前把统计表报县局。").replace("2025年3月4日\n", ""))
    assert not RULES["FRM-02"].check(doc).findings
    [found] = RULES["FRM-02"].check(doc, on=datetime.date(2025, 3, 4)).findings
    assert found.values["lead_hours"] == 9


def test_urgency_without_a_time_counts_for_papers_only():
    [found] = findings("FRM-02", "各乡镇立即报送种子储备情况表。")
    assert found.severity == "tip" and "没有给出办理时间" in found.message
    assert not findings("FRM-02", "各乡镇立即组织抢收。")
    assert not findings("FRM-02", "遇重大险情，2小时内将情况报县局。")


@pytest.mark.parametrize(
    ("often", "calls", "severity"),
    [("每天", 365, "issue"), ("每周五", 52, "issue"), ("每月25日前", 12, "tip")],
)
def test_the_frequency_is_counted_a_year(often, calls, severity):
    [found] = findings("FRM-01", f"各乡镇{often}向县局报送进度统计表。")
    assert (found.values["per_year"], found.severity) == (calls, severity)
    assert f"{calls} 次" in found.message


def test_quarterly_reports_are_not_frequent():
    assert not findings("FRM-01", "各乡镇每季度向县局报送总结。")


def test_the_frequency_may_stand_in_the_next_clause():
    [found] = findings("FRM-01", "各村把井口数捎给县局，天天如此。")
    assert found.quote == "各村把井口数捎给县局，天天如此"


def test_a_frequency_of_something_else_does_not_count():
    assert not findings("FRM-01", "各乡镇月底前将用地材料报县局，县局每周五上午现场调度一次难点问题。")


def test_an_emergency_stays_on_the_finding():
    body = "启动防汛Ⅲ级应急响应，响应期间各乡镇每天两次报送水位情况，响应解除后停止。"
    text = notice(body).replace("关于做好有关工作", "关于启动防汛Ⅲ级应急响应")
    found = RULES["FRM-01"].check(Document.from_text(text)).findings
    assert found and all(one.exception == "emergency" for one in found)


def test_an_approved_survey_is_statutory():
    found = findings("FRM-01", "各乡镇每月5日前报送粮食产量统计表（表号：LS01，批准文号：国统制〔2025〕8号）。")
    assert [one.exception for one in found] == ["statutory"]


def test_clauses_of_one_sentence_make_one_finding():
    [found] = findings("APP-03", "干部要带头转发推文，点赞数和评论数计入年底评分。", issuer="柳塘镇人民政府", to="各村")
    assert found.quote.startswith("干部要带头转发") and found.quote.endswith("计入年底评分")


def test_installations_set_by_a_column_of_a_table():
    table = "反诈任务表\n乡镇\t常住户数\t预警程序装机户数\n石桥镇\t6350\t6096\n马岭乡\t3120\t2964\n"
    [found] = RULES["APP-02"].check(Document.from_text(notice("请逐项抓好落实。") + table)).findings
    assert found.quote == "预警程序装机户数"


def test_the_five_things_that_come_with_a_duty():
    given = duties.slots(
        Document.from_text("经县政府同意，县水利局负责，组织培训两期，经费由县财政承担，派技术员2名。")
    )
    assert all(given.values()) and list(given) == ["审批", "责任单位", "培训", "经费", "人员"]
    [found] = findings("DUT-02", "今后净化设施全部由乡镇验收，经县政府同意。")
    assert found.values["missing"] == "责任单位、培训、经费、人员" and "审批" in found.message
    [found] = findings("DUT-02", "经费由镇里想办法，县财政承担设备费用。")
    assert "经费" in found.values["missing"]


def test_a_duty_with_its_money_is_no_shift():
    assert not findings("DUT-01", "治理完成的水体交由所在村管护，按每公里每年6000元补助。")


def test_letters_that_the_law_orders_are_statutory():
    [found] = findings("DUT-03", "逐级签订基本农田保护责任书。")
    assert found.exception == "statutory"


def test_only_bodies_above_the_county_meet_the_rule_on_townships():
    body = "从乡镇抽调10名干部到专班集中办公半年。"
    assert findings("SEC-01", body)
    assert not findings("SEC-02", body)
    assert findings("SEC-02", body, issuer="泽安市农业农村局", to="各县（市、区）农业农村局")


def test_who_may_hold_a_campaign_depends_on_the_issuer():
    body = "评选“最美庭院”10户并授牌。"
    assert findings("CRE-01", body, issuer="松垣县农业农村局")
    outcome = RULES["CRE-01"].check(Document.from_text(notice(body, issuer="松垣县人民政府")))
    assert outcome.status == "not_applicable" and "是否批准" in outcome.reason


def test_faults_named_only_to_be_punished_are_no_demands():
    body = "对层层签订责任状、摊派征订报刊50份等做法，发现一起通报一起。"
    assert not findings("DUT-03", body)
    assert not findings("DUT-04", body)


WORDINGS = [
    ("FRM-01", "按调整后的口径把台账重新报一遍。"),
    ("FRM-01", "各站上交的统计表不得有一处空着。"),
    ("FRM-01", "系统里的走访记录还差八千条，请抓紧补进去。"),
    ("FRM-02", "系统明早九点关账，届时还空着的说明缘由。"),
    ("FRM-05", "宣传稿每月五条打底，缺一条在年底扣分。"),
    ("APP-01", "村干部每天上“柳塘通”平台露个脸，断一天扣一分。"),
    ("APP-02", "电子凭证激活人数要占到参保人数的九成。"),
    ("APP-03", "推文每人在朋友圈挂一整天，谁没挂组长记下。"),
    ("APP-05", "值班长用工作群查岗，随时点人。"),
    ("DUT-01", "边角地块的杂草清理包给各村。"),
    ("DUT-02", "清运的花销，各村自己张罗。"),
    ("DUT-03", "站长与局里订立安全包干书。"),
    ("DUT-04", "家财险由各村按户数买足。"),
    ("DUT-05", "护林员一个人盯死60户。"),
    ("SEC-01", "每个社区让出一名工作人员，到街道大厅坐窗口三个月。"),
]
HARMLESS = [
    ("FRM-01", "补齐去年欠发的种粮补贴。"),
    ("FRM-01", "已交上来的表退还各乡镇，不用再报。"),
    ("FRM-02", "县局明早九点派车送药。"),
    ("APP-02", "疫苗入库一支不能少。"),
    ("APP-05", "巡查员每天到村里走一圈。"),
    ("DUT-01", "低保对象由县民政局兜底。"),
    ("DUT-03", "种子质量要有保证。"),
    ("DUT-04", "沙袋按村备足20个。"),
    ("SEC-01", "每个社区让出一间房给老人用三个月。"),
    ("FRM-04", "逐级画押，签一纸保证。"),
]


@pytest.mark.parametrize(("code", "body"), WORDINGS)
def test_the_meaning_counts_and_not_the_wording(code, body):
    assert findings(code, body)


@pytest.mark.parametrize(("code", "body"), HARMLESS)
def test_like_words_that_burden_nobody(code, body):
    assert not findings(code, body)


def test_who_builds_an_application_of_its_own():
    how = {"issuer": "柳塘镇人民政府", "to": "各村（社区）"}
    assert findings("APP-07", "用我镇自办的“柳塘管家”程序上报。", **how)
    assert not findings("APP-07", "合作社自办的加工厂本月投产。", **how)


@pytest.mark.shared
def test_a_report_about_formalism_gives_no_finding(shared):
    doc = Document.from_text((shared / "data" / "seed.txt").read_text(encoding="utf-8"))
    assert not [found for rule in RULES.values() for found in rule.check(doc).findings]
