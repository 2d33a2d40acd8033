"""Eight ways to word one thing: what is imposed fires, what is forbidden, told, cited, abolished or sent upward does not."""

import json
from pathlib import Path

import pytest

from formalism_nlp import Document
from formalism_nlp.rules import find_rule

LINES = (Path(__file__).parent / "rules" / "minimal_pairs.jsonl").read_text(encoding="utf-8").splitlines()
VARIANTS = ("imposed", "prohibited", "criticised", "cited", "abolished", "double", "emergency", "upward")
FIRES = ("imposed", "double")
PAIRS = [
    (row["code"], variant, {**row, "sentence": row[variant]})
    for row in map(json.loads, LINES)
    for variant in VARIANTS
    if variant in row
]


def written(variant, row):
    title = row.get("title", "关于做好有关工作的通知")
    lead, close = "现就有关事项通知如下：", ""
    if variant == "emergency":
        title, close = "关于启动防汛Ⅱ级应急响应的通知", "　　以上要求限响应期间，响应解除后自行终止。\n"
    if variant == "upward":
        return f"柳塘镇人民政府关于春耕工作情况的报告\n松垣县人民政府：\n　　{row['sentence']}\n柳塘镇人民政府\n2025年3月4日\n"
    issuer = row["issuer"]
    return f"{issuer}\n{title}\n\n{row['to']}：\n　　{lead}\n　　{row['sentence']}\n{close}\n{issuer}\n2025年3月4日\n"


@pytest.mark.parametrize(("code", "variant", "row"), PAIRS, ids=[f"{code}-{variant}" for code, variant, _ in PAIRS])
def test_a_variant_fires_or_not(code, variant, row):
    findings = find_rule(code).check(Document.from_text(written(variant, row))).findings
    if variant in FIRES:
        assert [finding for finding in findings if finding.exception is None]
    elif variant == "emergency":
        # Never dropped: shown with the reason that excuses it.
        assert findings and all(finding.exception == "emergency" for finding in findings)
    else:
        assert findings == ()


def test_every_rule_on_demands_has_its_pairs():
    assert len({code for code, _, _ in PAIRS}) == len(LINES) >= 30 and len(PAIRS) > 200
