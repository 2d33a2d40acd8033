"""Counting rules (口径): which documents count for a measure, read from a file, compiled to SQL."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

from ..errors import ConfigError
from .schema import TABLES
from .store import Store

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

__all__ = ["Measure", "Pair", "Policy", "load_policy"]

# Columns that a rule may name beside those of ``documents``.
_DERIVED = {"paper_reports": "(d.reports - coalesce(d.app_reports, 0))"}


@dataclass(frozen=True)
class Measure:
    """One thing that is counted.

    Attributes
    ----------
    id, title, unit : str
        Name, Chinese title, counting word.
    value : str
        ``1`` for documents, else the column that is added up.
    statistic : {'sum', 'median'}
        How the values of a period become one.
    when : mapping
        Which documents count.
    exempt : tuple of (reason, conditions)
        Which of these do not, and why.
    """

    id: str
    title: str
    unit: str
    value: str
    statistic: str
    when: Mapping[str, Any]
    exempt: tuple[tuple[str, Mapping[str, Any]], ...]


@dataclass(frozen=True)
class Pair:
    """A form that is avoided and what stands in for it; ``mean`` where the length of each is what grows."""

    id: str
    title: str
    avoided: str
    substitute: tuple[str, ...]
    mean: bool = False


@dataclass(frozen=True)
class Policy:
    """A pack of counting rules.

    Attributes
    ----------
    id, version, title, basis : str
        ``rule`` joins the first two; every figure carries it.
    measures : mapping of str to Measure
        In the order of the file.
    pairs : tuple of Pair
        Substitutions that are looked for.
    rules : mapping
        Limits of the rules over sets, by code.
    """

    id: str
    version: str
    title: str
    basis: str
    measures: Mapping[str, Measure]
    pairs: tuple[Pair, ...]
    rules: Mapping[str, Mapping[str, Any]]

    @property
    def rule(self) -> str:
        """Name and version, as figures carry it."""
        return f"{self.id}/{self.version}"

    def apply(self, store: Store) -> None:
        """Make the table ``counted``: document, date, measure, value, named, why (null where it counts) for this connection."""
        parts = [
            f"SELECT d.id AS document, d.date AS date, {_text(m.id)} AS measure, ({_column(m.value)})::DOUBLE AS value, "
            f"coalesce(d.named, 0) AS named, {_why(m)} AS why FROM documents d WHERE {_condition(m.when)}"
            for m in self.measures.values()
        ]
        store.execute(f"CREATE OR REPLACE TEMP TABLE counted AS {' UNION ALL '.join(parts)}")

    def explain(self, store: Store, document: str) -> list[tuple[str, str]]:
        """Return title and verdict (计入, or why not) of each measure that a document touches."""
        told = {
            row["measure"]: row["why"] or "计入"
            for row in store.rows("SELECT measure, why FROM counted WHERE document = ?", [document])
        }
        return [(m.title, told.get(m.id, "不属于这一类")) for m in self.measures.values()]


def load_policy(path: str | Path | None = None) -> Policy:
    """Read counting rules; those that come with the package by default.

    Raises
    ------
    ConfigError
        If the file cannot be read or names a column that does not exist.

    Examples
    --------
    >>> policy = load_policy()
    >>> policy.rule, policy.measures["meetings"].title
    ('r24/2024.1', '会议')
    """
    try:
        text = (
            files(__package__).joinpath("data/counting.toml").read_text(encoding="utf-8")
            if path is None
            else Path(path).read_text(encoding="utf-8")
        )
        return _policy(tomllib.loads(text))
    except OSError as error:
        raise ConfigError(f"口径文件 {path} 打不开（{error.strerror}）") from None
    except (ValueError, KeyError, TypeError) as error:
        raise ConfigError(f"口径文件 {path or 'counting.toml'} 写法不对：{error}") from None


def _policy(data: Mapping[str, Any]) -> Policy:
    measures = {row["id"]: _measure(row) for row in data["measure"]}
    pairs = tuple(
        Pair(row["id"], row["title"], row["avoided"], tuple(row["substitute"]), bool(row.get("mean")))
        for row in data.get("pair", ())
    )
    for pair in pairs:
        for name in (pair.avoided, *pair.substitute):
            if name not in measures:
                raise ValueError(f"替代项 {pair.id} 里没有 {name} 这一项")
    head = data["policy"]
    return Policy(
        head["id"], head["version"], head["title"], head["basis"], measures, pairs, data.get("rules", {})
    )  # fmt: skip


def _measure(row: Mapping[str, Any]) -> Measure:
    exempt = tuple((one["why"], one["when"]) for one in row.get("exempt", ()))
    made = Measure(
        row["id"], row["title"], row.get("unit", "件"), str(row.get("value", "1")), row.get("statistic", "sum"), row["when"], exempt
    )  # fmt: skip
    if made.statistic not in ("sum", "median"):
        raise ValueError(f"statistic 只能是 sum 或 median，{made.id} 写的是 {made.statistic}")
    _column(made.value)
    for conditions in (made.when, *(when for _, when in exempt)):
        _condition(conditions)
    return made


def _why(measure: Measure) -> str:
    if not measure.exempt:
        return "NULL"
    cases = " ".join(f"WHEN {_condition(when)} THEN {_text(why)}" for why, when in measure.exempt)
    return f"CASE {cases} END"


def _condition(when: Mapping[str, Any]) -> str:
    """All tests of a mapping, each on one column; an unknown value of the document fails a test."""
    tests = [_test(name, value) for name, value in when.items()]
    return f"coalesce({' AND '.join(tests) or 'true'}, false)"


def _test(name: str, value: Any) -> str:
    if name == "title_has":
        return "(" + " OR ".join(f"contains(d.title, {_text(str(word))})" for word in value) + ")"
    if name.endswith(("_min", "_max")):
        sign = ">=" if name.endswith("_min") else "<="
        return f"{_column(name[:-4])} {sign} {float(value)}"
    if isinstance(value, bool):
        return f"{_column(name)} = {'true' if value else 'false'}"
    listed = value if isinstance(value, list) else [value]
    return f"{_column(name)} IN ({', '.join(_text(str(one)) for one in listed)})"


def _column(name: str) -> str:
    if name == "1":
        return "1"
    if name in _DERIVED:
        return _DERIVED[name]
    if name not in TABLES["documents"][1]:
        raise ValueError(f"没有 {name} 这一列")
    return f"d.{name}"


def _text(value: str) -> str:
    """Quote a text for SQL."""
    return "'" + value.replace("'", "''") + "'"
