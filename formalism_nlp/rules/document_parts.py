"""What the rules on whole documents share: title lines, what a title says of its own document, demands on those below."""

from __future__ import annotations

import re

from ..directives import Directive
from ..document import Block, Document
from ..language.actors import is_public
from .rule import Case

__all__ = [
    "QUOTED",
    "REGULATIONS",
    "TITLE_STOPS",
    "demands",
    "emergency_of",
    "first_block",
    "for_citizens",
    "own_title",
    "title_line",
]

# Texts that set rules and do not deploy work: their length, replacement and duties follow manners of their own.
REGULATIONS = (
    "办法",
    "规定",
    "细则",
    "条例",
    "规程",
    "规范",
    "规则",
    "标准",
    "准则",
    "章程",
    "制度",
    "预案",
    "规划",
    "纲要",
)
# Bounded, so that a line of nothing but opening marks is not walked to its end for each of them.
QUOTED = re.compile("《[^》]{0,300}》|〈[^〉]{0,300}〉|“[^”]{0,300}”")
# A title with one of these ends the practice that it names.
TITLE_STOPS = re.compile("停止|取消|废止|清理|不再|规范|严控|整治|精简|减少|禁止|撤销|压减|停发|杜绝|纠正|通报")
_NO_TITLE = re.compile(
    "文件$|签发人|^[（(]|^\\d+$|[〔\\[]\\d{4}|：$|(?:局|委|厅|办|办公室|政府|中心|院|指挥部|领导小组|专班|处|科|股|部|会|站|所|公司)$"
)


def first_block(doc: Document, kind: str) -> Block | None:
    """Return the first block of a kind."""
    return next((block for block in doc.blocks if block.kind == kind), None)


def title_line(doc: Document) -> Block | None:
    """Return the title; where the anatomy saw none (便　笺, 工作打算), the last line above the addressee that is no name or number."""
    title = first_block(doc, "title")
    if title is not None and not title.transmitted:
        return title
    found = None
    for block in doc.blocks:
        if block.kind in ("addressee", "body", "heading", "list_item"):
            return found
        words = re.sub(r"\s", "", doc.quote(block.span))
        if block.kind in ("header", "page_furniture") and not _NO_TITLE.search(words):
            found = block
    return None


def own_title(words: str) -> str:
    """Return a title without the documents that it only cites; what it passes on belongs to it.

    Examples
    --------
    >>> own_title("关于贯彻《防汛任务分解方案》的意见"), own_title("关于印发《防汛任务分解方案》的通知")
    ('关于贯彻的意见', '关于印发《防汛任务分解方案》的通知')
    """
    plain = re.sub(r"[\s【】]", "", words)
    return plain if re.search("印发|下发|下达|转发", plain) else QUOTED.sub("", plain)


def demands(case: Case, *, level: bool = False) -> list[Directive]:
    """Return what the document itself asks of those below; of bodies of its own level too if wanted or if a government writes."""
    governs = any(organ.kind in ("government", "party", "office") for organ in case.doc.meta.issuers)
    wanted = ("down", "level") if level or governs else ("down",)
    return [found for found in case.directives if found.direction in wanted and found.demanded]


def for_citizens(doc: Document) -> bool:
    """Tell whether a document is addressed to citizens or firms alone."""
    return bool(doc.meta.addressees) and all(is_public(organ.name) for organ in doc.meta.addressees)


def emergency_of(case: Case) -> str | None:
    """Return ``emergency`` when the document answers to one."""
    return next((found.exception for found in case.directives if found.exception == "emergency"), None)
