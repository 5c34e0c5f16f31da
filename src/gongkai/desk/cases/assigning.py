"""Handing cases to officers and departments, one or many; archiving many (分办、批量办理)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from gongkai.apps.agencies.rights import Rights
from gongkai.apps.casework.models import Case
from gongkai.apps.casework.permissions import POLICY, CaseAct
from gongkai.apps.casework.selectors import ledger_of
from gongkai.apps.casework.services import Together, archive_many, assign, assign_many
from gongkai.apps.people.models import Officer
from gongkai.apps.people.visitors import rights_behind
from gongkai.desk import clock
from gongkai.desk.access import for_officers
from gongkai.desk.cases.act_form import ActForm
from gongkai.desk.cases.assignable import assignable_at, assignable_officers
from gongkai.desk.cases.case_list import list_page
from gongkai.desk.cases.chosen_cases import chosen_cases, list_behind, mark_of_case
from gongkai.desk.cases.desk_acts import DESK_ACTS
from gongkai.desk.cases.doing_acts import act_page, done
from gongkai.desk.cases.seen_case import case_seen
from gongkai.statute.case_acts import ActKind
from gongkai.statute.case_fields import Field, Shape

_FIELDS = (
    Field("department", "承办处室", is_required=False),
    Field("internal_due_on", "内部办理期限", Shape.DATE, "比法定期限早，给审核、批准和送达留出时间", is_required=False),
)


class AssignForm(ActForm):
    """To whom a case is handed (分办表单)."""

    officer = forms.ChoiceField(label="承办人", error_messages={"required": "请选择承办人。"})
    field_order = ("officer", "department", "internal_due_on", "on")

    def __init__(self, *given: Any, officers: Sequence[Officer], **rest: Any) -> None:
        super().__init__(*given, **rest)
        self._by_number = {str(officer.pk): officer for officer in officers}
        chosen = self.fields["officer"]
        assert isinstance(chosen, forms.ChoiceField)
        chosen.choices = [("", "请选择"), *((number, each.name) for number, each in self._by_number.items())]
        self.order_fields(self.field_order)

    def told(self) -> dict[str, Any]:
        """Return the officer and what else was written (分办要素)."""
        return {"department": "", **super().told(), "officer": self._by_number[self.cleaned_data["officer"]]}


@require_http_methods(["GET", "HEAD", "POST"])
@for_officers
def case_assign(request: HttpRequest, officer: Officer, number: int) -> HttpResponse:
    """Hand one case to an officer (分办)."""
    case, rights = case_seen(request, number)
    POLICY.require(CaseAct.ASSIGN, rights=rights, agency=case.agency)
    form = AssignForm(
        request.POST if request.method == "POST" else None,
        officers=assignable_at(case.agency, on=clock.today()),
        fields=_FIELDS,
        seen=case.last_seq,
        today=clock.today(),
        told={"officer": case.assignee_id, "department": case.department, "internal_due_on": case.internal_due_on},
    )
    if request.method == "POST" and done(form, assign, case=case, by=officer):
        return redirect("desk:case", case.pk)
    return act_page(request, act=DESK_ACTS[ActKind.ASSIGNED.code], form=form, case=case, ledger=ledger_of(case))


@require_POST
@for_officers
def case_many(request: HttpRequest, officer: Officer) -> HttpResponse:
    """Do the same with the cases that were ticked, each for itself; tell which were refused and why (批量办理)."""
    rights = rights_behind(request)
    chosen = chosen_cases(request.POST.getlist("case"), rights)
    if not chosen:
        return list_page(request, officer, refusals=["没有选择申请件。"], status=400)
    if request.POST.get("act") == "judge":
        asked = {"case": [mark_of_case(case) for case in chosen], "back": list_behind(request)}
        return redirect(f"{reverse('desk:case_judging')}?{urlencode(asked, doseq=True)}")
    act = {"assign": _assign_each, "archive": _archive_each}.get(request.POST.get("act", ""))
    if act is None:
        return list_page(request, officer, refusals=["请选择要办理的事项。"], status=400)
    result = act(request, chosen, officer, rights)
    if isinstance(result, str):
        return list_page(request, officer, refusals=[result], status=400)
    if result.refused:
        return list_page(request, officer, result=result, status=400)
    return redirect(list_behind(request))


def _assign_each(request: HttpRequest, chosen: Mapping[Case, int], by: Officer, rights: Rights) -> Together | str:
    number, day = request.POST.get("officer", ""), clock.today()
    officers = {str(each.pk): each for each in assignable_officers(rights, on=day)}
    if number not in officers:
        return "请选择承办人。"
    department = request.POST.get("department", "").strip()[:60]
    return assign_many(cases=chosen, by=by, on=day, today=day, officer=officers[number], department=department)


def _archive_each(
    request: HttpRequest,  # noqa: ARG001
    chosen: Mapping[Case, int],
    by: Officer,
    rights: Rights,  # noqa: ARG001
) -> Together | str:
    return archive_many(cases=chosen, by=by, on=clock.today(), today=clock.today())
