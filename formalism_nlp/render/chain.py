"""A policy down its levels as text, JSON and a page for the superior office."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from ..document import Document, Span
from ..findings import Failure
from ..reuse.commands import VERDICT_WORDS
from ..series.chains import Chain, Link, Step, Trace
from ..series.issue import Issue
from .series_page import series_page
from .series_words import ESCALATION_WORDS, FOUND_WORDS, STEP_WORDS, cut_quote, factor_words, issue_line, level_word
from .words import asset, esc

__all__ = ["chain_fragment", "chains_html", "chains_json", "chains_text"]

SCHEMA = "formalism.chain/1"


def chains_text(chains: Sequence[Chain], alone: Sequence[Issue] = (), failures: Sequence[Failure] = ()) -> str:
    """Return chains as text: the tree, the figures of each edge, the requirements that grew or were dropped."""
    lines: list[str] = []
    for one in chains:
        lines += [_headline(one), *_tree_lines(one, one.root, "")]
        lines += [line for trace in one.traces if trace.grew or trace.dropped for line in _trace_lines(one, trace)]
        lines.append("")
    lines += [f"没有找到上下级文件：{issue_line(issue)}" for issue in alone]
    lines += [f"{failure.path}  未读：{failure.message}" for failure in failures]
    return "\n".join(lines or ["没有找到互为上下级的文件。"]) + "\n"


def chains_json(chains: Sequence[Chain], alone: Sequence[Issue] = (), failures: Sequence[Failure] = ()) -> str:
    """Return chains as JSON, schema ``formalism.chain/1``; ``alone`` are documents of no chain."""
    plain: dict[str, Any] = {
        "schema": SCHEMA, "chains": [one.to_dict() for one in chains], "alone": [issue.doc.id for issue in alone],
        "failures": [failure.to_dict() for failure in failures],
    }  # fmt: skip
    return json.dumps(plain, ensure_ascii=False, indent=1) + "\n"


def chains_html(chains: Sequence[Chain], alone: Sequence[Issue] = (), failures: Sequence[Failure] = ()) -> str:
    """Return one page that needs neither network nor script."""
    body = "".join(map(_section, chains)) or '<p class="none">没有找到互为上下级的文件。</p>'
    rest = [issue_line(issue) for issue in alone] + [
        f"{failure.path}（未能读取：{failure.message}）" for failure in failures
    ]
    if rest:
        body += (
            f"<section><h2>没有列入的文件</h2><ul>{''.join(f'<li>{esc(line)}</li>' for line in rest)}</ul></section>"
        )
    note = (
        "按文号、标题和文字找出一项部署逐级落实的文件，列出各级增减了哪些要求，供上级机关核对，不是对单位或个人的评价。"
    )
    return series_page("逐级落实对照", note, body)


def chain_fragment(one: Chain) -> str:
    """Return a chain for notebooks."""
    return f'<div class="formalism-nlp" lang="zh-CN"><style>{asset("fragment.css")}</style>{_section(one)}</div>'


def _headline(one: Chain) -> str:
    grew = sum(trace.grew > 1 for trace in one.traces)
    escalations = sum(len(link.comparison.escalations) for link in one.links)
    return f"《{one.root.title}》：{len(one.documents)} 份文件，加码 {escalations} 处，其中逐级加码的要求 {grew} 项"


def _tree_lines(one: Chain, issue: Issue, indent: str) -> Iterator[str]:
    yield indent + issue_line(issue)
    for link in one.below(issue):
        yield f"{indent}  └ {'，'.join(f'{name} {value}' for name, value in _edge(link))}"
        yield from _tree_lines(one, link.child, indent + "    ")


def _edge(link: Link) -> list[tuple[str, str]]:
    found = link.comparison
    shown = [
        ("判断", VERDICT_WORDS[found.verdict]), ("相同文字", f"{found.copied:.0%}"), ("本地内容", f"{found.gain:.0%}"),
        ("加码", f"{len(found.escalations)} 处"), ("未再提", f"{len(found.dropped)} 处"), ("依据", FOUND_WORDS[link.found]),
    ]  # fmt: skip
    return [
        (name, value)
        for name, value in shown
        if not (found.verdict == "transmittal" and name in ("相同文字", "本地内容"))
    ]


def _trace_lines(one: Chain, trace: Trace) -> Iterator[str]:
    yield f"  · {' '.join(trace.source.quote.split())}{_cumulative(trace)}"
    issuers = {issue.doc.id: issue for issue in one.documents}
    for step in trace.steps[1:]:
        kinds = "、".join(ESCALATION_WORDS[one.kind] for one in step.escalations)
        quote = f"“{' '.join(step.quote.split())}”" if step.quote else ""
        yield f"      {level_word(issuers[step.document].level)} {kinds or STEP_WORDS[step.kind]} {quote}"


def _cumulative(trace: Trace) -> str:
    told = "，".join(factor_words(kind, factor) for kind, factor in trace.factors.items())
    return f"  自上而下{told}" if told else ""


def _section(one: Chain) -> str:
    levels = len({issue.level for issue in one.documents})
    grown = [trace for trace in one.traces if trace.grew]
    shown = (
        ("文件", len(one.documents), "份"), ("层级", levels, "级"), ("加码", sum(len(link.comparison.escalations) for link in one.links), "处"),
        ("逐级加码", sum(trace.grew > 1 for trace in grown), "项"), ("未再提的要求", sum(len(link.comparison.dropped) for link in one.links), "项"),
    )  # fmt: skip
    figures = "".join(f"<div><dt>{name}</dt><dd><b>{value}</b> {unit}</dd></div>" for name, value, unit in shown)
    gone = [trace for trace in one.traces if trace.dropped and not trace.grew]
    return (
        f'<section><h2>{esc(one.root.title)}</h2><dl class="figures">{figures}</dl>'
        f'<div class="tree"><h3>文件</h3>{_tree(one, one.root, None)}</div>'
        + _traces("自上而下变重的要求", one, grown)
        + _traces("中途未再提的要求", one, gone)
        + "</section>"
    )


def _tree(one: Chain, issue: Issue, link: Link | None) -> str:
    below = "".join(f"<li>{_tree(one, down.child, down)}</li>" for down in one.below(issue))
    number = issue.doc.meta.doc_number
    line = (
        f'<p><span class="level">{esc(level_word(issue.level) or "层级不明")}</span> {esc(issue.title)} '
        f"<small>{esc(number or '')} {esc(issue.date or '日期不明')}</small></p>"
    )
    return f"<div>{line}{_edge_html(link) if link else ''}</div>{f'<ul>{below}</ul>' if below else ''}"


def _edge_html(link: Link) -> str:
    found, own, parent = link.comparison, link.child.doc, link.parent.doc
    cells = "".join(f"<div><dt>{esc(name)}</dt><dd>{esc(value)}</dd></div>" for name, value in _edge(link))
    parts = [
        ("加码", [f'<div class="pass"><q>{esc(parent.quote(one.parent_span))}</q><span><q>{esc(own.quote(one.span))}</q> '
                  f'<span class="chip grew">{esc(one.message)}</span></span></div>' for one in found.escalations]),
        ("上级提出、本级未再提", _quotes(parent, found.dropped)), ("本地内容", _quotes(own, found.local)),
        ("可能残留的名称", _quotes(own, found.residue)),
    ]  # fmt: skip
    lists = "".join(
        f"<h4>{name}</h4><ul>{''.join(f'<li>{item}</li>' for item in items)}</ul>" for name, items in parts if items
    )
    return f"<dl>{cells}</dl>" + (f"<details><summary>逐条对照</summary>{lists}</details>" if lists else "")


def _quotes(doc: Document, spans: Iterable[Span]) -> list[str]:
    return [f"<q>{esc(doc.quote(span))}</q>" for span in spans]


def _traces(title: str, one: Chain, traces: Sequence[Trace]) -> str:
    if not traces:
        return ""
    issues = {issue.doc.id: issue for issue in one.documents}
    cards = "".join(_card(trace, issues) for trace in traces)
    return f'<h3>{title}</h3><ol class="ledger">{cards}</ol>'


def _card(trace: Trace, issues: Mapping[str, Issue]) -> str:
    told = "，".join(factor_words(kind, factor) for kind, factor in trace.factors.items())
    steps = "".join(_step(step, issues[step.document]) for step in trace.steps)
    total = f'<p class="told">自上而下：<b>{esc(told)}</b></p>' if told else ""
    return f'<li class="card">{total}<ol class="steps">{steps}</ol></li>'


def _step(step: Step, issue: Issue) -> str:
    kinds = "、".join(dict.fromkeys(ESCALATION_WORDS[one.kind] for one in step.escalations))
    style = "grew" if kinds else {"source": "source", "dropped": "gone"}.get(step.kind, "")
    changes = "".join(f" <small>{esc(one.parent_value)} → {esc(one.value)}</small>" for one in step.escalations)
    quote = f"<q>{esc(step.quote)}</q>" if step.quote else ""
    return (
        f'<li><p><b>{esc(level_word(issue.level))}</b> <span class="chip {style}">{esc(kinds or STEP_WORDS[step.kind])}</span> '
        f'{quote}{changes}</p><p class="whence">{esc(cut_quote(issue.title, Span(0, len(issue.title))))}</p></li>'
    )
