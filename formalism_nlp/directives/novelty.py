"""How much a restatement adds to what was asked for before: new figures, days, organs and words."""

from __future__ import annotations

import re
from collections.abc import Container, Mapping
from typing import NamedTuple

from ..language.deadlines import find_deadlines
from ..language.frequency import find_frequencies
from ..language.numbers import find_quantities
from .requirements import Requirement

__all__ = ["Added", "added", "items"]

# A figure, a day or an organ weighs as much as two words of two letters and a deed.
_FACT = 3.0
_DIGITS = re.compile("[\\d０-９]+")


class Added(NamedTuple):
    """Share of a restatement that is new, 0 to 1, and the figures, days and organs among it."""

    share: float
    facts: tuple[str, ...]


def items(one: Requirement) -> dict[str, tuple[float, str]]:
    """Return what a requirement says, by key: its weight, and for figures, days and organs the words.

    Equal values in other words (每季度一次, 每年4次) share a key.
    """
    doc, span = one.doc, one.span
    said: dict[str, tuple[float, str]] = {f"w:{token}": (weight, "") for token, weight in one.content.tokens.items()}
    for found in find_frequencies(doc.text, *span):
        said[f"f:{found.per_year:g}"] = (_FACT, found.text)
    for term in find_deadlines(doc.text, *span, base=doc.meta.date):
        if term.kind != "start":
            words = doc.quote(term.span)
            said[f"d:{term.due.isoformat() if term.due else words}"] = (_FACT, words)
    for figure in find_quantities(doc.text, *span):
        if not any(key[0] in "fd" and doc.quote(figure.span) in words for key, (_, words) in said.items()):
            said[f"q:{figure.value:g}{figure.unit}"] = (_FACT, doc.quote(figure.span))
    told = "".join(words for _, words in said.values())
    for digits in _DIGITS.findall(one.quote):
        if digits not in told:
            said[f"n:{digits}"] = (_FACT, digits)
    if one.actor and one.directive.actor is not None:
        said["o:" + "".join(sorted(one.actor))] = (_FACT, doc.quote(one.directive.actor))
    return said


def added(said: Mapping[str, tuple[float, str]], before: Container[str]) -> Added:
    """Return what of a restatement was not said before.

    Parameters
    ----------
    said : mapping
        The restatement, of :func:`items`.
    before : container of str
        The keys of all that was said before it.

    Examples
    --------
    >>> said = {"w:巡查": (1.0, ""), "f:52": (3.0, "每周一次")}
    >>> added(said, {"w:巡查"})
    Added(share=0.75, facts=('每周一次',))
    """
    new = {key: item for key, item in said.items() if key not in before}
    total = sum(weight for weight, _ in said.values())
    share = sum(weight for weight, _ in new.values()) / total if total else 0.0
    return Added(round(share, 4), tuple(words for _, words in new.values() if words))
