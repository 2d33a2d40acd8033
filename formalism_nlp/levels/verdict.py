"""What the comparison of requirements makes of the verdict on the text."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from ..document import Document, Span
from ..reuse.compare import Comparison
from ..reuse.verdict import VerdictName
from .clauses import Clause
from .matching import PAIR, Matching
from .silence import is_enacted, predates

__all__ = ["judge", "measures"]

# Shares of invented pairs judged by hand (docs/decisions, levels): copies keep 0.66 to 1.0 of their clauses with
# at most 0.16 of local text, also where every sentence is reworded; adaptations have 0.26 and more of it. Adaptations
# carry out 0.47 and more of the parent, unrelated texts and mere citations at most 0.05.
_KEPT, _LOCAL = 0.6, 0.22
# Copies with every sentence reworded still share half of their letters. Laws of one matter do too (0.43 and 0.45 of two
# real pairs with articles of their own), so that they are held to the letters alone.
_COPIED, _REWORDED = 0.65, 0.42
# A short parent is carried out by one clause: of 26 real adaptations none has less than 0.155 paired.
_CARRIED, _PAIRED = 0.25, 0.1
_ADAPTED = 0.15
# What says that it carries out a broad decision need not answer a quarter of it; of mere citations none has more than 0.10 paired.
_ANSWERED = 0.3
# 《条例》 is part of many titles; 《城乡规划法》 says which law.
_LEAST_NAME, _MOST_OF_TITLE = 4, 0.6
_MARKS = re.compile(r"[\s《》〈〉“”]")


def measures(matching: Matching, local: Sequence[Span]) -> dict[str, float]:
    """Return the shares of the text, by length, that have a counterpart, are carried out, or are local.

    ``paired`` is a share of the child, ``carried`` of the parent, ``local_share`` of the child.
    """
    child, parent = (
        [(index, clause) for index, clause in enumerate(side.clauses) if clause.role in ("demand", "fact")]
        for side in (matching.child, matching.parent)
    )
    scores = matching.scores
    kept = [clause for index, clause in child if scores.shape[1] and scores[index].max() >= PAIR]
    done = [clause for index, clause in parent if scores.shape[0] and scores[:, index].max() >= PAIR]
    own = max(1, _length([clause for _, clause in child]))
    return {
        "paired": round(_length(kept) / own, 4),
        "carried": round(_length(done) / max(1, _length([clause for _, clause in parent])), 4),
        "local_share": round(min(1.0, sum(span.end - span.start for span in local) / own), 4),
    }


def judge(shared: Comparison, figures: Mapping[str, Any]) -> tuple[VerdictName, tuple[str, ...]]:
    """Return the verdict and one more reason in Chinese."""
    if shared.verdict == "transmittal":
        # The shares count what stands beside the text passed on: 26% carried out would read like a fault.
        return "transmittal", (f"上级文件随本文下发；转发的话里，本地内容占 {figures['local_share']:.0%}",)
    said = f"与上级要求相对应的内容占本文 {figures['paired']:.0%}，上级要求的 {figures['carried']:.0%} 得到落实，本地内容占 {figures['local_share']:.0%}"
    laws = is_enacted(shared.child) and is_enacted(shared.parent)
    close = figures["paired"] >= _KEPT and shared.copied >= _REWORDED and not laws
    if (shared.copied >= _COPIED or close) and figures["local_share"] <= _LOCAL:
        return "copy", (said, "逐条沿用上级要求，本地内容少")
    cited = _cites(shared.child, shared.parent)
    carried = figures["carried"] >= _CARRIED and figures["paired"] >= _PAIRED
    if not cited and predates(shared.child, shared.parent):
        carried = False
    if carried or shared.copied >= _ADAPTED or (cited and figures["paired"] >= _ANSWERED):
        return "adaptation", (said, "落实上级要求，并有改动或本地内容")
    if cited:
        return "citation", (said, "只引用了上级文件")
    if not shared.parent.meta.title:
        return "independent", (said, "没有对应关系；上级文件未见标题，看不出本文是否引用了它")
    return "independent", (said, "所提要求与上级文件没有对应关系")


def _cites(child: Document, parent: Document) -> bool:
    title = _MARKS.sub("", parent.meta.title or "")
    for found in child.meta.cited:
        # Words in front are sometimes read into a cited number: 省交通运输厅云交运发〔2025〕52号.
        if found.number and parent.meta.doc_number and found.number.endswith(parent.meta.doc_number):
            return True
        cited = _MARKS.sub("", found.title or "")
        if cited and title and (title in cited or _names(cited, title)):
            return True
        if found.title and re.search(
            f"(?:印发|发布|公布|下发|颁发|转发)[《〈]{re.escape(found.title)}[》〉]", parent.meta.title or ""
        ):
            return True
    return False


def _names(cited: str, title: str) -> bool:
    """Tell whether a short form stands for a title: most of it, or its end."""
    if cited not in title:
        return False
    return len(cited) >= _MOST_OF_TITLE * len(title) or (len(cited) >= _LEAST_NAME and title.endswith(cited))


def _length(clauses: Sequence[Clause]) -> int:
    return sum(clause.span.end - clause.span.start for clause in clauses)
