"""Correction requests on the desk: the list, one with its steps, its letter (更正要求页面)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from django import forms
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.apps.people.models import Officer
from gongkai.apps.people.visitors import rights_behind
from gongkai.apps.reporting.correction_flow import FOLLOWING, RequestState, RequestStep
from gongkai.apps.reporting.correction_letter import letter_of
from gongkai.apps.reporting.models import CorrectionRequest
from gongkai.apps.reporting.permissions import COLLECTION_POLICY, CollectionAct
from gongkai.apps.reporting.selectors import report_collections as gathered
from gongkai.apps.reporting.services import correction_requests as acts
from gongkai.desk import clock
from gongkai.desk.access import for_officers
from gongkai.desk.report_collections.collection_forms import AnswerForm, CloseForm, ReviseForm, SendForm
from gongkai.documents.typesetting import NoChineseFont
from gongkai.letters import docx, pdf

_TAB = {"section": "desk", "tab": "collections"}
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_PAGE_ROWS = 50


class NoFieldsForm(forms.Form):
    """A button (按钮)."""


@dataclass(frozen=True, slots=True)
class _Offer:
    """A step as the page offers it: its form, what it asks for, what does it."""

    form: type[forms.Form]
    act: CollectionAct
    do: Callable[..., CorrectionRequest]
    named: str = ""


_OFFERS: Mapping[RequestStep, _Offer] = {
    RequestStep.REVISE: _Offer(ReviseForm, CollectionAct.DRAFT_REQUEST, acts.revise_request),
    RequestStep.SEND: _Offer(SendForm, CollectionAct.SEND_REQUEST, acts.send_request),
    RequestStep.REMIND: _Offer(NoFieldsForm, CollectionAct.REMIND, acts.remind),
    RequestStep.ANSWER: _Offer(AnswerForm, CollectionAct.RECORD_ANSWER, acts.record_answer, "answer"),
    RequestStep.CLOSE: _Offer(CloseForm, CollectionAct.CLOSE_REQUEST, acts.close_request, "result"),
    RequestStep.DROP: _Offer(CloseForm, CollectionAct.CLOSE_REQUEST, acts.drop_request, "reason"),
}


@require_safe
@for_officers
def requests(request: HttpRequest, officer: Officer) -> HttpResponse:  # noqa: ARG001
    """List the requests by state, and those past their day (更正要求一览)."""
    state, before = request.GET.get("state", ""), request.GET.get("before", "")
    seen = gathered.requests_seen(rights_behind(request))
    if state == "late":
        seen = gathered.unanswered(rights_behind(request), today=clock.today())
    elif state in RequestState.values:
        seen = seen.filter(state=state)
    if before.isascii() and before.isdigit() and len(before) < 19:
        seen = seen.filter(pk__lt=int(before))
    rows = list(seen.order_by("-id")[: _PAGE_ROWS + 1])
    context = {
        **_TAB,
        "rows": [(each, each.is_overdue(clock.today())) for each in rows[:_PAGE_ROWS]],
        "last": rows[_PAGE_ROWS - 1] if len(rows) > _PAGE_ROWS else None,
        "state": state,
        "states": RequestState.choices,
    }
    return render(request, "desk/collections/requests.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_officers
def correction_request(request: HttpRequest, officer: Officer, number: int) -> HttpResponse:
    """Show a request with its letter and its steps; take the next step (更正要求)."""
    found = _seen(request, number)
    offered = {
        step: _OFFERS[step].form(initial=_initial(found), auto_id=_ids(step)) for step in _offered(request, found)
    }
    if request.method == "POST":
        step = next((each for each in offered if each.code == request.POST.get("step")), None)
        if step is None:
            return _page(request, found, offered, refusal=_moved(found))
        form = offered[step] = _OFFERS[step].form(request.POST, auto_id=_ids(step))
        if form.is_valid() and _done(_OFFERS[step], found, form, by=officer):
            return redirect("desk:correction_request", found.pk)
    return _page(request, found, offered)


@require_safe
@for_officers
def letter_file(request: HttpRequest, officer: Officer, number: int, suffix: str) -> HttpResponse:  # noqa: ARG001
    """Hand out the letter as a Word document or PDF (下载更正要求函)."""
    letter = letter_of(_seen(request, number))
    name = quote(f"{letter.title}.{suffix}")
    headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{name}"}
    if suffix == "docx":
        return HttpResponse(docx.write(letter), content_type=_WORD, headers=headers)
    if suffix == "pdf":
        try:
            return HttpResponse(pdf.write(letter), content_type="application/pdf", headers=headers)
        except NoChineseFont as absent:
            return render(request, "desk/no_font.html", {**_TAB, "message": str(absent)}, status=503)
    raise Http404


def _done(offer: _Offer, found: CorrectionRequest, form: forms.Form, *, by: Officer) -> bool:
    told: dict[str, Any] = dict(form.cleaned_data)
    if offer.named:
        told = {offer.named: told["text"]}
    try:
        offer.do(request=found, by=by, today=clock.today(), **told)
    except ValidationError as refusal:
        form.add_error(None, refusal)
        return False
    return True


def _offered(request: HttpRequest, found: CorrectionRequest) -> list[RequestStep]:
    rights = rights_behind(request)
    return [
        step
        for step, offer in _OFFERS.items()
        if step in FOLLOWING[found.state]
        and COLLECTION_POLICY.allows(offer.act, rights=rights, agency=found.collection.agency)
    ]


def _initial(found: CorrectionRequest) -> dict[str, Any]:
    return {
        "addressee": found.addressee,
        "email": found.email,
        "body": found.body,
        "due_on": acts.proposed_due(clock.today()),
    }


def _ids(step: RequestStep) -> str:
    # Several forms stand on the page, and some ask for fields of one name.
    return f"id_{step.code}_%s"


def _moved(found: CorrectionRequest) -> str:
    return f"这件更正要求现在是“{found.get_state_display()}”，不能这样办理。"


def _page(
    request: HttpRequest, found: CorrectionRequest, offered: Mapping[RequestStep, forms.Form], refusal: str = ""
) -> HttpResponse:
    context = {
        **_TAB,
        "request_": found,
        "letter": letter_of(found),
        "steps": found.steps.select_related("by").order_by("id"),
        "offered": list(offered.items()),
        "is_overdue": found.is_overdue(clock.today()),
        "correction": gathered.correction_of(found.member, found.corrected_by) if found.corrected_by else None,
        "refusal": refusal,
    }
    is_refused = bool(refusal) or any(form.errors for form in offered.values())
    return render(request, "desk/collections/request.html", context, status=422 if is_refused else 200)


def _seen(request: HttpRequest, number: int) -> CorrectionRequest:
    wanted = gathered.requests_seen(rights_behind(request)).select_related(
        "collection__agency", "member__report", "corrected_by__report"
    )
    found = wanted.filter(pk=number).first()
    if found is None:
        raise Http404
    return found
