"""A baseline: the findings that are known, so that a later run reports only the new ones."""

from __future__ import annotations

import hashlib
import json
import os
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from ..document import Document
from ..errors import ConfigError
from ..findings import Finding, Outcome

__all__ = ["Baseline", "baseline_json", "fingerprint"]

SCHEMA = "formalism.baseline/1"
_DIGITS = 16


def fingerprint(code: str, quote: str, document: str) -> str:
    """Return what names a finding wherever it stands in its document: code, words without white space, document.

    Examples
    --------
    >>> fingerprint("FRM-02", "今天 下午报送", "a.docx") == fingerprint("FRM-02", "今天下午报送", "a.docx")
    True
    """
    bare = re.sub(r"\s", "", unicodedata.normalize("NFKC", quote))
    return hashlib.sha256("\0".join((code, bare, document)).encode("utf-8", "surrogatepass")).hexdigest()[:_DIGITS]


class Baseline:
    """Known findings, each as often as it was found; what is beyond them is new.

    Parameters
    ----------
    known : mapping of str to int
        Fingerprints and how often each was found.
    versions : mapping of str to str
        What the baseline was written with.
    """

    def __init__(self, known: Mapping[str, int], versions: Mapping[str, str]) -> None:
        self.known = dict(known)
        self.versions = dict(versions)

    @classmethod
    def load(cls, path: str | os.PathLike[str]) -> Baseline:
        """Read a baseline that ``--write-baseline`` wrote.

        Raises
        ------
        ConfigError
            If it cannot be read or is no baseline; the message tells the line where there is one.
        """
        name = Path(path).name
        try:
            data = json.loads(Path(path).read_text(encoding="utf-8"))
        except OSError as error:
            raise ConfigError(f"打不开基线文件 {name}（{error.strerror}）；先用 --write-baseline {name} 建立") from None
        except UnicodeDecodeError:
            raise ConfigError(f"基线文件 {name} 不是 UTF-8 文本；请用 --write-baseline {name} 重新建立") from None
        except json.JSONDecodeError as error:
            raise ConfigError(
                f"基线文件 {name} 第 {error.lineno} 行读不懂；请用 --write-baseline {name} 重新建立"
            ) from None
        if not isinstance(data, dict) or data.get("schema") != SCHEMA:
            raise ConfigError(f"{name} 不是基线文件（缺少 {SCHEMA}）；请用 --write-baseline {name} 重新建立")
        known: Counter[str] = Counter()
        for number, row in enumerate(data.get("findings", []), 1):
            known[_read(row, name, number)] += row["count"]
        versions = data.get("versions", {})
        return cls(known, versions if isinstance(versions, dict) else {})

    def __call__(self, doc: Document, outcomes: tuple[Outcome, ...]) -> tuple[Outcome, ...]:
        """Return the outcomes with the known findings taken out and counted in their reasons."""
        left = dict(self.known)
        return tuple(_reviewed(doc, outcome, left) if outcome.findings else outcome for outcome in outcomes)


def _read(row: Any, name: str, number: int) -> str:
    if isinstance(row, dict) and isinstance(row.get("fingerprint"), str) and isinstance(row.get("count"), int):
        return str(row["fingerprint"])
    raise ConfigError(f"基线文件 {name} 的第 {number} 条缺少 fingerprint 或 count；请用 --write-baseline 重新建立")


def _reviewed(doc: Document, outcome: Outcome, left: dict[str, int]) -> Outcome:
    new: list[Finding] = []
    for finding in outcome.findings:
        key = fingerprint(finding.code, finding.quote, doc.id)
        if left.get(key, 0) > 0:
            left[key] -= 1
        else:
            new.append(finding)
    count = len(outcome.findings) - len(new)
    if not count:
        return outcome
    said = f"{count} 处在基线中，已知不报"
    reason = f"{outcome.reason}；{said}" if outcome.reason else said
    return replace(outcome, status="hit" if new else "ignored", findings=tuple(new), reason=reason)


def baseline_json(found: Iterable[tuple[str, Finding]], versions: Mapping[str, str]) -> str:
    """Return the text of a baseline file, the same for the same findings in whatever order.

    Parameters
    ----------
    found : iterable of (str, Finding)
        Ids of documents and findings in them.
    versions : mapping of str to str
        Of the library and its rules.
    """
    counted = Counter(
        (document, one.code, one.quote, fingerprint(one.code, one.quote, document)) for document, one in found
    )
    rows = [
        {"fingerprint": key, "count": count, "document": document, "code": code, "quote": quote}
        for (document, code, quote, key), count in sorted(counted.items())
    ]
    data = {"schema": SCHEMA, "versions": dict(versions), "findings": rows}
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"
