"""Families of raised, dropped and left-over passages that were missed once, in invented sentences."""

import pytest

from formalism_nlp import Document, compare

_NOTICE = "{0}水利局\n关于做好农村供水工作的通知\n各{1}：\n　　一、水源。{2}\n　　二、管护。水池外墙公示管护人员姓名和电话，药剂领用有登记。\n　　三、水费。执行核定的水价，按户公示，水费收入专账管理，不得挪用。\n{0}水利局\n{3}"


def notices(own, other):
    """A county's notice and the city's, which differ in one sentence."""
    return (
        Document.from_text(_NOTICE.format("松垣县", "乡镇水利站", own, "2025年4月8日")),
        Document.from_text(_NOTICE.format("泽安市", "县水利局", other, "2025年3月4日")),
    )


GROWN = [
    # How often those below report is a matter of reports, with its factor; of work, of frequency.
    ("report", "各乡镇每周报送管护进度。", "各县每季度报送管护进度。", 13.0),
    ("frequency", "管护员每周巡查管网一次。", "管护员每季度巡查管网一次。", 13.0),
    ("report", "各乡镇每2小时向县水利局报送一次抢修进度。", "抢修期间不要求报送进度。", None),
    ("report", "各乡镇每月28日前报送巡查记录。", "市水利局每年抽查部分水站，巡查记录由水站自行留存。", None),
    ("report", "各水站除系统填报外，另报纸质表一份。", "数据通过系统填报。", None),
    # Sets named by members, by a limit, by a condition, by place.
    ("scope", "辖区内所有水源地、蓄水池和输水沟一律安装围栏。", "中心镇水源地、集镇水源地和学校周边水源地安装围栏。", None),
    ("scope", "所有水源地，不分大小，均应安装围栏。", "千人以上水源地安装围栏。", None),
    ("scope", "投入使用10年以上的水泵全部列入检修范围。", "投入使用15年以上的水泵列入检修范围。", None),
    ("scope", "各村水站无论规模大小都要建档。", "规模较大的水站建立档案。", None),
    # What is encouraged and then ordered is stricter, whatever is spared beside it.
    ("modality", "用水户必须清扫井台。", "倡导用水户清扫井台，不得向用水户收取代清费用。", None),
    ("modality", "水站负责人应当到场接听来电。", "水站主要负责人可以到场接听来电。", None),
    # Figures where the superior sets none.
    ("quantity", "每个村固定配备巡查员不少于5人。", "不向各村下达巡查员人数任务。", None),
    ("quantity", "入户率必须达到100%。", "入户率不作硬性要求。", None),
    # Consequences that cost money or the contract.
    ("sanction", "水质不达标的，取消奖补并更换管护单位。", "检测结果用于改进管护。", None),
    ("sanction", "水质不达标的，扣减管护单位服务费。", "检测结果用于改进管护。", None),
    ("sanction", "水质不达标的，收回管护权。", "检测结果用于改进管护。", None),
    # 施工单位 names no other act.
    ("deadline", "验收合格后15日内由县财政局把资金直接拨到施工单位账户。", "验收合格后30日内拨付资金。", 0.5),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "own", "other", "factor"), GROWN)
def test_families_that_grew_are_found_once(kind, own, other, factor):
    child, parent = notices(own, other)
    found = compare(child, parent).escalations
    assert [one.kind for one in found] == [kind]
    assert found[0].factor == (None if factor is None else pytest.approx(factor, rel=0.03))
    assert child.quote(found[0].span) in own


SILENT = [
    # One set instead of another, a case, and a ceiling are not all.
    ("凡符合条件的水站纳入改造范围。", "千人以上水站和学校水站纳入改造范围。"),
    ("县水利局指导水站做好消毒，实现水质检测全覆盖。", "逐步实现跨部门、跨村组信息整合和共享。"),
    ("各乡镇每季度报送管护进度。", "各县每季度报送管护进度。"),
    ("每个村配备巡查员不超过5人。", "不向各村下达巡查员人数任务。"),
]


@pytest.mark.parametrize(("own", "other"), SILENT)
def test_neighbours_of_these_families_are_silent(own, other):
    assert compare(*notices(own, other)).escalations == ()


