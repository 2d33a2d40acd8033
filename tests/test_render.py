"""HTML views: everything escaped, nothing fetched, the text of the document kept to the letter."""

import re
import time
from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from report_maker import BASIS, block_texts, build, find, one, parse, report, words

from formalism_nlp.document import Citation, Organ, Span
from formalism_nlp.findings import Basis, Failure, Outcome, Part, Score
from formalism_nlp.render.body import TextView, sweep
from formalism_nlp.render.document import document_html, report_html
from formalism_nlp.render.html import page
from formalism_nlp.render.words import esc

BAD = "</title></style><script>alert(1)</script><img src=x onerror=alert(2)>\"'&"


@pytest.fixture
def doc():
    return build(
        title="关于印发巡河方案的通知", genre="通知", carrier="方案", doc_number="柳政发〔2025〕3号",
        issuers=(Organ("柳塘镇人民政府", "township"),), addressees=(Organ("", "village"),),
        date=date(2025, 3, 4), cited=(Citation("《巡河办法》", "松政发〔2024〕1号", Span(0, 1)),),
        confidence={"genre": 0.9, "date": 0.4},
    )  # fmt: skip


def test_the_view_keeps_every_block_to_the_letter(doc):
    found = (find(doc, "今日17时前报送工作照片"), find(doc, "工作照片和责任台账", "XXX-03", severity="tip"))
    root = parse(page([report(doc, *found)]))
    assert block_texts(root) == sorted(doc.quote(block.span) for block in doc.blocks)
    assert block_texts(parse(document_html(doc))) == block_texts(root)


def test_overlapping_findings_are_cut_and_linked_both_ways(doc):
    found = [find(doc, "今日17时前报送工作照片"), find(doc, "工作照片和责任台账", "XXX-03", severity="tip")]
    root = parse(page([report(doc, *found)]))
    marks = root.xpath("//mark")
    assert [(words(m), m.get("class")) for m in marks] == [
        ("今日17时前报送", "issue"), ("工作照片", "issue"), ("和责任台账", "tip"),
    ]  # fmt: skip
    # Both findings can be reached from the text and lead back to where they begin.
    assert [m[0].get("href") for m in marks] == ["#d1-f1", "#d1-f2", "#d1-f2"]
    assert root.xpath("//li[starts-with(@id, 'd1-f')]//blockquote/a/@href") == ["#d1-m1", "#d1-m2"]
    assert [m.get("data-n") for m in marks] == [None, "1", "2"]
    assert marks[2][0].get("tabindex") == "-1"


def test_every_link_has_a_target_and_ids_are_unique(doc):
    reports = [report(doc, find(doc, "各村"), find(doc, "工作照片")) for _ in range(3)]
    root = parse(page([*reports, Failure("坏.pdf", "read", "corrupt", "文件不完整")]))
    ids = root.xpath("//@id")
    assert len(ids) == len(set(ids))
    targets = {href[1:] for href in root.xpath("//a/@href")}
    assert targets <= set(ids)
    assert {"d1", "d2", "d3", "d1-b8", "d2-m1"} <= targets


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=12))
def test_sweep_covers_each_position_with_exactly_its_spans(pairs):
    spans = [Span(*pair) for pair in pairs]
    pieces = sweep(spans)
    assert all(a.end <= b.start for a, b in pairwise(pieces))
    covered = {at: piece.keys for piece in pieces for at in range(piece.start, piece.end)}
    for at in range(31):
        assert covered.get(at, ()) == tuple(k for k, s in enumerate(spans) if s.start <= at < s.end)


