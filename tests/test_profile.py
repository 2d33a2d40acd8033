"""Profiles: copied, changed, refused with the line; percentiles; the score in words."""

import json
import re
from pathlib import Path

import pytest

from formalism_nlp import Scorer, score
from formalism_nlp.cli import main
from formalism_nlp.document import Meta, Organ
from formalism_nlp.errors import ConfigError
from formalism_nlp.profile import load_profile, shipped_profile, shipped_text
from formalism_nlp.reference import FEWEST, find_cell, percentile

MIXED = "33_winter_heating_mixed.docx"


def write(folder, text):
    path = folder / "我的方案.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_copy_is_the_shipped_profile_and_a_part_of_it_is_enough(tmp_path):
    assert load_profile(write(tmp_path, shipped_text())) == shipped_profile()
    mine = load_profile(write(tmp_path, "[weights]\nform = 0.1\n"))
    assert mine.weights["form"] == 0.1 and mine.weights["burden"] == shipped_profile().weights["burden"]
    assert mine.digest != shipped_profile().digest


def test_general_directives_weigh_by_level_and_kind():
    profile = shipped_profile()
    above, below = (
        profile.general_weight("province", ("意见", None)),
        profile.general_weight("township", (None, "方案")),
    )
    assert above < profile.general_weight("prefecture", ("意见", None)) <= below


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[weights]\nform = 很多\n", "第 2 行"),
        ("[weights]\nforn = 0.1\n", "第 2 行：没有 forn 这一项；是不是 form？"),
        ("name = '甲'\n\n[burden]\nhalf = 0\n", "第 4 行：half 是 0，超出范围；请改为 0.01 到 1000 之间"),
        ("[emptiness]\nslogan = '多'\n", "第 2 行：slogan 要写数字"),
        ("fewest_units = 8.5\n", "第 1 行：fewest_units 要写整数"),
        ("profile_only = '讲话'\n", "第 1 行：profile_only 要写成方括号里的列表"),
        ("[[general]]\nlevels = ['乡镇']\nkinds = ['方案']\nweight = 1\n", "第 2 行：没有层级 '乡镇'；可用：central"),
        ("[[general]]\nlevels = ['county']\nweight = 1\n", "第 1 行：[[general]] 缺少 kinds"),
        ("burden = 3\n", "第 1 行：burden 要写成[burden] 开头的一段"),
        ("[weights\n", "第 1 行不合 TOML 写法"),
    ],
)
def test_a_wrong_profile_is_refused_with_its_line(tmp_path, text, told):
    with pytest.raises(ConfigError) as error:
        load_profile(write(tmp_path, text))
    assert told in str(error.value) and "\n" not in str(error.value)


def test_a_profile_that_cannot_be_read_names_the_way_out(tmp_path):
    with pytest.raises(ConfigError, match="formalism profile"):
        load_profile(tmp_path / "没有.toml")
    (tmp_path / "甲.toml").write_bytes("名 = '甲'".encode("gb18030"))
    with pytest.raises(ConfigError, match="UTF-8"):
        load_profile(tmp_path / "甲.toml")


def test_the_command_line_prints_checks_and_uses_a_profile(tmp_path, samples, capsys):
    assert main(["profile"]) == 0
    copied = capsys.readouterr().out
    path = write(tmp_path, copied.replace("emptiness = 0.9", "emptiness = 0.1"))
    assert main(["profile", str(path)]) == 0 and "可以使用" in capsys.readouterr().out
    values = []
    for extra in ([], ["--profile", str(path)]):
        assert main(["score", str(samples / MIXED), "--format", "jsonl", *extra]) == 0
        values.append(json.loads(capsys.readouterr().out))
    assert values[1]["score"]["value"] < values[0]["score"]["value"] / 2
    assert values[0]["versions"]["profile"] == shipped_profile().digest != values[1]["versions"]["profile"]
    assert main(["score", str(samples / MIXED), "--profile", str(write(tmp_path, "甲 = 1\n"))]) == 2


