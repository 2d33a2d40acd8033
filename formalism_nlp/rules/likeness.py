"""How alike a passage is to what a rule is about: logistic regression on its characters.

Patterns find the wordings that somebody thought of. This learns from passages that were written for each rule by
people who did not know the patterns (``corpora/rules``), and from real documents in which nearly nothing is found.
``benchmarks/rule_likeness.py`` trains and measures it.
"""

from __future__ import annotations

import hashlib
import json
import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..errors import ConfigError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["FORMAT", "Likeness", "buckets", "load", "shipped", "traits"]

FORMAT = "formalism.likeness/1"
BITS = 16
# Longer passages are tables run together; what decides stands in front.
_LONGEST = 400
# Single characters and pairs; longer n-grams and word classes were no better on writers left out. Figures are
# folded in them and stand beside them by size (``_figures``).
_GRAMS = ((0,), (0, 1))
_EVIDENCE = 3
# Passages at a time: a hostile document has a million of them.
_BATCH = 500
_FIGURE = re.compile(r"(\d{1,9}(?:\.\d{1,4})?)\s?([\u4e00-\u9fff%％])")
_SIZES = (1, 2, 3, 4, 6, 10, 15, 20, 30, 45, 61, 76, 91, 121, 181, 301, 501, 1001, 5001)
# A short notice has nothing beside its one burden but how it begins; that must not speak against it.
_FARTHEST = (12.0, 2.0, 2.0)


