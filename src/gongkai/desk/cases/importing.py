"""Taking in an organ's existing register: what makes an application is entered, the rest is told (批量导入)."""

from __future__ import annotations

from dataclasses import dataclass, field
from time import monotonic
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.apps.agencies.models import Agency
from gongkai.apps.casework.models import Case
from gongkai.apps.casework.paper_kinds import safe_name
from gongkai.apps.casework.permissions import POLICY, CaseAct
from gongkai.apps.casework.services import Taken, keys_taken, take_in, take_in_past
from gongkai.apps.people.models import Officer
from gongkai.apps.people.visitors import rights_behind
from gongkai.desk import clock
from gongkai.desk.access import for_officers, require_somewhere
from gongkai.desk.cases.act_form import REFUSALS, told_refusal
from gongkai.desk.cases.register_sheet import Entry, Refused, RegisterRefusedError, blank_register, rows_of

_SECONDS = 15.0
"""How long one request takes rows in; the same file sent again goes on with the others."""
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class RegisterForm(forms.Form):
    """Which organ's register, and the file (导入表单)."""

    use_required_attribute = False
    agency = forms.ModelChoiceField(Agency.objects.none(), label="行政机关", empty_label=None)
    register = forms.FileField(label="台账文件（xlsx）", error_messages={"required": "请选择台账文件。"})

    def __init__(self, *given: Any, agencies: Any, **rest: Any) -> None:
        super().__init__(*given, **rest)
        chosen = self.fields["agency"]
        assert isinstance(chosen, forms.ModelChoiceField)
        chosen.queryset = agencies


@dataclass(slots=True)
class Tally:
    """What became of the rows (导入结果). ``left`` were not come to in the time of one request."""

    taken: list[Case] = field(default_factory=list)
    known: int = 0
    left: int = 0
    refused: list[Refused] = field(default_factory=list)


@require_http_methods(["GET", "HEAD", "POST"])
@for_officers
def case_import(request: HttpRequest, officer: Officer) -> HttpResponse:
    """Take in the rows of a register and report on those refused (批量导入)."""
    require_somewhere(POLICY, CaseAct.TAKE_IN, rights=rights_behind(request))
    agencies = POLICY.agencies(CaseAct.TAKE_IN, rights=rights_behind(request)).in_tree_order()
    posted = request.method == "POST"
    form = RegisterForm(
        request.POST if posted else None,
        request.FILES if posted else None,
        agencies=agencies,
        initial={"agency": officer.agency_id},
    )
    tally = None
    if posted and form.is_valid():
        try:
            tally = _taken(form.cleaned_data["register"], form.cleaned_data["agency"], officer)
        except RegisterRefusedError as refusal:
            form.add_error("register", str(refusal))
    context = {"section": "desk", "tab": "cases", "form": form, "tally": tally}
    return render(request, "desk/cases/import.html", context, status=400 if posted and tally is None else 200)


@require_safe
@for_officers
def blank(request: HttpRequest, officer: Officer) -> HttpResponse:  # noqa: ARG001
    """Hand out an empty register (空白台账)."""
    headers = {"Content-Disposition": 'attachment; filename="register.xlsx"'}
    return HttpResponse(blank_register(), content_type=_XLSX, headers=headers)


def _taken(register: UploadedFile[Any], agency: Agency, by: Officer) -> Tally:
    tally, until = Tally(), monotonic() + _SECONDS
    rows = list(rows_of(register.read(), scope=agency.code, name=safe_name(register.name or "")))
    known = keys_taken([row.key for row in rows if isinstance(row, Entry)])
    for row in rows:
        if isinstance(row, Refused):
            tally.refused.append(row)
            continue
        if row.key in known:
            tally.known += 1
            continue
        if monotonic() > until:
            tally.left += 1
            continue
        try:
            taken = _entered(row, agency, by)
        except REFUSALS as refusal:
            tally.refused.append(Refused(row.line, "；".join(told_refusal(refusal))))
            continue
        if taken.was_known:
            tally.known += 1
        else:
            tally.taken.append(taken.case)
    return tally


def _entered(row: Entry, agency: Agency, by: Officer) -> Taken:
    if row.outcome is None:
        return take_in(agency=agency, **row.arguments, key=row.key, by=by, today=clock.today())
    return take_in_past(agency=agency, **row.arguments, outcome=row.outcome, key=row.key, by=by, today=clock.today())
