"""What a subordinate leaves out of its superior's requirements."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ..document import Span
from .additions import takes_back
from .clauses import Clause, Outline
from .matching import Matching
from .model import Escalation
from .supports import is_silent_on

__all__ = ["find_dropped", "find_left_out"]

_LEAST_LITERAL = 3
# A word in common is a hint that a loosely worded clause means the same.
_HINT = 0.1
# With a denial on both sides a little more suffices anywhere.
_SPARES_TOO = 0.15
# What is forbidden or spared can be said again only by words like these.
_LIMITS = re.compile(
    "不|免|无|[严查]?禁|勿|只|仅|自[愿主行]|取消|停|减|杜绝|防止|避免|同意|点头|愿意|另|财政|专款|全额|直接|优先|以|由"
)
_FORBIDS = re.compile("不(?:得|准|要求|搞|层层|排名|打分|填|与)|严禁|禁止|无需")
_NOT = re.compile("不|免|无需|严禁|禁止")
# What helps or spares those below; it counts as dropped whoever is to do it.
_GRANTS = re.compile(
    "补助|补贴|经费|资金|费用|免费|减免|免收|免于|免予|承担|奖|不(?:搞|再|要求|得|以|需|作为|组织|承担|必|强制|影响|打|收|统一)|无需|减轻|保障|优先|支持|帮助|协助|提供|培训|救助|慰问|保险|"
    "自愿|自主|自行|合理(?:时间|期限)|留出|除外|例外|灵活|酌情|视情|可以|代替|放宽|移出|过渡期|食宿|鼓励|就近|方便|减少|简化|压减|为准|不(?!少|低|超|断|仅|只|同|变|足|良|够|论|分)"
)
# In a text of its own words only what is given or spared is looked for: other things are said there in too many ways.
_HELPS = re.compile(
    "补助|补贴|经费|资金|费用(?=由|全?免|[^，。]{0,6}(?:承担|负担|支付))|免费|减免|免收|免于|免予|承担|奖|免缴|优惠|不得(?!随意|擅自|以任何(?![^，。]{0,8}[收取费摊]))|不(?:搞|再|要求|以|作为|组织|承担|强制|影响|统一)|协助|听取|征求|避开|社会保险|(?:居民|同一|优惠)价格|无需|减轻|优先|救助|慰问|保险|自愿|代替|过渡期|食宿"
)
# Any deed that an order forgoes: 不对各地排名, 不看展厅; not what is wrong: 执法不严.
_SPARES = re.compile("(?<![法案责位])不(?![得少低超断仅只同变足良够论分到落予晚大留漏力当适合清便符满利严依究平规])")
# What a child in its own words says instead: for who pays, its own sums; for 优先, who comes first.
_INSTEAD = (
    (re.compile("补贴|费用|经费|承担"), re.compile("\\d元|\\d万元|钱|[县镇乡村]?[里财]政?出|承担|列支|到账|不收")),
    (re.compile("优先"), re.compile("先(?!进)|首先")),
    (re.compile("协商|自主|自行|自愿"), re.compile("自己|自定|商量|谈|愿意")),
)
# Openings, closings, and what the superior does with its own results.
_NEVER = re.compile(
    "^(?:其他|其余)|^经[^，。]{2,8}同意|^避免|^稳步|^逐步|^请各|^各[地市县](?:要|应)[^，。]{0,6}(?:把|高度|充分|切实)|(?:抽查|调查|评价|评议|评估|考核|考评|检查)结果|可以?(?:随时|直接)?[向与][^，。]{2,16}(?:咨询|联系|反映)|"
    "联系[^，。]{2,10}(?:科|处|部)|把好事"
)
# Who answers for what, and what the superior does itself, is not handed down.
_IDLE = re.compile(
    "^[省市县区](?:局|委|办|[\u4e00-\u9fff]{2,8}(?:局|委|办|中心|部门|政府))[^，。]{0,10}(?:抽查|组织|开展|通报|评价|督导|汇总|调度|指导)|(?:是|为)[^，。]{2,20}主体$|由[^，。]{2,16}负责$|的$|"
    "职责分工|提高[^，。]{0,8}认识|加强[^，。]{0,8}领导|高度重视"
)


def find_dropped(matching: Matching, found: Iterable[Escalation], *, literal: bool) -> tuple[Span, ...]:
    """Return the requirements of the parent that nothing in the child takes up.

    Of a child that keeps the parent's words (``literal``) all that is missing counts; of one in
    its own words only what helps or spares those below, where nothing is left that could say it.
    """
    parent = matching.parent
    found = tuple(found)
    used, touched = _taken_by(parent, found)
    scoped = _taken_by(parent, (one for one in found if one.kind == "scope"))[1]

    def lost(index: int, clause: Clause) -> bool:
        if clause.role != "demand" or index in matching.taken_up or any(span.overlaps(clause.span) for span in used):
            return False
        return len(matching.contents[1][index]) > 1

    spans = []
    for run in parent.runs(lost):
        clauses = [parent.clauses[index] for index in run]
        text = "，".join(map(parent.text, clauses))
        size = sum(len(matching.contents[1][index].replace(" ", "")) for index in run)
        if size < _LEAST_LITERAL - any(map(str.isdigit, text)) or all(map(parent.leads_up, clauses)):
            continue
        if literal:
            missing = bool(_GRANTS.search(text)) or not (_IDLE.search(text) or clauses[0].sentence in touched)
        else:
            widened = clauses[0].sentence in scoped
            # Articles deny for many reasons, an order mostly to spare those below.
            helps = _HELPS.search(text) or (not parent.statute and _SPARES.search(text))
            missing = bool(helps) and not widened
            missing = missing and (is_silent_on(matching, run) or not _said_otherwise(matching, run))
        if missing and not _NEVER.search(text):
            spans.append(Span(clauses[0].span.start, clauses[-1].span.end))
    return tuple(spans)


def _taken_by(parent: Outline, found: Iterable[Escalation]) -> tuple[list[Span], set[int]]:
    """The clauses of the parent that escalations carry on, and the sentences that they stand in.

    What an addition was only attached to is not carried on by it, unless it takes back what was spared there.
    """
    grown = list(found)
    used = [
        one.parent_span
        for one in grown
        if one.kind not in ("sanction", "report") or takes_back(one, parent.doc.quote(one.parent_span))
    ]
    touched = {clause.sentence for clause in parent.clauses for one in grown if clause.span.overlaps(one.parent_span)}
    return used, touched


def _said_otherwise(matching: Matching, run: list[int]) -> bool:
    """Tell whether clauses of the child without counterpart may say what a run of the parent says.

    Under the heading that belongs to the run's they spare as it spares, or name its main word.
    """
    parent, child = matching.parent, matching.child
    text = "，".join(parent.words(index) for index in run)
    spares = _NOT.search(text) is not None
    forbids = bool(_FORBIDS.search(text))
    instead = [theirs for ours, theirs in _INSTEAD if ours.search(text) and not any(map(str.isdigit, text))]
    # What is forbidden is not said again by a clause that only speaks of the same matter.
    least = _SPARES_TOO if "不得" in text else _HINT
    sentence = parent.clauses[run[0]].sentence
    mates = {
        child.clauses[row].sentence
        for row, (column, _) in matching.pairs.items()
        if parent.clauses[column].sentence == sentence
    }
    for row, clause in enumerate(child.clauses):
        words, near = child.text(clause), float(matching.raw.own_words[row, run].max())
        denies = spares and _NOT.search(words) is not None
        if denies and near >= _SPARES_TOO:
            return True
        if clause.sentence not in mates and not matching.beside(row, run[0]):
            continue
        if (denies and not _answers_denial(matching, row)) or any(pattern.search(words) for pattern in instead):
            return True
        if clause.role in ("demand", "fact") and near >= least and not (forbids and not _LIMITS.search(words)):
            return True
    return False


def _answers_denial(matching: Matching, row: int) -> bool:
    """Tell whether a denial of the child belongs to another denial of the parent."""
    if row not in matching.pairs:
        return False
    column = matching.pairs[row][0]
    return _NOT.search(matching.parent.words(column)) is not None


def find_left_out(matching: Matching, child: str) -> tuple[Span, ...]:
    """Return the requirements of a text that is passed on which its copy no longer holds word for word."""
    parent, held = matching.parent, "".join(child.split())

    def lost(_: int, clause: Clause) -> bool:
        return clause.role == "demand" and "".join(parent.text(clause).split()) not in held

    return tuple(Span(parent.clauses[run[0]].span.start, parent.clauses[run[-1]].span.end) for run in parent.runs(lost))
