"""Rules over sets, each with a set that it finds and one that it leaves alone."""

import dataclasses

import pytest

from formalism_nlp.monitor import Period, add_point, load_policy
from formalism_nlp.monitor.board import Board
from formalism_nlp.monitor.set_loads import RULES, run_set_rules

YEAR = Period.parse("2025")


def found(store, code, policy=None, period=YEAR):
    board = Board(store, policy or load_policy())
    return [one for one in run_set_rules(board, period) if one.code == code]


def limited(code, **limits):
    policy = load_policy()
    return dataclasses.replace(policy, rules={**policy.rules, code: {**policy.rules[code], **limits}})


def test_every_rule_has_a_basis_and_runs_on_an_empty_store(store):
    assert set(RULES) == set(load_policy().rules) == {
        "DOC-04", "DOC-07", "DOC-08", "DOC-15", "DOC-17", "MTG-01", "MTG-07", "MTG-10", "INS-01", "INS-02", "INS-10",
        "FRM-01", "FRM-03", "CRE-03",
    }  # fmt: skip
    assert run_set_rules(Board(store, load_policy()), YEAR) == ()


def test_more_documents_than_last_year(store, put):
    add_point(store, "松垣县")
    for n in range(4):
        put(n, f"2024-0{n + 1}-05")
    for n in range(4, 11):
        put(n, f"2025-0{n - 3}-05")
    (one,) = found(store, "DOC-04")
    assert (one.unit, one.values["now"], one.values["before"], one.values["clear"]) == ("松垣县发出", 7, 4, False)
    assert "可能只是偶然波动" in one.message and len(one.documents) == 7 and one.rule == load_policy().rule
    assert found(store, "DOC-04", period=Period.parse("2024")) == []


def finding(store, document, code):
    store.insert("findings", [{"document": document, "code": code, "severity": "tip", "quote": "", "message": ""}])


def test_slips_that_grow(store, put):
    put(0, "2024-01-02")
    for n in range(1, 16):
        finding(store, put(n, f"2025-03-{n + 1:02d}", header_kind="white_head"), "DOC-07")
    assert len(found(store, "DOC-07")[0].documents) == 15
    for n in range(20, 30):
        finding(store, put(n, f"2024-03-{n:02d}", header_kind="white_head"), "DOC-07")
    assert found(store, "DOC-07") == []


def test_extras(store, put):
    for n in range(2):
        put(n, f"2025-03-{n + 3:02d}", on_top=True)
    assert found(store, "DOC-08") == []
    put(3, "2025-04-01", on_top=True)
    assert found(store, "DOC-08")[0].documents == ("doc0", "doc1", "doc3")


def test_a_document_below_its_note(store, put):
    for n, level in ((1, "county"), (2, "township")):
        document = put(n, "2025-03-04", sent_to=level)
        store.insert("deliveries", [{"document": document, "unit": "柳塘镇人民政府", "box": "in"}])
    assert [one.documents for one in found(store, "DOC-15")] == [("doc1",)]


def test_one_matter_in_days(store, put):
    for n, (day, topic) in enumerate(
        (
            ("03-03", "清淤"),
            ("03-04", "清淤"),
            ("03-05", "清淤"),
            ("03-06", "春灌"),
            ("06-01", "春灌"),
            ("09-01", "春灌"),
        )
    ):
        put(n, f"2025-{day}", topic=topic, sketch=[1, 2, 3, 4] if n < 2 else [1, 2, 8, 9])
    (one,) = found(store, "DOC-17")
    assert (one.documents, one.values["days"], one.values["fresh"]) == (("doc0", "doc1", "doc2"), 3, [0.0, 0.5])


def test_slips_without_a_matter_are_compared_by_text(store, put):
    for n in range(4):
        same = list(range(20)) if n < 3 else list(range(50, 70))
        put(n, f"2025-03-0{n + 3}", title="工作提示", topic=None, sketch=[*same, 100 + n])
    (one,) = found(store, "DOC-17")
    assert one.documents == ("doc0", "doc1", "doc2")


@pytest.mark.parametrize(
    ("code", "rows", "clean"),
    [
        ("MTG-01", [{"title": f"松垣县水利局关于召开全县水利{w}会的通知", "meeting": True} for w in ("工作", "工作推进")],
         [{"title": "关于召开全县水利工作会的通知", "meeting": True}, {"title": "关于清淤推进会的通知", "meeting": True}]),
        ("MTG-07", [{"meeting": True, "issuer_level": level, "issuer": issuer} for level, issuer in (("county", "松垣县水利局"), ("township", "柳塘镇人民政府"))],
         [{"meeting": True, "issuer": issuer} for issuer in ("松垣县水利局", "松垣县教育局")]),
        ("INS-10", [{"inspection": True, "issuer_level": level} for level in ("prefecture", "county")],
         [{"inspection": True, "issuer_level": level} for level in ("county", "prefecture")]),
        ("INS-01", [{"inspection": True, "issuer_level": "central", "issuer": "某部"} for _ in range(2)],
         [{"inspection": True, "issuer_level": "county"} for _ in range(5)]),
        ("FRM-01", [{"reports": 1} for _ in range(3)], [{"reports": 1, "emergency": True} for _ in range(3)]),
        ("FRM-03", [{"reports": 1, "issuer": issuer, "fields": ["清淤进度统计表"]} for issuer in ("松垣县水利局", "松垣县财政局")],
         [{"reports": 1, "issuer": issuer, "fields": ["姓名", "单位", "备注"]} for issuer in ("松垣县水利局", "松垣县财政局")]),
        ("FRM-03", [{"reports": 1, "issuer": issuer, "fields": ["田块", "亩数", "品种"]} for issuer in ("松垣县水利局", "松垣县财政局")],
         [{"reports": 1, "issuer": issuer, "place": issuer[:3], "fields": ["清淤进度统计表"]} for issuer in ("松垣县水利局", "槐河县水利局")]),
        ("CRE-03", [{"campaign": True, "issuer_level": "prefecture", "demands": 3}, {"campaign": True, "demands": 7}],
         [{"campaign": True, "issuer_level": "prefecture", "demands": 3}, {"campaign": True, "demands": 3}]),
    ],
)  # fmt: skip
def test_hits_and_clean(store, put, code, rows, clean):
    for n, row in enumerate(rows):
        put(n, f"2025-03-0{n + 3}", **row)
    (one,) = found(store, code)
    assert len(one.documents) == len(rows) and one.message.endswith("。") and one.basis
    store.execute("DELETE FROM documents")
    for n, row in enumerate(clean):
        put(n, f"2025-03-0{n + 3}", **row)
    assert found(store, code) == []


def test_limits_without_an_official_number_are_parameters(store, put):
    add_point(store, "柳塘镇")
    for n in range(4):
        document = put(n, f"2025-03-0{n + 3}", meeting=True, townships_called=True, inspection=True)
        store.insert("deliveries", [{"document": document, "unit": "柳塘镇", "box": "in"}])
    assert found(store, "MTG-10") == [] and found(store, "INS-02") == []
    assert found(store, "MTG-10", limited("MTG-10", most_a_week=3))[0].unit == "柳塘镇"
    assert "4 次" in found(store, "INS-02", limited("INS-02", most_a_month=3))[0].message
