"""What the command line shows of an index and of a comparison, as plain text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ..document import Document, Span
from .compare import Comparison
from .index import Candidate, ReuseIndex

__all__ = ["KIND_WORDS", "RELATION_WORDS", "VERDICT_WORDS", "comparison_text", "dups_text", "info_text", "query_text"]

VERDICT_WORDS = {
    "copy": "照抄",
    "adaptation": "借用并改写",
    "transmittal": "转发、印发",
    "citation": "引用",
    "independent": "各自成文",
}
KIND_WORDS = {
    "verbatim": "一字不差", "edited": "改动过", "formula": "套语", "citation": "引用", "legal": "法律条文", "transmitted": "照转",
}  # fmt: skip
RELATION_WORDS = {"superior": "上级文件", "own": "本单位文件", "peer": "其他单位文件", "unknown": "对照文件"}
CLUSTER_WORDS = {"identical": "完全相同", "versions": "同一文件的不同版本", "similar": "高度雷同"}
# Longer quotes hide the list; the page of the comparison has all of it.
_LONGEST = 60
# Passages listed on a terminal.
_MOST = 30


def comparison_text(comparison: Comparison, requirements: str = "") -> str:
    """Return a comparison as text: verdict, reasons, what became of the requirements, replaced names, passages side by side."""
    lines = [f"判断：{VERDICT_WORDS[comparison.verdict]}", *(f"  {reason}。" for reason in comparison.reasons)]
    if requirements:
        lines.append(requirements.rstrip("\n"))
    if comparison.swaps:
        lines.append("替换：" + "，".join(f"{old}→{new} ×{times}" for old, new, times in comparison.swaps[:_MOST]))
    if comparison.residue and not requirements:
        lines.append("残留：" + "，".join(_at(comparison.child, span) for span in comparison.residue[:_MOST]))
    for number, match in enumerate(comparison.matches[:_MOST], 1):
        lines.append(f"{number}. {KIND_WORDS[match.kind]}，相同 {match.chars} 字，相似度 {match.similarity:.0%}")
        lines.append(f"   本文 {_at(comparison.child, match.span)}")
        lines.append(f"   对照 {_at(comparison.parent, match.other_span)}")
    if len(comparison.matches) > _MOST:
        lines.append(f"另有 {len(comparison.matches) - _MOST} 处未列出")
    return "\n".join(lines) + "\n"


def query_text(name: str, candidates: Sequence[Candidate]) -> str:
    """Return the sources of one document as text."""
    if not candidates:
        return f"{name}：索引里没有与它共用文字的文件\n"
    lines = [f"{name}："]
    for found in candidates:
        facts = "，".join(filter(None, (found.issuer, found.date)))
        lines.append(
            f"  {found.containment:6.1%}  {found.id}  {found.title or '（无标题）'}{f'（{facts}）' if facts else ''}"
        )
    return "\n".join(lines) + "\n"


def dups_text(index: ReuseIndex, threshold: float = 0.6, *, exclude: Iterable[str] = ()) -> Iterator[str]:
    """Yield one block of text for each group of near-duplicates in an index."""
    titles = {record.id: record for record in index.records}
    for number, cluster in enumerate(index.clusters(threshold, exclude=exclude), 1):
        lines = [f"{number}. {CLUSTER_WORDS[cluster.kind]}，{len(cluster.members)} 份"]
        for name in cluster.members:
            record = titles[name]
            lines.append("   " + "  ".join(filter(None, (name, record.title, record.issuer, record.date))))
        yield "\n".join(lines) + "\n"


def info_text(index: ReuseIndex) -> str:
    """Return the facts of an index as text."""
    facts = index.info()
    words = {"scheme": "指纹方案", "documents": "文件", "characters": "字", "issuers": "发文机关", "segments": "分段"}
    return "".join(f"{words[key]}：{value}\n" for key, value in facts.items())


def _at(doc: Document, span: Span) -> str:
    line, column = doc.line_col(span.start)
    quote = doc.quote(span).replace("\n", " ")
    return f"{line}:{column} “{quote if len(quote) <= _LONGEST else quote[:_LONGEST] + '……'}”"
