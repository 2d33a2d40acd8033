"""From raw blocks to a document: what each line is, and the header facts."""

from __future__ import annotations

from dataclasses import dataclass

from ...document import Block, Meta, Unit
from ..base import RawDocument
from .blocks import make_blocks, make_units
from .facts import read_facts
from .layout import find_parts
from .lines import lay_out

__all__ = ["Anatomy", "analyse"]


@dataclass(frozen=True)
class Anatomy:
    """The text laid out, its blocks and sentences, its header facts."""

    text: str
    blocks: tuple[Block, ...]
    units: tuple[Unit, ...]
    meta: Meta


def analyse(raw: RawDocument) -> Anatomy:
    """Say what each line of a document is and read its header facts.

    Raises
    ------
    ClassifiedError
        If the document is marked 秘密, 机密 or 绝密.
    """
    sheet = lay_out(raw)
    parts = find_parts(sheet)
    blocks = make_blocks(parts)
    return Anatomy(sheet.text, blocks, make_units(sheet.text, blocks), read_facts(sheet, parts))
