"""Which open cases a newer calendar would move (受新放假安排影响的申请件)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Q

from gongkai.apps.agencies.models import Agency
from gongkai.apps.casework.ledger import Ledger
from gongkai.apps.casework.models import Case, CaseQuerySet
from gongkai.apps.casework.working_calendar import Almanac
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


def open_cases_at(place: Agency | None) -> CaseQuerySet:
    """Return the open cases of an organ and all below it, None for every organ's (在办申请件)."""
    opened = Case.objects.open()
    return opened.filter(agency__in=Agency.objects.within(place).values("pk")) if place else opened


def cases_behind(known: Almanac, place: Agency | None) -> CaseQuerySet:
    """Return the open cases that are still counted with an older calendar than the newest of ``place`` (待重新推算)."""
    return open_cases_at(place).filter(calendar_on__lt=known.latest_edition(place))


def moves(known: Almanac, wanted: Almanac, *, place: Agency | None, from_day: date) -> Iterator[Move]:
    """Yield the open cases that ``wanted`` would move against what is ``known`` (拟变动的申请件).

    The two differ at ``place`` and below, from ``from_day`` on.
    """
    reached = Q(due_on__gte=from_day) | Q(is_provisional=True)
    candidates = open_cases_at(place).filter(reached).select_related("agency", "applicant").order_by("due_on", "pk")
    for case in candidates.prefetch_related("events").iterator(chunk_size=_CHUNK):
        events = sorted(case.events.all(), key=lambda event: event.seq)
        facts = Ledger(case, events, find_calendar=known.calendars(case.agency)).facts
        after = due_with(facts, wanted.current(case.agency))
        if after != case.due_on:
            yield Move(case, case.due_on, after)


def due_with(facts: CaseFacts, calendar: WorkCalendar) -> date | None:
    """Return the last day to answer as another calendar has it (按另一工作日历的届满日)."""
    if facts.clock is None:
        return None
    state = procedure.clock_of(replace(facts, clock=replace(facts.clock, calendar=calendar)))
    return state.due if state else None
