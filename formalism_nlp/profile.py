"""How a score is put together: weights, allowances and limits, from a TOML file."""

from __future__ import annotations

import hashlib
import os
import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import lru_cache
from importlib import resources
from pathlib import Path
from typing import Any, NoReturn, get_args

from .document import OrganLevel
from .errors import ConfigError

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

__all__ = ["General", "Profile", "load_profile", "shipped_profile", "shipped_text"]

_LEVELS: tuple[str, ...] = get_args(OrganLevel)
# Numbers outside these would turn a score upside down or divide by nothing; every other number is a share.
_RANGES = {
    "fewest_units": (1, 1000), "usual_characters": (1, 1_000_000), "longest_characters": (1, 1_000_000),
    "political_characters": (0, 1_000_000),
    "significance_characters": (0, 1_000_000), "half": (0.01, 1000),
}  # fmt: skip


@dataclass(frozen=True)
class General:
    """What a general directive weighs in documents of some levels and kinds."""

    levels: tuple[str, ...]
    kinds: tuple[str, ...]
    weight: float


@dataclass(frozen=True)
class Profile:
    """Weights, allowances and limits of a score.

    Attributes
    ----------
    name : str
        What the profile calls itself.
    fewest_units : int
        Below so many sentences there is no score.
    profile_only : tuple of str
        Genres and carriers that get parts, but no score.
    weights : mapping of str to float
        How far each part at its worst takes the score, 0 to 1.
    emptiness, allowance, burden, form : mapping of str to float
        Numbers of the parts; ``formalism profile`` prints them with what they mean.
    general : tuple of General
        Weights of general directives by level and kind; the first that fits counts.
    digest : str
        Short name of the numbers: the same numbers have the same digest.

    Examples
    --------
    >>> shipped_profile().weights["form"]
    0.3
    """

    name: str
    fewest_units: int
    profile_only: tuple[str, ...]
    weights: Mapping[str, float] = field(hash=False)
    emptiness: Mapping[str, float] = field(hash=False)
    allowance: Mapping[str, float] = field(hash=False)
    burden: Mapping[str, float] = field(hash=False)
    form: Mapping[str, float] = field(hash=False)
    general: tuple[General, ...]
    digest: str

    def general_weight(self, level: str, kinds: tuple[str | None, ...]) -> float:
        """Return what a general directive weighs in a document of this level and these kinds."""
        for rule in self.general:
            if level in rule.levels and any(kind in rule.kinds for kind in kinds):
                return rule.weight
        return self.emptiness["general"]


def shipped_text() -> str:
    """Return the shipped profile as it is written, with its comments."""
    return (resources.files(__package__) / "data" / "profile.toml").read_text(encoding="utf-8")


@lru_cache(maxsize=1)
def shipped_profile() -> Profile:
    """Return the profile that comes with the library."""
    return _build(_parse(shipped_text(), "profile.toml"))


def load_profile(path: str | os.PathLike[str]) -> Profile:
    """Read a profile; what it leaves out is taken from the shipped one.

    Raises
    ------
    ConfigError
        If it cannot be read, or names or numbers in it are wrong; the message tells the line.
    """
    name = Path(path).name
    try:
        text = Path(path).read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise ConfigError(f"评分方案 {name} 不是 UTF-8 文本，请另存为 UTF-8") from None
    except OSError as error:
        raise ConfigError(
            f"打不开评分方案 {name}（{error.strerror}）；用 formalism profile > 我的方案.toml 得到一份"
        ) from None
    return _build(_Checked(text, name).table)


def _parse(text: str, name: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"line (\d+)", str(error))
        place = f"第 {line[1]} 行" if line else "末尾"
        raise ConfigError(f"评分方案 {name} {place}不合 TOML 写法（如 form = 0.3，文字加英文引号）：{error}") from None


