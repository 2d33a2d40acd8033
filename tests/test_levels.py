"""The comparison of requirements with those of the superior."""

import json
import pickle
from pathlib import Path

import pytest

from formalism_nlp import Document, Scorer, compare
from formalism_nlp.levels import escalation_part
from formalism_nlp.levels.clauses import outline
from formalism_nlp.levels.values import find_values
from formalism_nlp.render.compare import comparison_html
from formalism_nlp.render.levels import levels_html, levels_text
from formalism_nlp.reuse.compare import compare as compare_texts

PAIRS = [
    json.loads(line)
    for line in (Path(__file__).parent / "levels" / "pairs.jsonl").read_text(encoding="utf-8").splitlines()
]
_HEAD = "{0}水利局\n关于做好农村供水工作的通知\n各{1}：\n　　一、水源。{2}\n　　二、管护。水池外墙公示管护人员姓名和电话，药剂领用有登记。\n　　三、水费。执行核定的水价，按户公示，水费收入专账管理，不得挪用。\n{0}水利局\n{3}"


def sides(own, other):
    """A county's notice and the city's, which differ in one sentence."""
    return (
        Document.from_text(_HEAD.format("松垣县", "乡镇水利站", own, "2025年4月8日")),
        Document.from_text(_HEAD.format("泽安市", "县水利局", other, "2025年3月4日")),
    )


GROWN = [
    ("水质检测每月不少于一次。", "水质检测每季度不少于一次。", "frequency", 3.0),
    ("水质检测每年一次。", "水质检测两年一次。", "frequency", 2.0),
    ("管护人员每周巡查5天。", "管护人员每周巡查2天。", "frequency", 2.5),
    ("巡查员每日早、晚各巡查一次。", "巡查员每天巡查一次。", "frequency", 2.0),
    ("检测指标179项。", "检测指标98项。", "quantity", 179 / 98),
    ("水质合格率不低于九成五。", "水质合格率不低于90%。", "quantity", 90 / 90),
    ("每个水厂配备管护员4名。", "每个水厂配备管护员2名。", "quantity", 2.0),
    ("停水后5日内恢复供水。", "停水后10日内恢复供水。", "deadline", 0.5),
    ("停水后90分钟内告知用水户。", "停水后3小时内告知用水户。", "deadline", 0.5),
    ("标志牌于5月20日前补设到位。", "标志牌于6月底前补设到位。", "deadline", None),
    ("所有水源地一律安装围栏。", "重点水源地安装围栏。", "scope", None),
    ("必须安装计量设施。", "鼓励安装计量设施。", "modality", None),
    ("一律安装计量设施。", "原则上安装计量设施。", "modality", None),
    ("安装计量设施，未按期完成的全县通报并问责。", "安装计量设施，按期完成。", "sanction", None),
    ("巡查情况实行日报告、零报告，各乡镇每日17时前报送。", "巡查情况由各地自行掌握。", "report", None),
    ("管网改造赶在霜降前竣工。", "管网改造于年底前竣工。", "deadline", None),
    ("水池清洗务必赶在元宵节前完工。", "水池清洗次年3月底前完工。", "deadline", None),
    ("水池清洗每年4月底前完成。", "水池清洗每年5月底前完成。", "deadline", None),
    ("漏点须于当日天黑前修好。", "漏点在3日内修好。", "deadline", None),
    ("管网改造5月底前全部收尾。", "管网改造6月底前全部完成。", "deadline", None),
    ("住户必须当日搬离。", "住户可在落实住处后搬离。", "deadline", None),
    ("排查所有水源地，一处不漏。", "重点排查水源地。", "scope", None),
    ("供水点逐栋逐户排查。", "供水点抽样排查。", "scope", None),
    ("每季走访不少于百户用水户。", "每季走访不少于30户用水户。", "quantity", 100 / 30),
    ("水质合格率不低于九成五。", "水质合格率不低于90%。", "quantity", 95 / 90),
    ("管护资金中用于维修的占比不低于四成。", "管护资金中用于维修的占比不低于30%。", "quantity", 4 / 3),
    ("管护员早、中、晚各巡查一遍。", "管护员每天巡查一次。", "frequency", 3.0),
    ("管护员每餐前都要巡查水箱。", "管护员每天巡查水箱一次。", "frequency", None),
    ("管护人员未到岗的，停发当月补贴。", "管护人员按时到岗。", "sanction", None),
    ("水站漏检的，约谈站长。", "水站按规定检测。", "sanction", None),
    ("偷水的，罚种树10棵。", "用水户节约用水。", "sanction", None),
    ("各站每半月交一份小结。", "各站做好工作。", "report", None),
    ("并向县局报送纸质件。", "数据录入平台，不报送纸质件。", "report", None),
    ("各乡镇以村为单位每月报进度表。", "各县做好推进。", "report", None),
    ("一律不得使用旧管材。", "尽量不使用旧管材。", "modality", None),
]


