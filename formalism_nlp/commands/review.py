"""What follows the rules on the command line: known and answered-for findings left out, times told."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..document import Document
    from ..findings import Finding, Outcome
    from ..rules import Rule

    Step = Callable[[Document, tuple[Outcome, ...]], tuple[Outcome, ...]]

__all__ = ["Review", "add_review_options"]


def add_review_options(parser: argparse.ArgumentParser) -> None:
    """Which findings are not reported again."""
    parser.add_argument("--suppress", metavar="清单", help="忽略清单（TOML）：规则、文件、理由、到期日；到期的照常报告")
    known = parser.add_mutually_exclusive_group()
    known.add_argument("--baseline", metavar="基线", help="只报告基线文件里没有的新发现")
    known.add_argument("--write-baseline", metavar="基线", help="把本次发现写成基线文件（JSON）")


class Review:
    """Takes suppressed and known findings out, and tells on stderr what came of it.

    ``steps`` go to the scorer or are called by ``apply``; ``times`` is filled by the rules.
    """

    def __init__(self, args: argparse.Namespace, rules: tuple[Rule, ...]) -> None:
        from ..rules import RULES  # noqa: PLC0415 - the help text needs none of it
        from ..rules.baseline import Baseline  # noqa: PLC0415
        from ..rules.suppression import Suppressions  # noqa: PLC0415

        self.rules = rules
        self.write_to: str | None = args.write_baseline
        self.times: dict[str, float] | None = {} if args.verbose else None
        # Whether an entry has expired depends on the day of the run; no finding does.
        today = args.on or date.today()
        self.suppressions = Suppressions.load(args.suppress, RULES, on=today) if args.suppress else None
        self.baseline = Baseline.load(args.baseline) if args.baseline else None
        self.steps: tuple[Step, ...] = tuple(step for step in (self.suppressions, self.baseline) if step is not None)
        self._reasons: set[str] = set()
        self._found: list[tuple[str, Finding]] = []

    def apply(self, doc: Document, outcomes: tuple[Outcome, ...]) -> tuple[Outcome, ...]:
        """Take out what is suppressed or known."""
        for step in self.steps:
            outcomes = step(doc, outcomes)
        return outcomes

    def add(self, document: str, outcomes: Iterable[Outcome]) -> None:
        """Keep what the end of the run needs of one document; ``document`` is its id."""
        for outcome in outcomes:
            if self.suppressions is not None and outcome.reason:
                self._reasons.add(outcome.reason)
            if self.write_to is not None:
                self._found.extend((document, finding) for finding in outcome.findings)

    def finish(self) -> None:
        """Write the baseline and tell what was left out, what no longer holds, and how long the rules took."""
        lines = [*self._about_suppressions(), *self._about_baseline()]
        if self.write_to is not None:
            self._write(self.write_to)
            lines.append(f"基线已写入 {self.write_to}，共 {len(self._found)} 处")
        if self.times:
            lines.append("各规则用时（毫秒）：")
            ordered = sorted(self.times.items(), key=lambda item: -item[1])
            lines += [f"  {_NAMES.get(code, code):<12}{seconds * 1000:10.1f}" for code, seconds in ordered]
        for line in lines:
            print(line, file=sys.stderr)

    def _about_suppressions(self) -> list[str]:
        if self.suppressions is None:
            return []
        expired = [
            f"忽略清单 {one.place} 的 {one.code} 已于 {one.until} 到期，照常报告；请处理后删去或续期"
            for one in self.suppressions.expired
        ]
        unused = [
            f"忽略清单 {one.place} 的 {one.code} 没有对上任何发现，可以删去"
            for one in self.suppressions.unused(self._reasons)
        ]
        return expired + unused

    def _about_baseline(self) -> list[str]:
        if self.baseline is None or self.baseline.versions == self._versions():
            return []
        return ["基线是用另一个版本的规则写的，措辞改动可能使旧发现显示为新发现；请核对后重新建立"]

    def _versions(self) -> dict[str, str]:
        from .. import __version__  # noqa: PLC0415
        from ..rules import rules_id  # noqa: PLC0415

        return {"formalism_nlp": __version__, "rules": rules_id(self.rules)}

    def _write(self, path: str) -> None:
        from ..rules.baseline import baseline_json  # noqa: PLC0415
        from .output import output_to  # noqa: PLC0415

        with output_to(str(Path(path))) as out:
            out.write(baseline_json(self._found, self._versions()))


_NAMES = {"directives": "directives（提取要求）"}
