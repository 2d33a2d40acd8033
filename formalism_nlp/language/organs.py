"""Public bodies: their level and kind, in addressee lines, in signatures, and unnamed."""

from __future__ import annotations

from .addressees import split_organs
from .joint_issuers import split_issuers
from .organ_levels import level_from_context
from .organ_names import parse_organ

__all__ = ["level_from_context", "parse_organ", "split_issuers", "split_organs"]
