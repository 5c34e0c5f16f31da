"""Reports of a collection on the desk: the list, and one with what to ask its organ (集内报告页面)."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.apps.people.models import Officer
from gongkai.apps.people.visitors import rights_behind
from gongkai.apps.reporting.correction_flow import RequestState
from gongkai.apps.reporting.models import CollectedReport
from gongkai.apps.reporting.permissions import COLLECTION_POLICY, CollectionAct
from gongkai.apps.reporting.selectors import report_collections as gathered
from gongkai.apps.reporting.services.correction_requests import draft_request
from gongkai.apps.reporting.verdicts import BY_CODE, Outcome
from gongkai.desk import clock
from gongkai.desk.access import for_officers
from gongkai.desk.report_collections.collection_forms import DraftForm
from gongkai.desk.report_collections.collection_pages import seen_collection
from gongkai.reports.findings import Severity

_TAB = {"section": "desk", "tab": "collections"}
_PROPOSED = {Severity.ERROR, Severity.WARNING}


@require_safe
@for_officers
def members(request: HttpRequest, officer: Officer, number: int) -> HttpResponse:  # noqa: ARG001
    """List the reports of a collection, also those of one verdict alone (报告列表)."""
    collection = seen_collection(request, number)
    outcome = BY_CODE.get(request.GET.get("verdict", ""))
    found = gathered.members_page(collection, outcome=outcome, after=_after(request))
    shown = found[: gathered.PAGE_ROWS]
    context = {
        **_TAB,
        "collection": collection,
        "members": shown,
        "last": shown[-1] if len(found) > gathered.PAGE_ROWS else None,
        "outcome": outcome,
        "outcomes": list(Outcome),
    }
    return render(request, "desk/collections/members.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_officers
def member(request: HttpRequest, officer: Officer, number: int) -> HttpResponse:
    """Show a report's findings; draft a request to correct them (集内报告)."""
    rights = rights_behind(request)
    try:
        found = gathered.member_seen(number, rights=rights)
    except CollectedReport.DoesNotExist as absent:
        raise Http404 from absent
    findings = gathered.findings_of_member(found)
    form = _draft_form(request, found, findings)
    if request.method == "POST" and form.is_valid():
        chosen = [each for each in findings if str(each.pk) in form.cleaned_data["findings"]]
        try:
            email = form.cleaned_data["email"]
            made = draft_request(member=found, findings=chosen, email=email, by=officer, today=clock.today())
            return redirect("desk:correction_request", made.pk)
        except ValidationError as refusal:
            form.add_error(None, refusal)
    requests = list(found.correction_requests.order_by("-id"))
    may_draft = COLLECTION_POLICY.allows(CollectionAct.DRAFT_REQUEST, rights=rights, agency=found.collection.agency)
    is_asked = any(each.state != RequestState.CLOSED for each in requests)
    context = {
        **_TAB,
        "member": found,
        "findings": findings,
        "form": form,
        "requests": requests,
        "may_draft": may_draft and not is_asked and found.replaced_by_id is None and bool(findings),
    }
    return render(request, "desk/collections/member.html", context, status=422 if form.errors else 200)


def _draft_form(request: HttpRequest, member: CollectedReport, findings: Any) -> DraftForm:
    choices = [(str(each.pk), f"{each.grade.label}：{each}") for each in findings]
    if request.method == "POST":
        return DraftForm(request.POST, choices=choices)
    organ = gathered.organ_named(member.organ) if member.organ else None
    proposed = [str(each.pk) for each in findings if each.grade in _PROPOSED]
    return DraftForm(choices=choices, initial={"findings": proposed, "email": organ.email if organ else ""})


def _after(request: HttpRequest) -> tuple[str, int] | None:
    number, organ = request.GET.get("after_id", ""), request.GET.get("after", "")
    if not (number.isascii() and number.isdigit() and len(number) < 19):
        return None
    return organ.replace("\x00", "")[:200], int(number)
