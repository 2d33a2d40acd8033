"""One report as an article of the page: facts, score, findings, text, rules."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from ..document import Document
from ..findings import Basis, Finding, Outcome, Part, Report, Score
from .body import TextView, is_whole
from .explain import change_lines, percentile_words
from .words import (
    EXCEPTION_WORDS,
    PART_WORDS,
    SCORE_WORDS,
    SEVERITY_WORDS,
    STATUS_WORDS,
    cut,
    esc,
    fact_rows,
    figures_line,
    percent,
    rule_title,
    score_words,
    severity_class,
    title_of,
)

__all__ = [
    "WHOLE", "article", "bar", "counts", "counts_line", "finding_details", "parts_list", "place_of",
    "score_note", "score_reasons",
]  # fmt: skip

# A longer quote than this is quicker to read in the text itself, one click away.
_LONGEST_QUOTE = 160
WHOLE = "涉及全文"


def article(report: Report, prefix: str) -> str:
    """Return the view of one document; ``prefix`` keeps its ids apart from those of others."""
    view = None
    text, outline = '<p class="none">没有保存原文，这里只列出已知的内容。</p>', ""
    if report.content is not None:
        view = TextView(report.content, report.findings, report.score.parts, f"{prefix}-")
        text, outline = f'<div class="paper">{view.html()}</div>', view.outline()
    title = esc(title_of(report.document))
    return f"""<article class="doc" id="{prefix}" aria-labelledby="{prefix}-t">
