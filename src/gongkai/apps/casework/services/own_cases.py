"""Applications belong to their applicant's account (申请归入账号)."""

from __future__ import annotations

from django.db import transaction

from gongkai.apps.audit.services import record
from gongkai.apps.casework.models import Case
from gongkai.apps.casework.permissions import CaseAct
from gongkai.apps.people.applicant_account import AccountHolder
from gongkai.apps.people.models import ApplicantAccount


class HeldElsewhereError(Exception):
    """The application belongs to another account (已在其他账号)."""

    def __init__(self) -> None:
        super().__init__("这件申请已经在另一个账号里。需要转到这个账号的，请先用那个账号移出。")


@transaction.atomic
def keep_in_account(*, case: Case, account: ApplicantAccount) -> None:
    """Put an application into the account of its applicant, who sent it or showed its code (归入账号).

    What was one application with it comes along, as it is opened by the same code.
    Two accounts at once: one gets it, the other HeldElsewhereError. To put it in twice is no harm.
    """
    family = Case.objects.of_one_application(case)
    holders = set(family.select_for_update().order_by("pk").values_list("account", flat=True))
    if holders - {None, account.pk}:
        raise HeldElsewhereError
    if family.filter(account=None).update(account=account):
        record(CaseAct.KEEP_IN_ACCOUNT, by=AccountHolder(account.pk), on=case)


@transaction.atomic
def take_out_of_account(*, case: Case, account: ApplicantAccount) -> None:
    """Take an application out of the account, with what was split off; number and code open it as before (移出账号)."""
    if Case.objects.of_one_application(case).filter(account=account).update(account=None):
        record(CaseAct.TAKE_OUT_OF_ACCOUNT, by=AccountHolder(account.pk), on=case)
