"""Doing an act of a case: its form, the service, and back to the case (办理事项)."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from gongkai.apps.casework.permissions import POLICY
from gongkai.apps.casework.selectors import ledger_of
from gongkai.apps.people.models import Officer
from gongkai.desk.access import for_officers
from gongkai.desk.cases.act_with_letter import act_with_letter
from gongkai.desk.cases.desk_acts import DESK_ACTS
from gongkai.desk.cases.doing_acts import act_page, done, form_of
from gongkai.desk.cases.seen_case import case_seen


@require_http_methods(["GET", "HEAD", "POST"])
@for_officers
def case_act(request: HttpRequest, officer: Officer, number: int, code: str) -> HttpResponse:
    """Show the form of an act, and do it (办理事项)."""
    act = DESK_ACTS.get(code)
    if act is None or act.service is None or act.page != "desk:case_act":
        raise Http404
    case, rights = case_seen(request, number)
    POLICY.require(act.right, rights=rights, agency=case.agency)
    ledger = ledger_of(case)
    if act.letters:
        return act_with_letter(request, officer, case, rights, act=act, ledger=ledger)
    form = form_of(act, request, case=case, ledger=ledger)
    if request.method == "POST" and done(form, act.service, case=case, by=officer):
        return redirect("desk:case", case.pk)
    return act_page(request, act=act, form=form, case=case, ledger=ledger)
