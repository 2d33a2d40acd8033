"""What the comparison of requirements says: pairs, and requirements that grew on the way down."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ..document import Span

__all__ = ["DirectivePair", "Escalation", "EscalationKind", "PairKind"]

PairKind = Literal["kept", "localised", "sharpened", "weakened"]
EscalationKind = Literal["deadline", "quantity", "frequency", "scope", "modality", "sanction", "report"]


@dataclass(frozen=True)
class DirectivePair:
    """A requirement of the child and the one of the parent that it carries out.

    Attributes
    ----------
    kind : {'kept', 'localised', 'sharpened', 'weakened'}
        Said again, filled with local facts, made stricter, made milder.
    span, parent_span : Span
        The clause in the child and in the parent.
    similarity : float
        How much the two clauses and their sentences say the same, 0 to 1.
    changes : tuple of (str, str, str)
        What differs: kind of value, in the parent, in the child.
    """

    kind: PairKind
    span: Span
    parent_span: Span
    similarity: float
    changes: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True)
class Escalation:
    """A requirement that grew from the parent to the child.

    Attributes
    ----------
    kind : {'deadline', 'quantity', 'frequency', 'scope', 'modality', 'sanction', 'report'}
        What grew.
    span, parent_span : Span
        The clause in the child, and the one of the parent that it belongs to.
    value, parent_value : str
        Both values, normalised and readable.
    factor : float or None
        Child value divided by parent value (10日→5日 is 0.5); None where a calendar
        date, a word or a sanction has no ratio.
    message : str
        One sentence in Chinese.
    """

    kind: EscalationKind
    span: Span
    parent_span: Span
    value: str
    parent_value: str
    factor: float | None
    message: str
