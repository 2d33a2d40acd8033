"""Places, public bodies, addressee lines, joint issuers, and the level of unnamed issuers."""

import gzip
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formalism_nlp.language.organs import level_from_context, parse_organ, split_issuers, split_organs
from formalism_nlp.language.places import division, find_places

SHARED = Path(__file__).resolve().parents[2] / "shared"

NAMES = [
    ("国务院", "central", "government"),
    ("国务院办公厅", "central", "office"),
    ("中共中央", "central", "party"),
    ("中共中央办公厅", "central", "office"),
    ("中共中央组织部", "central", "department"),
    ("国土资源部", "central", "department"),
    ("住房城乡建设部", "central", "department"),
    ("国家发展改革委", "central", "department"),
    ("中国人民银行", "central", "department"),
    ("中国人民银行营业管理部", "central", "department"),
    ("中国银行业监督管理委员会", "central", "department"),
    ("中华人民共和国国家工商行政管理总局", "central", "department"),
    ("中华人民共和国住房和城乡建设部办公厅", "central", "office"),
    ("教育部基础教育司", "central", "section"),
    ("最高人民法院", "central", "court"),
    ("全国人民代表大会常务委员会", "central", "congress"),
    ("国务院安全生产委员会", "central", "coordination"),
    ("教育部应对疫情工作领导小组办公室", "central", "coordination"),
    ("国家税务总局深圳市税务局", "prefecture", "department"),
    ("云泽省人民政府", "province", "government"),
    ("云泽省第八届人民代表大会常务委员会", "province", "congress"),
    ("省委", "province", "party"),
    ("省委办公厅", "province", "office"),
    ("省住房城乡建设厅", "province", "department"),
    ("教育厅", "province", "department"),
    ("北京市人民政府", "province", "government"),
    ("内蒙古自治区人民政府办公厅", "province", "office"),
    ("自治区党委办公厅", "province", "office"),
    ("新疆生产建设兵团财政局", "province", "department"),
    ("广西壮族自治区高级人民法院", "province", "court"),
    ("泽安市人民政府", "prefecture", "government"),
    ("中共深圳市委", "prefecture", "party"),
    ("市教育局", "prefecture", "department"),
    ("市市场监管委", "prefecture", "department"),
    ("锡林郭勒盟行政公署", "prefecture", "government"),
    ("阿坝州人民政府办公室", "prefecture", "office"),
    ("宿州市中级人民法院", "prefecture", "court"),
    ("泽安市总工会", "prefecture", "mass"),
    ("共青团泽安市委员会", "prefecture", "mass"),
    ("泽安市政协", "prefecture", "cppcc"),
    ("泽安市物业管理协会", "prefecture", "association"),
    ("泽安市地铁集团有限公司", "prefecture", "enterprise"),
    ("深圳市前海深港现代服务业合作区管理局", "prefecture", "department"),
    ("襄樊市人民政府", "prefecture", "government"),
    ("上海市黄浦区教育局", "county", "department"),
    ("上海市浦东新区人民政府", "county", "government"),
    ("成都高新区管委会", "county", "government"),
    ("昆山市教育局", "county", "department"),
    ("泽安市公安局南山分局", "county", "department"),
    ("鄂温克族自治旗人民政府", "county", "government"),
    ("中共甲县委", "county", "party"),
    ("松垣县人民政府办公室", "county", "office"),
    ("松垣县安全生产委员会办公室", "county", "coordination"),
    ("县双拥办", "county", "coordination"),
    ("县防汛抗旱指挥部办公室", "county", "coordination"),
    ("松垣县教育局基础教育科", "county", "section"),
    ("县教育局教研室", "county", "section"),
    ("县教育局办公室", "county", "office"),
    ("县妇联", "county", "mass"),
    ("团县委", "county", "mass"),
    ("松垣县人民医院", "county", "institution"),
    ("泽安市松垣县柳塘镇人民政府", "township", "government"),
    ("柳塘镇党政办", "township", "office"),
    ("街道办事处", "township", "government"),
    ("石桥村村民委员会", "village", "mass"),
    ("城市管理局", "unknown", "department"),
    ("乡村振兴局", "unknown", "department"),
    ("市场监管局", "unknown", "department"),
    ("贫困地区发展办公室", "unknown", "department"),
    ("城乡规划局", "unknown", "department"),
    ("产业技术联盟", "unknown", "association"),
    ("人事科", "unknown", "section"),
    ("某某某", "unknown", "unknown"),
]


@pytest.mark.parametrize(("name", "level", "kind"), NAMES)
def test_level_and_kind_of_a_name(name, level, kind):
    organ = parse_organ(name)
    assert (organ.name, organ.level, organ.kind) == (name, level, kind)


