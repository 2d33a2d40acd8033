"""Cutting text into words: jieba behind one small class, rjieba as an exact short cut.

jieba is the reference. rjieba is about ten times faster and gives the same words except in
runs of Latin letters, digits and signs (``2016-08-11``, ``4.1.2``) and beyond the BMP; those
runs always go to jieba, so the result does not depend on what is installed.
"""

from __future__ import annotations

import hashlib
import logging
import os
import re
import tempfile
import warnings
from collections.abc import Iterator, Mapping
from functools import cached_property, lru_cache
from importlib import resources
from pathlib import Path
from typing import Any

__all__ = ["Tokenizer", "default_tokenizer", "official_words", "word_class"]

# jieba's own block pattern (jieba 0.42.1, re_han_default): blocks are cut independently of each other.
_BLOCK = re.compile("([\u4e00-\u9fd5a-zA-Z0-9+#&._%\\-]+)")
# A run on which the two engines can differ. Of 30,000 blocks of real documents that hold such characters
# 557 are cut differently; every one has a run that this pattern finds, in none of the others it differs.
_LATIN = re.compile(r"[a-zA-Z0-9+#&._%\-]+")
_SAFE_RUN = re.compile(r"[0-9]+%?|[a-zA-Z]+|[0-9]+\.[0-9]+%?")
_BEYOND_BMP = re.compile("[^\u0000-\ud7ff\ue000-\uffff]")


@lru_cache(maxsize=1)
def official_words() -> dict[str, int]:
    """Return the words of official documents that the dictionary of jieba lacks, and their frequencies.

    Examples
    --------
    >>> "党政同责" in official_words()
    True
    """
    lines = resources.files(__package__).joinpath("data/official_words.txt").read_text("utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return {word: int(frequency) for word, frequency, _ in rows}


def cache_folder() -> Path | None:
    """Return a folder for jieba's cache that only this user can write to, or None.

    jieba unmarshals its cache, and keeps it under a fixed name in the shared temporary
    folder by default, where anybody can put another file.
    """
    base = os.environ.get("XDG_CACHE_HOME") or os.path.join(os.path.expanduser("~"), ".cache")
    folder = Path(base) / "formalism_nlp"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        state = folder.stat()
    except OSError:
        return None
    if hasattr(os, "getuid") and (state.st_uid != os.getuid() or state.st_mode & 0o022):
        return None
    return folder if os.access(folder, os.W_OK) else None


class Tokenizer:
    """A private tokenizer: nothing of it shows in ``jieba.dt``.

    Parameters
    ----------
    fast : bool, optional
        Use rjieba where it agrees with jieba; by default when it is installed.
    words : mapping of str to int, optional
        Extra words and their frequencies; by default :func:`official_words`.

    Examples
    --------
    >>> Tokenizer().cut("各镇要落实一岗双责，每周巡查2次。")
    ['各镇', '要', '落实', '一岗双责', '，', '每周', '巡查', '2', '次', '。']
    """

    def __init__(self, *, fast: bool | None = None, words: Mapping[str, int] | None = None) -> None:
        self.words = official_words() if words is None else dict(words)
        self.fast = _has_rjieba() if fast is None else fast

    @property
    def signature(self) -> str:
        """Name of all that decides how text is cut: jieba's version and the extra words."""
        digest = hashlib.sha256(repr(sorted(self.words.items())).encode()).hexdigest()[:12]
        return f"jieba-{_jieba().__version__}+words-{digest}"

    def cut(self, text: str) -> list[str]:
        """Cut a text into words; joined, they give the text again."""
        if not self.fast:
            return list(self._slow.lcut(text))
        if _BEYOND_BMP.search(text) is None and not _risky(text):
            return list(self._fast.cut(text))
        return [word for piece, safe in _pieces(text) for word in self._cut_piece(piece, safe)]

    def _cut_piece(self, piece: str, safe: bool) -> list[str]:
        return list(self._fast.cut(piece) if safe else self._slow.lcut(piece))

    @cached_property
    def _slow(self) -> Any:
        jieba = _jieba()
        cutter = jieba.Tokenizer()
        level = jieba.default_logger.level
        jieba.default_logger.setLevel(logging.WARNING)
        try:
            folder = cache_folder()
            if folder is not None:
                cutter.tmp_dir = str(folder)
                cutter.initialize()
            else:
                with tempfile.TemporaryDirectory() as private:
                    cutter.tmp_dir = private
                    cutter.initialize()
        finally:
            jieba.default_logger.setLevel(level)
        for word, frequency in self.words.items():
            cutter.add_word(word, frequency)
        return cutter

    @cached_property
    def _fast(self) -> Any:
        import rjieba  # noqa: PLC0415 - an optional extra

        cutter = rjieba.Jieba()
        for word, frequency in self.words.items():
            cutter.add_word(word, frequency, None)
        return cutter


@lru_cache(maxsize=1)
def default_tokenizer() -> Tokenizer:
    """Return the tokenizer that the shipped model was made for."""
    return Tokenizer()


def word_class(word: str) -> str:
    """Return the part of speech of a word as jieba's dictionary has it, empty for a word that it lacks.

    Examples
    --------
    >>> word_class("等待"), word_class("槐陂")
    ('v', '')
    """
    words = _dictionary()
    at = words.find(f"\n{word} ".encode())
    return words[at + 1 : words.find(b"\n", at + 1)].split(b" ")[2].decode().strip() if at >= 0 else ""


@lru_cache(maxsize=1)
def _dictionary() -> bytes:
    """Jieba's dictionary, a line a word: its frequency and part of speech behind it."""
    return b"\n" + resources.files(_jieba()).joinpath("dict.txt").read_bytes()


def _risky(text: str) -> bool:
    return any(_SAFE_RUN.fullmatch(run) is None for run in _LATIN.findall(text))


def _pieces(text: str) -> Iterator[tuple[str, bool]]:
    """Split at block borders into pieces that rjieba may cut (True) and others."""
    start = 0
    for match in _BLOCK.finditer(text):
        if _risky(match.group()):
            if match.start() > start:
                yield from _plain(text[start : match.start()])
            yield match.group(), False
            start = match.end()
    if start < len(text):
        yield from _plain(text[start:])


def _plain(text: str) -> Iterator[tuple[str, bool]]:
    yield text, _BEYOND_BMP.search(text) is None


@lru_cache(maxsize=1)
def _jieba() -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # jieba 0.42.1 has invalid escapes and imports pkg_resources
        import jieba  # noqa: PLC0415

    return jieba


def _has_rjieba() -> bool:
    try:
        import rjieba  # noqa: F401, PLC0415 - an optional extra
    except ImportError:
        return False
    return True
