"""A case as its ledger tells it: now, as of a day, and with a newer calendar (查阅台账)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import prefetch_related_objects

from gongkai.apps.agencies.models import Agency
from gongkai.apps.casework import lettering
from gongkai.apps.casework.calendar_moves import Move, moves
from gongkai.apps.casework.ledger import Ledger
from gongkai.apps.casework.models import Case, CaseEvent
from gongkai.apps.casework.working_calendar import almanac, calendars
from gongkai.letters.letter import Letter
from gongkai.statute import procedure
from gongkai.statute.case_facts import NOTHING, CaseFacts
from gongkai.statute.case_stages import Stage
from gongkai.statute.clock_state import ClockState
from gongkai.statute.holiday_notices import HolidayNotice
from gongkai.statute.outcomes import Outcome
from gongkai.statute.procedure import Calendars, Possibility


@dataclass(frozen=True, slots=True)
class LedgerView:
    """A case's events and what they amount to (台账)."""

    case: Case
    events: tuple[CaseEvent, ...]
    facts: CaseFacts

    @property
    def clock(self) -> ClockState | None:
        """The answer period with its derivation, None until the day of receipt is known (答复期限)."""
        return procedure.clock_of(self.facts)

    def possibilities(self, today: date) -> tuple[Possibility, ...]:
        """Return what may be done today, and what may not with the article (可以办理的事项)."""
        return procedure.possible(self.facts, today=today)


@dataclass(frozen=True, slots=True)
class StateAsOf:
    """How a case stood at the end of a day (某日状态). ``stage`` is None where it had not come in."""

    stage: Stage | None
    outcome: Outcome | None
    row: str
    received_on: date | None
    due_on: date | None
    answered_on: date | None
    first_answered_on: date | None


def ledger_of(case: Case) -> LedgerView:
    """Return the ledger of a case to look at; two queries (查阅台账)."""
    events = tuple(case.events.order_by("seq"))
    return LedgerView(case, events, Ledger(case, events, find_calendar=calendars(case.agency)).facts)


def ledgers_of(cases: Sequence[Case]) -> tuple[LedgerView, ...]:
    """Return the ledgers of several cases to look at; two queries, however many they are (查阅多件台账)."""
    known = almanac()
    prefetch_related_objects(cases, "events")
    return tuple(_view(case, known.calendars(case.agency)) for case in cases)


def _view(case: Case, find_calendar: Calendars) -> LedgerView:
    events = tuple(sorted(case.events.all(), key=lambda event: event.seq))
    return LedgerView(case, events, Ledger(case, events, find_calendar=find_calendar).facts)


def state_as_of(case: Case, day: date, *, known_at: datetime | None = None) -> StateAsOf:
    """Return how a case stood at the end of ``day``, by what was recorded until ``known_at`` (某日状态)."""
    events = [event for event in case.events.order_by("seq") if known_at is None or event.recorded_at <= known_at]
    return as_of(events, day, calendars=calendars(case.agency))


def as_of(events: Sequence[CaseEvent], day: date, *, calendars: Calendars) -> StateAsOf:
    """Return what the events dated up to ``day`` amount to (截至某日)."""
    facts: CaseFacts = NOTHING
    acts = [event.as_act() for event in events if event.on <= day]
    if acts:
        facts = procedure.fold_known(acts, calendars=calendars)
    clock = procedure.clock_of(facts)
    return StateAsOf(
        stage=facts.stage if acts else None,
        outcome=facts.outcome,
        row=facts.row,
        received_on=facts.clock.receipt.on if facts.clock else None,
        due_on=clock.due if clock else None,
        answered_on=facts.answered_on,
        first_answered_on=facts.first_answered_on,
    )


def calendar_moves(notice: HolidayNotice, *, place: Agency | None = None) -> Iterator[Move]:
    """Yield the open cases that a notice not loaded yet would move; at ``place`` for a local one (预览期限变动)."""
    first = min(holiday.opens for holiday in notice.holidays)
    known = almanac()
    return moves(known, known.with_notice(notice, place=place), place=place, from_day=first)


def letter_preview(view: LedgerView, *, body: str | None = None) -> Letter:
    """Return the answer that the proposal would become, without number and date (答复预览).

    Raises LetterIncomplete; ValueError where nothing was proposed.
    """
    if view.facts.proposal is None:
        raise ValueError("nothing was proposed")
    code = view.facts.proposal.outcome.letter
    facts = lettering.letter_facts(view.case, view.facts, view.events, code=code)
    return lettering.draft(code, facts, body=body)
