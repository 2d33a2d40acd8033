"""What a directive is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ..document import Document, Span
from ..language.actors import Direction
from ..language.deadlines import Deadline
from ..language.exceptions import ExceptionKind
from ..language.frequency import Frequency
from ..language.numbers import Quantity
from ..language.readings import Attribution, Modality, Polarity

__all__ = ["ActorFrom", "Directive", "Origin"]

ActorFrom = Literal["subject", "list_head", "responsibility", "addressee", "column", "issuer"]
Origin = Literal["sentence", "list_item", "heading", "table_row"]
_SLOTS = ("actor", "action", "object", "deadline", "frequency", "quantity", "resource", "sanction", "trace")


@dataclass(frozen=True)
class Directive:
    """Who must do what by when, or must not, or need not, or is told to have done: one clause of a document.

    Attributes
    ----------
    span : Span
        The clause with what leads up to it (time, condition, purpose); of a table the row.
    core : Span
        The clause alone, without what leads up to it.
    sentence : Span
        The sentence around it; of a table the row.
    polarity : {'demand', 'prohibit', 'permit', 'abolish', 'criticise', 'report'}
        How it is meant; 不得漏报 is a demand, 不再要求 and 取消 abolish, facts and plans are reports.
    attribution : {'own', 'quoted', 'narrated', 'cited_title'}
        Whose words they are.
    modality : {'must', 'should', 'may'}
        How strictly: 原则上 and 力争 are should, 可以 and 鼓励 may.
    why : str
        What decided: the kind of the deciding word (``must``, ``prohibit``, ``double`` …), ``heading``, ``lead``
        (title, heading or lead-in), ``carried`` (from the clause before), ``bare`` (nothing but the genre).
    cue : Span or None
        The deciding word, where there is one.
    actor : Span or None
        Who is to act, where the text names it; else the addressee line.
    actor_from : str or None
        Where ``actor`` was found.
    direction : {'down', 'up', 'level', 'public', 'self'}
        Where the actor stands as seen from the issuer.
    addressee : Span or None
        The addressee line of the document.
    action, object : Span or None
        The verb and what it acts on.
    deadline, frequency, quantity : value or None
        The first of each in ``span``; a deadline also from the beginning of the sentence.
    resource, sanction, trace : Span or None
        Money and people provided; what is threatened; proof of work asked for.
    exception : {'emergency', 'statutory'} or None
        What excuses it, with the passage that says so in ``exception_basis``.
    block, unit : int or None
        Index in ``Document.blocks``, and in ``Document.units`` where it stands in a sentence of the running text.
    origin : {'sentence', 'list_item', 'heading', 'table_row'}
        Where it stands.
    """

    span: Span
    core: Span
    sentence: Span
    polarity: Polarity
    attribution: Attribution
    modality: Modality
    why: str
    cue: Span | None
    actor: Span | None
    actor_from: ActorFrom | None
    direction: Direction
    addressee: Span | None
    action: Span | None
    object: Span | None
    deadline: Deadline | None
    frequency: Frequency | None
    quantity: Quantity | None
    resource: Span | None
    sanction: Span | None
    trace: Span | None
    exception: ExceptionKind | None
    exception_basis: Span | None
    block: int
    unit: int | None
    origin: Origin

    @property
    def slots_filled(self) -> int:
        """How many of the nine slots are filled; an actor taken from the addressee line counts."""
        return sum(getattr(self, name) is not None for name in _SLOTS)

    @property
    def demanded(self) -> bool:
        """Whether the document itself demands it: no prohibition, no quotation, no tale."""
        return self.polarity == "demand" and self.attribution == "own"

    def text(self, doc: Document) -> str:
        """Return the words of the clause with what leads up to it."""
        return doc.quote(self.span)
