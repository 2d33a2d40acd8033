"""Web pages: the document, the whole document and nothing of the site around it."""

import gzip
import json
import re
import statistics
from pathlib import Path

import pytest

from formalism_nlp.readers.base import RawDocument
from formalism_nlp.readers.html import read_html

TITLE = "松垣县人民政府办公室关于开展河道清理的通知"
BODY = [
    "各乡镇人民政府，县直各有关单位：",
    "为改善水质，保障群众用水安全，现就河道清理有关事项通知如下：",
    "一、工作目标",
    "全年清运垃圾两百吨，河面无漂浮物；每月清运两次。",
    "特此通知。",
    "松垣县人民政府办公室",
    "2025年3月4日",
]
MENU = "".join(
    f'<li><a href="/c{i}.html">{name}</a></li>' for i, name in enumerate(["首页", "政务公开", "办事", "互动"])
)
PATH = '<div class="where">您现在的位置：<a href="/">首页</a> &gt; <a href="/zw">政务公开</a> &gt; 正文</div>'
BYLINE = "<div>来源：县政府办　发布时间：2025-03-05　浏览次数：128　【字号：<a href='#'>大</a> 中 小】</div>"
TAIL = (
    "<div class='share'>分享到：<a href='#'>微信</a></div><p><a href='javascript:print()'>【打印本页】</a> 【关闭窗口】</p>"
    "<div>相关文档</div><ul><li><a href='/a.html'>松垣县召开巡河会议，部署下一步工作。</a></li></ul>"
    "<div>版权所有：松垣县人民政府　主办：县政府办公室　X ICP备12345678号</div>"
)


def paragraphs(*lines: str) -> str:
    return "".join(f"<p>　　{line}</p>" for line in lines)


def site(content: str, head: str = "") -> str:
    """A page as government sites make it."""
    return (
        f"<!DOCTYPE html><html><head><title>松垣县政府网</title>{head}<style>p {{color: red}}</style></head><body>"
        f"<ul class='menu'>{MENU}</ul>{PATH}{content}{TAIL}<script>var 正文 = '不是正文。';</script></body></html>"
    )


def texts(document: RawDocument) -> list[str]:
    return [block.text for block in document.blocks]


def read(page: str) -> RawDocument:
    return read_html(page.encode())


@pytest.mark.parametrize(
    "content",
    [
        f"<h1>{TITLE}</h1>{BYLINE}<div class='TRS_Editor'>{paragraphs(*BODY)}</div>",
        f"<div class='con'><h1>{TITLE}</h1>{BYLINE}<div class='body'>{paragraphs(*BODY)}</div></div>",
        f"<div class='con'><h2>{TITLE}</h2>{BYLINE}{paragraphs(*BODY)}</div>",
        f"<td class='bt_title'>{TITLE}</td><font id='Zoom'>{'<br>'.join(BODY)}</font>",
        f"<p>{TITLE}</p><div id='zoom'>{''.join(f'<div><span>{line}</span></div>' for line in BODY)}</div>",
        f"<h1>{TITLE}</h1><table><tr><td>&nbsp;</td><td>{'<br/>　　'.join(BODY)}</td><td></td></tr></table>",
        f"<div id='js_content' style='visibility: hidden'>{paragraphs(TITLE, *BODY)}</div>",
    ],
)
def test_only_the_document_comes_out(content: str) -> None:
    assert texts(read(site(content, f"<meta name='ArticleTitle' content='{TITLE}'>"))) == [TITLE, *BODY]


def test_a_page_without_any_container() -> None:
    page = f"<ul>{MENU * 2}</ul>{PATH}<h1>{TITLE}</h1>{paragraphs(*BODY)}{TAIL}"
    assert texts(read(f"<html><body>{page}</body></html>")) == [TITLE, *BODY]


