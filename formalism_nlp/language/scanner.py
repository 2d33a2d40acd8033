"""Searching a text for a large pattern of words only where its first two characters stand.

The patterns of this package have a hundred alternatives each and are asked for every clause of a document. Python's
``re`` tries all of them at every character. A ``Scanner`` works out which pairs of characters a match can begin with,
looks these up in the whole text at once, and runs the pattern at the few places that are left: same matches, a third of
the time.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import cached_property, lru_cache
from itertools import product
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np

__all__ = ["Scanner", "Starts", "beginnings"]

_CODES = 1 << 16
_ANY = "*"
_DIGITS = "0123456789０１２３４５６７８９"
_QUANTIFIER = re.compile(r"[*?+]|\{(\d*)(?:,\d*)?\}")
# Zero-width at the beginning of a group: they only take matches away.
_LOOKS = ("?=", "?!", "?<=", "?<!")


def beginnings(pattern: str) -> frozenset[str]:
    """Return the strings of one or two characters that a match can begin with; one means that anything may follow.

    Parameters
    ----------
    pattern : str
        A regular expression of literals, classes, groups and quantifiers.

    Raises
    ------
    ValueError
        If a match may be empty or begin with any character.

    Examples
    --------
    >>> sorted(beginnings("不[得准]|(?<!无)须(?=报)|严?禁止|要.*"))
    ['不准', '不得', '严禁', '禁止', '要', '须']
    """
    found, end = _alternatives(pattern, 0)
    plain = frozenset(one.rstrip(_ANY) for one in found)
    if end != len(pattern) or any(one[:1] in ("", _ANY) for one in found):
        raise ValueError(f"a match of {pattern[:40]!r} can begin with anything")
    return frozenset(one for one in plain if len(one) == 1 or one[0] not in plain)


def _alternatives(pattern: str, at: int) -> tuple[set[str], int]:
    """Read up to the end of a group: the beginnings of all its alternatives."""
    found: set[str] = set()
    current = {""}
    while at < len(pattern) and pattern[at] != ")":
        if pattern[at] == "|":
            found, current, at = found | current, {""}, at + 1
            continue
        atom, at = _atom(pattern, at)
        often = _QUANTIFIER.match(pattern, at)
        if often is not None:
            at = often.end() + pattern.startswith("?", often.end())
            least = often.group(1) if often.group()[0] == "{" else "1" if often.group() == "+" else "0"
            more = "" if often.group() == "?" else _ANY
            atom = {one + more for one in atom} | ({""} if least in ("", "0") else set())
        if any(len(one) < 2 for one in current):
            current = {_joined(first, then) for first, then in product(current, atom)}
    return found | current, at


def _joined(first: str, then: str) -> str:
    return first if len(first) >= 2 else (first + then)[:2]


def _atom(pattern: str, at: int) -> tuple[set[str], int]:
    """Read one literal, class or group."""
    sign = pattern[at]
    if sign == "(":
        inside = pattern.find(">", at) + 1 if pattern.startswith("?P<", at + 1) else at + 1
        look = next((mark for mark in _LOOKS if pattern.startswith(mark, inside)), None)
        start = inside + len(look) if look else inside + 2 * pattern.startswith("?:", inside)
        found, end = _alternatives(pattern, start)
        return ({""} if look else found), end + 1
    if sign == "[":
        end = pattern.index("]", at + 2)
        return _members(pattern[at + 1 : end]), end + 1
    if sign == "\\":
        return ({*_DIGITS} if pattern[at + 1] == "d" else {_ANY} if pattern[at + 1].isalpha() else {pattern[at + 1]}), at + 2  # fmt: skip
    return ({""} if sign in "^$" else {_ANY} if sign == "." else {sign}), at + 1


def _members(inside: str) -> set[str]:
    """Return the characters of a class; of one that is negated or has other escapes than of digits any."""
    if inside[0] == "^" or re.search(r"\\[^d\-\]\\]", inside):
        return {_ANY}
    plain = inside.replace(r"\d", _DIGITS).replace("\\", "")
    spread = re.sub(
        "(.)-(.)", lambda ends: "".join(map(chr, range(ord(ends[1]), ord(ends[2]) + 1))), plain, flags=re.DOTALL
    )
    return {*spread}


class Starts:
    """First one or two characters of words, looked up in a whole text at once.

    Parameters
    ----------
    starts : iterable of str
        What words begin with, one or two characters each.

    Examples
    --------
    >>> Starts(["不得", "严"]).places("各镇不得漏报，严禁不报")
    [2, 7]
    """

    def __init__(self, starts: Iterable[str]) -> None:
        import numpy as np  # noqa: PLC0415

        found = set(starts)
        self._firsts, self._singles = np.zeros(_CODES, bool), np.zeros(_CODES, bool)
        self._firsts[[ord(one[0]) for one in found]] = True
        self._singles[[ord(one) for one in found if len(one) == 1]] = True
        pairs = [ord(one[0]) * _CODES + ord(one[1]) for one in found if len(one) == 2]
        self._pairs = np.array(sorted(pairs) or [-1], np.int64)

    def places(self, text: str) -> list[int]:
        """Return where in a text one of them stands."""
        import numpy as np  # noqa: PLC0415

        codes = _codes(text)
        near = np.flatnonzero(self._firsts[codes])
        first, second = codes[near], codes[np.minimum(near + 1, len(codes) - 1)]
        keys = first.astype(np.int64) * _CODES + second
        at = np.minimum(np.searchsorted(self._pairs, keys), len(self._pairs) - 1)
        found: list[int] = near[self._singles[first] | (self._pairs[at] == keys)].tolist()
        return found


class Scanner:
    """A compiled pattern that is searched for in whole texts.

    Parameters
    ----------
    pattern : str
        A regular expression; what its matches begin with must show (see ``beginnings``).

    Examples
    --------
    >>> scanner = Scanner("不得|严禁")
    >>> [match.span() for match in scanner.finditer("各镇不得漏报，严禁迟报", 0, 11)]
    [(2, 4), (7, 9)]
    """

    def __init__(self, pattern: str) -> None:
        self.pattern = re.compile(pattern)
        self._text = ""
        self._places: list[int] = []

    @cached_property
    def _starts(self) -> Starts:
        return Starts(beginnings(self.pattern.pattern))

    def finditer(self, text: str, start: int, end: int) -> Iterator[re.Match[str]]:
        """Yield the matches in a stretch, as ``re.Pattern.finditer`` does."""
        if text is not self._text:
            # The last text is kept: its clauses come one after the other.
            self._text, self._places = text, self._starts.places(text)
        places, match_at = self._places, self.pattern.match
        for index in range(bisect_left(places, start), len(places)):
            place = places[index]
            if place >= end:
                return
            if place >= start and (match := match_at(text, place, end)):
                start = match.end()
                yield match

    def search(self, text: str, start: int, end: int) -> re.Match[str] | None:
        """Return the first match in a stretch, as ``re.Pattern.search`` does."""
        return next(self.finditer(text, start, end), None)


@lru_cache(maxsize=2)
def _codes(text: str) -> np.ndarray[Any, np.dtype[np.uint16]]:
    """Return the code points of a text; those beyond the basic plane, which no pattern begins with, as 65,535."""
    import numpy as np  # noqa: PLC0415

    wide = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    return np.minimum(wide, _CODES - 1).astype(np.uint16)
