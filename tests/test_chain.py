"""Policies down their levels."""

import json
from html.parser import HTMLParser
from pathlib import Path

import pytest

from formalism_nlp import Document, read
from formalism_nlp.cli import main
from formalism_nlp.document import Span
from formalism_nlp.findings import Failure
from formalism_nlp.levels import Escalation
from formalism_nlp.render.chain import chain_fragment, chains_html, chains_text
from formalism_nlp.render.series_words import factor_words
from formalism_nlp.series.chains import Link, Trace, _factors, _traces, chain
from formalism_nlp.series.issue import Issue
from formalism_nlp.series.parents import find_parents

FOLDER = Path(__file__).resolve().parents[1] / "corpora" / "chains"
EXPECTED = json.loads((FOLDER / "expected.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def chains():
    docs = [read(path) for path in sorted(FOLDER.rglob("*")) if path.suffix in (".txt", ".docx")]
    return {where(one.root.doc.id)[0]: one for one in chain(reversed(docs))}


def where(document):
    folder, name = document.replace("\\", "/").split("/")[-2:]
    return folder, name


def issued(organ, to, body, day, *, number="", title="关于做好河道巡查的通知", id=None):
    head = f"{number}\n" if number else ""
    return Document.from_text(f"{head}{organ}\n{title}\n{to}：\n　　{body}\n{organ}\n2025年{day}日", id=id)


CITY = "各县每季度巡查河道一次，发现阻水障碍的，10日内清除，费用由县财政承担。"


@pytest.mark.parametrize("name", EXPECTED)
def test_sample_chains_are_found_whole(chains, name):
    found = [(where(link.child.doc.id)[1], where(link.parent.doc.id)[1]) for link in chains[name].links]
    assert sorted(found) == sorted((child, parent) for child, parent, _ in EXPECTED[name]["links"])
    assert len(chains) == len(EXPECTED)


@pytest.mark.parametrize("name", EXPECTED)
def test_sample_chains_are_judged_as_by_hand(chains, name):
    found = {where(link.child.doc.id)[1]: link.comparison.verdict for link in chains[name].links}
    assert found == {child: verdict for child, _, verdict in EXPECTED[name]["links"]}


@pytest.mark.parametrize("name", EXPECTED)
def test_growth_is_followed_from_top_to_bottom(chains, name):
    for wanted in EXPECTED[name]["grew_twice"]:
        traces = [trace for trace in chains[name].traces if wanted["quote"] in trace.source.quote and trace.grew > 1]
        assert any(
            trace.factors.get(wanted["kind"]) == pytest.approx(wanted["factor"], rel=0.01) for trace in traces
        ), wanted
    if not EXPECTED[name]["grew_twice"]:
        assert not any(trace.grew > 1 for trace in chains[name].traces)


@pytest.mark.parametrize("name", EXPECTED)
def test_what_is_dropped_is_told(chains, name):
    dropped = [link.parent.doc.quote(span) for link in chains[name].links for span in link.comparison.dropped]
    missed = [wanted for wanted in EXPECTED[name]["dropped"] if not any(wanted in quote for quote in dropped)]
    # One of four may be missed: where 疫苗由市兽医站配送 stands in the place of 疫苗由省级财政承担, it passes for the same.
    assert len(missed) <= len(EXPECTED[name]["dropped"]) // 4, missed


def test_spans_quote_their_documents(chains):
    for one in chains.values():
        texts = {issue.doc.id: issue.doc for issue in one.documents}
        for trace in one.traces:
            assert trace.steps[0].kind == "source"
            for step in trace.steps:
                assert (step.span is None and step.kind == "dropped") or texts[step.document].quote(
                    step.span
                ) == step.quote


def parents(*docs):
    issues = sorted((Issue(doc) for doc in docs), key=lambda issue: issue.order)
    return {found.child.doc.id: (found.parent.doc.id, found.found) for found in find_parents(issues)}


def test_parents_by_number_title_and_text():
    upper = issued("泽安市人民政府", "各县人民政府", CITY, "3月5", number="泽政发〔2025〕8号", id="upper")
    number = issued(
        "松垣县水利局",
        "各乡镇",
        "根据泽政发[2025]8号，各乡镇报送防汛队伍名单。",
        "4月5",
        title="关于组建队伍的通知",
        id="number",
    )
    cites = "根据《泽安市人民政府关于做好河道巡查的通知》，各乡镇组建队伍。"
    title = issued("临浦县水利局", "各乡镇", cites, "4月6", title="关于组建队伍的通知", id="title")
    text = issued("禾山县人民政府", "各乡镇", CITY.replace("各县", "各乡镇"), "4月7", id="text")
    other = issued(
        "澄溪县人民政府",
        "各乡镇",
        "各乡镇5月底前改造户厕300户，每户补助2000元。",
        "4月8",
        title="关于改厕的通知",
        id="other",
    )
    assert parents(upper, number, title, text, other) == {
        "number": ("upper", "number"), "title": ("upper", "title"), "text": ("upper", "text"),
    }  # fmt: skip


def test_no_parent_from_the_future_from_below_or_of_oneself():
    upper = issued("泽安市人民政府", "各县人民政府", CITY, "5月5", id="upper")
    lower = issued("松垣县人民政府", "各乡镇", CITY, "4月5", id="lower")
    assert parents(upper, lower) == {}
    peer = issued("临浦县人民政府", "各乡镇", CITY, "4月9", id="peer")
    own = issued(
        "松垣县人民政府",
        "各乡镇",
        "根据《松垣县人民政府关于做好河道巡查的通知》，各乡镇清障。",
        "4月20",
        title="关于清障的通知",
        id="own",
    )
    assert parents(lower, peer, own) == {}


def test_the_nearest_level_is_the_parent():
    docs = [
        issued(organ, to, CITY, day, id=id)
        for organ, to, day, id in (
            ("云泽省人民政府", "各市人民政府", "2月5", "province"), ("泽安市人民政府", "各县人民政府", "3月5", "city"),
            ("松垣县人民政府", "各乡镇", "4月5", "county"), ("柳塘镇人民政府", "各村", "5月5", "town"),
        )
    ]  # fmt: skip
    (found,) = chain(docs)
    assert [(link.child.doc.id, link.parent.doc.id) for link in found.links] == [
        ("city", "province"),
        ("county", "city"),
        ("town", "county"),
    ]
    assert chain(docs[:1]) == () and chain([]) == ()


def grown(own, other, kind, factor):
    return Escalation(kind, own, other, "", "", factor, "")


class Compared:
    """What a trace needs of a comparison."""

    def __init__(self, escalations=(), dropped=(), pairs=()):
        self.escalations, self.dropped, self.pairs = escalations, dropped, pairs


def test_factors_are_multiplied_along_the_way():
    top, middle, low = (
        issued("泽安市人民政府", "各县", "每季度巡查一次。" * 3, f"{n}月5", id=str(n)) for n in (1, 2, 3)
    )
    a, b, c = Span(30, 36), Span(31, 37), Span(32, 38)
    path = [
        Link(
            Issue(middle), Issue(top), "number", Compared((grown(b, a, "frequency", 3.0), grown(b, a, "deadline", 0.5)))
        ),
        Link(
            Issue(low),
            Issue(middle),
            "number",
            Compared((grown(c, b, "frequency", 4.0), grown(c, b, "sanction", None))),
        ),
    ]
    (trace,) = _traces(path)
    assert trace.factors == {"frequency": 12.0, "deadline": 0.5} and trace.grew == 2 and not trace.dropped
    assert [(step.document, step.kind) for step in trace.steps] == [
        ("1", "source"),
        ("2", "sharpened"),
        ("3", "sharpened"),
    ]


def test_a_requirement_dropped_half_way():
    top, middle, low = (
        issued("泽安市人民政府", "各县", "每季度巡查一次。" * 3, f"{n}月5", id=str(n)) for n in (1, 2, 3)
    )
    a, b = Span(30, 36), Span(31, 37)
    path = [
        Link(Issue(middle), Issue(top), "number", Compared((grown(b, a, "frequency", 3.0),))),
        Link(Issue(low), Issue(middle), "number", Compared(dropped=(b,))),
    ]
    (trace,) = _traces(path)
    assert trace.dropped and trace.factors == {"frequency": 3.0} and trace.steps[-1].span is None


def test_factor_words():
    assert factor_words("frequency", 12.0) == "频次 ×12" and factor_words("deadline", 0.25) == "时限缩短到原来的 25%"
    assert _factors([]) == {}


def test_command(tmp_path, capsys):
    for suffix in ("json", "html", "txt"):
        assert main(["chain", str(FOLDER / "escalation"), "-o", str(tmp_path / f"out.{suffix}")]) == 0
    plain = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))
    assert plain["schema"] == "formalism.chain/1" and plain["alone"] == []
    (one,) = plain["chains"]
    assert len(one["documents"]) == 3 and {link["found"] for link in one["links"]} == {"number"}
    text = (tmp_path / "out.txt").read_text(encoding="utf-8")
    assert "市级" in text and "时限缩短到原来的 20%" in text
    capsys.readouterr()
    assert main(["chain", str(FOLDER / "honest" / "1_province.docx")]) == 0
    assert "没有找到上下级文件：省级" in capsys.readouterr().out


