"""Which open cases a newer calendar would move (受新放假安排影响的申请件)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Q

from gongkai.apps.casework.ledger import Ledger
from gongkai.apps.casework.models import Case, CaseQuerySet
from gongkai.apps.casework.working_calendar import calendars
from gongkai.statute import procedure
from gongkai.statute.case_facts import CaseFacts
from gongkai.statute.working_days import WorkCalendar

_CHUNK = 200


@dataclass(frozen=True, slots=True)
class Move:
    """An open case whose last day to answer would change (期限变动)."""

    case: Case
    due_before: date | None
    due_after: date | None


def cases_behind(edition: date) -> CaseQuerySet:
    """Return the open cases counted with an older calendar (未采用该版本的申请件)."""
    return Case.objects.open().filter(calendar_on__lt=edition)


def moves(calendar: WorkCalendar, *, from_day: date) -> Iterator[Move]:
    """Yield the open cases that ``calendar`` would move; it differs from ``from_day`` on (拟变动的申请件)."""
    reached = Q(due_on__gte=from_day) | Q(is_provisional=True)
    candidates = Case.objects.open().filter(reached).select_related("agency", "applicant").order_by("due_on", "pk")
    find = calendars()
    for case in candidates.prefetch_related("events").iterator(chunk_size=_CHUNK):
        events = sorted(case.events.all(), key=lambda event: event.seq)
        after = due_with(Ledger(case, events, find_calendar=find).facts, calendar)
        if after != case.due_on:
            yield Move(case, case.due_on, after)


def due_with(facts: CaseFacts, calendar: WorkCalendar) -> date | None:
    """Return the last day to answer as another calendar has it (按另一工作日历的届满日)."""
    if facts.clock is None:
        return None
    state = procedure.clock_of(replace(facts, clock=replace(facts.clock, calendar=calendar)))
    return state.due if state else None
