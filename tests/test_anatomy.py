"""Header facts and block kinds on invented documents, one trap each."""

from datetime import date

import pytest

from formalism_nlp import Document, read
from formalism_nlp.document import Span
from formalism_nlp.errors import ClassifiedError

BODY = "　　各镇每月清运两次，县水利局每季度核查一次。\n"
SIGNED = "松垣县水利局\n2025年3月4日\n"


def doc(text):
    return Document.from_text(text)


def kinds(document):
    return [(block.kind, document.quote(block.span)) for block in document.blocks]


def test_every_element_of_a_notice(notice):
    document = doc(notice)
    meta = document.meta
    assert meta.title == "松垣县人民政府办公室关于开展河道清理的通知"
    assert (meta.genre, meta.carrier, meta.doc_number) == ("通知", None, "松政办发〔2025〕3号")
    assert [(o.name, o.level, o.kind) for o in meta.issuers] == [("松垣县人民政府办公室", "county", "office")]
    assert {o.level for o in meta.addressees} >= {"township"}
    assert (meta.date, meta.print_date) == (date(2025, 3, 4), date(2025, 3, 5))
    assert meta.header_kind == "red_head" and meta.transmitted is None
    assert [kind for kind, _ in kinds(document)] == [
        "header", "number", "title", "addressee", "body", "heading", "body", "heading", "heading", "body", "heading", "body",
        "attachment", "signature", "date", "imprint", "imprint", "imprint",
    ]  # fmt: skip
    headings = [(b.level, document.quote(b.span)) for b in document.blocks if b.kind == "heading"]
    assert headings == [(1, "一、工作目标"), (1, "二、工作任务"), (2, "（一）摸清底数。"), (2, "（二）加强清运")]
    assert document.quote(document.units[-1].heading) == "（二）加强清运"
    assert set(meta.confidence) >= {"title", "genre", "issuers", "date", "doc_number"}
    assert all(0 <= value <= 1 for value in meta.confidence.values())


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        ("松政发〔2025〕3号", "red_head"), ("松政发[2025]3号", "red_head"), ("松政发（2025）第3号", "red_head"), ("松政发【2025】12号", "red_head"),
        ("松政发﹝2025﹞ 3 号", "red_head"), ("松政函〔2025〕3号", "letter"), ("松国土资（规）字〔2005〕21号", "red_head"), ("松汛明电〔2025〕1号", "red_head"),
    ],
)  # fmt: skip
def test_number_variants(number, kind):
    meta = doc(f"{number}\n关于清理河道的通知\n各镇人民政府：\n{BODY}{SIGNED}").meta
    assert meta.doc_number == number.replace(" ", "") and meta.header_kind == kind


def test_a_cited_number_is_not_the_own_one():
    meta = doc(f"关于清理河道的通知\n各镇人民政府：\n　　按照泽政发〔2024〕9号要求，每月清运两次。\n{SIGNED}").meta
    assert meta.doc_number is None
    assert [(c.title, c.number) for c in meta.cited] == [(None, "泽政发〔2024〕9号")]


def test_title_over_lines_and_printed_twice():
    meta = doc(
        f"关于进一步加强河道清理工作的通知\n松垣县水利局\n关于进一步加强河道\n清理工作的通知\n各镇人民政府：\n{BODY}{SIGNED}"
    ).meta
    assert meta.title == "松垣县水利局关于进一步加强河道清理工作的通知"


def test_spaced_title_and_signature():
    document = doc(
        f"关 于 清 理 河 道 的 通 知\n各镇人民政府：\n{BODY}松垣县水利局　松 垣 县 财 政 局\n二〇二五年三月四日\n"
    )
    assert document.meta.title == "关于清理河道的通知"
    assert [o.name for o in document.meta.issuers] == ["松垣县水利局", "松垣县财政局"]
    assert document.meta.date == date(2025, 3, 4)


def test_addressee_over_lines_and_without_colon():
    over = doc(f"关于清理河道的通知\n各镇人民政府，\n县直各有关单位：\n{BODY}{SIGNED}")
    assert ("addressee", "各镇人民政府，\n县直各有关单位：") in kinds(over)
    without = doc(f"关于清理河道的通知\n各镇人民政府\n{BODY * 2}{SIGNED}")
    assert ("addressee", "各镇人民政府") in kinds(without)


@pytest.mark.parametrize(
    "line", ["现将有关事项通知如下：", "责任单位：县水利局", "联系电话：0000-1234567", "一、工作要求："]
)
def test_lines_with_a_colon_that_name_no_receiver(line):
    assert doc(f"关于清理河道的通知\n{line}\n{BODY}{SIGNED}").meta.addressees == ()


def test_transmitted_text_stands_apart_from_its_cover():
    text = (
        "松垣县水利局关于印发《松垣县河道管理办法》的通知\n各镇人民政府：\n　　现将《松垣县河道管理办法》印发给你们，请遵照执行。\n"
        f"{SIGNED}松垣县河道管理办法\n第一条 为了管好河道，制定本办法。\n第二条 本办法适用于全县河道。\n抄送：县政府办公室。\n"
    )
    document = doc(text)
    assert (document.meta.genre, document.meta.carrier) == ("通知", "办法")
    assert document.quote(document.meta.transmitted).startswith("松垣县河道管理办法\n第一条")
    assert "抄送" not in document.quote(document.meta.transmitted)
    cover = [document.quote(b.span) for b in document.blocks if not b.transmitted]
    assert any("印发给你们" in part for part in cover) and not any(part.startswith("第一条") for part in cover)


