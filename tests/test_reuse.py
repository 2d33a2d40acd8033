"""Comparing two documents: alignment, kinds, swaps, residue, verdicts; the published copy cases rebuilt in shape."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from formalism_nlp import Document
from formalism_nlp.render.compare import comparison_fragment, comparison_html
from formalism_nlp.reuse.align import align
from formalism_nlp.reuse.commands import comparison_text
from formalism_nlp.reuse.compare import compare
from formalism_nlp.reuse.letters import letters
from formalism_nlp.reuse.sources import copying_part
from formalism_nlp.reuse.templates import load_formulas, mine_formulas

PLAN = (
    "一、摸清充电设施底数。{level}发展改革部门对居住小区、公共停车场、加油站和客运站逐一登记，弄清车位数量、配电容量和产权归属，形成一图一册。\n"
    "二、优化建设布局。新建住宅按车位比例预留安装条件，老旧小区结合改造补建公共充电桩，国省道服务点做到快充为主、慢充为辅。\n"
    "三、规范运营服务。{organ}牵头制定服务规范，运营企业要公开电价和服务费，故障桩在规定时间内修复，投诉及时答复。\n"
    "四、强化安全监管。消防、住建、市场监管等部门定期开展联合检查，对飞线充电、占用通道等行为依法查处并公开曝光。\n"
    "五、加强要素保障。{level}财政对公共充电设施给予适当补助，电网企业简化报装流程，自然资源部门优先保障用地需求。\n"
)
OTHER = (
    "一、秋粮收购自九月下旬开始，粮站早六点开磅，雨天顺延。\n二、售粮农户凭身份证登记，水分超过标准的先烘干再过秤，烘干费由站里承担。\n"
    "三、粮款当日结清，打入农户一卡通，任何人不得代领。\n四、每座仓库留两名保管员夜间值守，发现鼠患虫害立即熏蒸并记入库存册。\n"
)


def issued(place, level, body, date="2025年11月3日", title="关于加快充电设施建设的通知"):
    to = {"市": "各县（市、区）人民政府", "县": "各乡镇人民政府", "镇": "各村民委员会"}[level]
    return Document.from_text(f"{place}人民政府\n{title}\n{to}：\n{body}{place}人民政府\n{date}\n")


def covered(spans):
    return len({position for start, end in spans for position in range(start, end)})


def test_agency_swapped_is_a_copy_with_the_swap_named():
    child = issued("松垣县", "县", PLAN.format(level="县", organ="县发展改革局"))
    parent = issued("临浦县", "县", PLAN.format(level="县", organ="县经济信息局"), date="2025年3月1日")
    found = compare(child, parent)
    assert (found.verdict, found.relation) == ("copy", "peer")
    assert found.containment > 0.9 and found.copied > 0.95 and found.gain == 0
    assert found.swaps[0] == ("临浦县", "松垣县", 1) or any(
        "发展改革" in new and "经济信息" in old for old, new, _ in found.swaps
    )


def test_a_short_note_mostly_taken_over():
    taken = PLAN.format(level="县", organ="县发展改革局")[:320].replace("\n", "")
    own = "调研组还到柳塘镇走访了三户养殖户，记录了夜间停电的时段。围绕这些情况，提出先修台区、后装桩的次序，由供电所排出日程。"
    child, parent = Document.from_text(taken + own + "\n"), Document.from_text(taken + "\n")
    found = compare(child, parent)
    assert found.containment == pytest.approx(len(letters(taken)) / len(letters(taken + own)), abs=0.02)
    assert found.verdict == "copy" or found.gain > 0.25


def test_our_city_became_our_county():
    body = (
        "各部门要围绕我市发展大局，梳理我市重点任务，完善我市服务机制，把我市营商环境各项要求落到窗口、落到岗位、落到每一次办事过程之中，不断提升群众获得感。\n"
        * 1
    )
    found = compare(
        issued("柏川县", "县", (PLAN + body.replace("我市", "我县")).format(level="县", organ="商务局")),
        issued("泽安市", "市", (PLAN + body).format(level="县", organ="商务局"), date="2025年10月1日"),
    )
    assert ("我市", "我县", 4) in found.swaps and found.relation == "superior" and found.verdict == "copy"


def test_names_left_in_are_residue():
    river = "境内有石湾镇、渡口镇两处险工段，青溪河多年平均流量每秒三十立方米，汛期由渡口镇组织巡堤，遇超警戒水位立即转移沿岸群众。\n"
    child = issued("平岭县", "县", PLAN.format(level="县", organ="应急局") + river)
    parent = issued("安浦县", "县", PLAN.format(level="县", organ="应急局") + river)
    assert {child.quote(span) for span in compare(child, parent).residue} >= {"石湾镇", "渡口镇", "青溪河"}
    assert compare(issued("平岭县", "县", river), issued("平岭县", "县", river + OTHER)).residue == ()


def test_a_foreign_bureau_and_a_foreign_self_are_residue():
    rules = "差旅费由丽水市财政局负责核定，住宿费按我市标准执行，伙食补助按天数包干使用，超出部分自理，报销凭据须在返回后一周内交齐。\n"
    child = Document.from_text(
        "江山市四都镇人民政府\n关于差旅费的通知\n各村：\n" + rules + "江山市四都镇人民政府\n2025年3月4日\n"
    )
    parent = Document.from_text("丽水市人民政府\n关于差旅费的通知\n各局：\n" + rules + "丽水市人民政府\n2024年3月4日\n")
    assert "丽水市" in {child.quote(span) for span in compare(child, parent).residue}


def test_independent_documents_share_nothing():
    found = compare(
        issued("松垣县", "县", OTHER),
        issued("临浦县", "县", PLAN.format(level="县", organ="发改局"), title="关于充电桩的意见"),
    )
    assert found.verdict == "independent" and covered(match.span for match in found.matches) <= 60
    assert copying_part([found]).value == 0


def test_a_transmittal_is_no_copy():
    parent = issued("泽安市", "市", PLAN.format(level="市", organ="发改委"))
    cover = "松垣县人民政府\n转发《泽安市人民政府关于加快充电设施建设的通知》的通知\n各乡镇：\n现将该通知转发给你们，请认真执行。\n"
    found = compare(Document.from_text(cover + parent.text), parent)
    assert found.verdict == "transmittal" and {match.kind for match in found.matches} == {"transmitted"}
    assert found.copied == 0 and copying_part([found]).value == 0
    altered = cover + parent.text.replace("泽安市", "松垣县").replace("市财政", "县财政")
    assert compare(Document.from_text(altered), parent).verdict == "copy"


def test_quotation_is_masked():
    said = "充电设施要做到应装尽装、能快则快，所有公共车位在三年之内分批改造，电价公开透明，群众随到随充，不得设置任何隐性门槛和附加条件"
    child = Document.from_text(f"学习体会\n会议指出：“{said}。”\n{OTHER}")
    found = compare(child, Document.from_text(f"讲话\n{said}。\n还要看到困难。\n"))
    assert [match.kind for match in found.matches] == ["citation"]
    assert found.copied < 0.05 < found.containment


def test_local_content_is_credited():
    local = "一、柳塘镇4月10日前装桩12台，由镇供电所负责，县财政补助30万元。\n二、白渡镇拆旧桩8台，5月底前由镇规划办验收，每台补助2000元。\n"
    found = compare(issued("松垣县", "县", local), issued("泽安市", "市", PLAN.format(level="市", organ="发改委")))
    assert found.gain == 1.0 and len(found.local) == 2


EDITS = {
    "clauses dropped": lambda text, rng: "".join(part + "，" for part in text.split("，") if rng.random() > 0.25),
    "sentences split": lambda text, rng: text.replace("，", "。此外，"),
    "items reordered": lambda text, rng: "\n".join(rng.sample(text.split("\n"), len(text.split("\n")))),
    "figures changed": lambda text, rng: "".join(
        str(rng.randint(2, 9)) if char in "一二三四五" else char for char in text
    ),
    "letters replaced": lambda text, rng: "".join(
        rng.choice("的在了和") if rng.random() < 0.2 else char for char in text
    ),
}


@pytest.mark.parametrize("name", EDITS)
def test_edits_are_seen_through(name):
    text = PLAN.format(level="县", organ="发改局")
    edited = EDITS[name](text, random.Random(4))
    child = OTHER + edited + OTHER[::-1]
    matches = compare(Document.from_text(child, id="c"), Document.from_text(text, id="p")).matches
    assert len(matches) == 1
    start, end = matches[0].span
    inside = max(0, min(end, len(OTHER + edited)) - max(start, len(OTHER)))
    assert inside > 0.85 * len(edited) and inside > 0.9 * (end - start)


@settings(max_examples=40, deadline=None)
@given(st.text(alphabet="一二三，。\nab😀省市", max_size=80), st.text(alphabet="一二三，。\nab😀省市", max_size=80))
def test_passages_lie_in_both_texts(one, two):
    own, other = letters(one), letters(two)
    for passage in align(own, other):
        assert 0 <= passage.child[0] < passage.child[1] <= len(own) and 0 <= passage.parent[0] < passage.parent[
            1
        ] <= len(other)
        for start, other_start, length in passage.runs.tolist():
            assert (own.codes[start : start + length] == other.codes[other_start : other_start + length]).all()


def test_a_text_shares_itself_whole():
    doc = issued("松垣县", "县", PLAN.format(level="县", organ="发改局"))
    found = compare(doc, doc)
    assert [(match.kind, match.similarity) for match in found.matches] == [
        ("verbatim", 1.0)
    ] and found.containment == 1.0


def test_compare_is_deterministic_and_plain():
    child, parent = (
        issued("松垣县", "县", PLAN.format(level="县", organ="甲局")),
        issued("泽安市", "市", PLAN.format(level="市", organ="乙局")),
    )
    assert compare(child, parent).to_dict() == compare(child, parent).to_dict()
    assert compare(child, parent).to_dict()["pairs"] == []


def test_formulas_are_mined_without_text_and_masked():
    phrase = "请各地结合实际认真抓好贯彻落实"
    mined = mine_formulas([(f"{i}县", f"{chr(0x4E00 + i) * 9}{phrase}") for i in range(9)], least=8)
    assert mined.ratio(phrase) == 1.0 and mined.ratio("秋粮收购早六点开磅") == 0.0
    assert (
        load_formulas().ratio("以习近平新时代中国特色社会主义思想为指导") > 0.5
        and len(load_formulas("statutes").keys) > 10_000
    )


def test_the_page_links_passages_and_escapes():
    body = PLAN.format(level="县", organ="发改局")
    child, parent = issued("松垣县", "县", "<script>alert(1)</script>\n" + body), issued("临浦县", "县", body)
    page = comparison_html(compare(child, parent))
    assert 'id="a1" href="#b1"' in page and 'id="b1" href="#a1"' in page
    assert "<b>松垣县</b>" in page and "<b>临浦县</b>" in page
    assert "<script" not in page and "&lt;script&gt;" in page
    assert "照抄" in comparison_fragment(compare(child, parent)) and "判断：照抄" in comparison_text(
        compare(child, parent)
    )
