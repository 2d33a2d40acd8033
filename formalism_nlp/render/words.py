"""Escaping, and the Chinese words and facts that every HTML view shares."""

from __future__ import annotations

import html
import math
import re
from collections.abc import Iterable, Mapping, Sequence
from importlib import resources
from typing import Any

from ..findings import STATUS_WORDS, Finding, Score, to_plain
from ..rules import RULES

__all__ = [
    "EXCEPTION_WORDS", "LEVEL_WORDS", "PART_WORDS", "SCORE_WORDS", "SEVERITY_WORDS", "STATUS_WORDS",
    "asset", "carrier_words", "cut", "esc", "fact_rows", "figures_line", "one_line", "organ_names", "percent",
    "rule_title", "score_words", "severity_class", "title_of",
]  # fmt: skip

LEVEL_WORDS = {
    "central": "中央", "province": "省级", "prefecture": "市级", "county": "县级", "township": "乡镇级",
    "village": "村级",
}  # fmt: skip
PART_WORDS = {
    "emptiness": "空话套话", "copying": "上下一般粗", "repetition": "重复部署", "burden": "基层负担",
    "escalation": "层层加码", "form": "篇幅文种",
}  # fmt: skip
SCORE_WORDS = {"profile_only": "仅画像", "insufficient": "篇幅不足"}
SEVERITY_WORDS = {"issue": "问题", "tip": "提示", "excused": "例外"}
EXCEPTION_WORDS = {
    "emergency": "突发事件应对", "statutory": "法律法规规定的事项", "comprehensive": "综合性工作",
}  # fmt: skip
# Names of computed figures as the page shows them; others appear as they are.
FIGURE_WORDS = {
    "issues": "问题", "tips": "提示", "codes": "规则", "characters": "字数", "over": "超出字数", "carrier": "文稿类型",
    "limit": "上限", "per_year": "每年次数", "lead_hours": "剩余工作小时", "days": "天数", "total": "总分",
    "levels": "各级指标数", "sentences": "句数", "missing": "没有写明", "given": "已写明", "share": "占比",
    "CON": "具体要求", "GEN": "笼统要求", "POL": "政治套语", "SIG": "意义论述", "SLO": "口号", "quota": "数量",
    "line": "前一处行号", "adds": "新增占比", "within": "文件内重复", "asked": "要求条数",
    "judged": "评判范围",
}  # fmt: skip
# Spans, which the page marks instead, and words that the message already quotes.
_HIDDEN_FIGURES = frozenset(
    {
        "counted", "what", "words", "why", "kind", "slots", "issuer", "receivers", "section", "form", "when", "proof",
        "use", "often", "act", "passed", "earlier", "letter", "goods", "groups", "feature", "other", "name", "faults",
        "fault", "upper", "lower", "sources", "found", "first", "first_span",
    }
)  # fmt: skip
_SHARES = frozenset({"CON", "GEN", "POL", "SIG", "SLO", "share"})
_TITLES = {rule.code: rule.title for rule in RULES}
# Below this the anatomy itself would not build on the fact; the reader is told that it is a guess.
_SURE = 0.6
# More names than this hide the other facts of the card; the rest is counted.
_MOST_NAMES = 12
# Characters that HTML cannot carry or that change how the neighbours are shown: controls, lone
# surrogates (undecodable file names), direction overrides.
_UNSHOWABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069\ufffe\uffff]")


def esc(value: object) -> str:
    r"""Return the text of a value, safe inside HTML elements and quoted attributes.

    Examples
    --------
    >>> esc('<b title="x">'), len(esc("\x00"))
    ('&lt;b title=&quot;x&quot;&gt;', 1)
    """
    return html.escape(_UNSHOWABLE.sub("\ufffd", str(value)))


def one_line(name: object) -> str:
    r"""Return a file name as one line that does nothing to a terminal: line ends and escapes become U+FFFD.

    Examples
    --------
    >>> one_line("通知\n.txt") == "通知\ufffd.txt"
    True
    """
    return "".join(char if char.isprintable() else "\ufffd" for char in str(name))


def cut(text: str, length: int) -> str:
    """Shorten a text for a list, saying how much there is."""
    return text if len(text) <= length else f"{text[:length]}……（共 {len(text)} 字）"