def test_hostile_text_is_only_ever_text():
    lines = (("title", BAD, {}), ("body", BAD + "甲", {}), ("table_cell", BAD, {"cell": (0, 0, 9**9)}))
    doc = build(
        lines, path=f"a/{BAD}\udc80.docx", warnings=(BAD,), title=BAD, genre=BAD, carrier=BAD, doc_number=BAD,
        issuers=(Organ(BAD, "county"),), addressees=(Organ(BAD),),
        cited=(Citation(BAD, BAD, Span(0, 1)),), urgency=BAD,
    )  # fmt: skip
    bad = {
        "name": BAD, "message": BAD, "suggestion": BAD, "exception": BAD, "values": {BAD: BAD},
        "basis": (Basis(BAD, BAD, BAD),),
    }  # fmt: skip
    part = Part(BAD, 0.5, 0.5, (Span(0, 3),), {BAD: BAD})
    score = Score(50.0, "ok", {BAD: part, "burden": part}, {BAD: BAD}, model=BAD)
    hostile = report(doc, find(doc, BAD, BAD, **bad), score=score, outcomes=(Outcome(BAD, "not_applicable", (), BAD),))
    whole = page([hostile, hostile, Failure(BAD, BAD, BAD, BAD)], title=BAD)
    for text in (whole, page([hostile]), report_html(hostile), document_html(doc)):
        root = parse(text)
        assert not root.xpath("//img") and not root.xpath("//@onerror")
        assert all("alert" not in words(script) for script in root.xpath("//script | //style"))
        text.encode("utf-8")
    assert len(parse(whole).xpath("//script")) == 1
    assert block_texts(parse(page([hostile]))) == sorted(doc.quote(block.span) for block in doc.blocks)
    assert len(whole) < 120_000


def test_escaping_keeps_positions_and_makes_no_markup():
    text = "".join(map(chr, range(0x10000))) + "\U0002000b&lt;&#60;"
    element = parse(f'<p title="{esc(text)}">{esc(text)}</p>')
    assert len(words(element)) == len(text) and len(element) == 0


def test_the_page_needs_and_reaches_nothing_else(doc):
    text = page([report(doc, find(doc, "工作照片")), report(doc)])
    root = parse(text)
    policy = one(root, "//meta[@http-equiv='Content-Security-Policy']/@content")
    assert "default-src 'none'" in policy and "http" not in policy
    assert not root.xpath("//link | //iframe | //object | //img | //@src | //@action | //@srcset")
    assert all(href.startswith("#") for href in root.xpath("//@href"))
    styles = "".join(map(words, root.xpath("//style"))) + "".join(root.xpath("//@style"))
    assert "url(" not in styles and "@import" not in styles
    script = words(one(root, "//script"))
    assert not re.search(r"https?:|fetch|XMLHttp|innerHTML|eval\(|import\(", script)
    assert root.get("lang") == "zh-CN"


def test_a_folder_shows_counts_table_and_what_was_not_read(doc):
    scanned = build(title="纪要", warnings=("第 2 页是图像，没有读到文字",), path="镇/纪要.pdf")
    reports = [
        report(doc, find(doc, "工作照片"), find(doc, "各村", "XXX-09", exception="emergency")),
        report(scanned, find(scanned, "各村", severity="tip"), score=Score(None, "profile_only")),
    ]
    root = parse(page([*reports, Failure("镇/扫描.pdf", "read", "not_read", "页面是图像")]))
    figures = {words(d[0]): words(d[1]) for d in root.xpath("//dl[@class='figures']/div")}
    assert figures == {"读取": "2 份", "未能读取": "1 份", "有问题": "1 份"}
    rows = [[words(cell) for cell in row] for row in root.xpath("//table[@class='files']/tbody/tr")]
    assert rows[0] == [
        "通知.docx", "关于印发巡河方案的通知", "通知·方案", "柳塘镇人民政府", "乡镇级",
        str(len(doc.text)), "42", "1", "0 例外 1",
    ]  # fmt: skip
    assert rows[1][0].startswith("纪要.pdf 读取提醒") and rows[1][6:] == ["—仅画像", "0", "1"]
    heads = root.xpath("//table[@class='files']//th")
    assert len(heads) == 9 and {head.get("aria-sort") for head in heads} == {"none"}
    unread = [[words(cell) for cell in row] for row in root.xpath("//section[@class='unread']//tbody/tr")]
    assert unread == [
        ["镇/扫描.pdf", "未能读取", "页面是图像"], ["镇/纪要.pdf", "已读取", "第 2 页是图像，没有读到文字"],
    ]  # fmt: skip
    # What an exception excuses is no finding of its rule.
    assert root.xpath("//section[@class='rules']//button/@data-code") == ["XXX-02"]


