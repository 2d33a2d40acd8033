"""The note on a draft before it is issued: 为基层减负一致性评估, as a Word file for a person to decide on."""

from __future__ import annotations

import html
import io
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from ..findings import STATUS_WORDS, Finding, Outcome, Report
from ..rules import RULES
from .explain import explain_score
from .words import EXCEPTION_WORDS, PART_WORDS, SEVERITY_WORDS, fact_rows, rule_title, severity_class, title_of

__all__ = ["assessment_docx"]

_TITLE = "为基层减负一致性评估（预检）"
# Fonts of official documents; Word falls back on its own where a machine has none of them.
_BODY_FONT, _TITLE_FONT = "仿宋", "黑体"


def assessment_docx(report: Report) -> bytes:
    """Write the assessment note of a draft.

    It holds the facts of the document, each check with its outcome, the findings with
    their basis, what was not checked, and room for the decision, which is a person's.

    Parameters
    ----------
    report : Report

    Returns
    -------
    bytes
        A Word file.
    """
    import docx  # noqa: PLC0415 - slow to load

    word = docx.Document()
    _set_fonts(word)
    word.core_properties.author = "formalism_nlp"
    word.core_properties.title = _TITLE
    word.add_heading(_TITLE, 0)
    _facts(word, report)
    _summary(word, report)
    _findings(word, report.findings)
    _outcomes(word, report.outcomes)
    _gaps(word, report)
    _decision(word)
    out = io.BytesIO()
    word.save(out)
    return out.getvalue()


def _set_fonts(word: Any) -> None:
    from docx.oxml.ns import qn  # noqa: PLC0415 - slow to load
    from docx.shared import Pt, RGBColor  # noqa: PLC0415

    for name, font, size in (
        ("Normal", _BODY_FONT, 12), ("Title", _TITLE_FONT, 18), ("Heading 1", _TITLE_FONT, 14), ("Heading 2", _BODY_FONT, 12),
    ):  # fmt: skip
        style = word.styles[name]
        style.font.size, style.font.name = Pt(size), font
        style.font.color.rgb = RGBColor(0, 0, 0)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        # Theme fonts, where the template names them, go before the font of a style.
        for key in [key for key in fonts.attrib if key.endswith(("Theme", "theme"))]:
            del fonts.attrib[key]
        fonts.set(qn("w:eastAsia"), font)


def _facts(word: Any, report: Report) -> None:
    word.add_heading("一、文件情况", 1)
    rows = [("标题", title_of(report.document))]
    rows += [(label, html.unescape(words)) for label, words in fact_rows(report.document)]
    rows += [("字数", str(report.document["characters"])), ("检查所用版本", _versions(report))]
    _table(word, ("项目", "内容"), rows, (3.5, 11.5))


def _versions(report: Report) -> str:
    return "，".join(f"{name} {version}" for name, version in report.versions.items())


def _summary(word: Any, report: Report) -> None:
    word.add_heading("二、检查结果", 1)
    by_status = Counter(outcome.status for outcome in report.outcomes)
    told = "，".join(f"{STATUS_WORDS[status]} {count} 条" for status, count in by_status.items())
    kinds = Counter(severity_class(finding) for finding in report.findings)
    found = "，".join(f"{SEVERITY_WORDS[kind]} {count} 处" for kind, count in kinds.items()) or "没有发现"
    word.add_paragraph(f"共检查规则 {len(report.outcomes)} 条：{told}。发现：{found}。")
    for line in explain_score(report).splitlines():
        if line.strip():
            word.add_paragraph(_clean(line.strip()))


def _findings(word: Any, findings: Sequence[Finding]) -> None:
    word.add_heading("三、发现的内容", 1)
    if not findings:
        word.add_paragraph("没有发现需要提示的内容。")
    for number, finding in enumerate(findings, 1):
        kind = SEVERITY_WORDS[severity_class(finding)]
        word.add_heading(f"{number}. {rule_title(finding.code, finding.name)}（{finding.code}，{kind}）", 2)
        quote = finding.quote if len(finding.quote) <= 200 else f"{finding.quote[:200]}……"
        lines = [("原文", quote), ("说明", finding.message)]
        if finding.exception:
            lines.append(("已考虑的例外", EXCEPTION_WORDS.get(finding.exception, finding.exception)))
        lines += [("依据", "；".join(map(str, finding.basis))), ("怎样改", finding.suggestion)]
        for label, words in lines:
            if words:
                _labelled(word, label, words)


def _labelled(word: Any, label: str, words: str) -> None:
    paragraph = word.add_paragraph()
    paragraph.add_run(f"{label}：").bold = True
    paragraph.add_run(_clean(words))


def _outcomes(word: Any, outcomes: Iterable[Outcome]) -> None:
    word.add_heading("四、逐项检查", 1)
    rows = [
        (
            f"{outcome.code} {rule_title(outcome.code)}",
            STATUS_WORDS[outcome.status] + (f" {len(outcome.findings)} 处" if outcome.findings else ""),
            "" if outcome.status == "clean" else outcome.reason,
        )
        for outcome in outcomes
    ]
    _table(word, ("检查项", "结果", "说明"), rows, (7, 2.5, 5.5))


def _gaps(word: Any, report: Report) -> None:
    word.add_heading("五、没有检查的", 1)
    lines = [f"读取时的提醒：{warning}" for warning in report.document["warnings"]]
    lines += [f"{PART_WORDS.get(name, name)}：{reason}" for name, reason in report.score.absent.items()]
    run = {outcome.code for outcome in report.outcomes}
    left = [rule.code for rule in RULES if rule.code not in run]
    if left:
        lines.append(f"没有运行的规则：{'、'.join(left)}")
    lines += [
        f"{outcome.code} {STATUS_WORDS[outcome.status]}：{outcome.reason}"
        for outcome in report.outcomes
        if outcome.status in ("skipped", "failed", "ignored")
    ]
    lines.append("文件之外的事实（是否确有必要发文、是否与其他文件重复、实际执行情况）没有检查，需要人来判断。")
    for line in lines:
        word.add_paragraph(_clean(line), style="List Bullet")


def _decision(word: Any) -> None:
    word.add_heading("六、评估意见（由评估人填写）", 1)
    word.add_paragraph("以上由程序比对文字得出，只作提示，不代替判断。")
    rows = [
        ("评估意见", "□ 同意印发　　□ 修改后印发　　□ 不予印发"),
        ("理由和修改要求", "\n\n\n"),
        ("评估单位、评估人", ""),
        ("日期", ""),
    ]
    _table(word, ("项目", "填写"), rows, (3.5, 11.5))


def _table(word: Any, head: Sequence[str], rows: Iterable[Sequence[str]], widths: Sequence[float]) -> None:
    """Add a table; ``widths`` of the columns in centimetres."""
    from docx.shared import Cm  # noqa: PLC0415 - slow to load

    table = word.add_table(rows=1, cols=len(head), style="Table Grid")
    table.autofit = False
    for cell, text in zip(table.rows[0].cells, head, strict=True):
        cell.paragraphs[0].add_run(text).bold = True
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = _clean(text)
    for row_ in table.rows:
        for cell, width in zip(row_.cells, widths, strict=True):
            cell.width = Cm(width)


def _clean(text: str) -> str:
    """Drop the characters that XML cannot carry."""
    return "".join(char for char in text if char in "\n\t" or (char >= " " and not "\ud800" <= char <= "\udfff"))
