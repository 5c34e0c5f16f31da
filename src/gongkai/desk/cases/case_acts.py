"""Doing an act of a case: its form, the service, and back to the case (办理事项)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from gongkai.apps.casework.models import Case
from gongkai.apps.casework.permissions import POLICY
from gongkai.apps.casework.selectors import LedgerView, ledger_of
from gongkai.apps.people.models import Officer
from gongkai.desk import clock
from gongkai.desk.access import for_officers
from gongkai.desk.cases.act_form import REFUSALS, ActForm
from gongkai.desk.cases.desk_acts import DESK_ACTS, DeskAct
from gongkai.desk.cases.seen_case import case_seen
from gongkai.statute.case_acts import ActKind
from gongkai.statute.case_facts import CaseFacts


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
    form = form_of(act, request, case=case, ledger=ledger)
    if request.method == "POST" and done(form, act.service, case=case, by=officer):
        return redirect("desk:case", case.pk)
    return act_page(request, act=act, form=form, case=case, ledger=ledger)


def form_of(act: DeskAct, request: HttpRequest, *, case: Case, ledger: LedgerView) -> ActForm:
    """Return the act's form, filled with what is known or with what was sent (表单)."""
    posted = request.method == "POST"
    return ActForm(
        request.POST if posted else None,
        request.FILES if posted else None,
        fields=act.fields,
        seen=case.last_seq,
        today=clock.today(),
        papers=act.papers,
        day=act.day,
        told=_known(act.kind, ledger.facts),
    )


def done(form: ActForm, service: Callable[..., Case], *, case: Case, by: Officer, **more: Any) -> bool:
    """Do the act if the form is right and the law allows it; else the form tells why not (办理)."""
    if not form.is_valid():
        return False
    seen, on = form.cleaned_data["seen"], form.cleaned_data["on"]
    try:
        service(case=case, by=by, seen=seen, on=on, today=clock.today(), **form.told(), **more)
    except REFUSALS as refusal:
        case.refresh_from_db()
        form.refuse(refusal, seen=case.last_seq)
        return False
    return True


def act_page(
    request: HttpRequest, *, act: DeskAct, form: ActForm, case: Case, ledger: LedgerView, **more: Any
) -> HttpResponse:
    """Render the page of an act, with what the law says of it today (办理页面)."""
    possibility = next((each for each in ledger.possibilities(clock.today()) if each.kind is act.kind), None)
    context = {
        "section": "desk",
        "tab": "cases",
        "today": clock.today(),
        "act": act,
        "case": case,
        "form": form,
        "possibility": possibility,
        "clock": ledger.clock,
        **more,
    }
    template = str(more.get("template", "desk/cases/act.html"))
    return render(request, template, context, status=400 if form.is_bound else 200)


def _known(kind: ActKind, facts: CaseFacts) -> dict[str, Any]:
    """Return what the case already says of an act, so that nobody types it twice."""
    if kind is ActKind.EXTENDED and facts.extension:
        return {"days": facts.extension.days}
    if kind in (ActKind.FEE_NOTIFIED, ActKind.FEE_PAID) and facts.fee_yuan is not None:
        return {"yuan": facts.fee_yuan}
    if kind is ActKind.CORRECTION_ASKED:
        return {"days": 15}
    return {}
