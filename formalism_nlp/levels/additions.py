"""What a subordinate adds to a requirement of its superior: sanctions, reports, checks that the superior had spared."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..document import Span
from .clauses import Outline
from .homes import home_of, place
from .matching import Matching
from .model import Escalation, EscalationKind
from .words import CHECKS, PAPERS, REGULAR, TARGETS, THREATS, TRACES, degree, reports, spares

__all__ = ["added_reports", "added_sanctions", "made", "takes_back"]

# From here on a clause or a sentence of the parent asks for the same already.
_LIKE, _LIKE_SENTENCE = 0.3, 0.45
# A sanction is known already when a clause this near threatens with as much.
_SAME_THREAT = 0.2
# Reports in nearly the same words are the parent's own.
_KEPT = 0.85
_FAMILIES = {"sanction": THREATS, "report": PAPERS, "frequency": CHECKS, "quantity": TARGETS}
# What an office too low to make law sets in articles binds those below where it names them.
_ON_OFFICES = re.compile(
    "负责人|校长|院长|所长|站长|书记|主任|干部|工作人员|乡镇|街道|学校|单位|评先|评优|网格员|管护员|专干|采购人|纪委|监委"
)
# Any sanction takes back what is to cost nobody anything; who is spared 排名 or 指标 may still be warned.
_PUNISHES = re.compile("扣|罚|问责|追责|追究|责任|约谈|处分|批评|挂钩")
# What citizens are not asked for is no report of those below.
_CONDITION = re.compile("作为[^，。；]{0,8}条件")
# So many clauses around its place say what is threatened there.
_PASSAGE = 6
_PRAISE = re.compile("表彰|奖励|优先|激励|加分|倾斜|关爱")
_FAILING = re.compile("不[力到达合按足]|未|违|落后|末|后[一二三]|排名|通报|问题|扣")
# A report whose matter the parent knows shares more of its pairs of characters with it; shorter ones tell nothing.
_HEARD_OF, _LEAST_MATTER = 0.1, 8
# What is only weighed (作为参考) threatens nobody.
_THREAT = 2
# A child that keeps so much is a copy with additions.
_MOSTLY = 0.6
_INCIDENT = re.compile("(?:发现|遇|出现|发生|如有|突发|重大|异常|险情|隐患|问题)[^。；]{0,40}(?:报告|上报)")
# 随时报告, 立即报告: on an event, however regular the work beside it.
_ON_EVENT = re.compile("^[^，。；每]*(?:随时|立即|及时|第一时间|马上)(?:上报|报告|报)")
# Those below who have to report, against citizens and firms who apply.
_BELOW = re.compile("各[^，。；、]{0,3}(?:省|市|州|县|区|镇|乡|街道|村|社区|所|站|单位|部门|科室|学校|院|局|队|地)")
_DUE = re.compile(r"\d{1,2}[月日时]|前(?=[^，。；]{0,12}(?:报|送|交|填))|[月年周季]底")


def added_sanctions(matching: Matching) -> Iterator[Escalation]:
    """Yield threats that the parent does not make; a statute's own are the law's, not the issuer's."""
    child, parent = matching.child, matching.parent
    if child.law:
        return
    theirs = {
        index: found
        for index, clause in enumerate(parent.clauses)
        if clause.role not in ("title", "formula") and (found := degree(parent.words(index)))[0]
    }
    by_block: dict[int, list[int]] = {}
    for index, clause in enumerate(child.clauses):
        if clause.role == "demand" and degree(child.words(index))[0] >= _THREAT:
            by_block.setdefault(clause.block, []).append(index)
    for rows in (run for found in by_block.values() for run in _together(child, found)):
        heaviest = max(degree(child.words(row)) for row in rows)
        home = home_of(matching, rows, THREATS)
        # Rules keep their threats in a chapter of their own.
        near = [
            column
            for column in theirs
            if parent.statute or _near(matching, rows, column) or _beside(parent, column, home)
        ]
        known = max((theirs[column] for column in near), default=(0, ""))
        if known[0] >= heaviest[0] or home is None or _moved(matching, rows, heaviest[1]):
            continue
        if _is_praise(matching, rows):
            continue
        if child.statute and not _ON_OFFICES.search(child.doc.quote(child.sentences[child.clauses[rows[0]].sentence])):
            continue
        if not _attached(matching, rows) and max(theirs.values(), default=(0, ""))[0] >= heaviest[0]:
            continue
        said = (
            f"上级规定“{known[1]}”，本文加重为“{heaviest[1]}”。"
            if known[1]
            else f"上级没有规定问责处罚，本文规定“{heaviest[1]}”。"
        )
        yield made("sanction", matching, _opened(matching, rows), home, (heaviest[1], known[1] or "没有规定"), said)


