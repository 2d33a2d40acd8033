"""Texts for the fuzz target of the rules: sentences that rules look for, put together at random."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence

from formalism_nlp import RULES

_SIGNS = (
    "。", "；", "：", "\n", "\n　　", "、", "“", "”", "（", "）", "《", "》", "〔", "〕", "一、", "（一）", "1.", "附件：", "抄送：",
    "\u202e", "\u200b", "\ufeff", "\ud800", "\0", "𠮷", "０", "①", "\t", "　", "\u2028", "\r\n", "☐", "%", "％", "|", "\ue000",
)  # fmt: skip
_NUMBERS = (
    "0",
    "三",
    "99999999999999999999",
    "100%",
    "〇",
    "千万亿",
    "2月30日",
    "13月1日",
    "0年",
    "2025年3月4日",
    "25时",
    "-1",
    "半",
    "两",
)
_EXAMPLES = tuple(text for rule in RULES for text in (*rule.hits, *rule.clean))


def damaged_text(rng: random.Random, texts: Sequence[str]) -> str:
    """Return sentences of texts and of rule examples in a new order, with signs and numbers between and inside."""
    parts = []
    for _ in range(rng.choice((1, 3, 10, 40))):
        whole = rng.choice(_EXAMPLES if rng.random() < 0.7 else texts)
        pieces = re.split(r"(?<=[。；\n，])", whole)
        start = rng.randrange(len(pieces))
        parts.append("".join(pieces[start : start + rng.choice((1, 1, 2, 5))]))
        if rng.random() < 0.4:
            parts.append(rng.choice(_SIGNS) * rng.choice((1, 1, 2, 200)))
    text = "".join(parts)
    for _ in range(rng.choice((0, 1, 5, 20))):
        place = rng.randrange(len(text) + 1)
        text = text[:place] + rng.choice(rng.choice((_SIGNS, _NUMBERS))) + text[place + rng.choice((0, 0, 1, 3)) :]
    if rng.random() < 0.3:
        text = re.sub(
            r"\d+|[一二三四五六七八九十]+", lambda match: rng.choice(_NUMBERS) if rng.random() < 0.3 else match[0], text
        )
    return text
