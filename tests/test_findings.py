import json
from pathlib import Path

import jsonschema
import pytest

from formalism_nlp import Document, Failure, score
from formalism_nlp.findings import FRAME_COLUMNS

SCHEMA = json.loads((Path(__file__).parent.parent / "docs" / "schema" / "report-1.json").read_text(encoding="utf-8"))
REQUEST = "松垣县人民政府关于灾情的报告\n泽安市人民政府：\n　　我县十个村受灾。恳请市政府安排救灾资金200万元。\n松垣县人民政府\n2025年3月4日"


@pytest.fixture(scope="module")
def validator():
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    return jsonschema.Draft202012Validator(SCHEMA)


def test_reports_and_failures_fit_the_schema(validator, samples):
    for path in sorted(samples.iterdir()):
        if path.suffix in (".docx", ".pdf", ".html", ".txt"):
            validator.validate(json.loads(json.dumps(score(path).to_dict())))
    validator.validate(Failure("a.doc", "read", "unsupported", "旧版").to_dict())


def test_schema_refuses_a_finding_without_quote(validator):
    plain = score(REQUEST).to_dict()
    hit = next(o for o in plain["outcomes"] if o["findings"])
    del hit["findings"][0]["quote"]
    with pytest.raises(jsonschema.ValidationError):
        validator.validate(plain)


def test_frame_has_the_documented_columns():
    frame = score(REQUEST).to_frame()
    assert tuple(frame.columns) == FRAME_COLUMNS
    assert list(frame["code"]) == ["FMT-03"] and "恳请" in frame["quote"][0]
    assert tuple(score("关于值守的通知\n各村：\n　　值守。").to_frame().columns) == FRAME_COLUMNS


def test_explain_names_passage_basis_and_way_out():
    told = score(REQUEST).explain("FMT-03")
    assert "恳请" in told and "第十五条" in told and "另行写成请示" in told
    assert "不适用" in score(REQUEST).explain("FMT-01") or "未发现" in score(REQUEST).explain("FMT-01")
    with pytest.raises(KeyError, match="DOC-01"):
        score(REQUEST).explain("XXX-99")


def test_speeches_are_profiled_and_short_texts_not_scored():
    speech = "在全县大会上的讲话\n" + "　　我们要把工作抓实。\n" * 12
    assert (score(speech).score.status, score(speech).score.value) == ("profile_only", None)
    assert score("关于值守的通知\n各村：\n　　值守。").score.status == "insufficient"


def test_absent_parts_say_why():
    result = score(REQUEST).score
    assert set(result.parts) | set(result.absent) == {
        "emptiness",
        "copying",
        "repetition",
        "burden",
        "escalation",
        "form",
    }
    assert not set(result.parts) & set(result.absent) and all(result.absent.values())


def test_score_takes_document_text_bytes_and_path(tmp_path):
    path = tmp_path / "报告.txt"
    path.write_text(REQUEST, encoding="gb18030")
    codes = {
        tuple(f.code for f in score(source).findings)
        for source in (Document.from_text(REQUEST), REQUEST, REQUEST.encode(), path, str(path))
    }
    assert codes == {("FMT-03",)}
