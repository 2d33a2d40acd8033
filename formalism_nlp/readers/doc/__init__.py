"""Word 97-2003 (doc) and old WPS Writer (wps) to blocks."""

from .reader import read_doc

__all__ = ["read_doc"]
