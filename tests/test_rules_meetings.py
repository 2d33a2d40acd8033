"""What the examples of the rules on meetings, inspections and scoring do not cover: exceptions, reasons, figures."""

import pytest

from formalism_nlp import Document
from formalism_nlp.rules import Reading, inspections, meetings, scoring
from formalism_nlp.rules.indicators import indicator_trees
from formalism_nlp.rules.meeting_facts import clock_minutes, minutes, stretches

RULES = {rule.code: rule for rule in (*meetings.RULES, *inspections.RULES, *scoring.RULES)}
FLOOD = "受台风影响，县防汛抗旱指挥部启动防汛Ⅲ级应急响应。响应期间，{}响应解除后自行终止。"


def letter(matter, body, issuer="松垣县水利局", to="各乡镇人民政府"):
    return f"{issuer}关于{matter}的通知\n{to}：\n　　{body}\n{issuer}\n2025年3月4日"


def outcome(code, text):
    doc = Document.from_text(text)
    return RULES[code].check(doc, reading=Reading(doc, learned=False))


@pytest.mark.parametrize(
    ("code", "matter", "body"),
    [
        ("MTG-04", "召开防汛抗旱视频会议", "各乡镇党委书记必须到会参加视频会商，不得请假。"),
        ("MTG-06", "启动防汛Ⅲ级应急响应", "各乡镇要连夜召开会议传达会商精神。"),
        ("INS-08", "启动防汛Ⅲ级应急响应", "对各乡镇转移进度每日排名通报。"),
        ("INS-12", "启动防汛Ⅲ级应急响应", "脱岗的乡镇年度考核一票否决。"),
    ],
)
def test_an_emergency_is_kept_as_exception_and_an_urgency_label_is_none(code, matter, body):
    flood = outcome(code, letter(matter, FLOOD.format(body)))
    assert [finding.exception for finding in flood.findings] == ["emergency"]
    plain = outcome(code, letter("召开河道清理紧急会议", "特急。" + body))
    assert [finding.exception for finding in plain.findings] == [None]


@pytest.mark.parametrize(
    ("code", "text", "reason"),
    [
        ("MTG-03", letter("举办水利培训班", "为期4天。"), "不是会议"),
        ("MTG-03", letter("召开水利竞赛筹备会", "会期2天。"), "另有规定"),
        ("MTG-04", letter("召开防火会议", "各村书记全部到会。", "石桥镇人民政府", "各村"), "乡镇"),
        ("MTG-09", letter("清河", "各镇开会3次。"), "不是报告"),
        ("INS-03", letter("清河", "纳入乡镇年度考核。", "松垣县人民政府"), "不属部门"),
        ("INS-04", letter("清河", "逐镇打分。"), "标题不是"),
        ("INS-04", letter("印发调研评估打分细则", "逐镇打分。"), "标题不是|公开名义"),
        ("INS-05", letter("清河", "各乡镇清理河道。"), "不涉及"),
        (
            "INS-06",
            "松垣县水利局关于评分的报告\n松垣县人民政府：\n　　批示加5分。\n松垣县水利局\n2025年3月4日",
            "不是设立",
        ),
    ],
)
def test_a_rule_says_why_it_cannot_speak(code, text, reason):
    found = outcome(code, text)
    assert found.status == "not_applicable"
    assert any(part in found.reason for part in reason.split("|"))


def test_group_discussion_lengthens_a_meeting_only_when_there_is_one():
    def days(body):
        return [finding.values["days"] for finding in outcome("MTG-03", letter("召开工作会议", body)).findings]

    assert days("会期一天半，分组讨论政府工作安排。") == []
    assert days("会期一天半，不安排分组讨论。") == ["1.5"]
    assert days("会期两天，分组讨论政府工作安排。") == ["2"]
    assert days("会期半天。请于3月3日下午5时前报名，3月4日上午9时开会。") == []


def test_the_longest_speech_of_a_sentence_counts_once():
    found = outcome(
        "MTG-02", letter("召开工作会议", "县长讲话（约70分钟），县委书记讲话（约110分钟），副县长讲话（90分钟）。")
    )
    assert [finding.values["found"] for finding in found.findings] == [110]


@pytest.mark.parametrize(
    ("words", "length"),
    [
        ("9:00—11:30", 150),
        ("下午2:30至5:40", 190),
        ("10点半开讲，12点收尾", 90),
        ("一小时四十分钟", 100),
        ("8:00集合，9:00出发", None),
        ("三天", None),
    ],
)
def test_minutes(words, length):
    assert minutes(words) == length
    if "分钟" not in words:
        assert clock_minutes(words) == length


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("会期两天半", [2.5]),
        ("5月6日、7日、8日举行", [3.0]),
        ("3月30日至4月1日召开", [3.0]),
        ("会议全程6小时", [1.0]),
        ("上午9时开会，雨天改为下午2时", []),
        ("上午9:00至10:20", []),
        ("上午看现场，下午开会，晚上点评", [1.5]),
    ],
)
def test_stretches(words, days):
    assert [found.days for found in stretches(words, 0)] == days


