"""What must not change the score, or may change it in one direction only."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from formalism_nlp import Document, Scorer, read, score_many
from formalism_nlp.document import Span
from formalism_nlp.findings import Basis, Finding, Outcome
from formalism_nlp.parts import Material, burden_part, combined, emptiness_part

# The score is a rounded figure, and a sentence changes its neighbours' probabilities a little.
NOISE = 0.3
HEAD = "松垣县人民政府办公室\n关于做好冬春农田水利建设的通知\n各乡镇人民政府：\n　　现就有关事项通知如下：\n"
CONCRETE = (
    "县水利局10月31日前拨付维修款42万元，用于更换柳塘镇3座泵站的水泵。",
    "各乡镇11月15日前清淤干渠6公里，由水管站验收后公示3日。",
    "2024年全县有效灌溉面积21.4万亩，比上年减少0.3万亩，原因是两座泵站停机。",
    "受益农户每亩补助35元，于12月20日前发到账户，名单在村务公开栏公示7日。",
    "每座泵站派1名管护员，每月补助400元，由县财政直接发放。",
)
GENERAL = (
    "各乡镇要进一步加强组织领导，狠抓工作落实。",
    "要健全完善长效机制，不断提升治理水平。",
    "要强化部门协同，形成工作合力，确保取得实效。",
)
SLOGANS = (
    "拧成一股绳，铆足一股劲，跑出水利建设加速度。",
    "以钉钉子精神抓落实，一张蓝图绘到底。",
    "撸起袖子加油干，奋力谱写水利事业新篇章。",
    "横向到边、纵向到底，织密织牢一张网。",
)
AGAINST = (
    "不得以会议落实会议、以文件落实文件。",
    "严禁搞形式主义，不得要求乡镇报送照片、台账等痕迹材料。",
    "坚决反对形式主义、官僚主义。",
    "有的单位喊口号、摆花架子，以“高度重视”“狠抓落实”代替实际工作，增加了基层负担。",
    "通报指出，“拧成一股绳、跑出加速度”之类的空话套话不解决问题。",
)
SCORER = Scorer()


def notice(sentences):
    return HEAD + "".join(f"　　{sentence}\n" for sentence in sentences) + "松垣县人民政府办公室\n2025年10月8日"


def total(text):
    return 100 * combined(SCORER.score(text).score.parts.values())


bodies = st.lists(st.sampled_from(CONCRETE + GENERAL + SLOGANS[:2]), min_size=5, max_size=9, unique=True)


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(bodies, st.sampled_from(SLOGANS), st.data())
def test_a_slogan_never_lowers_the_score(body, slogan, data):
    place = data.draw(st.integers(0, len(body)))
    assert total(notice([*body[:place], slogan, *body[place:]])) >= total(notice(body)) - NOISE


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(bodies, st.sampled_from(CONCRETE))
def test_making_a_directive_concrete_never_raises_the_score(body, concrete):
    body = [GENERAL[0], *(s for s in body if s not in (GENERAL[0], concrete))]
    assert total(notice([concrete, *body[1:]])) <= total(notice(body)) + NOISE


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(bodies, st.sampled_from(AGAINST), st.data())
def test_the_critic_is_not_punished(body, against, data):
    place = data.draw(st.integers(0, len(body)))
    assert total(notice([*body[:place], against, *body[place:]])) <= total(notice(body)) + NOISE


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(bodies, st.randoms(use_true_random=False))
def test_the_order_of_sentences_hardly_matters(body, rng):
    mixed = list(body)
    rng.shuffle(mixed)
    assert total(notice(mixed)) == pytest.approx(total(notice(body)), abs=2)


def test_the_order_of_files_never_matters(samples):
    paths = sorted(samples.glob("*.txt"))
    there = {result.document["path"]: result.to_dict() for result in score_many(paths)}
    back = {result.document["path"]: result.to_dict() for result in score_many(reversed(paths))}
    assert there == back and len(there) == 4


def test_deleting_the_slogans_lowers_the_score_and_padding_does_so_less():
    empty = notice([*SLOGANS, *GENERAL, *CONCRETE[:2]])
    neutral = "县城现有公交线路9条，车辆64台，日均客运量1.8万人次。"
    padded = empty.replace("松垣县人民政府办公室\n2025", f"　　{neutral * 4}\n松垣县人民政府办公室\n2025")
    half = total(notice([*GENERAL, *CONCRETE[:2]]))
    assert half < total(empty) * 0.8 and total(padded) > total(empty) * 0.8


def labelled(*labels, chars=100):
    """A material of sentences of equal length with these labels."""
    text = "\n".join(f"{'一二三四五六七八九十'[n % 10] * (chars - 1)}。" for n in range(len(labels)))
    doc = Document.from_text("关于某项工作的通知\n各村：\n" + text)
    units = tuple(u for u in doc.units if u.span.end - u.span.start == chars)
    assert len(units) == len(labels)
    return Material(doc, tuple(replace(u, label=label) for u, label in zip(units, labels, strict=True)))


def test_obligatory_preamble_is_free_and_excess_is_not():
    assert emptiness_part(labelled("POL", *["CON"] * 9)).value == 0
    assert emptiness_part(labelled("POL", "POL", *["CON"] * 8)).value > 0
    assert emptiness_part(labelled(*["FOR"] * 5)) is None


def test_spans_are_those_beyond_the_allowance():
    material = labelled("POL", "POL", "GEN", "CON")
    part = emptiness_part(material)
    assert list(part.spans) == [material.units[1].span, material.units[2].span]
    assert part.figures["GEN"] == 0.25 and part.figures["characters"] == 400


def findings(count, severity="issue", code="FRM-01", **changes):
    basis = (Basis("《规定》", "第一条", "2024-01-01"),)
    one = Finding(code, "x", severity, Span(0, 1), "甲", "说明", basis, **changes)
    return (Outcome(code, "hit", (one,) * count),)


def test_few_findings_count_little_many_a_lot():
    material = labelled("CON")

    def value(*outcomes):
        return burden_part(replace(material, outcomes=outcomes)).value

    one, two, nine = (value(*findings(count)) for count in (1, 2, 9))
    assert 0 < one < 0.1 and two > 2 * one and 0.7 < nine < 1
    assert value(*findings(2, "tip")) == one
    assert value(*findings(3, exception="emergency")) == 0 == value(*findings(3, code="CPY-01"))


def test_a_transmittal_is_judged_on_the_own_text(samples):
    report = SCORER.score(samples / "03_forwarded_notice.pdf")
    part = report.score.parts["emptiness"]
    passed = report.content.meta.transmitted
    assert part.figures["judged"] == "转发的正文不计"
    assert part.spans and not any(passed.contains(span) for span in part.spans)
    # A notice that issues the office's own plan is judged as a whole.
    own = SCORER.score(samples / "30_long_special_campaign.docx")
    issued = own.content.meta.transmitted
    assert own.score.parts["emptiness"].figures["judged"] == "全文"
    assert any(issued.contains(span) for span in own.score.parts["emptiness"].spans)


@pytest.mark.shared
def test_the_seed_is_profiled_and_not_condemned(shared):
    report = SCORER.score(read(shared / "data" / "seed.txt"))
    assert (report.score.status, report.score.value) == ("profile_only", None)
    assert report.score.parts["burden"].value < 0.05 and report.score.parts["form"].value < 0.1
