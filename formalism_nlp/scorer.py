"""The one object that turns a document into a report."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from . import __version__
from .document import Document
from .errors import ConfigError
from .findings import Part, Report, Score, facts
from .model import label_units, shipped_id
from .parts import WEIGHTS, burden_part, emptiness_part, form_part
from .readers import read
from .reuse.compare import Comparison, compare
from .reuse.index import ReuseIndex
from .reuse.sources import copying_part, find_sources
from .rules import RULES, Reading, Rule, run_rules

__all__ = ["Scorer", "score"]

# Below this a share is a matter of one sentence (domain notes 4.5: "Minimum 8 units").
_FEWEST_UNITS = 8
# Texts that report or address instead of deploying: profile only (domain notes 4.5).
_PROFILE_ONLY = ("公报", "公告", "报告", "讲话", "发言", "致辞", "总结", "汇报", "简报", "动态")
_ABSENT = {
    "emptiness": "没有可以分类的句子",
    "copying": "没有给出对照文件（--parent）或索引（--index）",
    "repetition": "同一单位多份文件的比较尚未包含在本版本",
    "escalation": "上下级要求的比较尚未包含在本版本",
}


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
    model : bool
        Whether to classify sentences with the shipped model; without it the part
        ``emptiness`` is absent.

    Examples
    --------
    >>> report = Scorer().score("关于值守的通知\n各村：\n　　每晚8时报一次水位。")
    >>> report.score.status, report.score.parts["form"].value
    ('insufficient', 0.0)
    """

    def __init__(
        self,
        *,
        rules: Sequence[Rule] = RULES,
        ignore: Iterable[str] = (),
        on: date | None = None,
        index: ReuseIndex | None = None,
        parent: Document | None = None,
        model: bool = True,
    ) -> None:
        self.rules = tuple(rules)
        self.ignore = tuple(ignore)
        self.on = on
        self.model = model
        self.index = index
        self.parent = parent
        self._versions = {"formalism_nlp": __version__, "rules": _digest(self.rules)}
        if model:
            self._versions["model"] = shipped_id()

    def score(self, source: str | os.PathLike[str] | bytes | Document) -> Report:
        """Score a path, a text, the bytes of a file, or a document already read.

        Raises
        ------
        ReadError
            If the source cannot be read.
        """
        doc = _as_document(source)
        compared = self._compare(doc)
        reading = Reading(doc, compared or ())
        outcomes = run_rules(reading, self.rules, ignore=self.ignore, on=self.on)
        units = label_units(doc) if self.model else doc.units
        found = [emptiness_part(doc, units), burden_part(outcomes), form_part(outcomes)]
        if compared is not None:
            found.append(replace(copying_part(compared), weight=WEIGHTS["copying"]))
        return Report(
            document=facts(doc), units=units, directives=reading.directives, outcomes=outcomes,
            matches=tuple(match for one in compared or () for match in one.matches),
            score=_total(doc, {part.name: part for part in found if part is not None}, self._versions.get("model")),
            versions=self._versions, content=replace(doc, units=units),
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
    profile: None = None,
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
    profile : None
        Reserved for weights of one's own.
    on : date, optional
        The date that "today" means.

    Raises
    ------
    ReadError
        If the source cannot be read.
    ConfigError
        If an option is given that this version cannot honour.

    Examples
    --------
    >>> score("松垣县防汛要点。\n一、清淤。").score.status
    'insufficient'
    """
    if profile is not None:
        raise ConfigError("本版本还不支持自定的评分方案，请去掉 profile 参数")
    return Scorer(on=on, index=index, parent=None if parent is None else _as_document(parent)).score(source)


def _as_document(source: str | os.PathLike[str] | bytes | Document) -> Document:
    if isinstance(source, Document):
        return source
    if isinstance(source, str) and _is_text(source):
        return Document.from_text(source)
    return read(source)


def _is_text(source: str) -> bool:
    """Tell a text from a path: no file name has a line end, and few have a full stop of a sentence."""
    return "\n" in source or ("。" in source and not Path(source[:250]).exists())


def _total(doc: Document, parts: dict[str, Part], model: str | None) -> Score:
    clear = 1.0
    for part in parts.values():
        clear *= 1 - part.weight * part.value
    value = round(100 * (1 - clear), 1)
    absent = {name: reason for name, reason in _ABSENT.items() if name not in parts}
    if len(doc.units) < _FEWEST_UNITS:
        return Score(None, "insufficient", parts, absent, model=model)
    if doc.meta.carrier in _PROFILE_ONLY or doc.meta.genre in _PROFILE_ONLY:
        return Score(None, "profile_only", parts, absent, model=model)
    return Score(value, "ok", parts, absent, model=model)


def _digest(rules: Sequence[Rule]) -> str:
    """A short name for a set of rules: it changes with codes, options and wording."""
    told = repr([(rule.code, rule.severity, rule.message, sorted(rule.options.items())) for rule in rules])
    return f"{len(rules)}-{hashlib.sha256(told.encode()).hexdigest()[:8]}"