_OFFICE = "{0}县人民政府办公室\n关于印发供水管护方案的通知\n各乡镇人民政府：\n　　全县现有水站31座，按照市政府办公室通知，制定本方案。\n　　一、钱从哪来\n　　管护经费按每户每年10元列入县级预算，由县财政局6月一次拨到乡镇专账。\n　　二、谁来管\n　　管护员按500户1人聘用，按月发放报酬。{1}\n　　三、怎么巡\n　　水站每月巡查1次，水泵坏了15天之内修好。\n{0}县人民政府办公室\n2025年4月8日"
_CITY = "泽安市人民政府办公室\n关于加强农村供水管护的通知\n各县（市、区）人民政府：\n　　现就供水管护通知如下：\n　　一、保障经费。县级财政按照每户每年10元的标准安排管护经费，列入年度预算。\n　　二、用好队伍。每500户聘用1名管护员，{0}。\n　　三、加强巡查。水站每月巡查1次，水泵损坏的，应在15日内修复。\n泽安市人民政府办公室\n2025年3月4日"


@pytest.mark.parametrize("promise", ["优先聘用低收入农户", "管护员应当办理意外伤害保险"])
@pytest.mark.parametrize(("own", "lost"), [("", True), ("困难家庭的人优先，人人有保险。", False)])
def test_promises_without_a_word_left_are_dropped(promise, own, lost):
    child, parent = Document.from_text(_OFFICE.format("松垣", own)), Document.from_text(_CITY.format(promise))
    found = compare(child, parent)
    assert found.verdict == "adaptation"
    assert [parent.quote(span) for span in found.dropped] == ([promise] if lost else [])


RESIDUE = [
    ("各县（市、区）于6月底前完成水池清洗。", "各县（市、区）"),
    ("水情以枫湾区气象台发布为准。", "枫湾区气象台"),
    ("损坏的水泵（如栎屏县大湾村水站）及时更换。", "栎屏县大湾村水站"),
    ("水样送栎屏县水利局检测。", "栎屏县水利局"),
    ("请××村等各村清洗水池。", "××村"),
]


@pytest.mark.parametrize(("own", "left"), RESIDUE)
def test_left_over_words_are_residue(own, left):
    child, parent = notices(own, "水池按时清洗，水样按时检测。")
    assert [child.quote(span) for span in compare(child, parent).residue] == [left]


@pytest.mark.parametrize(
    "own",
    [
        "依据市政府办公室通知清洗水池。",
        "利用区粮油公司闲置仓库存放药剂。",
        "改用县环卫中心的水箱。",
        "登录市主管部门网站查询水质。",
        "水池清洗结合城市更新开展（含城市更新配建水池）。",
        "对东部山区三个村的水池先行清洗。",
        "各乡镇于6月底前完成水池清洗。",
    ],
)
def test_organs_of_ones_own_are_no_residue(own):
    assert compare(*notices(own, "水池按时清洗，水样按时检测。")).residue == ()


def test_addressees_of_a_city_are_its_own():
    child = Document.from_text(_NOTICE.format("泽安市", "县水利局", "各县（市、区）清洗水池。", "2025年4月8日"))
    parent = Document.from_text(_NOTICE.format("云泽省", "市水利局", "各市（州）清洗水池。", "2025年3月4日"))
    assert compare(child, parent).residue == ()


def test_cover_with_the_parents_title_is_the_childs_own():
    text = _NOTICE.format("泽安市", "县水利局", "投入使用15年以上的水泵列入检修范围。", "2025年3月4日")
    cover = "松垣县水利局\n转发泽安市水利局关于做好农村供水工作的通知\n各乡镇水利站：\n　　现将通知转发给你们。\n　　一、投入使用10年以上的水泵全部列入检修范围。\n松垣县水利局\n2025年4月8日\n附件\n"
    found = compare(Document.from_text(cover + text), Document.from_text(text))
    assert [one.kind for one in found.escalations] == ["scope"]


def test_a_telephone_of_ones_own_is_local():
    child, parent = notices("公布举报电话0000-8820071。", "公布举报电话。")
    assert [child.quote(span) for span in compare(child, parent).local] == ["公布举报电话0000-8820071"]


def test_a_number_read_together_with_its_issuer_is_cited():
    parent = Document.from_text(
        "云泽省水利厅\n云水发〔2025〕52号\n关于做好农村供水工作的通知\n各市水利局：\n　　一、水源。水池按时清洗，水样按时检测。\n　　二、管护。公示管护人员姓名。\n云泽省水利厅\n2025年3月4日"
    )
    child = Document.from_text(
        "泽安市水利局\n关于政协提案的答复\n提案人：\n　　您反映的公园喷泉一事，省水利厅云水发〔2025〕52号文件另有安排。喷泉于9月检修后开放，开放时间为每晚8时。\n泽安市水利局\n2025年8月6日"
    )
    assert compare(child, parent).verdict == "citation"