@pytest.mark.parametrize(
    ("name", "context", "level"),
    [
        ("市人民政府", "province", "province"),
        ("市教育局", "county", "county"),
        ("教育局", "county", "county"),
        ("发展改革委", "central", "central"),
        ("松垣县教育局", "province", "county"),
    ],
)
def test_context_decides_only_what_the_name_leaves_open(name, context, level):
    assert parse_organ(name, context=context).level == level


def test_place_is_kept_and_absent_when_only_a_designator_stands_there():
    assert parse_organ("泽安市松垣县教育局").place == "泽安市松垣县"
    assert parse_organ("市教育局").place is None


def addressed(line, **options):
    return [(organ.name, organ.level, organ.kind) for organ in split_organs(line, **options)]


def test_shared_last_word_is_dealt_out():
    assert addressed("各省、自治区、直辖市人民政府，国务院各部委、各直属机构：") == [
        ("各省人民政府", "province", "government"),
        ("各自治区人民政府", "province", "government"),
        ("各直辖市人民政府", "province", "government"),
        ("国务院各部委", "central", "department"),
        ("各直属机构", "central", "department"),
    ]


def test_bracketed_levels_stay_together():
    assert addressed("各市、县（区）人民政府，省政府各部门") == [
        ("各市人民政府", "prefecture", "government"),
        ("各县（区）人民政府", "county", "government"),
        ("省政府各部门", "province", "department"),
    ]


@pytest.mark.parametrize(
    ("line", "levels"),
    [
        ("各区县（自治县）人民政府，市政府各部门，有关单位", ["county", "prefecture", "unknown"]),
        ("各地级以上市人民政府，各县（市、区）人民政府", ["prefecture", "county"]),
        ("各乡镇人民政府、街道办事处，县直各单位", ["township", "township", "county"]),
        ("各区教育局，市属中等职业学校，局直属有关单位", ["county", "prefecture", "unknown"]),
        ("各省（区、市）邮政管理局", ["province"]),
        ("各市、县、自治县人民政府", ["prefecture", "county", "county"]),
        ("各区、市、县人民政府", ["county", "county", "county"]),
        ("各省辖市、省直管试点县（市）人民政府", ["prefecture", "county"]),
        ("各村（社区），镇直各单位", ["village", "township"]),
        ("国家税务总局各省和计划单列市税务局", ["province", "prefecture"]),
        ("泽安市各县（区）人民政府", ["county"]),
        ("北京、天津、陕西省（直辖市）人民政府", ["province", "province", "province"]),
    ],
)
def test_levels_of_an_addressee_line(line, levels):
    assert [organ.level for organ in split_organs(line)] == levels


def test_members_without_a_place_take_the_one_before_them():
    assert addressed("省发展改革委、监察厅，各区教育局、财政局") == [
        ("省发展改革委", "province", "department"),
        ("监察厅", "province", "department"),
        ("各区教育局", "county", "department"),
        ("财政局", "county", "department"),
    ]


def test_own_units_are_read_by_the_level_of_the_issuer():
    assert addressed("局属各单位，市直各部门", context="county") == [
        ("局属各单位", "county", "department"),
        ("市直各部门", "county", "department"),
    ]
    assert addressed("各市、区人民政府", context="prefecture")[0][1] == "county"


def test_school_does_not_take_the_level_of_its_neighbour():
    assert addressed("各镇（街）、学校") == [
        ("各镇（街）", "township", "government"),
        ("学校", "unknown", "institution"),
    ]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("财政部 国家卫生健康委", ["财政部", "国家卫生健康委"]),
        ("财政部国家税务总局", ["财政部", "国家税务总局"]),
        ("中共中央国务院", ["中共中央", "国务院"]),
        ("中共松垣县委 松垣县人民政府办公室", ["中共松垣县委", "松垣县人民政府办公室"]),
        ("中共松垣县委松垣县人民政府", ["中共松垣县委", "松垣县人民政府"]),
        ("省委省政府", ["省委", "省政府"]),
        ("泽安市财政局中国农业银行云泽省分行", ["泽安市财政局", "中国农业银行云泽省分行"]),
        ("泽安市教育局、泽安市公安局", ["泽安市教育局", "泽安市公安局"]),
        ("国 务 院", ["国 务 院"]),
        ("深圳市  人民政府", ["深圳市  人民政府"]),
        ("教育部  办公厅", ["教育部  办公厅"]),
        ("国家税务总局深圳市税务局", ["国家税务总局深圳市税务局"]),
        ("成都市公安局新都区分局", ["成都市公安局新都区分局"]),
        ("云泽省医疗保障局云泽省财政厅", ["云泽省医疗保障局", "云泽省财政厅"]),
        ("松垣县教育局（章）", ["松垣县教育局"]),
        ("赵某某", []),
    ],
)
def test_joint_issuers(text, names):
    assert [organ.name for organ in split_issuers(text)] == names


