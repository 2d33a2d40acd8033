"""The rules over a set of documents, and running them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ..document import Document
from ..errors import NotApplicable
from ..findings import Outcome
from ..rules import RULES, Case, Hit, Rule
from . import form_rules, level_rules, restated_rules
from .rule import SetReading, SetRule

__all__ = ["SET_RULES", "check_set", "set_pages"]

_SHOWN = 14

SET_RULES: tuple[SetRule, ...] = tuple(
    sorted(
        (rule for family in (restated_rules, form_rules, level_rules) for rule in family.RULES),
        key=lambda rule: rule.code,
    )
)


def check_set(docs: Iterable[Document] | SetReading, *, rules: Sequence[SetRule] = SET_RULES) -> tuple[Outcome, ...]:
    r"""Run the rules over a set of documents.

    Parameters
    ----------
    docs : iterable of Document, or SetReading
        The documents in any order; a reading is shared with other work on the same set.
    rules : sequence of SetRule
        The rules to run.

    Returns
    -------
    tuple of Outcome
        One for each rule. ``values["document"]`` of a finding is the document that its span
        lies in, ``values["others"]`` are the passages of the other documents.

    Examples
    --------
    >>> text = "松垣县水利局\n关于召开防汛工作{0}的通知\n各乡镇人民政府：\n　　请分管负责同志参加会议。\n松垣县水利局\n2025年4月{1}日"
    >>> docs = [Document.from_text(text.format(*one)) for one in (("动员会", 8), ("推进会", 15), ("调度会", 23))]
    >>> [outcome.code for outcome in check_set(docs) if outcome.findings]
    ['MTG-07']
    """
    reading = docs if isinstance(docs, SetReading) else SetReading(docs)
    return tuple(rule.check(reading) for rule in rules)


def set_pages() -> tuple[Rule, ...]:
    """Return the rules over sets as the catalogue and the pages of rules show them.

    Their examples are joined. DOC-17 is left out: one document can meet it too, and that page stands for both.
    """
    single = {rule.code for rule in RULES}
    return tuple(_as_rule(rule) for rule in SET_RULES if rule.code not in single)


def _as_rule(rule: SetRule) -> Rule:
    return Rule(
        rule.code, rule.name, rule.title, rule.category, rule.severity, rule.about, rule.unless, rule.message, rule.suggestion,
        rule.basis, tuple(map(_joined, rule.hits)), tuple(map(_joined, rule.clean)), _needs_a_set, rule.options, rule.measured,
    )  # fmt: skip


def _joined(texts: Iterable[str]) -> str:
    return " ＋ ".join(map(_brief, texts))


def _brief(text: str) -> str:
    """Return issuer, matter and how the body begins, short enough that two fit on a line of the page."""
    head, _, body = text.partition("\n　　")
    issuer, matter, *_ = head.split("\n")
    return f"{issuer}{matter.removesuffix('的通知')}（{body[:_SHOWN].rstrip()}……）"


def _needs_a_set(case: Case) -> Iterator[Hit]:
    raise NotApplicable("要对照几份文件才能判断（formalism repeats）")
