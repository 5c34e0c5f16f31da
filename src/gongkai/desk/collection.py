"""The officer's view of the collection: what was taken in lately, taking out, putting back (报告管理)."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongkai.apps.people.models import Officer
from gongkai.apps.people.visitors import holder_behind
from gongkai.apps.reporting.models import PublishedReport, Standing
from gongkai.apps.reporting.permissions import POLICY, ReportingAct
from gongkai.apps.reporting.selectors import collected
from gongkai.apps.reporting.services import collecting
from gongkai.desk.access import for_officers
from gongkai.statute.errors import StatuteError

_TABS = (Standing.PUBLIC, Standing.WITHDRAWN)


class ReasonForm(forms.Form):
    """Why a report is taken out (撤下理由)."""

    reason = forms.CharField(
        label="撤下的理由",
        max_length=500,
        widget=forms.Textarea({"rows": 3}),
        error_messages={"required": "请写明撤下的理由，它会记入操作日志。"},
    )


@require_safe
@for_officers
def collection(request: HttpRequest, officer: Officer) -> HttpResponse:
    """List the reports of the collection, the latest first (报告管理)."""
    standing = Standing.WITHDRAWN if request.GET.get("standing") == Standing.WITHDRAWN else Standing.PUBLIC
    before = request.GET.get("before", "")
    name = request.GET.get("q", "").strip()[:60].replace("\x00", "")
    is_number = before.isascii() and before.isdigit() and len(before) < 19
    found = collected.latest_reports(standing, name=name, before=int(before) if is_number else None)
    context: dict[str, Any] = {
        "section": "desk",
        "tab": "collection",
        "standing": standing,
        "standings": _TABS,
        "name": name,
        "reports": found[: collected.PAGE_REPORTS],
        "has_more": len(found) > collected.PAGE_REPORTS,
        "may_publish": POLICY.allows(ReportingAct.PUBLISH, role=officer.role),
        "may_withdraw": POLICY.allows(ReportingAct.WITHDRAW, role=officer.role),
    }
    return render(request, "desk/collection.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_officers
def withdraw(request: HttpRequest, officer: Officer, number: int) -> HttpResponse:
    """Ask for the reason, then take the report out (撤下报告)."""
    POLICY.require(ReportingAct.WITHDRAW, role=officer.role)
    report = _report(request, officer, number)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            collecting.withdraw(report=report, by=officer, reason=form.cleaned_data["reason"])
            return redirect("desk:collection")
        except StatuteError as refusal:
            form.add_error(None, refusal.message)
    context = {"section": "desk", "tab": "collection", "report": report, "form": form}
    return render(request, "desk/withdraw.html", context, status=200 if request.method != "POST" else 400)


@require_POST
@for_officers
def restore(request: HttpRequest, officer: Officer, number: int) -> HttpResponse:
    """Put a report back (恢复公开)."""
    collecting.restore(report=_report(request, officer, number), by=officer)
    return redirect("desk:collection")


def _report(request: HttpRequest, officer: Officer, number: int) -> PublishedReport:
    try:
        return collected.report_for_reading(number, role=officer.role, holder=holder_behind(request))
    except PublishedReport.DoesNotExist as absent:
        raise Http404 from absent
