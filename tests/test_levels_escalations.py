"""What looks like a raised requirement and is none: conditions, other steps, rights, law, older texts."""

import pytest

from formalism_nlp import Document, Scorer, compare
from formalism_nlp.levels.clauses import outline
from formalism_nlp.levels.silence import is_enacted
from formalism_nlp.levels.values import find_values
from formalism_nlp.levels.words import SOFT, degree, reports
from formalism_nlp.render.levels import levels_html, levels_text

_NOTICE = "{0}水利局\n关于做好农村供水工作的通知\n各{1}：\n　　一、水源。{2}\n　　二、管护。水池外墙公示管护人员姓名和电话，药剂领用有登记。\n　　三、水费。执行核定的水价，按户公示，水费收入专账管理，不得挪用。\n{0}水利局\n{3}"
_RULES = (
    "{0}供水工程备案管理{1}\n　　第一条 为了规范供水工程管理，制定本{1}。\n　　第二条 供水单位应当建立水源巡查记录，并妥善保管。\n"
    "　　第三条 {2}\n　　第四条 供水单位应当按户公示水价，水费收入专账管理。\n　　第五条 管护人员应当持健康证明上岗。\n　　第六条 本{1}自{3}起施行。"
)


def notices(own, other, dates=("2025年4月8日", "2025年3月4日")):
    """A county's notice and the city's, which differ in one sentence."""
    return (
        Document.from_text(_NOTICE.format("松垣县", "乡镇水利站", own, dates[0])),
        Document.from_text(_NOTICE.format("泽安市", "县水利局", other, dates[1])),
    )


def rules(own, other, name="办法"):
    """Rules of two offices, set out in articles, which differ in one."""
    return (
        Document.from_text(_RULES.format("泽安市", name, own, "2024年5月1日")),
        Document.from_text(_RULES.format("云泽省", name, other, "2023年5月1日")),
    )


def kinds(pair):
    return [one.kind for one in compare(*pair).escalations]


NO_DEMAND = [
    # Conditions: for whom something holds.
    ("用水户在三百户以上的，由供水单位设管护站。", "用水户在一百户以下的，由供水单位设管护站。"),
    ("申报水厂应当符合下列条件：（一）服务用水户500户；（二）有固定厂房。", "申报水厂应当符合下列条件：（一）服务用水户200户；（二）有固定厂房。"),
    ("送水车在村道上最高时速为60公里。", "送水车在村道上最高时速为40公里。"),
    # Rights and other steps of a procedure.
    ("供水单位可以自收到检测通知之日起10日内提出异议。", "供水单位应当自收到检测通知之日起30日内提出整改报告。"),
    ("供水单位应当自工程竣工之日起10日内申请验收。", "供水单位应当自工程竣工之日起30日内报送备案。"),
    # Grants named in the line over the list.
    ("对管护站给予下列奖励：（一）从节水收入中提取50%；（二）颁发证书。", "对管护站给予下列奖励：（一）从节水收入中提取30%；（二）颁发证书。"),
    # Nothing is left open by these words.
    ("水库取水应当经村民会议讨论决定。", "水库取水经村民会议讨论决定方可办理。"),
    ("供水单位应当为管护人员安排相应岗位。", "供水单位为管护人员安排适当的岗位。"),
    ("县水利局应当提供技术指导和帮助。", "县水利局提供技术指导和支持。"),
    # 可以 stands over the list or earlier in the sentence.
    ("水费有争议的，可以通过下列途径解决：（一）与供水单位协商；（二）向人民法院提起诉讼。", "水费有争议的，双方协商解决，也可以向人民法院提起诉讼。"),
    ("管护人员可以兼任检测员，参加县里组织的技能培训和体检。", "管护人员可以参加县里组织的技能培训和体检。"),
]  # fmt: skip


@pytest.mark.parametrize("make", [notices, rules])
@pytest.mark.parametrize(("own", "other"), NO_DEMAND)
def test_no_demand_is_no_escalation(make, own, other):
    assert kinds(make(own, other)) == []


def test_same_step_with_a_shorter_term_is_found():
    own, other = "供水单位应当自工程竣工之日起{}日内报送备案。", "供水单位应当自工程竣工之日起30日内报送备案。"
    assert kinds(rules(own.format(10), other)) == kinds(notices(own.format(10), other)) == ["deadline"]
    both = "大型工程应当自竣工之日起30日内报送备案，{}应当自竣工之日起10日内报送备案。"
    # The parent's term stands beside the shorter one: that is for something else, unless it is left to the others only.
    assert kinds(rules(both.format("小型工程"), other)) == []


