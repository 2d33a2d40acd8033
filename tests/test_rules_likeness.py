"""Rules beyond their patterns: passages compared with examples."""

import json
import time
from itertools import pairwise

import pytest

from formalism_nlp import Document, check
from formalism_nlp.errors import ConfigError
from formalism_nlp.model.store import shipped_folder
from formalism_nlp.rules import Reading, rules_id
from formalism_nlp.rules import likeness as module
from formalism_nlp.rules.likeness import load, shipped
from formalism_nlp.rules.passages import Passages

NOTICE = """松垣县农业农村局
关于做好秋季防疫工作的通知

各乡镇人民政府：
　　现将有关事项通知如下：
　　{}

　　　　　　　　　　　　松垣县农业农村局
　　　　　　　　　　　　2025年9月3日
"""


def findings(passage, **options):
    doc = Document.from_text(NOTICE.format(passage))
    return doc, [finding for outcome in check(doc, **options) for finding in outcome.findings]


# Words that no pattern holds; who lays one burden on others lays several.
ANOTHER = "\n　　请各乡镇自行腾挪人手和机械，误工、油钱从自己的盘子里匀。"
UNHEARD = [
    ("DUT-02", "各乡镇自行腾挪人手和车辆，误工、油钱从自己的盘子里匀。"),
    ("APP-01", "“塘里通”上的小树苗要天天有人浇，哪个网格的树蔫了，月底扣哪个网格员的补贴。"),
    ("DUT-03", "各乡镇、各村一层写给一层，按上手印，把出事归谁担写明白，写齐后交县局存放。"),
    ("FRM-05", "各站每周向县局供给防疫花絮两则，缺了下周加倍补上。"),
]


@pytest.mark.parametrize(("code", "passage"), UNHEARD)
def test_a_wording_without_pattern_is_a_tip_with_its_evidence(code, passage):
    passage += ANOTHER if code != "DUT-02" else ""
    assert code not in {finding.code for finding in findings(passage, learned=False)[1]}
    doc, found = findings(passage)
    (tip,) = [finding for finding in found if finding.code == code]
    assert tip.severity == "tip"
    assert tip.quote == doc.quote(tip.span)
    assert tip.values["words"]
    assert all(word in tip.quote for word in tip.values["words"])
    assert 0.3 < tip.values["likeness"] <= 1
    assert "请对照核实" in tip.message


def test_braces_of_a_document_do_no_harm(monkeypatch):
    monkeypatch.setattr(module.Likeness, "evidence", lambda *_: ("{人手}", "{0}"))
    (tip,) = [finding for finding in findings(UNHEARD[0][1])[1] if finding.code == "DUT-02"]
    assert "“{人手}”、“{0}”" in tip.message


@pytest.mark.parametrize("frame", ["不得要求{}", "有的地方要求{}这是典型的形式主义，必须纠正。", "取消“{}”的做法。"])
@pytest.mark.parametrize(("code", "passage"), UNHEARD)
def test_the_critic_is_never_condemned(code, passage, frame):
    company = ANOTHER if code != "DUT-02" else ""
    assert code not in {finding.code for finding in findings(frame.format(passage) + company)[1]}


def test_harmless_work_stays_silent():
    plain = "县局派出2个技术组到各乡镇上门免疫，疫苗和耗材由县局免费提供，9月20日前完成山羊补免1.2万只。"
    assert findings(plain)[1] == []


def test_scores_do_not_hang_on_company():
    likeness = shipped()
    texts = [passage for _, passage in UNHEARD]
    together = likeness.scores([*texts, "", "一" * 5000])
    assert together.shape == (len(texts) + 2, len(likeness.codes))
    for row, text in enumerate(texts):
        assert together[row].tolist() == pytest.approx(likeness.scores([text])[0].tolist(), abs=1e-5)
    assert likeness.scores([]).shape == (0, len(likeness.codes))


def test_passages_cover_sentences_and_rows_once():
    doc = Document.from_text(NOTICE.format("一、每周巡查一次。\n　　二、9月底前清完沟渠。"))
    spans = Passages(doc, Reading(doc).directives, shipped()).spans
    assert [doc.quote(span) for span in spans if "巡查" in doc.quote(span)] == ["一、每周巡查一次。"]
    assert all(a.end <= b.start for a, b in pairwise(spans))


def test_weights_are_small_and_quick_to_load():
    folder = shipped_folder()
    assert (folder / "rules.npz").stat().st_size < 1_500_000
    start = time.process_time()
    load(folder)
    assert time.process_time() - start < 0.3


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda folder: (folder / "rules.npz").write_bytes(b"x"), "摘要不符"),
        (lambda folder: (folder / "rules.npz").unlink(), "读不到"),
        (lambda folder: (folder / "rules.json").write_text('{"format": "other/9"}'), "格式是 other/9"),
    ],
)
def test_damaged_weights_are_refused(tmp_path, change, told):
    for name in ("rules.npz", "rules.json"):
        (tmp_path / name).write_bytes((shipped_folder() / name).read_bytes())
    assert load(tmp_path).codes == shipped().codes
    change(tmp_path)
    with pytest.raises(ConfigError, match=told):
        load(tmp_path)


def test_the_card_tells_what_it_was_learnt_from():
    card = json.loads((shipped_folder() / "rules.json").read_text("utf-8"))
    assert set(card["examples"]) == set(card["codes"])
    assert min(card["examples"].values()) >= 30
    assert card["licence"] == "MIT"


def test_the_name_of_a_set_of_rules_changes_with_the_weights(monkeypatch):
    before = rules_id(())
    other = module.Likeness(**{**shipped().__dict__, "digest": "0" * 64})
    monkeypatch.setattr("formalism_nlp.rules.shipped", lambda: other)
    assert rules_id(()) != before