def test_the_document_view_tells_facts_score_and_evidence(doc):
    score = Score(
        41.6, "ok", {"burden": Part("burden", 0.62, 0.3, (Span(*doc.blocks[4].span),), {"demands": 2})},
        {"copying": "没有给出索引"}, percentile=80.0,
    )  # fmt: skip
    old = Basis("《旧规定》", "第一条", "2010-01-01", in_force=False)
    finding = find(doc, "工作照片", exception="statutory", basis=(BASIS, old), values={"days": 0.5})
    clean = tuple(Outcome(f"YYY-0{n}", "clean") for n in range(3))
    outcomes = (*clean, Outcome("ZZZ-01", "not_applicable", (), "不是会议通知"))
    root = parse(page([report(doc, finding, score=score, outcomes=outcomes)]))
    known = {words(d[0]): words(d[1]) for d in one(root, "//section[@class='facts']/dl")}
    assert known == {
        "文种": "通知", "载体": "方案", "文号": "柳政发〔2025〕3号", "发文机关": "柳塘镇人民政府",
        "主送": "村级（未具名）", "成文日期": "2025-03-04（推断）",
        "引用文件": "《巡河办法》（松政发〔2024〕1号）",
        "篇幅": f"{len(doc.text)} 字，3 页",
    }  # fmt: skip
    parts = words(one(root, "//ul[@class='parts']"))
    assert "基层负担62" in parts and "demands 2" in parts and "上下一般粗未计算：没有给出索引" in parts
    item = words(one(root, "//li[@id='d1-f1']"))
    for told in (
        "例外",
        "当日报送",
        "第 1 页",
        "第三条（2024-01-02）",
        "已失效",
        "延长时限",
        "已考虑的例外法律法规规定的事项",
        "天数 0.5",
    ):
        assert told in item
    assert one(root, "//mark").get("class") == "excused in-burden"
    assert set(root.xpath("//input[@class='layer']/@value")) == {"excused", "burden"}
    told = words(one(root, "//details[contains(@class, 'outcomes')]"))
    assert "未发现YYY-00、YYY-01、YYY-02" in told and "不适用ZZZ-01不是会议通知" in told


def test_blocks_are_typeset_by_kind(doc):
    root = parse(page([report(doc)]))
    zones = {z.get("class"): words(z) for z in root.xpath("//section[contains(@class, 'zone')]")}
    assert zones["zone passed"].replace("\n", "").startswith("转发、印发的正文巡河方案一、任务")
    assert "每周报送" in zones["zone annex"] and "— 1 —" in zones["zone furniture"]
    table = one(root, "//table[@class='grid']")
    assert [[words(cell) for cell in row] for row in table] == [["河段", "", "责任人"], ["东段", "", ""]]
    assert [words(a) for a in root.xpath("//ul[@class='outline']//a")] == ["一、任务", "（一）排查"]
    assert root.xpath("//@data-page") == ["1", "2", "3"]
    assert words(one(root, "//h4")) == "一、任务" and words(one(root, "//h5")) == "（一）排查"


def test_a_finding_on_the_whole_document_colours_no_text():
    doc = build([("title", "要点", {}), ("body", "落实责任。" * 100, {})])
    root = parse(page([report(doc, find(doc, doc.text))]))
    assert not root.xpath("//mark") and "涉及全文" in words(one(root, "//li[@id='d1-f1']"))
    assert "涉及全文" in report_html(report(doc, find(doc, doc.text)))


def test_a_finding_over_many_blocks_is_one_stop_of_the_tab_key(doc):
    start = doc.text.index("各村")
    finding = find(doc, doc.text[start : doc.text.index("今日")])
    root = parse(page([report(doc, finding)]))
    assert [words(mark) for mark in root.xpath("//mark")] == ["各村：", "请各村于"]
    assert root.xpath("//mark/a/@tabindex") == ["-1"]


