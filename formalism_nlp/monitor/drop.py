"""What a drop holds: a folder as it is, or JSONL of reports or texts, read item by item."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from ..bulk import Walk
from ..document import Document
from ..errors import ReadError
from ..findings import FAILURE_SCHEMA, REPORT_SCHEMA, Failure
from ..readers.base import shown_path
from ..readers.containers import Member

__all__ = ["Item", "items"]

JSONL = (".jsonl", ".ndjson")
# The names under which existing exports hold these; nobody has to rename a column.
_KEYS = {
    "text": ("text", "content", "正文", "内容", "全文"), "date": ("date", "日期", "成文日期", "发文日期"),
    "issuer": ("issuer", "发文机关", "发文单位"), "received": ("received", "收到日期", "收文日期"),
    "receiver": ("receiver", "收文单位", "接收单位"), "reporter": ("reporter", "报送人", "反映人"),
}  # fmt: skip


@dataclass(frozen=True)
class Item:
    """One thing to add.

    Attributes
    ----------
    channel : str
        ``folder``, ``texts``, ``reports`` or ``direct``.
    drop, name : str or None
        Where it came from, and its place there; both None when direct.
    sha256 : str
        Digest of what came in.
    source : path, Member, Document or None
        What is to be scored.
    wire : mapping or None
        A report that is there already.
    failure : Failure or None
        Why there is nothing to add.
    issuer, date, received : str or None
        What the drop says.
    units : tuple
        Pairs of unit and box that the drop names.
    """

    channel: str
    drop: str | None
    name: str | None
    sha256: str
    source: str | os.PathLike[str] | Member | Document | None = None
    wire: Mapping[str, Any] | None = None
    failure: Failure | None = None
    issuer: str | None = None
    date: str | None = None
    received: str | None = None
    units: tuple[tuple[str, str], ...] = ()


def items(path: Path, *, direct: bool = False, units: tuple[tuple[str, str], ...] = ()) -> Iterator[Item]:
    """Yield what lies in a folder or file, in a fixed order.

    Parameters
    ----------
    path : Path
        A folder (documents and JSONL files in it), a JSONL file, or one document.
    direct : bool
        Whether the drop is a direct report (直报): nothing that leads to who sent it is kept.
    units : tuple of (unit, box)
        Whose inbox or outbox the drop is.
    """
    folder = path if path.is_dir() else path.parent
    jsonl = sorted(p for p in path.rglob("*") if p.suffix.lower() in JSONL) if path.is_dir() else []
    if path.suffix.lower() in JSONL:
        jsonl, walk = [path], Walk([])
    else:
        walk = Walk([path])
    for file in jsonl:
        yield from (_placed(item, direct, units) for item in _lines(file, folder))
    for file in walk:
        yield from (_placed(_file(one, folder), direct, units) for one in walk.expanded(file))


def _placed(item: Item, direct: bool, units: tuple[tuple[str, str], ...]) -> Item:
    if direct or item.channel == "direct":
        failure = item.failure and replace(item.failure, path="（直报）")
        item = replace(item, channel="direct", drop=None, name=None, failure=failure)
    return replace(item, units=(*item.units, *units)) if units else item


def _file(source: Any, folder: Path) -> Item:
    """One file of a folder, or of an archive or mail in it."""
    if isinstance(source, Failure):
        name = _below(source.path, folder)
        return Item("folder", folder.name, name, _named(name), failure=replace(source, path=name))
    name = _below(source.name if isinstance(source, Member) else shown_path(source), folder)
    try:
        data = source.read() if isinstance(source, Member) else Path(source).read_bytes()
    except (OSError, ReadError) as error:
        # Scoring it says in full why.
        return Item("folder", folder.name, name, _named(f"{name}{error}"), source=source)
    return Item("folder", folder.name, name, hashlib.sha256(data).hexdigest(), source=source)


def _below(name: str, folder: Path) -> str:
    """The part of a path below the folder that was added."""
    return name.removeprefix(shown_path(folder)).lstrip("/\\")


def _named(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()


def _lines(file: Path, folder: Path) -> Iterator[Item]:
    name = shown_path(file.relative_to(folder))
    with file.open("rb") as lines:
        for number, raw in enumerate(lines, 1):
            if raw.strip():
                yield _line(raw, file.name, f"{name} 第 {number} 行")


def _line(raw: bytes, drop: str, name: str) -> Item:
    digest = hashlib.sha256(raw.strip()).hexdigest()
    try:
        row = json.loads(raw.decode("utf-8-sig"))
    except ValueError:
        row = None
    if not isinstance(row, dict):
        return _bad(drop, name, digest, "这一行不是 JSON 对象，请检查文件是否完整")
    # Without who sent it: the digest of a line must not confirm a guessed name.
    rest = {key: value for key, value in row.items() if key not in _KEYS["reporter"]}
    digest = hashlib.sha256(json.dumps(rest, sort_keys=True).encode()).hexdigest()
    schema = row.get("schema")
    if schema == REPORT_SCHEMA:
        return _report(row, drop, name)
    if schema == FAILURE_SCHEMA:
        told = Failure(*(str(row.get(key, "")) for key in ("path", "stage", "error", "message")))
        return Item("reports", drop, name, digest, failure=told)
    return _text(row, drop, name, digest)


def _report(row: Mapping[str, Any], drop: str, name: str) -> Item:
    try:
        facts, parts = row["document"], (row["outcomes"], row["directives"], row["matches"], row["score"]["parts"])
        return Item("reports", drop, facts.get("path") or name, str(facts["sha256"]), wire=row if parts else None)
    except (KeyError, TypeError, AttributeError):
        return _bad(drop, name, _named(name), "这一行不是完整的检查结果")


def _text(row: Mapping[str, Any], drop: str, name: str, digest: str) -> Item:
    told = {key: _first(row, names) for key, names in _KEYS.items()}
    channel = "direct" if told["reporter"] else "texts"
    if not told["text"]:
        return replace(_bad(drop, name, digest, "这一行没有正文（text、正文、内容）"), channel=channel)
    received = _day(told["received"])
    # Where nobody says when it was issued, the clock starts with its receipt.
    day = _day(told["date"]) or received
    try:
        doc = Document.from_text(told["text"])
    except ReadError as error:
        return Item(channel, drop, name, digest, failure=Failure(name, "read", error.code, str(error)))
    if doc.meta.date is None and day:
        doc = replace(doc, meta=replace(doc.meta, date=date.fromisoformat(day)))
    named = bool(doc.meta.issuers and doc.meta.issuers[0].name)
    if not named and told["issuer"]:
        doc = replace(doc, meta=replace(doc.meta, issuers=_organs(told["issuer"])))
    units = ((told["receiver"], "in"),) if told["receiver"] else ()
    return Item(
        channel, drop, name, digest, source=doc, issuer=told["issuer"], date=day, received=received, units=units
    )


def _organs(name: str) -> Any:
    from ..language.organs import split_organs  # noqa: PLC0415 - only where a drop names issuers

    return split_organs(name)


def _first(row: Mapping[str, Any], names: Iterable[str]) -> str | None:
    return next((str(row[name]) for name in names if row.get(name)), None)


def _day(text: str | None) -> str | None:
    """The day of an ISO date or time; None for anything else."""
    try:
        return date.fromisoformat((text or "")[:10]).isoformat()
    except ValueError:
        return None


def _bad(drop: str, name: str, digest: str, why: str) -> Item:
    return Item("texts", drop, name, digest, failure=Failure(name, "read", "corrupt", why))
