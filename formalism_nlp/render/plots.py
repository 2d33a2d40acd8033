"""Plots of matplotlib that can show Chinese."""

from __future__ import annotations

from ..errors import ConfigError

__all__ = ["use_chinese_font"]

# Families with all common characters: Windows, macOS, then what Linux distributions carry.
_FAMILIES = (
    "Microsoft YaHei", "SimHei", "PingFang SC", "Hiragino Sans GB", "Heiti SC", "Noto Sans CJK SC", "Noto Sans CJK JP",
    "Source Han Sans SC", "WenQuanYi Micro Hei", "WenQuanYi Zen Hei", "Droid Sans Fallback",
)  # fmt: skip


def use_chinese_font() -> str | None:
    """Make matplotlib use a font with Chinese characters from now on, where the machine has one.

    Returns
    -------
    str or None
        The font, or None where none was found: plots then show boxes for characters.

    Raises
    ------
    ConfigError
        If matplotlib is not installed.
    """
    try:
        import matplotlib as mpl  # noqa: PLC0415 - optional, and slow to load
        from matplotlib import font_manager  # noqa: PLC0415
    except ImportError:
        raise ConfigError('画图需要 matplotlib：pip install "formalism_nlp[notebook]"') from None
    there = {font.name for font in font_manager.fontManager.ttflist}
    found = next((family for family in _FAMILIES if family in there), None)
    if found is not None:
        mpl.rcParams["font.sans-serif"] = [found, *mpl.rcParams["font.sans-serif"]]
    # The minus sign of most Chinese fonts is a box.
    mpl.rcParams["axes.unicode_minus"] = False
    return found
