"""版式: title, signer, number, levels, date and marks by 条例 2012 and GB/T 9704-2012 (FMT-02, FMT-04 to FMT-09)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import get_args

from ..document import Block, Document, OrganLevel, Span
from ..errors import NotApplicable
from ..readers.anatomy.patterns import type_word
from .document_parts import first_block
from .rule import Case, Hit, Rule
from .sources import S12, T12

__all__ = ["RULES"]

_LEVELS = get_args(OrganLevel)
_TYPE_ONLY = re.compile("^(?:紧急|特急|重要|补充|临时)?(?:通知|通报|通告|公告|意见|决定|函|报告|请示|批复|纪要)$")
_UPWARD = ("请示", "报告")
# GB/T 9704-2012 and 条例 2012: before these days other manners were right.
_STANDARD_SINCE = date(2012, 7, 1)


def _shown(doc: Document) -> None:
    """Refuse texts that do not show a head: what is missing there may be lost, not left out."""
    if doc.meta.doc_number is None or not (doc.meta.title and doc.meta.addressees):
        raise NotApplicable("没有完整的版头（发文字号、标题、主送机关），不检查版式")
    year = re.search(r"(?:19|20)\d\d", doc.meta.doc_number)
    if (doc.meta.date is not None and doc.meta.date < _STANDARD_SINCE) or (
        year and int(year.group()) < _STANDARD_SINCE.year
    ):
        raise NotApplicable("成文于 2012 年 7 月 1 日以前，不按现行版式检查")


def _title_elements(case: Case) -> Iterator[Hit]:
    doc, meta = case.doc, case.doc.meta
    title = first_block(doc, "title")
    if title is None or title.transmitted or not (meta.doc_number or meta.addressees):
        raise NotApplicable("没有标题，或者没有文号和主送机关")
    words = re.sub(r"\s", "", meta.title or doc.quote(title.span))
    if _TYPE_ONLY.match(words):
        yield Hit(title.span, {"missing": "事由"})
    elif type_word(words) is None and "关于" in words and not re.search(r"[\[\]【】]", words):
        yield Hit(title.span, {"missing": "文种"})


def _no_signer(case: Case) -> Iterator[Hit]:
    doc, meta = case.doc, case.doc.meta
    _shown(doc)
    if meta.genre not in _UPWARD or not _goes_up(doc):
        raise NotApplicable("不是上行文")
    number = first_block(doc, "number")
    if number is None or "签发人" in doc.text[: number.span.end + 200]:
        return
    yield Hit(number.span)


def _goes_up(doc: Document) -> bool:
    own = next((organ.level for organ in doc.meta.issuers if organ.level != "unknown"), None)
    return own is None or any(
        organ.level != "unknown" and _LEVELS.index(organ.level) <= _LEVELS.index(own) for organ in doc.meta.addressees
    )


_NUMBER_FAULTS = (
    (re.compile(r"[〔\[（(【﹝［〈<]\s*\d{2}\s*[〕\]）)】﹞］〉>]"), "年份没有写全"),
    (re.compile(r"[\[（(【［<]\s*\d"), "年份没有用六角括号“〔〕”"),
    (re.compile(r"[〕\]）)】﹞］〉>]\s*第"), "序号前加了“第”字"),
    (re.compile(r"[〕\]）)】﹞］〉>]\s*第?\s*0\d"), "序号编了虚位“0”"),
)


def _number_form(case: Case) -> Iterator[Hit]:
    doc = case.doc
    _shown(doc)
    number = first_block(doc, "number")
    if number is None or doc.meta.header_kind == "order":
        raise NotApplicable("没有发文字号")
    faults = [words for shape, words in _NUMBER_FAULTS if shape.search(doc.quote(number.span).split("号")[0])]
    if faults:
        yield Hit(number.span, {"faults": "、".join(faults)})


_SHAPES = (
    (1, re.compile("[一二三四五六七八九十]{1,3}、")),
    (2, re.compile("[（(][一二三四五六七八九十]{1,3}[）)]")),
    (3, re.compile(r"\d{1,2}[.．、](?!\d)")),
    (4, re.compile(r"[（(]\d{1,2}[）)]")),
)
_NAMES = {1: "一、", 2: "（一）", 3: "1.", 4: "（1）"}


def _levels(case: Case) -> Iterator[Hit]:
    doc = case.doc
    _shown(doc)
    seen: list[int] = []
    for block in doc.blocks:
        if block.kind not in ("heading", "list_item") or block.transmitted or block.annex:
            continue
        level = next((level for level, shape in _SHAPES if shape.match(doc.quote(block.span))), None)
        if level is None:
            continue
        if level not in seen and seen and level < max(seen):
            yield Hit(_opening(doc, block), {"upper": _NAMES[max(seen)], "lower": _NAMES[level]})
            return
        seen = [*(above for above in seen if above < level), level]


def _opening(doc: Document, block: Block) -> Span:
    """Return the number of a block with its first words."""
    return Span(block.span.start, min(block.span.end, block.span.start + 20))


def _date_form(case: Case) -> Iterator[Hit]:
    doc = case.doc
    _shown(doc)
    signed = False
    block = None
    for one in doc.blocks:
        if signed and one.kind == "date":
            block = one
            break
        signed = one.kind == "signature"
    if block is None:
        raise NotApplicable("落款处没有单独成行的成文日期")
    words = doc.quote(block.span)
    if re.search("[〇○零一二三四五六七八九十]{2,4}\\s*年", words):
        yield Hit(block.span, {"fault": "用了汉字数字"})
    elif re.search(r"年\s*0\d|月\s*0\d", words):
        yield Hit(block.span, {"fault": "月、日编了虚位“0”"})
    elif re.search(r"\d{4}\s*[./-]\s*\d", words):
        yield Hit(block.span, {"fault": "没有写成“年、月、日”"})


def _line_ends(case: Case) -> Iterator[Hit]:
    doc = case.doc
    _shown(doc)
    line = first_block(doc, "addressee")
    if line is not None and not doc.quote(line.span).endswith("："):
        yield Hit(line.span, {"fault": "主送机关后面没有标全角冒号"})
        return
    for place, block in enumerate(doc.blocks):
        words = doc.quote(block.span)
        # A copy line that runs over several lines has its mark further down.
        ends = place + 1 == len(doc.blocks) or doc.quote(doc.blocks[place + 1].span).endswith("印发")
        if block.kind == "imprint" and words.startswith(("抄送：", "抄送:")) and ends and words[-1] not in "。，、":
            yield Hit(block.span, {"fault": "抄送机关后面没有标句号"})
            return


_MARK_FAULTS = (
    (re.compile("第[一二三四五六七八九十]{1,2}、(?!第)"), "“第一”之类后面用逗号，不用顿号"),
    (re.compile(r"\d{1,2}、"), "阿拉伯数字序号后面用下脚点“.”，不用顿号"),
    (re.compile(r"[（(](?:[一二三四五六七八九十]{1,3}|\d{1,2})[）)][、，．.]"), "带括号的序号后面不加标点"),
)


def _number_marks(case: Case) -> Iterator[Hit]:
    doc = case.doc
    _shown(doc)
    for block in doc.blocks:
        if block.kind not in ("heading", "list_item", "body") or block.transmitted or block.annex:
            continue
        words = doc.quote(block.span)
        fault = next((fault for shape, fault in _MARK_FAULTS if shape.match(words)), None)
        if fault is not None:
            yield Hit(_opening(doc, block), {"fault": fault})
            return


_NO, _TITLE, _TO, _DAY = "松水发〔2025〕8号", "松垣县水利局关于清淤的通知", "各乡镇水利站：", "2025年4月2日"


def _doc(number: str = _NO, title: str = _TITLE, to: str = _TO, body: str = "", day: str = _DAY) -> str:
    text = body or "　　请于4月20日前清完主干渠淤泥。"
    return f"{number}\n{title}\n{to}\n{text}\n松垣县水利局\n{day}"


_ASK, _ASK_NO = "松垣县水利局关于修建泵站的请示", "松水请〔2025〕3号"
_ASK_BODY = "　　拟建泵站一座。妥否，请批示。"
_GOOD = _doc()
_WHITE = _GOOD.partition("\n")[2]
_OLD = _doc("松水发[2009]第08号", to="各乡镇水利站:", day="二〇〇九年四月二日")
_ABOUT_HEAD = "只检查版头完整（有发文字号、标题、主送机关）、2012 年 7 月以后成文的公文，一份只提示一处。"
_PLAIN = (_GOOD, _WHITE, _OLD, _doc(day="2025年12月12日"))

RULES: tuple[Rule, ...] = (
    Rule(
        code="FMT-02", name="title-elements", title="标题要素不全", category="形", severity="tip",
        about="有文号或者主送机关的公文，标题只有文种没有事由，或者有事由没有文种。",
        unless="没有标题；没有文号和主送机关；标题以方案、办法等文稿名称结尾的（见 FMT-01）。不检查发文机关名称，有版头时可以省略。",
        message="标题缺少{missing}。", suggestion="标题写成“发文机关＋关于＋事由＋的＋文种”。",
        basis=(T12("第九条：标题由发文机关名称、事由和文种组成"),),
        hits=(_doc(title="紧急通知"), _doc(title="关于切实加强清淤工作")),
        clean=(_GOOD, _doc(title="关于清淤的通知"), "紧急通知\n　　明日停水。", "2025年松垣县水利工作要点\n　　清淤60公里。"),
        find=_title_elements, measured=(0, 1),
    ),
    Rule(
        code="FMT-04", name="no-signer", title="上行文没有签发人", category="形", severity="tip",
        about="有发文字号的请示、报告，版头没有标注签发人姓名。" + _ABOUT_HEAD,
        unless="不是上行文；版头不完整（可能是转换时丢失）。",
        message="上行文应当标注签发人，版头里没有找到。", suggestion="在发文字号右侧标注“签发人：姓名”。",
        basis=(T12("第九条：上行文应当标注签发人姓名"), S12("7.2.6 签发人")),
        hits=(_doc(_ASK_NO, _ASK, "松垣县人民政府：", _ASK_BODY), _doc(_ASK_NO, "松垣县水利局关于清淤情况的报告", "松垣县人民政府：", "　　已清淤60公里。")),
        clean=(
            _GOOD,
            _doc(_ASK_NO + "　　签发人：（略）", _ASK, "松垣县人民政府：", _ASK_BODY),
            _doc("", _ASK, "松垣县人民政府：", _ASK_BODY),
            _doc(title="松垣县水利局关于修建泵站的批复"),
        ),
        find=_no_signer,
    ),
    Rule(
        code="FMT-05", name="number-form", title="发文字号写法不规范", category="形", severity="tip",
        about="发文字号的年份是否写全称并用六角括号，序号是否加了“第”或者虚位。" + _ABOUT_HEAD,
        unless="令；版头不完整；2012 年 7 月以前成文。",
        message="发文字号写法不规范：{faults}。", suggestion="写成“机关代字〔年份〕序号号”，如“松水发〔2025〕8号”。",
        basis=(S12("7.2.5 发文字号"),), hits=(_doc("松水发[2025]8号"), _doc("松水发〔2025〕第08号")), clean=_PLAIN, find=_number_form, measured=(8, 8),
    ),
    Rule(
        code="FMT-06", name="level-order", title="结构层次序数颠倒", category="形", severity="tip",
        about="结构层次序数是否依“一、”“（一）”“1.”“（1）”的次序。可以跳级，不可以颠倒。" + _ABOUT_HEAD,
        unless="版头不完整；所印发的正文和附件；2012 年 7 月以前成文。",
        message="“{upper}”出现在“{lower}”之前，层次序数颠倒。", suggestion="依次使用“一、”“（一）”“1.”“（1）”。",
        basis=(S12("7.3.3 正文"),),
        hits=(_doc(body="（一）目标\n　　一、清淤60公里。\n　　二、补助3万元。"), _doc(body="1.目标\n　　（一）清淤60公里。\n　　（二）补助3万元。")),
        clean=(*_PLAIN, _doc(body="一、目标\n　　1.清淤60公里。\n　　2.补助3万元。")), find=_levels,
    ),
    Rule(
        code="FMT-07", name="date-form", title="成文日期写法不规范", category="形", severity="tip",
        about="成文日期是否用阿拉伯数字把年、月、日标全，月、日不编虚位。" + _ABOUT_HEAD,
        unless="版头不完整；没有单独成行的日期；2012 年 7 月以前成文。",
        message="成文日期{fault}。", suggestion="写成“2025年4月2日”。",
        basis=(S12("7.3.5.4 成文日期中的数字"),), hits=(_doc(day="二〇二五年四月二日"), _doc(day="2025年04月02日")),
        clean=_PLAIN, find=_date_form, measured=(1, 1),
    ),
    Rule(
        code="FMT-08", name="line-ends", title="主送、抄送机关末尾标点不规范", category="形", severity="tip",
        about="主送机关末尾是否用全角冒号，抄送机关末尾是否用句号。" + _ABOUT_HEAD,
        unless="版头不完整；2012 年 7 月以前成文。",
        message="{fault}。", suggestion="主送机关后标“：”，抄送机关后标“。”。",
        basis=(S12("7.3.2 主送机关、7.4.2 抄送机关"),), hits=(_doc(to="各乡镇水利站:"), _GOOD + "\n抄送：泽安市水利局"),
        clean=(*_PLAIN, _GOOD + "\n抄送：泽安市水利局。"), find=_line_ends, measured=(3, 3),
    ),
    Rule(
        code="FMT-09", name="number-marks", title="序号后的标点不规范", category="形", severity="tip",
        about="“第一”后用逗号，“1”后用下脚点，带括号的序号后不加标点。" + _ABOUT_HEAD,
        unless="版头不完整；所印发的正文和附件；2012 年 7 月以前成文。",
        message="{fault}。", suggestion="改为“第一，”“1.”“（1）”。",
        basis=(S12("7.3.3 正文：结构层次序数"),),
        hits=(_doc(body="第一、清淤60公里。\n　　第二、补助3万元。"), _doc(body="一、目标\n　　1、清淤60公里。")),
        clean=(*_PLAIN, _doc(body="一、目标\n　　1.清淤60公里。")), find=_number_marks, measured=(1, 1),
    ),
)  # fmt: skip