@dataclass(frozen=True)
class Likeness:
    """The trained weights.

    Attributes
    ----------
    codes : tuple of str
        The rules it knows, in the order of the columns.
    table : array of int8, shape (2**BITS, codes)
        Weights of the hashed n-grams in steps of ``step``.
    step, bias : array of float32, shape (codes,)
    traits : array of float32, shape (traits,)
        Weights of what decides whether a finding stands (``chance``), the last one alone.
    examples : dict
        For each rule how many passages met it among those that it was learnt from.
    digest : str
        SHA-256 of the weights.
    """

    codes: tuple[str, ...]
    table: NDArray[np.int8]
    step: NDArray[np.float32]
    bias: NDArray[np.float32]
    traits: NDArray[np.float32]
    examples: dict[str, int]
    digest: str

    def scores(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return the score of each text for each rule, shape (texts, codes); 0 is even odds among the examples."""
        import numpy as np  # noqa: PLC0415

        parts = [self._batch(texts[start : start + _BATCH]) for start in range(0, len(texts), _BATCH)]
        return np.concatenate(parts) if parts else np.zeros((0, len(self.codes)), np.float32)

    def _batch(self, texts: Sequence[str]) -> NDArray[np.float32]:
        import numpy as np  # noqa: PLC0415

        total = np.zeros((len(texts), len(self.codes)), np.float32)
        rows, columns, scale = buckets(texts)
        if len(rows):
            starts = np.flatnonzero(np.r_[True, rows[1:] != rows[:-1]])
            sums = np.add.reduceat(self.table[columns], starts, axis=0, dtype=np.int32)
            total[rows[starts]] = sums * self.step * scale[rows[starts], None]
        return np.asarray(total + self.bias, np.float32)

    def chance(self, score: float, *, fired: bool, better: int, company: tuple[float, float]) -> float:
        """Return how likely a finding is right, 0 to 1.

        Parameters
        ----------
        score : float
            Of the passage for the rule.
        fired : bool
            Whether a pattern found it.
        better : int
            To how many other rules the passage is more alike.
        company : tuple of float
            The two greatest scores, of whatever rule, elsewhere in the document: who lays one burden on others lays
            several, and a lone finding in an innocent document is oftener wrong.
        """
        values = traits(score, fired=fired, better=better, company=company)
        return 1 / (
            1 + math.exp(-sum(weight * value for weight, value in zip(self.traits.tolist(), values, strict=True)))
        )

    def evidence(self, text: str, code: str) -> tuple[str, ...]:
        """Return the stretches of a text that speak most for a rule, in their order."""
        import numpy as np  # noqa: PLC0415

        column = self.codes.index(code)
        pairs = [text[i : i + 2] for i in range(min(len(text), _LONGEST) - 1)]
        if not pairs:
            return ()
        rows, columns, _ = buckets(pairs)
        weight = np.bincount(rows, self.table[columns, column].astype(float), len(pairs))
        good = weight > np.quantile(weight, 0.6)
        edges = np.flatnonzero(np.diff(np.r_[False, good, False].astype(int)))
        runs = [(float(weight[a:b].sum()), int(a), int(b) + 1) for a, b in edges.reshape(-1, 2)]
        best = sorted(sorted(runs, reverse=True)[:_EVIDENCE], key=lambda run: run[1])
        return tuple(words for _, a, b in best if (words := text[a:b].strip("，。；：、“”《》（） \n")))


def traits(score: float, *, fired: bool, better: int, company: tuple[float, float]) -> tuple[float, ...]:
    """Return what ``Likeness.chance`` is computed from, a constant behind."""
    own, *others = (min(max(value, -far), far) for value, far in zip((score, *company), _FARTHEST, strict=True))
    return own, float(fired), own * fired, min(own, 0.0) ** 2 * fired, math.log1p(better), *others, 1.0


def buckets(texts: Sequence[str]) -> tuple[NDArray[np.intp], NDArray[np.intp], NDArray[np.float32]]:
    """Return row and bucket of every n-gram of the texts, and the weight of one n-gram of each text."""
    import numpy as np  # noqa: PLC0415

    from ..model.encode import BORDER, fold, ngrams  # noqa: PLC0415

    codes = fold([text[:_LONGEST] for text in texts]).astype(np.uint64)
    place = np.cumsum(codes == BORDER, dtype=np.intp) - 1
    found = [ngrams(codes, place, offsets, BITS) for offsets in _GRAMS]
    found.append(_figures(texts))
    rows = np.concatenate([one for one, _ in found])
    columns = np.concatenate([one for _, one in found])
    inside = rows < len(texts)
    keys = np.unique((rows[inside] << BITS) | columns[inside])
    rows, columns = keys >> BITS, keys & ((1 << BITS) - 1)
    counts = np.bincount(rows, minlength=len(texts))
    return rows, columns, np.asarray(3 / np.sqrt(np.maximum(counts, 1)), np.float32)


def _figures(texts: Sequence[str]) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Return row and bucket of how large each number is and what it counts: 25 分 is no long speech, 80 分 is."""
    import numpy as np  # noqa: PLC0415

    from ..model.encode import BASE, mix  # noqa: PLC0415

    rows, values, units = [], [], []
    for row, text in enumerate(texts):
        for match in _FIGURE.finditer(text, 0, _LONGEST):
            rows.append(row)
            values.append(float(match[1]))
            units.append(ord(match[2]))
    sizes = np.searchsorted(_SIZES, np.array(values, float), side="right").astype(np.uint64)
    hashed = mix((np.array(units, np.uint64) << np.uint64(8) | sizes) * np.uint64(BASE))
    return np.array(rows, np.intp), (hashed >> np.uint64(64 - BITS)).astype(np.intp)


def load(folder: Path) -> Likeness:
    """Read the weights.

    Raises
    ------
    ConfigError
        If they are missing, damaged or of another format.
    """
    import numpy as np  # noqa: PLC0415

    try:
        card: dict[str, Any] = json.loads((folder / "rules.json").read_text("utf-8"))
        data = (folder / "rules.npz").read_bytes()
    except (OSError, ValueError) as error:
        raise ConfigError(f"读不到规则的样例权重：{type(error).__name__}；请重新安装 formalism_nlp") from error
    if card.get("format") != FORMAT:
        raise ConfigError(f"规则的样例权重格式是 {card.get('format')}，本版本需要 {FORMAT}；请重新安装 formalism_nlp")
    if card.get("sha256") != hashlib.sha256(data).hexdigest():
        raise ConfigError("规则的样例权重与 rules.json 中的摘要不符，文件可能已损坏；请重新安装 formalism_nlp")
    with np.load(BytesIO(data), allow_pickle=False) as file:
        table, step, bias, weights = (file[name] for name in ("table", "step", "bias", "traits"))
    return Likeness(tuple(card["codes"]), table, step, bias, weights, card["examples"], card["sha256"])


@lru_cache(maxsize=1)
def shipped() -> Likeness:
    """Load the weights that come with the library."""
    from ..model.store import shipped_folder  # noqa: PLC0415

    return load(shipped_folder())
