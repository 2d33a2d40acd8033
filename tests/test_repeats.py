"""Requirements stated again, rules over sets, a plan against the last one."""

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from formalism_nlp import Document, read
from formalism_nlp.cli import main
from formalism_nlp.directives import directives
from formalism_nlp.directives.content import content
from formalism_nlp.directives.requirements import SameFinder, requirements, similarity
from formalism_nlp.directives.restated import restatements
from formalism_nlp.document import Span
from formalism_nlp.render.repeats import repeats_html
from formalism_nlp.render.rule_page import rule_page
from formalism_nlp.scorer import Scorer
from formalism_nlp.series import SET_RULES, check_set, repeats
from formalism_nlp.series.report import series_report
from formalism_nlp.series.rule import SetReading
from formalism_nlp.series.rules import set_pages

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "corpora" / "repeats"
EXAMPLES = [(rule, texts, True) for rule in SET_RULES for texts in rule.hits] + [
    (rule, texts, False) for rule in SET_RULES for texts in rule.clean
]


@pytest.fixture(scope="module")
def docs():
    return [read(path) for path in sorted(FOLDER.iterdir()) if path.suffix in (".txt", ".docx")]


@pytest.fixture(scope="module")
def expected():
    return json.loads((FOLDER / "expected.json").read_text(encoding="utf-8"))


def name(document):
    return document.replace("\\", "/").rsplit("/", 1)[-1]


def notice(bureau, matter, body, day="3月4", county="松垣县"):
    return Document.from_text(
        f"{county}{bureau}\n关于{matter}的通知\n各乡镇人民政府：\n　　{body}\n{county}{bureau}\n2025年{day}日"
    )


def demands(text):
    doc = notice("水利局", "有关工作", text)
    return requirements(doc, directives(doc))


@pytest.mark.parametrize(
    ("first", "again"),
    [
        ("各村4月底前完成斗渠、农渠清淤。", "要将斗渠、农渠清淤完毕。"),
        ("各乡镇要报送河道隐患清单。", "河道问题隐患目录要上报县水利局。"),
        ("各村走访留守儿童家庭一遍。", "到留守学生家庭家访一次。"),
        ("各乡镇备足编织袋、铁锹等防汛物资。", "编织袋、铁锹等抢险物资要储备到位。"),
        ("各乡镇要核实最低生活保障对象名单。", "对低保名册逐户排查。"),
    ],
)
def test_rewording_is_the_same(first, again):
    (a,), (b,) = demands(first), demands(again)
    assert similarity(a, b) > 0.6


@pytest.mark.parametrize(
    ("first", "again"),
    [
        ("各乡镇要报送河道隐患清单。", "各乡镇要报送灭火机具清单。"),
        ("各乡镇要报送低保对象名单。", "各乡镇要公示低保对象名单。"),
        ("县水利局检修青石口泵站。", "县供电公司检修青石口泵站。"),
        ("各村完成斗渠清淤。", "各村完成户厕改造。"),
    ],
)
def test_other_requirements_are_not(first, again):
    (a,), (b,) = demands(first), demands(again)
    assert similarity(a, b) == 0


@pytest.mark.parametrize(
    "text",
    [
        "切实加强组织领导，压实工作责任。",
        "不得要求村里报送巡查照片。",
        "去年有的镇没有报送河道隐患清单。",
        "要高度重视，精心组织，狠抓落实。",
    ],
)
def test_formulas_prohibitions_and_facts_are_no_requirements(text):
    assert demands(text) == ()


def test_short_names_are_spelled_out():
    doc = notice(
        "农业农村局", "有关工作", "开展饮水安全巩固提升工程（以下简称“饮水工程”）。各村要配合饮水工程，每月登记进度。"
    )
    found = {one.quote: one.content for one in requirements(doc, directives(doc))}
    own = next(about for quote, about in found.items() if quote.startswith("各村"))
    assert own.shared(content("饮水安全巩固", [Span(0, 6)])) == 1.5


def test_ledger_of_the_sample_notices(docs, expected):
    found = repeats(docs)
    told = [
        {"kinds": list(one.kinds), "places": [[name(place.document), place.quote] for place in one.places]}
        for one in found
    ]
    assert len(told) == len(expected["repetitions"])
    for wanted in expected["repetitions"]:
        assert any(
            one["kinds"] == wanted["kinds"] and len(one["places"]) == len(wanted["places"])
            and all(a[0] == b[0] and b[1] in a[1] for a, b in zip(one["places"], wanted["places"], strict=True))
            for one in told
        ), wanted  # fmt: skip
    assert not {place[0] for one in told for place in one["places"]} & set(expected["silent"])


