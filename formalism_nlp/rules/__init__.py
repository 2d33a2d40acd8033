"""The rules, and running them over a document."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from ..document import Document
from ..errors import ConfigError
from ..findings import Outcome
from . import (
    app_groups,
    apps,
    campaigns,
    copying,
    duties,
    form,
    form_deadlines,
    forms,
    inspections,
    issuing,
    layout,
    length,
    meetings,
    people,
    routing,
    scoring,
    traces,
)  # fmt: skip
from .rule import Case, Hit, Reading, Rule

__all__ = ["RULES", "Case", "Hit", "Reading", "Rule", "check", "find_rule", "run_rules", "select"]

FAMILIES = (
    length, routing, issuing, meetings, inspections, scoring, forms, form_deadlines, traces, apps, app_groups, duties,
    people, campaigns, form, layout, copying,
)  # fmt: skip
RULES: tuple[Rule, ...] = tuple(
    sorted((rule for family in FAMILIES for rule in family.RULES), key=lambda rule: rule.code)
)


def check(
    doc: Document, *, rules: Sequence[Rule] = RULES, ignore: Iterable[str] = (), on: date | None = None
) -> tuple[Outcome, ...]:
    r"""Run rules over a document; needs no model and no network.

    Parameters
    ----------
    doc : Document
        The document to check.
    rules : sequence of Rule
        The rules to run.
    ignore : iterable of str
        Codes or names whose findings are not wanted; their outcome is ``ignored``.
    on : date, optional
        The date that "today" means; nothing here reads a clock.

    Returns
    -------
    tuple of Outcome
        One for each rule, in the order of ``rules``.

    Raises
    ------
    ConfigError
        If ``ignore`` names a rule that does not exist.

    Examples
    --------
    >>> doc = Document.from_text("关于值守的通知\n各村：\n　　每晚8时报一次水位。")
    >>> {outcome.code: outcome.status for outcome in check(doc, ignore=["FMT-01"])}["FMT-01"]
    'ignored'
    """
    return run_rules(Reading(doc), rules, ignore=ignore, on=on)


def run_rules(
    reading: Reading, rules: Sequence[Rule] = RULES, *, ignore: Iterable[str] = (), on: date | None = None
) -> tuple[Outcome, ...]:
    """Run rules like ``check``, over a reading that the caller goes on using."""
    ignored = {find_rule(name, rules=(*rules, *RULES)).code for name in ignore}
    return tuple(
        Outcome(rule.code, "ignored", reason="按选项忽略")
        if rule.code in ignored
        else rule.check(reading.doc, on=on, reading=reading)
        for rule in rules
    )


def find_rule(name: str, *, rules: Sequence[Rule] = RULES) -> Rule:
    """Return the rule of a code (``DOC-01``, in either case) or name.

    Raises
    ------
    ConfigError
        If there is none.
    """
    wanted = name.strip()
    for rule in rules:
        if wanted.upper() == rule.code or wanted.lower() == rule.name:
            return rule
    raise ConfigError(f"没有规则 {name!r}；可用：{'、'.join(rule.code for rule in rules)}（formalism rules 列出全部）")


def select(names: Iterable[str]) -> tuple[Rule, ...]:
    """Return the rules of the given codes, names or families (``DOC``), in catalogue order.

    Raises
    ------
    ConfigError
        If a name matches nothing.
    """
    wanted: set[str] = set()
    for name in names:
        family = [rule.code for rule in RULES if rule.code.partition("-")[0] == name.strip().upper()]
        wanted.update(family or [find_rule(name).code])
    return tuple(rule for rule in RULES if rule.code in wanted)
