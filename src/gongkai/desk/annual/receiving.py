"""What the organ above does for the reports below: take a published file in, ask for an earlier day (报告接收)."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from gongkai.apps.agencies.models import Agency
from gongkai.apps.people.models import Officer
from gongkai.apps.people.visitors import holder_made_for, rights_behind
from gongkai.apps.reporting.batches import take_in_files
from gongkai.apps.reporting.models import EarlierDate, ReportVersion
from gongkai.apps.reporting.permissions import ANNUAL_POLICY, ReportAct
from gongkai.apps.reporting.services.annual_dates import set_earlier_date
from gongkai.apps.reporting.services.rollup_adopting import adopt_published
from gongkai.desk import clock
from gongkai.desk.access import for_officers, require_somewhere
from gongkai.desk.form_fields import day_field, text_field
from gongkai.statute.editions import EDITIONS
from gongkai.statute.errors import StatuteError
from gongkai.statute.report_deadlines import SCOPES

_LAST_YEAR = 2199


class OrganForm(forms.Form):
    """Which report of which organ below is spoken of (下级报告表单)."""

    use_required_attribute = False
    agency = forms.ModelChoiceField(Agency.objects.none(), label="机关", empty_label=None)
    year = forms.IntegerField(label="年度", min_value=EDITIONS[0].first_year, max_value=_LAST_YEAR)
    scope = forms.ChoiceField(label="范围", choices=[(scope.code, scope.label) for scope in SCOPES.values()])

    def __init__(self, *given: Any, agencies: Any, **rest: Any) -> None:
        super().__init__(*given, **rest)
        chosen = self.fields["agency"]
        assert isinstance(chosen, forms.ModelChoiceField)
        chosen.queryset = agencies


class AdoptForm(OrganForm):
    """A published file to stand for a report (采用已公布的报告表单)."""

    report = forms.FileField(
        label="已公布的报告",
        help_text="网页、Word、PDF、WPS、Excel、OFD 或者文本文件",
        error_messages={"required": "请选择报告文件。", "empty": "这个文件是空的。"},
    )


class EarlierForm(OrganForm):
    """A day earlier than the law's (提前报送日期表单)."""

    on = day_field("提前报送日期", required=True)
    basis = text_field("依据", 300, hint="通知的名称和文号", required=True)


@require_http_methods(["GET", "HEAD", "POST"])
@for_officers
def adopt(request: HttpRequest, officer: Officer) -> HttpResponse:
    """Let a published file stand for the report of an organ that does not compile here (采用已公布的报告)."""
    rights, posted = rights_behind(request), request.method == "POST"
    require_somewhere(ANNUAL_POLICY, ReportAct.ADOPT, rights=rights)
    may_adopt = ANNUAL_POLICY.agencies(ReportAct.ADOPT, rights=rights)
    # The organ above adopts: one whose superior is elsewhere is not offered.
    offered = may_adopt.filter(Q(parent=None) | Q(parent__in=may_adopt.values("pk"))).filter(answers_as=None)
    given = (request.POST, request.FILES) if posted else (None, None)
    initial = {"year": clock.today().year - 1}
    form = AdoptForm(*given, agencies=offered.in_tree_order(), initial=initial)
    adopted = _adopted(request, form, officer) if posted and form.is_valid() else None
    if adopted:
        return redirect("desk:annual_findings", adopted.pk)
    context = {"section": "desk", "tab": "annual", "form": form}
    return render(request, "desk/annual/adopt.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@for_officers
def earlier_dates(request: HttpRequest, officer: Officer) -> HttpResponse:
    """Show and set days earlier than the law's (提前报送日期)."""
    rights = rights_behind(request)
    require_somewhere(ANNUAL_POLICY, ReportAct.SET_DATES, rights=rights)
    agencies = ANNUAL_POLICY.agencies(ReportAct.SET_DATES, rights=rights).in_tree_order()
    initial = {"agency": officer.agency_id, "year": clock.today().year - 1}
    form = EarlierForm(request.POST or None, agencies=agencies, initial=initial)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            set_earlier_date(**{**told, "scope": SCOPES[told["scope"]]}, by=officer, today=clock.today())
            return redirect("desk:annual_dates")
        except StatuteError as refusal:
            form.add_error(None, refusal.message)
    seen = ANNUAL_POLICY.narrow(EarlierDate.objects.select_related("agency"), ReportAct.READ, rights=rights)
    rows = [(each, SCOPES[each.scope_code]) for each in seen.order_by("-year", "agency__path", "scope_code")[:100]]
    context = {"section": "desk", "tab": "annual", "form": form, "rows": rows}
    return render(request, "desk/annual/dates.html", context, status=422 if form.errors else 200)


def _adopted(request: HttpRequest, form: AdoptForm, officer: Officer) -> ReportVersion | None:
    told = form.cleaned_data
    (outcome,) = take_in_files([told["report"]], by=officer, holder=holder_made_for(request))
    if outcome.report is None:
        form.add_error("report", "；".join(problem.message for problem in outcome.problems))
        return None
    try:
        return adopt_published(
            agency=told["agency"],
            year=told["year"],
            scope=SCOPES[told["scope"]],
            published=outcome.report,
            by=officer,
            today=clock.today(),
        )
    except StatuteError as refusal:
        form.add_error(None, refusal.message)
        return None
