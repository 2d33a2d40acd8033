"""Every rule holds on its own examples; the catalogue is complete and documented."""

import datetime
import pickle
from dataclasses import replace
from pathlib import Path

import pytest

from formalism_nlp import RULES, Document, check, compare
from formalism_nlp.errors import ConfigError
from formalism_nlp.render.rule_page import rule_page
from formalism_nlp.rules import Reading, copying, find_rule, select
from formalism_nlp.rules.length import body_characters

PAGES = Path(__file__).parent.parent / "docs" / "rules"
EXAMPLES = [(rule, text, True) for rule in RULES for text in rule.hits] + [
    (rule, text, False) for rule in RULES for text in rule.clean
]


@pytest.mark.parametrize(("rule", "text", "found"), EXAMPLES, ids=lambda value: getattr(value, "code", None))
def test_examples(rule, text, found):
    text, _, beside = text.partition(copying.BESIDE)
    doc = Document.from_text(text)
    borrowed = (compare(doc, Document.from_text(beside)),) if beside else ()
    outcome = rule.check(doc, reading=Reading(doc, borrowed))
    assert (outcome.status == "hit") is found, outcome
    assert outcome.findings or outcome.reason
    for finding in outcome.findings:
        assert doc.quote(finding.span) == finding.quote != ""
        assert finding.message and "{" not in finding.message + finding.suggestion


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_rule_has_a_basis_examples_and_a_page(rule):
    assert rule.basis and all(
        basis.source and basis.clause and datetime.date.fromisoformat(basis.issued) for basis in rule.basis
    )
    assert len(rule.hits) >= 2 and len(rule.clean) >= 4
    assert (PAGES / f"{rule.code}.md").read_text(encoding="utf-8") == rule_page(rule), "run `make docs`"


def test_codes_and_names_are_single():
    assert len({rule.code for rule in RULES}) == len({rule.name for rule in RULES}) == len(RULES)


def test_check_gives_one_outcome_a_rule(notice):
    doc = Document.from_text(notice)
    outcomes = check(doc, ignore=["fmt-01"])
    assert [outcome.code for outcome in outcomes] == [rule.code for rule in RULES]
    assert {o.code: o.status for o in outcomes}["FMT-01"] == "ignored"
    assert all(outcome.reason for outcome in outcomes if outcome.status != "hit")


def test_selection_by_code_name_and_family():
    assert {rule.code for rule in select(["fmt"])} == {rule.code for rule in RULES if rule.code.startswith("FMT-")}
    assert find_rule("document-too-long").code == find_rule("doc-01").code == "DOC-01"
    for name in ("XXX-01", ""):
        with pytest.raises(ConfigError, match="formalism rules"):
            find_rule(name)


def test_length_counts_the_text_passed_on_not_the_cover():
    cover = "松垣县水利局关于印发《松垣县河道清理方案》的通知\n各镇人民政府：\n　　现将《松垣县河道清理方案》印发给你们。\n松垣县水利局\n2025年3月4日\n"
    doc = Document.from_text(cover + "松垣县河道清理方案\n一、目标\n　　清运垃圾。\n附件：略\n")
    count, span = body_characters(doc)
    assert doc.quote(span).startswith("一、目标") and count == len("一、目标清运垃圾。")


def test_far_over_the_limit_is_an_issue_a_little_over_a_tip():
    def severity(sentences):
        body = "各镇要按职责分工抓好清运并核对台账。" * sentences
        text = f"松垣县人民政府关于开展清理专项行动的通知\n各镇人民政府：\n　　{body}\n松垣县人民政府\n2025年3月4日"
        outcome = find_rule("DOC-02").check(Document.from_text(text))
        return outcome.findings[0].severity if outcome.findings else None

    # 18 characters a sentence: 4,104 (within 3 %), 4,500, 6,300 (over 1.5 times)
    assert [severity(228), severity(250), severity(350)] == [None, "tip", "issue"]


def test_a_rule_that_stumbles_says_so_and_spares_the_others(notice):
    def stumble(case):
        raise ZeroDivisionError("boom")
        yield

    broken = replace(RULES[0], code="XXX-01", find=stumble)
    outcomes = check(Document.from_text(notice), rules=(broken, *RULES))
    assert (outcomes[0].status, "boom" in outcomes[0].reason) == ("failed", True)
    assert not any(outcome.status == "failed" for outcome in outcomes[1:])


def test_rules_cross_to_worker_processes():
    assert [rule.code for rule in pickle.loads(pickle.dumps(RULES))] == [rule.code for rule in RULES]
