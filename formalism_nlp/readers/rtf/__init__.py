"""Rich Text Format (rtf) to blocks."""

from .reader import read_rtf

__all__ = ["read_rtf"]
