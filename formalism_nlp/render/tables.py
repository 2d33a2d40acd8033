"""Reports as rows: CSV that Excel opens as it is, and data frames."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from typing import Any

from ..findings import Failure, Report

__all__ = ["FILE_COLUMNS", "csv_cells", "csv_head", "csv_line", "file_row"]

# One row a file; documented, never renamed.
FILE_COLUMNS = (
    "path", "title", "genre", "carrier", "doc_number", "issuer", "level", "date", "characters", "units",
    "score", "status", "issues", "tips", "codes", "warnings", "error",
)  # fmt: skip
# A cell that begins with one of these is run as a formula by spreadsheet programs.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def file_row(result: Report | Failure) -> dict[str, Any]:
    """Return the row of one file with the keys of ``FILE_COLUMNS``; a failure has ``error`` set."""
    row: dict[str, Any] = dict.fromkeys(FILE_COLUMNS)
    if isinstance(result, Failure):
        return {**row, "path": result.path, "status": "failure", "error": result.message}
    facts = result.document
    findings = [finding for finding in result.findings if finding.exception is None]
    row.update({key: facts[key] for key in FILE_COLUMNS if key in facts})
    row.update(
        path=facts["path"] or facts["id"],
        issuer="、".join(organ["name"] for organ in facts["issuers"] if organ["name"]) or None,
        level=facts["issuers"][0]["level"] if facts["issuers"] else None,
        score=result.score.value, status=result.score.status,
        issues=sum(f.severity == "issue" for f in findings), tips=sum(f.severity == "tip" for f in findings),
        codes=" ".join(sorted({f.code for f in findings})) or None, warnings="；".join(facts["warnings"]) or None,
    )  # fmt: skip
    return row


def csv_head() -> str:
    """Return the header line of the CSV form, with the mark that makes Excel read UTF-8."""
    return "\ufeff" + _line(FILE_COLUMNS)


def csv_line(result: Report | Failure) -> str:
    """Return the CSV line of one file; no cell can act as a formula."""
    return csv_cells(file_row(result).values())


def csv_cells(cells: Iterable[Any]) -> str:
    """Return one CSV line; no cell can act as a formula."""
    return _line([_safe(cell) for cell in cells])


def _safe(value: Any) -> Any:
    if isinstance(value, str):
        value = value.replace("\r", " ").replace("\n", " ").replace("\0", "")
        return f"'{value}" if value.startswith(_FORMULA) else value
    return value


def _line(cells: Iterable[Any]) -> str:
    out = io.StringIO()
    csv.writer(out).writerow(cells)
    return out.getvalue()
