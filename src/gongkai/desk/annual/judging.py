"""What is wrong in a version, explained; and its way from step to step (核查和流转)."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from gongkai.apps.people.models import Officer
from gongkai.apps.people.visitors import rights_behind
from gongkai.apps.reporting.flow import FlowAct
from gongkai.apps.reporting.models import ReportState
from gongkai.apps.reporting.permissions import ANNUAL_POLICY, ReportAct
from gongkai.apps.reporting.selectors.annual_contents import findings_of_version
from gongkai.apps.reporting.selectors.annual_reports import possible_steps, steps_of, versions_of
from gongkai.apps.reporting.services.annual_corrections import correct
from gongkai.apps.reporting.services.annual_drafting import explain_finding
from gongkai.apps.reporting.services.annual_flow import STEPS
from gongkai.apps.reporting.services.publishing import publish_report
from gongkai.desk import clock
from gongkai.desk.access import for_officers
from gongkai.desk.annual.seen_version import page_context, version_or_404
from gongkai.statute.errors import StatuteError


@require_http_methods(["GET", "HEAD", "POST"])
@for_officers
def findings(request: HttpRequest, officer: Officer, number: int) -> HttpResponse:
    """Show what the checks find; explain one finding (核查结果)."""
    version = version_or_404(request, number)
    refused = ""
    if request.method == "POST":
        key, text = request.POST.get("key", ""), request.POST.get("text", "")
        try:
            explain_finding(version=version, key=key, text=text, by=officer, today=clock.today())
            return redirect("desk:annual_findings", version.pk)
        except StatuteError as refusal:
            refused = refusal.message
    found = findings_of_version(version)
    context = page_context(request, version, "findings") | {
        "found": found,
        "unexplained": sum(each.is_unexplained for each in found),
        "refused": refused,
    }
    return render(request, "desk/annual/findings.html", context, status=422 if refused else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@for_officers
def flow(request: HttpRequest, officer: Officer, number: int) -> HttpResponse:
    """Show where a version has been and what may be done next; take a step (流转)."""
    version, rights, refused = version_or_404(request, number), rights_behind(request), ""
    if request.method == "POST":
        act = FlowAct.coded(request.POST.get("act", ""))
        do = publish_report if act is FlowAct.PUBLISH else STEPS[act]
        try:
            do(version=version, by=officer, today=clock.today(), remarks=request.POST.get("remarks", "")[:2000])
            return redirect("desk:annual_flow", version.pk)
        except StatuteError as refusal:
            refused = refusal.message
    may_correct = ANNUAL_POLICY.allows(ReportAct.CORRECT, rights=rights, agency=version.report.agency)
    context = page_context(request, version, "flow") | {
        "steps": steps_of(version),
        "possible": possible_steps(version, rights=rights),
        "versions": versions_of(version.report),
        "may_correct": may_correct and version.state is ReportState.PUBLISHED,
        "refused": refused,
        "remarks": request.POST.get("remarks", ""),
    }
    return render(request, "desk/annual/flow.html", context, status=422 if refused else 200)


@require_POST
@for_officers
def correct_report(request: HttpRequest, officer: Officer, number: int) -> HttpResponse:
    """Begin a correction of what was published (更正)."""
    version = version_or_404(request, number)
    made = correct(
        report=version.report,
        explanation=request.POST.get("explanation", "")[:2000],
        by=officer,
        today=clock.today(),
    )
    return redirect("desk:annual_version", made.pk)