<nav class="trail" aria-label="文件导航"><a class="back" href="#list">← 返回文件列表</a>
<a class="jump" href="#{prefix}-found">发现</a><a class="jump" href="#{prefix}-text">正文</a></nav>
<h2 id="{prefix}-t">{title}</h2>
<p class="path">{esc(report.document.get("path") or report.document.get("id") or "")}</p>
<div class="cols">
{_facts(report)}
<div class="side">{_score(report)}
<section class="found" id="{prefix}-found" tabindex="-1"><h3>发现 <small>{counts_line(report)}</small></h3>
{_findings(report, view)}</section></div>
<section class="text" id="{prefix}-text" tabindex="-1"><h3>正文</h3>
{_outline(outline)}{_layers(report, view)}
{text}</section>
{_outcomes(report)}
</div></article>"""


def counts(report: Report) -> tuple[int, int, int]:
    """Return the numbers of issues, of tips and of passages that an exception excuses."""
    kinds = Counter(severity_class(finding) for finding in report.findings)
    return kinds["issue"], kinds["tip"], kinds["excused"]


def counts_line(report: Report) -> str:
    """Return the three counts in words."""
    issues, tips, excused = counts(report)
    return f"问题 {issues} · 提示 {tips}" + (f" · 例外 {excused}" if excused else "")


def _facts(report: Report) -> str:
    facts = report.document
    rows = fact_rows(facts)
    size = f"{facts.get('characters') or 0:,} 字" + (f"，{facts['pages']} 页" if facts.get("pages") else "")
    rows.append(("篇幅", esc(size)))
    listed = "".join(f"<div><dt>{label}</dt><dd>{words}</dd></div>" for label, words in rows)
    warnings = "".join(f"<li>{esc(warning)}</li>" for warning in facts.get("warnings") or ())
    note = f'<ul class="warnings" aria-label="读取提醒">{warnings}</ul>' if warnings else ""
    return f'<section class="facts"><h3>概况</h3><dl>{listed}</dl>{note}</section>'


def score_note(score: Score) -> str:
    """Return what has to be said beside the score: its status, its place among its like."""
    if score.value is None:
        return SCORE_WORDS.get(score.status, "未评分")
    note = "0 至 100，越高越形式化；各项按权重合成，一项重总分就高"
    if score.absent:
        note += f"；只计入 {len(score.parts)} 项，{len(score.absent)} 项未计算"
    return note


def parts_list(score: Score) -> str:
    """Return the parts of a score as bars, with the absent ones and why they are absent."""
    names = [*PART_WORDS, *(name for name in score.parts if name not in PART_WORDS)]
    rows = [_part(PART_WORDS.get(name, name), score.parts[name]) for name in names if name in score.parts]
    rows += [
        f'<li class="absent"><span class="name">{esc(PART_WORDS.get(name, name))}</span>'
        f'<small class="why">未计算：{esc(reason)}</small></li>'
        for name, reason in score.absent.items()
    ]
    return f'<ul class="parts">{"".join(rows)}</ul>' if rows else ""


def _part(name: str, part: Part) -> str:
    figures = figures_line(part.figures)
    return (
        f'<li><span class="name">{esc(name)}</span>{bar(part.value)}'
        f'<span class="val">{100 * part.value:.0f}</span>'
        f'<small class="why"><span class="v">权重 {part.weight:.4g}</span> {figures}</small></li>'
    )


def bar(share: float) -> str:
    """Return a small bar; the figure itself stands beside it as text."""
    return f'<span class="bar" aria-hidden="true"><i style="width:{percent(share)}"></i></span>'


def _score(report: Report) -> str:
    score = report.score
    return (
        f'<section class="score"><h3>得分</h3><p class="total"><b>{score_words(score)}</b>'
        f"<small>{esc(score_note(score))}</small></p>{parts_list(score)}{score_reasons(report)}</section>"
    )


def score_reasons(report: Report) -> str:
    """Return where the score stands among its like, and what would lower it most."""
    like = percentile_words(report)
    words = f'<p class="like">{esc(like)}</p>' if like else ""
    items = "".join(f"<li>{esc(line)}</li>" for line in change_lines(report))
    head = "这样改，变化最大" if report.score.value is None else "这样改，分数降得最多（各改一项的结果）"
    return words + (f'<div class="changes"><h4>{head}</h4><ol>{items}</ol></div>' if items else "")


def _outline(outline: str) -> str:
    if not outline:
        return ""
    return f'<nav aria-label="提纲"><details class="fold"><summary>提纲</summary>{outline}</details></nav>'


def _layers(report: Report, view: TextView | None) -> str:
    """Offer the layers of the text: findings are shown at first, spans of score parts on demand.

    The boxes are siblings of the text, so that plain style rules switch the layers.
    """
    if view is None:
        return ""
    kinds = {severity_class(view.findings[key]) for key in view.anchors}
    layers = [(kind, words, " checked") for kind, words in SEVERITY_WORDS.items() if kind in kinds]
    parts = {name for name, part in report.score.parts.items() if part.spans}
    layers += [(name, words, "") for name, words in PART_WORDS.items() if name in parts]
    boxes = "".join(
        f'<input type="checkbox" class="layer" id="{view.prefix}{name}" value="{name}"{checked}>'
        f'<label for="{view.prefix}{name}">{words}</label>'
        for name, words, checked in layers
    )
    return f'<span class="legend">标出</span>{boxes}' if boxes else ""


def _findings(report: Report, view: TextView | None) -> str:
    if not report.findings:
        return '<p class="none">所检查的规则没有发现需要提示的文字。</p>'
    items = (_finding(key, finding, report, view) for key, finding in enumerate(report.findings))
    return f"<ol>{''.join(items)}</ol>"


def _finding(key: int, finding: Finding, report: Report, view: TextView | None) -> str:
    kind = severity_class(finding)
    anchor = view.anchors.get(key) if view else None
    quote = esc(cut(finding.quote, _LONGEST_QUOTE))
    if anchor:
        quote = f'<a href="#{anchor}" title="看原文">{quote}</a>'
    title = esc(rule_title(finding.code, finding.name))
    where = place_of(report.content, finding)
    if where == WHOLE:
        quote = ""
    own_id = f' id="{view.prefix}f{key + 1}" tabindex="-1"' if view else ""
    return (
        f'<li class="{kind}"{own_id}><p class="head"><span class="n">{key + 1}</span>'
        f'<span class="badge">{SEVERITY_WORDS[kind]}</span><b>{title}</b> '
        f'<code>{esc(finding.code)}</code> <span class="where">{where}</span></p>'
        f'<p class="msg">{esc(finding.message)}</p>'
        + (f"<blockquote>{quote}</blockquote>" if quote else "")
        + f"{finding_details(finding)}</li>"
    )


def place_of(doc: Document | None, finding: Finding) -> str:
    """Return the page of a finding, or that it concerns the document as a whole; empty if unknown."""
    if doc is None:
        return ""
    if is_whole(doc, finding.span):
        return WHOLE
    start = finding.span.start
    pages = (block.page for block in doc.blocks if block.span.start <= start < block.span.end)
    page = next(pages, None) if (doc.source.pages or 0) > 1 else None
    return f"第 {page} 页" if page is not None else ""


def finding_details(finding: Finding) -> str:
    """Return basis, suggestion, exception and computed values of a finding as a list of terms."""
    rows = [("依据", "<br>".join(_basis(basis) for basis in finding.basis))]
    rows.append(("建议", esc(finding.suggestion)))
    if finding.exception:
        rows.append(("已考虑的例外", esc(EXCEPTION_WORDS.get(finding.exception, finding.exception))))
    rows.append(("数值", figures_line(finding.values)))
    shown = "".join(f"<div><dt>{label}</dt><dd>{words}</dd></div>" for label, words in rows if words)
    return f"<dl>{shown}</dl>"


def _basis(basis: Basis) -> str:
    issued = f'<span class="nb">（{esc(basis.issued)}）</span>' if basis.issued else ""
    return f"{esc(basis)}{issued}{'' if basis.in_force else '，已失效'}"


def _outcomes(report: Report) -> str:
    if not report.outcomes:
        return ""
    groups: dict[tuple[str, str], list[Outcome]] = {}
    for outcome in report.outcomes:
        # The reason of a clean rule only repeats its title, which is shown anyway.
        reason = "" if outcome.status == "clean" else outcome.reason
        groups.setdefault((outcome.status, reason), []).append(outcome)
    ordered = sorted(groups.items(), key=lambda item: list(STATUS_WORDS).index(item[0][0]))
    rows = "".join(
        f"<tr><th scope='row'>{STATUS_WORDS[status]}</th><td>{_codes(found)}</td><td>{esc(reason)}</td></tr>"
        for (status, reason), found in ordered
    )
    tally = Counter[str](outcome.status for outcome in report.outcomes)
    summary = " · ".join(f"{words} {tally[key]}" for key, words in STATUS_WORDS.items() if tally[key])
    return (
        f'<details class="fold outcomes"><summary>规则检查结果 <small>{summary}</small></summary><table>'
        "<thead><tr><th scope='col'>结果</th><th scope='col'>规则</th><th scope='col'>原因</th></tr></thead>"
        f"<tbody>{rows}</tbody></table></details>"
    )


def _codes(outcomes: Sequence[Outcome]) -> str:
    return "、".join(f"<code>{esc(o.code)}</code> {esc(rule_title(o.code))}".rstrip() for o in outcomes)
