"""What in a shared passage is legitimate borrowing: citations, quotations, statute text, set phrases."""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..document import Document, Span
from .letters import Letters
from .templates import load_formulas

__all__ = ["Masks", "find_masks"]

Flags = NDArray[np.bool_]

# Quotation marks around fewer letters set off a word, not a quotation.
_QUOTED = re.compile("(?:[：，]|指出|强调|要求|规定|明确|提出|写道)\\s*“(?P<text>[^“”]{12,600})”")
_LAW = re.compile(
    "《[^》\n]{2,40}(?:法|条例|规定|办法|解释|准则|党章|章程)》(?:（[^）\n]{1,30}）)?(?:第[一二三四五六七八九十百千\\d]+[条款项])+"
)
# How far in front of a quotation the law that it is taken from may be named.
_REACH = 60
_FURNITURE = ("header", "number", "title", "addressee", "signature", "date", "imprint", "page_furniture")


@dataclass(frozen=True)
class Masks:
    """One flag for each letter of the child, by the reason for which it is no copying."""

    citation: Flags
    legal: Flags
    formula: Flags
    furniture: Flags

    def any(self) -> Flags:
        """Return the letters that any reason covers."""
        return self.citation | self.legal | self.formula | self.furniture


def find_masks(doc: Document, text: Letters) -> Masks:
    """Mark the letters of a document that are cited, quoted, statute text or set phrase."""
    cited = [citation.span for citation in doc.meta.cited]
    quoted = [Span(*match.span("text")) for match in _QUOTED.finditer(doc.text)]
    laws = [match.end() for match in _LAW.finditer(doc.text)]
    statute = [span for span in quoted if any(span.start - _REACH <= end <= span.start for end in laws)]
    furniture = [
        block.span for block in doc.blocks if block.kind in _FURNITURE and not block.transmitted and not block.annex
    ]
    marked = flags(text, furniture)
    return Masks(
        citation=flags(text, [*cited, *(span for span in quoted if span not in statute)]),
        legal=flags(text, statute) | load_formulas("statutes").covered(text),
        formula=load_formulas("formulas").covered(text),
        # A document of furniture only was misread; better to compare it whole.
        furniture=marked if not marked.all() else np.zeros_like(marked),
    )


def flags(text: Letters, spans: list[Span]) -> Flags:
    """Return a flag for each letter: inside any of the spans."""
    marked = np.zeros(len(text), bool)
    for start, end in spans:
        marked[text.index(start) : text.index(end)] = True
    return marked
