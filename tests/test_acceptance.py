"""The 28 cases that were publicly reported, as look-alikes: found in the text, or silent where no text can show it.

Facts are changed and all names invented; what a test expects is what one document (or a few) can show.
"""

import datetime

import pytest

from formalism_nlp import Document, ReuseIndex, check, compare

CITY, COUNTY, TOWN = "泽安市", "松垣县", "柳塘镇"


def document(title, to, *items, issuer="", day="2025年3月4日", number=""):
    body = "\n".join(f"　　{item}" for item in items)
    head = f"{number}\n" if number else ""
    return Document.from_text(f"{head}{issuer}{title}\n{to}：\n{body}\n{issuer}\n{day}\n")


def found(doc, **options):
    return {
        finding.code: finding
        for outcome in check(doc, **options)
        for finding in outcome.findings
        if finding.exception is None and not finding.code.startswith("FMT-")
    }


# Number of the case, title, addressee, issuer, sentences, codes that must be found.
FOUND = (
    (1, "关于开展依法治校示范校创建活动的通知", "各中小学", f"{CITY}教育局",
     ["一、启动“依法治校示范校”创建，每年评选一批，达标的由市局授牌。", "二、评分标准共98项指标、179个评分点。",
      "三、从各中小学抽调6名教师到市局集中办公，时间一年。"], {"CRE-01", "SEC-01", "INS-09"}),
    (3, "关于分摊旅游节经费的通知", "县直各单位", f"{COUNTY}文化和旅游局",
     ["一、旅游节赞助款按单位人数分摊，每个单位认购门票200张。", "二、县公安局负责现场秩序。"], {"DUT-04"}),
    (4, "关于完成平台办件任务的通知", "各乡镇人民政府", f"{COUNTY}数据管理局",
     ["一、“松垣办”平台全年完成办件138万件，按户籍人口人均3件分到各乡镇。", "二、每名干部全年完成150件，月底看后台。"], {"DUT-05", "DOC-05"}),
    (9, "关于做好调研接待工作的通知", "各县（市、区）教育局", f"{CITY}教育局",
     ["一、调研组一行3人，10月16日到县。", "二、请各县教育局主要负责人全程陪同，乡镇书记在路口迎接。"], {"INS-05"}),
    (10, "关于开展“营养与健康学校”评选活动的通知", "各县（市、区）教育局", "云泽省学生营养促进协会",
     ["一、面向各县开展“营养与健康学校”评选，每年评选一次，由协会命名授牌。", "二、评分表设一级指标8个、二级指标39个、三级指标117个。"],
     {"CRE-04", "INS-09"}),
    (11, "关于签订安全责任书的通知", "各中心学校", f"{COUNTY}教育局",
     ["一、各校与县局、各班主任与学校逐级签订安全目标责任书，9月10日前签完。", "二、县局开展“标准化食堂”达标创建，验收合格的授牌。"], {"DUT-03", "CRE-01"}),
    (12, "关于开展党建工作调研的通知", "各中心学校", f"{CITY}教育局",
     ["一、调研对象为各校党组织，时间为11月。", "二、调研内容逐项打分，结果分优秀、合格、不合格三个等次。"], {"INS-04"}),
    (14, "关于印发秸秆还田方案的通知", "各镇人民政府、街道办事处", f"{COUNTY}农业农村局",
     ["一、各镇、街道要于4月20日前完成地块核定。", "二、未完成的必须逐户补齐。"], {"DOC-05"}),
    (15, "关于物业投诉情况的通报", "各县（市、区）人民政府", f"{CITY}物业管理联席会议办公室",
     ["一、即日起每月对各县（市、区）物业投诉量排名通报。", "二、各县（市、区）要在5日内整改到位。"], {"DOC-05", "INS-08"}),
    (16, "关于推进电动车保险工作的通知", "各村（社区）", f"{TOWN}人民政府",
     ["一、电动车第三者责任险由各村完成任务，每村不少于200单，每单80元。", "二、月底前把保单交镇里。"], {"DUT-04"}),
    (18, "关于开展战况统计的通知", "各派出所", f"{CITY}公安局",
     ["一、每月统计各所战况，按得分从高到低排名通报。", "二、会议记录、会议照片齐全的加2分，台账缺一项扣1分。",
      "三、新闻通稿、平台截图按月装订成册备查。"], {"INS-08", "FRM-04"}),
    (20, "关于征集热线典型案例的通知", "各县（市、区）政务热线办", "云泽省信息协会",
     ["一、面向各地征集政务热线典型案例，评出十佳并颁发证书。", "二、每个案例不超过3000字。"], {"CRE-04"}),
)  # fmt: skip


