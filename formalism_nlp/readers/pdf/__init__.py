"""PDF to blocks."""

from .reader import read_pdf

__all__ = ["read_pdf"]
