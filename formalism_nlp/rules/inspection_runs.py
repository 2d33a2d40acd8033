"""What the rules on meetings and inspections share: clauses that belong together, chiefs, who is written to."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from ..directives import Directive
from ..document import Document, Span
from .rule import Case

__all__ = ["CHIEF", "LOWER", "Run", "by_department", "is_denied", "is_ordered", "is_own", "runs", "writes_down"]

# 省长春市, 市长治路: a place name follows, not an office.
_NO_OFFICE = "(?![期远效者治春沙城江安丰葛乐兴征株寿白度线廊跑短约岛汀泰清子阳海])"

# The one in charge of a place or unit, as notices name him; 副书记 and 分管局长 are not.
CHIEF = (
    "(?:(?<![副总])书记(?!处)|(?<!副)(?<!会)(?<!秘)(?:省|市|区|县|州|旗|镇|乡)长"
    + _NO_OFFICE
    + "|(?:党政|政府|党委|主要|单位)?主要(?:负责同志|负责人|负责领导|领导)"
    "|(?:党政)?主职|党政(?:正职|主官|一把手|“一把手”|负责人|负责同志)|“一把手”|(?<![手])一把手|(?<![副虚])正职|主官)"
)
# Party committees, governments and those who sit below them: whom departments may not inspect or command.
LOWER = re.compile(
    "(?=[乡人党区县各基对属市所本村街该镇领])(?:"
    "乡镇|镇街|街镇|街道|各镇|各乡|所在[乡镇村]|[乡镇]里|属地|各村|村级|村（社区）|村[、和]?社区|各社区|各地|各[省市州盟]?(?:县|区|旗)|各市|各州|"
    "县（市、区）|县（区）|区县|县区|市（州）|"
    "人民政府|党委政府|党委、政府|党工委|基层|市级班子|领导班子|(?:该|本|对)[市县区镇乡](?!民|场)|[市县区]政府"
    ")"
)
# What takes back the words behind it (不打分排名) or in front of it (“战报”一律停用).
_DENIED_BEFORE = re.compile(
    "(?:(?<![答完说交拿做办讲找])不(?![少低到足及合同止断落仅但超能得满同定好力严实清齐全符配良熟稳强高]|过[关硬])|取消|停止|停用|废止|不再|杜绝|严禁|禁止|避免|叫停)[^，。；]{0,12}$"
)
_STRUCK_OUT = re.compile("(?:删去|删除|删掉|去掉|剔除|移除|拿掉|砍掉|剥离|抹去)[^，。；]{0,30}$")
_DENIED_BEHIND = re.compile(
    "^[^，。；]{0,12}(?:停用|停止|叫停|废止|取消|作废|撤[销下换]|不再|清退|改为|压减|不[看查]|不作为)"
    "|^[^，。；]{0,24}(?:做法|现象|行为|倾向|风气|习惯|规定|要求|惯例|老办法|一套|情形|问题)[^，。；]{0,8}(?:纠正|改掉|改正|摒弃|杜绝|停|取消|叫停|废|不[再能可]|禁)"
)
_LOWER_LEVELS = ("prefecture", "county", "township", "village")
_ORDER = ("central", "province", "prefecture", "county", "township", "village")


class Run(NamedTuple):
    """Clauses of one sentence (or a table row) that stand side by side and are meant alike.

    ``text`` has titles in 《》 blanked out; positions in it count from ``span.start``.
    """

    span: Span
    text: str
    parts: tuple[Directive, ...]

    def around(self, start: int, end: int) -> Span:
        """Return the clauses that a stretch of ``text`` touches, as a place in the document."""
        low, high = self.span.start + start, self.span.start + end
        inside = [one for one in self.parts if one.span.start < high and low < one.span.end]
        return Span(min(low, inside[0].core.start), max(high, inside[-1].core.end)) if inside else Span(low, high)

    def around_all(self, pattern: re.Pattern[str]) -> Span:
        """Return the clauses from the first to the last match of a pattern that is known to match."""
        found = list(pattern.finditer(self.text))
        return self.around(found[0].start(), found[-1].end())

    @property
    def exception(self) -> str | None:
        """What excuses a clause of the run."""
        return next((one.exception for one in self.parts if one.exception), None)

    @property
    def sentence(self) -> Span:
        """The sentence that the run is part of."""
        return self.parts[0].sentence


def is_denied(words: str, start: int, end: int) -> bool:
    """Tell whether a stretch of a clause is taken back by words beside it that polarity does not see.

    Examples
    --------
    >>> [is_denied(words, words.index("打分"), words.index("打分") + 2) for words in ("不打分排名", "逐镇打分", "打分一律停用")]
    [True, False, True]
    """
    before = words[:start]
    return (
        _DENIED_BEFORE.search(before) is not None
        or _STRUCK_OUT.search(before) is not None
        or _DENIED_BEHIND.search(words[end:]) is not None
    )


def is_own(one: Directive) -> bool:
    """Tell whether the document asks for it or sets it as a fact of its own, neither forbids nor tells of others."""
    return one.attribution == "own" and one.polarity in ("demand", "report", "permit")


# 为便于操作，将指标细化为211条: an aim leads up to what is laid down.
_LAID_DOWN = re.compile("\\d|[将每逐由]|一律|必须|分为|纳入|实行")


def is_ordered(case: Case, one: Directive) -> bool:
    """Tell whether a clause sets something up: no account, aim or definition."""
    if not is_own(one) or one.why in ("account", "definition"):
        return False
    if one.why == "purpose":
        return one.core.start > one.span.start and _LAID_DOWN.search(case.masked(one.core)) is not None
    return True


def runs(case: Case, keep: Callable[[Directive], bool], about: re.Pattern[str]) -> Iterator[Run]:
    """Yield the runs of clauses that ``keep`` picks, in the order of the text.

    ``about`` is a quick look at the whole sentence: without a match in it no rule need read on.
    """
    text = case.doc.text
    likely = {one.sentence for one in case.likely(case.directives)}
    for sentence, parts in case.reading.shared("sentences", lambda: _sentences(case)):
        if sentence not in likely or about.search(text, *sentence) is None:
            continue
        kept: list[Directive] = []
        for one in parts:
            if keep(one):
                kept.append(one)
            elif kept:
                yield _run(case, kept)
                kept = []
        if kept:
            yield _run(case, kept)


def _sentences(case: Case) -> list[tuple[Span, list[Directive]]]:
    """Group the directives by sentence; in a sentence that tells of faults only those count that name who is to act."""
    found: list[tuple[Span, list[Directive]]] = []
    told = {one.sentence for one in case.directives if one.why == "critic"}
    for one in case.directives:
        if one.sentence in told and one.actor_from != "subject":
            continue
        if not found or found[-1][0] != one.sentence:
            found.append((one.sentence, []))
        found[-1][1].append(one)
    return found


def _run(case: Case, kept: list[Directive]) -> Run:
    span = Span(kept[0].span.start, max(one.span.end for one in kept))
    return Run(span, case.masked(span), tuple(kept))


def by_department(doc: Document) -> bool | None:
    """Tell whether a department, section or coordination body issues; None when the text does not show who."""
    kinds = {organ.kind for organ in doc.meta.issuers if organ.kind != "unknown"}
    if not kinds:
        return None
    return not kinds & {"party", "government", "office", "congress", "cppcc"}


def writes_down(doc: Document) -> bool:
    """Tell whether lower Party committees, governments or grassroots bodies are written to, not only own branches."""
    own = next((organ.level for organ in doc.meta.issuers if organ.level in _ORDER), None)
    for organ in doc.meta.addressees:
        lower = organ.level in _LOWER_LEVELS and (own is None or _ORDER.index(organ.level) > _ORDER.index(own))
        if lower and organ.kind in ("party", "government", "unknown"):
            return True
    return False