class _Checked:
    """A profile of a user, laid over the shipped one key by key."""

    def __init__(self, text: str, name: str) -> None:
        self.lines, self.name = text.splitlines(), name
        self.table = _parse(shipped_text(), "profile.toml")
        given = _parse(text, name)
        for key, value in given.items():
            usual = self._usual(self.table, key, "")
            if key == "general":
                self.table[key] = [self._rule(rule) for rule in self._expect(list, value, key, "")]
            elif isinstance(usual, dict):
                self._expect(dict, value, key, "")
                usual.update((k, self._number(self._usual(usual, k, key), v, k, key)) for k, v in value.items())
            else:
                self.table[key] = self._plain(usual, value, key)

    def _plain(self, usual: Any, value: Any, key: str) -> Any:
        if isinstance(usual, list):
            return [self._expect(str, item, key, "") for item in self._expect(list, value, key, "")]
        return self._expect(str, value, key, "") if isinstance(usual, str) else self._number(usual, value, key, "")

    def _rule(self, rule: Any) -> dict[str, Any]:
        model = {"levels": [], "kinds": [], "weight": 0.5}
        self._expect(dict, rule, "general", "")
        for key in rule:
            self._usual(model, key, "general")
        for key in model:
            if key not in rule:
                self._fail(f"[[general]] 缺少 {key}", "general", "", "每一段要有 levels、kinds、weight")
        for level in self._expect(list, rule["levels"], "levels", "general"):
            if level not in _LEVELS:
                self._fail(f"没有层级 {level!r}", "levels", "general", f"可用：{'、'.join(_LEVELS)}")
        for kind in self._expect(list, rule["kinds"], "kinds", "general"):
            self._expect(str, kind, "kinds", "general")
        self._number(model["weight"], rule["weight"], "weight", "general")
        return dict(rule)

    def _usual(self, table: Mapping[str, Any], key: str, section: str) -> Any:
        if key not in table:
            near = get_close_matches(key, table, 1)
            way = f"是不是 {near[0]}？" if near else f"可用：{'、'.join(table)}"
            self._fail(f"没有 {key} 这一项", key, section, way)
        return table[key]

    def _number(self, usual: Any, value: Any, key: str, section: str) -> Any:
        low, high = _RANGES.get(key, (0, 1))
        whole = key == "fewest_units"
        if isinstance(value, bool) or not isinstance(value, int if whole else (int, float)):
            self._fail(f"{key} 要写{'整数' if whole else '数字'}，现在是 {value!r}", key, section, f"例如 {usual}")
        if not low <= value <= high:
            self._fail(f"{key} 是 {value}，超出范围", key, section, f"请改为 {low} 到 {high} 之间")
        return value

    def _expect(self, kind: type, value: Any, key: str, section: str) -> Any:
        words: dict[Any, str] = {str: "加引号的文字", list: '方括号里的列表，如 ["意见"]', dict: f"[{key}] 开头的一段"}
        if not isinstance(value, kind):
            self._fail(f"{key} 要写成{words[kind]}，现在是 {value!r}", key, section, "可对照 formalism profile 的输出")
        return value

    def _fail(self, fault: str, key: str, section: str, way: str) -> NoReturn:
        raise ConfigError(f"评分方案 {self.name}{self._place(key, section)}{fault}；{way}")

    def _place(self, key: str, section: str) -> str:
        """The line of a key, found by its table; keys are rare enough to be looked for when something is wrong."""
        here = ""
        for number, line in enumerate(self.lines, 1):
            head = re.match(r"\s*\[\[?\s*([^\]\s]+)\s*\]", line)
            if head:
                here = head[1]
            name = re.match(r"\s*\"?([^\s=\"#]+)\"?\s*=", line)
            if (head and here == key and not section) or (name and name[1] == key and here == section):
                return f" 第 {number} 行："
        return "："


def _build(table: Mapping[str, Any]) -> Profile:
    general = tuple(General(tuple(r["levels"]), tuple(r["kinds"]), r["weight"]) for r in table["general"])
    parts = {key: dict(table[key]) for key in ("weights", "emptiness", "allowance", "burden", "form")}
    numbers = repr(
        [table["fewest_units"], sorted(table["profile_only"]), [sorted(p.items()) for p in parts.values()], general]
    )
    return Profile(
        table["name"], table["fewest_units"], tuple(table["profile_only"]), **parts, general=general,
        digest=hashlib.sha256(numbers.encode()).hexdigest()[:8],
    )  # fmt: skip
