"""What every page of an act shares: its form, doing it or telling why not, the page (办理页面)."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from gongkai.apps.casework.models import Case
from gongkai.apps.casework.selectors import LedgerView
from gongkai.apps.people.models import Officer
from gongkai.desk import clock
from gongkai.desk.cases.act_form import REFUSALS, ActForm
from gongkai.desk.cases.delivery_form import DeliveryForm
from gongkai.desk.cases.desk_acts import DeskAct
from gongkai.desk.cases.known_for_acts import known_for
from gongkai.statute.case_acts import ActKind


def form_of(act: DeskAct, request: HttpRequest, *, case: Case, ledger: LedgerView) -> ActForm:
    """Return the act's form, filled with what is known or with what was sent (表单)."""
    posted = request.method == "POST"
    form = partial(DeliveryForm, case=case) if act.kind is ActKind.DELIVERED else ActForm
    return form(
        request.POST if posted else None,
        request.FILES if posted else None,
        fields=act.fields,
        seen=case.last_seq,
        today=clock.today(),
        papers=act.papers,
        day=act.day,
        told=known_for(act.kind, case, ledger, today=clock.today()),
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
    return render(request, template, context, status=400 if form.is_bound and not more.get("is_review") else 200)
