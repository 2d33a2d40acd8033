"""One self-contained page over any number of reports and failures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import takewhile
from typing import Any

from ..findings import Failure, Report
from .article import article, bar, counts
from .words import (
    LEVEL_WORDS,
    SCORE_WORDS,
    asset,
    carrier_words,
    esc,
    organ_names,
    percent,
    rule_title,
    score_words,
    severity_class,
    title_of,
)

__all__ = ["page"]

# Nothing may be fetched: a report on an internal document must not tell anyone that it was opened.
_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:; "
    "base-uri 'none'; form-action 'none'"
)
# The script marks the view that is open; without it, ":has" does. It stays inside <noscript>, because
# it adds 40 % to the loading of 500 documents of 4,400 characters (2.0 s to 2.8 s in Chromium).
_WITHOUT_SCRIPT = (
    "@supports selector(:has(*)) { .doc:has(:target) { display: block; } "
    "body:has(.doc:target, .doc :target) .overview { display: none; } } "
    "@supports not selector(:has(*)) { .doc { display: block; } }"
)
_NOTE = "本报告列出依规则查到的文字、依据和修改建议，供起草和审核时参考，不是对单位或个人的评价。"
# Column label, and whether it holds figures.
_COLUMNS = (
    ("文件", False), ("标题", False), ("文种/载体", False), ("发文机关", False), ("级别", False),
    ("字数", True), ("得分", True), ("问题", True), ("提示", True),
)  # fmt: skip
_SEARCHED = "文件、标题、机关、规则或正文"
_LEVEL_ORDER = {words: order for order, words in enumerate(LEVEL_WORDS.values())}
_STAGE_WORDS = {"read": "读取", "score": "评分", "check": "检查"}
# The rest is counted: more bars than this do not fit beside the distribution on one screen.
_MOST_RULES = 10
# Below this a distribution is a list, and the table shows that better.
_FEWEST_FOR_DISTRIBUTION = 5


def page(results: Sequence[Report | Failure], *, title: str = "形式主义检查报告") -> str:
    """Return one HTML page that needs neither network nor other files.

    Parameters
    ----------
    results : sequence of Report or Failure
        One for each source, shown in this order. A single report is shown at once;
        otherwise a table of files leads to the view of each document.
    title : str
        Heading of the page.

    Returns
    -------
    str
        The page. Every character of the documents in it is escaped, and a content
        security policy forbids it to fetch anything.

    Examples
    --------
    >>> "未能读取" in page([Failure("扫描件.pdf", "read", "not_read", "页面是图像，没有可读的文字")])
    True
    """
    reports = [(f"d{n}", item) for n, item in enumerate(results, 1) if isinstance(item, Report)]
    failures = [item for item in results if isinstance(item, Failure)]
    single = len(reports) == 1 and not failures
    overview = "" if single else _overview(reports, failures)
    articles = "\n".join(article(report, prefix) for prefix, report in reports)
    return f"""<!DOCTYPE html>
