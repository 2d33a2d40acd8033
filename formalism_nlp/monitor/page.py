"""One self-contained page: points, series, substitutions, warnings, ledger, each figure with its documents."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any

from ..render.words import asset, esc
from .board import Board, Scope
from .issues import STATE_WORDS
from .ledger import Ledger
from .ledger_export import event_words
from .periods import Period, months, shift
from .report import Figure, PeriodReport, listed, period_report
from .report_text import change_words, number_words, rebound_words, substitution_words
from .reverse import profiles
from .reverse_text import profile_words
from .substitution import Rebound, Substitution
from .svg import chart, spark

__all__ = ["dashboard"]

# Nothing may be fetched: a page on internal documents must not tell anyone that it was opened.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
_NOTE = (
    "本页列出按口径统计的数字和背后的文件，供核对使用，不是对单位或个人的评价；乡镇、村只列自己收到的，不排名。"
    "数量少的只列件数；区间是考虑偶然波动后的范围。"
)
# Two years: this one and the one it is compared with.
_MONTHS = 24
# More links than this on one figure help nobody; the JSON holds all.
_MOST_LINKS = 300
_SECTIONS = (
    ("alarms", "预警"), ("points", "监测点"), ("pairs", "替代"), ("rebound", "松了又恢复"), ("sets", "成组的发现"), ("ledger", "台账"),
    ("upper", "上级单位"), ("documents", "文件"),
)  # fmt: skip


def dashboard(board: Board, period: Period) -> str:
    """Return the page of a period: it needs neither network nor script, and escapes every character of a document.

    Parameters
    ----------
    board : Board
        Figures of a store.
    period : Period
        Month, quarter or year.
    """
    page = _Page(board, period_report(board, period))
    body = "\n".join(page.section(key, title) for key, title in _SECTIONS)
    links = "".join(f'<a href="#{key}">{title}</a>' for key, title in _SECTIONS)
    report = page.report
    versions = " · ".join(f"{name} {'、'.join(values)}" for name, values in report.versions.items() if values)
    return f"""<!DOCTYPE html>
