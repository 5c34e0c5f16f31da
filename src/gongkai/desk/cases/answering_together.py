"""One letter for several applications: choose them, look at the letter, issue it for all (合并答复)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from gongkai.apps.casework.models import Case
from gongkai.apps.casework.permissions import POLICY, CaseAct
from gongkai.apps.casework.selectors import LedgerView, ledger_of
from gongkai.apps.casework.selectors.joint_answers import Candidate, candidates_for, joined_of, joint_letter_preview
from gongkai.apps.casework.services import decide_together
from gongkai.apps.people.models import Officer
from gongkai.desk import clock
from gongkai.desk.access import for_officers
from gongkai.desk.cases.act_form import ActForm
from gongkai.desk.cases.doing_acts import done
from gongkai.desk.cases.letter_body import mark_of, typed_body
from gongkai.desk.cases.seen_case import case_seen
from gongkai.letters.composing import LetterIncomplete
from gongkai.letters.letter import Letter


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@for_officers
def case_together(request: HttpRequest, officer: Officer, number: int) -> HttpResponse:
    """Answer a case together with others of the applicant, or for the same (合并答复)."""
    case, rights = case_seen(request, number)
    POLICY.require(CaseAct.ISSUE, rights=rights, agency=case.agency)
    view = ledger_of(case)
    candidates = candidates_for(view, today=clock.today())
    chosen = _chosen(request, candidates)
    drafted = _drafted(request, view, chosen) if chosen and view.facts.proposal else {}
    form = ActForm(request.POST if request.POST.get("step") == "issue" else None, **_form_of(case))
    has_moved = len(chosen) < len(set(request.POST.getlist("with")))
    if form.is_bound and drafted and not drafted["lacks"] and not has_moved:
        service = partial(_together, chosen=chosen, body=drafted["body"])
        if done(form, service, case=case, by=officer):
            return redirect("desk:case", case.pk)
    context = {
        "section": "desk",
        "tab": "cases",
        "case": case,
        "view": view,
        "candidates": [(each, each in chosen) for each in candidates],
        "applicants": len({case.applicant_mark, *(each.case.applicant_mark for each in chosen)}),
        "has_moved": has_moved,
        "form": form,
        **drafted,
    }
    failed = has_moved or (form.is_bound and bool(form.errors)) or bool(drafted.get("lacks"))
    return render(request, "desk/cases/together.html", context, status=400 if failed else 200)


def _form_of(case: Case) -> dict[str, Any]:
    return {"fields": (), "seen": case.last_seq, "today": clock.today()}


def _chosen(request: HttpRequest, candidates: Sequence[Candidate]) -> list[Candidate]:
    """Return the ticked cases that are ready, each as it was when it was ticked."""
    marks = set(request.POST.getlist("with"))
    return [each for each in candidates if each.mark in marks and not each.reason]


def _drafted(request: HttpRequest, view: LedgerView, chosen: Sequence[Candidate]) -> dict[str, Any]:
    """Return the joint letter as composed, or as the officer changed it, or what it lacks."""
    assert view.facts.proposal is not None
    joined = [joined_of(view), *(each.joined for each in chosen)]
    compose = partial(joint_letter_preview, joined, code=view.facts.proposal.outcome.letter)
    typed = typed_body(request)
    try:
        composed = compose()
    except LetterIncomplete as lack:
        return _told(None, "", "", lacks=[each.message for each in lack.lacks])
    if typed is None:
        return _told(composed, composed.body_text, composed.body_text)
    try:
        return _told(compose(body=typed), typed, composed.body_text, body=typed)
    except LetterIncomplete as lack:
        return _told(composed, typed, composed.body_text, lacks=[each.message for each in lack.lacks])


def _told(
    letter: Letter | None, text: str, composed: str, *, body: str | None = None, lacks: Sequence[str] = ()
) -> dict[str, Any]:
    mark = mark_of(composed)
    return {"letter": letter, "text": text, "composed": composed, "mark": mark, "body": body, "lacks": lacks}


def _together(
    *, case: Case, by: Officer, seen: int, on: Any, today: Any, chosen: Sequence[Candidate], body: str | None
) -> Case:
    cases = {case: seen, **{each.case: each.case.last_seq for each in chosen}}
    return decide_together(cases=cases, by=by, on=on, today=today, body=body)[0]