class Checker(HTMLParser):
    """Counts open elements, and what could fetch something."""

    def __init__(self):
        super().__init__()
        self.open, self.bad = [], []

    def handle_starttag(self, tag, attrs):
        if tag not in ("meta", "br"):
            self.open.append(tag)
        self.bad += [value for key, value in attrs if key in ("src", "href", "onclick")]
        self.bad += [tag] if tag in ("script", "link", "img", "iframe") else []

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def test_page_is_whole_and_fetches_nothing(chains):
    checker = Checker()
    page = chains_html(
        list(chains.values()),
        [Issue(issued("松垣县人民政府", "各乡镇", CITY, "4月5"))],
        [Failure("a.pdf", "read", "x", "扫描件")],
    )
    checker.feed(page)
    assert checker.open == [] and checker.bad == []
    assert (
        "没有列入的文件" in page
        and "违规" not in page
        and 'name="viewport"' in page
        and "Content-Security-Policy" in page
    )


def test_page_escapes_what_documents_say():
    bad = "<img src=x onerror=alert(1)>"
    upper = issued("泽安市人民政府", "各县人民政府", CITY + bad, "3月5", title=f"关于{bad}的通知")
    lower = issued("松垣县人民政府", "各乡镇", CITY.replace("每季度", "每月") + bad, "4月5", title=f"关于{bad}的通知")
    found = chain([upper, lower])
    assert len(found) == 1
    for page in (chains_html(found), chain_fragment(found[0]), found[0]._repr_html_()):
        assert "<img" not in page
    assert "每月" in chains_text(found) or "加码 0 处" in chains_text(found)


def test_empty_page():
    assert "没有找到互为上下级的文件" in chains_html([]) and "没有找到互为上下级的文件" in chains_text([])


def test_trace_of_one_step_is_no_growth():
    assert Trace((), {}).grew == 0
