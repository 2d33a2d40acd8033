"""Small documents and reports, built by hand, and ways to look into the HTML made of them."""

from lxml import html as lxml_html

from formalism_nlp.document import Block, Document, Meta, Source, Span
from formalism_nlp.findings import Basis, Finding, Outcome, Report, Score, facts

BASIS = Basis("《云泽省精简文件规定》", "第三条", "2024-01-02")
LINES = (
    ("page_furniture", "— 1 —", {"page": 1}),
    ("header", "柳塘镇人民政府文件", {"page": 1}),
    ("title", "关于印发巡河方案的通知", {"page": 1}),
    ("addressee", "各村：", {"page": 1}),
    ("body", "请各村于今日17时前报送工作照片和责任台账，逾期通报。", {"page": 1}),
    ("signature", "柳塘镇人民政府", {"page": 1}),
    ("date", "2025年3月4日", {"page": 1}),
    ("title", "巡河方案", {"page": 2, "transmitted": True}),
    ("heading", "一、任务", {"page": 2, "level": 1, "transmitted": True}),
    ("heading", "（一）排查", {"page": 2, "level": 2, "transmitted": True}),
    ("table_cell", "河段", {"page": 2, "cell": (0, 0, 0), "transmitted": True}),
    ("table_cell", "责任人", {"page": 2, "cell": (0, 0, 2), "transmitted": True}),
    ("table_cell", "东段", {"page": 2, "cell": (0, 1, 0), "transmitted": True}),
    ("list_item", "1. 每周报送一次。", {"page": 3, "annex": True}),
)


def build(lines=LINES, *, warnings=(), **meta):
    text, blocks = "", []
    for kind, words, extra in lines:
        start = len(text) + bool(text)
        text = f"{text}\n{words}" if text else words
        blocks.append(Block(kind, Span(start, start + len(words)), **extra))
    source = Source(meta.pop("path", "镇/通知.docx"), "docx", "0" * 64, "docx", 3, tuple(warnings))
    return Document("a1", text, tuple(blocks), (), Meta(**meta), source)


def find(doc, words, code="XXX-02", **changes):
    start = doc.text.index(words)
    values = {
        "name": "当日报送", "severity": "issue", "message": "超过一般限度。", "basis": (BASIS,),
        "suggestion": "延长时限。",
    }  # fmt: skip
    return Finding(code, span=Span(start, start + len(words)), quote=words, **{**values, **changes})


def report(doc, *findings, score=None, content=True, outcomes=()):
    hits = tuple(Outcome(finding.code, "hit", (finding,)) for finding in findings)
    return Report(
        facts(doc), (), (), hits + tuple(outcomes), (), score or Score(41.6, "ok"), {"formalism_nlp": "0.1"},
        doc if content else None,
    )  # fmt: skip


def parse(text):
    return lxml_html.fromstring(text)


def one(root, path):
    found = root.xpath(path)
    assert len(found) == 1, (path, found)
    return found[0]


def words(element):
    return "".join(element.itertext())


def block_texts(root):
    return sorted(words(element) for element in root.xpath("//*[contains(concat(' ', @class, ' '), ' b ')]"))
