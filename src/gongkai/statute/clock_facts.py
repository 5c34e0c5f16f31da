"""What the clock remembers between two events (期限事实). Immutable: an event makes new facts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from gongkai.statute.changing import replace
from gongkai.statute.citations import Citation
from gongkai.statute.clock_events import Event
from gongkai.statute.clock_steps import Phase, Step
from gongkai.statute.consultations import Consultation, due_with_consultations, excluded_working_days
from gongkai.statute.deadlines import ANSWER_PERIOD, Deadline
from gongkai.statute.receipt import Receipt
from gongkai.statute.working_days import WorkCalendar


@dataclass(frozen=True, slots=True)
class Facts:
    """The events read so far, reduced to what the law asks about them (期限事实).

    ``counted_from`` is the day the running count starts after; ``added`` the working days of an extension or a delay.
    ``phase`` is never RUNNING while ``awaited`` holds what the applicant has to do.
    """

    receipt: Receipt
    calendar: WorkCalendar
    counted_from: date
    last_on: date
    steps: tuple[Step, ...] = ()
    phase: Phase = Phase.RUNNING
    was_stopped: bool = False
    added: int = 0
    is_extended: bool = False
    consultations: tuple[Consultation, ...] = ()
    correction_asked: Event | None = None
    corrected_on: date | None = None
    fee_notice: Event | None = None
    awaited: Deadline | None = None
    answered_on: date | None = None

    def due(self) -> date:
        """Return the last day to answer as things stand (届满日)."""
        return due_with_consultations(
            self.consultations,
            counted_from=self.counted_from,
            working_days=self.period() + self.added,
            calendar=self.calendar,
        )

    def period(self) -> int:
        """Return the answer period of the law in force on the day of receipt, in working days (答复期限)."""
        return ANSWER_PERIOD.on(self.receipt.on).value

    def suspended(self, due: date) -> int:
        """Return the working days left out of the count that ends on ``due`` (扣除的工作日)."""
        return excluded_working_days(self.consultations, after=self.counted_from, through=due, calendar=self.calendar)

    def at_day(self, on: date) -> Facts:
        """Return these facts as of the day of the last event read (最近事项之日)."""
        return replace(self, last_on=on)

    def noting(self, on: date, text: str, citation: Citation) -> Facts:
        """Return these facts with one more line of derivation (记录推算步骤)."""
        return replace(self, steps=(*self.steps, Step(on, text, citation)))

    def restarted(self, on: date) -> Facts:
        """Return facts whose count starts anew after ``on`` (期限重新计算).

        What was added to or left out of the first count does not carry over (see docs/interpretation.md).
        """
        return replace(self, counted_from=on, phase=Phase.RUNNING, awaited=None, added=0)
