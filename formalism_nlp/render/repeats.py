"""The ledger of repeated requirements as text, CSV and a page."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from ..findings import Failure, Finding
from ..series.ledger import Place, Repetition
from ..series.report import SeriesReport
from ..series.stickiness import Stickiness
from .series_page import series_page
from .series_words import REPETITION_WORDS, cut_quote, sticky_lines
from .tables import csv_cells
from .words import SEVERITY_WORDS, asset, esc

__all__ = ["REPEAT_COLUMNS", "repeats_csv", "repeats_fragment", "repeats_html", "repeats_json", "repeats_text"]

# One row a place; documented, never renamed.
REPEAT_COLUMNS = (
    "requirement", "number", "count", "kinds", "place", "document", "title", "issuer", "level", "date", "start", "end", "quote", "adds", "new",
)  # fmt: skip
# A notebook shows the head of the ledger; the page shows all.
_SHOWN = 20


def repeats_text(report: SeriesReport, failures: Sequence[Failure] = ()) -> str:
    """Return the ledger, the findings and the yearly papers as text."""
    lines = [f"{len(report.documents)} 份文件，重复布置的要求 {len(report.repetitions)} 项"]
    for number, one in enumerate(report.repetitions, 1):
        lines.append(f"\n{number}. {one.first.quote}  共 {one.count} 次（{_kinds(one)}）")
        lines += [f"   {_place_line(place)}" for place in one.places]
    if report.findings:
        lines.append("\n规则提示")
    for finding in report.findings:
        lines.append(f"{finding.code} {_severity(finding)}  {finding.values['title'] or finding.values['document']}")
        lines += [f"   {finding.message}", f"   {finding.suggestion}"]
    for pair in report.stickiness:
        lines += [f"\n{_title(pair)}", *(f"   {line}" for line in sticky_lines(pair))]
        lines += [f"   没有下文：{cut_quote(pair.last.text, span)}" for span in pair.dropped]
    lines += [f"{failure.path}  未读：{failure.message}" for failure in failures]
    return "\n".join(lines) + "\n"


def repeats_json(report: SeriesReport, failures: Sequence[Failure] = ()) -> str:
    """Return it as JSON, schema ``formalism.repeats/1``."""
    plain: dict[str, Any] = {**report.to_dict(), "failures": [failure.to_dict() for failure in failures]}
    return json.dumps(plain, ensure_ascii=False, indent=1) + "\n"


def repeats_csv(report: SeriesReport, failures: Sequence[Failure] = ()) -> str:
    """Return one line for each place, with the columns of ``REPEAT_COLUMNS``."""
    lines = ["\ufeff" + csv_cells(REPEAT_COLUMNS)]
    for number, one in enumerate(report.repetitions, 1):
        for order, place in enumerate(one.places, 1):
            lines.append(
                csv_cells([
                    one.first.quote, number, one.count, _kinds(one), order, place.document, place.title, place.issuer, place.level,
                    place.date, place.span.start, place.span.end, place.quote, place.adds, "、".join(place.new),
                ])
            )  # fmt: skip
    return "".join(lines)


def repeats_html(report: SeriesReport, failures: Sequence[Failure] = ()) -> str:
    """Return one page that needs neither network nor script."""
    body = (
        _summary(report, failures)
        + _ledger(report.repetitions)
        + _findings(report)
        + _yearly(report.stickiness)
        + _unread(failures)
    )
    return series_page(
        "重复布置台账", "列出几份文件里重复提出的要求和最初出处，供统筹发文时参考，不是对单位或个人的评价。", body
    )


def repeats_fragment(report: SeriesReport) -> str:
    """Return the head of the ledger for notebooks."""
    return (
        f'<div class="formalism-nlp" lang="zh-CN"><style>{asset("fragment.css")}</style>'
        f"{_summary(report, ())}{_ledger(report.repetitions[:_SHOWN])}</div>"
    )


def _summary(report: SeriesReport, failures: Sequence[Failure]) -> str:
    shown = [
        ("文件", len(report.documents), "份"), ("重复的要求", len(report.repetitions), "项"),
        ("涉及多个单位", sum("departments" in one.kinds for one in report.repetitions), "项"), ("规则提示", len(report.findings), "处"),
    ]  # fmt: skip
    if failures:
        shown.append(("未能读取", len(failures), "份"))
    cells = "".join(f"<div><dt>{esc(name)}</dt><dd><b>{value}</b> {unit}</dd></div>" for name, value, unit in shown)
    return f'<section class="summary"><dl class="figures">{cells}</dl></section>'


def _ledger(repetitions: Sequence[Repetition]) -> str:
    if not repetitions:
        return '<section><h2>重复的要求</h2><p class="none">没有发现重复布置的要求。</p></section>'
    return f'<section><h2>重复的要求</h2><ol class="ledger">{"".join(map(_card, repetitions))}</ol></section>'


def _card(one: Repetition) -> str:
    return (
        f'<li class="card"><h3>{esc(one.first.quote)}</h3><p class="told"><b>{one.count} 次</b> · {esc(_kinds(one))} · '
        f'{len(one.documents)} 份文件 · 后来各次平均新增 {one.adds:.0%}</p><ol class="steps">{"".join(_rows(one))}</ol></li>'
    )


def _rows(one: Repetition) -> Iterator[str]:
    for order, place in enumerate(one.places):
        tag = "最初出处" if order == 0 else f"新增 {place.adds:.0%}"
        new = f"：{esc('、'.join(place.new))}" if order and place.new else ""
        yield (
            f'<li><p><span class="chip{"" if order else " source"}">{tag}{new}</span> <q>{esc(place.quote)}</q></p>'
            f'<p class="whence">{esc(place.issuer or "发文机关不明")} · {esc(place.title)} · {esc(place.date or "日期不明")}</p></li>'
        )


def _findings(report: SeriesReport) -> str:
    if not report.findings:
        return ""
    items = "".join(
        f'<li class="card"><h3><code>{esc(finding.code)}</code> {esc(finding.message)} <small>{_severity(finding)}</small></h3>'
        f'<p><q>{esc(finding.quote)}</q></p><p class="whence">{esc(finding.values["title"] or finding.values["document"])}</p>'
        + "".join(
            f'<p><q>{esc(other["quote"])}</q></p><p class="whence">{esc(other["title"] or other["document"])}</p>'
            for other in finding.values["others"]
        )
        + f'<p>{esc(finding.suggestion)}</p><p class="whence">依据：{esc("；".join(map(str, finding.basis)))}</p></li>'
        for finding in report.findings
    )
    return f'<section><h2>规则提示</h2><ol class="ledger">{items}</ol></section>'


def _yearly(found: Sequence[Stickiness]) -> str:
    if not found:
        return ""
    cards = []
    for one in found:
        told = "".join(f"<li>{esc(line)}</li>" for line in sticky_lines(one))
        same = "".join(f"<li><q>{esc(one.doc.quote(pair.span))}</q></li>" for pair in one.repeated)
        gone = "".join(f"<li><q>{esc(one.last.quote(span))}</q></li>" for span in one.dropped)
        cards.append(
            f'<li class="card"><h3>{esc(_title(one))}</h3><ul class="told">{told}</ul>'
            + (f"<h4>与上年一字不差</h4><ul>{same}</ul>" if same else "")
            + (f"<h4>上年的目标没有下文</h4><ul>{gone}</ul>" if gone else "")
            + "</li>"
        )
    return f'<section><h2>与上年对照</h2><ol class="ledger">{"".join(cards)}</ol></section>'


def _unread(failures: Sequence[Failure]) -> str:
    items = "".join(f"<li>{esc(failure.path)}：{esc(failure.message)}</li>" for failure in failures)
    return f"<section><h2>未能读取</h2><ul>{items}</ul></section>" if items else ""


def _place_line(place: Place) -> str:
    new = f"（{'、'.join(place.new)}）" if place.new and place.adds < 1 else ""
    day = place.date.isoformat() if place.date else "日期不明"
    return f"{day} {place.issuer or '发文机关不明'}  “{' '.join(place.quote.split())}”  新增 {place.adds:.0%}{new}  {place.document}"


def _kinds(one: Repetition) -> str:
    return "、".join(REPETITION_WORDS[kind] for kind in one.kinds) or "发文机关不明的文件"


def _severity(finding: Finding) -> str:
    return SEVERITY_WORDS["excused" if finding.exception else finding.severity]


def _title(one: Stickiness) -> str:
    return f"{one.doc.meta.title or one.doc.id} 对照 {one.last.meta.title or one.last.id}"
