"""The pages in a real browser: from a file, without network, at three widths, by keyboard, in print and in the dark."""

import shutil
from pathlib import Path

import pytest

from formalism_nlp import compare, read, score_many
from formalism_nlp.render.compare import comparison_html
from formalism_nlp.render.html import page as report_page

WIDTHS = (1280, 820, 390)
BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


@pytest.fixture(scope="module")
def browser():
    if BROWSER is None:
        pytest.skip("no Chromium on this machine (Debian: apt-get install chromium)")
    api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with api.sync_playwright() as running:
        opened = running.chromium.launch(executable_path=BROWSER, args=["--no-sandbox", "--disable-gpu"])
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def report_file(samples, tmp_path_factory) -> Path:
    names = ("01_spring_irrigation.docx", "02_same_day_forms.docx", "05_township_water_plan.docx", "07_flood_emergency.pdf",
             "08_section_tip.docx", "22_scoring_notice.docx")  # fmt: skip
    path = tmp_path_factory.mktemp("pages") / "report.html"
    path.write_text(report_page(list(score_many([*(samples / name for name in names), b""]))), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def compared_file(samples, tmp_path_factory) -> Path:
    pair = (read(samples / name) for name in ("05_township_water_plan.docx", "04_county_water_plan.docx"))
    path = tmp_path_factory.mktemp("pages") / "compared.html"
    path.write_text(comparison_html(compare(*pair)), encoding="utf-8")
    return path


@pytest.fixture
def opened(browser):
    """Open a file; what it fetches besides itself and what it complains of is kept."""
    contexts = []

    def open_file(path, **settings):
        context = browser.new_context(**settings)
        contexts.append(context)
        view = context.new_page()
        view.troubles = []
        view.on("request", lambda request: request.url == path.as_uri() or view.troubles.append(request.url))
        view.on("console", lambda message: message.type == "error" and view.troubles.append(message.text))
        view.on("pageerror", lambda error: view.troubles.append(str(error)))
        view.goto(path.as_uri())
        return view

    yield open_file
    for context in contexts:
        context.close()


def names(view):
    return view.locator("table.files tbody tr:not([hidden]) a").all_inner_texts()


@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_is_cut_off_at_any_width(opened, report_file, compared_file, width):
    for path in (report_file, compared_file):
        view = opened(path, viewport={"width": width, "height": 900})
        anchors = [None, *view.locator("table.files tbody a").evaluate_all("all => all.map(a => a.hash)")]
        for anchor in anchors:
            if anchor:
                view.goto(path.as_uri() + anchor)
            sizes = view.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
            assert sizes[0] <= sizes[1] + 1, (path.name, anchor, sizes)
        assert view.troubles == []


def test_sorting_filtering_and_searching(opened, report_file):
    view = opened(report_file)
    every = names(view)
    assert len(every) == 6
    view.get_by_role("button", name="得分").click()
    by_score = names(view)
    assert by_score != every and sorted(by_score) == sorted(every)
    assert view.locator("th[aria-sort=descending]").count() == 1
    view.get_by_label("只看有问题的").check()
    view.wait_for_timeout(250)
    troubled = names(view)
    assert 0 < len(troubled) < 6 and "01_spring_irrigation.docx" not in troubled
    view.get_by_role("button", name="清除").click()
    view.locator("input[name=q]").fill("FRM-02")
    view.wait_for_timeout(250)
    assert "02_same_day_forms.docx" in names(view) and len(names(view)) < 6
    assert view.troubles == []


def test_a_document_opens_and_closes_by_keyboard(opened, report_file):
    view = opened(report_file)
    link = view.get_by_role("link", name="02_same_day_forms.docx")
    link.focus()
    view.keyboard.press("Enter")
    view.wait_for_selector(".doc.open")
    assert view.locator(".doc.open").get_by_text("FRM-02").first.is_visible()
    assert not view.locator("table.files").is_visible()
    view.go_back()
    view.wait_for_selector("table.files", state="visible")
    assert link.evaluate("each => each === document.activeElement")


def test_the_page_alone_says_why_and_what_to_change(opened, report_file):
    view = opened(report_file)
    view.get_by_role("link", name="02_same_day_forms.docx").click()
    text = view.locator(".doc.open").inner_text()
    assert all(words in text for words in ("依据", "建议", "FRM-02", "今日17时前", "分数降得最多"))
    assert "未能读取" in view.locator("main").evaluate("each => each.textContent")


@pytest.mark.parametrize(
    "settings", [{"color_scheme": "dark"}, {"color_scheme": "light"}, {"java_script_enabled": False}]
)
def test_text_stands_out_in_light_and_dark_and_without_script(opened, report_file, settings):
    view = opened(report_file, **settings)
    if settings.get("java_script_enabled", True):
        colours = view.evaluate(
            "[getComputedStyle(document.body).color, getComputedStyle(document.body).backgroundColor]"
        )
        light = [sum(map(int, colour[4:-1].split(",")[:3])) for colour in colours]
        assert abs(light[0] - light[1]) > 400 and (light[0] > light[1]) == (settings["color_scheme"] == "dark")
    view.get_by_role("link", name="08_section_tip.docx").click()
    assert view.get_by_text("关于近期家庭医生签约服务重点工作的提示").last.is_visible()


def test_print_shows_the_open_document(opened, report_file):
    view = opened(report_file)
    view.get_by_role("link", name="02_same_day_forms.docx").click()
    view.emulate_media(media="print")
    assert view.locator(".doc.open").is_visible() and not view.locator("form.filters").is_visible()
    assert len(view.pdf()) > 20_000


def test_a_passage_leads_to_its_counterpart(opened, compared_file):
    view = opened(compared_file)
    assert view.locator("a.m").count() >= 4 and view.locator(".paper b").count() >= 4
    passage = view.locator("#a2")
    assert "相似度" in (passage.get_attribute("title") or "")
    passage.focus()
    view.keyboard.press("Enter")
    # A busy machine follows the link a moment later.
    view.wait_for_url("**#b2")
    assert view.locator("#b2").is_visible()
    assert view.troubles == []
