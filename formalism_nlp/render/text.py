"""A report for the terminal: short lines, the passage, its basis, what to do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from ..document import Document
from ..findings import STATUS_WORDS, Failure, Finding, Outcome, Report, Score
from .explain import change_lines, percentile_words
from .words import EXCEPTION_WORDS, LEVEL_WORDS, PART_WORDS, SEVERITY_WORDS, one_line

__all__ = ["document_text", "findings_text", "result_text", "score_line"]


def score_line(score: Score) -> str:
    """Say a score in a few words.

    Examples
    --------
    >>> score_line(Score(None, "insufficient"))
    '篇幅太短，不评分'
    """
    if score.value is not None:
        return f"{score.value:g} 分（0 实，100 虚；已计 {'、'.join(PART_WORDS[name] for name in score.parts)}）"
    return "篇幅太短，不评分" if score.status == "insufficient" else "讲话、报告、公报类只画像，不评分"


def result_text(result: Report | Failure) -> str:
    """Return the lines for one document."""
    if isinstance(result, Failure):
        return f"{one_line(result.path)}\n  未读：{result.message}\n"
    facts = result.document
    lines = [
        one_line(facts["path"] or facts["id"]),
        f"  {facts['title'] or '（无标题）'}",
        f"  得分：{score_line(result.score)}",
    ]
    if like := percentile_words(result):
        lines.append(f"  {like}")
    lines += [f"  注意：{warning}" for warning in facts["warnings"]]
    lines += [f"  最有效的改动：{line}" for line in change_lines(result)]
    lines += _finding_lines(result.findings, result.content)
    counts = Counter(outcome.status for outcome in result.outcomes if outcome.status != "hit")
    lines.append("  其余规则：" + "，".join(f"{STATUS_WORDS[status]} {count}" for status, count in counts.items()))
    return "\n".join(lines) + "\n"


def findings_text(doc: Document, outcomes: tuple[Outcome, ...]) -> str:
    """Return the lines of ``formalism check`` for one document."""
    findings = sorted((f for o in outcomes for f in o.findings), key=lambda f: (f.span, f.code))
    head = f"{one_line(doc.source.path or doc.id)}\n"
    return head + "\n".join(_finding_lines(tuple(findings), doc) or ["  未发现问题"]) + "\n"


def _finding_lines(findings: tuple[Finding, ...], doc: Document | None) -> list[str]:
    return [line for finding in findings for line in _one_finding(finding, doc)]


def _one_finding(finding: Finding, doc: Document | None) -> Iterator[str]:
    place = "第 {} 行第 {} 字 ".format(*doc.line_col(finding.span.start)) if doc is not None else ""
    excuse = f"（已考虑例外：{EXCEPTION_WORDS.get(finding.exception, finding.exception)}）" if finding.exception else ""
    quote = finding.quote.replace("\n", " ")
    yield f"  [{SEVERITY_WORDS[finding.severity]}] {finding.code} {place}{finding.message}{excuse}"
    yield f"        原文：{quote[:60]}{'…' if len(quote) > 60 else ''}"
    yield f"        依据：{'；'.join(map(str, finding.basis))}"
    if finding.suggestion:
        yield f"        怎样改：{finding.suggestion}"


def document_text(doc: Document) -> str:
    """Return header facts and outline of a document for ``formalism read``."""
    meta = doc.meta
    rows = [
        ("标题", meta.title), ("文种", meta.genre), ("载体", meta.carrier), ("文号", meta.doc_number),
        ("发文机关", "、".join(f"{organ.name or '（未署名）'}〔{LEVEL_WORDS.get(organ.level, '层级不明')}〕" for organ in meta.issuers)),
        ("主送", "、".join(organ.name for organ in meta.addressees)),
        ("成文日期", meta.date), ("印发日期", meta.print_date), ("紧急程度", meta.urgency),
        ("转印发正文", f"第 {meta.transmitted.start}—{meta.transmitted.end} 字" if meta.transmitted else None),
        ("引用文件", f"{len(meta.cited)} 件" if meta.cited else None),
    ]  # fmt: skip
    lines = [f"{one_line(doc.source.path or doc.id)}（{doc.source.format}，{len(doc.text)} 字，{len(doc.units)} 句）"]
    lines += [f"  {name}：{value or '未见'}" for name, value in rows]
    lines += [f"  注意：{warning}" for warning in doc.source.warnings]
    outline = [block for block in doc.blocks if block.kind == "heading"]
    lines += [f"  {'  ' * (block.level or 1)}{doc.quote(block.span)}" for block in outline]
    return "\n".join(lines) + "\n"