@pytest.mark.parametrize(("own", "other", "kind", "factor"), [case for case in GROWN if case[3] != 1.0])
def test_what_grew_is_found(own, other, kind, factor):
    child, parent = sides(own, other)
    found = compare(child, parent)
    assert [one.kind for one in found.escalations] == [kind]
    one = found.escalations[0]
    assert one.factor == (None if factor is None else pytest.approx(factor, rel=0.02))
    assert child.quote(one.span) in own and parent.quote(one.parent_span) in other
    assert one.value and one.parent_value and one.message.endswith("。")


SILENT = [
    ("水质检测每年4次。", "水质检测每季度一次。"),
    ("水质检测一年四次。", "水质检测每季度一次。"),
    ("标志牌于12月31日前补设到位。", "标志牌于年底前补设到位。"),
    ("停水后72小时内恢复供水。", "停水后3个工作日内恢复供水。"),
    ("停水后两个月内结清费用。", "停水后60日内结清费用。"),
    ("每6个月清洗一次水池。", "每半年清洗一次水池。"),
    ("合格率达到50%以上。", "合格率达到一半以上。"),
    ("投入10万元改造管网。", "投入100000元改造管网。"),
    ("水源地半径0.2公里内不得养殖。", "水源地半径200米内不得养殖。"),
    ("市里分配我县新建水厂12个。", "全市新建水厂100个。"),
    ("停水后15日内恢复供水。", "停水后10日内恢复供水。"),
    ("水质检测每半年一次。", "水质检测每季度一次。"),
    ("对管护员每月补助300元。", "对管护员每月补助200元。"),
    ("标志牌补设到位。去年全县巡查420次。", "标志牌补设到位，每年巡查2次。"),
    ("按照市局“水质检测每季度不少于一次”的要求执行。", "水质检测每半年不少于一次。"),
    ("水质检测每季度一次，不按周调度。", "水质检测每季度一次。"),
    ("停水后次日恢复供水。", "停水后48小时内恢复供水。"),
    ("管护资金谷雨前拨付到村。", "管护资金4月20日前拨付到村。"),
    ("水池清洗每年5月底前完成。", "水池清洗每年5月31日前完成。"),
    ("水站巡查不拍照、不打卡。", "水站做好巡查。"),
    ("误工补助由县财政按月打卡发放。", "误工补助由县财政按月发放。"),
    ("14名管护员由村里推荐。", "每村设管护员1名。"),
    ("每月逢五、逢十清运一次。", "逢五、逢十清运。"),
    ("不得强制安装智能水表，所有用户自愿。", "鼓励安装智能水表。"),
    ("对主动报告问题的站长免予追责。", "水站按规定检测。"),
]


@pytest.mark.parametrize(("own", "other"), SILENT)
def test_what_did_not_grow_is_silent(own, other):
    assert compare(*sides(own, other)).escalations == ()


def meets(spans, at):
    return any(span.start < at[1] and at[0] < span.end for span in spans)


def quoted(doc, quotes):
    return [(doc.text.find(quote), doc.text.find(quote) + len(quote)) for quote in quotes]


@pytest.fixture(scope="module")
def compared():
    return [(pair, compare(Document.from_text(pair["child"]), Document.from_text(pair["parent"]))) for pair in PAIRS]


def test_verdicts_of_the_pairs(compared):
    right = sum(found.verdict == pair["verdict"] for pair, found in compared)
    assert right / len(compared) >= 0.95


def test_escalations_of_the_pairs(compared):
    met = missed = false = factors = right = 0
    for pair, found in compared:
        used = set()
        for gold in pair["escalations"]:
            at = quoted(found.child, [gold["child_quote"]])[0]
            hits = [
                number
                for number, one in enumerate(found.escalations)
                if one.kind == gold["kind"] and meets([one.span], at)
            ]
            used.update(hits)
            met, missed = met + bool(hits), missed + (not hits)
            if gold.get("factor") and hits:
                factors += 1
                right += any(
                    found.escalations[n].factor == pytest.approx(gold["factor"], rel=0.02)
                    for n in hits
                    if found.escalations[n].factor
                )
        false += len(found.escalations) - len(used)
    assert met / (met + false) >= 0.95 and met / (met + missed) >= 0.93
    assert right / factors >= 0.95


