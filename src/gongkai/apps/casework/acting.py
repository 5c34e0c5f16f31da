"""How every officer's act on a case goes: right, lock, what was seen, law, ledger, log, notice (办理事项的通则)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from gongkai.apps.audit.services import record
from gongkai.apps.casework import notices
from gongkai.apps.casework.ledger import Author, Ledger, author_of
from gongkai.apps.casework.models import Case, CaseEvent
from gongkai.apps.casework.permissions import ACT_OF, POLICY
from gongkai.apps.people.models import Officer
from gongkai.apps.people.rights import rights_of
from gongkai.statute.case_acts import Act, ActKind

_WITH_MORE = frozenset(
    {
        ActKind.CORRECTED,
        ActKind.NOTED,
        ActKind.TALKED,
        ActKind.DOCUMENT_ATTACHED,
        ActKind.LETTER_ISSUED,
        ActKind.DECIDED,
        ActKind.SEALED,
        ActKind.DELIVERED,
        ActKind.ARCHIVED,
        ActKind.CALENDAR_ADOPTED,
        ActKind.SPLIT,
        ActKind.SPLIT_FROM,
    }
)


@dataclass(frozen=True, slots=True)
class Turn:
    """An officer at work on a locked case (一次办理)."""

    ledger: Ledger
    by: Officer
    today: date

    def append(self, kind: ActKind, *, on: date, details: Mapping[str, object]) -> CaseEvent:
        """Admit an act and write it down, in the ledger and in the log (登记事项)."""
        event = write(self.ledger, kind, on=on, details=details, author=author_of(self.by), today=self.today)
        record(ACT_OF[kind], by=self.by, on=self.ledger.case, kind=kind.code, seq=event.seq)
        return event


def turn(kind: ActKind, *, case: Case, by: Officer, seen: int, today: date) -> Turn:
    """Begin an act: check the right, lock the case, and that nothing happened since ``seen`` (开始办理).

    Raises PermissionDenied, CaseMovedError.
    """
    require_right(kind, case=case, by=by, today=today)
    ledger = case.ledger_for_update()
    ledger.require_seen(seen)
    return Turn(ledger, by, today)


def require_right(kind: ActKind, *, case: Case, by: Officer, today: date) -> None:
    """Let an officer pass who may do this at the case's organ, or raise PermissionDenied (核验权限)."""
    POLICY.require(ACT_OF[kind], rights=rights_of(by, today), agency=case.agency)


@transaction.atomic
def do(
    kind: ActKind, *, case: Case, by: Officer, seen: int, on: date, today: date, details: Mapping[str, object]
) -> Case:
    """Do one act that is told in full by its details (办理一个事项).

    Raises ValueError for an act that makes a letter, a note or a file besides, and has a service of its own.
    """
    taken = turn(kind, case=case, by=by, seen=seen, today=today)
    if kind in _WITH_MORE:
        raise ValueError(f"{kind.code} has a service of its own")
    taken.append(kind, on=on, details=details)
    return taken.ledger.case


def write(
    ledger: Ledger, kind: ActKind, *, on: date, details: Mapping[str, object], author: Author, today: date
) -> CaseEvent:
    """Append an act to a ledger and let the applicant know once it is through (登记并提醒)."""
    event = ledger.append(Act(kind, on, details), by=author, today=today)  # type: ignore[arg-type]
    if kind in notices.TOLD_KINDS:
        notices.tell_once_through(ledger.case.pk, kind)
    return event