@pytest.mark.parametrize("title", [TITLE, TITLE[10:], f"<b>{TITLE[:12]}</b><br>{TITLE[12:]}"])
def test_a_title_that_the_text_repeats_is_not_doubled(title: str) -> None:
    found = texts(read(site(f"<h1>{TITLE}</h1><div class='TRS_Editor'><p>{title}</p>{paragraphs(*BODY)}</div>")))
    assert found[-len(BODY) :] == BODY
    assert "".join(found[: -len(BODY)]) == re.sub("<.*?>", "", title)


def test_a_title_named_inside_another_does_not_count_as_repeated() -> None:
    outer = "关于印发《松垣县河道清理办法》的通知"
    found = texts(
        read(site(f"<h1>{outer}</h1><div class='TRS_Editor'>{paragraphs(*BODY, '松垣县河道清理办法')}</div>"))
    )
    assert found == [outer, *BODY, "松垣县河道清理办法"]


def test_title_from_the_head_of_the_page() -> None:
    page = site(f"<div class='TRS_Editor'>{paragraphs(*BODY)}</div>").replace(
        "松垣县政府网", f"{TITLE}-公告-松垣县政府网"
    )
    document = read(page)
    assert texts(document)[0] == document.facts["title"] == TITLE


TABLE = (
    "<table><tr><td><b>索 引 号：</b></td><td>0012/2025-3</td><td><b>主题分类：</b></td><td>水利\\河道</td></tr>"
    "<tr><td><b>发文机关：</b></td><td>松垣县人民政府办公室</td><td><b>成文日期：</b></td><td>2025年3月4日</td></tr>"
    "<tr><td><b>发文字号：</b></td><td>松政办发〔2025〕3号</td><td><b>主 题 词：</b></td><td></td></tr></table>"
)
LINES = (
    "<div><label>索引号：0012/2025-3</label><label>主题分类：水利\\河道</label><p>文<span>号：</span>松政办发〔2025〕3号</p>"
    "<p>发布机构：松垣县人民政府办公室 | 成文日期：20250304 | 字号：大 中 小</p></div>"
)


@pytest.mark.parametrize("table", [TABLE, LINES])
@pytest.mark.parametrize("inside", [True, False])
def test_header_table_becomes_lines_and_facts(table: str, inside: bool) -> None:
    text = f"<h1>{TITLE}</h1>{paragraphs(*BODY)}"
    document = read(site(f"<div class='con'>{table}{text}</div>" if inside else f"{table}<div>{text}</div>"))
    found = texts(document)
    assert found[-len(BODY) :] == BODY
    assert {line.split("：")[0] for line in found[: -len(BODY) - 1]} >= {"索引号", "主题分类"}
    assert sum("松政办发〔2025〕3号" in line for line in found) == 1
    assert document.facts == {
        "title": TITLE,
        "number": "松政办发〔2025〕3号",
        "issuer": "松垣县人民政府办公室",
        "date": "2025-03-04",
    }


def test_a_numbered_heading_is_no_header_fact() -> None:
    lines = ["一、分类：甲类", "有关名称：另行通知", *BODY]
    assert texts(read(f"<body>{paragraphs(*lines)}</body>")) == lines


def test_number_between_title_and_text_and_the_name_of_a_site() -> None:
    content = f"<h1>{TITLE}</h1><h4>松政办发〔2025〕3号</h4><p>发布机构：松垣县政府网 发布日期：2025-3-5</p>"
    document = read(site(f"{content}<div class='TRS_Editor'>{paragraphs(*BODY)}</div>"))
    assert texts(document) == [TITLE, "发布机构：松垣县政府网", "松政办发〔2025〕3号", *BODY]
    assert document.facts == {"title": TITLE, "number": "松政办发〔2025〕3号", "published": "2025-03-05"}