@pytest.mark.parametrize(
    ("name", "recall", "precision"), [("dropped", 0.8, 0.82), ("local", 0.86, 0.9), ("residue", 0.95, 0.95)]
)
def test_passages_of_the_pairs(compared, name, recall, precision):
    gold = seen = found_right = found_all = 0
    for pair, found in compared:
        doc = found.parent if name == "dropped" else found.child
        places, spans = quoted(doc, pair.get(name, [])), getattr(found, name)
        gold, seen = gold + len(places), seen + sum(meets(spans, at) for at in places)
        found_all, found_right = (
            found_all + len(spans),
            found_right + sum(any(meets([one], at) for at in places) for one in spans),
        )
    assert seen / gold >= recall and found_right / found_all >= precision


def test_pairs_name_what_became_of_each_requirement(compared):
    for _, found in compared:
        for pair in found.pairs:
            assert 0 < pair.similarity <= 1 and found.child.quote(pair.span) and found.parent.quote(pair.parent_span)
            assert pair.kind in ("kept", "localised", "sharpened", "weakened")
    child, parent = sides("停水后15日内恢复供水。", "停水后10日内恢复供水。")
    kinds = {child.quote(pair.span): pair.kind for pair in compare(child, parent).pairs}
    assert kinds["停水后15日内恢复供水"] == "weakened" and kinds["药剂领用有登记"] == "kept"


def test_values_on_one_scale():
    doc = Document.from_text(
        "松垣县水利局\n通知\n各站：\n　　除周日外每天开门，三年两次，12月20日结束，半数以上同意，接报后20分钟到场。"
    )
    found = {value.text: (value.scale, value.number) for value in find_values(outline(doc))}
    assert found["每天"] == ("per_year", pytest.approx(365 * 6 / 7))
    assert found["三年两次"] == ("per_year", pytest.approx(2 / 3, abs=0.001))
    assert found["半数以上"] == ("share", 50.0) and found["20分钟"] == ("hours", pytest.approx(1 / 3))
    assert "12月20日" not in found or found["12月20日"][0] == "date"


def test_without_requirements_nothing_breaks():
    empty, other = Document.from_text("松垣县。"), sides("每月一次。", "每季度一次。")[0]
    for pair in ((empty, other), (other, empty), (empty, empty)):
        found = compare(*pair)
        assert found.escalations == () and isinstance(found.verdict, str)
        assert levels_text(found)


def test_part_grows_with_number_and_size():
    few = compare(*sides("水质检测每月一次。", "水质检测每季度一次。"))
    more = compare(*sides("水质检测每周一次，5日内公布结果。", "水质检测每季度一次，10日内公布结果。"))
    none = compare(*sides("水质检测每季度一次。", "水质检测每季度一次。"))
    values = [escalation_part(found).value for found in (none, few, more)]
    assert values[0] == 0 < values[1] < values[2] < 1
    assert escalation_part(few).figures["kinds"] == {"frequency": 1}


def test_scorer_and_text_comparison():
    child, parent = sides("水质检测每月一次。", "水质检测每季度一次。")
    report = Scorer(parent=parent, model=False).score(child)
    assert report.score.parts["escalation"].value > 0
    assert [finding.code for finding in report.findings if finding.code.startswith("ESC")] == ["ESC-02"]
    assert "escalation" in Scorer(model=False).score(child).score.absent
    plain = compare_texts(child, parent)
    assert not plain.by_requirement and levels_text(plain) == levels_html(plain) == ""


def test_shown_as_text_and_page():
    child, parent = sides("水质检测每月<b>一次。", "水质检测每季度一次。")
    found = compare(child, parent)
    text, page = levels_text(found), comparison_html(found)
    assert text.startswith("加码 1 处\n1. 频次提高（频次 ×3）：") and "上级要求缺失" in text
    assert "要求对照" in page and "水质检测每月&lt;b&gt;一次" in page


def test_requirements_are_compared_when_asked_for(monkeypatch):
    text = "关于做好{0}的通知\n各单位：\n　　一、每{0}开展一次消防检查。\n　　二、发现隐患的，10日内整改到位，结果在楼道公示。"
    pair = [Document.from_text(text.format(word)) for word in ("月", "季度")]
    late = compare(*pair)
    assert late.matches and "escalations" not in vars(late)
    whole = pickle.loads(pickle.dumps(late))
    assert [one.kind for one in late.escalations] == ["frequency"] == [one.kind for one in whole.escalations]
    assert vars(late)["by_requirement"] is True and late.to_dict()["verdict"] == late.verdict