def test_places_quote_their_documents_and_come_by_date(docs):
    texts = {doc.id: doc for doc in docs}
    for one in repeats(docs):
        assert one.first.adds == 1 and all(0 <= place.adds <= 1 for place in one.places)
        assert [place.date for place in one.places] == sorted(place.date for place in one.places)
        assert all(texts[place.document].quote(place.span) == place.quote for place in one.places)


def test_order_of_the_documents_does_not_matter(docs):
    assert repeats(reversed(docs)) == repeats([*docs, docs[0]])


def test_what_a_restatement_adds():
    first = notice("水利局", "河道巡查", "各乡镇每季度巡查河道一次。")
    same = notice("水利局", "河道管护", "对河道每年巡查4次。", "3月20")
    more = notice("水利局", "河道管护", "对河道每月巡查一次，5月10日前完成。", "3月21")
    (found,) = repeats([first, same])
    assert found.places[1].adds == 0 and found.places[1].new == ()
    (found,) = repeats([first, more])
    assert found.places[1].adds > 0.4 and "每月巡查一次" in found.places[1].new


def test_text_passed_on_is_not_the_unit_s_own():
    body = "各乡镇每周巡查河道一次，建立障碍登记簿。"
    own = notice("水利局", "河道巡查", body)
    cover = "柳塘镇人民政府\n转发《松垣县水利局关于河道巡查的通知》的通知\n各村：\n　　现转发给你们，请执行。\n柳塘镇人民政府\n2025年3月9日\n\n"
    assert repeats([own, Document.from_text(cover + own.text)]) == ()


@pytest.mark.parametrize(("rule", "texts", "hit"), EXAMPLES, ids=lambda value: getattr(value, "code", None))
def test_examples_of_set_rules(rule, texts, hit):
    reading = SetReading(Document.from_text(text) for text in texts)
    outcome = rule.check(reading)
    assert (outcome.status == "hit") is hit, outcome
    documents = {issue.doc.id: issue.doc for issue in reading.issues}
    for finding in outcome.findings:
        assert documents[finding.values["document"]].quote(finding.span) == finding.quote != ""
        assert finding.values["others"] and "{" not in finding.message + finding.suggestion
        for other in finding.values["others"]:
            assert documents[other["document"]].quote(Span(*other["span"])) == other["quote"]


@pytest.mark.parametrize("rule", SET_RULES, ids=lambda rule: rule.code)
def test_a_set_rule_has_a_basis_and_examples(rule):
    assert rule.basis and len(rule.hits) >= 2 and len(rule.clean) >= 4


@pytest.mark.parametrize("rule", set_pages(), ids=lambda rule: rule.code)
def test_a_set_rule_has_its_page(rule):
    page = ROOT / "docs" / "rules" / f"{rule.code}.md"
    assert page.read_text(encoding="utf-8") == rule_page(rule), "run `make docs`"
    assert rule.check(notice("水利局", "巡河", "各乡镇每周巡河。")).status == "not_applicable"


def test_set_rules_on_the_sample_notices(docs, expected):
    found = {}
    for outcome in check_set(docs):
        pairs = {
            (
                name(finding.values["document"]),
                tuple(sorted({name(other["document"]) for other in finding.values["others"]})),
            )
            for finding in outcome.findings
        }
        found[outcome.code] = sorted(pairs)
    wanted = {
        code: sorted((one, tuple(others)) for one, others in pairs) for code, pairs in expected["findings"].items()
    }
    assert found == wanted


def test_a_set_rule_that_stumbles_costs_only_itself():
    def stumble(case):
        raise KeyError("x")

    broken = type(SET_RULES[0])(
        **{**{f: getattr(SET_RULES[0], f) for f in SET_RULES[0].__dataclass_fields__}, "find": stumble}
    )
    assert [outcome.status for outcome in check_set([], rules=(broken, SET_RULES[1]))] == ["failed", "clean"]