def percent(share: float) -> str:
    """Return a share as a CSS percentage inside 0 to 100."""
    return "0%" if math.isnan(share) else f"{100 * min(max(share, 0.0), 1.0):.4g}%"


def asset(name: str) -> str:
    """Read one of the static files that are inlined into a page."""
    return (resources.files(__package__) / "assets" / name).read_text(encoding="utf-8")


def rule_title(code: str, name: str = "") -> str:
    """Return the Chinese title of a rule; of a rule from elsewhere its name."""
    return _TITLES.get(code, name)


def severity_class(finding: Finding) -> str:
    """Return ``issue`` or ``tip``, or ``excused`` where a circumstance excuses the passage."""
    return "excused" if finding.exception else finding.severity


def score_words(score: Score) -> str:
    """Return the score as a whole number, or a dash where there is none."""
    return "—" if score.value is None else f"{score.value:.0f}"


def title_of(facts: Mapping[str, Any]) -> str:
    """Return what names a document best: title, else file name, else its id."""
    path = re.split(r"[/\\]", str(facts.get("path") or ""))[-1]
    return str(facts.get("title") or path or facts.get("id") or "（无标题）")


def carrier_words(facts: Mapping[str, Any]) -> str:
    """Return genre and carrier, such as 通知·方案, or the empty string."""
    return "·".join(dict.fromkeys(str(facts[key]) for key in ("genre", "carrier") if facts.get(key)))


def organ_names(organs: Iterable[Mapping[str, Any]] | None) -> list[str]:
    """Return the names of organs; one that the text leaves unnamed is shown by its level."""
    return [str(name) for name in map(_organ_name, organs or ()) if name]


def _organ_name(organ: Mapping[str, Any]) -> str:
    level = LEVEL_WORDS.get(organ.get("level", ""))
    return organ.get("name") or (f"{level}（未具名）" if level else "")


def figures_line(figures: Mapping[str, Any]) -> str:
    """Return computed values as one escaped line; empty ones are left out."""
    plain = {key: to_plain(value) for key, value in figures.items() if key not in _HIDDEN_FIGURES}
    told = {key: _figure(key, value) for key, value in plain.items() if value not in (None, "", [], {})}
    return " ".join(
        f'<span class="v">{esc(FIGURE_WORDS.get(key, key))} {esc(words)}</span>' for key, words in told.items()
    )


def _figure(key: str, value: Any) -> str:
    if isinstance(value, float) and key in _SHARES:
        return f"{value:.0%}"
    if isinstance(value, float):
        return f"{value:.4g}"
    return cut("、".join(map(str, value)) if isinstance(value, list) else str(value), 60)


def _listed(names: Sequence[str]) -> str:
    unique = list(dict.fromkeys(names))
    more = f"……等 {len(unique)} 个" if len(unique) > _MOST_NAMES else ""
    return "、".join(unique[:_MOST_NAMES]) + more


def _citation(cited: Mapping[str, Any]) -> str:
    title = str(cited.get("title") or "").strip("《》")
    number = str(cited.get("number") or "")
    if not title:
        return number
    return f"《{title}》（{number}）" if number else f"《{title}》"


def fact_rows(facts: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return the header facts of a document as pairs of label and escaped text.

    Facts that the text does not show are left out; a weakly supported one says （推断）.
    """
    rows = [
        ("文种", "genre", str(facts.get("genre") or "")),
        ("载体", "carrier", str(facts.get("carrier") or "")),
        ("文号", "doc_number", str(facts.get("doc_number") or "")),
        ("发文机关", "issuers", _listed(organ_names(facts.get("issuers")))),
        ("主送", "addressees", _listed(organ_names(facts.get("addressees")))),
        ("成文日期", "date", str(facts.get("date") or "")),
        ("紧急程度", "urgency", str(facts.get("urgency") or "")),
        ("引用文件", "cited", _listed([_citation(cited) for cited in facts.get("cited") or ()])),
    ]
    confidence: Mapping[str, float] = facts.get("confidence") or {}
    return [
        (label, esc(words) + ("（推断）" if confidence.get(key, 1.0) < _SURE else ""))
        for label, key, words in rows
        if words
    ]
