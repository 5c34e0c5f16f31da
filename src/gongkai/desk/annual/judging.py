"""What is wrong in a version, explained; and its way from step to step (核查和流转)."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from gongkai.apps.people.models import Officer
from gongkai.apps.people.visitors import rights_behind
from gongkai.apps.reporting.flow import ON_THE_WAY, FlowAct
from gongkai.apps.reporting.models import ReportState, ReportVersion
from gongkai.apps.reporting.permissions import ANNUAL_POLICY, ReportAct
from gongkai.apps.reporting.selectors.annual_contents import Found, findings_on
from gongkai.apps.reporting.selectors.annual_reports import awaited_steps, possible_steps, steps_of, versions_of
from gongkai.apps.reporting.services.annual_corrections import correct
from gongkai.apps.reporting.services.annual_drafting import explain_finding
from gongkai.apps.reporting.services.annual_flow import STEPS
from gongkai.apps.reporting.services.publishing import publish_report
from gongkai.desk import clock
from gongkai.desk.access import for_officers
from gongkai.desk.annual.seen_version import page_context, version_or_404
from gongkai.desk.typed_text import mark_of, typed
from gongkai.statute.errors import StatuteError

_MOST_CHARACTERS = 2000
_MOST_CELLS = 8


@require_http_methods(["GET", "HEAD", "POST"])
@for_officers
def findings(request: HttpRequest, officer: Officer, number: int) -> HttpResponse:
    """Show what the checks find; keep every explanation that was changed (核查结果)."""
    version = version_or_404(request, number)
    found = findings_on(version, today=clock.today())
    told: dict[str, str] = {}
    if request.method == "POST":
        told = _told(request, found)
        refused = _explain(request, version, found, told, officer)
        if not refused:
            return redirect("desk:annual_findings", version.pk)
        found = findings_on(version, today=clock.today())
    else:
        refused = []
    context = page_context(request, version, "findings") | {
        "found": [_shown(each, version, told) for each in found],
        "unexplained": sum(each.is_unexplained for each in found),
        "refused": refused,
    }
    return render(request, "desk/annual/findings.html", context, status=422 if refused else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@for_officers
def flow(request: HttpRequest, officer: Officer, number: int) -> HttpResponse:
    """Show where a version has been and what may be done next; take a step (流转)."""
    version = version_or_404(request, number)
    if request.method != "POST":
        return _flow_page(request, version)
    act = next((each for each in ON_THE_WAY if each.code == request.POST.get("act")), None)
    if act is None:
        return _flow_page(request, version, refused="没有看懂要办理什么，请按页面上的按钮办理。")
    do = publish_report if act is FlowAct.PUBLISH else STEPS[act]
    remarks = typed(request.POST.get("remarks", ""))
    if len(remarks) > _MOST_CHARACTERS:
        return _flow_page(request, version, refused=f"意见有{len(remarks)}字，请控制在{_MOST_CHARACTERS}字以内。")
    try:
        do(version=version, by=officer, today=clock.today(), remarks=remarks)
    except StatuteError as refusal:
        return _flow_page(request, version_or_404(request, number), refused=refusal.message)
    return redirect("desk:annual_flow", version.pk)


@require_POST
@for_officers
def correct_report(request: HttpRequest, officer: Officer, number: int) -> HttpResponse:
    """Begin a correction of what was published (更正)."""
    version = version_or_404(request, number)
    explanation = typed(request.POST.get("explanation", ""))
    if len(explanation) > _MOST_CHARACTERS:
        told = f"更正说明有{len(explanation)}字，请控制在{_MOST_CHARACTERS}字以内。"
        return _flow_page(request, version, refused=told)
    try:
        made = correct(report=version.report, explanation=explanation, by=officer, today=clock.today())
    except StatuteError as refusal:
        return _flow_page(request, version, refused=refusal.message)
    return redirect("desk:annual_version", made.pk)


def _flow_page(request: HttpRequest, version: ReportVersion, *, refused: str = "") -> HttpResponse:
    rights = rights_behind(request)
    may_correct = ANNUAL_POLICY.allows(ReportAct.CORRECT, rights=rights, agency=version.report.agency)
    possible = possible_steps(version, rights=rights)
    context: dict[str, Any] = page_context(request, version, "flow") | {
        "steps": steps_of(version),
        "possible": possible,
        "offered": [each for each in possible if each.is_possible],
        "awaited": awaited_steps(version),
        "versions": versions_of(version.report),
        "may_correct": may_correct and version.state is ReportState.PUBLISHED,
        "refused": refused,
        "remarks": request.POST.get("remarks", ""),
        "explanation": request.POST.get("explanation", ""),
    }
    return render(request, "desk/annual/flow.html", context, status=422 if refused else 200)


def _shown(each: Found, version: ReportVersion, told: dict[str, str]) -> dict[str, Any]:
    form = version.report.form
    return {
        "found": each,
        "text": told.get(each.key, each.explanation),
        "was": mark_of(each.explanation),
        "cells": [(path, form.name(path)) for path in each.finding.cells[:_MOST_CELLS] if path in form.by_path],
    }


def _told(request: HttpRequest, found: tuple[Found, ...]) -> dict[str, str]:
    """Return the explanations that differ from what the page showed, by the key of their finding."""
    told = {each.key: typed(request.POST.get(f"text-{each.key}", "")).strip() for each in found}
    return {
        key: text
        for key, text in told.items()
        if f"text-{key}" in request.POST and request.POST.get(f"was-{key}") != mark_of(text)
    }


def _explain(
    request: HttpRequest, version: ReportVersion, found: tuple[Found, ...], told: dict[str, str], officer: Officer
) -> list[str]:
    """Keep the explanations, or tell why not."""
    now = {each.key: each.explanation for each in found}
    shown = {name.removeprefix("text-") for name in request.POST if name.startswith("text-")}
    refused = ["数据已经变动，有的核查结果不再出现，请核对下面的结果。"] if shown - set(now) else []
    for key, text in told.items():
        if request.POST.get(f"was-{key}") != mark_of(now[key]) and now[key] != text:
            refused.append(f"一处说明在您填写期间已由他人写为“{now[key]}”，请核对后再保存；您填写的文字没有丢失。")
            continue
        try:
            explain_finding(version=version, key=key, text=text, by=officer, today=clock.today())
        except StatuteError as refusal:
            refused.append(refusal.message)
    return refused
