"""The reports of one year: how each stands, who is late, beginning one (本年度报告)."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.apps.agencies.models import Agency
from gongkai.apps.people.models import Officer
from gongkai.apps.people.visitors import rights_behind
from gongkai.apps.reporting.models import AnnualReport
from gongkai.apps.reporting.permissions import ANNUAL_POLICY, ReportAct
from gongkai.apps.reporting.selectors.annual_lateness import standing_of_organs
from gongkai.apps.reporting.selectors.annual_reports import newest_version, report_seen
from gongkai.apps.reporting.services.annual_drafting import begin_report
from gongkai.desk import clock
from gongkai.desk.access import for_officers, require_somewhere
from gongkai.statute.editions import EDITIONS
from gongkai.statute.errors import StatuteError
from gongkai.statute.report_deadlines import SCOPES

_LAST_YEAR = 2199
_SEASON_ENDS = 7
"""From July on the year under way is looked at, before it the year that is reported."""


class BeginForm(forms.Form):
    """Whose report of which year to begin (开始编制表单)."""

    use_required_attribute = False
    agency = forms.ModelChoiceField(Agency.objects.none(), label="机关", empty_label=None)
    year = forms.IntegerField(label="年度", min_value=EDITIONS[0].first_year, max_value=_LAST_YEAR)
    scope = forms.ChoiceField(label="范围", choices=[(scope.code, scope.label) for scope in SCOPES.values()])

    def __init__(self, given: Any, *, agencies: Any, initial: dict[str, Any]) -> None:
        super().__init__(given, initial=initial)
        chosen = self.fields["agency"]
        assert isinstance(chosen, forms.ModelChoiceField)
        chosen.queryset = agencies


@require_http_methods(["GET", "HEAD", "POST"])
@for_officers
def annual(request: HttpRequest, officer: Officer) -> HttpResponse:
    """Show how the reports of a year stand; begin one (年度报告)."""
    rights, day = rights_behind(request), clock.today()
    year = _year(request.GET.get("year", ""), usual=day.year - 1 if day.month < _SEASON_ENDS else day.year)
    if request.method == "POST":
        require_somewhere(ANNUAL_POLICY, ReportAct.DRAFT, rights=rights)
    agencies = ANNUAL_POLICY.agencies(ReportAct.DRAFT, rights=rights).filter(answers_as=None).in_tree_order()
    initial = {"agency": officer.agency_id, "year": year}
    form = BeginForm(request.POST or None, agencies=agencies, initial=initial)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            begun = begin_report(
                agency=told["agency"], year=told["year"], scope=SCOPES[told["scope"]], by=officer, today=day
            )
            return redirect("desk:annual_version", begun.pk)
        except StatuteError as refusal:
            form.add_error(None, refusal.message)
    standings = standing_of_organs(rights, year=year, today=day)
    context = {
        "section": "desk",
        "tab": "annual",
        "year": year,
        "years": [year - 1, year + 1],
        "standings": standings,
        "late": sum(each.is_late for each in standings),
        "form": form,
        "may_adopt": ANNUAL_POLICY.allows_somewhere(ReportAct.ADOPT, rights=rights),
        "may_set_dates": ANNUAL_POLICY.allows_somewhere(ReportAct.SET_DATES, rights=rights),
        "may_begin": ANNUAL_POLICY.allows_somewhere(ReportAct.DRAFT, rights=rights),
    }
    return render(request, "desk/annual/year.html", context, status=422 if form.errors else 200)


@require_safe
@for_officers
def newest(request: HttpRequest, officer: Officer, number: int) -> HttpResponse:  # noqa: ARG001
    """Lead to the newest version of a report (最新版本)."""
    try:
        report = report_seen(number, rights=rights_behind(request))
    except AnnualReport.DoesNotExist as absent:
        raise Http404 from absent
    return redirect("desk:annual_version", newest_version(report).pk)


def _year(text: str, *, usual: int) -> int:
    year = int(text) if text.isascii() and text.isdigit() and len(text) == 4 else usual
    return min(max(year, EDITIONS[0].first_year), _LAST_YEAR)
