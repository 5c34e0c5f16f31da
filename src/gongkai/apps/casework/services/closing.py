"""What follows the answer: closing, archiving, publication, correction of records, beginning again (答复之后)."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from gongkai.apps.casework.acting import do, turn
from gongkai.apps.casework.complete_file import index_digest
from gongkai.apps.casework.models import Case
from gongkai.apps.casework.searchable import KIND
from gongkai.apps.people.models import Officer
from gongkai.apps.search.services import note_change
from gongkai.statute.case_acts import ActKind


def withdraw(*, case: Case, by: Officer, seen: int, on: date, today: date, how: str) -> Case:
    """Note that the applicant withdrew (撤回)."""
    return do(ActKind.WITHDRAWN, case=case, by=by, seen=seen, on=on, today=today, details={"how": how})


def close(*, case: Case, by: Officer, seen: int, on: date, today: date, remark: str = "") -> Case:
    """Have done with a case whose answer was delivered (办结)."""
    return do(ActKind.CLOSED, case=case, by=by, seen=seen, on=on, today=today, details={"remark": remark})


@transaction.atomic
def archive(*, case: Case, by: Officer, seen: int, on: date, today: date) -> Case:
    """Hand the complete file over; the digest of its list is kept (归档)."""
    taken = turn(ActKind.ARCHIVED, case=case, by=by, seen=seen, today=today)
    taken.append(ActKind.ARCHIVED, on=on, details={"digest": index_digest(taken.ledger.case)})
    return taken.ledger.case


@transaction.atomic
def make_public(*, case: Case, by: Officer, seen: int, on: date, today: date, address: str, column: str) -> Case:
    """Note where the answer was published for everybody (转为主动公开)."""
    details = {"address": address, "column": column}
    note_change(kind=KIND, number=case.pk)
    return do(ActKind.MADE_PUBLIC, case=case, by=by, seen=seen, on=on, today=today, details=details)


def receive_suggestion(*, case: Case, by: Officer, seen: int, on: date, today: date, why: str = "") -> Case:
    """Note a suggestion to publish that came on paper or by word of mouth (收到转为主动公开的建议)."""
    return do(ActKind.PUBLICATION_SUGGESTED, case=case, by=by, seen=seen, on=on, today=today, details={"why": why})


def receive_record_correction(
    *, case: Case, by: Officer, seen: int, on: date, today: date, what: str, evidence: str
) -> Case:
    """Note a wish to correct a record about oneself that came on paper or by word of mouth (收到更正要求)."""
    details: dict[str, object] = {"what": what, "evidence": evidence}
    return do(ActKind.RECORD_CORRECTION_ASKED, case=case, by=by, seen=seen, on=on, today=today, details=details)


def settle_record_correction(
    *, case: Case, by: Officer, seen: int, on: date, today: date, result: str, text: str
) -> Case:
    """Note what became of an applicant's wish to correct a record about itself (办理更正要求)."""
    details = {"result": result, "text": text}
    return do(ActKind.RECORD_CORRECTION_SETTLED, case=case, by=by, seen=seen, on=on, today=today, details=details)


def reopen(
    *,
    case: Case,
    by: Officer,
    seen: int,
    on: date,
    today: date,
    basis: str,
    number: str,
    in_force_on: date,
    days: int,
) -> Case:
    """Begin again after a decision on reconsideration, a judgment, or of one's own accord (重新办理)."""
    details = {"basis": basis, "number": number, "in_force_on": in_force_on, "days": days}
    return do(ActKind.REOPENED, case=case, by=by, seen=seen, on=on, today=today, details=details)
