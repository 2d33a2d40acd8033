"""Measure directives and rules against a plain keyword scan.

Usage: python benchmarks/rules.py FILE…

Files are read first; only what comes after is timed, on one core, in megabytes of UTF-8 text a second.
The peer looks for the words of the rules' own examples and knows neither polarity nor direction.
"""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Callable, Iterable
from functools import partial

from formalism_nlp import RULES, Document, read
from formalism_nlp.directives import Directive, directives
from formalism_nlp.errors import ReadError
from formalism_nlp.rules import Reading, run_rules

# What lists of burdens are searched for by hand; the same subjects as the rules have.
KEYWORDS = re.compile(
    "报送|上报|填报|台账|报表|日报|周报|零报告|照片|截图|留痕|佐证|打卡|签到|接龙|点赞|转发|积分|小程序|APP|排名|通报|"
    "考核|督查|检查|调研|一票否决|责任状|承诺书|属地|兜底|借调|抽调|跟班|摊派|征订|认购|示范|创建|评选|授牌|证明|挂牌|"
    "今天|当日|次日|立即|连夜|主要负责同志|实施方案|实施细则|贯彻落实情况"
)
ROUNDS = 3


def best(run: Callable[[], object]) -> float:
    """Return the shortest processor time of several runs, in seconds."""
    found = []
    for _ in range(ROUNDS):
        start = time.process_time()
        run()
        found.append(time.process_time() - start)
    return min(found)


def documents(paths: Iterable[str]) -> list[Document]:
    """Read what can be read."""
    found = []
    for path in paths:
        try:
            found.append(read(path))
        except ReadError as error:
            print(f"{path}: {error}", file=sys.stderr)
    return found


def main(paths: list[str]) -> None:
    """Print the speeds side by side."""
    docs = documents(paths)
    size = sum(len(doc.text.encode()) for doc in docs) / 1e6
    if not docs:
        raise SystemExit("usage: python benchmarks/rules.py FILE…")
    totals = {"directives": 0.0, "rules": 0.0, "keyword scan (peer)": 0.0}
    # Document by document, so that a pause of the machine spoils one and not all.
    for doc in docs:
        made = directives(doc)
        totals["directives"] += best(partial(directives, doc))
        totals["rules"] += best(partial(_check, doc, made))
        totals["keyword scan (peer)"] += best(partial(KEYWORDS.findall, doc.text))
    totals["directives and rules"] = totals["directives"] + totals["rules"]
    print(f"{len(docs)} documents, {size:.2f} MB, {len(RULES)} rules")
    for name, seconds in totals.items():
        print(f"{name:22} {size / seconds:8.2f} MB/s  {seconds / size * 1000:8.1f} ms/MB")


def _check(doc: Document, made: tuple[Directive, ...]) -> None:
    """Run all rules on directives that are there already."""
    reading = Reading(doc)
    reading.__dict__["directives"] = made
    run_rules(reading)


if __name__ == "__main__":
    main(sys.argv[1:])