def test_terms_for_other_kinds_of_text_are_silent():
    own = "{}应当自公布之日起15日内报送备案。"
    other = "法规、规章公布后，应当自公布之日起30日内报送备案。"
    assert kinds(rules(own.format("规范性文件"), other)) == []
    assert kinds(rules(own.format("规章"), other)) == ["deadline"]


def test_fines_for_another_wrong_are_silent():
    own = "损坏水表的，由水利部门责令改正，处五百元以上二千元以下罚款。"
    other = "堵塞水道的，由水利部门责令改正，可以处五百元以上二千元以下罚款。"
    assert kinds(rules(own, other)) == []


LAWS = ("供水单位应当每月检测水质一次。", "供水单位应当每季度检测水质一次。")


def test_laws_are_not_judged_and_say_so():
    child, parent = rules(*LAWS, name="条例")
    found = compare(child, parent)
    assert found.escalations == () and "立法" in found.unjudged and found.to_dict()["unjudged"] == found.unjudged
    assert found.unjudged in levels_text(found) and found.unjudged in levels_html(found)
    assert all(pair.kind != "sharpened" for pair in found.pairs)
    report = Scorer(parent=parent, model=False).score(child)
    assert report.score.absent["escalation"] == found.unjudged
    reasons = {one.code: one.reason for one in report.outcomes if one.code.startswith("ESC")}
    assert reasons and set(reasons.values()) == {found.unjudged}
    assert compare(*rules(*LAWS)).unjudged == "" and kinds(rules(*LAWS)) == ["frequency"]


def test_enacted_law_is_told_from_orders():
    assert is_enacted(rules(*LAWS, name="条例")[0]) and not is_enacted(rules(*LAWS)[0])
    passed = rules(*LAWS)[0].text.replace("\n", "\n2023年1月5日云泽省第十三届人民代表大会常务委员会第三次会议通过\n", 1)
    assert is_enacted(Document.from_text(passed))
    assert not is_enacted(notices("每月一次。", "每季度一次。")[0])


def test_an_older_text_raises_nothing():
    grown = ("水质检测每月不少于一次。", "水质检测每季度不少于一次。")
    found = compare(*notices(*grown, dates=("2025年2月1日", "2025年3月4日")))
    assert found.escalations == () and "晚于" in found.unjudged
    assert kinds(notices(*grown)) == ["frequency"]
    assert kinds(notices(*grown, dates=("2025年3月4日", "2025年3月4日"))) == ["frequency"]
    assert kinds(notices(*grown, dates=("", "2025年3月4日"))) == ["frequency"]


@pytest.mark.parametrize(
    ("words", "times"),
    [
        ("每年八月八日为节水日", 1.0),
        ("每年8月8日为节水日", 1.0),
        ("每年8次", 8.0),
    ],
)
def test_a_day_of_the_year_comes_once(words, times):
    values = find_values(outline(Document.from_text(f"松垣县水利局\n通知\n各站：\n　　{words}。")))
    assert [one.number for one in values if one.kind == "frequency"] == [times]


def test_hours_of_the_day_are_no_term():
    text = "松垣县水利局\n通知\n各站：\n　　供水时间限于早六时至晚十时。\n2025年4月8日"
    assert [one for one in find_values(outline(Document.from_text(text))) if one.kind == "deadline"] == []


def test_working_days_are_measured_by_the_calendar():
    found = compare(*notices("停水后10个工作日内恢复供水。", "停水后30日内恢复供水。")).escalations
    assert [one.factor for one in found] == [pytest.approx(14 / 30, rel=0.01)]
    found = compare(*notices("停水后5个工作日内恢复供水。", "停水后10个工作日内恢复供水。")).escalations
    assert [one.factor for one in found] == [0.5]


@pytest.mark.parametrize("words", ["不得要求供水站重复报送报表", "对提交的材料进行审查", "听取汇报后答复"])
def test_no_report_is_asked_for(words):
    assert not reports(words)


@pytest.mark.parametrize("words", ["取水许可证", "经同意方可取水", "提出意见和建议", "加大支持力度", "适当的岗位"])
def test_words_that_leave_nothing_open(words):
    assert not SOFT.search(words)


@pytest.mark.parametrize("words", ["可以取水", "可分期建设", "建议分期建设", "国家支持节水", "适当放宽", "有条件的村"])
def test_words_that_leave_a_choice(words):
    assert SOFT.search(words)