@pytest.mark.parametrize(
    ("case", "title", "to", "issuer", "items", "codes"), FOUND, ids=[f"case-{row[0]}" for row in FOUND]
)
def test_what_a_document_shows_is_found(case, title, to, issuer, items, codes):
    assert codes <= set(found(document(title, to, *items, issuer=issuer)))


# What only accounts, site visits or many documents can show; a report or plan as such fires nothing.
SILENT = (
    (5, "关于农旅项目进展情况的报告", f"{COUNTY}人民政府", ["项目计划投资4亿元，配套1.2亿元尚未到位，已用地528.7亩。"]),
    (6, "关于黑土保护项目实施情况的报告", f"{COUNTY}人民政府", ["核心区动土面积较方案增加，已停工整改。"]),
    (7, "关于交易中心装修费用的报告", f"{COUNTY}人民政府", ["中心总投资12.16亿元，面积82200平方米，装修每平方米5489元。"]),
    (8, "关于康养项目建设情况的报告", f"{COUNTY}人民政府", ["计划投资16.5亿元，已投入5.4亿元，11栋楼有6栋闲置。"]),
    (17, "关于社区工作者清退情况的报告", f"{COUNTY}人民政府", ["我街道原长期使用的社区工作者9名，已全部回到社区。"]),
    (19, "关于童车产业园运行情况的报告", f"{COUNTY}人民政府", ["园区原定产值目标100亿元，2024年实际产值2165万元，税收25.7万元。"]),
)  # fmt: skip


@pytest.mark.parametrize(("case", "title", "to", "items"), SILENT, ids=[f"case-{row[0]}" for row in SILENT])
def test_what_no_text_can_show_stays_silent(case, title, to, items):
    assert found(document(title, to, *items, issuer=f"{TOWN}人民政府")) == {}


def test_case_2_a_single_ordinary_meeting_notice_is_no_overload():
    text = ["一、时间：3月12日上午9:00—11:00。", "二、请各单位分管负责人参加。"]
    assert found(document("关于召开管网安全调度会的通知", "各分公司", *text, issuer="云泽管网有限公司")) == {}


@pytest.mark.parametrize(
    ("sent", "due", "hours", "severity"),
    [
        ("2025年3月3日", "3月4日16时", 15.0, "tip"),
        ("2025年3月6日", "3月6日15时", 6.0, "issue"),
    ],
)
def test_case_13_the_working_hours_left_are_counted(sent, due, hours, severity):
    doc = document(
        "关于报送企业用能情况的通知",
        "各乡镇工业办",
        f"请于{due}前将企业用能情况表报县局。",
        issuer=f"{COUNTY}工业局",
        day=sent,
    )
    finding = found(doc)["FRM-02"]
    assert finding.severity == severity and finding.values["lead_hours"] == pytest.approx(hours, abs=1.0)


ROUTINE = ["每天19时前更新进度表，报县局。", "每周五报送周报。"]


def test_case_13_a_series_of_demands_is_found_beside_the_deadline():
    assert "FRM-01" in found(document("关于报送进度的通知", "各乡镇工业办", *ROUTINE, issuer=f"{COUNTY}工业局"))


# --- copies: cases 21 to 25 ---------------------------------------------------------------------------------------
OWN = "柳塘镇有茶园八千亩，今年春茶减产两成，茶农最盼的是有人来收青叶。"
COPIED = (
    "走访中看到，山上的步道修到了第三道弯，路边的厕所却没有水。护林员老李说，节假日一天要捡两车垃圾，光靠七个人忙不过来。"
    "沿线四个村办了民宿六十一家，有消防器材的只有十九家。上年门票收入用于护林的不到一成，群众有意见。"
    "停车场分上下两处，上面的常年空着，下面的车排到公路上，交警每逢周末要来疏导。"
)


def test_case_21_the_copied_share_of_a_note_is_measured():
    child = Document.from_text("关于景区管理的调研报告\n　　" + OWN + COPIED, id="child")
    parent = Document.from_text("关于山林旅游的调研报告\n　　" + COPIED + "步道全长九公里，由林场管护。", id="parent")
    result = compare(child, parent)
    share = len(COPIED) / (len(OWN) + len(COPIED))
    assert result.containment == pytest.approx(share, abs=0.12) and result.copied > 0.6


def test_case_23_a_plan_taken_over_whole_is_a_copy():
    child = Document.from_text("松垣县充电桩布局方案\n　　" + COPIED, id="child")
    parent = Document.from_text("望峪县充电桩布局方案\n　　" + COPIED, id="parent")
    result = compare(child, parent)
    assert result.verdict == "copy" and result.containment > 0.95


