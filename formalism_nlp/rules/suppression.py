"""Findings that somebody answers for: a file with code, document, reason and expiry takes them out of the results."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any, NoReturn

from ..document import Document
from ..errors import ConfigError
from ..findings import Finding, Outcome
from .rule import Rule

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

__all__ = ["Suppression", "Suppressions"]

_KEYS = ("code", "file", "document", "quote", "reason", "until")
_ENTRY = re.compile(r"^\s*\[\[\s*suppress\s*\]\]", re.MULTILINE)
_EXAMPLE = 'code = "FRM-02"、file = "*.docx"、reason = "理由"、until = 2026-06-30'


@dataclass(frozen=True)
class Suppression:
    """One entry of a suppression file.

    Attributes
    ----------
    place : str
        File and line, as it is shown: ``formalism.toml 第 3 行``.
    code : str
        Code of the rule.
    reason : str
        Why its findings are not wanted here.
    until : datetime.date
        The last day on which it holds.
    file : str or None
        Pattern for the path or the name of the document, such as ``2025/*.docx``.
    document : str or None
        Id of the document.
    quote : str or None
        Words that the passage must hold, white space apart.
    """

    place: str
    code: str
    reason: str
    until: date
    file: str | None = None
    document: str | None = None
    quote: str | None = None

    def covers(self, doc: Document, finding: Finding) -> bool:
        """Tell whether a finding of a document is meant."""
        if finding.code != self.code or (self.document is not None and doc.id != self.document):
            return False
        path = (doc.source.path or "").replace("\\", "/")
        if self.file is not None and not any(fnmatchcase(name, self.file) for name in (path, path.rpartition("/")[2])):
            return False
        return self.quote is None or _bare(self.quote) in _bare(finding.quote)


class Suppressions:
    """The entries of a suppression file, applied to outcomes.

    Parameters
    ----------
    entries : iterable of Suppression
        All entries, expired ones too.
    on : datetime.date
        The date that "today" means: entries whose ``until`` lies before it no longer hold.

    Examples
    --------
    >>> entry = Suppression("formalism.toml 第 1 行", "FMT-01", "沿用旧名称", date(2025, 6, 30), file="*")
    >>> Suppressions([entry], on=date(2025, 7, 1)).expired == (entry,)
    True
    """

    def __init__(self, entries: Iterable[Suppression], *, on: date) -> None:
        entries = tuple(entries)
        self.active = tuple(entry for entry in entries if entry.until >= on)
        self.expired = tuple(entry for entry in entries if entry.until < on)

    @classmethod
    def load(cls, path: str | os.PathLike[str], rules: Iterable[Rule], *, on: date) -> Suppressions:
        """Read a suppression file.

        Raises
        ------
        ConfigError
            If it cannot be read or an entry is wrong; the message tells the line.
        """
        name = Path(path).name
        try:
            text = Path(path).read_text(encoding="utf-8-sig")
            table = tomllib.loads(text)
        except UnicodeDecodeError:
            raise ConfigError(f"忽略清单 {name} 不是 UTF-8 文本，请另存为 UTF-8") from None
        except OSError as error:
            raise ConfigError(f"打不开忽略清单 {name}（{error.strerror}）") from None
        except tomllib.TOMLDecodeError as error:
            line = re.search(r"line (\d+)", str(error))
            raise ConfigError(
                f"忽略清单 {name} {f'第 {line[1]} 行' if line else '末尾'}不合 TOML 写法（如 {_EXAMPLE}）：{error}"
            ) from None
        return cls(
            _entries(table, text, name, {key: rule.code for rule in rules for key in (rule.code, rule.name)}), on=on
        )

    def __call__(self, doc: Document, outcomes: tuple[Outcome, ...]) -> tuple[Outcome, ...]:
        """Return the outcomes with what is suppressed taken out and said in their reasons."""
        return tuple(self._reviewed(doc, outcome) if outcome.findings else outcome for outcome in outcomes)

    def _reviewed(self, doc: Document, outcome: Outcome) -> Outcome:
        kept: list[Finding] = []
        by: dict[Suppression, int] = {}
        for finding in outcome.findings:
            entry = next((entry for entry in self.active if entry.covers(doc, finding)), None)
            if entry is None:
                kept.append(finding)
            else:
                by[entry] = by.get(entry, 0) + 1
        if not by:
            return outcome
        said = "；".join(
            f"{count} 处按忽略清单（{entry.place}）不报：{entry.reason}，至 {entry.until}"
            for entry, count in by.items()
        )
        return replace(
            outcome, status="hit" if kept else "ignored", findings=tuple(kept), reason=_joined(outcome.reason, said)
        )

    def unused(self, reasons: Iterable[str]) -> tuple[Suppression, ...]:
        """Return the entries that took out nothing, judged by the reasons of all outcomes of a run."""
        seen = "\n".join(reasons)
        return tuple(entry for entry in self.active if f"（{entry.place}）" not in seen)


def _entries(table: Mapping[str, Any], text: str, name: str, codes: Mapping[str, str]) -> list[Suppression]:
    starts = [text.count("\n", 0, match.start()) + 1 for match in _ENTRY.finditer(text)]
    items = table.get("suppress", [])
    other = next((key for key in table if key != "suppress"), None)
    if other is not None or not isinstance(items, list):
        raise ConfigError(
            f"忽略清单 {name} 只能有 [[suppress]] 段{f'，多出 {other}' if other else ''}；写法：{_EXAMPLE}"
        )
    # An inline array of tables has no heading lines of its own.
    places = [f"{name} 第 {line} 行" for line in starts]
    if len(places) != len(items):
        places = [f"{name} 第 {number} 条" for number in range(1, len(items) + 1)]
    return [_entry(item, place, codes) for item, place in zip(items, places, strict=True)]


def _entry(item: Any, place: str, codes: Mapping[str, str]) -> Suppression:
    def fail(why: str) -> NoReturn:
        raise ConfigError(f"忽略清单 {place}：{why}；写法：{_EXAMPLE}")

    if not isinstance(item, dict):
        fail("每一条要写成 [[suppress]] 段")
    for key, value in item.items():
        if key not in _KEYS:
            fail(f"没有 {key} 这一项，可用：{'、'.join(_KEYS)}")
        if key != "until" and (not isinstance(value, str) or not value.strip()):
            fail(f"{key} 要写成加引号的文字，不能为空")
    for key, words in (("code", "规则编号"), ("reason", "理由"), ("until", "到期日")):
        if key not in item:
            fail(f"缺少{words} {key}")
    until = item["until"]
    if not isinstance(until, date) or isinstance(until, datetime):
        fail("until 要写成日期，不加引号，如 2026-06-30")
    if "file" not in item and "document" not in item:
        fail('要用 file（文件名，可带 *）或 document（文件编号）说明是哪些文件，所有文件写 file = "*"')
    code = codes.get(item["code"].strip().upper()) or codes.get(item["code"].strip().lower())
    if code is None:
        fail(f"没有规则 {item['code']}（formalism rules 列出全部）")
    return Suppression(
        place, code, item["reason"].strip(), until, item.get("file"), item.get("document"), item.get("quote")
    )


def _joined(reason: str, said: str) -> str:
    return f"{reason}；{said}" if reason else said


def _bare(words: str) -> str:
    return re.sub(r"\s", "", words)
