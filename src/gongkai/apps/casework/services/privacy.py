"""Who an applicant is: shown on demand, and forgotten when the time has come (申请人身份信息)."""

from __future__ import annotations

from datetime import date

from django.db import models, transaction
from django.utils import timezone

from gongkai.apps.audit.services import record
from gongkai.apps.casework.marks import secret_code
from gongkai.apps.casework.models import Applicant, Case
from gongkai.apps.casework.permissions import POLICY, CaseAct
from gongkai.apps.people.models import Officer
from gongkai.apps.people.rights import rights_of
from gongkai.statute.case_stages import Stage
from gongkai.statute.errors import ActRefused
from gongkai.statute.instruments import REGULATION_2019
from gongkai.statute.receipt import Channel

RETENTION_YEARS = 10
"""How long who applied is kept after the answer: the shortest term for files of organs (保管期限)."""
_IDENTITY = (
    "name",
    "identity_kind",
    "identity_number",
    "contact_person",
    "phone",
    "email",
    "address",
    "postcode",
    "agent_name",
    "agent_identity",
)


@transaction.atomic
def reveal_applicant(*, case: Case, by: Officer, today: date) -> Applicant:
    """Return who applied, in clear, and write down who looked (查看申请人身份信息). Raises PermissionDenied."""
    POLICY.require(CaseAct.REVEAL, rights=rights_of(by, today), agency=case.agency)
    record(CaseAct.REVEAL, by=by, on=case)
    return case.applicant


def hand_out_code(*, case: Case, by: Officer, today: date) -> str:
    """Return the code that opens a case to its applicant, and write down who looked (交付查询码).

    Whoever has it can act as the applicant. Raises PermissionDenied, and ActRefused for an application that came over
    the internet: there the applicant alone was told.
    """
    POLICY.require(CaseAct.TAKE_IN, rights=rights_of(by, today), agency=case.agency)
    if case.channel is Channel.ONLINE:
        message = "网上提交的申请，查询码只告知申请人本人，本机关不能查看"
        raise ActRefused(message, REGULATION_2019.at("第四十五条"))
    record(CaseAct.REVEAL, by=by, on=case, shown="查询码")
    return secret_code(case.intake_key)


@transaction.atomic
def erase_applicant(*, case: Case, by: Officer, today: date) -> Case:
    """Forget who applied, once the file was archived and its term is over (清除申请人身份信息).

    The ledger stays whole: it never held the identity. Raises ActRefused before the term is over.
    """
    POLICY.require(CaseAct.ERASE, rights=rights_of(by, today), agency=case.agency)
    locked = Case.objects.select_for_update(of=("self",)).select_related("applicant").get(pk=case.pk)
    if locked.stage is not Stage.ARCHIVED or not is_over(locked, today=today):
        message = f"案卷归档并满{RETENTION_YEARS}年后，方可清除申请人身份信息"
        raise ActRefused(message, REGULATION_2019.at("第四十五条"))
    for name in _IDENTITY:
        setattr(locked.applicant, name, "")
    locked.applicant.erased_at = timezone.now()
    locked.applicant.save()
    record(CaseAct.ERASE, by=by, on=locked)
    return locked


def expired_cases(*, by: Officer, today: date) -> models.QuerySet[Case]:
    """Return the cases whose applicants an officer may erase today, with the organ (到期未清除的申请件)."""
    before = date(today.year - RETENTION_YEARS, 1, 1)
    over = Case.objects.filter(stage_code=Stage.ARCHIVED.code, answered_on__lt=before, applicant__erased_at=None)
    return POLICY.narrow(over, CaseAct.ERASE, rights=rights_of(by, today)).select_related("agency").order_by("pk")


def is_over(case: Case, *, today: date) -> bool:
    """Whether the term for keeping the identity is over (是否到期)."""
    answered_on = case.answered_on
    return answered_on is not None and answered_on.year + RETENTION_YEARS < today.year
