"""Notebook displays: fragments without script or ids, styled only inside themselves."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..document import Document
from ..findings import Finding, Report, facts
from .article import WHOLE, counts_line, finding_details, parts_list, place_of, score_note, score_reasons
from .body import TextView
from .words import (
    SEVERITY_WORDS,
    asset,
    carrier_words,
    cut,
    esc,
    fact_rows,
    rule_title,
    score_words,
    severity_class,
    title_of,
)

__all__ = ["document_html", "report_html"]

# A notebook keeps every output in its file: what is not on the first screens is only counted.
_MOST_FINDINGS = 50
_MOST_BLOCKS = 200
_LONGEST_QUOTE = 80


def report_html(report: Report) -> str:
    """Return a report as an HTML fragment for notebooks: score, parts, findings.

    At most 50 findings are shown, with a count of the rest; ``Report.to_html`` has all.
    """
    shown = report.findings[:_MOST_FINDINGS]
    rest = len(report.findings) - len(shown)
    rows = "".join(_finding(finding, report.content) for finding in shown)
    more = f'<p class="note">另有 {rest} 处未列出，完整内容见 to_html()。</p>' if rest else ""
    heads = "".join(f"<th>{label}</th>" for label in ("级别", "规则", "文字", "说明"))
    table = f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>" if rows else ""
    size = f"{report.document.get('characters') or 0:,} 字"
    line = " · ".join(filter(None, (carrier_words(report.document), size, counts_line(report))))
    note = esc(score_note(report.score))
    return _fragment(
        report.document,
        f"<p>{esc(line)}</p>"
        f'<p class="total"><b>{score_words(report.score)}</b> <small>{note}</small></p>'
        f"{parts_list(report.score)}{score_reasons(report)}{table}{more}",
    )


def document_html(doc: Document) -> str:
    """Return a document as an HTML fragment for notebooks: header facts and typeset blocks.

    At most 200 blocks are shown, with a count of the rest.
    """
    known = facts(doc)
    rows = "".join(f"<div><dt>{label}</dt><dd>{words}</dd></div>" for label, words in fact_rows(known))
    rest = len(doc.blocks) - _MOST_BLOCKS
    more = f'<p class="note">另有 {rest} 段未列出。</p>' if rest > 0 else ""
    return _fragment(known, f'<dl>{rows}</dl><div class="paper">{TextView(doc).html(limit=_MOST_BLOCKS)}</div>{more}')


def _fragment(known: Mapping[str, Any], inner: str) -> str:
    warnings = "".join(f'<p class="warning">{esc(warning)}</p>' for warning in known.get("warnings") or ())
    style = asset("fragment.css")
    return (
        f'<div class="formalism-nlp" lang="zh-CN"><style>{style}</style>'
        f'<p class="doc-name">{esc(title_of(known))}</p>{warnings}{inner}</div>'
    )


def _finding(finding: Finding, doc: Document | None) -> str:
    kind = severity_class(finding)
    whole = place_of(doc, finding) == WHOLE
    quote = WHOLE if whole else cut(finding.quote, _LONGEST_QUOTE)
    return (
        f'<tr class="{kind}"><td>{SEVERITY_WORDS[kind]}</td>'
        f"<td>{esc(rule_title(finding.code, finding.name))}<br><code>{esc(finding.code)}</code></td>"
        f'<td class="quote">{esc(quote)}</td>'
        f"<td>{esc(finding.message)}{finding_details(finding)}</td></tr>"
    )
