"""How a clause can be meant: polarity, attribution, modality, and what its place makes of it."""

from __future__ import annotations

from typing import Literal, NamedTuple

from ..document import Span

__all__ = ["OWN", "Attribution", "Frame", "Modality", "Polarity", "Reading", "Said", "Stance"]

Polarity = Literal["demand", "prohibit", "permit", "abolish", "criticise", "report"]
Attribution = Literal["own", "quoted", "narrated", "cited_title"]
Modality = Literal["must", "should", "may"]
# What a clause without a deciding word is taken for. ``plain``: as told, explicit demands count;
# ``account``: a report, nothing is demanded; ``plan``: what a report intends.
Stance = Literal["demand", "plain", "account", "plan", "criticise", "prohibit", "abolish", "condition"]


class Frame(NamedTuple):
    """What heading, lead-in and genre make of the sentences below them."""

    stance: Stance = "demand"
    attribution: Attribution = "own"


class Reading(NamedTuple):
    """How a clause is meant, by which word, and why."""

    polarity: Polarity
    attribution: Attribution = "own"
    modality: Modality = "must"
    why: str = "bare"
    cue: Span | None = None


class Said(NamedTuple):
    """A clause with what leads up to it (time, condition, purpose), and how it is meant."""

    span: Span
    core: Span
    mark: str
    reading: Reading


OWN = Frame()
