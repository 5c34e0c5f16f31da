"""The demonstration's applicant: an account with a case at each point where the applicant has to act (演示申请人)."""

from __future__ import annotations

from django.db import transaction

from gongkai.apps.casework.models import Case
from gongkai.apps.casework.services.own_cases import keep_in_account
from gongkai.apps.people.own_account import account_of, open_account
from gongkai.config.demonstration_city import PASSWORD
from gongkai.statute.case_stages import Stage

APPLICANT = "applicant@example.cn"
_STAGES = (
    Stage.AWAITING_CORRECTION,
    Stage.AWAITING_REASONS,
    Stage.AWAITING_PAYMENT,
    Stage.HANDLING,
    Stage.ANSWERED,
)


@transaction.atomic
def open_applicants_account() -> None:
    """Open the account and put one case of each stage into it, unless it is there (演示申请人账号)."""
    if account_of(APPLICANT) is not None:
        return
    found = [Case.objects.filter(stage_code=stage.code, account=None).order_by("pk").first() for stage in _STAGES]
    cases = [case for case in found if case is not None]
    name = cases[0].applicant.name if cases else "林知远"
    profile = {"kind": "natural_person", "name": name, "phone": "0990-7654321"}
    account = open_account(email=APPLICANT, password=PASSWORD, profile=profile)
    for case in cases:
        keep_in_account(case=case, account=account)
