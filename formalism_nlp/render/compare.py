"""Two documents side by side: shared passages in linked colours, replaced names marked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from ..document import Document, Span
from ..findings import Match, facts
from .words import asset, esc, title_of

if TYPE_CHECKING:
    from ..reuse.compare import Comparison

__all__ = ["comparison_fragment", "comparison_html"]

# Nothing may be fetched: a page on an internal document must not tell anyone that it was opened.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
# Hues far enough apart to be told from their neighbours; more passages use them again.
_HUES = 7
_BAD = ("copy", "adaptation")


def comparison_html(comparison: Comparison) -> str:
    """Return one HTML page that needs neither network nor script.

    A passage carries its number on both sides and links to its counterpart.

    Parameters
    ----------
    comparison : Comparison
        The comparison.
    """
    from .levels import levels_html  # noqa: PLC0415 - the words for it load the rules

    title = f"{title_of(facts(comparison.child))} 与 {title_of(facts(comparison.parent))}"
    return f"""<!DOCTYPE html>
<html lang="zh-CN"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{_POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark"><meta name="referrer" content="no-referrer">
<title>{esc(title)}</title>
<style>{asset("report.css")}
{asset("compare.css")}</style></head>
<body class="comparison">
<header class="top"><h1>文件对照</h1><p>列出两份文件共用的文字和替换的名称，供核对时参考，不是对单位或个人的评价。</p></header>
<main>{_head(comparison)}{levels_html(comparison)}{_columns(comparison)}</main>
</body></html>
"""


def comparison_fragment(comparison: Comparison) -> str:
    """Return the head of a comparison for notebooks, without the two texts."""
    return f'<div class="formalism-nlp" lang="zh-CN"><style>{asset("fragment.css")}</style>{_head(comparison)}</div>'


def _head(comparison: Comparison) -> str:
    from ..reuse.commands import KIND_WORDS, VERDICT_WORDS  # noqa: PLC0415 - numpy loads with it

    figures = (
        ("判断", VERDICT_WORDS[comparison.verdict]), ("相同文字", f"{comparison.containment:.0%}"),
        ("除去引用和套语后", f"{comparison.copied:.0%}"), ("有本地内容的句子", f"{comparison.gain:.0%}"),
    )  # fmt: skip
    shown = "".join(f"<div><dt>{esc(name)}</dt><dd><b>{esc(value)}</b></dd></div>" for name, value in figures)
    reasons = "".join(f"<li>{esc(reason)}</li>" for reason in comparison.reasons)
    swaps = "".join(f"<li>{esc(old)} → {esc(new)} <small>×{times}</small></li>" for old, new, times in comparison.swaps)
    left = "".join(f"<li>{esc(comparison.child.quote(span))}</li>" for span in comparison.residue)
    kinds = sorted({KIND_WORDS[match.kind] for match in comparison.matches})
    return (
        f'<section class="summary"><dl class="figures">{shown}</dl>'
        f"<div><h2>依据</h2><ul>{reasons}</ul></div>"
        + (f'<div><h2>替换的名称</h2><ul class="swaps">{swaps}</ul></div>' if swaps else "")
        + (f'<div><h2>可能残留的名称</h2><ul class="swaps">{left}</ul></div>' if left else "")
        + f'<p class="note">共用文字 {len(comparison.matches)} 处{"：" + "、".join(kinds) if kinds else ""}</p></section>'
    )


def _columns(comparison: Comparison) -> str:
    own = [(match.span, number, match) for number, match in enumerate(comparison.matches, 1)]
    other = [(match.other_span, number, match) for number, match in enumerate(comparison.matches, 1)]
    names = {new for _, new, _ in comparison.swaps}, {old for old, _, _ in comparison.swaps}
    return (
        f'<div class="sides">{_side(comparison.child, "本文", "a", own, names[0], comparison.residue)}'
        f"{_side(comparison.parent, '对照', 'b', other, names[1], ())}</div>"
    )


def _side(
    doc: Document, label: str, side: str, passages: Sequence[tuple[Span, int, Match]], names: set[str], residue: Sequence[Span]
) -> str:  # fmt: skip
    pieces = "".join(_pieces(doc, side, passages, names, residue))
    return f'<section><h2><small>{label}</small> {esc(title_of(facts(doc)))}</h2><div class="paper">{pieces}</div></section>'


def _pieces(
    doc: Document, side: str, passages: Sequence[tuple[Span, int, Match]], names: set[str], residue: Sequence[Span]
) -> Iterator[str]:
    """Yield the text with its passages as links; the parent's may overlap, and begin where the last one ends."""
    at = 0
    far = "b" if side == "a" else "a"
    for span, number, match in sorted(passages, key=lambda item: (item[0], item[1])):
        start = max(at, span.start)
        yield _marked(doc, Span(at, start), set(), residue)
        inner = _marked(
            doc, Span(start, max(start, span.end)), {name for name in names if _swapped(match, name, side)}, residue
        )
        yield (
            f'<a id="{side}{number}" href="#{far}{number}" class="m k-{match.kind} h{number % _HUES}" '
            f'title="第 {number} 处，相似度 {match.similarity:.0%}"><sup>{number}</sup>{inner}</a>'
        )
        at = max(at, span.end)
    yield _marked(doc, Span(at, len(doc.text)), set(), residue)


def _swapped(match: Match, name: str, side: str) -> bool:
    return any(name == (new if side == "a" else old) for old, new, _ in match.swaps)


def _marked(doc: Document, span: Span, names: set[str], residue: Sequence[Span]) -> str:
    """Escape a stretch of text, with replaced names and names left in marked."""
    marks = [(own.start, own.end, "i") for own in residue if span.contains(own)]
    for name in names:
        at = doc.text.find(name, span.start, span.end)
        while at >= 0:
            marks.append((at, at + len(name), "b"))
            at = doc.text.find(name, at + len(name), span.end)
    pieces, at = [], span.start
    for start, end, tag in sorted(marks):
        if start >= at:
            pieces += [esc(doc.text[at:start]), f"<{tag}>{esc(doc.text[start:end])}</{tag}>"]
            at = end
    return "".join(pieces) + esc(doc.text[at : span.end])
