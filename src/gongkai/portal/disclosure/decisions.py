"""The public query of decisions: the list, one decision, what was withdrawn and why (行政决定公示)."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gongkai.apps.disclosure.selectors import public_decisions
from gongkai.apps.disclosure.shown_decisions import as_shown, shown_name, shown_number, shown_withdrawal
from gongkai.portal.application.organs import today
from gongkai.portal.disclosure.filter_forms import DecisionForm
from gongkai.ui.paging import page_after


@require_safe
def decisions(request: HttpRequest) -> HttpResponse:
    """List the decisions that may be shown today, by the filters of the address (行政决定公示)."""
    form = DecisionForm(request.GET, agencies=public_decisions.agencies_with_decisions())
    context = {"section": "decisions", "form": form, "is_filtered": form.is_narrowed}
    if not form.is_valid():
        return render(request, "portal/decisions.html", context, status=400)
    found = public_decisions.decisions_asked_for(form.search(), today=today())
    rows, more = page_after(found, day="decided_on", after=request.GET.get("after", ""))
    context |= {
        "rows": [(each, shown_number(each), shown_name(each)) for each in rows],
        "next": more,
        "is_continued": bool(request.GET.get("after")),
    }
    return render(request, "portal/decisions.html", context)


@require_safe
def decision(request: HttpRequest, number: int) -> HttpResponse:
    """Show one decision, or say that it was withdrawn and why (行政决定公示页)."""
    found = public_decisions.decision_shown(number, today=today())
    if found is not None:
        return render(request, "portal/decision.html", {"section": "decisions", "decision": as_shown(found)})
    gone = public_decisions.withdrawal_told(number, today=today())
    if gone is None:
        raise Http404
    context = {"section": "decisions", "withdrawn": shown_withdrawal(gone)}
    return render(request, "portal/decision_withdrawn.html", context, status=410)


@require_safe
def withdrawn(request: HttpRequest) -> HttpResponse:
    """List what was withdrawn, the latest first, each with its reason (撤下说明)."""
    found = public_decisions.withdrawals(today=today())
    rows, more = page_after(found, day="withdrawn_on", after=request.GET.get("after", ""))
    told = [shown_withdrawal(each) for each in rows]
    context = {"section": "decisions", "rows": told, "next": more, "is_continued": bool(request.GET.get("after"))}
    return render(request, "portal/decisions_withdrawn.html", context)
