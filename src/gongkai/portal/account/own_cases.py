"""My applications: the list, and putting one in that was made before (我的申请)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongkai.apps.casework.identity_documents import tidied
from gongkai.apps.casework.models import Case
from gongkai.apps.casework.selectors import case_for_follower, case_of_account, cases_of_account, ledgers_of
from gongkai.apps.casework.selectors.following import PAGE_OWN_CASES
from gongkai.apps.casework.services.own_cases import HeldElsewhereError, keep_in_account, take_out_of_account
from gongkai.apps.people.models import ApplicantAccount
from gongkai.portal.account.account_access import for_applicants
from gongkai.portal.attempts import FOLLOWING, admits
from gongkai.portal.own_case.case_words import STAGES, Wording
from gongkai.portal.own_case.following import NO_MATCH, TOO_OFTEN, FollowForm
from gongkai.statute.case_stages import Stage

_DIGITS = 18


@dataclass(frozen=True, slots=True)
class Row:
    """An application in the list, and the day by which its applicant, or else its organ, has to act (列表行)."""

    case: Case
    standing: Wording
    awaited_until: date | None
    due_on: date | None


@never_cache
@require_safe
@for_applicants
def own_cases(request: HttpRequest, account: ApplicantAccount) -> HttpResponse:
    """List one's applications, the latest first (我的申请)."""
    before = _number(request.GET.get("before", ""))
    found = cases_of_account(account, before=before)
    shown = found[:PAGE_OWN_CASES]
    asked = _days_for_reasons(shown)
    rows = [_row(case, asked.get(case.pk)) for case in shown]
    context = {
        "section": "account",
        "account": account,
        "rows": rows,
        "further": rows[-1].case.pk if len(found) > PAGE_OWN_CASES else None,
        "is_first": before is None,
    }
    return render(request, "portal/account/own_cases.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@for_applicants
def add_case(request: HttpRequest, account: ApplicantAccount) -> HttpResponse:
    """Put in an application made before, by its number and code; answered as the door for followers does (添加申请)."""
    if request.method != "POST":
        return _page(request, FollowForm())
    form = FollowForm(request.POST)
    if not form.is_valid():
        return _page(request, form, status=400)
    if not admits(request, FOLLOWING):
        return _page(request, form, refusal=TOO_OFTEN, status=429)
    case = case_for_follower(tidied(form.cleaned_data["number"]), form.cleaned_data["code"])
    if case is None:
        return _page(request, form, refusal=NO_MATCH, status=400)
    try:
        keep_in_account(case=case, account=account)
    except HeldElsewhereError as elsewhere:
        return _page(request, form, refusal=str(elsewhere), status=409)
    return redirect("portal:followed", number=case.pk)


@require_POST
@for_applicants
def take_out(request: HttpRequest, account: ApplicantAccount, number: int) -> HttpResponse:  # noqa: ARG001
    """Take an application out of the account (移出申请)."""
    case = case_of_account(number, account=account)
    if case is None:
        raise Http404
    take_out_of_account(case=case, account=account)
    return redirect("portal:own_cases")


def told_of_all(account: ApplicantAccount) -> Sequence[dict[str, str]]:
    """Return which applications an account holds, for its holder to take away (账号内的申请)."""
    cases = Case.objects.filter(account=account).select_related("agency").defer("request_text").order_by("pk")
    return [
        {
            "申请编号": case.reference,
            "受理机关": case.agency.name,
            "信息名称": case.matter,
            "提交日期": case.arrived_on.isoformat(),
            "进度": STAGES[case.stage].now,
        }
        for case in cases
    ]


def _days_for_reasons(cases: Sequence[Case]) -> Mapping[int, date]:
    """Return until when reasons are awaited, which only the ledger knows; two queries, none where none are awaited."""
    asked = [case for case in cases if case.stage is Stage.AWAITING_REASONS]
    views = ledgers_of(asked) if asked else ()
    return {view.case.pk: view.facts.explanation.due for view in views if view.facts.explanation}


def _row(case: Case, reasons_by: date | None) -> Row:
    standing = STAGES[case.stage]
    if not case.is_open:
        return Row(case, standing, None, None)
    # Reasons are awaited while the organ's own time runs on: the day it set for them is another.
    return Row(case, standing, reasons_by or (case.awaited_until if standing.is_with_applicant else None), case.due_on)


def _number(given: str) -> int | None:
    return int(given) if given.isascii() and given.isdigit() and len(given) <= _DIGITS else None


def _page(request: HttpRequest, form: FollowForm, *, refusal: str = "", status: int = 200) -> HttpResponse:
    context = {"section": "account", "form": form, "refusal": refusal}
    return render(request, "portal/account/add_case.html", context, status=status)
