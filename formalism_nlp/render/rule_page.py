"""The page of a rule, generated from its value: ``formalism rules CODE`` and ``docs/rules/``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ..rules import Rule, learned_from
from ..rules.overlays import shipped_overlays
from .words import SEVERITY_WORDS

__all__ = ["catalogue", "rule_page"]

_SHOWN = 90


def catalogue(rules: Iterable[Rule]) -> str:
    """Return the list of rules, a line each."""
    return "".join(f"{rule.code}  {SEVERITY_WORDS[rule.severity]}  {rule.title}（{rule.name}）\n" for rule in rules)


def rule_page(rule: Rule) -> str:
    """Return the page of one rule in Markdown."""
    basis = "\n".join(f"- {item}（{item.issued} 发布{'' if item.in_force else '，已失效'}）" for item in rule.basis)
    options = "\n".join(_options(rule)) or "无"
    return (
        f"# {rule.code} {rule.title}\n\n`{rule.name}` · {rule.category} · {SEVERITY_WORDS[rule.severity]}\n\n"
        f"## 检查什么\n\n{rule.about}\n\n## 依据\n\n{basis}\n\n## 例\n\n会提示：\n\n{_examples(rule.hits)}\n"
        f"不提示：\n\n{_examples(rule.clean)}\n## 怎样改\n\n{_plain(rule.suggestion)}\n\n"
        f"## 何时不适用\n\n{rule.unless}\n\n## 选项\n\n{options}\n\n## 准确率\n\n{_measured(rule)}\n{_learned(rule)}"
    )


def _learned(rule: Rule) -> str:
    many = learned_from().get(rule.code, 0)
    return (
        f"\n除写明的样式外，还把每句话与 {many} 条样例比对：不像的不提示，样式之外而很像的作为提示列出，并写明依据的字词。\n"
        if many
        else ""
    )


def _options(rule: Rule) -> Iterator[str]:
    for name, value in rule.options.items():
        yield f"- `{name}` = {'未设' if value is None else value}"
    for one in shipped_overlays():
        if one.code == rule.code and one.valid_from is not None:
            told = "，".join(f"`{name}` = {value}" for name, value in one.options.items())
            until = f"，至 {one.valid_to}" if one.valid_to else ""
            yield f"- {one.place}（{one.valid_from} 起{until}）：{told}，依据：{one.basis}"


def _examples(texts: Iterable[str]) -> str:
    return "".join(f"- {_short(text)}\n" for text in texts)


def _short(text: str) -> str:
    line = " / ".join(part.strip() for part in text.split("\n"))
    return line if len(line) <= _SHOWN else f"{line[:_SHOWN]}…（共 {len(line)} 字）"


def _plain(template: str) -> str:
    return re.sub(r"\{(\w+)\}", r"`\1`", template)


def _measured(rule: Rule) -> str:
    if rule.measured is None:
        return "尚未在真实文件上逐条核对。"
    right, read = rule.measured
    return (
        f"在真实文件的发现中逐条核对 {read} 处，正确 {right} 处（{right / read:.0%}）。"
        if read
        else "在真实文件中没有发现。"
    )
