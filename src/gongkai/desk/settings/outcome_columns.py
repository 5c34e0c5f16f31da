"""In which column of table four an outcome of a reconsideration or suit counts, for all organs (审理结果归类)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from gongkai.apps.people.models import Officer
from gongkai.apps.people.visitors import rights_behind
from gongkai.apps.remedies.models import OutcomeColumn
from gongkai.apps.remedies.permissions import POLICY, RemedyCaseAct
from gongkai.apps.remedies.selectors.remedy_cases import column_of
from gongkai.apps.remedies.services.remedy_cases import map_outcome
from gongkai.desk import clock
from gongkai.desk.access import for_officers
from gongkai.desk.form_fields import text_field
from gongkai.statute.errors import ActRefused
from gongkai.statute.remedy_cases import REMEDY_OUTCOMES, RemedyColumn, RemedyOutcome

_COLUMNS = {column.code: column.label for column in RemedyColumn if column is not RemedyColumn.PENDING}


def _named(outcome: RemedyOutcome) -> str:
    return f"{'行政诉讼' if outcome.is_of_court else '行政复议'}：{outcome.label}"


class ColumnForm(forms.Form):
    """An outcome, its column, and from which year on (审理结果归类表单)."""

    use_required_attribute = False
    outcome = forms.ChoiceField(
        label="审理结果",
        choices=[("", "请选择"), *((code, _named(each)) for code, each in REMEDY_OUTCOMES.items())],
        error_messages={"required": "请选择审理结果。", "invalid_choice": "请选择列出的审理结果。"},
    )
    column = forms.ChoiceField(
        label="归入",
        choices=[("", "请选择"), *_COLUMNS.items()],
        error_messages={"required": "请选择归入的一栏。", "invalid_choice": "请选择列出的栏目。"},
    )
    from_year = forms.IntegerField(
        label="自哪一年度起",
        widget=forms.NumberInput({"inputmode": "numeric"}),
        help_text="以前年度的统计不变；上一年度的归类在1月31日以前可以设置。",
        error_messages={"required": "请填写年度。", "invalid": "年度应当写成 2026 这样。"},
    )
    reason = text_field("依据", 500, hint="例如：上级主管部门的统计口径，写明文件名称和文号", rows=3, required=True)


@dataclass(frozen=True, slots=True)
class MappedOutcome:
    """Where an outcome counts this year (本年度归类). ``told`` is None where it counts as practice has it."""

    name: str
    column: str
    told: OutcomeColumn | None


@require_http_methods(["GET", "HEAD", "POST"])
@for_officers
def outcome_columns(request: HttpRequest, officer: Officer) -> HttpResponse:
    """Show where the outcomes count, and fix it anew (审理结果归类)."""
    POLICY.require_everywhere(RemedyCaseAct.MAP_OUTCOMES, rights=rights_behind(request))
    year = clock.today().year
    form = ColumnForm(request.POST if request.method == "POST" else None, initial={"from_year": year})
    if request.method == "POST" and form.is_valid() and _mapped(form, officer):
        return redirect("desk:settings_outcome_columns")
    context = {
        "section": "desk",
        "tab": "agencies",
        "form": form,
        "year": year,
        "rows": list(_rows(year)),
        "later": [(_named(REMEDY_OUTCOMES[each.outcome_code]), each) for each in _told() if each.from_year > year],
    }
    return render(request, "desk/settings/outcome_columns.html", context, status=400 if form.errors else 200)


def _told() -> list[OutcomeColumn]:
    return list(OutcomeColumn.objects.select_related("by").order_by("from_year", "pk"))


def _rows(year: int) -> Iterator[MappedOutcome]:
    mapped = [each for each in _told() if each.from_year <= year]
    # In order of year and entry: the last one of an outcome is the one that holds.
    newest = {each.outcome_code: each for each in mapped}
    for code, outcome in REMEDY_OUTCOMES.items():
        yield MappedOutcome(_named(outcome), _COLUMNS[column_of(code, year=year, mapped=mapped)], newest.get(code))


def _mapped(form: ColumnForm, officer: Officer) -> bool:
    told = form.cleaned_data
    try:
        map_outcome(
            outcome_code=told["outcome"],
            column_code=told["column"],
            from_year=told["from_year"],
            reason=told["reason"],
            by=officer,
            today=clock.today(),
        )
    except ActRefused as refusal:
        form.add_error(None, f"{refusal.message}（依据：{refusal.citation}）")
        return False
    return True
