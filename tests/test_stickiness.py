"""A plan or summary against the issuer's last one."""

from formalism_nlp import Document
from formalism_nlp.series.report import series_report
from formalism_nlp.series.rule import SetReading
from formalism_nlp.series.stickiness import stickiness, successive

SUMMARY = (
    "柳塘镇人民政府{0}年工作总结\n一、主要工作\n　　{1}\n二、存在的问题\n　　一是村级水管员年龄偏大，巡线跟不上季节变化。\n"
    "　　二是{2}\n三、下一步打算\n　　{3}\n柳塘镇人民政府\n{0}年12月{4}日"
)
LAST = SUMMARY.format(
    2024, "全年清淤16公里。", "山塘渗漏底数不清。", "新修机耕路6公里，改造户厕120户，更换水表300块。", 20
)


def test_stickiness():
    last = Document.from_text(LAST)
    this = Document.from_text(
        SUMMARY.format(2025, "改造户厕98户，更换水表300块。", "两个村的路灯没有人修。", "新建文化广场1个。", 18)
    )
    found = stickiness(this, last)
    assert 0.3 < found.problems < 0.8 and found.plans == 0
    assert found.targets == 3 and [last.quote(span) for span in found.dropped] == ["新修机耕路6公里"]
    (same,) = found.repeated
    assert this.quote(same.span) == last.quote(same.last_span) and same.section == "problem"


def test_stickiness_of_a_copy_and_of_papers_without_sections():
    last, copy = Document.from_text(LAST), Document.from_text(LAST.replace("2024", "2025"))
    found = stickiness(copy, last)
    assert (found.problems, found.plans, found.dropped) == (1, 1, ())
    bare = Document.from_text(
        "松垣县水利局\n关于巡河的通知\n各乡镇人民政府：\n　　各乡镇每周巡查河道。\n松垣县水利局\n2025年3月4日"
    )
    assert stickiness(bare, bare).problems is None


def test_successive_years_are_found_in_a_folder():
    docs = [Document.from_text(LAST.replace("2024", year), id=year) for year in ("2023", "2025", "2024")]
    report = series_report(docs)
    assert [(one.doc.id, one.last.id) for one in report.stickiness] == [("2024", "2023"), ("2025", "2024")]
    assert list(successive(SetReading([docs[0], docs[1]]).issues)) == []


def test_problems_told_in_one_paragraph():
    text = "柳塘镇人民政府{}年工作总结\n　　一年来，我们也清醒看到存在的问题：一是水管员年龄偏大，巡线跟不上季节变化；二是山塘渗漏底数不清。"
    last, this = (Document.from_text(text.format(year)) for year in (2024, 2025))
    assert stickiness(this, last).problems == 1


def test_figures_of_a_plan_may_change_and_words_count():
    text = "柳塘镇人民政府{}年工作要点\n一、水利\n　　新修机耕路{}公里，疏通沟渠{}公里。\n二、环境\n　　{}"
    last = Document.from_text(text.format(2024, 6, 9, "改造户厕120户。"))
    this = Document.from_text(text.format(2025, 4, 7, "清运陈年垃圾两处，拆除旱厕30个。"))
    found = stickiness(this, last)
    assert 0.3 < found.plans < 0.9 and [last.quote(span) for span in found.dropped] == ["改造户厕120户"]
    assert found.to_dict()["dropped"][0]["quote"] == "改造户厕120户"