def test_losing_a_claim_or_being_told_why_is_no_sanction():
    assert degree("向申请人说明原因") == (0, "")
    assert degree("取消供水补贴资格") == (0, "") and degree("取消年度评优资格")[0] == 4


def test_good_conduct_that_counts_is_no_threat():
    own = "对表现突出的管护人员给予表彰奖励，护水表现作为职称考核的重要内容。"
    assert kinds(notices(own, "关心管护人员生活。")) == []
    own = "巡查不到位的，作为年度考核的重要内容。"
    assert kinds(notices(own, "管护人员按时巡查。")) == ["sanction"]


def test_a_threat_two_clauses_on_is_known():
    other = "管护人员应当按时巡查，不履行职责的，县水利局责令改正，造成后果的，依法给予处分。"
    assert kinds(notices("管护人员应当按时巡查，工作不落实的，严肃问责。", other)) == []


def test_an_addition_is_shown_beside_its_own_matter():
    child, parent = notices("管护人员按时巡查，未到岗的全县通报批评。", "管护人员按时巡查。")
    (one,) = compare(child, parent).escalations
    assert parent.quote(one.parent_span) == "管护人员按时巡查"


TITLES = [
    ("《条例》", "independent"),
    ("《农村供水工程管护条例》", "citation"),
    ("《云泽省农村供水工程管护条例》", "citation"),
]


@pytest.mark.parametrize(("cited", "verdict"), TITLES)
def test_a_bare_short_form_names_no_parent(cited, verdict):
    parent = rules(*LAWS)[1].text.replace("云泽省供水工程备案管理办法", "云泽省农村供水工程管护条例")
    child = Document.from_text(
        f"松垣县教育局\n关于校园绿化的通知\n各学校：\n　　一、按照{cited}开展植树。\n　　二、每名学生认养一棵树苗，浇水除草。\n松垣县教育局\n2025年4月8日"
    )
    assert compare(child, Document.from_text(parent)).verdict == verdict


@pytest.mark.parametrize(("cited", "verdict"), [("办法", "independent"), ("供水工程备案管理办法", "citation")])
def test_what_a_notice_prints_is_named_by_its_own_title(cited, verdict):
    parent = Document.from_text(
        "泽安市水利局关于印发《供水工程备案管理办法》的通知\n各县水利局：\n　　请组织学习，完善台账，落实管护人员。\n泽安市水利局\n2025年3月4日"
    )
    child = Document.from_text(
        f"松垣县教育局\n关于校园绿化的通知\n各学校：\n　　一、参照《{cited}》登记树苗。\n　　二、每名学生认养一棵树苗，浇水除草。\n松垣县教育局\n2025年4月8日"
    )
    assert compare(child, parent).verdict == verdict


def test_a_parent_without_title_is_said_to_have_none():
    parent = Document.from_text("各县水利局：\n　　请检修水泵，更换老旧阀门，清洗滤池。\n泽安市水利局\n2025年3月4日")
    child, _ = notices("每月一次。", "每季度一次。")
    found = compare(child, parent)
    assert parent.meta.title is None and found.verdict == "independent" and "标题" in found.reasons[-1]


def test_short_parent_is_not_carried_out_by_one_clause():
    body = "".join(f"　　{n}、{words}。\n" for n, words in enumerate(_CHORES, 1))
    child = Document.from_text(
        f"松垣县水利局\n关于近期工作的通知\n各站：\n{body}　　九、值班人员安排补休。\n松垣县水利局\n2025年4月8日"
    )
    parent = Document.from_text(
        "泽安市人民政府办公室\n关于放假的通知\n各县：\n　　一、值班人员安排补休。\n　　二、放假三天。\n泽安市人民政府办公室\n2025年3月4日"
    )
    assert compare(child, parent).verdict in ("citation", "independent")


_CHORES = (
    "检修水泵，更换老旧阀门，清洗滤池并做好记录",
    "水池外墙公示管护人员姓名和电话，药剂领用有登记",
    "执行核定的水价，按户公示，水费收入专账管理",
    "破损围栏和标志牌修复到位，取水口设置拦污栅",
    "管网漏点逐段排查，查清一处修复一处",
    "水样送县疾控中心检测，结果张贴上墙",
    "冬季管道包扎保温材料，防止冻裂",
    "仓库备足管材和配件，指定专人保管",
)
