"""What an applicant does online in its own case, found by reference and code (申请人自行办理)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from django.db import transaction

from gongkai.apps.casework import filing_papers
from gongkai.apps.casework.acting import write
from gongkai.apps.casework.ledger import APPLICANT
from gongkai.apps.casework.models import Case, EvidenceKind
from gongkai.apps.casework.paper_kinds import Paper
from gongkai.statute.case_acts import ActKind


def withdraw_own(*, case: Case, today: date) -> Case:
    """Withdraw one's application (申请人撤回)."""
    return _do(ActKind.WITHDRAWN, case=case, today=today, details={"how": "网上撤回"})


def report_payment(*, case: Case, reference: str, today: date) -> Case:
    """Tell the organ that one has paid; an officer confirms it (告知已缴费)."""
    return _do(ActKind.PAYMENT_REPORTED, case=case, today=today, details={"reference": reference})


@transaction.atomic
def give_reasons(*, case: Case, reasons: str, today: date, papers: Sequence[Paper] = ()) -> Case:
    """Give the reasons that the organ asked for, Article 35, with papers where there are any (申请人说明理由).

    They go into the ledger whole, for the answer quotes them. Raises ActRefused, PaperRefusedError.
    """
    ledger = case.ledger_for_update()
    write(ledger, ActKind.REASONS_GIVEN, on=today, details={"reasons": reasons}, author=APPLICANT, today=today)
    filing_papers.put(ledger, papers, evidence=EvidenceKind.OTHER, author=APPLICANT, on=today, today=today)
    return ledger.case


def suggest_publication(*, case: Case, why: str, today: date) -> Case:
    """Suggest to publish what was asked for (建议转为主动公开)."""
    return _do(ActKind.PUBLICATION_SUGGESTED, case=case, today=today, details={"why": why})


def ask_record_correction(*, case: Case, what: str, evidence: str, today: date) -> Case:
    """Ask for the correction of a record about oneself (要求更正自身信息)."""
    details = {"what": what, "evidence": evidence}
    return _do(ActKind.RECORD_CORRECTION_ASKED, case=case, today=today, details=details)


@transaction.atomic
def _do(kind: ActKind, *, case: Case, today: date, details: Mapping[str, object]) -> Case:
    ledger = case.ledger_for_update()
    write(ledger, kind, on=today, details=details, author=APPLICANT, today=today)
    return ledger.case
