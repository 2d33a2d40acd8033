"""OFD (GB/T 33190) to blocks."""

from .reader import read_ofd

__all__ = ["read_ofd"]
