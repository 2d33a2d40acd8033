"""What an issue of the ledger is: its states, its steps and their evidence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

__all__ = ["STATE_WORDS", "Event", "Issue"]

STATE_WORDS = {
    "found": "发现", "confirmed": "确认", "measure": "整改", "verified": "核验", "closed": "销号", "reopened": "重新打开",
}  # fmt: skip


@dataclass(frozen=True)
class Event:
    """One step: state, day, office, evidence (``document``, ``figure``, ``report``, ``none``) and what it is."""

    step: int
    state: str
    day: date
    office: str
    evidence: str
    document: str | None
    figure: float | None
    note: str
    paper: bool


@dataclass(frozen=True)
class Issue:
    """One issue with its history.

    Attributes
    ----------
    id : int
        Number.
    code, unit, matter : str
        Rule, unit that puts it right, what it is.
    documents : tuple of str
        The documents behind it.
    measure : str or None
        Indicator that tells whether it is back in range.
    within : float or None
        The range: at most this much a month.
    due : date or None
        When it is to be done.
    events : tuple of Event
        Its steps.
    """

    id: int
    code: str
    unit: str
    matter: str
    documents: tuple[str, ...]
    measure: str | None
    within: float | None
    due: date | None
    events: tuple[Event, ...]

    @property
    def state(self) -> str:
        """Its state now."""
        return self.events[-1].state

    @property
    def paper(self) -> bool:
        """Whether it is closed on nothing but a report."""
        return self.state == "closed" and self.events[-1].paper

    def overdue(self, on: date) -> bool:
        """Tell whether it is open after its due date."""
        return self.due is not None and self.due < on and self.state != "closed"
