"""A decision on its way: proposed, reviewed, approved or sent back (拟办和批准)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.db import transaction

from gongkai.apps.casework.acting import do, turn
from gongkai.apps.casework.answer_drafts import require_complete
from gongkai.apps.casework.models import Case
from gongkai.apps.people.models import Officer
from gongkai.statute import procedure
from gongkai.statute.case_acts import ActKind


def propose(
    *,
    case: Case,
    by: Officer,
    seen: int,
    on: date,
    today: date,
    outcome: str,
    facts: Mapping[str, object],
    opinion: str = "",
) -> Case:
    """Propose an outcome with all that a court would ask (拟办)."""
    details: dict[str, object] = {"outcome": outcome, "facts": facts, "opinion": opinion}
    return do(ActKind.PROPOSED, case=case, by=by, seen=seen, on=on, today=today, details=details)


def pass_review(*, case: Case, by: Officer, seen: int, on: date, today: date, opinion: str = "") -> Case:
    """Find the proposal lawful (合法性审核通过). Raises LetterIncomplete for an answer that could not be issued."""
    details: dict[str, object] = {"opinion": opinion}
    return _judged(ActKind.REVIEW_PASSED, case=case, by=by, seen=seen, on=on, today=today, details=details)


def return_review(*, case: Case, by: Officer, seen: int, on: date, today: date, reason: str) -> Case:
    """Send the proposal back as unlawful (合法性审核退回)."""
    details: dict[str, object] = {"reason": reason}
    return do(ActKind.REVIEW_RETURNED, case=case, by=by, seen=seen, on=on, today=today, details=details)


def approve(*, case: Case, by: Officer, seen: int, on: date, today: date, opinion: str = "") -> Case:
    """Approve the proposal (批准). Raises LetterIncomplete for an answer that could not be issued."""
    details: dict[str, object] = {"opinion": opinion}
    return _judged(ActKind.APPROVED, case=case, by=by, seen=seen, on=on, today=today, details=details)


def return_proposal(*, case: Case, by: Officer, seen: int, on: date, today: date, reason: str) -> Case:
    """Send the proposal back to who handles the case (退回修改)."""
    details: dict[str, object] = {"reason": reason}
    return do(ActKind.RETURNED, case=case, by=by, seen=seen, on=on, today=today, details=details)


@transaction.atomic
def _judged(
    kind: ActKind, *, case: Case, by: Officer, seen: int, on: date, today: date, details: Mapping[str, object]
) -> Case:
    """Let a proposal pass whose answer can be issued as it is kept: later its words cannot be mended."""
    taken = turn(kind, case=case, by=by, seen=seen, today=today)
    ledger = taken.ledger
    procedure.ensure(ledger.facts, kind, on=on)
    require_complete(ledger.case, ledger.facts, ledger.events)
    taken.append(kind, on=on, details=details)
    return ledger.case
