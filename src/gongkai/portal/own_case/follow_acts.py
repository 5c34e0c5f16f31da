"""Acting on one's own case: correct, explain, pay, suggest, withdraw (申请人操作)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from gongkai.apps.casework.models import Case, CaseEvent
from gongkai.apps.casework.paper_kinds import Paper
from gongkai.apps.casework.services import applicants_own, correction
from gongkai.portal.application.organs import today
from gongkai.portal.application.paper_uploads import LIMITS, read_uploads
from gongkai.portal.attempts import ACTING, admits
from gongkai.portal.own_case import held_papers
from gongkai.portal.own_case.case_told import asked_of
from gongkai.portal.own_case.follow_access import for_followers
from gongkai.portal.own_case.own_acts import BY_NAME, OwnAct
from gongkai.statute.errors import StatuteError

_TOO_OFTEN = "操作太频繁，请一小时后再试。"
_SENT_TWICE_WITHIN = timedelta(minutes=2)

_Do = Callable[[Case, Mapping[str, Any], tuple[Paper, ...]], object]
_DOING: Mapping[str, _Do] = {
    "correction": lambda case, told, papers: correction.supply_correction(
        case=case, papers=papers, today=today(), **told
    ),
    "reasons": lambda case, told, papers: applicants_own.give_reasons(case=case, papers=papers, today=today(), **told),
    "payment": lambda case, told, _: applicants_own.report_payment(case=case, today=today(), **told),
    "suggestion": lambda case, told, _: applicants_own.suggest_publication(case=case, today=today(), **told),
    "record-correction": lambda case, told, _: applicants_own.ask_record_correction(case=case, today=today(), **told),
    "withdrawal": lambda case, _told, _: applicants_own.withdraw_own(case=case, today=today()),
}


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@for_followers
def own_act(request: HttpRequest, case: Case, name: str) -> HttpResponse:
    """Ask what an act needs, do it, and go back to the case (申请人操作)."""
    act = BY_NAME.get(name)
    if act is None:
        raise Http404
    if request.method != "POST":
        return _page(request, case, act, act.form())
    if "drop" in request.POST:
        held_papers.drop(request.session, request.POST["drop"], form_key=_key(case, act))
        return _page(request, case, act, act.form(initial=request.POST.dict()))
    form = act.form(request.POST)
    refusals = _hold_papers(request, case, act)
    if not form.is_valid() or refusals:
        return _page(request, case, act, form, refusals=refusals, status=400)
    if not admits(request, ACTING):
        return _page(request, case, act, form, refusals=(_TOO_OFTEN,), status=429)
    return _done(request, case, act, form)


def _done(request: HttpRequest, case: Case, act: OwnAct, form: forms.Form) -> HttpResponse:
    papers = held_papers.opened(request.session, form_key=_key(case, act))
    try:
        _DOING[act.name](case, form.cleaned_data, papers)
    except StatuteError as refusal:
        if not _was_sent_twice(case, act):
            return _page(request, case, act, form, refusals=(str(refusal),), status=409)
    held_papers.discard(held_papers.release(request.session, form_key=_key(case, act)))
    return redirect("portal:followed", number=case.pk)


def _hold_papers(request: HttpRequest, case: Case, act: OwnAct) -> tuple[str, ...]:
    """Keep what came along until the act is done: a browser sends no file twice. Return why others are refused."""
    if not act.takes_papers:
        return ()
    already = len(held_papers.held(request.session, form_key=_key(case, act)))
    uploads = read_uploads(request.FILES.getlist("papers"), already=already)
    held_papers.hold(request.session, uploads.papers, form_key=_key(case, act))
    return uploads.refusals


def _key(case: Case, act: OwnAct) -> str:
    return f"{case.pk}-{act.name}"


def _was_sent_twice(case: Case, act: OwnAct) -> bool:
    """Whether the case's last event is this very act, just now: then a second click is no mistake to speak of."""
    last = CaseEvent.objects.filter(case=case).order_by("-seq").first()
    just_now = timezone.now() - _SENT_TWICE_WITHIN
    return last is not None and last.kind is act.kind and last.officer_id is None and last.recorded_at > just_now


def _page(
    request: HttpRequest,
    case: Case,
    act: OwnAct,
    form: forms.Form,
    *,
    refusals: tuple[str, ...] = (),
    status: int = 200,
) -> HttpResponse:
    context = {
        "section": "follow",
        "case": case,
        "act": act,
        "form": form,
        "asked": asked_of(case, by=act.kind),
        "held": held_papers.held(request.session, form_key=_key(case, act)),
        "refusals": refusals,
        "limits": LIMITS,
        "is_wrong": bool(form.errors or refusals),
    }
    return render(request, "portal/own_act.html", context, status=status)