def _beside(parent: Outline, column: int, home: int | None) -> bool:
    """Tell whether a clause of the parent belongs to the passage around another."""
    near = home is not None and abs(column - home) <= _PASSAGE
    return near and home is not None and parent.clauses[column].block == parent.clauses[home].block


def _is_praise(matching: Matching, rows: Sequence[int]) -> bool:
    """Tell whether good conduct is to count, not bad: 作为职称评审的重要内容 beside 表彰, with no failing named."""
    if degree(matching.child.words(rows[0]))[0] > _THREAT:
        return False
    block = matching.child.doc.quote(matching.child.doc.blocks[matching.child.clauses[rows[0]].block].span)
    return _PRAISE.search(block) is not None and not _FAILING.search(block)


def _near(matching: Matching, rows: Sequence[int], column: int) -> bool:
    return any(
        matching.scores[row, column] >= _LIKE
        or matching.raw.sentence[row, column] >= _LIKE_SENTENCE
        or matching.raw.own_words[row, column] >= _SAME_THREAT
        for row in rows
    )


def _attached(matching: Matching, rows: Sequence[int]) -> bool:
    """Tell whether additions belong to a requirement of the parent.

    In a child that passes the parent on or keeps most of it they do; else something of the parent must be
    carried out under the same heading or in the same paragraph, or the parent have nothing of the kind anywhere.
    """
    if matching.passes_on or matching.kept >= _MOSTLY:
        return True
    clauses = matching.child.clauses
    first = clauses[rows[0]]
    return any(
        clauses[index].block == first.block or (first.section and clauses[index].section == first.section)
        for index in matching.carried_on
    )


def _moved(matching: Matching, rows: Sequence[int], word: str) -> bool:
    """Tell whether the parent threatens with the same word as often: then it only stands elsewhere."""
    here, there = (
        sum(degree(side.words(index))[1] == word for index in range(len(side.clauses)))
        for side in (matching.child, matching.parent)
    )
    return 0 < here <= there


def _opened(matching: Matching, rows: Sequence[int]) -> Span:
    """The threats with the clause in front that says for what, unless it carries out something of the parent."""
    clauses = matching.child.clauses
    first = rows[0]
    if first and clauses[first - 1].sentence == clauses[first].sentence and first - 1 not in matching.pairs:
        first -= 1
    return Span(clauses[first].span.start, clauses[rows[-1]].span.end)


def _together(side: Outline, rows: Sequence[int]) -> Iterator[list[int]]:
    """Split clauses of a block where a whole sentence lies between them."""
    run = [rows[0]]
    for row in rows[1:]:
        if side.clauses[row].sentence - side.clauses[run[-1]].sentence > 1:
            yield run
            run = []
        run.append(row)
    yield run


def added_reports(matching: Matching, taken: set[int]) -> Iterator[Escalation]:
    """Yield reports that the parent does not ask for, at fixed times or at all.

    Clauses of the child in ``taken`` carry on a figure of the parent and are judged by it.
    """
    child, parent = matching.child, matching.parent
    by_sentence: dict[int, list[int]] = {}
    for index, clause in enumerate(child.clauses):
        if clause.role == "demand" and index not in taken and reports(child.words(index)):
            by_sentence.setdefault(clause.sentence, []).append(index)
    asked = any(
        reports(parent.words(column)) and REGULAR.search(parent.words(column)) for column in range(len(parent.clauses))
    )
    for sentence, found in by_sentence.items():
        rows = [row for row in found if not _as_it_was(matching, row)]
        if not rows:
            continue
        text = "，".join(child.text(clause) for clause in child.clauses if clause.sentence == sentence)
        if len(rows) < len(found):
            text = "，".join(child.words(row) for row in rows)
        regular = REGULAR.search(text) is not None
        own = "，".join(child.words(row) for row in rows)
        if _ON_EVENT.search(own):
            continue
        if (_INCIDENT.search(text) and not regular) or _known(matching, rows, regular=regular):
            continue
        first = rows[0]
        leads = first and child.clauses[first - 1].sentence == sentence and child.leads_up(child.clauses[first - 1])
        home = home_of(matching, [*rows, first - 1] if leads else rows, PAPERS)
        if (
            home is None
            or _is_foreign(matching, rows, home)
            or not _is_burden(matching, rows, home, text, regular=regular)
        ):
            continue
        if not _attached(matching, rows) and (asked or not regular):
            continue
        span = Span(child.clauses[first].span.start, child.clauses[rows[-1]].span.end)
        said = f"上级没有要求这样报送，本文要求“{child.doc.quote(span)}”。"
        yield made("report", matching, span, home, (child.doc.quote(span), "没有要求"), said)


