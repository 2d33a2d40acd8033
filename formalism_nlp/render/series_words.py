"""Chinese words for what is said about sets of documents."""

from __future__ import annotations

from datetime import date

from ..document import Span
from ..series.issue import Issue
from ..series.stickiness import Stickiness
from .words import LEVEL_WORDS

__all__ = [
    "ESCALATION_WORDS",
    "FOUND_WORDS",
    "REPETITION_WORDS",
    "STEP_WORDS",
    "factor_words",
    "issue_line",
    "level_word",
    "sticky_lines",
]

REPETITION_WORDS = {
    "within": "同一文件内",
    "own": "同一单位再次布置",
    "departments": "多个单位分别布置",
    "levels": "多级先后布置",
}
ESCALATION_WORDS = {
    "deadline": "时限提前", "quantity": "数量增加", "frequency": "频次提高", "scope": "范围扩大", "modality": "由选择变为必须",
    "sanction": "增加问责", "report": "增加报送",
}  # fmt: skip
STEP_WORDS = {
    "source": "最初要求",
    "kept": "照提",
    "localised": "写入本地内容",
    "sharpened": "加码",
    "weakened": "放宽",
    "dropped": "未再提",
}
FOUND_WORDS = {"number": "引用文号", "title": "引用标题", "text": "文字相近（没有引用）"}


def level_word(level: str) -> str:
    """Return the level in Chinese, empty where it is not known."""
    return LEVEL_WORDS.get(level, "")


def factor_words(kind: str, factor: float) -> str:
    """Say a factor: 频次 ×26, 时限缩短到原来的 20%.

    Examples
    --------
    >>> factor_words("frequency", 26.0), factor_words("deadline", 0.2)
    ('频次 ×26', '时限缩短到原来的 20%')
    """
    if kind == "deadline":
        return f"时限缩短到原来的 {factor:.0%}"
    return f"{ {'frequency': '频次', 'quantity': '数量'}.get(kind, '要求') } ×{factor:.3g}"


def issue_line(issue: Issue) -> str:
    """Return level, issuer, title, number and date of a document in one line."""
    number = issue.doc.meta.doc_number
    day = issue.date.isoformat() if isinstance(issue.date, date) else "日期不明"
    return f"{level_word(issue.level) or '层级不明'} {issue.title}{f'（{number}）' if number else ''} {day}"


def sticky_lines(one: Stickiness) -> list[str]:
    """Say what a plan or summary takes over from the last, and what it leaves out."""
    lines = []
    for name, share in (("存在问题", one.problems), ("下步安排", one.plans)):
        if share is not None:
            lines.append(f"{name}部分有 {share:.0%} 的文字与上年一字不差（年份、数字不计）")
    if one.targets:
        lines.append(f"上年写明数字的目标 {one.targets} 项，{len(one.dropped)} 项没有报告结果，也没有继续提出")
    return lines or ["没有可以对照的问题、安排和目标"]


def cut_quote(text: str, span: Span, longest: int = 80) -> str:
    """Return a quotation in one line."""
    words = " ".join(text[span.start : span.end].split())
    return words if len(words) <= longest else words[:longest] + "……"
