"""The tables of a store: columns with their meaning, and the steps from one version to the next."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

__all__ = ["MIGRATIONS", "TABLES", "VERSION", "create_statements", "json_shape", "markdown"]

Columns = Mapping[str, tuple[str, str]]

# name of the column -> (type, meaning). The order is the order of the table.
TABLES: Final[Mapping[str, tuple[str, Columns]]] = {
    "store": ("One row: what this file is.", {
        "version": ("INTEGER", "version of this schema"),
        "made_by": ("VARCHAR", "version of formalism_nlp that made or last migrated it"),
    }),
    "batches": ("One row a transaction of `monitor add`.", {
        "id": ("INTEGER", "number, from 1"),
        "channel": ("VARCHAR", "`folder`, `texts`, `reports` (JSONL), `direct` (直报)"),
        "drop_name": ("VARCHAR", "folder or file that was added, by its last name; null when direct"),
        "formalism_nlp": ("VARCHAR", "version of the library"),
        "rules": ("VARCHAR", "rule pack that was run"),
        "model": ("VARCHAR", "sentence model, null without"),
    }),
    "documents": ("One row a document. Same text and date twice is one document.", {
        "id": ("VARCHAR PRIMARY KEY", "first 16 digits of the digest of text and date"),
        "text_digest": ("VARCHAR", "SHA-256 of the text without white space; null when only a report was added"),
        "batch": ("INTEGER", "`batches.id`"),
        "name": ("VARCHAR", "file name, or place in the JSONL; null when direct"),
        "title": ("VARCHAR", "title"),
        "topic": ("VARCHAR", "matter of the title: without issuer, genre, year and words such as 再次, 补充"),
        "genre": ("VARCHAR", "文种"),
        "carrier": ("VARCHAR", "方案, 办法, 总结 …"),
        "doc_number": ("VARCHAR", "发文字号"),
        "header_kind": ("VARCHAR", "red_head, letter, order, minutes, white_head, none"),
        "issuer": ("VARCHAR", "first issuer"),
        "issuer_level": ("VARCHAR", "central, province, prefecture, county, township, village, unknown"),
        "issuer_kind": ("VARCHAR", "party, government, office, department, section, coordination …"),
        "place": ("VARCHAR", "place in the name of the first issuer"),
        "issuers": ("VARCHAR[]", "all issuers"),
        "addressees": ("VARCHAR[]", "addressees as named"),
        "addressee_levels": ("VARCHAR[]", "their levels"),
        "named": ("INTEGER", "how many single bodies it is addressed to; null when to all (各…)"),
        "date": ("DATE", "date of issue, else of receipt; null when neither text nor drop says it"),
        "urgency": ("VARCHAR", "紧急程度"),
        "sent_to": ("VARCHAR", "level in 附注 此件发至…级"),
        "characters": ("INTEGER", "length"),
        "pages": ("INTEGER", "pages, where the format has them"),
        "warnings": ("INTEGER", "warnings of the reader: parts that were not read"),
        "demands": ("INTEGER", "own demands on lower bodies"),
        "reports": ("INTEGER", "of these: forms, figures, materials to hand up"),
        "app_reports": ("INTEGER", "of these: through an app, system or group"),
        "calls": ("DOUBLE", "hand-ins a year that the demands with a frequency add up to"),
        "traces": ("INTEGER", "demands for proof of work"),
        "deadlines": ("INTEGER", "demands with a due time"),
        "lead_hours": ("DOUBLE", "shortest lead of a deadline, working hours"),
        "meeting": ("BOOLEAN", "calls to a meeting"),
        "meeting_hours": ("DOUBLE", "its length; null when not told"),
        "townships_called": ("BOOLEAN", "calls township bodies to the meeting"),
        "inspection": ("BOOLEAN", "announces an inspection or assessment"),
        "research": ("BOOLEAN", "announces a visit, study, guidance (调研)"),
        "app_task": ("BOOLEAN", "gives tasks through an app or group"),
        "on_top": ("BOOLEAN", "temporary, supplementary or task-division document (DOC-08)"),
        "campaign": ("BOOLEAN", "creation or demonstration campaign"),
        "report_genre": ("BOOLEAN", "report, summary, account of rectification: words about work"),
        "duties": ("INTEGER", "duties pushed down (DUT findings)"),
        "empty_slots": ("INTEGER", "of the five slots of these duties, those not filled"),
        "emergency": ("BOOLEAN", "all its demands with an exception concern an emergency"),
        "fields": ("VARCHAR[]", "names of forms and table columns it asks for"),
        "sketch": ("UINTEGER[]", "sample of the hashes of its text, for repeated notices"),
        "formalism_nlp": ("VARCHAR", "version it was scored with"),
        "rules": ("VARCHAR", "rule pack it was scored with"),
        "model": ("VARCHAR", "model it was scored with"),
    }),
    "provenance": ("One row for each time a document came in.", {
        "document": ("VARCHAR", "`documents.id`"),
        "batch": ("INTEGER", "`batches.id`"),
        "sha256": ("VARCHAR", "digest of the bytes that came in"),
        "name": ("VARCHAR", "path below the folder, or line of the JSONL; null when direct"),
    }),
    "deliveries": ("Which unit received or sent a document, as the drop says it.", {
        "document": ("VARCHAR", "`documents.id`"),
        "unit": ("VARCHAR", "unit"),
        "box": ("VARCHAR", "`in` or `out`"),
        "received": ("DATE", "date of receipt, where told"),
    }),
    "findings": ("One row a finding.", {
        "document": ("VARCHAR", "`documents.id`"),
        "code": ("VARCHAR", "rule"),
        "severity": ("VARCHAR", "issue or tip"),
        "start_pos": ("INTEGER", "start in the text, code points"),
        "end_pos": ("INTEGER", "end in the text"),
        "quote": ("VARCHAR", "the passage"),
        "message": ("VARCHAR", "message"),
        "exception": ("VARCHAR", "what excuses it"),
    }),
    "directives": ("One row a directive.", {
        "document": ("VARCHAR", "`documents.id`"),
        "start_pos": ("INTEGER", "start in the text, code points"),
        "end_pos": ("INTEGER", "end in the text"),
        "quote": ("VARCHAR", "its words; null when only a report was added"),
        "polarity": ("VARCHAR", "demand, prohibit, permit, abolish, criticise, report"),
        "attribution": ("VARCHAR", "own, quoted, narrated, cited_title"),
        "direction": ("VARCHAR", "down, up, level, public, self"),
        "lead_hours": ("DOUBLE", "working hours from issue to due"),
        "per_year": ("DOUBLE", "times a year"),
        "trace": ("BOOLEAN", "asks for proof of work"),
        "exception": ("VARCHAR", "what excuses it"),
    }),
    "matches": ("One row a passage shared with another document.", {
        "document": ("VARCHAR", "`documents.id`"),
        "other": ("VARCHAR", "id of the other document in the index"),
        "start_pos": ("INTEGER", "start in the text, code points"),
        "end_pos": ("INTEGER", "end in the text"),
        "chars": ("INTEGER", "shared characters"),
        "similarity": ("DOUBLE", "0 to 1"),
        "kind": ("VARCHAR", "verbatim, edited, formula, citation, legal, transmitted"),
    }),
    "scores": ("One row a part of the score, and one for the total.", {
        "document": ("VARCHAR", "`documents.id`"),
        "part": ("VARCHAR", "`total`, or name of the part"),
        "value": ("DOUBLE", "total 0 to 100, part 0 to 1; null where no score would be fair"),
        "status": ("VARCHAR", "of the total: ok, insufficient, profile_only"),
    }),
    "citations": ("One row a cited document.", {
        "document": ("VARCHAR", "`documents.id`"),
        "title": ("VARCHAR", "cited title"),
        "number": ("VARCHAR", "cited number"),
    }),
    "failures": ("One row an input that was not read.", {
        "batch": ("INTEGER", "`batches.id`"),
        "sha256": ("VARCHAR", "digest of its bytes"),
        "name": ("VARCHAR", "file; null when direct"),
        "error": ("VARCHAR", "kind"),
        "message": ("VARCHAR", "one line"),
    }),
    "points": ("One row a monitoring point.", {
        "id": ("INTEGER", "number, from 1"),
        "unit": ("VARCHAR", "unit; bodies whose name begins with it belong to it"),
        "level": ("VARCHAR", "its level"),
        "start": ("DATE", "watched from this day"),
        "inbox": ("VARCHAR", "folder of documents received"),
        "outbox": ("VARCHAR", "folder of documents issued"),
        "receivers": ("INTEGER", "units that its documents go to, for the load on one"),
    }),
    "windows": ("One row a stretch of inspection or rectification, for the rebound after it.", {
        "unit": ("VARCHAR", "unit that stood under it"),
        "first": ("DATE", "first day"),
        "last": ("DATE", "last day"),
        "name": ("VARCHAR", "what it was"),
    }),
    "issues": ("One row an issue of the ledger (问题清单).", {
        "id": ("INTEGER", "number, from 1"),
        "code": ("VARCHAR", "rule"),
        "unit": ("VARCHAR", "unit that puts it right; county level or above, or the watched unit"),
        "matter": ("VARCHAR", "what, in one line"),
        "documents": ("VARCHAR[]", "documents behind it"),
        "measure": ("VARCHAR", "indicator that tells whether it is back in range; null when none does"),
        "within": ("DOUBLE", "the range: at most this much a month"),
        "due": ("DATE", "due date"),
    }),
    "issue_events": ("One row a step of an issue; only appended.", {
        "issue": ("INTEGER", "`issues.id`"),
        "step": ("INTEGER", "number within the issue, from 1"),
        "state": ("VARCHAR", "found, confirmed, measure, verified, closed, reopened"),
        "day": ("DATE", "when"),
        "office": ("VARCHAR", "office that took the step; no persons"),
        "evidence": ("VARCHAR", "document, figure, report, none"),
        "document": ("VARCHAR", "`documents.id` of the evidence"),
        "figure": ("DOUBLE", "value of the indicator"),
        "note": ("VARCHAR", "one line"),
        "paper": ("BOOLEAN", "closed on nothing but a report (纸面销号)"),
    }),
    "ratings": ("Ratings of upper bodies by those who receive from them; without raters.", {
        "issuer": ("VARCHAR", "body that was rated"),
        "period": ("VARCHAR", "year, quarter or month"),
        "raters": ("INTEGER", "how many rated; never below the minimum"),
        "mean": ("DOUBLE", "mean rating"),
        "source": ("VARCHAR", "digest of the file it came from"),
    }),
}  # fmt: skip


def create_statements() -> tuple[str, ...]:
    """Return the statements that make an empty store of the first version."""
    return tuple(
        f"CREATE TABLE {table} ({', '.join(f'{name} {kind}' for name, (kind, _) in columns.items())})"
        for table, (_, columns) in TABLES.items()
    )


# One entry for each version after the first: the statements that lead to it from the one before.
MIGRATIONS: tuple[tuple[str, ...], ...] = ()
VERSION = 1 + len(MIGRATIONS)


def json_shape(table: str) -> str:
    """Return the shape of a row of a table for ``from_json``."""
    columns = TABLES[table][1]
    told = []
    for name, (kind, _) in columns.items():
        bare = kind.removesuffix(" PRIMARY KEY")
        told.append(f'"{name}":["{bare[:-2]}"]' if bare.endswith("[]") else f'"{name}":"{bare}"')
    return "[{" + ",".join(told) + "}]"


def markdown() -> str:
    """Return ``docs/monitor-schema.md``."""
    lines = [
        "# Tables of a monitor store", "",
        f"Schema version {VERSION}. Written by `python -m formalism_nlp.monitor.schema`; a test compares it with the code.",
        "", "Open it with DuckDB (`duckdb store.duckdb`), or `Store(path).frame(sql)` in Python. Nobody who handed in a document",
        "is stored. Full texts are not stored.", "",
    ]  # fmt: skip
    for table, (about, columns) in TABLES.items():
        lines += [f"## {table}", "", about, "", "| column | type | meaning |", "| --- | --- | --- |"]
        lines += [f"| {name} | {kind} | {meaning} |" for name, (kind, meaning) in columns.items()]
        lines.append("")
    return "\n".join(lines)


if __name__ == "__main__":
    print(markdown(), end="")
