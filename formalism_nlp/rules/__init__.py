"""The rules, and running them over a document."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, MutableMapping, Sequence
from datetime import date
from time import perf_counter

from ..document import Document
from ..errors import ConfigError
from ..findings import Outcome
from . import (
    app_groups,
    apportioning,
    apps,
    campaigns,
    copying,
    duties,
    escalation,
    form,
    form_deadlines,
    forms,
    inspections,
    issuing,
    layout,
    length,
    meetings,
    people,
    repetition,
    routing,
    scoring,
    traces,
)  # fmt: skip
from .likeness import shipped
from .overlays import shipped_overlays
from .passages import BY_THE_WHOLE
from .rule import Case, Hit, Reading, Rule

__all__ = [
    "RULES",
    "Case",
    "Hit",
    "Reading",
    "Rule",
    "check",
    "find_rule",
    "learned_from",
    "rules_id",
    "run_rules",
    "select",
]

FAMILIES = (
    length, routing, issuing, meetings, inspections, scoring, forms, form_deadlines, traces, apps, app_groups, duties, apportioning,
    people, campaigns, form, layout, copying, repetition, escalation,
)  # fmt: skip
RULES: tuple[Rule, ...] = tuple(
    sorted((rule for family in FAMILIES for rule in family.RULES), key=lambda rule: rule.code)
)


def check(
    doc: Document,
    *,
    rules: Sequence[Rule] = RULES,
    ignore: Iterable[str] = (),
    on: date | None = None,
    times: MutableMapping[str, float] | None = None,
    learned: bool = True,
) -> tuple[Outcome, ...]:
    r"""Run rules over a document; needs no trained classifier and no network.

    Parameters
    ----------
    doc : Document
        The document to check.
    rules : sequence of Rule
        The rules to run.
    ignore : iterable of str
        Codes or names whose findings are not wanted; their outcome is ``ignored``.
    on : date, optional
        The date that "today" means; no result depends on a clock.
    times : mutable mapping, optional
        Gets the seconds that each rule took added under its code, and those for the
        directives under ``directives``.
    learned : bool
        Also compare passages with the examples of each rule, which adds tips where no pattern fits and drops
        findings that only look like one; else patterns alone decide.

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
    return run_rules(Reading(doc, learned=learned), rules, ignore=ignore, on=on, times=times)


def run_rules(
    reading: Reading,
    rules: Sequence[Rule] = RULES,
    *,
    ignore: Iterable[str] = (),
    on: date | None = None,
    times: MutableMapping[str, float] | None = None,
) -> tuple[Outcome, ...]:
    """Run rules like ``check``, over a reading that the caller goes on using."""
    ignored = {find_rule(name, rules=(*rules, *RULES)).code for name in ignore}
    spent: MutableMapping[str, float] = {} if times is None else times
    start = perf_counter()
    if times is not None:
        # Else the first rule would be charged with what all of them use.
        _ = reading.directives
    outcomes: list[Outcome] = []
    last = _add(spent, "directives", start)
    for rule in rules:
        if rule.code in ignored:
            outcomes.append(Outcome(rule.code, "ignored", reason="按选项忽略"))
        else:
            outcomes.append(rule.check(reading.doc, on=on, reading=reading))
        last = _add(spent, rule.code, last)
    return tuple(outcomes)


def _add(spent: MutableMapping[str, float], name: str, start: float) -> float:
    """Charge the time since ``start`` and return the time now."""
    now = perf_counter()
    spent[name] = spent.get(name, 0.0) + now - start
    return now


def rules_id(rules: Sequence[Rule], *, learned: bool = True) -> str:
    """Return a short name for a set of rules: it changes with codes, options, wording and examples."""
    told = repr([(rule.code, rule.severity, rule.message, sorted(rule.options.items())) for rule in rules]) + repr(
        shipped_overlays()
    )
    told += shipped().digest if learned else ""
    return f"{len(rules)}-{hashlib.sha256(told.encode()).hexdigest()[:8]}"


def learned_from() -> dict[str, int]:
    """Return for each rule that is compared with examples how many passages meet it among them."""
    examples = shipped().examples
    return {code: many for code, many in examples.items() if code not in BY_THE_WHOLE}


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