def test_data_table_cells_stand_once_in_their_place() -> None:
    table = (
        "<table border=1><tr><td rowspan=2>乡镇</td><td colspan=2>清运</td></tr><tr><td>次数</td><td>吨数</td></tr>"
        "<tr><td>柳塘镇</td><td>2</td><td><p>120</p><p>（含村级）</p></td></tr><tr><td></td><td>3</td><td>80</td></tr></table>"
    )
    blocks = read(site(f"<div class='TRS_Editor'>{paragraphs(*BODY)}{table}<p>说明：按月统计。</p></div>")).blocks
    cells = {block.cell: block.text for block in blocks if block.kind == "table_cell"}
    assert cells == {
        (0, 0, 0): "乡镇", (0, 0, 1): "清运", (0, 1, 1): "次数", (0, 1, 2): "吨数",
        (0, 2, 0): "柳塘镇", (0, 2, 1): "2", (0, 2, 2): "120\n（含村级）", (0, 3, 1): "3", (0, 3, 2): "80",
    }  # fmt: skip
    assert [block.text for block in blocks if block.kind is None] == [*BODY, "说明：按月统计。"]


def test_layout_tables_are_no_data() -> None:
    side = "<td width=200><table><tr><td>栏目</td></tr></table></td>"
    rows = "".join(f"<tr>{side}<td>{line}</td></tr>" for line in BODY)
    blocks = read(f"<html><body><h1>{TITLE}</h1><table>{rows}</table></body></html>").blocks
    assert {block.kind for block in blocks} == {None}
    assert [block.text for block in blocks if block.text != "栏目"] == [TITLE, *BODY]


def test_letter_and_annex_in_two_containers() -> None:
    annex = [f"第{number}条 各村每周巡河，逐次登记，按月公示。" for number in "一二三四五六七八九"]
    for name in ("TRS_Editor", "part"):
        content = f"<div class='{name}'>{paragraphs(*BODY)}</div><div class='{name}'>{paragraphs(*annex)}</div>"
        assert texts(read(site(f"<h1>{TITLE}</h1><div>{content}</div>"))) == [TITLE, *BODY, *annex]


def test_annex_links_stay_and_menus_go() -> None:
    annexes = "<p><a href='/f/1.docx'>附件：河段清单</a></p>"
    menu = "<ul>" + "".join(f"<li><a href='/n{i}.html'>往期简报第{i}期</a></li>" for i in range(6)) + "</ul>"
    content = f"<div class='TRS_Editor'>{paragraphs(*BODY[:4])}{menu}{paragraphs(*BODY[4:])}{annexes}</div>"
    assert texts(read(site(content))) == [*BODY, "附件：河段清单"]


@pytest.mark.parametrize(
    ("container", "beside"),
    [
        ("class='pages_content' id='UCAP-CONTENT'", "class='side'"),
        ("class='nr'", "class='left'"),
    ],
)
def test_a_short_letter_among_notes_of_the_site(container: str, beside: str) -> None:
    welcome = "<h1 class='logo'>松垣县人民政府</h1><p>今天是2025年3月5日 星期三，欢迎访问松垣县人民政府门户网站！</p>"
    notes = f"<div {beside}><h2>温馨提示</h2><p>本通知旨在改善水质，请大家关注，并就近向所在乡镇反映情况。</p></div>"
    byline = "<div>2025-03-05 08:00<span>来源：县政府办</span></div>"
    article = f"<h1>{TITLE}</h1>{byline}<div {container}>{paragraphs(*BODY)}</div><div>责任编辑：某某</div>"
    document = read(site(f"<div class='top'>{welcome}</div><div class='article'>{article}</div>{notes}"))
    assert texts(document) == [TITLE, *BODY]
    assert document.facts == {"title": TITLE}