def test_cover_alone_transmits_an_empty_text():
    document = doc("各镇人民政府：\n　　现将《松垣县河道管理办法》印发给你们，请遵照执行。\n" + SIGNED)
    assert document.meta.transmitted == Span(len(document.text), len(document.text))
    assert (document.meta.title, document.meta.genre, document.meta.carrier) == (None, "通知", "办法")


def test_narrated_issue_is_no_transmittal():
    meta = doc(
        f"关于清理河道的通知\n各镇人民政府：\n　　近期，省政府印发了《河道管理办法》。现就有关事项通知如下：\n{BODY}{SIGNED}"
    ).meta
    assert meta.transmitted is None


def test_order_promulgates_a_rule():
    text = (
        "云泽省人民政府令\n第12号\n　　《云泽省河道管理办法》已经2025年1月3日省人民政府第8次常务会议通过，现予公布，自2025年3月1日起施行。\n"
        "省　长\n2025年1月9日\n云泽省河道管理办法\n第一条 为了管好河道，制定本办法。\n"
    )
    meta = doc(text).meta
    assert (meta.genre, meta.carrier, meta.header_kind) == ("命令（令）", "办法", "order")
    assert meta.date == date(2025, 1, 9) and meta.transmitted is None


def test_note_of_passage_names_issuer_and_date():
    meta = doc(
        "云泽省河道条例\n（1997年12月1日云泽省第八届人民代表大会常务委员会第三十二次会议通过）\n第一条 为了管好河道，制定本条例。\n"
    ).meta
    assert [o.name for o in meta.issuers] == ["云泽省第八届人民代表大会常务委员会"]
    assert (meta.genre, meta.carrier, meta.date) == (None, "条例", date(1997, 12, 1))


def test_unnamed_issuer_still_has_a_level():
    meta = doc("各地级以上市人民政府：\n　　为管好河道，现就有关事项通知如下：\n" + BODY).meta
    assert [(o.name, o.level) for o in meta.issuers] == [("", "province")]


def test_flattened_web_page_is_taken_apart():
    document = doc(
        "关于清理河道的通知\n松水〔2025〕8号 各镇人民政府，县直各单位： 为改善河道水质，保障群众用水安全，现就清理河道通知如下。 各镇每月清运两次。 松垣县水利局 2025年3月4日"
    )
    assert document.meta.doc_number == "松水〔2025〕8号" and document.meta.date == date(2025, 3, 4)
    assert [o.name for o in document.meta.issuers] == ["松垣县水利局"]
    assert [kind for kind, _ in kinds(document)] == ["title", "number", "addressee", "body", "signature", "date"]


def test_web_fields_are_furniture_but_give_the_number():
    document = doc(
        f"索 引 号：0001/2025\t文 号：松水〔2025〕8号\n发布时间：2025-03-05\n关于清理河道的通知\n各镇人民政府：\n{BODY}{SIGNED}"
    )
    assert document.meta.doc_number == "松水〔2025〕8号" and document.meta.date == date(2025, 3, 4)
    assert [kind for kind, _ in kinds(document)][:3] == ["page_furniture", "page_furniture", "title"]


@pytest.mark.parametrize(
    ("line", "kind", "level"),
    [
        ("一、工作目标", "heading", 1), ("（一）摸清底数", "heading", 2), ("1.开展排查", "heading", 3), ("（1）入户核实", "heading", 4),
        ("第一章 总则", "heading", 1), ("第三条 河道由水利局管理。", "list_item", 1), ("1．不符合规划的；", "list_item", 3),
        ("2025年全县清运两百吨。", "body", None), ("3.5公里河段由柳塘镇负责。", "body", None), ("一是摸清底数。", "list_item", 3),
    ],
)  # fmt: skip
def test_numbered_lines(line, kind, level):
    document = doc(f"关于清理河道的通知\n各镇人民政府：\n　　现就有关事项通知如下。\n{line}\n{BODY}")
    block = next(b for b in document.blocks if document.quote(b.span) == line)
    assert (block.kind, block.level) == (kind, level)


@pytest.mark.parametrize(("mark", "urgency"), [("特急", "特急"), ("松汛电〔2025〕1号　　等级：加急", "加急")])
def test_urgency(mark, urgency):
    assert doc(f"{mark}\n关于防汛的通知\n各镇人民政府：\n{BODY}{SIGNED}").meta.urgency == urgency


@pytest.mark.parametrize("mark", ["秘密", "机密★1年", "绝密★长期", "秘密★"])
def test_classified_documents_are_refused(mark):
    with pytest.raises(ClassifiedError, match="涉密"):
        read(f"{mark}\n关于河道的通知\n各镇人民政府：\n{BODY}".encode())


def test_a_text_that_speaks_of_secrets_is_read():
    assert doc("关于保密工作的通知\n各镇人民政府：\n　　涉及秘密的文件不得上网。\n").meta.genre == "通知"


@pytest.mark.parametrize(
    ("body", "genre"),
    [
        ("现将有关情况通告如下：", "通告"), ("现提出以下实施意见：", "意见"), ("特作如下决定：", "决定"), ("你局请示收悉。经研究，批复如下：", "批复"),
        ("现将有关情况函复如下：", "函"), ("经研究决定，现将事项通知如下：", "通知"),
    ],
)  # fmt: skip
def test_genre_from_the_formula_of_the_body(body, genre):
    assert doc(f"　　为管好河道，{body}\n一、清运\n{BODY}").meta.genre == genre


def test_annex_stands_behind_the_signature():
    document = doc(f"关于清理河道的通知\n各镇人民政府：\n{BODY}{SIGNED}附件\n河段清单\n一、柳塘河\n")
    annexed = [document.quote(b.span) for b in document.blocks if b.annex]
    assert annexed == ["附件", "河段清单", "一、柳塘河"]
