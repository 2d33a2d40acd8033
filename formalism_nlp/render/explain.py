"""A score in words: why it is what it is, and what would lower it most."""

from __future__ import annotations

from collections.abc import Iterator

from ..document import Span
from ..findings import Part, Report, Score
from ..reference import find_cell
from .words import LEVEL_WORDS, PART_WORDS, cut

__all__ = ["change_lines", "explain_score", "percentile_words", "strongest"]

_QUOTE = 40
_PASSAGES = 2
_CLASSES = {"SLO": "口号", "GEN": "笼统要求", "POL": "政治套语", "SIG": "意义论述"}


def explain_score(report: Report) -> str:
    """Return several lines: the score, its parts with figures and passages, the changes."""
    score = report.score
    lines = [_head(score)]
    if words := percentile_words(report):
        lines.append(words)
    for name, part in sorted(score.parts.items(), key=lambda item: -item[1].weight * item[1].value):
        lines.append(f"{PART_WORDS.get(name, name)} {100 * part.value:.0f}（满 100，{_share(part)}）：{_figures(part)}")
        lines += [f"    “{quote}”" for quote in strongest(report, part)]
    lines += [f"{PART_WORDS.get(name, name)}：未计算，{reason}" for name, reason in score.absent.items()]
    if report.changes:
        lines.append("这样改，分数降得最多：" if score.value is not None else "这样改，变化最大：")
        lines += [f"  {number}. {words}" for number, words in enumerate(change_lines(report), 1)]
    elif score.value is not None:
        lines.append("没有可以降分的改动。")
    return "\n".join(lines)


def change_lines(report: Report) -> list[str]:
    """Return the changes that lower the score most, each with what it would leave."""
    if report.score.value is None:
        return [
            f"{change.text}，{PART_WORDS.get(change.part, change.part)}由 "
            f"{100 * report.score.parts[change.part].value:.0f} 降到 {100 * change.part_value:.0f}"
            for change in report.changes
        ]
    return [f"{change.text}，得分由 {report.score.value:g} 降到 {change.value:g}" for change in report.changes]


def percentile_words(report: Report) -> str:
    """Say where the score stands among real documents of its like, or why it is not compared."""
    score, facts = report.score, report.document
    if score.value is None:
        return ""
    kind = facts.get("carrier") or facts.get("genre")
    level = (facts.get("issuers") or [{}])[0].get("level") or "unknown"
    cell = find_cell(kind, level)
    if cell is None:
        return "同类文件不足 30 份，不与同类比较。"
    if score.percentile is None:
        return "用了自己的评分方案或只查了部分规则，不与同类比较。"
    like = f"{LEVEL_WORDS.get(cell.level or '', '各级')}{cell.kind or '各类文件'}"
    return f"与 {cell.count} 份真实的{like}相比，高于其中 {score.percentile:.0f}%（只比不需要对照文件的部分）。"


def strongest(report: Report, part: Part) -> list[str]:
    """Return the passages that weigh most in a part: its longest, quotes of findings as they come."""
    if report.content is None:
        return []
    spans = sorted(set(part.spans), key=_shortest_last if part.name == "emptiness" else None)
    quotes = dict.fromkeys(cut(report.content.quote(span).replace("\n", " "), _QUOTE) for span in spans)
    return list(quotes)[:_PASSAGES]


def _shortest_last(span: Span) -> int:
    return span.start - span.end


def _head(score: Score) -> str:
    if score.value is not None:
        return f"得分 {score.value:g}（0 至 100，越高越形式化）。"
    if score.status == "insufficient":
        return "篇幅太短，占比只是一两句话的事，不评分。"
    return "讲话、报告、公报这类文稿不是部署工作的文件，只画像，不评分。"


def _share(part: Part) -> str:
    return f"单独计 {100 * part.weight * part.value:.0f} 分"


def _figures(part: Part) -> str:
    return "，".join(_told(part)) + "。"


def _told(part: Part) -> Iterator[str]:
    figures = part.figures
    if part.name == "emptiness":
        classes = sorted((k for k in _CLASSES if figures.get(k)), key=lambda k: -float(figures[k]))
        told = "、".join(f"{_CLASSES[k]} {100 * figures[k]:.0f}%" for k in classes)
        yield f"计入的 {figures.get('characters', 0):,} 字里，{told or '没有空话'}，具体要求 {100 * figures.get('CON', 0):.0f}%"
        yield f"免去必要的套语、按分量折算后占 {100 * figures.get('share', 0):.0f}%"
        if str(figures.get("judged", "")).startswith("转发"):
            yield "只看本单位写的话，转发的正文不计"
    elif "codes" in figures:
        yield f"问题 {figures['issues']} 处、提示 {figures['tips']} 处"
        if figures["codes"]:
            yield f"规则 {'、'.join(figures['codes'])}"
    else:
        yield f"涉及 {len(part.spans)} 处"
