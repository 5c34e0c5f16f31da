"""The applicant is asked, once, to make the application clear (补正)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from gongkai.apps.casework import filing_papers
from gongkai.apps.casework.acting import do, turn, write
from gongkai.apps.casework.file_proofs import NOTHING_WRITTEN
from gongkai.apps.casework.hashing import digest_of
from gongkai.apps.casework.ledger import APPLICANT, Author, Ledger, author_of
from gongkai.apps.casework.models import Case, EvidenceKind, Note
from gongkai.apps.casework.paper_kinds import Paper
from gongkai.apps.people.models import Officer
from gongkai.statute.case_acts import ActKind
from gongkai.statute.case_fields import clean_text


def ask_correction(
    *,
    case: Case,
    by: Officer,
    seen: int,
    on: date,
    today: date,
    items: Sequence[str],
    reason: str,
    days: int,
    delivered_on: date | None = None,
) -> Case:
    """Ask the applicant, once and within seven working days, to correct the application (告知补正)."""
    details: dict[str, object] = {"items": list(items), "reason": reason, "days": days, "delivered_on": delivered_on}
    return do(ActKind.CORRECTION_ASKED, case=case, by=by, seen=seen, on=on, today=today, details=details)


def lapse_correction(*, case: Case, by: Officer, seen: int, on: date, today: date, proof: str) -> Case:
    """End a case whose correction did not come in its time (逾期不补正)."""
    details: dict[str, object] = {"proof": proof}
    return do(ActKind.CORRECTION_LAPSED, case=case, by=by, seen=seen, on=on, today=today, details=details)


@transaction.atomic
def receive_correction(
    *,
    case: Case,
    by: Officer,
    seen: int,
    on: date,
    today: date,
    text: str,
    papers: Sequence[Paper] = (),
) -> Case:
    """Take in the correction that an applicant sent; the clock starts anew (收到补正)."""
    taken = turn(ActKind.CORRECTED, case=case, by=by, seen=seen, today=today)
    return _corrected(taken.ledger, text, papers, author_of(by), on=on, today=today)


@transaction.atomic
def supply_correction(*, case: Case, text: str, today: date, papers: Sequence[Paper] = ()) -> Case:
    """Take in the correction that an applicant supplies online (申请人补正)."""
    return _corrected(case.ledger_for_update(), text, papers, APPLICANT, on=today, today=today)


def _corrected(ledger: Ledger, text: str, papers: Sequence[Paper], author: Author, *, on: date, today: date) -> Case:
    told = clean_text(text)
    details = {"text_digest": digest_of(told), "summary": told[:100] or NOTHING_WRITTEN}
    event = write(ledger, ActKind.CORRECTED, on=on, details=details, author=author, today=today)
    Note.objects.create(case=ledger.case, seq=event.seq, text=told or NOTHING_WRITTEN, by=author.officer)
    filing_papers.put(ledger, papers, evidence=EvidenceKind.CORRECTION, author=author, on=on, today=today)
    return ledger.case
