"""The clauses of a document that can carry a requirement, each with its place and how it is meant."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from ..directives import Directive, directives
from ..document import Document, Span
from ..language.clauses import number_end, scan
from ..language.readings import Modality, Polarity
from ..text import sentences

Role = Literal["demand", "fact", "told", "formula", "title"]
__all__ = ["Clause", "Outline", "outline"]

_READ = ("heading", "body", "list_item", "attachment", "table_cell")
# Words that only pass a text on, open or close it.
_FORMULA = re.compile(
    "现?提出(?:以下|如下)|(?:通知|通报|通告|有关事项|要求|情况|安排|意见|调整|规定|办法)如下|如下(?:安排|调整|要求|意见)|作如下|(?:安排|方案|通知|意见|工作)如下$|这样安排$|按下列办法|印发给你们|转发给你们|请(?:认真|结合实际)|(?:定出|定下|制定了?|拟定|订立)[^，。；]{0,4}(?:下面|以下|如下|本|这)[^，。；]{0,6}$|(?:方案|办法|安排|公约|措施)(?:定为|为|如下)$|提出[^，。；]{0,3}点要求$|按下面的办法|认真(?:组织实施|贯彻落实|抓好落实|遵照执行)|贯彻执行$|"
    "^(?:结合|根据|按照?|依据)[^，。；]{2,24}(?:部署|实际|实情|意见|通知)(?:（[^）]*）)?$|^经[^，。；]{2,20}(?:研究|同意|审议|商定)(?:决定|通过)?$|^(?:特此|此件|抄送|附件)|制定(?:本|如下|以下)|^请各[^，。]{1,14}(?:结合实际|高度重视|认真|遵照|切实)|已经[^，。]{2,20}(?:同意|审议|研究)|提出如下|^请组织实施|抓好落实$"
)
# What tells how things stand or stood.
_FACT = re.compile(
    "现有[^，。]{0,12}\\d|(?<=[，。])现有|共有|已有|尚有|还有(?=\\d)|仅有?(?=\\d|[一二三四五六七八九十])|累计|截至|截止|目前|去年|上年|上半年[^，。]{0,8}(?:已|共|实现|完成了)|此前|以来|"
    "(?<!不)已(?!有条件)|(?:总|平均)(?![^，。]{0,4}的)[^，。]{1,8}(?:达|为|有)?\\d|发生[^，。]{0,8}\\d|登记在册|在册|占[^，。]{0,10}%|同比|其中[^，。]{0,8}占"
)
_BEFORE = re.compile(
    "(?:20\\d\\d年|去年|上年|此前|以往|过去)(?!度)[^，。；]{0,8}(?:还有|被要求|曾|发生|出现|发现|查处|立案|登记|排查|打过|接到|受理)|(?:过去|以前|原来|原先|此前)[^，。；]{0,8}(?:要求|规定|实行|执行|必须|都要)|被要求|致歉|道歉$"
)
_OUGHT = re.compile("[应须要]|[日时天月季年周]内|每|一次|必须|务必|不少于|不低于|不得|至少|确保|力争|完成|前$|以上$")
_LONGEST_TITLE = 24
_TITLE = re.compile(r"(?!.*(?:[应须要每]|不得|避免|严禁|必须))[^\d。，；]{2,16}")
# Columns of a table written as a line: 灭火器——每点四具.
_GAP = re.compile("\\s*(?:—{2,}|[\t｜|]| {2,})\\s*")
# 2025年底前, 从今年起, 汛期（5月1日至9月30日）: a time that the next clause needs.
_TIME_ALONE = re.compile(
    r"(?:[到至自从在于每]|截至)?[\d一二三四五六七八九十]{1,4}(?:年|月|日|季度|个?工作日|小时|天|个月)[^，。；]{0,8}|每[年月周日天季][^，。；]{0,2}|[今明][年后][^，。；]{0,4}|年[底内]前?"
)
# A text with this many articles is one of rules, whatever its name.
_ARTICLE, _ARTICLES = re.compile("^[\\s　]*第[一二三四五六七八九十百]{1,4}条", re.MULTILINE), 5
# What only leads up to a demand.
_LEAD = re.compile("(?:的|后|时|期间|前提下|基础上|情况下|申请|旺季|在即|以来)$")
_AIM = re.compile(
    "^为(?:了|进一步|切实|更好|有效|全面|持续|深入|加快|及时|扎实|认真)?(?:[防保做加落推规提巩减改补守养维解促让使深促激营筑织优畅构压堵]|预防|贯彻|确保|方便|适应|学习|积极|严格|统筹|实现)"
)
_QUOTE = re.compile("(?:要求|规定|明确|通知|文件|指出|强调|提出)[^，。；“]{0,6}[：:，]?\\s*“[^”]{6,}”")
_ABOVE = re.compile(
    "(?:按照?|根据|依据|对照|遵照|落实)(?:[^，。；“]|“[^”]*”){0,24}(?:要求|规定|通知|部署|精神|标准|(?<!自行)(?<!自主)(?<!统一)安排)(?:执行|办理|落实)?$"
)


@dataclass(frozen=True)
class Clause:
    """A stretch between two marks.

    Attributes
    ----------
    span : Span
        The stretch, without number and marks.
    sentence, section, block : int
        Its sentence, its heading, its block.
    polarity, modality : str
        As read by the directives.
    role : {'demand', 'fact', 'told', 'formula'}
        What it does: asks (or forbids, permits, provides), says how things stand,
        repeats or cites others, or only passes on.
    """

    span: Span
    sentence: int
    section: int
    block: int
    polarity: Polarity
    modality: Modality
    role: Role


@dataclass(frozen=True)
class Outline:
    """A document as clauses in sentences under headings; ``statute`` when it is set out in articles."""

    doc: Document
    clauses: tuple[Clause, ...]
    sentences: tuple[Span, ...]
    sections: tuple[str, ...]
    statute: bool = False

    @property
    def law(self) -> bool:
        """Whether it is a text of rules by an office that may make law; those of a county or town are its own orders."""
        issuers = self.doc.meta.issuers
        return self.statute and not (issuers and issuers[0].level in ("county", "township", "village"))

    def leads_up(self, clause: Clause) -> bool:
        """Tell whether a clause only says when or for whom the next one holds."""
        return _LEAD.search(self.text(clause)) is not None

    def words(self, index: int) -> str:
        """Return the words of the clause with an index."""
        return self.doc.quote(self.clauses[index].span)

    def text(self, clause: Clause) -> str:
        """Return the words of a clause."""
        return self.doc.quote(clause.span)

    def runs(self, wanted: Callable[[int, Clause], bool]) -> Iterator[list[int]]:
        """Yield the stretches of neighbouring clauses of one sentence that fit, as indices."""
        run: list[int] = []
        for index, clause in enumerate(self.clauses):
            fits = wanted(index, clause)
            if run and (not fits or clause.sentence != self.clauses[run[-1]].sentence):
                yield run
                run = []
            if fits:
                run.append(index)
        if run:
            yield run


def outline(doc: Document, skip: tuple[Span, ...] = ()) -> Outline:
    """Cut a document into clauses; stretches in ``skip`` are left out."""
    found = directives(doc)
    starts = [one.span.start for one in found]
    quoted = [Span(*match.span()) for match in _QUOTE.finditer(doc.text)]
    clauses: list[Clause] = []
    cut: list[Span] = []
    sections = [""]
    for number, block in enumerate(doc.blocks):
        if block.kind not in _READ or any(span.contains(block.span) for span in skip):
            continue
        for span in sentences(doc.text, *block.span):
            start = number_end(doc.text, *span)
            if span.start == block.span.start and (block.kind == "heading" or start > span.start):
                sections.append(_title(doc.text[start : span.end]))
            parts = list(_parts(doc.text, start, span.end))
            for words in parts:
                one = _covering(found, starts, words)
                role = _role(doc.quote(words), one, any(other.overlaps(words) for other in quoted))
                if (
                    (block.kind == "heading" or (start > span.start and span.end < block.span.end))
                    and len(parts) == 1
                    and span.start == block.span.start
                    and _TITLE.fullmatch(doc.quote(words))
                ):
                    role = "title"
                polarity: Polarity = one.polarity if one else "demand"
                clauses.append(
                    Clause(words, len(cut), len(sections) - 1, number, polarity, one.modality if one else "must", role)
                )
            cut.append(Span(start, span.end))
    statute = len(_ARTICLE.findall(doc.text)) >= _ARTICLES
    return Outline(doc, tuple(clauses), tuple(cut), tuple(sections), statute)


def _parts(text: str, start: int, end: int) -> Iterator[Span]:
    """Cut a sentence; a time or number alone in front is joined to what it is for."""
    opened = -1
    for part in scan(text, start, end).clauses:
        begin = part.start if opened < 0 else opened
        opened = begin if part.mark in "，," and part.mark and _TIME_ALONE.fullmatch(text, part.start, part.end) else -1
        if opened < 0:
            yield from _cells(text, begin, part.end)
    if opened >= 0:
        yield Span(opened, end)


def _cells(text: str, start: int, end: int) -> Iterator[Span]:
    """Cut a clause where dashes, tabs or gaps set it as the row of a table."""
    for gap in _GAP.finditer(text, start, end):
        if gap.start() > start:
            yield Span(start, gap.start())
        start = gap.end()
    if start < end:
        yield Span(start, end)


def _title(words: str) -> str:
    """The heading of a numbered part; empty where its text begins at once."""
    title = words.rstrip("。：:；")
    return title if len(title) <= _LONGEST_TITLE and not re.search("[，。；]", title) else ""


def _covering(found: tuple[Directive, ...], starts: list[int], span: Span) -> Directive | None:
    for at in range(bisect_right(starts, span.start) - 1, -1, -1):
        if found[at].span.overlaps(span):
            return found[at]
        if starts[at] < span.start - 400:
            break
    return None


def _role(words: str, one: Directive | None, quoted: bool) -> Role:
    if _FORMULA.search(words) or _AIM.match(words):
        return "formula"
    if quoted or (one and one.attribution in ("quoted", "cited_title")) or _ABOVE.search(words):
        return "told"
    # Headings such as 补齐短板 criticise nobody.
    if one and one.polarity == "criticise" and one.why != "heading" and not _OUGHT.search(words):
        return "fact"
    if _BEFORE.search(words):
        return "fact"
    if _FACT.search(words) and not _OUGHT.search(words):
        return "fact"
    if (
        one
        and one.polarity == "report"
        and one.why in ("past", "account", "narrate", "definition")
        and not _OUGHT.search(words)
    ):
        return "fact"
    return "demand"
