"""What a reading of the clock says (期限状态)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from gongkai.statute.clock_facts import Facts
from gongkai.statute.clock_steps import Phase, Step
from gongkai.statute.derivation import derive


@dataclass(frozen=True, slots=True)
class ClockState:
    """The answer period after the events read (答复期限状态).

    ``due`` is the last day to answer, ``None`` while a correction or a payment is awaited; ``counted_from`` the day the
    running count starts after. ``is_provisional``: a day counted lies in a year without a holiday notice. ``suspended``
    counts working days left out for consultation. ``awaited_until`` is the last day for what the applicant owes, or the
    latest limit of an opinion still open. ``days_late`` counts calendar days, above zero for an answer after ``due``.
    """

    phase: Phase
    due: date | None
    counted_from: date
    is_provisional: bool
    suspended: int
    awaited_until: date | None
    is_extended: bool
    days_late: int
    _facts: Facts = field(repr=False, compare=False)

    @property
    def trace(self) -> tuple[Step, ...]:
        """The derivation, a line for each step with its article, in the order of its days (推算过程)."""
        return derive(self._facts, due=self.due)
