"""Many results as one table, a row for each document: pandas data frame and Parquet file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from ..errors import ConfigError
from ..findings import Failure, Report
from ..rules import RULES
from .tables import FILE_COLUMNS, file_row
from .words import PART_WORDS

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

__all__ = ["DOCUMENT_COLUMNS", "PARTS", "arrow_table", "document_row", "parquet_schema", "to_frame"]

PARTS = tuple(PART_WORDS)
_WHOLE = ("characters", "units", "issues", "tips")
_REAL = ("score", "percentile", *PARTS)
# Without the columns of the rules, which follow: one for each code of RULES. Documented, never renamed.
DOCUMENT_COLUMNS = (*FILE_COLUMNS, "percentile", *PARTS)


def document_row(result: Report | Failure) -> dict[str, Any]:
    """Return the row of one document: plain values under ``DOCUMENT_COLUMNS``, then counts by code of rule."""
    row: dict[str, Any] = {**dict.fromkeys(DOCUMENT_COLUMNS), **file_row(result)}
    if isinstance(result, Failure):
        return row
    row["percentile"] = result.score.percentile
    row.update((name, part.value) for name, part in result.score.parts.items())
    for outcome in result.outcomes:
        if outcome.status in ("hit", "clean"):
            row[outcome.code] = sum(finding.exception is None for finding in outcome.findings)
    return row


def to_frame(results: Iterable[Report | Failure]) -> pd.DataFrame:
    r"""Return results as a table with one row for each document, in their order.

    Parameters
    ----------
    results : iterable of Report or Failure
        For example what ``score_many`` yields; only the row of each is kept.

    Returns
    -------
    DataFrame
        ``path, title, genre, carrier, doc_number, issuer, level, date`` (datetime), ``characters, units`` (sentences),
        ``score`` (0 to 100, missing where no score would be fair), ``status`` (``ok``, ``insufficient``,
        ``profile_only``, ``failure``), ``issues, tips`` (findings), ``codes`` (those found, by spaces),
        ``warnings`` (what was not read), ``error`` (why there is no report), ``percentile``; the parts of the
        score, 0 to 1, missing where a part could not be computed: ``emptiness, copying, repetition, burden,
        escalation, form``; then one column for each code of ``RULES`` with the number of findings: 0 where the
        rule found nothing, missing where it was not applied. Findings that an exception excuses are not counted.

    Examples
    --------
    >>> from formalism_nlp import score_many
    >>> table = to_frame(score_many(["松垣县防汛要点\n各镇：\n　　请于今日17时前报送台账。", b""]))
    >>> table[["status", "issues", "FRM-02"]].values.tolist()
    [['insufficient', 1, 1], ['failure', <NA>, <NA>]]
    """
    import pandas as pd  # noqa: PLC0415 - optional, and slow to load

    rows = [document_row(result) for result in results]
    frame: pd.DataFrame = pd.DataFrame(rows, columns=_columns(rows))
    for name in frame.columns:
        if name == "date":
            frame[name] = pd.to_datetime(frame[name], errors="coerce")
        elif name in _REAL:
            frame[name] = frame[name].astype("float64")
        elif name in _WHOLE or name not in DOCUMENT_COLUMNS:
            frame[name] = frame[name].astype("Int64")
    return frame


def parquet_schema() -> pa.Schema:
    """Return the columns of the Parquet form, which are those of `to_frame`.

    Raises
    ------
    ConfigError
        If pyarrow is not installed.
    """
    try:
        import pyarrow as pa  # noqa: PLC0415 - an optional extra
    except ImportError:
        raise ConfigError("写 parquet 需要安装：pip install 'formalism_nlp[parquet]'；也可以用 --format csv") from None
    kinds: Mapping[str, pa.DataType] = {"date": pa.date32(), **dict.fromkeys(_REAL, pa.float64())}
    counts = dict.fromkeys((*_WHOLE, *(rule.code for rule in RULES)), pa.int32())
    return pa.schema([(name, kinds.get(name) or counts.get(name) or pa.string()) for name in _columns(())])


def arrow_table(rows: Iterable[Mapping[str, Any]], schema: pa.Schema) -> pa.Table:
    """Return rows of `document_row` as a table; dates that are none are left out."""
    import pyarrow as pa  # noqa: PLC0415 - an optional extra

    return pa.Table.from_pylist([{**row, "date": _day(row["date"])} for row in rows], schema=schema)


def _day(value: str | None) -> date | None:
    try:
        return None if value is None else date.fromisoformat(value)
    except ValueError:
        return None


def _columns(rows: Iterable[Mapping[str, Any]]) -> list[str]:
    """All columns in their order; codes of rules that are not in ``RULES`` come last."""
    known = [*DOCUMENT_COLUMNS, *(rule.code for rule in RULES)]
    return known + sorted({name for row in rows for name in row}.difference(known))
