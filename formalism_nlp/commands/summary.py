"""What a run over many files came to: counted, told, turned into an exit code."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from ..findings import Failure, Finding, Report
from . import FINDINGS, OK, UNREAD

__all__ = ["Summary"]


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
            return UNREAD
        return FINDINGS if self.worst >= {"issue": 2, "tip": 1, "never": 3}[fail_on] else OK

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