<html lang="zh-CN"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{_POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark"><meta name="referrer" content="no-referrer">
<title>{esc(report.period)}监测</title>
<style>{asset("report.css")}
{asset("monitor.css")}</style></head>
<body class="monitor">
<header class="top"><h1>{esc(report.period)}监测</h1><p>与{esc(report.against)}比较；口径 {esc(report.rule)}：{esc(report.policy)}。{_NOTE}</p></header>
<main>
{page.coverage()}
<nav class="contents" aria-label="目录">{links}</nav>
{body}
</main>
<footer>口径 {esc(report.rule)} · {esc(versions)}</footer>
</body></html>
"""


class _Page:
    """The parts of one page, and which documents they point to."""

    def __init__(self, board: Board, report: PeriodReport) -> None:
        self.board, self.report = board, report
        self.linked: dict[str, None] = {}
        first = shift(report.period.last, 1 - _MONTHS)
        begin = max(first, (board.first or first).replace(day=1))
        self.months = months(begin, report.period.last)

    def section(self, key: str, title: str) -> str:
        """Return one section."""
        inner = "".join(getattr(self, f"_{key}")())
        return f'<section id="{key}"><h2>{title}</h2>{inner or "<p class=none>没有</p>"}</section>'

    def coverage(self) -> str:
        """Say what the figures rest on, and what they do not cover."""
        told = self.report.coverage
        cells = (
            ("本期文件", told["documents"]),
            ("没有日期", told["undated"]),
            ("未能读取", told["unread"]),
            ("没有读全", told["partly_read"]),
        )
        figures = "".join(f"<div><dt>{name}</dt><dd><b>{value}</b> 份</dd></div>" for name, value in cells)
        exempt = "".join(
            f"<li>{esc(self._title(row['measure']))}：{esc(row['why'])} {self._ids(row['documents'])}</li>"
            for row in told["exempt"]
        )
        early = f"<p>库里的文件只到 {told['until']}，本期还不完整。</p>" if told["until"] else ""
        more = f"<details><summary>按口径不计入的</summary><ul>{exempt}</ul></details>" if exempt else ""
        return f'<div class="summary"><dl class="figures">{figures}</dl>{early}{more}</div>'

    def _title(self, measure: str) -> str:
        return self.board.policy.measures[measure].title

    def _ids(self, ids: Iterable[str]) -> str:
        """The documents behind a figure, folded; each a link into the list at the end."""
        listed_ids = list(ids)
        if not listed_ids:
            return ""
        shown = listed_ids[:_MOST_LINKS]
        self.linked.update(dict.fromkeys(shown))
        links = "".join(f'<a href="#d-{esc(one)}"><code>{esc(one[:6])}</code></a>' for one in shown)
        rest = (
            f"<span>……另有 {len(listed_ids) - len(shown)} 份，见 --format json</span>"
            if len(listed_ids) > len(shown)
            else ""
        )
        return f'<details><summary>{len(listed_ids)} 份文件</summary><div class="ids">{links}{rest}</div></details>'

    def _values(self, scope: Scope, measures: Iterable[str]) -> list[float]:
        rows = [[sum(cell.values) for _, cell in self._series(scope, measure)] for measure in measures]
        return [sum(column) for column in zip(*rows, strict=True)]

    def _series(self, scope: Scope, measure: str) -> Any:
        return self.board.series(scope, measure, self.months[0].first, self.months[-1].last)

    def _alarms(self) -> Iterator[str]:
        for alarm in self.report.alarms:
            drawn = chart(self.months, [(alarm.title, self._values(alarm.scope, [alarm.measure]))])
            yield f'<ul class="cards"><li class="issue"><p>{esc(alarm.message)}</p>{drawn}{self._ids(alarm.documents)}</li></ul>'

    def _points(self) -> Iterator[str]:
        heads = "".join(
            f'<th scope="col">{name}</th>'
            for name in ("项目", "本期", "上年同期", "变化", "同级平均", "每个收文单位每个工作日", "两年走势", "文件")
        )
        for scope, figures in groupby(
            sorted(self.report.figures, key=lambda one: self._order(one.scope)), key=lambda one: one.scope
        ):
            rows = "".join(map(self._row, figures))
            yield f'<h3>{esc(scope.title)}</h3><table class="points"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>'

    def _order(self, scope: Scope) -> int:
        return self.board.scopes().index(scope)

    def _row(self, figure: Figure) -> str:
        measure = self.board.policy.measures[figure.measure]
        values = [cell.figure(measure) or 0.0 for _, cell in self._series(figure.scope, figure.measure)]
        drawn = spark(values, f"{figure.title}各月：{'、'.join(map(number_words, values))}")
        load = f"{figure.load:.2f}" if figure.scope.point is not None and figure.unit != "小时" else ""
        cells = (
            ("本期", f"{number_words(figure.value)} {esc(figure.unit)}", "num"), ("上年同期", number_words(figure.before), "num"),
            ("变化", esc(change_words(figure.change)), ""), ("同级平均", number_words(figure.average) if figure.average is not None else "", "num"),
            ("每日", load, "num"), ("走势", drawn, ""), ("", self._ids(figure.documents), ""),
        )  # fmt: skip
        tds = "".join(f'<td class="{kind}" data-label="{label}">{cell}</td>' for label, cell, kind in cells)
        return f'<tr><th scope="row">{esc(figure.title)}</th>{tds}</tr>'

    def _pairs(self) -> Iterator[str]:
        shown = [one for one in self.report.substitutions if one.shown]
        others = [one for one in self.report.substitutions if not one.shown]
        if shown:
            yield f'<ul class="cards">{"".join(self._pair(one) for one in shown)}</ul>'
        if others:
            listed_ = "".join(f"<li>{esc(one.scope.title)}　{esc(substitution_words(one))}</li>" for one in others)
            yield f"<details><summary>其余 {len(others)} 组看不出此消彼长</summary><ul>{listed_}</ul></details>"

    def _pair(self, one: Substitution) -> str:
        names = (self._title(one.pair.avoided), "、".join(map(self._title, one.pair.substitute)))
        series = [self._values(one.scope, group) for group in ((one.pair.avoided,), one.pair.substitute)]
        drawn = chart(self.months, list(zip(names, series, strict=True)))
        return f'<li class="issue"><p>{esc(one.scope.title)}　{esc(substitution_words(one))}</p>{drawn}{self._ids(one.moved)}</li>'

    def _rebound(self) -> Iterator[str]:
        for one in self.report.rebounds:
            yield self._rebounded(one)

    def _rebounded(self, one: Rebound) -> str:
        drawn = chart(
            self.months,
            [(self._title("reports"), self._values(one.scope, ["reports"]))],
            (one.window.first, one.window.last),
        )
        kind = "issue" if one.shown else "excused"
        return f'<ul class="cards"><li class="{kind}"><p>{esc(rebound_words(one))}</p>{drawn}{self._ids(one.documents)}</li></ul>'

    def _sets(self) -> Iterator[str]:
        rows = "".join(
            f"<tr><th scope=row><code>{esc(one.code)}</code> {esc(one.title)}</th><td>{esc(one.unit)}</td><td>{esc(one.message)}"
            f"<br><small>{esc(one.basis)}</small></td><td>{self._ids(one.documents)}</td></tr>"
            for one in self.report.findings
        )
        if rows:
            yield f'<table class="points"><thead><tr>{_heads("规则", "单位", "情况和依据", "文件")}</tr></thead><tbody>{rows}</tbody></table>'

    def _ledger(self) -> Iterator[str]:
        on = self.report.period.last
        rows = "".join(
            f"<tr><th scope=row>{one.id}</th><td>{esc(one.code)}</td><td>{esc(one.unit)}</td><td>{esc(one.matter)}</td>"
            f"<td>{STATE_WORDS[one.state]}{'<br><span class=tag>逾期</span>' if one.overdue(on) else ''}"
            f"{'<br><span class=tag>纸面销号</span>' if one.paper else ''}</td><td>{one.due or ''}</td>"
            f"<td>{'<br>'.join(esc(event_words(event)) for event in one.events)}{self._ids(one.documents)}</td></tr>"
            for one in Ledger(self.board).issues()
        )
        if rows:
            heads = _heads("编号", "规则", "单位", "问题", "状态", "期限", "过程和依据")
            yield f'<table class="points"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>'

    def _upper(self) -> Iterator[str]:
        found = profiles(self.board, self.report.period)
        if found:
            yield "<p class=more>收文单位看到的县级及以上单位，按名称排列。</p>"
        for one in found:
            first, *rest = profile_words(one)
            more = "".join(f"<br><small>{esc(line)}</small>" for line in rest)
            yield f'<ul class="cards"><li><p>{esc(first)}{more}</p>{self._ids(one.documents)}</li></ul>'

    def _documents(self) -> Iterator[str]:
        found: Mapping[str, Mapping[str, Any]] = listed(self.board, self.linked)
        rows = "".join(
            f'<tr id="d-{esc(one)}"><th scope=row><code>{esc(one)}</code></th><td>{facts["date"] or "日期不明"}</td><td>{esc(facts["issuer"] or "—")}</td>'
            f'<td>{esc(facts["title"])}</td><td>{esc(facts["doc_number"] or "")}</td><td class="path">{esc(facts["name"])}</td></tr>'
            for one, facts in found.items()
        )
        if rows:
            heads = _heads("编号", "日期", "发文单位", "标题", "文号", "来源")
            yield f'<table class="docs"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>'


def _heads(*names: str) -> str:
    return "".join(f'<th scope="col">{name}</th>' for name in names)
