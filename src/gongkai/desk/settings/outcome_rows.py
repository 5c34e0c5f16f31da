"""Where an organ counts the outcomes whose row in table three nobody has fixed (统计栏目)."""

from __future__ import annotations

from functools import partial
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from gongkai.apps.agencies.models import Agency
from gongkai.apps.agencies.selectors import agency_seen
from gongkai.apps.casework.permissions import POLICY, CaseAct
from gongkai.apps.casework.selectors.outcome_rows import SETTABLE, rows_at
from gongkai.apps.casework.services import set_outcome_row
from gongkai.apps.people.models import Officer
from gongkai.apps.people.visitors import rights_behind
from gongkai.desk import clock
from gongkai.desk.access import for_officers
from gongkai.desk.form_fields import text_field
from gongkai.desk.settings.settings_acts import found
from gongkai.statute.editions import EDITIONS
from gongkai.statute.errors import ActRefused

_ROWS = {row.key: "".join((*row.groups[1:], row.label)) for row in EDITIONS[-1].applications.rows}
_CHOSEN = {row: _ROWS[row] for outcome in SETTABLE for row in (outcome.row, *outcome.other_rows)}


class RowForm(forms.Form):
    """An outcome, its row, and from which year on (统计栏目表单)."""

    use_required_attribute = False
    outcome = forms.ChoiceField(
        label="办理结果",
        choices=[("", "请选择"), *((each.code, each.label) for each in SETTABLE)],
        error_messages={"required": "请选择办理结果。", "invalid_choice": "请选择列出的办理结果。"},
    )
    row = forms.ChoiceField(
        label="表三栏目",
        choices=[("", "请选择"), *_CHOSEN.items()],
        error_messages={"required": "请选择栏目。", "invalid_choice": "请选择列出的栏目。"},
    )
    from_year = forms.IntegerField(
        label="自哪一年度起",
        widget=forms.NumberInput({"inputmode": "numeric"}),
        help_text="以前年度的统计不变；上一年度的，只能在其年度报告到期公布（1月31日）以前设置。",
        error_messages={"required": "请填写年度。", "invalid": "年度应当写成 2026 这样。"},
    )
    reason = text_field("依据", 500, hint="例如：上级主管部门的统计口径，写明文件名称和文号", rows=3, required=True)


@require_http_methods(["GET", "HEAD", "POST"])
@for_officers
def outcome_rows(request: HttpRequest, officer: Officer, number: int) -> HttpResponse:
    """Show where the outcomes count at an organ, and fix it anew (统计栏目)."""
    rights = rights_behind(request)
    agency: Agency = found(partial(agency_seen, number, rights=rights))
    POLICY.require(CaseAct.SET_ROWS, rights=rights, agency=agency)
    form = RowForm(request.POST if request.method == "POST" else None, initial={"from_year": clock.today().year})
    if request.method == "POST" and form.is_valid() and _set(form, agency, officer):
        return redirect("desk:settings_outcome_rows", agency.pk)
    context: dict[str, Any] = {
        "section": "desk",
        "tab": "agencies",
        "agency": agency,
        "form": form,
        "year": clock.today().year,
        "rows": [(each, _ROWS[each.row]) for each in rows_at(agency, year=clock.today().year)],
    }
    return render(request, "desk/settings/outcome_rows.html", context, status=400 if form.errors else 200)


def _set(form: RowForm, agency: Agency, officer: Officer) -> bool:
    told = form.cleaned_data
    try:
        set_outcome_row(
            agency=agency,
            outcome_code=told["outcome"],
            row=told["row"],
            from_year=told["from_year"],
            reason=told["reason"],
            by=officer,
            today=clock.today(),
        )
    except ActRefused as refusal:
        form.add_error(None, f"{refusal.message}（依据：{refusal.citation}）")
        return False
    return True