def test_a_notice_without_a_sentence_and_a_page_with_a_table_alone() -> None:
    notice = ["会议通知", "各村：", "时间：2025年5月1日上午9时", "地点：镇政府三楼", "请准时参加。"]
    assert (
        texts(read(f"<body><ul>{MENU}</ul><div class='title'>{notice[0]}</div>{paragraphs(*notice[1:])}</body>"))
        == notice
    )
    table = "<table><tr><th>乡镇</th><th>吨数</th></tr><tr><td>柳塘镇</td><td>12</td></tr></table>"
    for name in ("", "nav"):
        page = f"<body><div class='{name}'><h1>{TITLE}</h1>{table}</div></body>"
        assert texts(read(page)) == [TITLE, "乡镇", "吨数", "柳塘镇", "12"]


def test_hidden_text_and_scripts_are_not_read() -> None:
    hidden = (
        "<p style='DISPLAY : none'>隐藏的句子，不读。</p><p hidden>也不读。</p><textarea>不读。</textarea><!-- 不读 -->"
    )
    content = (
        f"<div class='TRS_Editor'>{hidden}{paragraphs(*BODY)}<style>不读。</style><noscript>不读。</noscript></div>"
    )
    assert texts(read(site(content))) == BODY


def test_white_space() -> None:
    page = (
        "<html><body><p>　　为\r\n   改善水质，每 月\r\n报送 PDF\r\n文件。</p><p>&nbsp;&nbsp;</p><p>&nbsp;&nbsp;第一条&nbsp;&nbsp;各村巡河。"
        "　　第二条　各镇巡查。<br>　　第三条\u200b　逐次登记，按月公示。</p><pre>甲，每周一次。\n乙，每月一次。</pre></body></html>"
    )
    assert texts(read(page)) == [
        "为改善水质，每 月报送 PDF 文件。",
        "第一条 各村巡河。",
        "第二条 各镇巡查。",
        "第三条 逐次登记，按月公示。",
        "甲，每周一次。",
        "乙，每月一次。",
    ]


def test_numbers_of_ordered_lists_are_shown() -> None:
    page = "<body><p>要求如下，请照办。</p><ol start=3><li>按月报送。<li><p>逐次登记。</p><li>（五）公示。</ol><ul><li>其他。</ul></body>"
    assert texts(read(page)) == ["要求如下，请照办。", "3. 按月报送。", "4. 逐次登记。", "（五）公示。", "其他。"]


def test_page_numbers_are_marked() -> None:
    page = (
        f"<body>{paragraphs(*BODY[:2])}<p>－ 1 －</p>{paragraphs(*BODY[2:])}<div title='footer'><p>2</p></div></body>"
    )
    assert [(block.kind, block.text) for block in read(page).blocks if block.text not in BODY] == [
        ("page_furniture", "－ 1 －")
    ]


@pytest.mark.shared
def test_real_pages(shared: Path) -> None:
    """On pages whose text was also extracted by someone else: little lost, little added."""
    rows = [line.split("\t") for line in (shared / "data/files/MANIFEST.tsv").read_text("utf-8").splitlines()]
    ids = {
        row[0]: found[1]
        for row in rows
        if row[0].startswith("html/") and (found := re.search(r"corpus id (\w+)", row[3]))
    }
    with gzip.open(shared / "data/corpus.jsonl.gz", "rt", encoding="utf-8") as lines:
        known = {row["id"]: row["text"] for row in map(json.loads, lines) if row["id"] in set(ids.values())}
    shares = []
    for file, name in list(ids.items())[::7]:
        ours = grams("\n".join(texts(read_html((shared / "data/files" / file).read_bytes()))))
        theirs = grams(known[name])
        shares.append((len(ours & theirs) / len(theirs), len(ours & theirs) / len(ours)))
    recall, precision = zip(*shares, strict=True)
    assert statistics.mean(recall) > 0.98 and min(recall) > 0.6
    assert statistics.mean(precision) > 0.95 and min(precision) > 0.75


def grams(text: str) -> set[str]:
    han = "".join(re.findall("[\u4e00-\u9fff]+", text))
    return {han[i : i + 5] for i in range(len(han) - 4)}
