"""Word (docx) to blocks."""

from .reader import read_docx

__all__ = ["read_docx"]