def test_without_the_text_the_rest_is_still_shown(doc):
    known = report(doc, find(doc, "工作照片"), content=False)
    root = parse(page([known]))
    assert "没有保存原文" in words(one(root, "//section[@class='text']"))
    assert words(one(root, "//li[@class='issue']//blockquote")) == "工作照片"
    assert not root.xpath("//mark") and "工作照片" in report_html(known)


def test_nothing_and_failures_only():
    empty = parse(page([]))
    assert "读取0 份" in words(one(empty, "//dl[@class='figures']")) and not empty.xpath("//table")
    failed = parse(page([Failure("坏.pdf", "read", "corrupt", "文件不完整")]))
    assert words(one(failed, "//section[@class='unread']//tbody/tr")) == "坏.pdf未能读取文件不完整"


def test_a_single_report_is_shown_at_once(doc):
    root = parse(report(doc).to_html())
    assert "single" in one(root, "//body").get("class") and not root.xpath("//section[@id='list']")
    assert len(root.xpath("//article")) == 1


def test_notebook_fragments_are_small_and_without_script(doc):
    found = [find(doc, "工作照片", f"XXX-{n}") for n in range(60)]
    text = report(doc, *found)._repr_html_()
    root = parse(text)
    assert len(root.xpath("//tbody/tr")) == 50 and "另有 10 处" in text
    long = build([("body", f"第{n}段。", {}) for n in range(230)])
    shown = long._repr_html_()
    assert len(block_texts(parse(shown))) == 200 and "另有 30 段" in shown
    for fragment in (text, shown):
        assert "<script" not in fragment and " id=" not in fragment
        for line in re.findall(r"<style>(.*?)</style>", fragment, re.S)[0].strip().splitlines():
            assert all(part.strip().startswith(".formalism-nlp") for part in line.partition("{")[0].split(","))


def test_marks_without_links_in_a_fragment(doc):
    view = TextView(doc, (find(doc, "工作照片"),)).html()
    assert '<mark class="issue" title="当日报送">工作照片</mark>' in view and "href" not in view


def test_five_hundred_reports_stay_quick():
    body = [("body", "各村要高度重视，确保取得实效。请于每周五前报送台账。" * 4, {}) for _ in range(12)]
    doc = build([("title", "关于巡河的通知", {}), *body], title="关于巡河的通知")
    found = [find(doc, "报送台账", f"XXX-0{n}") for n in range(6)]
    many = [report(doc, *found, outcomes=[Outcome(f"YYY-{n}", "clean") for n in range(60)])] * 500
    begin = time.perf_counter()
    text = page(many)
    assert time.perf_counter() - begin < 3
    assert len(text.encode("utf-8")) < 20_000_000
    assert text.count('<article class="doc"') == 500


def test_many_overlapping_spans_are_no_trap():
    doc = build([("body", "各村要高度重视。" * 500, {})])
    found = [replace(find(doc, "各村"), span=Span(n, n + 60)) for n in range(2000)]
    begin = time.perf_counter()
    text = page([report(doc, *found)])
    assert time.perf_counter() - begin < 3
    assert block_texts(parse(text)) == [doc.text]


def test_reports_are_the_same_every_time(doc):
    made = [
        report(doc, find(doc, "工作照片"), find(doc, "各村")),
        Failure("坏.pdf", "read", "corrupt", "不完整"),
    ]
    assert page(made) == page(list(made))


def test_folders_that_all_files_share_are_left_out():
    docs = [build(path=path) for path in ("/某机器/云泽省/甲.docx", "/某机器/云泽省/镇/乙.docx")]
    cells = parse(page([report(doc) for doc in docs])).xpath("//td[contains(@class, 'c0')]")
    assert [words(cell) for cell in cells] == ["甲.docx", "乙.docx镇"]
