"""The one object that turns a document into a report."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from . import __version__
from .document import Document
from .errors import ConfigError
from .findings import Outcome, Part, Report, Score, facts
from .readers import read
from .rules import RULES, Rule, check

__all__ = ["Scorer", "score"]

# Below this a share is a matter of one sentence (domain notes 4.5: "Minimum 8 units").
_FEWEST_UNITS = 8
# Texts that report or address instead of deploying: profile only (domain notes 4.5).
_PROFILE_ONLY = ("公报", "公告", "报告", "讲话", "发言", "致辞", "总结", "汇报", "简报", "动态")
# How far one finding moves the form part towards 1; a tip rests on a limit worded 一般 or 原则上.
_FORM_STEP = {"issue": 0.5, "tip": 0.25}
_ABSENT = {
    "emptiness": "本版本尚未包含句子分类模型",
    "copying": "没有给出对照文件或索引",
    "repetition": "没有给出同一单位的其他文件",
    "burden": "本版本尚未包含负担类规则",
    "escalation": "没有给出上级文件",
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

    Examples
    --------
    >>> report = Scorer().score("关于值守的通知\n各村：\n　　每晚8时报一次水位。")
    >>> report.score.status, sorted(report.score.parts)
    ('insufficient', ['form'])
    """

    def __init__(self, *, rules: Sequence[Rule] = RULES, ignore: Iterable[str] = (), on: date | None = None) -> None:
        self.rules = tuple(rules)
        self.ignore = tuple(ignore)
        self.on = on
        self._versions = {"formalism_nlp": __version__, "rules": _digest(self.rules)}

    def score(self, source: str | os.PathLike[str] | bytes | Document) -> Report:
        """Score a path, a text, the bytes of a file, or a document already read.

        Raises
        ------
        ReadError
            If the source cannot be read.
        """
        doc = _as_document(source)
        outcomes = check(doc, rules=self.rules, ignore=self.ignore, on=self.on)
        parts = {"form": _form(outcomes)}
        return Report(
            document=facts(doc), units=doc.units, directives=(), outcomes=outcomes, matches=(),
            score=_total(doc, parts), versions=self._versions, content=doc,
        )  # fmt: skip


def score(
    source: str | os.PathLike[str] | bytes | Document,
    *,
    index: None = None,
    parent: None = None,
    profile: None = None,
    on: date | None = None,
) -> Report:
    r"""Score one document.

    Parameters
    ----------
    source : path, text, bytes or Document
        A string with a line end or a sentence in it is a text, any other a path.
    index, parent, profile : None
        Reserved: comparison with other documents and weights of one's own come with
        the parts ``copying`` and ``escalation``.
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
    for name, value in (("index", index), ("parent", parent), ("profile", profile)):
        if value is not None:
            raise ConfigError(f"本版本还不支持 {name}，请去掉这个参数")
    return Scorer(on=on).score(source)


def _as_document(source: str | os.PathLike[str] | bytes | Document) -> Document:
    if isinstance(source, Document):
        return source
    if isinstance(source, str) and _is_text(source):
        return Document.from_text(source)
    return read(source)


def _is_text(source: str) -> bool:
    """Tell a text from a path: no file name has a line end, and few have a full stop of a sentence."""
    return "\n" in source or ("。" in source and not Path(source[:250]).exists())


def _form(outcomes: Iterable[Outcome]) -> Part:
    counted = [finding for outcome in outcomes for finding in outcome.findings if finding.exception is None]
    clear = 1.0
    for finding in counted:
        clear *= 1 - _FORM_STEP[finding.severity]
    figures = {
        "issues": sum(finding.severity == "issue" for finding in counted),
        "tips": sum(finding.severity == "tip" for finding in counted),
        "codes": sorted({finding.code for finding in counted}),
    }
    return Part("form", round(1 - clear, 4), 1.0, tuple(finding.span for finding in counted), figures)


def _total(doc: Document, parts: dict[str, Part]) -> Score:
    weight = sum(part.weight for part in parts.values())
    value = round(100 * sum(part.value * part.weight for part in parts.values()) / weight, 1)
    if len(doc.units) < _FEWEST_UNITS:
        return Score(None, "insufficient", parts, _ABSENT)
    if doc.meta.carrier in _PROFILE_ONLY or doc.meta.genre in _PROFILE_ONLY:
        return Score(None, "profile_only", parts, _ABSENT)
    return Score(value, "ok", parts, _ABSENT)


def _digest(rules: Sequence[Rule]) -> str:
    """A short name for a set of rules: it changes with codes, options and wording."""
    told = repr([(rule.code, rule.severity, rule.message, sorted(rule.options.items())) for rule in rules])
    return f"{len(rules)}-{hashlib.sha256(told.encode()).hexdigest()[:8]}"
