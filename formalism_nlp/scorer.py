"""The one object that turns a document into a report."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from . import __version__
from .changes import best_changes
from .document import Document
from .findings import Outcome, Part, Report, Score, facts
from .levels import compare
from .model import shipped_id, unit_odds
from .parts import (
    Material,
    burden_part,
    combined,
    copying_part,
    emptiness_part,
    escalation_part,
    form_part,
    only_profiled,
)
from .profile import Profile, load_profile, shipped_profile
from .readers import read
from .reference import COMPARED_PARTS, percentile, reference_id
from .reuse.compare import Comparison
from .reuse.index import ReuseIndex
from .reuse.sources import find_sources
from .rules import RULES, Reading, Rule, rules_id, run_rules
from .series.ledger import Repetition
from .series.scoring import repeated_in, repetition_part

__all__ = ["Scorer", "score"]

# What makes the parts; each returns None where it cannot be computed, and _ABSENT says why.
PARTS: tuple[Callable[[Material], Part | None], ...] = (
    emptiness_part, copying_part, repetition_part, burden_part, escalation_part, form_part,
)  # fmt: skip
_ABSENT = {
    "emptiness": "没有可以分类的句子",
    "copying": "没有给出对照文件（--parent）或索引（--index）",
    "repetition": "没有提出要求的文件",
    "escalation": "没有给出上级文件（--parent）",
}


Review = Callable[[Document, tuple[Outcome, ...]], tuple[Outcome, ...]]


class Scorer:
    r"""Reads, checks and scores documents with one set of rules.

    Parameters
    ----------
    rules : sequence of Rule
        The rules to run; all by default.
    ignore : iterable of str
        Codes or names of rules whose findings are not wanted.
    on : date, optional
        The date that "today" means; without it rules use the document's own date.
    index : ReuseIndex, optional
        Documents that copied passages are looked for in.
    parent : Document, optional
        The superior's document that this one follows.
    profile : Profile or path, optional
        Weights, allowances and limits, or the TOML file that holds them; the shipped ones by default.
    ledger : iterable of Repetition
        Requirements that a set of documents states again (``series.repeats``); a document of the
        set is then judged by what earlier ones have asked for too.
    model : bool
        Whether to classify sentences with the shipped model; without it the part
        ``emptiness`` is absent.
    learned : bool
        Whether rules compare passages with examples too, or look for their patterns alone.
    review : iterable of callable
        Called with the document and the outcomes of its rules, one after another; each
        returns the outcomes that count: ``rules.suppression.Suppressions``, ``rules.baseline.Baseline``.

    Attributes
    ----------
    times : dict or None
        Set to a dict, it gets the seconds of each rule added.

    Examples
    --------
    >>> report = Scorer().score("关于值守的通知\n各村：\n　　每晚8时报一次水位。")
    >>> report.score.status, report.score.parts["form"].value
    ('insufficient', 0.0)
    """

    def __init__(  # noqa: PLR0913 - keywords of the one composition object
        self,
        *,
        rules: Sequence[Rule] = RULES,
        ignore: Iterable[str] = (),
        on: date | None = None,
        index: ReuseIndex | None = None,
        parent: Document | None = None,
        profile: Profile | str | os.PathLike[str] | None = None,
        ledger: Iterable[Repetition] = (),
        model: bool = True,
        learned: bool = True,
        review: Iterable[Review] = (),
    ) -> None:
        self.rules = tuple(rules)
        self.ignore = tuple(ignore)
        self.on = on
        self.model = model
        self.learned = learned
        self.index = index
        self.parent = parent
        self.ledger = tuple(ledger)
        self._repeated = repeated_in(self.ledger)
        self.profile = _as_profile(profile)
        self.review = tuple(review)
        self.times: dict[str, float] | None = None
        self.versions = {
            "formalism_nlp": __version__, "rules": rules_id(self.rules, learned=learned), "profile": self.profile.digest,
            "reference": reference_id(),
        }  # fmt: skip
        if model:
            self.versions["model"] = shipped_id()

    def score(self, source: str | os.PathLike[str] | bytes | Document) -> Report:
        """Score a path, a text, the bytes of a file, or a document already read.

        Raises
        ------
        ReadError
            If the source cannot be read.
        """
        doc = _as_document(source)
        compared = self._compare(doc)
        reading = Reading(doc, compared or (), learned=self.learned)
        outcomes = run_rules(reading, self.rules, ignore=self.ignore, on=self.on, times=self.times)
        for step in self.review:
            outcomes = step(doc, outcomes)
        units, odds = unit_odds(doc) if self.model else (doc.units, ())
        material = Material(
            doc, units, odds, reading.directives, outcomes, compared, self.profile,
            repeated=self._repeated.get(doc.id, ()), in_set=bool(self.ledger),
        )  # fmt: skip
        parts = {part.name: part for make in PARTS if (part := make(material)) is not None}
        found = _score(material, parts, self.versions.get("model"))
        return Report(
            document=facts(doc), units=units, directives=reading.directives, outcomes=outcomes,
            matches=tuple(match for one in compared or () for match in one.matches), score=found,
            versions=self.versions, content=replace(doc, units=units),
            changes=() if found.status == "insufficient" else best_changes(material, parts),
        )  # fmt: skip

    def _compare(self, doc: Document) -> tuple[Comparison, ...] | None:
        """Comparisons with the parent and with documents of the index; None when there is neither."""
        if self.index is None and self.parent is None:
            return None
        compared: tuple[Comparison, ...] = () if self.parent is None else (compare(doc, self.parent),)
        if self.index is not None:
            compared += find_sources(doc, self.index)
        return compared


def score(
    source: str | os.PathLike[str] | bytes | Document,
    *,
    index: ReuseIndex | None = None,
    parent: str | os.PathLike[str] | Document | None = None,
    profile: Profile | str | os.PathLike[str] | None = None,
    on: date | None = None,
) -> Report:
    r"""Score one document.

    Parameters
    ----------
    source : path, text, bytes or Document
        A string with a line end or a sentence in it is a text, any other a path.
    index : ReuseIndex, optional
        Documents that copied passages are looked for in.
    parent : path, text or Document, optional
        The superior's document that this one follows.
    profile : Profile or path, optional
        Weights, allowances and limits of one's own (``formalism profile`` prints those of the library).
    on : date, optional
        The date that "today" means.

    Raises
    ------
    ReadError
        If the source cannot be read.
    ConfigError
        If the profile is wrong; the message tells the line.

    Examples
    --------
    >>> score("松垣县防汛要点。\n一、清淤。").score.status
    'insufficient'
    """
    found = None if parent is None else _as_document(parent)
    return Scorer(on=on, index=index, parent=found, profile=profile).score(source)


def _as_document(source: str | os.PathLike[str] | bytes | Document) -> Document:
    if isinstance(source, Document):
        return source
    if isinstance(source, str) and _is_text(source):
        return Document.from_text(source)
    return read(source)


def _is_text(source: str) -> bool:
    """Tell a text from a path: no file name has a line end, and few have a full stop of a sentence."""
    return "\n" in source or ("。" in source and not Path(source[:250]).exists())


def _as_profile(profile: Profile | str | os.PathLike[str] | None) -> Profile:
    if profile is None:
        return shipped_profile()
    return profile if isinstance(profile, Profile) else load_profile(profile)


def _score(material: Material, parts: dict[str, Part], model: str | None) -> Score:
    doc, profile = material.doc, material.profile
    absent = {name: reason for name, reason in _ABSENT.items() if name not in parts}
    unjudged = next((found.unjudged for found in material.compared or () if found.unjudged), "")
    if unjudged and "escalation" in absent:
        absent["escalation"] = unjudged
    if len(doc.units) < profile.fewest_units:
        return Score(None, "insufficient", parts, absent, model=model)
    if only_profiled(doc, profile):
        return Score(None, "profile_only", parts, absent, model=model)
    place = None
    whole = {o.code for o in material.outcomes if o.status != "ignored"} >= {rule.code for rule in RULES}
    if whole and all(name in parts for name in COMPARED_PARTS):
        place = percentile(100 * combined(parts[name] for name in COMPARED_PARTS), doc.meta, profile)
    return Score(round(100 * combined(parts.values()), 1), "ok", parts, absent, place, model)
