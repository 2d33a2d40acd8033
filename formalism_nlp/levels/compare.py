"""A subordinate document beside its superior: what is kept, dropped, added, and what grew."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from ..document import Document, Span
from ..reuse.compare import Comparison
from ..reuse.compare import compare as compare_text
from .additions import added_reports, added_sanctions
from .clauses import outline
from .contradictions import contradicted
from .coverage import find_added, find_local
from .growth import grown
from .limits import unlimited
from .matching import Matching
from .model import Escalation
from .omissions import find_dropped, find_left_out
from .pairs import find_pairs
from .silence import why_silent
from .strangers import find_addressed, find_strangers
from .verdict import judge, measures
from .widening import hardened, hurried, widened

__all__ = ["compare"]

# A copy with less local text than this has none of its own.
_NOTHING_LOCAL = 0.06
# What is passed on is copied letter by letter; slips of conversion touch single characters of it.
_RUN, _PASSED = 6, 0.6
_WHITE = re.compile(r"\s+")


def compare(child: Document, parent: Document) -> Comparison:
    r"""Compare a document with that of the superior that it carries out.

    Beside what ``formalism_nlp.reuse.compare`` finds in the text, the requirements of both are
    paired by what they ask for, whatever their wording and order, and their values compared on
    one scale. What a child passes on unaltered is the parent's, not its own.

    Parameters
    ----------
    child, parent : Document
        The subordinate's document, and the one of its superior.

    Returns
    -------
    Comparison
        With ``pairs``, ``dropped``, ``added``, ``local``, ``residue`` and ``escalations``
        filled; ``verdict``, ``reasons`` and ``gain`` rest on the requirements too.

    Examples
    --------
    >>> text = "关于做好{0}的通知\n各单位：\n　　一、每{1}开展一次消防检查。\n　　二、发现隐患的，{2}日内整改到位。"
    >>> parent = Document.from_text(text.format("消防工作", "季度", "10"))
    >>> child = Document.from_text(text.format("消防工作", "月", "5"))
    >>> for found in compare(child, parent).escalations:
    ...     print(found.kind, found.parent_value, found.value, found.factor)
    frequency 每季度开展一次 每月开展一次 3.0
    deadline 10日内 5日内 0.5
    """
    shared = compare_text(child, parent)
    late = object.__new__(_ByRequirement)
    known = {name: value for name, value in vars(shared).items() if name not in _LATE}
    late.__dict__.update(known, unjudged=why_silent(child, parent), _shared=shared)
    return late


# What rests on the requirements, which take ten times as long as the text: found when first asked for.
_LATE = (
    "verdict", "reasons", "gain", "local", "residue", "figures", "escalations", "pairs", "dropped", "added", "by_requirement",
)  # fmt: skip


class _ByRequirement(Comparison):
    """A comparison whose requirements are compared when first asked for."""

    _shared: Comparison

    def __getattribute__(self, name: str) -> Any:
        if name in _LATE and name not in (known := object.__getattribute__(self, "__dict__")):
            known.update(_requirements(known["_shared"]))
        return object.__getattribute__(self, name)


def _requirements(shared: Comparison) -> dict[str, Any]:
    child, parent = shared.child, shared.parent
    passed = _passed_on(shared)
    matching = Matching(outline(child, passed), outline(parent), passes_on=bool(passed))
    found = _escalations(matching)
    residue = _residue(shared, passed)
    local = _without(find_local(matching, found), residue)
    figures = measures(matching, local)
    judged_by = {"copied": shared.copied, **figures}
    verdict, reasons = judge(shared, figures)
    if verdict == "copy" and figures["local_share"] <= _NOTHING_LOCAL:
        residue = _residue(shared, passed, below=True)
        local = _without(local, residue)
    # Without a relation there is nothing to carry out; likenesses are chance.
    related = verdict in ("copy", "adaptation", "transmittal")
    found = found if related else ()
    judged = () if why_silent(shared.child, shared.parent) else found
    units = [unit for unit in child.units if not any(unit.span.overlaps(span) for span in passed)]
    gain = sum(any(unit.span.overlaps(span) for span in local) for unit in units) / max(1, len(units))
    return {
        "verdict": verdict, "reasons": (*shared.reasons[:-1], *reasons), "gain": round(gain, 4), "local": local, "residue": residue,
        "figures": {**shared.figures, **figures, "gain": round(gain, 4)}, "escalations": judged,
        "pairs": find_pairs(matching, judged) if related else (),
        "dropped": _dropped(matching, found, judged_by, verdict == "copy", bool(passed)) if related else (),
        "added": find_added(matching), "by_requirement": True,
    }  # fmt: skip


def _dropped(
    matching: Matching, found: tuple[Escalation, ...], figures: dict[str, Any], literal: bool, passed: bool
) -> tuple[Span, ...]:
    if passed:
        return find_left_out(matching, matching.child.doc.text)
    return find_dropped(matching, found, figures, literal=literal)


def _passed_on(shared: Comparison) -> tuple[Span, ...]:
    """The blocks of the child that hold the parent's text; a cover with the same title is the child's own."""
    child, known = shared.child, _WHITE.sub("", shared.parent.text)
    sent = [match.span for match in shared.matches if match.kind == "transmitted"]
    return tuple(
        block.span
        for block in child.blocks
        if any(block.span.overlaps(span) for span in sent) and _share_of(child.quote(block.span), known) >= _PASSED
    )


def _share_of(words: str, known: str) -> float:
    """Share of the runs of a few characters in a text that stand in another."""
    bare = _WHITE.sub("", words)
    runs = [bare[at : at + _RUN] for at in range(max(1, len(bare) - _RUN + 1))]
    return sum(run in known for run in runs) / len(runs)


def _residue(shared: Comparison, passed: tuple[Span, ...], *, below: bool = False) -> tuple[Span, ...]:
    found = (*find_strangers(shared.child, shared.parent, below=below), *find_addressed(shared.child, shared.parent))
    more = _without(found, (*shared.residue, *passed))
    return tuple(sorted({*shared.residue, *more}))


def _without(spans: Iterable[Span], others: Iterable[Span]) -> tuple[Span, ...]:
    """The spans that overlap none of the others."""
    taken = tuple(others)
    return tuple(span for span in spans if not any(span.overlaps(other) for other in taken))


def _escalations(matching: Matching) -> tuple[Escalation, ...]:
    """All that grew, in the order of the child; a clause that was widened is not called stricter too."""
    taken = {pair.own.clause for pair in matching.value_pairs}
    reports, sanctions = list(added_reports(matching, taken)), list(added_sanctions(matching))
    # 每半月报送一篇，汇总后排名: the ranking of reports is part of that burden.
    found = [*reports, *(one for one in sanctions if not (one.value == "排名" and _overlaps(one, reports)))]
    found += contradicted(matching, [one.span for one in (*reports, *sanctions)])
    found += widened(matching, [one.span for one in found])
    found += unlimited(matching, [one.span for one in found])
    found += hurried(matching)
    found += hardened(matching, [one.span for one in found])
    # A lower limit of whom a demand is on is its scope.
    wider = [one for one in found if one.kind == "scope"]
    found += [one for one in grown(matching) if not (_lowers(one) and _overlaps(one, wider))]
    return tuple(sorted(found, key=lambda one: (one.span, one.kind)))


def _overlaps(one: Escalation, others: Iterable[Escalation]) -> bool:
    return any(one.span.overlaps(other.span) for other in others)


def _lowers(one: Escalation) -> bool:
    return one.kind == "quantity" and one.factor is not None and one.factor < 1
