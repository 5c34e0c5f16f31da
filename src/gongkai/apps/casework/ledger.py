"""The ledger of a case: events in, facts out, the case's row kept in step (台账)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone

from gongkai.apps.casework.hashing import hash_of
from gongkai.apps.casework.models import Case, CaseEvent
from gongkai.apps.casework.working_calendar import calendars
from gongkai.apps.people.models import Officer
from gongkai.statute import procedure
from gongkai.statute.case_acts import Act, ActKind
from gongkai.statute.case_facts import NOTHING, CaseFacts
from gongkai.statute.procedure import Calendars


class CaseMovedError(Exception):
    """Somebody else acted on the case since the officer looked (申请件已有变动). ``since`` tells what happened."""

    def __init__(self, since: Sequence[CaseEvent]) -> None:
        self.since = tuple(since)
        told = "；".join(f"{event.actor}{event.kind.label}（{event.on:%Y-%m-%d}）" for event in self.since)
        super().__init__(f"您打开页面之后，该申请件已有变动：{told}。请核对后再办理。")


@dataclass(frozen=True, slots=True)
class Author:
    """Who writes an event (登记人)."""

    name: str
    officer: Officer | None = None


APPLICANT = Author("申请人")
SYSTEM = Author("系统")


def author_of(officer: Officer) -> Author:
    """Return an officer as the author of an event (登记人)."""
    return Author(officer.name, officer)


class Ledger:
    """The events of one locked case and the facts they amount to (台账)."""

    def __init__(self, case: Case, events: Sequence[CaseEvent], *, find_calendar: Calendars) -> None:
        self.case = case
        self.events = list(events)
        self._find_calendar = find_calendar
        self.facts = (
            procedure.fold((event.as_act() for event in events), calendars=find_calendar) if events else NOTHING
        )

    @classmethod
    def locked(cls, number: int) -> Ledger:
        """Lock a case's row and read its ledger (锁定台账)."""
        case = Case.objects.select_for_update(of=("self",)).select_related("agency", "applicant").get(pk=number)
        return cls(case, list(case.events.order_by("seq")), find_calendar=calendars(case.agency))

    @classmethod
    def opened(cls, case: Case) -> Ledger:
        """Begin the ledger of a case that was saved just now (建立台账)."""
        return cls(case, [], find_calendar=calendars(case.agency))

    def require_seen(self, seen: int) -> None:
        """Raise CaseMovedError where there is an event later than the last one seen (核对是否变动)."""
        since = [event for event in self.events if event.seq > seen]
        if since:
            raise CaseMovedError(since)

    def append(self, act: Act, *, by: Author, today: date) -> CaseEvent:
        """Admit an act, write it behind the others and bring the case's row up to date (登记事项).

        Raises StatuteError where the law refuses; then nothing was written.
        """
        procedure.refuse_future(act, today=today)
        self.facts = procedure.admit(self.facts, act, calendars=self._find_calendar)
        event = self._written(act, by)
        for field, value in projection_of(self.facts).items():
            setattr(self.case, field, value)
        self.case.last_seq, self.case.last_hash = event.seq, event.hash
        self.case.save(update_fields=_WRITTEN)
        return event

    def _written(self, act: Act, by: Author) -> CaseEvent:
        event = CaseEvent(
            case=self.case,
            seq=len(self.events) + 1,
            kind_code=act.kind.code,
            on=act.on,
            recorded_at=timezone.now(),
            officer=by.officer,
            actor=by.name,
            details=told_by(act),
            previous_hash=self.case.last_hash,
        )
        event.hash = hash_of(event, reference=self.case.reference)
        event.save(force_insert=True)
        self.events.append(event)
        return event


def told_by(act: Act) -> dict[str, Any]:
    """Return the details of an act as the ledger keeps them: plain values, blanks left out (事项内容)."""
    return procedure.told(act)


def projection_of(facts: CaseFacts) -> dict[str, Any]:
    """Return the fields of a case's row that follow from its facts (投影)."""
    clock = procedure.clock_of(facts)
    stage = facts.stage
    return {
        "stage_code": stage.code,
        "is_open": stage.is_open,
        "received_on": facts.clock.receipt.on if facts.clock else None,
        "due_on": clock.due if clock else None,
        "awaited_until": clock.awaited_until if clock and stage.is_open else None,
        "is_provisional": clock.is_provisional if clock else False,
        "outcome_code": facts.outcome_code,
        "row": facts.row,
        "answered_on": facts.answered_on,
        "first_answered_on": facts.first_answered_on,
        "calendar_on": facts.calendar,
        "assignee_id": facts.officer,
        "department": facts.department,
        "internal_due_on": facts.internal_due_on,
        "item": facts.item,
    }


PROJECTED = (*projection_of(NOTHING), "last_seq", "last_hash")
"""The fields of a case's row that the ledger proves (投影字段)."""
_WRITTEN = [name.removesuffix("_id") for name in PROJECTED] + ["changed_at"]

__all__ = (
    "APPLICANT",
    "PROJECTED",
    "SYSTEM",
    "ActKind",
    "Author",
    "CaseMovedError",
    "Ledger",
    "author_of",
    "projection_of",
    "told_by",
)
