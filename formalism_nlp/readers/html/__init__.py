"""Web page to blocks."""

from .reader import looks_like_html, read_html

__all__ = ["looks_like_html", "read_html"]