def test_the_reference_is_that_of_the_shipped_profile():
    table = json.loads((Path(load_profile.__code__.co_filename).parent / "data" / "reference.json").read_text("utf-8"))
    assert table["profile"] == shipped_profile().digest, "run benchmarks/reference.py"
    assert all(cell["count"] >= FEWEST for cell in table["cells"].values())
    for cell in table["cells"].values():
        assert cell["quantiles"] == sorted(cell["quantiles"]) and len(cell["quantiles"]) == 21


def test_narrow_cells_fall_back():
    assert find_cell("通知", "central").level == "central"
    wider = find_cell("通知", "township")
    assert (wider.kind, wider.level) == ("通知", None)
    assert find_cell("通报", "prefecture").kind is None
    assert find_cell("通报", "village") is None


def test_percentiles_rise_with_the_score_and_need_the_shipped_profile(tmp_path):
    meta = Meta(genre="通知", issuers=(Organ("某部", "central"),))
    places = [percentile(value, meta, shipped_profile()) for value in (0, 5, 20, 50, 90, 100)]
    assert places == sorted(places) and places[0] < 10 and places[-1] == 100
    mine = load_profile(write(tmp_path, "[weights]\nform = 0.1\n"))
    assert percentile(20, meta, mine) is None
    assert percentile(20, Meta(), shipped_profile()) is None


def test_only_whole_runs_are_compared(samples):
    whole = score(samples / MIXED)
    assert whole.score.percentile is not None and "相比，高于其中" in whole.explain()
    partly = Scorer(ignore=["FMT-01"]).score(samples / MIXED)
    assert partly.score.percentile is None and "不与同类比较" in partly.explain()


def test_the_explanation_tells_parts_passages_and_changes(samples):
    report = score(samples / "05_township_water_plan.docx")
    told = report.explain()
    assert told.startswith(f"得分 {report.score.value:g}")
    assert "基层负担" in told and "FRM-01" in told and "“" in told and "未计算，" in told
    assert 1 <= len(report.changes) <= 3
    values = [change.value for change in report.changes]
    assert values == sorted(values) and all(value < report.score.value for value in values)
    for change in report.changes:
        assert f"降到 {change.value:g}" in told
    assert "changes" not in report.to_dict()


def test_a_change_leaves_what_it_says():
    head = "松垣县人民政府办公室\n关于做好冬春农田水利建设的通知\n各乡镇人民政府：\n"
    slogans = "　　拧成一股绳，跑出加速度。\n　　撸起袖子加油干，奋力谱写水利新篇章。\n"
    tasks = (
        "更换水泵3台",
        "清淤干渠6公里",
        "修补渡槽2处",
        "加固堤埂900米",
        "补种护渠林4亩",
        "改建闸门5座",
        "新铺管道1.2公里",
    )
    body = "".join(f"　　各乡镇11月{day}日前{task}，由水管站验收。\n" for day, task in enumerate(tasks, 10))
    report = score(head + slogans + body)
    change = next(change for change in report.changes if change.text.startswith("删去口号"))
    assert [report.content.quote(span) for span in change.spans] == [line.strip() for line in slogans.splitlines()]
    assert score(head + body + "　　经费由县水利局承担，每公里8,000元。\n").score.value == pytest.approx(
        change.value, abs=3
    )


def test_speeches_are_explained_without_a_score(samples):
    report = score(samples / "14_speech.txt")
    told = report.explain()
    assert "只画像，不评分" in told and not re.search(r"得分由", told) and "空话套话由" in told
    assert "不评分" in score("关于值守的通知\n各村：\n　　值守。").explain()


def test_text_and_page_show_place_and_changes(samples, capsys):
    assert main(["score", str(samples / MIXED)]) == 0
    out = capsys.readouterr().out
    assert "最有效的改动：" in out and "相比，高于其中" in out
    page = score(samples / MIXED).to_html()
    assert "这样改，分数降得最多" in page and 'class="like"' in page