<html lang="zh-CN"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{_POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark"><meta name="referrer" content="no-referrer">
<title>{esc(title)}</title>
<style>{asset("report.css")}</style>
<noscript><style>{_WITHOUT_SCRIPT}</style></noscript></head>
<body{' class="single"' if single else ""}>
<header class="top"><h1>{esc(title)}</h1><p>{_NOTE}</p></header>
<main>
{overview}
{articles}
</main>
{_footer([report for _, report in reports])}
<script>{asset("report.js")}</script>
</body></html>
"""


def _footer(reports: Sequence[Report]) -> str:
    versions = dict.fromkeys(item for report in reports for item in report.versions.items())
    told = " · ".join(f"{name} {value}" for name, value in versions)
    return f"<footer>{esc(told)}</footer>" if told else ""


def _overview(reports: Sequence[tuple[str, Report]], failures: Sequence[Failure]) -> str:
    plain = [report for _, report in reports]
    return f"""<section class="overview" id="list" tabindex="-1" aria-label="文件列表">
{_summary(plain, failures)}
{_table(reports)}
{_unread(reports, failures)}
</section>"""


def _summary(reports: Sequence[Report], failures: Sequence[Failure]) -> str:
    troubled = sum(1 for report in reports if counts(report)[0])
    figures = (("读取", len(reports)), ("未能读取", len(failures)), ("有问题", troubled))
    cells = "".join(f"<div><dt>{label}</dt><dd><b>{n}</b> 份</dd></div>" for label, n in figures)
    bars = _rules(reports) + _distribution(reports)
    return f'<div class="summary"><dl class="figures">{cells}</dl>{bars}</div>'


def _rules(reports: Sequence[Report]) -> str:
    found: Counter[tuple[str, str]] = Counter()
    files: Counter[tuple[str, str]] = Counter()
    for report in reports:
        rules = [(f.code, f.name) for f in report.findings if severity_class(f) != "excused"]
        found.update(rules)
        files.update(set(rules))
    if not found:
        return ""
    ordered = sorted(found, key=lambda rule: (-found[rule], rule))
    most = found[ordered[0]]
    # The button filters the table; it works once the script has enabled it.
    rows = "".join(
        f'<li><button type="button" disabled aria-pressed="false" data-code="{esc(code)}">'
        f"<code>{esc(code)}</code> {esc(rule_title(code, name))}</button>{bar(found[code, name] / most)}"
        f'<span class="val">{found[code, name]} 处 / {files[code, name]} 份</span></li>'
        for code, name in ordered[:_MOST_RULES]
    )
    rest = ordered[_MOST_RULES:]
    more = f'<p class="more">另有 {len(rest)} 条规则，共 {sum(found[r] for r in rest)} 处</p>' if rest else ""
    return f'<section class="rules"><h2>各规则的发现</h2><ul>{rows}</ul>{more}</section>'


def _distribution(reports: Sequence[Report]) -> str:
    values = [report.score.value for report in reports if report.score.value is not None]
    if len(values) < _FEWEST_FOR_DISTRIBUTION:
        return ""
    bins = Counter(min(int(value // 10), 9) for value in values)
    most = max(bins.values())
    bars = "".join(
        f'<li><span class="n">{bins[n] or ""}</span><i style="height:{percent(bins[n] / most)}"></i>'
        f'<span class="x">{10 * n}</span></li>'
        for n in range(10)
    )
    left = len(reports) - len(values)
    note = f'<p class="more">{left} 份没有总分，不在其中</p>' if left else ""
    return f'<section class="spread"><h2>得分分布</h2><ol>{bars}</ol>{note}</section>'


def _table(reports: Sequence[tuple[str, Report]]) -> str:
    if not reports:
        return ""
    heads = "".join(
        f'<th scope="col" aria-sort="none" class="{"num" if number else "txt"}">'
        f'<button type="button" disabled>{label}</button></th>'
        for label, number in _COLUMNS
    )
    folders = [_folder_and_name(report)[0] for _, report in reports]
    # What all folders share says nothing about one file, and names the user's machine.
    ends = zip(min(folders), max(folders), strict=False)
    common = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], ends))
    rows = "\n".join(_row(prefix, report, common) for prefix, report in reports)
    return f"""{_filters([report for _, report in reports])}
<table class="files"><caption class="hide">文件</caption><thead><tr>{heads}</tr></thead>
<tbody>
{rows}
</tbody></table>"""


def _filters(reports: Sequence[Report]) -> str:
    genres = sorted({carrier_words(report.document) for report in reports} - {""})
    levels = [words for words in LEVEL_WORDS.values() if words in {_level(report) for report in reports}]
    return f"""<form class="filters" hidden role="search">
<label class="search">筛选 <input type="search" name="q" autocomplete="off" placeholder="{_SEARCHED}"></label>
{_select("genre", "文种/载体", genres)}{_select("level", "级别", levels)}
<label class="check"><input type="checkbox" name="issues"> 只看有问题的</label>
<button type="reset">清除</button><output aria-live="polite"></output></form>"""


def _select(name: str, label: str, options: Sequence[str]) -> str:
    if len(options) < 2:
        return ""
    listed = "".join(f"<option>{esc(option)}</option>" for option in options)
    return f'<label>{label} <select name="{name}"><option value="">全部</option>{listed}</select></label>'


def _level(report: Report) -> str:
    issuers: Sequence[dict[str, Any]] = report.document.get("issuers") or ()
    return LEVEL_WORDS.get(issuers[0].get("level", ""), "") if issuers else ""


def _folder_and_name(report: Report) -> tuple[list[str], str]:
    path = str(report.document.get("path") or report.document.get("id") or "")
    *folder, name = path.replace("\\", "/").split("/")
    return folder, name


def _row(prefix: str, report: Report, common: int) -> str:
    facts, score = report.document, report.score
    issues, tips, excused = counts(report)
    parts, name = _folder_and_name(report)
    folder = "/".join(parts[common:])
    warned = ' <span class="tag">读取提醒</span>' if facts.get("warnings") else ""
    file = f'<a href="#{prefix}">{esc(name or title_of(facts))}</a>{warned}' + (
        f'<small class="folder">{esc(folder)}</small>' if folder else ""
    )
    status = "" if score.value is not None else f"<small>{SCORE_WORDS.get(score.status, '未评分')}</small>"
    scored = bar(score.value / 100) if score.value is not None else ""
    characters = facts.get("characters") or 0
    issuers = "、".join(organ_names(facts.get("issuers")))
    cells = (
        file, esc(facts.get("title") or "—"), esc(carrier_words(facts) or "—"), esc(issuers or "—"),
        _level(report) or "—", f"{characters:,}", f"<b>{score_words(score)}</b>{scored}{status}",
        str(issues), str(tips) + (f' <small>例外 {excused}</small>' if excused else ""),
    )  # fmt: skip
    # What a column is sorted by where that is not its text; empty is unknown and stays last.
    keys = (
        None, None, None, None, _LEVEL_ORDER.get(_level(report), ""),
        characters, "" if score.value is None else score.value, issues, tips,
    )  # fmt: skip
    columns = "".join(
        f'<td class="{"num " if number else ""}c{at}" data-label="{label}"'
        + ("" if key is None else f' data-v="{key}"')
        + f">{cell}</td>"
        for at, ((label, number), cell, key) in enumerate(zip(_COLUMNS, cells, keys, strict=True))
    )
    codes = " ".join(dict.fromkeys(f.code for f in report.findings if severity_class(f) != "excused"))
    return f'<tr data-codes="{esc(codes)}">{columns}</tr>'


def _unread(reports: Sequence[tuple[str, Report]], failures: Sequence[Failure]) -> str:
    rows = [
        f"<tr><td>{esc(failure.path)}</td><td>未能{_STAGE_WORDS.get(failure.stage, '处理')}</td>"
        f"<td>{esc(failure.message or failure.error)}</td></tr>"
        for failure in failures
    ]
    for prefix, report in reports:
        path = esc(report.document.get("path") or report.document.get("id") or "")
        rows += [
            f'<tr><td><a href="#{prefix}">{path}</a></td><td>已读取</td><td>{esc(warning)}</td></tr>'
            for warning in report.document.get("warnings") or ()
        ]
    if not rows:
        return ""
    heads = "".join(f'<th scope="col">{label}</th>' for label in ("文件", "情况", "原因"))
    return (
        f'<section class="unread"><h2>未读的文件</h2><p>下列文件或其中的部分没有读到，不等于没有问题。</p>'
        f"<table><thead><tr>{heads}</tr></thead><tbody>{''.join(rows)}</tbody></table></section>"
    )
