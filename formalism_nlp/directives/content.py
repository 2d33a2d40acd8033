"""What a requirement is about, in a form that survives rewording: one token for words of one meaning, none for filler."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib.resources import files
from operator import add
from typing import NamedTuple

from ..document import Document, Span

__all__ = ["ACT", "Content", "before_deed", "content", "short_names"]

# In front of the token of a deed, so that deeds can be told from things.
ACT = "@"
# What a token counts: a pair of letters of an own word, a deed, a word of the table, a word that many requirements
# share, a single letter left between words.
_PAIR, _DEED, _KNOWN, _LIGHT, _LETTER = 1.0, 1.0, 2.0, 0.5, 0.5
_RUN = re.compile("[\u4e00-\u9fffA-Za-z]+")
_SHORT = re.compile("（以下(?:简|统)?称[：:]?“?(?P<short>[\u4e00-\u9fff]{2,10}?)”?）")
_LONGEST_NAME = 30
# The name of a document that is to be followed is no part of what is asked for; that of a form is.
_CITED = re.compile("《[^》\n]{2,80}(?:通知|意见|决定|办法|条例|规定|法|方案|规划|通报|细则|要点|纲要)[^》\n]{0,8}》")
# A row of bodies that begins a clause: 财政、教育、民政等部门要.
_LISTED = re.compile("^[^，。；]{2,60}?(?:部门|单位|机构|政府|乡镇|街道|学校|企业)(?=[要应须]|必须|务必)")
# Who receives or checks, and when, is no part of it either.
_BODY = re.compile(
    "[省市县区镇乡][\u4e00-\u9fff]{1,10}?(?:局|委|厅|办公室|办(?![理好法公])|中心|指挥部|领导小组|专班)(?![部长面势限])|[\\d０-９]+[年月日号时点]+[底初末]?"
)


@dataclass(frozen=True)
class Content:
    """Tokens with their weights, and the deeds among them."""

    tokens: Mapping[str, float]
    acts: frozenset[str]

    @cached_property
    def weight(self) -> float:
        """What all tokens count together."""
        return sum(self.tokens.values())

    def shared(self, other: Content) -> float:
        """Return what the tokens of both count together."""
        there = other.tokens
        return sum([min(weight, there[token]) for token, weight in self.tokens.items() if token in there])


def content(text: str, spans: Iterable[Span], names: Mapping[str, str] | None = None) -> Content:
    """Reduce stretches of a text to what they ask for.

    Parameters
    ----------
    text : str
        The whole text.
    spans : iterable of Span
        The stretches that count.
    names : mapping, optional
        Short names that the document explains, see :func:`short_names`.

    Examples
    --------
    >>> first, second = "认真核查困难群众名册", "对困难家庭名单逐户摸底"
    >>> a, b = (content(text, [Span(0, len(text))]) for text in (first, second))
    >>> a.shared(b) == a.weight == b.weight
    True
    >>> content("切实加强组织领导，压实工作责任", [Span(0, 15)]).tokens
    {}
    """
    tokens: dict[str, float] = {}
    for start, end in spans:
        words = _plain(text[start:end])
        for short, full in (names or {}).items():
            words = words.replace(short, full)
        for run in _RUN.findall(words):
            _add(run, tokens)
    return Content(tokens, frozenset(token for token in tokens if token[0] == ACT))


def _plain(words: str) -> str:
    if "《" in words:
        words = _CITED.sub("，", words)
    return _BODY.sub("，", _LISTED.sub("，", words))


def short_names(doc: Document) -> dict[str, str]:
    """Return the short names that a document explains with 以下简称, and what they stand for.

    Examples
    --------
    >>> short_names(Document.from_text("开展农村饮水安全巩固提升行动（以下简称“饮水行动”）。"))
    {'饮水行动': '饮水安全巩固提升行动'}
    """
    found = {}
    for match in _SHORT.finditer(doc.text):
        short = match["short"]
        before = re.split("[，。；：、\n]", doc.text[max(0, match.start() - _LONGEST_NAME) : match.start()])[-1]
        at = before.find(short[0])
        if at >= 0 and short not in before[at:]:
            found[short] = before[at:]
    return found


def before_deed(words: str) -> str:
    """Return what stands in front of the first deed: a subject that was read too far ends there.

    Examples
    --------
    >>> before_deed("县水利局检修青石口泵站"), before_deed("各有关单位")
    ('县水利局', '各有关单位')
    """
    for pos in range(1, len(words)):
        word, length = _known(words, pos)
        if word is not None and length > 1 and word.token.startswith(ACT):
            return words[:pos]
    return words


class _Word(NamedTuple):
    token: str
    weight: float


def _add(run: str, tokens: dict[str, float]) -> None:
    """Add the tokens of a stretch of letters; words of the table are cut out, longest first."""
    table, lengths = _table()
    begin = pos = 0
    while pos < len(run):
        # As _known does, without a call for every letter.
        for length in lengths.get(run[pos], ()):
            word = table.get(run[pos : pos + length])
            if word is not None and length <= len(run) - pos:
                break
        else:
            pos += 1
            continue
        _pairs(run[begin:pos], tokens)
        if word.weight:
            tokens[word.token] = word.weight
        pos += length
        begin = pos
    _pairs(run[begin:], tokens)


def _known(words: str, pos: int) -> tuple[_Word | None, int]:
    """Return the longest word of the table at a position, and its length."""
    table, lengths = _table()
    for length in lengths.get(words[pos], ()):
        word = table.get(words[pos : pos + length])
        if word is not None and length <= len(words) - pos:
            return word, length
    return None, 0


def _pairs(word: str, tokens: dict[str, float]) -> None:
    if len(word) == 1:
        tokens[word] = _LETTER
    elif word:
        tokens.update(dict.fromkeys(map(add, word, word[1:]), _PAIR))


@lru_cache(maxsize=1)
def _table() -> tuple[dict[str, _Word], dict[str, list[int]]]:
    """Return the words of the table, and the lengths of those that begin with each letter, the longest first."""
    lines = files("formalism_nlp.language").joinpath("data/requirement_words.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in lines.splitlines() if not line.startswith("#")]
    light = {word for role, _, words in rows if role == "light" for word in words.split(" ")}
    table: dict[str, _Word] = {}
    for role, name, words in rows:
        for word in words.split(" "):
            if role in ("plain", "filler"):
                table.setdefault(word, _Word("", 0.0))
            elif role == "act":
                table[word] = _Word(ACT + name, _DEED)
            elif role == "same":
                table[word] = _Word(name, _LIGHT if name in light or word in light else _KNOWN)
            else:
                table.setdefault(word, _Word(word, _LIGHT))
    lengths: dict[str, set[int]] = {}
    for word in table:
        lengths.setdefault(word[0], set()).add(len(word))
    return table, {letter: sorted(found, reverse=True) for letter, found in lengths.items()}
