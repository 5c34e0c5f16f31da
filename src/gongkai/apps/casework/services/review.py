"""A decision on its way: proposed, reviewed, approved or sent back (拟办和批准)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from gongkai.apps.casework.acting import do
from gongkai.apps.casework.models import Case
from gongkai.apps.people.models import Officer
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
    """Find the proposal lawful (合法性审核通过)."""
    details: dict[str, object] = {"opinion": opinion}
    return do(ActKind.REVIEW_PASSED, case=case, by=by, seen=seen, on=on, today=today, details=details)


def return_review(*, case: Case, by: Officer, seen: int, on: date, today: date, reason: str) -> Case:
    """Send the proposal back as unlawful (合法性审核退回)."""
    details: dict[str, object] = {"reason": reason}
    return do(ActKind.REVIEW_RETURNED, case=case, by=by, seen=seen, on=on, today=today, details=details)


def approve(*, case: Case, by: Officer, seen: int, on: date, today: date, opinion: str = "") -> Case:
    """Approve the proposal (批准)."""
    details: dict[str, object] = {"opinion": opinion}
    return do(ActKind.APPROVED, case=case, by=by, seen=seen, on=on, today=today, details=details)


def return_proposal(*, case: Case, by: Officer, seen: int, on: date, today: date, reason: str) -> Case:
    """Send the proposal back to who handles the case (退回修改)."""
    details: dict[str, object] = {"reason": reason}
    return do(ActKind.RETURNED, case=case, by=by, seen=seen, on=on, today=today, details=details)
