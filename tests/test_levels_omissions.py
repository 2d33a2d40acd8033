"""What a subordinate leaves out, says in its own words, or asks for more of, in invented sentences."""

import numpy as np
import pytest

from formalism_nlp import Document, compare
from formalism_nlp.errors import ConfigError
from formalism_nlp.levels import chances as weights
from formalism_nlp.levels.chances import chances
from formalism_nlp.levels.often import how_often
from formalism_nlp.levels.traits import NAMES
from formalism_nlp.levels.words import degree, reports

_OFFICE = "松垣县人民政府办公室\n关于印发供水管护方案的通知\n各乡镇人民政府：\n　　全县现有水站31座，按照市政府办公室通知，制定本方案。\n　　一、钱从哪来\n　　管护经费按每户每年10元列入县级预算，由县财政局6月一次拨到乡镇专账。\n　　二、谁来管\n　　管护员按500户1人聘用，按月发放报酬。{0}\n　　三、怎么巡\n　　水站每月巡查1次，水泵坏了15天之内修好。\n松垣县人民政府办公室\n2025年4月8日"
_CITY = "泽安市人民政府办公室\n关于加强农村供水管护的通知\n各县（市、区）人民政府：\n　　现就供水管护通知如下：\n　　一、保障经费。县级财政按照每户每年10元的标准安排管护经费，列入年度预算。\n　　二、用好队伍。每500户聘用1名管护员，{0}。\n　　三、加强巡查。水站每月巡查1次，水泵损坏的，应在15日内修复。\n泽安市人民政府办公室\n2025年3月4日"
_NOTICE = "{0}水利局\n关于做好农村供水工作的通知\n各{1}：\n　　一、水源。{2}\n　　二、管护。水池外墙公示管护人员姓名和电话，药剂领用有登记。\n　　三、水费。执行核定的水价，按户公示，水费收入专账管理，不得挪用。\n{0}水利局\n{3}"


def dropped(asked, own):
    """What a county in words of its own leaves out of a sentence of the city's."""
    child, parent = Document.from_text(_OFFICE.format(own)), Document.from_text(_CITY.format(asked))
    found = compare(child, parent)
    assert found.verdict == "adaptation"
    return [parent.quote(span) for span in found.dropped]


def grown(own, other):
    """What grew from the city's notice to the county's, which differ in one sentence."""
    child = Document.from_text(_NOTICE.format("松垣县", "乡镇水利站", own, "2025年4月8日"))
    parent = Document.from_text(_NOTICE.format("泽安市", "县水利局", other, "2025年3月4日"))
    return [(one.kind, one.factor) for one in compare(child, parent).escalations]


@pytest.mark.parametrize(
    "asked", ["不得要求管护员参加无关会议", "培训费用由市级财政承担", "检查与巡查合并进行，避免重复上门"]
)
def test_a_duty_without_a_counterpart_is_dropped(asked):
    assert dropped(asked, "首批培训5月在县职教中心开班。") == [asked]


def test_what_is_said_is_not_dropped():
    assert dropped("管护员按月领取报酬", "") == []


def test_what_stands_beside_something_that_is_said_can_be_dropped():
    assert dropped("误工补助由县级财政承担，不得强制收看广告", "误工的钱县里出。") == ["不得强制收看广告"]


@pytest.mark.parametrize(
    ("asked", "own"),
    [
        ("误工补助由县级财政承担", "误工的钱县里出。"),
        ("不单独组织体检", "管护员体检时一并做。"),
        ("管护员自愿参加培训", "培训愿来就来。"),
        ("不得拖欠误工补助", "误工补助现款现结。"),
    ],
)
def test_what_is_said_otherwise_is_not_dropped(asked, own):
    assert dropped(asked, own) == []


def test_weights_fit_the_traits():
    table = np.zeros((2, len(NAMES)))
    table[0, NAMES.index("alone")] = table[0, NAMES.index("taken_up")] = 1.0
    kept, lost = chances(table)
    assert 0 <= kept < lost <= 1
    # Nothing counts for more than three deviations.
    far = table[1:].copy()
    far[0, NAMES.index("section_size")] = 1e6
    assert 0 < chances(far)[0] < 1


GROWN = [
    ("modality", "水位超过警戒线的，必须无条件停泵。", "水位超过警戒线的，由水站根据实际决定是否停泵。", None),
    (
        "modality",
        "黄色预警期间也必须停泵，不得由水站自行决定。",
        "黄色预警期间，由水站自行决定是否停泵。",
        None,
    ),
    ("quantity", "每站开设节水课程达到15门以上。", "每站开设节水课程不少于6门。", 2.5),
    (
        "frequency",
        "每月逢5日、15日、25日各开展一次水质巡查。",
        "每月开展一次水质巡查。",
        3.0,
    ),
    ("sanction", "管护不力的，扣发全站奖励性绩效。", "管护不力的，由县水利局帮助改进。", None),
]


@pytest.mark.parametrize(("kind", "own", "other", "factor"), GROWN)
def test_requirements_that_grew(kind, own, other, factor):
    assert grown(own, other) == [(kind, None if factor is None else pytest.approx(factor, rel=0.03))]


@pytest.mark.parametrize(
    ("own", "other"),
    [
        ("服务内容、收费标准和站长电话全部上墙。", "水站应公示服务内容、收费标准和站长电话。"),
        ("填报口径由松垣县水利局解释。", "能够由系统提取的不再要求填报。"),
        ("处置情况11月份报一次。", "每年11月报送一次处置情况。"),
        ("水站每周查询水质，浑浊的随时报告。", "水站每周查询水质，发现浑浊的及时报告。"),
        (
            "市水利局的免费培训全部参加，参训人员工资照发。",
            "市水利局每年免费培训水站人员，培训期间不扣发工资。",
        ),
    ],
)
def test_what_did_not_grow(own, other):
    assert grown(own, other) == []


def test_a_ranking_of_reports_is_part_of_them():
    found = grown("各水站每半月报送一篇信息，由县水利局汇总后每月排名。", "平时不报信息、不搞排名。")
    assert [kind for kind, _ in found] == ["report"]


def test_a_failing_named_before_a_threat_does_not_deny_it():
    assert degree("台账不全的对村支书约谈") == (3, "约谈")
    assert degree("不得以罚代管扣减管护员补助") == (0, "")
    assert degree("校长当年考核定为不合格")[0] == 4
    assert reports("每半月报送一篇志愿服务信息")


def test_a_month_of_the_year_is_no_interval():
    assert list(how_often("处置情况11月份报一次", 0, 10)) == []


def test_damaged_weights_are_refused(monkeypatch):
    monkeypatch.setattr(weights, "digest", lambda table, bias: "0" * 64)
    with pytest.raises(ConfigError, match="摘要不符"):
        weights._model.__wrapped__()
