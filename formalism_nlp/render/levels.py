"""What became of the superior's requirements, as text and as a part of the page of two documents."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ..document import Document, Span
from ..levels import DirectivePair, Escalation
from ..reuse.compare import Comparison
from .series_words import ESCALATION_WORDS, STEP_WORDS, cut_quote, factor_words
from .words import esc

__all__ = ["levels_html", "levels_text"]

# More of a kind is counted, not listed, on a terminal.
_MOST = 30
_LISTS = (("dropped", "上级要求缺失", "parent"), ("local", "本地新增", "child"), ("residue", "残留名称", "child"))


def levels_text(comparison: Comparison) -> str:
    """Return what became of the superior's requirements: what grew first, with both quotations."""
    if not comparison.by_requirement:
        return ""
    child, parent = comparison.child, comparison.parent
    lines = [comparison.unjudged or f"加码 {len(comparison.escalations)} 处"]
    for number, found in enumerate(comparison.escalations[:_MOST], 1):
        lines += [
            f"{number}. {_headline(found)}：{found.message}",
            f"   上级 {_at(parent, found.parent_span)}",
            f"   本文 {_at(child, found.span)}",
        ]
    lines.append(
        f"对应要求 {len(comparison.pairs)} 项：{_counts(comparison.pairs)}" if comparison.pairs else "没有对应的要求"
    )
    for name, title, side in _LISTS:
        spans: Sequence[Span] = getattr(comparison, name)
        doc = parent if side == "parent" else child
        lines.append(f"{title} {len(spans)} 处")
        lines += [f"   {_at(doc, span)}" for span in spans[:_MOST]]
        if len(spans) > _MOST:
            lines.append(f"   另有 {len(spans) - _MOST} 处未列出")
    return "\n".join(lines) + "\n"


def levels_html(comparison: Comparison) -> str:
    """Return the same as a section of the page; empty where only the texts were compared."""
    if not comparison.by_requirement:
        return ""
    child, parent = comparison.child, comparison.parent
    grown = "".join(map(_row, [(found, child, parent) for found in comparison.escalations]))
    table = (
        f'<table class="levels"><thead><tr><th>加码</th><th>上级要求</th><th>本文要求</th><th>变化</th></tr></thead><tbody>{grown}</tbody></table>'
        if grown
        else f"<p>{esc(comparison.unjudged) or '没有发现比上级加码的要求'}。</p>"
    )
    lists = "".join(
        _list(title, parent if side == "parent" else child, getattr(comparison, name)) for name, title, side in _LISTS
    )
    kept = f"<p>对应要求 {len(comparison.pairs)} 项：{esc(_counts(comparison.pairs))}</p>" if comparison.pairs else ""
    return f'<section class="requirements"><h2>要求对照</h2>{table}{kept}{lists}{_pairs(comparison)}</section>'


def _headline(found: Escalation) -> str:
    word = ESCALATION_WORDS[found.kind]
    return f"{word}（{factor_words(found.kind, found.factor)}）" if found.factor else word


def _counts(pairs: Iterable[DirectivePair]) -> str:
    kinds = [pair.kind for pair in pairs]
    return "，".join(f"{STEP_WORDS[kind]} {kinds.count(kind)}" for kind in dict.fromkeys(sorted(kinds)))


def _row(item: tuple[Escalation, Document, Document]) -> str:
    found, child, parent = item
    factor = factor_words(found.kind, found.factor) if found.factor else found.message
    return (
        f"<tr><td>{esc(ESCALATION_WORDS[found.kind])}</td><td>{_quoted(parent, found.parent_span)}</td>"
        f"<td>{_quoted(child, found.span)}</td><td>{esc(found.parent_value)} → {esc(found.value)}<br><small>{esc(factor)}</small></td></tr>"
    )


def _list(title: str, doc: Document, spans: Sequence[Span]) -> str:
    items = "".join(f"<li>{_quoted(doc, span)}</li>" for span in spans)
    return f"<details open><summary>{title} {len(spans)} 处</summary><ul>{items}</ul></details>" if spans else ""


def _pairs(comparison: Comparison) -> str:
    rows = "".join(
        f"<tr><td>{esc(STEP_WORDS[pair.kind])}</td><td>{_quoted(comparison.parent, pair.parent_span)}</td>"
        f"<td>{_quoted(comparison.child, pair.span)}</td></tr>"
        for pair in comparison.pairs
    )
    head = "<thead><tr><th>结果</th><th>上级要求</th><th>本文要求</th></tr></thead>"
    return (
        f'<details><summary>逐项对照 {len(comparison.pairs)} 项</summary><table class="levels">{head}<tbody>{rows}</tbody></table></details>'
        if rows
        else ""
    )


def _quoted(doc: Document, span: Span) -> str:
    return f"“{esc(cut_quote(doc.text, span, 160))}”"


def _at(doc: Document, span: Span) -> str:
    line, column = doc.line_col(span.start)
    return f"{line}:{column} “{cut_quote(doc.text, span)}”"
