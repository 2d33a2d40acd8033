"""Results as text, JSON, CSV and HTML."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from typing import TextIO

from ..document import Document
from ..findings import Failure, Report, to_plain
from .tables import csv_head, csv_line
from .text import document_text, findings_text, result_text

__all__ = [
    "FRAMES", "LINES", "SUFFIX_FORMATS", "document_json", "document_text", "findings_text", "write_results",
]  # fmt: skip

SUFFIX_FORMATS = {
    ".html": "html", ".htm": "html", ".jsonl": "jsonl", ".json": "json", ".csv": "csv", ".txt": "text",
    ".parquet": "parquet",
}  # fmt: skip


def write_results(results: Iterable[Report | Failure], format: str, out: TextIO) -> None:
    """Write results as they come; HTML is written when all are there.

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
        return
    head, between, tail = FRAMES[format]
    out.write(head)
    for number, result in enumerate(results):
        out.write((between if number else "") + LINES[format](result))
    out.write(tail)


def _text_lines(result: Report | Failure) -> str:
    return result_text(result) + "\n"


def _json_line(result: Report | Failure) -> str:
    return json.dumps(result.to_dict(), ensure_ascii=False) + "\n"


def _json_item(result: Report | Failure) -> str:
    return json.dumps(result.to_dict(), ensure_ascii=False, indent=1)


# What a format writes for one result, and before, between and after all results.
LINES: Mapping[str, Callable[[Report | Failure], str]] = {
    "text": _text_lines, "jsonl": _json_line, "csv": csv_line, "json": _json_item,
}  # fmt: skip
FRAMES = {"text": ("", "", ""), "jsonl": ("", "", ""), "csv": (csv_head(), "", ""), "json": ("[\n", ",\n", "\n]\n")}


def document_json(doc: Document) -> str:
    """Return a document as JSON: text, blocks, sentences and header facts."""
    return json.dumps(to_plain(doc), ensure_ascii=False, indent=1) + "\n"
