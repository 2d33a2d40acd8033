"""Which document of a set another one carries out: by its cited number or title, or by shared text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from ..document import OrganLevel
from ..reuse.index import ReuseIndex
from .issue import Issue

__all__ = ["Found", "Parenthood", "find_parents"]

Found = Literal["number", "title", "text"]
_LEVELS = get_args(OrganLevel)
# Below this share of shingles a document is not taken for a parent without a word about it: same matter and region,
# other author (decision note 5: such pairs reach 0.17 at the median and few 0.3).
_LEAST_TEXT = 0.3
_CANDIDATES = 8


@dataclass(frozen=True)
class Parenthood:
    """A document, the one it carries out, and how that was found."""

    child: Issue
    parent: Issue
    found: Found


def find_parents(issues: Sequence[Issue]) -> tuple[Parenthood, ...]:
    """Return the nearest superior document of each one, for those that have one in the set.

    A document that cites several takes the one of the nearest level above, of those the last; one that
    passes a document on takes that.
    """
    indexes: dict[OrganLevel, ReuseIndex] = {}
    found = []
    for child in issues:
        above = [issue for issue in issues if _can_be_parent(issue, child)]
        parent = _cited(child, above) or _by_text(child, above, issues, indexes)
        if parent is not None:
            found.append(parent)
    return tuple(found)


def _can_be_parent(issue: Issue, child: Issue) -> bool:
    if issue.doc.id == child.doc.id or (issue.date and child.date and issue.date > child.date):
        return False
    return issue.issuer != child.issuer or not issue.issuer


def _height(issue: Issue) -> int:
    return _LEVELS.index(issue.level)


def _cited(child: Issue, above: Iterable[Issue]) -> Parenthood | None:
    text, own = _plain(child.doc.text), _plain(child.doc.meta.doc_number)
    titles = {_plain(cited.title) for cited in child.doc.meta.cited if cited.title}
    found: list[tuple[Issue, Found]] = []
    for issue in above:
        number, names = _plain(issue.doc.meta.doc_number), _names(issue)
        # A body of the same level may be carried out (a bureau its government), one below never.
        if "unknown" not in (issue.level, child.level) and _height(issue) > _height(child):
            continue
        if number and number != own and number in text:
            found.append((issue, "number"))
        elif any(name == cited or (len(cited) >= _LONG and name.endswith(cited)) for name in names for cited in titles):
            found.append((issue, "title"))
    if child.passes_on:
        # What is passed on is the document named in the title, not another's cover for the same text.
        found = [one for one in found if (_plain(one[0].doc.meta.title) or "-") in _plain(child.title)] or found
    if not found:
        return None
    # A level that is not told ranks last.
    parent, how = max(found, key=lambda one: (one[0].level != "unknown", _height(one[0]), one[0].order))
    return Parenthood(child, parent, how)


def _names(issue: Issue) -> list[str]:
    """Return the title of a document and that of what it issues (关于印发《…办法》的通知)."""
    title = issue.doc.meta.title or ""
    issued = _ISSUED.search(title)
    return [_plain(name) for name in (title, issued["name"] if issued else "") if name]


_ISSUED = re.compile("印发.{0,12}?《(?P<name>[^》]{6,60})》")
# 关于…的通知 of less letters names several documents.
_LONG = 12


def _by_text(
    child: Issue, above: Sequence[Issue], issues: Sequence[Issue], indexes: dict[OrganLevel, ReuseIndex]
) -> Parenthood | None:
    """Find the document of the nearest level above that most of the text stands in; one index a level, made when needed."""
    if child.level == "unknown":
        return None
    known = {issue.doc.id: issue for issue in above}
    for level in reversed(_LEVELS[: _height(child)]):
        if level not in indexes:
            indexes[level] = ReuseIndex()
            indexes[level].add(issue.doc for issue in issues if issue.level == level)
        for candidate in indexes[level].query(child.doc, _CANDIDATES):
            if candidate.id in known and candidate.containment >= _LEAST_TEXT:
                return Parenthood(child, known[candidate.id], "text")
    return None


def _plain(words: str | None) -> str:
    return re.sub(r"[\s《》〈〉“”]", "", (words or "").translate(_BRACKETS))


_BRACKETS = str.maketrans("[]【】()（）﹝﹞", "〔〕〔〕〔〕〔〕〔〕")
