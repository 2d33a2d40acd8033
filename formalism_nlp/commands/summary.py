"""What a run over many files came to: counted, told, turned into an exit code."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from ..findings import Failure, Finding, Report
from . import FINDINGS, OK, UNREAD

__all__ = ["Earlier", "Summary", "Tally"]


@dataclass(frozen=True)
class Earlier:
    """What a run that was broken off had done."""

    done: int = 0
    failures: int = 0
    worst: int = 0


@dataclass(frozen=True)
class Tally:
    """What one result adds to a summary; small enough to come from a worker process for each document."""

    error: str | None = None
    warned: bool = False
    by_code: Mapping[str, int] = field(default_factory=dict)
    worst: int = 0

    @classmethod
    def of(cls, result: Report | Failure) -> Tally:
        """Count one result."""
        if isinstance(result, Failure):
            return cls(result.error)
        return cls.of_findings(result.findings, bool(result.document["warnings"]))

    @classmethod
    def of_findings(cls, findings: Iterable[Finding], warned: bool = False) -> Tally:
        """Count findings; those with an exception do not fail a run."""
        found = list(findings)
        worst = max((2 if one.severity == "issue" else 1 for one in found if one.exception is None), default=0)
        return cls(None, warned, Counter(one.code for one in found), worst)


@dataclass
class Summary:
    """What a run came to; ``earlier`` counts what a run that it continues had done."""

    reports: int = 0
    errors: Counter[str] = field(default_factory=Counter)
    warned: int = 0
    by_code: Counter[str] = field(default_factory=Counter)
    worst: int = 0
    passed_over: dict[str, int] = field(default_factory=dict)
    earlier: Earlier = Earlier()
    started: float = field(default_factory=time.perf_counter)

    def add(self, result: Report | Failure) -> None:
        """Count one result."""
        self.count(Tally.of(result))

    def count(self, tally: Tally) -> None:
        """Count one result by its tally."""
        if tally.error is not None:
            self.errors[tally.error] += 1
            return
        self.reports += 1
        self.warned += tally.warned
        self.by_code.update(tally.by_code)
        self.worst = max(self.worst, tally.worst)

    def exit_code(self, fail_on: str) -> int:
        """Return 3 when an input was not read, 1 when findings reach ``fail_on``, else 0."""
        if self.errors or self.earlier.failures:
            return UNREAD
        return FINDINGS if max(self.worst, self.earlier.worst) >= {"issue": 2, "tip": 1, "never": 3}[fail_on] else OK

    def text(self) -> str:
        """Say in a few lines what was read, what was not, and what was found."""
        seconds = time.perf_counter() - self.started
        lines = [f"读了 {self.reports} 份，未能读取 {self.errors.total()} 份，用时 {seconds:.1f} 秒"]
        if self.warned:
            lines.append(f"其中 {self.warned} 份有未读到的部分或其他提醒，见报告")
        if self.by_code:
            lines.append("发现：" + "，".join(f"{code} {count} 处" for code, count in sorted(self.by_code.items())))
        if self.errors:
            reasons = self.errors.most_common()
            lines.append("未读原因：" + "，".join(f"{_REASONS.get(name, name)} {count}" for name, count in reasons))
        if self.passed_over:
            total = sum(self.passed_over.values())
            lines.append(f"文件夹里另有 {total} 个不是文稿的文件没有读（{'、'.join(sorted(self.passed_over))}）")
        if self.earlier.done:
            lines.append(
                f"上次已做完 {self.earlier.done} 份（其中未能读取 {self.earlier.failures} 份），没有重读，以上不含其中的发现"
            )
        return "\n".join(lines)


_REASONS = {
    "unsupported": "格式暂不支持", "not_read": "扫描件", "encrypted": "有密码", "corrupt": "损坏", "empty": "空文件",
    "too_large": "过大", "unsafe": "内容不安全", "classified": "涉密", "unreadable": "打不开", "timeout": "超时",
    "memory": "内存不足", "crash": "处理时程序意外结束",
}  # fmt: skip