def test_within_one_document():
    body = "一、疏通沟渠\n　　各村4月底前完成斗渠、农渠清淤。\n二、抓好落实\n　　各村要于4月底前将斗渠、农渠清淤完毕。\n　　加强领导。\n三、其他\n　　加强领导。"
    doc = notice("农业农村局", "春耕备耕", body)
    (found,) = restatements(doc, directives(doc))
    assert (found.first.quote, found.share) == ("各村4月底前完成斗渠、农渠清淤", 0)
    other = notice("农业农村局", "春耕备耕", body.replace("于4月底前", "于5月20日前"))
    assert restatements(other, directives(other)) == ()


def test_part_of_the_score(docs):
    by_name = {name(doc.id): doc for doc in docs}
    alone, among = Scorer(model=False), Scorer(model=False, ledger=repeats(docs))
    again = by_name["08_flood_goods_again.txt"]
    assert alone.score(again).score.parts["repetition"].value == 0
    part = among.score(again).score.parts["repetition"]
    assert part.value > 0.7 and part.figures["earlier"] == 3
    assert all(again.quote(span) for span in part.spans)
    within = alone.score(by_name["12_spring_ditches.docx"]).score.parts["repetition"]
    assert 0.2 < within.value < 0.6 and within.figures["within"] == 1
    assert among.score(by_name["13_circular.txt"]).score.parts["repetition"].value == 0


def test_command(tmp_path, capsys):
    for suffix in ("json", "csv", "html", "txt"):
        assert main(["repeats", str(FOLDER), "-o", str(tmp_path / f"out.{suffix}")]) == 0
    plain = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))
    assert plain["schema"] == "formalism.repeats/1" and len(plain["repetitions"]) == 10 and plain["failures"] == []
    rows = list(csv.DictReader(io.StringIO((tmp_path / "out.csv").read_text(encoding="utf-8-sig"))))
    assert sum(one["count"] for one in plain["repetitions"]) == len(rows)
    text = (tmp_path / "out.txt").read_text(encoding="utf-8")
    assert "各乡镇每周巡查河道一次  共 2 次" in text and "REP-03" in text
    capsys.readouterr()
    assert main(["repeats", str(FOLDER / "01_river_patrol.txt")]) == 0
    assert "重复布置的要求 0 项" in capsys.readouterr().out


def test_command_says_what_it_could_not_read(tmp_path, capsys):
    (tmp_path / "坏.docx").write_bytes(b"")
    assert main(["repeats", str(tmp_path)]) == 3
    assert "坏.docx  未读" in capsys.readouterr().out
    (tmp_path / "空").mkdir()
    assert main(["repeats", str(tmp_path / "空")]) == 2


def test_page_escapes_what_documents_say():
    body = "各乡镇每周巡查河道<script>alert(1)</script>一次。"
    page = repeats_html(series_report([notice("水利局", "巡河", body), notice("水利局", "河道巡查", body, "3月9")]))
    assert "<script>" not in page and "&lt;script&gt;" in page and "http" not in page.replace("http-equiv", "")


def test_many_requirements_are_grouped_by_the_index():
    things = [a + b for a in "水桥电校食路泵沼敬养加渡灯垃厕果冷茶渔船" for b in "库梁梯车堂站池院场口点房园厂"]
    doc = notice(
        "水利局",
        "有关工作",
        "".join(f"各乡镇检修{one}{two}设备。" for one, two in zip(things, reversed(things), strict=True)),
    )
    found = requirements(doc, directives(doc)) * 8
    finder = SameFinder(found)
    assert len(found) > 2000
    assert all(finder.earlier(number)[0][0] < number for number in range(len(found) - 200, len(found)))


@settings(max_examples=30, deadline=None)
@given(st.text(alphabet="各乡镇每周巡查河道一次，。；：“”（）《》要不得去年123报送表清单\n　", max_size=120))
def test_any_text_gives_a_ledger(text):
    doc = notice("水利局", "巡河", text)
    for one in repeats([doc, notice("水利局", "河道", text, "3月8")]):
        assert one.count >= 2 and all(place.quote for place in one.places)


def test_results_do_not_depend_on_the_hash_seed():
    code = (
        "import sys; from pathlib import Path; from formalism_nlp import read; from formalism_nlp.series.report import series_report;"
        f"docs = [read(p) for p in sorted(Path({str(FOLDER)!r}).glob('0[1-8]*'))]; import json;"
        "print(json.dumps(series_report(docs).to_dict(), ensure_ascii=True))"
    )
    runs = [
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env={"PYTHONHASHSEED": seed, "PATH": ""}, cwd=ROOT).stdout
        for seed in ("1", "2")
    ]  # fmt: skip
    assert runs[0] == runs[1]