def test_a_chief_who_convenes_may_call_chiefs_a_deputy_may_not():
    body = "参会人员：各乡镇党委书记、乡镇长。会议由{}主持召开。"
    assert outcome("MTG-04", letter("召开工作会议", body.format("县长"), "松垣县人民政府办公室")).status == "clean"
    assert outcome("MTG-04", letter("召开工作会议", body.format("副县长"), "松垣县人民政府办公室")).status == "hit"


def test_points_for_traces_in_a_table_show_the_whole_row_and_results_stay_silent():
    text = letter("印发考核评分表", "现将评分表印发给你们。") + (
        "\n\n河道管护考核评分表\n\n指标\t分值\t评分标准\n台账建设\t20\t会议记录一次一盒，缺一盒扣3分\n供水保障\t60\t水质达标率98%以上得满分\n修复渠道\t20\t完成三公里得满分"
    )
    doc = Document.from_text(text)
    found = RULES["INS-07"].check(doc)
    assert [finding.quote for finding in found.findings] == ["台账建设\t20\t会议记录一次一盒，缺一盒扣3分"]
    (tree,) = indicator_trees(doc)
    assert (tree.origin, tree.items, tree.total, tree.traces) == ("table", 3, 100.0, 1)
    assert tree.trace_share == pytest.approx(1 / 3)


def test_indicator_trees_from_sentences_and_lists():
    def trees(body):
        found = indicator_trees(Document.from_text(letter("印发考核评分细则", body)))
        return [(tree.origin, tree.levels, tree.total) for tree in found]

    assert trees("设一级指标9个、二级指标34个、三级观测点127个，总分1000分。") == [("sentence", (9, 34, 127), 1000.0)]
    assert trees("评估总分值设定为一千分，下设11类68项213个采分点。") == [("sentence", (11, 68, 213), 1000.0)]
    assert trees("按照第三条、第四条、第十二条规定考核。") == []
    assert trees("考核涉及《千分制考核办法》。") == []
    items = "\n".join(
        f"　　（{number}）清河{points}项（{points}分）。台账齐全。"
        for number, points in (("一", 30), ("二", 30), ("三", 40))
    )
    assert trees("评分如下：\n" + items) == [("list", (3,), 100.0)]


def test_no_points_is_no_prohibition():
    found = outcome("INS-07", letter("印发考核评分细则", "下发专门文件的得3分，没有文件的不得分。"))
    assert len(found.findings) == 1


def test_what_is_taken_back_stays_silent():
    body = "不打分排名，“红黑榜”“战报”等一律停用，调研组不听汇报。"
    for code in ("INS-04", "INS-08"):
        assert outcome(code, letter("开展河道管护调研", body)).status == "clean"


MEETING, VISIT = "召开春耕推进会", "赴各乡镇开展“解剖麻雀”活动"


@pytest.mark.parametrize(
    ("code", "matter", "body", "found"),
    [
        ("MTG-02", MEETING, "县委书记讲一课，时长1小时25分。", True),
        ("MTG-02", MEETING, "县委书记讲话25分，占权重两成。", False),
        ("MTG-05", MEETING, "议程：（一）县长布置春耕任务；（二）县委书记讲话。", True),
        ("MTG-05", MEETING, "议程：（一）县长主持并安排车辆；（二）县委书记讲话。", False),
        ("MTG-06", "落实创城部署", "各镇再晚也要把村组干部叫齐，把县里的要求讲清。", True),
        ("MTG-06", "防火", "接到火情后再晚也要召集扑火队员，按指挥部要求集结。", False),
        ("INS-03", "养老服务", "抽查结果发各乡镇，充作年终绩效的三成。", True),
        ("INS-03", "养老服务", "抽查结果不并入各乡镇年度绩效。", False),
        ("INS-04", VISIT, "按差错率把各乡镇归入甲、乙、丙三等。", True),
        ("INS-04", VISIT, "走访的救助对象按困难程度分为一类、二类。", False),
        ("INS-05", VISIT, "到达当日，请乡镇长露面见一见。", True),
        ("INS-05", VISIT, "工作组抵达后自行入户，乡镇长不陪同。", False),
        ("INS-07", "评选文明村", "复看时翻村里的会议本和签名册，两样各占10分。", True),
        ("INS-07", "评选文明村", "会议本、签名册一律不看；清运率占10分。", False),
        ("INS-09", "印发考核指标", "设4个维度、29个指标、183个采集项，总量一千分。", True),
        ("INS-09", "河道监测", "全县设4个监测站、29个采样点、183个监测点。", False),
    ],
)
def test_other_words_for_the_same_and_the_like_that_is_none(code, matter, body, found):
    assert bool(outcome(code, letter(matter, body, to="各乡镇人民政府")).findings) is found


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("4月起，县水利局每月按差错数给各乡镇编出名次。", True),
        ("今年3月起，柳塘镇每月连续排名第一。", False),
    ],
)
def test_what_a_circular_announces_is_no_tale(body, found):
    text = f"松垣县水利局关于清淤情况的通报\n各乡镇人民政府：\n　　{body}\n松垣县水利局\n2025年3月4日"
    assert bool(outcome("INS-08", text).findings) is found
