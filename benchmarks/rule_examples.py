"""Labelled passages for the likeness of rules: from documents, single passages and real documents."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from formalism_nlp import Document, read
from formalism_nlp.document import Span
from formalism_nlp.rules import RULES, Reading, run_rules
from formalism_nlp.rules.copying import BESIDE
from formalism_nlp.rules.passages import BY_FIGURES, BY_THE_WHOLE, laid_on_others, passage_spans

ROOT = Path(__file__).parent.parent
DOCUMENTS = ("cases", "fresh", "held", "offices", "ordinary")


@dataclass(frozen=True)
class Example:
    """One passage: which rules it meets, which the patterns found there, which are left open.

    ``ready`` are the rules that may speak there without a pattern; ``code`` is the only rule that a single passage
    was judged for; ``spoken`` tells whether anything is laid on others there.
    """

    text: str
    hand: str
    document: str
    gold: frozenset[str]
    fired: frozenset[str]
    open: frozenset[str]
    ready: frozenset[str] = frozenset()
    spoken: bool = False
    code: str | None = None
    silent: bool = False
    real: bool = False


def examples_of(
    doc: Document, hand: str, name: str, gold: list[tuple[str, Span]], on: date | None = None, **more: Any
) -> list[Example]:
    """Return the passages of a document; ``more`` goes into each example, ``within`` limits them."""
    reading = Reading(doc, learned=False)
    outcomes = run_rules(reading, on=on)
    found = [f for one in outcomes for f in one.findings if not f.exception]
    speaking = [
        one.code for one in outcomes if one.status != "not_applicable" and one.code not in BY_THE_WHOLE | BY_FIGURES
    ]
    within = more.pop("within", Span(0, len(doc.text)))
    left = frozenset(more.pop("open", ()))
    return [
        Example(
            doc.quote(span), hand, name,
            frozenset(code for code, where in gold if where.overlaps(span)),
            frozenset(f.code for f in found if f.span.overlaps(span)),
            left, _ready(reading, span, speaking), bool(_ready(reading, span, [""])), **more,
        )
        for span in passage_spans(doc, reading.directives) if span.overlaps(within)
    ]  # fmt: skip


def _ready(reading: Reading, span: Span, codes: list[str]) -> frozenset[str]:
    inside = sorted((one for one in reading.directives if one.span.overlaps(span)), key=lambda one: one.span)
    return frozenset(code for code in codes if laid_on_others(code, inside))


def documents(path: Path, hand: str | None = None) -> list[Example]:
    """Read whole documents with expected findings."""
    found: list[Example] = []
    for case in _lines(path):
        doc = read(case["text"].encode(), format="txt")
        gold = [(e["code"], _place(doc, e["quote"])) for e in case["expect"] if e["quote"] in doc.text]
        on = date.fromisoformat(case["on"]) if case.get("on") else None
        by = hand or case.get("hand") or path.stem
        found += examples_of(doc, by, case["id"], gold, on, open=case.get("may", ()), silent=not case["expect"])
    return found


def passages(path: Path) -> list[Example]:
    """Read single passages, each put into a short notice."""
    found: list[Example] = []
    for number, row in enumerate(_lines(path)):
        doc = read(notice(row).encode(), format="txt")
        within = _place(doc, row["text"])
        gold = [(row["code"], _place(doc, row.get("quote") or row["text"]))] if row["hit"] else []
        name = f"{path.stem}{number}"
        found += examples_of(
            doc, row.get("hand", path.stem), name, gold, open=row.get("also", ()), within=within, code=row["code"]
        )
    return found


def notice(row: dict[str, Any]) -> str:
    """Return a short notice around a passage."""
    if row.get("body"):
        return str(row["text"])
    issuer, to = row.get("issuer") or "松垣县农业农村局", row.get("to") or "各乡镇人民政府"
    title, day = row.get("title") or "关于做好有关工作的通知", row.get("date") or "2025年9月3日"
    return (
        f"{issuer}\n{title}\n\n{to.rstrip('：:')}：\n　　经研究，现将有关事项通知如下：\n　　{row['text']}\n\n"
        f"　　　　　　　　　　　　{issuer}\n　　　　　　　　　　　　{day}\n"
    )


def real(shared: Path, *, share: int = 0) -> list[Example]:
    """Read the real notices and work reports that are not reserved; what patterns find in them was read and is right.

    ``share`` 1 or 2 gives one half of them.
    """
    reserved = set(json.loads((shared / "labels" / "reserved.json").read_text("utf-8")))
    found: list[Example] = []
    with gzip.open(shared / "data" / "corpus.jsonl.gz", "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            if row["id"] in reserved or row["doc_class"] not in ("gongwen", "work_report"):
                continue
            if share and int(row["id"][-1], 16) % 2 != share - 1:
                continue
            found += examples_of(Document.from_text(row["text"][:40000]), "real", row["id"], [], real=True)
    return [one for one in found if one.spoken]


def patterns() -> Iterator[Example]:
    """Yield the examples that rules carry themselves; what their patterns find in them is what is meant."""
    for rule in RULES:
        for hit, texts in ((True, rule.hits), (False, rule.clean)):
            for number, text in enumerate(texts):
                doc = Document.from_text(text.partition(BESIDE)[0])
                spans = rule.check(doc, reading=Reading(doc, learned=False)).findings if hit else ()
                gold = [(rule.code, finding.span) for finding in spans]
                yield from examples_of(doc, "rules", f"{rule.code} {hit} {number}", gold, code=rule.code)


def variants() -> Iterator[Example]:
    """Yield each requirement imposed, and the same forbidden, blamed, cited and abolished."""
    for row in _lines(ROOT / "tests" / "rules" / "minimal_pairs.jsonl"):
        for name in ("imposed", "double", "prohibited", "criticised", "cited", "abolished"):
            if not row.get(name):
                continue
            doc = Document.from_text(notice({**row, "text": row[name], "title": row.get("title"), "body": False}))
            at = _place(doc, row[name])
            gold = [(row["code"], at)] if name in ("imposed", "double") else []
            yield from examples_of(doc, "variants", f"{row['code']} {name}", gold, code=row["code"], within=at)


def own() -> Iterator[Example]:
    """Yield all examples of our own writing."""
    yield from patterns()
    yield from variants()
    for name in DOCUMENTS:
        yield from documents(ROOT / "tests" / "rules" / f"{name}.jsonl")
    for path in (
        ROOT / "tests" / "rules" / "passages.jsonl",
        *sorted((ROOT / "corpora" / "rules").glob("passages*.jsonl")),
    ):
        yield from passages(path)
    for path in sorted((ROOT / "corpora" / "rules").glob("documents*.jsonl")):
        yield from documents(path)


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    yield from map(json.loads, filter(None, path.read_text("utf-8").splitlines()))


def _place(doc: Document, words: str) -> Span:
    """Return where words stand; of a passage that was read in several lines at least its beginning."""
    at = max(doc.text.find(words), doc.text.find(words.splitlines()[0]), 0)
    return Span(at, min(at + len(words), len(doc.text)))