@pytest.mark.parametrize(
    ("case", "title", "sentence"),
    [
        (22, "关于印发消防专项规划的通知", "取水点设在南昌市境内河段，由南昌市消防救援支队维护。"),
        (24, "关于印发差旅管理制度的通知", "差旅标准由南昌市财政局核定后执行。"),
        (25, "关于印发应急预案的通知", "险情由南昌市应急管理局负责核实并发布。"),
    ],
)
def test_cases_22_24_25_a_foreign_place_left_in_is_found(case, title, sentence):
    doc = document(title, "各街道办事处", sentence, "各街道每季度检查一次水源。", issuer="深圳市南山区人民政府")
    assert "南昌市" in found(doc)["DOC-16"].quote


def test_case_24_records_that_differ_in_names_only_fall_into_one_cluster():
    index = ReuseIndex()
    index.add(
        Document.from_text(f"谈话记录\n谈话对象：{name}，时间：3月{day}日。\n　　{COPIED}", id=f"record-{day}")
        for day, name in enumerate(("甲", "乙", "丙", "丁"), 1)
    )
    assert any(len(cluster.members) == 4 for cluster in index.clusters())


def test_case_26_the_second_notice_of_a_day_that_replaces_the_first_is_found():
    doc = document(
        "关于报送高标准农田台账的通知",
        "各乡镇农业农村办",
        "今天上午发的表作废，以此件为准，各乡镇于3月12日前重报。",
        issuer=f"{COUNTY}农业农村局",
    )
    assert "DOC-17" in found(doc)


def test_case_27_one_inspection_by_plan_is_no_finding():
    doc = document(
        "关于开展年度质量检查的通知",
        "各施工企业",
        "按照年度督查检查考核计划，4月对在建项目检查一次。",
        issuer=f"{COUNTY}住房和城乡建设局",
    )
    assert found(doc) == {}


def test_case_28_the_ways_round_the_rules_are_each_found():
    slip = document(
        "工作提示", "各县（市、区）交通运输局", "请务必于3月6日前报送路段清单。", issuer=f"{CITY}交通运输局公路科"
    )
    visit = document(
        "关于开展道路养护调研的通知",
        "各县（市、区）交通运输局",
        "调研组逐县打分，末位的限期整改。",
        issuer=f"{CITY}交通运输局",
    )
    assert {"DOC-06", "DOC-07"} <= set(found(slip)) and "INS-04" in found(visit)


# --- what must stay green (domain notes, section 5) ---------------------------------------------------------------
GREEN = (
    ("关于废止一批责任书的通知", "各乡镇人民政府", "一、《防火责任书》等12种责任书自即日起废止。", "二、各部门不得再与乡镇、村签订责任书。"),
    ("为基层减负工作负面清单", "各乡镇人民政府", "一、要求基层当天报送材料的。", "二、以调研名义打分排名的。", "三、要求每天在工作群打卡的。"),
    ("关于3起形式主义典型问题的通报", "各乡镇人民政府", "一、县某局要求各村当天报表、每天传照片，被责令整改。"),
    ("关于为基层减负的工作方案", "各乡镇人民政府", "一、清理日报、周报和零报告，取消打卡排名。", "二、每年只开展一次考核，不看台账。"),
    ("关于启动防汛Ⅲ级应急响应的通知", "各乡镇人民政府", "响应期间，各乡镇每2小时报一次水位和转移人数，响应解除后终止。"),
    ("关于规范执法记录的通知", "各执法中队", "执法人员应当依法全程记录执法过程，音像资料保存不少于6个月。"),
    ("关于编制会计报表的通知", "县直各预算单位", "各单位按照《政府会计准则》编制资产负债表和收入费用表。"),
    ("关于开展水源保护调研的通知", "各乡镇人民政府", "调研组4月到三个村，与村民座谈，了解取水困难和建议，不听汇报、不打分。"),
    ("关于推行一表通的通知", "各乡镇人民政府", "一、42张报表合并为一张表，由县数据局从系统自动取数。", "二、村级不再填报。"),
)  # fmt: skip


@pytest.mark.parametrize(
    ("title", "to", "items"), [(row[0], row[1], row[2:]) for row in GREEN], ids=[row[0] for row in GREEN]
)
def test_counter_examples_stay_green(title, to, items):
    assert found(document(title, to, *items, issuer=f"{COUNTY}人民政府"), on=datetime.date(2025, 3, 4)) == {}