def test_level_of_joint_issuers_fills_in_what_one_leaves_open():
    assert {organ.level for organ in split_issuers("建设部 发展改革委 人民银行")} == {"central"}


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("各省、自治区、直辖市农业厅（局）：\n现将有关事项通知如下。", "central"),
        ("各地级以上市人民政府：\n为促进我省就业，通知如下。", "province"),
        ("各市、县（区）国土资源局：\n我厅制定了办法，现印发给你们。", "province"),
        ("云泽省2016年招生工作意见\n结合我省实际，提出如下意见。", "province"),
        ("为规范我市房地产市场，根据《深圳经济特区条例》，市政府决定如下。", "prefecture"),
        ("2016年滨海新区小学招生方案\n本区户籍儿童登记入学。", "county"),
        ("各乡镇人民政府，县直有关单位：\n为改善我县环境，通知如下。", "county"),
        ("泊雁镇防火方案\n各村（社区）：\n全镇要加强巡查。", "township"),
        ("关于开展检查的通知\n重庆市全市统一部署，重庆市各单位落实。我市按期完成，我市汇总。", "province"),
        ("松垣县水利局关于做好汛前准备的通知\n各乡镇水利站：", "county"),
    ],
)
def test_level_of_an_unnamed_issuer(text, level):
    found, confidence = level_from_context(text)
    assert found == level
    assert 0.3 < confidence <= 1


def test_silent_text_has_no_level():
    assert level_from_context("今天下雨。") == ("unknown", 0.0)


def test_division_by_full_and_short_name():
    assert [place.level for place in division("深圳")] == ["prefecture"]
    assert division("延边州")[0].name == "延边朝鲜族自治州"
    assert division("秀山县")[0].parent == "重庆市"
    assert {place.parent for place in division("朝阳区")} == {"北京市", "长春市"}
    assert division("吉林")[0].level == "province"
    assert division("泽安市") == ()


def test_divisions_of_the_past_say_until_when():
    newest = division("莱芜市")[0]
    assert (newest.level, newest.until) == ("prefecture", 2017)
    assert division("巢湖市")[0].until is None  # a county-level city now, a prefecture from 1999 to 2010


def test_places_are_found_where_they_stand():
    text = "惠州市惠城区与襄阳、黑龙江省对接，重庆市忠县试点"
    found = [text[m.span.start : m.span.end] for m in find_places(text)]
    assert found == ["惠州市", "惠城区", "襄阳", "黑龙江省", "重庆市", "忠县"]


@pytest.mark.parametrize(
    "text", ["长治久安", "美丽江苏", "新增城市用地", "召开县委会议", "真金白银", "医保定点医院", "朝阳产业，世界和平"]
)
def test_common_words_are_no_places(text):
    assert [m.name for m in find_places(text) if m.name != "江苏"] == []


def test_ambiguous_name_is_resolved_by_the_place_before_it():
    inside = find_places("鹤岗市南山区")[1]
    assert [place.parent for place in inside.divisions] == ["鹤岗市"]
    assert len(find_places("南山区")[0].divisions) > 1


PIECES = st.sampled_from(
    [*"各省市县区镇、，（）和", "人民政府", "教育局", "深圳市", "国务院", "办公室", "中共", " ", "委"]
)


@given(st.lists(PIECES, max_size=14).map("".join))
def test_any_line_is_read_without_error(text):
    split_issuers(text)
    level_from_context(text)
    for organ in split_organs(text):
        assert organ.name.strip()
    for mention in find_places(text):
        assert text[mention.span.start : mention.span.end] == mention.name


@pytest.mark.shared
@pytest.mark.skipif(not SHARED.is_dir(), reason="the research data are not beside the checkout")
def test_issuer_levels_of_annotated_documents():
    with (SHARED / "labels" / "anatomy.jsonl").open(encoding="utf-8") as lines:
        rows = {row["id"]: row for row in map(json.loads, lines)}
    with gzip.open(SHARED / "data" / "corpus.jsonl.gz", "rt", encoding="utf-8") as lines:
        texts = {row["id"]: row["text"] for row in map(json.loads, lines) if row["id"] in rows}
    right = 0
    for key, row in rows.items():
        known = "\n".join(filter(None, (row["title"], row["addressees"], texts[key][:6000])))
        level, _ = level_from_context(known)
        if row["issuers"]:
            level = parse_organ(row["issuers"][0], context=None if level == "unknown" else level).level
        right += level == row["issuer_level"]
    assert right / len(rows) >= 0.95
