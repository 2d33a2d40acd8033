"""Numbers as official documents write them: Arabic, Chinese and mixed, shares and fractions."""

from __future__ import annotations

import re
from functools import lru_cache

__all__ = ["NUMBER", "parse_number"]

_DIGIT = {char: value for value, char in enumerate("零一二三四五六七八九")}
_DIGIT.update({char: value for value, char in enumerate("〇壹贰叁肆伍陆柒捌玖")})
_DIGIT.update({"○": 0, "两": 2})
_SCALE = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_MYRIAD = {"万": 10_000, "亿": 100_000_000}
_PARTS = {"百": 100, "千": 1000, "万": 10_000}
_WIDE = str.maketrans("０１２３４５６７８９．，％", "0123456789.,%")
# A number in running text. Both ways in start with a plain character class, so that the search skips fast; the length is
# bounded so that a line of ten thousand digits costs no square of that.
NUMBER = r"(?:[\d０-９一二两三四五六七八九十半](?:[.．,，](?=[\d０-９])|[\d０-９零〇一二两三四五六七八九十百千万亿几]){0,24}|[几数上近][十百千万]{1,3})"
# 三十余, 十几, 100多, 20来; 几十, 数百, 上千, 近万.
_VAGUE = re.compile("[余多几来数上近]")
_ARABIC = re.compile(r"(\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)([十百千万亿]*)")


@lru_cache(maxsize=4096)
def parse_number(text: str) -> float | None:
    """Return the value of a number, None when the text is none.

    Vague numbers have the value that they surely reach (三十余 is 30, 十几 is 10);
    percentages and fractions are shares of one.

    Examples
    --------
    >>> [parse_number(text) for text in ("一千二百三十四", "3万", "1.2亿", "三十余", "二〇二五", "两个")]
    [1234.0, 30000.0, 120000000.0, 30.0, 2025.0, None]
    >>> [parse_number(text) for text in ("百分之十五", "15%", "三成", "千分之二", "四分之三")]
    [0.15, 0.15, 0.3, 0.002, 0.75]
    """
    bare = re.sub(r"\s", "", text).translate(_WIDE)
    if "分之" in bare:
        whole, _, part = bare.partition("分之")
        below, above = _PARTS.get(whole) or parse_number(whole), parse_number(part)
        return above / below if above is not None and below else None
    for mark, below in (("%", 100), ("‰", 1000), ("成", 10)):
        if bare.endswith(mark):
            value = parse_number(bare[: -len(mark)])
            return None if value is None else round(value / below, 10)
    value = _vague(bare) if _VAGUE.search(bare) else _plain(bare)
    return None if value is None else float(value)


def _vague(text: str) -> float | None:
    """Read 十几, 三十余, 3万多, 几十: the value that is surely reached."""
    if text[0] in "几数上近":
        return _plain(text[1:]) if len(text) > 1 else None
    mark = next((char for char in text if char in "余多几来"), None)
    if mark is None:
        return None  # 每上十分: a vague word inside, so no number
    head, _, rest = text.partition(mark)
    value = _plain(head)
    if value is None or not rest:
        return value
    scale = _plain("一" + rest)
    return None if scale is None else value * scale


def _plain(text: str) -> float | None:
    if text == "半":
        return 0.5
    arabic = _ARABIC.fullmatch(text)
    if arabic is not None:
        value = float(arabic.group(1).replace(",", ""))
        for char in arabic.group(2):
            value *= _SCALE.get(char) or _MYRIAD[char]
        return round(value, 6)
    if len(text) > 1 and all(char in _DIGIT for char in text):
        return float("".join(str(_DIGIT[char]) for char in text))
    return _han(text)


def _han(text: str) -> float | None:
    """Read a Chinese numeral with 十, 百, 千, 万, 亿; a bare 百 or 千 (数百, 上千) is one of them."""
    if not text:
        return None
    total = section = digit = 0
    for place, char in enumerate(text):
        if char in _DIGIT:
            digit = _DIGIT[char]
        elif char in _SCALE:
            section += (digit if digit or (place and text[place - 1] in "零〇") else 1) * _SCALE[char]
            digit = 0
        elif char in _MYRIAD:
            below = section + digit or 1
            total = (total + below) * _MYRIAD[char] if char == "亿" else total + below * _MYRIAD[char]
            section = digit = 0
        else:
            return None
    # 一百五 is 150, 三千二 is 3200, 两万五 is 25,000; after 零 the digit is a unit.
    if digit and len(text) > 2 and text[-2] in "百千万亿":
        digit *= (_SCALE.get(text[-2]) or _MYRIAD[text[-2]]) // 10
    return float(total + section + digit)
