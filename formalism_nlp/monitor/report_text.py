"""A period report as text and as JSON."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from itertools import groupby
from typing import Any

from .board import SMALL, Scope
from .rates import Change
from .report import Figure, PeriodReport
from .substitution import Rebound, Substitution

__all__ = ["change_words", "number_words", "rebound_words", "report_json", "report_text", "substitution_words"]

SCHEMA = "formalism.monitor-report/1"
# What a list shows before it counts the rest; JSON and the page hold all.
_MOST = 12


def number_words(value: float | None) -> str:
    """Return a figure with at most one decimal.

    Examples
    --------
    >>> number_words(12.0), number_words(3.26), number_words(None)
    ('12', '3.3', '—')
    """
    return "—" if value is None else f"{round(value, 1):g}"


def change_words(change: Change | None) -> str:
    """Say a change: small numbers as counts, others as a percentage with its interval.

    Examples
    --------
    >>> change_words(Change(12.0, 9.0, 1.33, 0.5, 3.6))
    '多 3（数量少，只列件数）'
    >>> change_words(Change(60.0, 30.0, 2.0, 1.3, 3.2))
    '+100%（95% 区间 +30% 至 +220%），超出偶然波动'
    """
    if change is None:
        return ""
    more = change.now - change.before
    if change.before < SMALL or change.ratio is None or change.low is None or change.high is None:
        told = "持平" if not more else f"{'多' if more > 0 else '少'} {number_words(abs(more))}"
        return f"{told}（数量少，只列件数）"
    bounds = f"{_signed(change.low)} 至 {_signed(change.high)}"
    sure = "超出偶然波动" if change.rises or change.falls else "可能只是偶然波动"
    return f"{_signed(change.ratio)}（95% 区间 {bounds}），{sure}"


def _signed(ratio: float) -> str:
    return "不限" if math.isinf(ratio) else f"{100 * (ratio - 1):+.0f}%"


def substitution_words(one: Substitution) -> str:
    """Say one pair in a sentence."""
    series = (
        f"前者 {number_words(one.avoided.before)} → {number_words(one.avoided.now)}，"
        f"后者 {number_words(one.substitute.before)} → {number_words(one.substitute.now)}"
    )
    low, high = one.interval
    if one.index is None:
        return f"{one.pair.title}：{series}。"
    if one.pair.mean:
        told = f"平均时长变为原来的 {1 + one.index:.1f} 倍（95% 区间 {low:.1f} 至 {high:.1f}）"
    else:
        told = f"后者占比变化 {100 * one.index:+.0f} 个百分点，现占 {100 * low:.0f}%—{100 * high:.0f}%（95% 区间）"
    verdict = "此消彼长超出偶然波动" if one.shown else "看不出明显的此消彼长"
    return f"{one.pair.title}：{series}；{told}；{verdict}。"


def rebound_words(one: Rebound) -> str:
    """Say one rebound in a sentence."""
    rates = "、".join(f"{rate:.2f}" for rate in (one.before, one.during, one.after))
    told = f"回弹指数 {one.index:.1f}" if one.index is not None else "无法计算"
    verdict = "结束后明显回升" if one.shown else "看不出明显回升"
    return (
        f"{one.scope.title}：{one.window.name}（{one.window.first}至{one.window.last}）前（至多一年）、中、后每个工作日的报表要求 {rates} 项，"
        f"{told}；{verdict}。"
    )


def report_text(report: PeriodReport, documents: Mapping[str, Mapping[str, Any]]) -> str:
    """Return the report as plain lines."""
    return "\n".join(_lines(report, documents)) + "\n"


def _lines(report: PeriodReport, documents: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    yield f"{report.period} 监测报告（与{report.against}比较；口径 {report.rule}：{report.policy}；增减按工作日折算）"
    yield from _coverage_lines(report)
    for scope, figures in groupby(
        sorted(report.figures, key=lambda figure: _order(report, figure.scope)), key=lambda f: f.scope
    ):
        yield ""
        yield f"【{scope.title}】"
        yield from map(_figure_line, figures)
    shown = [one for one in report.substitutions if one.shown]
    yield ""
    yield f"【替代】{len(shown)} 处"
    for one in shown:
        yield f"  {one.scope.title}　{substitution_words(one)}"
        yield from _document_lines(one.moved, documents)
    yield ""
    yield "【松了又恢复】" + ("" if report.rebounds else "没有登记督查、整治的起止日期（formalism monitor window add）")
    yield from (f"  {rebound_words(one)}" for one in report.rebounds)
    yield ""
    yield f"【预警】{len(report.alarms)} 条"
    for alarm in report.alarms:
        yield f"  {alarm.message}"
        yield from _document_lines(alarm.documents, documents)
    yield ""
    yield f"【成组的发现】{len(report.findings)} 条"
    for found in report.findings:
        yield f"  {found.code} {found.title}　{found.unit}：{found.message}依据：{found.basis}"
        yield from _document_lines(found.documents, documents)


def _coverage_lines(report: PeriodReport) -> Iterator[str]:
    told = report.coverage
    yield f"本期文件 {told['documents']} 份；另有没有日期的 {told['undated']} 份、未能读取的 {told['unread']} 份不在内。"
    if told["until"]:
        yield f"注意：库里的文件只到 {told['until']}，本期还不完整，与上年同期整期比较会偏少。"
    if told["partly_read"]:
        yield f"其中 {told['partly_read']} 份有没读到的部分。"
    if told["without_text"]:
        yield f"其中 {told['without_text']} 份只有检查结果、没有原文，报表要求按发现计。"
    for row in told["exempt"]:
        yield f"不计入（{row['measure']}）：{row['why']} {row['count']} 份"


def _order(report: PeriodReport, scope: Scope) -> int:
    return list(dict.fromkeys(figure.scope for figure in report.figures)).index(scope)


def _figure_line(figure: Figure) -> str:
    parts = [f"  {figure.title} {number_words(figure.value)} {figure.unit}"]
    if figure.before is not None:
        parts.append(f"上年同期 {number_words(figure.before)}")
    parts += [words for words in (change_words(figure.change),) if words]
    if figure.average is not None:
        parts.append(f"同级监测点平均 {number_words(figure.average)}")
    if figure.scope.point is not None and figure.unit != "小时":
        parts.append(f"一个收文单位每个工作日 {figure.load:.2f}")
    return "；".join(parts)


def _document_lines(ids: tuple[str, ...], documents: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    for one in ids[:_MOST]:
        facts = documents.get(one, {})
        yield f"      {one} {facts.get('date') or '日期不明'} {facts.get('title', '')}"
    if len(ids) > _MOST:
        yield f"      ……共 {len(ids)} 份（--format json 或 html 列出全部）"


def report_json(report: PeriodReport, documents: Mapping[str, Mapping[str, Any]]) -> str:
    """Return the report as JSON: every figure with its rule and the ids of its documents."""
    plain = {
        "schema": SCHEMA, "period": report.period, "against": report.against, "rule": report.rule, "policy": report.policy,
        "coverage": report.coverage, "versions": report.versions,
        "figures": [_scoped(one) for one in report.figures],
        "alarms": [{**_scoped(one), "message": one.message} for one in report.alarms],
        "substitutions": [{**_scoped(one), "message": substitution_words(one)} for one in report.substitutions],
        "rebounds": [{**_scoped(one), "message": rebound_words(one)} for one in report.rebounds],
        "findings": report.findings, "documents": documents,
    }  # fmt: skip
    # Without indent: twenty thousand documents make ten megabytes, and indenting is written in Python.
    return json.dumps(_plain(plain), ensure_ascii=False) + "\n"


def _scoped(value: Any) -> dict[str, Any]:
    return {f.name: getattr(value, f.name) for f in fields(value)} | {"scope": value.scope.title}


def _plain(value: Any) -> Any:
    """Plain JSON values; an unbounded interval ends in null, for JSON has no infinity."""
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, tuple) and value and isinstance(value[0], str):
        return value
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    if is_dataclass(value):
        return {f.name: _plain(getattr(value, f.name)) for f in fields(value)}
    return value.isoformat() if isinstance(value, date) else value
