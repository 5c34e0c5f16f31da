"""An applicant finds its own cases: by reference and code, or in its account (凭编号或者账号查询)."""

from __future__ import annotations

from collections.abc import Sequence
from hmac import compare_digest

from gongkai.apps.casework.marks import secret_mark
from gongkai.apps.casework.models import Case
from gongkai.apps.people.models import ApplicantAccount

PAGE_OWN_CASES = 20
_NOBODY = "0" * 64


def case_for_follower(reference: str, code: str) -> Case | None:
    """Return the case that a reference and its secret code belong to, else None (申请人查询).

    What was split off has a number of its own and opens by the code of the application, which is all its applicant
    was given. A wrong reference and a wrong code cost the same: one look-up, one mark, two comparisons. The case
    itself, whose sealed fields take time to open, is read only for the right code.
    """
    found = Case.objects.filter(reference=reference.strip())
    marks = found.values_list("secret_mark", "split_from__secret_mark").first() or (_NOBODY, _NOBODY)
    shown = secret_mark(code)
    if not any([compare_digest(mark or _NOBODY, shown) for mark in marks]):
        return None
    return Case.objects.select_related("agency", "applicant").get(reference=reference.strip())


def case_of_account(number: int, *, account: ApplicantAccount) -> Case | None:
    """Return a case of an account, None where it is not one of them (账号内的单个申请)."""
    return Case.objects.select_related("agency__answers_as", "applicant").filter(pk=number, account=account).first()


def cases_of_account(account: ApplicantAccount, *, before: int | None = None) -> Sequence[Case]:
    """Return a page and one more of an account's cases, the latest first; one query (我的申请).

    ``before`` is the number of the last case of the page before. Nothing sealed is opened.
    """
    cases = Case.objects.filter(account=account).select_related("agency").defer("request_text", "help_needed")
    if before is not None:
        cases = cases.filter(pk__lt=before)
    return list(cases.order_by("-pk")[: PAGE_OWN_CASES + 1])
