"""The period is extended, or lengthened for an excessive request (期限)."""

from __future__ import annotations

from datetime import date

from gongkai.apps.casework.acting import do
from gongkai.apps.casework.models import Case
from gongkai.apps.people.models import Officer
from gongkai.statute.case_acts import ActKind


def propose_extension(*, case: Case, by: Officer, seen: int, on: date, today: date, days: int, reason: str) -> Case:
    """Put an extension before the head of the disclosure office (拟延长)."""
    details: dict[str, object] = {"days": days, "reason": reason}
    return do(ActKind.EXTENSION_PROPOSED, case=case, by=by, seen=seen, on=on, today=today, details=details)


def approve_extension(*, case: Case, by: Officer, seen: int, on: date, today: date, opinion: str = "") -> Case:
    """Agree to the extension (同意延长)."""
    details: dict[str, object] = {"opinion": opinion}
    return do(ActKind.EXTENSION_APPROVED, case=case, by=by, seen=seen, on=on, today=today, details=details)


def return_extension(*, case: Case, by: Officer, seen: int, on: date, today: date, reason: str) -> Case:
    """Do not agree to the extension (不同意延长)."""
    details: dict[str, object] = {"reason": reason}
    return do(ActKind.EXTENSION_RETURNED, case=case, by=by, seen=seen, on=on, today=today, details=details)


def extend(*, case: Case, by: Officer, seen: int, on: date, today: date, days: int, reason: str) -> Case:
    """Extend the answer period once, by at most twenty working days, and tell the applicant (延长答复期限)."""
    details: dict[str, object] = {"days": days, "reason": reason}
    return do(ActKind.EXTENDED, case=case, by=by, seen=seen, on=on, today=today, details=details)


def ask_reasons(
    *, case: Case, by: Officer, seen: int, on: date, today: date, counts: int, question: str, days: int
) -> Case:
    """Ask for the reasons of an excessive request (要求说明理由)."""
    details: dict[str, object] = {"counts": counts, "question": question, "days": days}
    return do(ActKind.REASONS_ASKED, case=case, by=by, seen=seen, on=on, today=today, details=details)


def receive_reasons(*, case: Case, by: Officer, seen: int, on: date, today: date, reasons: str) -> Case:
    """Note the reasons that were given (收到理由说明)."""
    details: dict[str, object] = {"reasons": reasons}
    return do(ActKind.REASONS_GIVEN, case=case, by=by, seen=seen, on=on, today=today, details=details)


def delay(*, case: Case, by: Officer, seen: int, on: date, today: date, days: int, assessment: str) -> Case:
    """Set a reasonable time for an excessive request with good reasons (确定延迟答复期限)."""
    details: dict[str, object] = {"days": days, "assessment": assessment}
    return do(ActKind.DELAYED, case=case, by=by, seen=seen, on=on, today=today, details=details)
