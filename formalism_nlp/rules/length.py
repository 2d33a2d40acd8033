"""篇幅: how long a document may be (DOC-01, DOC-02)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..document import Block, Document, Span
from ..errors import NotApplicable
from .document_parts import for_citizens
from .rule import Case, Hit, Rule
from .sources import R24

__all__ = ["RULES", "body_characters"]

_RUNNING = ("heading", "body", "list_item")
# The limit speaks of documents that deploy work. Law, plans, standards, emergency plans, minutes and
# speeches have lengths of their own (domain notes 2.2, DOC-01 "must not fire").
_GENRES = ("通知", "意见", "决定", "通报", "决议")
_OWN_LENGTH = (
    "条例", "规定", "办法", "细则", "规则", "规程", "规范", "准则", "章程", "标准", "规划", "纲要", "预案", "计划",
    "目录", "名录", "清单", "指南", "指引", "手册", "导则", "大纲", "解答", "讲话", "发言", "致辞", "总结", "汇报",
    "说明", "问答", "制度", "守则", "公约", "须知",
)  # fmt: skip
_SURE_OF_GENRE = 0.7
_TASK = re.compile("专项|方案|行动|攻坚|整治|开展.*工作|做好.*工作|召开|活动|任务")
_COMPREHENSIVE = re.compile("综合|全面工作|年度(?:重点)?工作|工作要点|国民经济|总体规划|总体方案")


def body_characters(doc: Document) -> tuple[int, Span]:
    """Count the characters of the text that a length limit speaks of, and give its span.

    Headings, paragraphs and list items count, with punctuation, without white space;
    header, addressee, signature, tables and attachments do not. When the document
    passes another one on, the text passed on counts instead of the cover.
    """
    blocks = [block for block in doc.blocks if block.kind in _RUNNING and not block.annex]
    passed = [block for block in blocks if block.transmitted]
    counted = passed or blocks
    if not counted:
        return 0, Span(0, 0)
    return sum(_length(doc, block) for block in counted), Span(counted[0].span.start, counted[-1].span.end)


def _length(doc: Document, block: Block) -> int:
    return len(re.sub(r"\s", "", doc.quote(block.span)))


def _subject(doc: Document) -> str:
    title = doc.meta.title or ""
    return title + next(
        (doc.quote(block.span) for block in doc.blocks if block.transmitted and block.kind == "title"), ""
    )


# 关于公布《…指南》的通知: the 通知 is a cover for a text of another kind.
_COVERS_OWN = re.compile(f"(?:{'|'.join(_OWN_LENGTH)})(?:（[^）]*）)?》?(?:的通知)?$")


def _applies(doc: Document) -> None:
    """Refuse documents that the length limits do not speak of."""
    meta = doc.meta
    if meta.issuers and meta.issuers[0].level == "central":
        raise NotApplicable("中央层级文件不在“地方和部门文件”篇幅规定之内")
    if meta.carrier in _OWN_LENGTH:
        raise NotApplicable(f"{meta.carrier}不按一般文件限字数")
    if for_citizens(doc) or _COVERS_OWN.search(_subject(doc)):
        raise NotApplicable("面向公众、企业，或者所印发的是自有篇幅的文本")
    if meta.genre is None and meta.carrier is None:
        raise NotApplicable("看不出文种，无法判断适用哪个篇幅规定")
    if meta.genre is not None and meta.confidence.get("genre", 1.0) < _SURE_OF_GENRE:
        raise NotApplicable(f"文种“{meta.genre}”是推断的，把握不大")
    if meta.genre is not None and meta.genre not in _GENRES:
        raise NotApplicable(f"{meta.genre}不按一般文件限字数")
    if meta.transmitted is not None and meta.transmitted.start == meta.transmitted.end:
        raise NotApplicable("只有印发、转发的通知，没有所印发的正文")


def _is_task(doc: Document) -> bool:
    return doc.meta.carrier == "方案" or bool(_TASK.search(_subject(doc)))


def _over(case: Case, *, task: bool) -> Iterator[Hit]:
    doc = case.doc
    _applies(doc)
    if _is_task(doc) != task:
        raise NotApplicable(
            "属部署专项工作或具体任务的文件，按 DOC-02 检查"
            if not task
            else "不属部署专项工作或具体任务的文件，按 DOC-01 检查"
        )
    count, span = body_characters(doc)
    limit = case.options["limit"]
    if count <= limit * (1 + case.options["tolerance"]):
        return
    title = next((block.span for block in doc.blocks if block.kind == "title"), None)
    far = count > limit * case.options["far"]
    yield Hit(
        title or Span(span.start, min(span.end, span.start + 60)),
        {"characters": count, "over": count - limit, "counted": list(span)},
        "comprehensive" if not task and _COMPREHENSIVE.search(_subject(doc)) else None,
        "issue" if far else "tip",
    )


def _over_general(case: Case) -> Iterator[Hit]:
    return _over(case, task=False)


def _over_task(case: Case) -> Iterator[Hit]:
    return _over(case, task=True)


# The limit itself is the clause's; the tolerance covers doubt on what counts (attachments, punctuation:
# unverified, so both are left out or in with 3 % to spare); "一般" makes a small excess a tip.
_MARGINS = {"tolerance": 0.03, "far": 1.5}
_ABOUT = "{}正文字数。计入标题层级、段落和列举，含标点、不含空白；不计版头、主送、落款、表格和附件。印发、转发的，计所印发的正文。"
_UNLESS = "中央文件；条例、办法、规划、标准、预案、讲话、总结等自有篇幅的文种；只有印发通知而没有正文的。综合性工作文件作为例外注明。"
_MESSAGE = "正文 {characters} 字，超过一般不超过 {limit} 字的要求 {over} 字。"
_SUGGESTION = "删去重复上级文件的表述和一般性意义论述，把任务合并成清单或表格，控制在 {limit} 字以内；确需超出的在起草说明中写明理由。"
_LONG = "各单位要按照职责分工抓好本项工作，并于每月五日前核对一次台账。" * 180
_SHORT = "各单位要按照职责分工抓好本项工作。" * 20


def _text(title: str, body: str) -> str:
    return f"松垣县人民政府{title}\n各乡镇人民政府：\n　　{body}\n松垣县人民政府\n2025年3月4日"


RULES: tuple[Rule, ...] = (
    Rule(
        code="DOC-01", name="document-too-long", title="文件篇幅超过一般要求", category="文", severity="tip",
        about=_ABOUT.format("地方和部门文件的"), unless=_UNLESS,
        message=_MESSAGE, suggestion=_SUGGESTION, basis=(R24("第二条：地方和部门文件一般不超过5000字"),),
        hits=(_text("关于改进干部作风的意见", _LONG), _text("关于改进干部作风的通知", _LONG + _LONG)),
        clean=(
            _text("关于改进干部作风的意见", _SHORT),
            _text("关于印发《松垣县客运管理办法》的通知", "现将《松垣县客运管理办法》印发给你们。"),
            _text("关于开展防汛专项行动的通知", _SHORT),
            "国务院关于改进工作的意见\n各省、自治区、直辖市人民政府：\n　　" + _LONG + "\n国务院\n2025年3月4日",
        ),
        find=_over_general, measured=(16, 17), options={"limit": 5000, **_MARGINS},
    ),
    Rule(
        code="DOC-02", name="task-document-too-long", title="部署专项工作的文件篇幅超过一般要求", category="文", severity="tip",
        about=_ABOUT.format("部署专项工作或者具体任务的文件的"), unless=_UNLESS,
        message=_MESSAGE, suggestion=_SUGGESTION, basis=(R24("第二条：部署专项工作或者具体任务的文件一般不超过4000字"),),
        hits=(_text("关于开展防汛专项行动的通知", _LONG), _text("关于做好春耕备耕工作的通知", _LONG)),
        clean=(
            _text("关于开展防汛专项行动的通知", _SHORT),
            _text("关于改进干部作风的意见", _SHORT),
            _text("关于做好春耕备耕工作的通知", _SHORT * 3),
            "松垣县2026年水利发展规划\n　　" + _LONG,
        ),
        find=_over_task, measured=(7, 8), options={"limit": 4000, **_MARGINS},
    ),
)  # fmt: skip
