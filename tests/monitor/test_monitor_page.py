"""The page: self-contained, escaped, every figure opens its documents."""

import re
from datetime import date

import pytest
from lxml import html

from formalism_nlp.monitor import Ledger, Period, add_point, dashboard, load_policy
from formalism_nlp.monitor.board import Board
from formalism_nlp.monitor.periods import months
from formalism_nlp.monitor.svg import chart, spark

YEAR = Period.parse("2025")


@pytest.fixture(scope="module")
def page(board):
    return dashboard(board, YEAR)


def test_it_fetches_nothing_and_needs_no_script(page):
    root = html.fromstring(page)
    (policy,) = root.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy.startswith("default-src 'none'") and "script-src" not in policy
    assert not root.xpath("//script | //link | //img | //iframe") and "url(" not in page and "@import" not in page
    assert "prefers-color-scheme: dark" in page and "@media print" in page and root.get("lang") == "zh-CN"


def test_every_section_is_there_and_is_reached(page):
    root = html.fromstring(page)
    links = root.xpath("//nav/a/@href")
    assert links == ["#alarms", "#points", "#pairs", "#rebound", "#sets", "#ledger", "#upper", "#documents"]
    assert all(root.get_element_by_id(link[1:]).xpath("h2") for link in links)


def test_every_figure_opens_its_documents(page):
    root = html.fromstring(page)
    targets = set(root.xpath("//section[@id='documents']//tr/@id"))
    links = root.xpath("//div[@class='ids']/a/@href")
    assert len(links) > 1000 and {link[1:] for link in links} == targets
    for row in root.xpath("//section[@id='points']//tbody/tr"):
        (words,) = row.xpath(".//summary/text()") or ["0 份文件"]
        assert len(row.xpath(".//details//a")) == min(300, int(re.match("\\d+", words).group()))


def test_series_are_told_in_words(page):
    root = html.fromstring(page)
    drawn = root.xpath("//*[local-name()='svg']")
    assert len(drawn) > 20 and all(one.get("role") == "img" and one.get("aria-label") for one in drawn)
    assert root.xpath("//section[@id='pairs']//*[local-name()='path'][@class='b']")


def test_the_rule_version_is_on_the_page(page):
    assert page.count("r24/2024.1") >= 2 and "按《整治形式主义为基层减负若干规定》统计" in page


def test_what_a_document_says_is_never_markup(store, put):
    evil = "<script>alert(1)</script>\"'&"
    add_point(store, "松垣县")
    document = put(1, "2025-03-04", title=evil, issuer=f"松垣县{evil}", name=evil, doc_number=evil, reports=9)
    board = Board(store, load_policy())
    Ledger(board).open(evil, evil, evil, [document], date(2025, 3, 31))
    page = dashboard(board, YEAR)
    assert "<script" not in page and page.count("&lt;script&gt;") >= 6


def test_an_empty_store_has_a_page(store):
    page = dashboard(Board(store, load_policy()), YEAR)
    assert page.count("<p class=none>没有</p>") >= 6


def test_charts():
    year = months(date(2025, 1, 1), date(2025, 12, 1))
    drawn = chart(year, [("甲<", [1.0] * 12), ("乙", [0.0] * 12)], (date(2025, 3, 1), date(2025, 4, 30)))
    assert drawn.count("<path") == 2 and drawn.count("<rect") == 1 and "甲&lt;" in drawn and "甲<" not in drawn
    assert spark([0.0, 0.0], "无") == "" and "<path" in spark([0.0, 2.0], "有")
    assert "<rect" not in chart(year, [("甲", [0.0] * 12)], (date(2023, 1, 1), date(2023, 2, 1)))
