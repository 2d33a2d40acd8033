"""From a report to the rows of a store: facts, counts and evidence of one document."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from typing import Any

from ..directives import Directive
from ..document import Document
from ..findings import Finding, Report, to_plain
from ..reuse.fingerprint import SCHEMES, sketch, units_of
from ..rules.form_words import FILL, HAND_IN, PAPER
from ..rules.meeting_facts import is_meeting, minutes, stretches
from .kinds import is_app_task, is_campaign, is_inspection, is_on_top, is_report, is_research, sent_to, topic

__all__ = ["Rows", "plain", "rows_of", "sketched", "text_digest"]

Row = dict[str, Any]
Rows = dict[str, list[Row]]

_SPACE = re.compile(r"\s+")
_ID_DIGITS = 16
# A form or list that is asked for by name.
_NAMED_FORM = re.compile(
    "《([^》]{2,24}[表册单账档])》|([\\u4e00-\\u9fff]{2,12}?(?:统计表|登记表|台账|花名册|进度表|排查表))"
)
# What stands in front of the name of a form and is no part of it.
_BEFORE_FORM = re.compile("^.*(?:报送|填报|上报|填写|建立|更新|附|将|请)")
_TOWNSHIP_BODIES = re.compile("乡镇|镇街|街道|各镇|各乡|(?<=[\\u4e00-\\u9fff]{2})镇(?!江)")
_MEETING_TIME = re.compile("时间|会期|为期|历时|半天|[时点]\\s?(?:\\d+分)?\\s?(?:至|到|—|－|-|~|～)|:\\d\\d")
# A meeting day is two halves of three hours, as in ``rules.meeting_facts``.
_HOURS_A_MEETING_DAY = 6.0
# The five slots of a duty pushed down: approval, owner, training, money, people (domain notes 1.3).
_SLOTS = 5
_ALL_OF_A_KIND = re.compile("各|所有|有关|相关|全|.{0,8}(?:所属|直属)")
_REPORT_CODES = ("FRM-01", "FRM-05", "DOC-09")


def sketched(rows: Iterable[Row]) -> None:
    """Replace the texts in ``sketch`` by samples of their hashes, all in one pass: one by one costs three times as much."""
    told = [row for row in rows if isinstance(row.get("sketch"), str)]
    if told:
        made = sketch([units_of(row["sketch"], SCHEMES["char"]) for row in told], SCHEMES["char"])
        for row, start, end in zip(told, made.bounds, made.bounds[1:], strict=False):
            row["sketch"] = made.hashes[start:end].tolist()


def text_digest(text: str) -> str:
    r"""Return the digest of a text, the same however its lines are broken.

    Examples
    --------
    >>> text_digest("每晚8时\n报水位。") == text_digest("每晚8时报水位。")
    True
    """
    return hashlib.sha256(_SPACE.sub("", text).encode("utf-8", "surrogatepass")).hexdigest()


def plain(report: Report) -> Row:
    """Return what the store needs of a report as plain values: the wire form, plus what only the text shows."""
    doc = report.content
    wire = {
        "document": report.document, "matches": to_plain(report.matches), "versions": report.versions,
        "score": {
            "value": report.score.value, "status": report.score.status,
            "parts": {name: {"value": part.value} for name, part in report.score.parts.items()},
        },
        "outcomes": [{"findings": [_told(found) for found in one.findings]} for one in report.outcomes if one.findings],
        "directives": [_directive(one, doc) for one in report.directives],
    }  # fmt: skip
    return wire if doc is None else {**wire, "text": _text_facts(doc)}


def _told(found: Finding) -> Row:
    names = ("code", "severity", "span", "quote", "message", "exception", "values")
    return {name: getattr(found, name) for name in names}


def _directive(one: Directive, doc: Document | None) -> Row:
    return {
        "span": list(one.span), "polarity": one.polarity, "attribution": one.attribution, "direction": one.direction,
        "deadline": one.deadline and {"kind": one.deadline.kind, "lead_hours": one.deadline.lead_hours},
        "frequency": one.frequency and {"per_year": one.frequency.per_year},
        "trace": one.trace and list(one.trace), "exception": one.exception, "quote": doc and doc.quote(one.span),
    }  # fmt: skip


def _text_facts(doc: Document) -> Row:
    meeting = is_meeting(doc)
    return {
        "digest": text_digest(doc.text), "sketch": doc.text, "sent_to": sent_to(doc.text), "meeting": meeting,
        "meeting_hours": _meeting_hours(doc) if meeting else None,
        "townships_called": meeting and _TOWNSHIP_BODIES.search(doc.text) is not None, "fields": _fields(doc),
        "app_task": is_app_task(doc.text[:2000]),
    }  # fmt: skip


def _meeting_hours(doc: Document) -> float | None:
    found: list[float] = []
    for block in doc.blocks:
        text = doc.quote(block.span)
        if block.kind in ("body", "list_item", "heading") and _MEETING_TIME.search(text):
            found += [length / 60 for length in (minutes(text),) if length]
            found += [stretch.days * _HOURS_A_MEETING_DAY for stretch in stretches(text, 0)]
    return max(found, default=None)


def _fields(doc: Document) -> list[str]:
    """Names of the forms that are asked for, and of the columns of its tables."""
    heads = [
        doc.quote(block.span).strip()
        for block in doc.blocks
        if block.kind == "table_cell" and block.cell is not None and block.cell[1] == 0
    ]
    named = [_BEFORE_FORM.sub("", a or b) for a, b in _NAMED_FORM.findall(doc.body_text)]
    return list(dict.fromkeys(name for name in (*named, *heads) if 1 < len(name) <= 24))


def rows_of(wire: Mapping[str, Any], *, date: str | None = None, issuer: str | None = None) -> Rows:
    """Return the rows of one document for each table; ``sketched`` turns its text into the fingerprint.

    Parameters
    ----------
    wire : mapping
        The result of ``plain``, or an object of ``formalism score --format jsonl``.
    date, issuer : str, optional
        What the drop says where the text does not.
    """
    facts, text = wire["document"], wire.get("text") or {}
    day = facts.get("date") or date
    digest = text.get("digest")
    key = hashlib.sha256(f"{digest or facts['sha256']}|{day or ''}".encode()).hexdigest()[:_ID_DIGITS]
    findings = [found for outcome in wire["outcomes"] for found in outcome["findings"]]
    row = _document(facts, text, issuer) | _loads(wire["directives"], findings) | _duties(findings)
    title = facts.get("title") or ""
    row |= {
        "id": key, "text_digest": digest, "date": day, "meeting": text.get("meeting", "会" in title and "召开" in title),
        "app_task": bool(text.get("app_task") and row["demands"]) or any(f["code"].startswith("APP-") for f in findings),
        **{name: wire["versions"].get(name) for name in ("formalism_nlp", "rules", "model")},
    }  # fmt: skip
    return {
        "documents": [row], "findings": [_finding(key, found) for found in findings],
        "directives": [_directive_row(key, one) for one in wire["directives"]],
        "matches": [_match(key, one) for one in wire["matches"]], "scores": _scores(key, wire["score"]),
        "citations": [{"document": key, "title": c.get("title"), "number": c.get("number")} for c in facts.get("cited") or ()],
    }  # fmt: skip


def _document(facts: Mapping[str, Any], text: Mapping[str, Any], issuer: str | None) -> Row:
    organs = facts.get("issuers") or ([_organ(issuer)] if issuer else [])
    first = organs[0] if organs else {}
    title = facts.get("title") or ""
    own = {key: facts.get(key) for key in ("title", "genre", "carrier", "doc_number", "header_kind", "urgency", "pages", "characters")}  # fmt: skip
    return own | {
        "topic": topic(title), "warnings": len(facts.get("warnings") or ()),
        "issuer": first.get("name") or issuer, "issuer_level": first.get("level"), "issuer_kind": first.get("kind"),
        "place": first.get("place"), "named": _named(facts.get("addressees") or ()),
        "issuers": [organ["name"] for organ in organs if organ.get("name")],
        "addressees": [organ["name"] for organ in facts.get("addressees") or () if organ.get("name")],
        "addressee_levels": [organ["level"] for organ in facts.get("addressees") or ()],
        "inspection": is_inspection(title), "research": is_research(title), "on_top": is_on_top(title),
        "campaign": is_campaign(title), "report_genre": is_report(title, facts.get("genre"), facts.get("carrier")),
        **{key: text.get(key) for key in ("sent_to", "meeting_hours", "townships_called", "fields", "sketch")},
    }  # fmt: skip


def _named(addressees: Iterable[Mapping[str, Any]]) -> int | None:
    """How many single bodies are addressed; None when one stands for all of a kind."""
    names = [organ.get("name") or "各" for organ in addressees]
    return len(names) if names and not any(_ALL_OF_A_KIND.match(name) for name in names) else None


def _organ(name: str) -> Row:
    from ..language.organs import parse_organ  # noqa: PLC0415 - its tables load only where a drop names issuers

    return dict(to_plain(parse_organ(name)))


def _loads(directives: Iterable[Mapping[str, Any]], findings: Iterable[Mapping[str, Any]]) -> Row:
    own = [d for d in directives if d["polarity"] == "demand" and d["attribution"] == "own"]
    down = [d for d in own if d["direction"] in ("down", "level")]
    asked = [d for d in down if d.get("quote") and _hands_in(d["quote"])]
    # A report from a JSONL has no words of its directives: the findings stand in.
    told = any(d.get("quote") for d in down)
    leads = [d["deadline"]["lead_hours"] for d in down if d["deadline"] and d["deadline"]["lead_hours"] is not None]
    excused = [d["exception"] for d in down if d["exception"]]
    return {
        "demands": len(down),
        "reports": len(asked) if told else len({f["span"][0] for f in findings if f["code"] in _REPORT_CODES}),
        "app_reports": sum(is_app_task(d["quote"]) for d in asked),
        "calls": sum(d["frequency"]["per_year"] or 0.0 for d in asked if d["frequency"]) or None,
        "traces": sum(bool(d["trace"]) for d in down),
        "deadlines": sum(bool(d["deadline"]) and d["deadline"]["kind"] != "start" for d in down),
        "lead_hours": min(leads, default=None),
        "emergency": bool(excused) and all(kind == "emergency" for kind in excused),
    }  # fmt: skip


def _hands_in(quote: str) -> bool:
    """Tell whether paper or figures are handed up; of plain verbs (入库, 更新) only with the paper named."""
    act = HAND_IN.search(quote) or FILL.search(quote)
    return act is not None and (act.group()[0] in "报上填呈" or PAPER.search(quote) is not None)


def _duties(findings: Iterable[Mapping[str, Any]]) -> Row:
    pushed = [found for found in findings if found["code"] in ("DUT-01", "DUT-02") and not found["exception"]]
    missing = [found["values"].get("missing") for found in pushed if found["code"] == "DUT-02"]
    return {"duties": len(pushed), "empty_slots": sum(min(_count(words), _SLOTS) for words in missing) or None}


def _count(missing: Any) -> int:
    """How many slots a finding lists as missing, as a list or as 甲、乙、丙."""
    if isinstance(missing, str):
        return missing.count("、") + 1 if missing else 0
    return len(missing or ())


def _finding(key: str, found: Mapping[str, Any]) -> Row:
    place = {"document": key, "start_pos": found["span"][0], "end_pos": found["span"][1]}
    return place | {name: found[name] for name in ("code", "severity", "quote", "message", "exception")}


def _directive_row(key: str, one: Mapping[str, Any]) -> Row:
    return {
        "document": key, "start_pos": one["span"][0], "end_pos": one["span"][1], "trace": bool(one["trace"]),
        "lead_hours": one["deadline"]["lead_hours"] if one["deadline"] else None,
        "per_year": one["frequency"]["per_year"] if one["frequency"] else None,
        **{name: one.get(name) for name in ("quote", "polarity", "attribution", "direction", "exception")},
    }  # fmt: skip


def _match(key: str, one: Mapping[str, Any]) -> Row:
    place = {"document": key, "other": one["other_id"], "start_pos": one["span"][0], "end_pos": one["span"][1]}
    return place | {name: one[name] for name in ("chars", "similarity", "kind")}


def _scores(key: str, score: Mapping[str, Any]) -> list[Row]:
    total = {"document": key, "part": "total", "value": score["value"], "status": score["status"]}
    return [total, *({"document": key, "part": n, "value": p["value"]} for n, p in score["parts"].items())]