def _known(matching: Matching, rows: Sequence[int], *, regular: bool) -> bool:
    """Tell whether the parent asks for such a report, as regularly."""
    parent = matching.parent
    kept = {column for row, (column, _) in matching.pairs.items() if row not in rows and _as_it_was(matching, row)}
    like = [
        column for column in range(len(parent.clauses))
        if column not in kept and reports(parent.words(column)) and any(
            matching.scores[row, column] >= _LIKE or matching.raw.sentence[row, column] >= _LIKE_SENTENCE for row in rows
        )
    ]  # fmt: skip
    if not regular:
        return bool(like) and not _new_traces(matching, rows)
    sentences = {parent.clauses[column].sentence for column in like}
    return any(
        REGULAR.search(parent.words(column)) and not spares(parent.words(column), PAPERS)
        for column, clause in enumerate(parent.clauses)
        if clause.sentence in sentences
    )


def _new_traces(matching: Matching, rows: Sequence[int]) -> bool:
    """Tell whether a report asks for photographs, paper copies … of which the parent says nothing."""
    traces = {match.group() for row in rows for match in TRACES.finditer(matching.child.words(row))}
    return bool(traces) and not any(word in matching.parent.doc.text for word in traces)


def _as_it_was(matching: Matching, row: int) -> bool:
    """Tell whether a report stands in the parent in nearly the same words."""
    if row not in matching.pairs:
        return False
    column = matching.pairs[row][0]
    return bool(matching.raw.own_words[row, column] >= _KEPT) and reports(matching.parent.words(column))


def _is_foreign(matching: Matching, rows: Sequence[int], home: int) -> bool:
    """Tell whether a report is on a matter of which the parent says nothing."""
    if matching.kept >= _MOSTLY or spares(matching.parent.words(home), PAPERS):
        return False
    heard = {pair for text in matching.contents[1] for pair in _pairs(text)}
    own = [pair for row in rows for pair in _pairs(matching.contents[0][row])]
    return len(own) >= _LEAST_MATTER and sum(pair in heard for pair in own) < _HEARD_OF * len(own)


def _pairs(text: str) -> list[str]:
    return [text[i : i + 2] for i in range(len(text) - 1) if " " not in text[i : i + 2]]


def _is_burden(matching: Matching, rows: Sequence[int], home: int, text: str, *, regular: bool) -> bool:
    """Tell a burden on those below from a step of a procedure."""
    parent = matching.parent
    spared = spares(parent.words(home), PAPERS) and not parent.leads_up(parent.clauses[home])
    if spared and matching.beside(rows[0], home):
        return True
    below = _BELOW.search(text) is not None
    if not matching.child.statute and _new_traces(matching, rows):
        return True
    if matching.child.statute:
        return regular and below
    return regular or (below and _DUE.search(text) is not None)


def takes_back(one: Escalation, said: str, words: str) -> bool:
    """Tell whether an addition, as the child says it, brings back what a clause of the parent had spared."""
    if one.kind == "report":
        return spares(words, PAPERS) and _CONDITION.search(words) is None
    same = {match.group() for match in THREATS.finditer(words)} & {match.group() for match in THREATS.finditer(said)}
    return spares(words, THREATS) and (bool(same) or _PUNISHES.search(words) is not None)


def made(
    kind: EscalationKind, matching: Matching, span: Span, home: int, values: tuple[str, str], said: str
) -> Escalation:
    """An escalation beside the passage of the parent that it belongs to."""
    return Escalation(kind, span, place(matching, span, home, _FAMILIES[kind]), values[0], values[1], None, said)
