"""What the command line does with many files: progress, output, summary."""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TextIO

from tqdm import tqdm

from .bulk import Walk, score_many
from .errors import ConfigError, ReadError
from .findings import Failure, Finding, Report
from .readers import read
from .readers.base import shown_path
from .render import SUFFIX_FORMATS, findings_text, write_results
from .reuse.index import ReuseIndex
from .rules import RULES, Rule, check, select
from .scorer import Scorer

__all__ = ["Options", "Summary", "output_to", "run_check", "run_score"]


@dataclass(frozen=True)
class Options:
    """Options of ``formalism score``."""

    output: str | None = None
    format: str | None = None
    jobs: int = 1
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    on: date | None = None
    index: str | None = None
    parent: str | None = None


@dataclass
class Summary:
    """What a run came to."""

    reports: int = 0
    failures: list[Failure] = field(default_factory=list)
    warned: int = 0
    by_code: Counter[str] = field(default_factory=Counter)
    worst: int = 0
    passed_over: dict[str, int] = field(default_factory=dict)
    started: float = field(default_factory=time.perf_counter)

    def add(self, result: Report | Failure) -> None:
        """Count one result."""
        if isinstance(result, Failure):
            self.failures.append(result)
            return
        self.reports += 1
        self.warned += bool(result.document["warnings"])
        self.add_findings(result.findings)

    def add_findings(self, findings: Iterable[Finding]) -> None:
        """Count findings; those with an exception do not fail a run."""
        for finding in findings:
            self.by_code[finding.code] += 1
            if finding.exception is None:
                self.worst = max(self.worst, 2 if finding.severity == "issue" else 1)

    def exit_code(self, fail_on: str) -> int:
        """Return 3 when an input was not read, 1 when findings reach ``fail_on``, else 0."""
        if self.failures:
            return 3
        return int(self.worst >= {"issue": 2, "tip": 1, "never": 3}[fail_on])

    def text(self) -> str:
        """Say in a few lines what was read, what was not, and what was found."""
        seconds = time.perf_counter() - self.started
        lines = [f"读了 {self.reports} 份，未能读取 {len(self.failures)} 份，用时 {seconds:.1f} 秒"]
        if self.warned:
            lines.append(f"其中 {self.warned} 份有未读到的部分或其他提醒，见报告")
        if self.by_code:
            lines.append("发现：" + "，".join(f"{code} {count} 处" for code, count in sorted(self.by_code.items())))
        reasons = Counter(failure.error for failure in self.failures)
        if reasons:
            lines.append(
                "未读原因：" + "，".join(f"{_REASONS.get(name, name)} {count}" for name, count in reasons.most_common())
            )
        if self.passed_over:
            total = sum(self.passed_over.values())
            lines.append(f"文件夹里另有 {total} 个不是文稿的文件没有读（{'、'.join(sorted(self.passed_over))}）")
        return "\n".join(lines)


_REASONS = {
    "unsupported": "格式暂不支持", "not_read": "扫描件", "encrypted": "有密码", "corrupt": "损坏", "empty": "空文件",
    "too_large": "过大", "unsafe": "内容不安全", "classified": "涉密", "unreadable": "打不开",
}  # fmt: skip


def run_score(paths: Iterable[str], options: Options) -> Summary:
    """Score files and folders, write the results, print the summary on stderr."""
    scorer = Scorer(
        rules=_chosen(options.select), ignore=options.ignore, on=options.on,
        index=ReuseIndex.load(options.index) if options.index else None,
        parent=read(options.parent) if options.parent else None,
    )  # fmt: skip
    walk = Walk(paths)
    files = list(walk)
    summary = Summary(passed_over=dict(walk.passed_over))
    if not files:
        raise ConfigError("没有找到可读的文稿（docx、pdf、html、txt 等），请检查路径")
    format = _format(options)
    with output_to(options.output) as out:
        write_results(_counted(score_many(files, jobs=options.jobs, scorer=scorer), summary, len(files)), format, out)
    print(summary.text(), file=sys.stderr)
    if options.output:
        print(f"结果已写入 {options.output}", file=sys.stderr)
    return summary


def run_check(paths: Iterable[str], chosen: tuple[str, ...], ignore: tuple[str, ...], on: date | None) -> Summary:
    """Run the rules over files and folders and print the findings."""
    walk, summary, rules = Walk(paths), Summary(), _chosen(chosen)
    for path in walk:
        try:
            doc = read(path)
        except ReadError as error:
            summary.failures.append(Failure(shown_path(path), "read", error.code, str(error)))
            print(f"{shown_path(path)}\n  未读：{error}")
            continue
        outcomes = check(doc, rules=rules, ignore=ignore, on=on)
        summary.reports += 1
        summary.add_findings(finding for outcome in outcomes for finding in outcome.findings)
        print(findings_text(doc, outcomes), end="")
    summary.passed_over = dict(walk.passed_over)
    print(summary.text(), file=sys.stderr)
    return summary


def _chosen(names: tuple[str, ...]) -> tuple[Rule, ...]:
    return select(names) if names else RULES


def _counted(results: Iterator[Report | Failure], summary: Summary, total: int) -> Iterator[Report | Failure]:
    # disable=None: no bar where stderr is no terminal.
    for result in tqdm(results, total=total, unit="份", disable=None, file=sys.stderr):
        summary.add(result)
        yield result


def _format(options: Options) -> str:
    if options.format:
        return options.format
    if options.output is None:
        return "text"
    suffix = Path(options.output).suffix.lower()
    if suffix not in SUFFIX_FORMATS:
        raise ConfigError(f"看不出 {options.output} 要什么格式；请用后缀 {'、'.join(SUFFIX_FORMATS)}，或加 --format")
    return SUFFIX_FORMATS[suffix]


@contextmanager
def output_to(path: str | None) -> Iterator[TextIO]:
    """Standard output, or a file that appears whole or not at all."""
    if path is None:
        yield sys.stdout
        return
    target = Path(path)
    part = target.with_name(target.name + ".part")
    try:
        with part.open("w", encoding="utf-8", newline="") as out:
            yield out
        part.replace(target)
    except OSError as error:
        raise ConfigError(f"写不了 {path}（{error.strerror}），请检查文件夹和空间") from None
    finally:
        part.unlink(missing_ok=True)
