"""Results as text, JSON, CSV and HTML."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import TextIO

from ..document import Document
from ..findings import Failure, Report, to_plain
from .tables import csv_head, csv_line
from .text import document_text, findings_text, result_text

__all__ = ["SUFFIX_FORMATS", "document_json", "document_text", "findings_text", "write_results"]

SUFFIX_FORMATS = {".html": "html", ".htm": "html", ".jsonl": "jsonl", ".json": "json", ".csv": "csv", ".txt": "text"}


def write_results(results: Iterable[Report | Failure], format: str, out: TextIO) -> None:
    """Write results as they come; HTML and JSON are written when all are there.

    Parameters
    ----------
    results : iterable of Report or Failure
        Consumed in order.
    format : {'text', 'json', 'jsonl', 'csv', 'html'}
        ``jsonl`` prints one object a line by ``docs/schema/report-1.json``; ``json`` a list of them.
    out : text stream
        Where to write.
    """
    if format == "html":
        from .html import page  # noqa: PLC0415 - loads its assets

        out.write(page(list(results)))
    elif format == "json":
        json.dump([result.to_dict() for result in results], out, ensure_ascii=False, indent=1)
        out.write("\n")
    elif format == "csv":
        out.write(csv_head())
        for result in results:
            out.write(csv_line(result))
    else:
        for result in results:
            out.write(result_text(result) + "\n" if format == "text" else _json_line(result))


def _json_line(result: Report | Failure) -> str:
    return json.dumps(result.to_dict(), ensure_ascii=False) + "\n"


def document_json(doc: Document) -> str:
    """Return a document as JSON: text, blocks, sentences and header facts."""
    return json.dumps(to_plain(doc), ensure_ascii=False, indent=1) + "\n"
