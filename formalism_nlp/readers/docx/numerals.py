"""List numbers in the number formats of WordprocessingML."""

from __future__ import annotations

import re
from collections.abc import Callable

__all__ = ["format_number"]

_DIGITS = "〇一二三四五六七八九"
_LEGAL_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
          (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
_FULL_WIDTH = {ord(digit): ord(digit) + 0xFEE0 for digit in "0123456789"}


def _with_units(count: int, digits: str, units: tuple[str, str, str, str]) -> str:
    text = ""
    for power in (3, 2, 1, 0):
        digit = count // 10**power % 10
        if digit:
            text += digits[digit] + units[power]
        elif text and text[-1] != digits[0]:
            text += digits[0]
    return text.rstrip(digits[0])


def _thousands(count: int) -> str:
    text = _with_units(count, _DIGITS, ("", "十", "百", "千"))
    return text[1:] if 10 <= count < 20 else text


def _counting(count: int) -> str:
    return _thousands(count) if count < 100 else _digit_by_digit(count)


def _digit_by_digit(count: int) -> str:
    return "".join(_DIGITS[int(digit)] for digit in str(count))


def _legal(count: int) -> str:
    return _with_units(count, _LEGAL_DIGITS, ("", "拾", "佰", "仟"))


def _japanese(count: int) -> str:
    return re.sub("一(?=[十百千])|〇", "", _with_units(count, _DIGITS, ("", "十", "百", "千")))


def _roman(count: int) -> str:
    text = ""
    for worth, letters in _ROMAN:
        text += letters * (count // worth)
        count %= worth
    return text


def _letter(count: int) -> str:
    return chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)


def _row(symbols: str) -> Callable[[int], str]:
    return lambda count: symbols[count - 1] if count <= len(symbols) else str(count)


def _code_points(first: int, count: int) -> Callable[[int], str]:
    return _row("".join(map(chr, range(first, first + count))))


_FORMATS: dict[str, Callable[[int], str]] = {
    # Word writes 101 as 一〇一 in the counting and as 一百〇一 in the thousand systems.
    "chineseCounting": _counting,
    "taiwaneseCounting": _counting,
    "chineseCountingThousand": _thousands,
    "taiwaneseCountingThousand": _thousands,
    "japaneseCounting": _japanese,
    "ideographDigital": _digit_by_digit,
    "taiwaneseDigital": _digit_by_digit,
    "japaneseDigitalTenThousand": _digit_by_digit,
    "chineseLegalSimplified": _legal,
    "ideographTraditional": _row("甲乙丙丁戊己庚辛壬癸"),
    "ideographZodiac": _row("子丑寅卯辰巳午未申酉戌亥"),
    "ideographEnclosedCircle": _code_points(0x3280, 10),
    "decimalEnclosedCircle": _code_points(0x2460, 20),
    "decimalEnclosedCircleChinese": _code_points(0x2460, 20),
    "decimalEnclosedParen": _code_points(0x2474, 20),
    "decimalEnclosedFullstop": _code_points(0x2488, 20),
    "decimalFullWidth": lambda count: str(count).translate(_FULL_WIDTH),
    "decimalFullWidth2": lambda count: str(count).translate(_FULL_WIDTH),
    "decimalZero": lambda count: f"{count:02d}",
    "numberInDash": lambda count: f"- {count} -",
    "lowerLetter": _letter,
    "upperLetter": lambda count: _letter(count).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda count: _roman(count).upper(),
    "none": lambda count: "",
}


def format_number(count: int, form: str) -> str:
    """Write a list number in a number format of WordprocessingML.

    Formats that Chinese documents do not use, and numbers out of the range of a format,
    come out as decimal digits.

    Parameters
    ----------
    count : int
        The number.
    form : str
        A value of ``w:numFmt``.

    Examples
    --------
    >>> [format_number(12, form) for form in ("chineseCounting", "decimalEnclosedCircle", "upperRoman")]
    ['十二', '⑫', 'XII']
    >>> format_number(101, "chineseCountingThousand"), format_number(12, "ideographTraditional")
    ('一百〇一', '12')
    """
    # Letters repeat (aa, bbb) and Roman numerals grow with the number: a start value of a billion must not.
    if form != "none" and not 1 <= count <= 999:
        return str(count)
    return _FORMATS.get(form, str)(count)
