"""Charges on the desk: the register, entering and striking (行政事业性收费)."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from gongkai.apps.agencies.models import Agency
from gongkai.apps.disclosure.models import Charge
from gongkai.apps.disclosure.permissions import POLICY, DisclosureAct
from gongkai.apps.disclosure.selectors.charges import charges_visible_to
from gongkai.apps.disclosure.services.charges import record_charge, void_charge
from gongkai.apps.people.models import Officer
from gongkai.apps.people.visitors import rights_behind
from gongkai.desk import clock
from gongkai.desk.access import for_officers, require_somewhere
from gongkai.desk.form_fields import day_field, text_field
from gongkai.statute.errors import StatuteError
from gongkai.ui.paging import page_after


class StrikeForm(forms.Form):
    """Why an entry is struck (作废收费登记表单)."""

    use_required_attribute = False
    reason = text_field("作废理由", 300, required=True)


class ChargeForm(forms.Form):
    """What was taken under one item in one period (登记收费表单)."""

    use_required_attribute = False
    agency = forms.ModelChoiceField(Agency.objects.none(), label="收费机关", empty_label=None)
    item = text_field("收费项目", 200, required=True)
    basis = text_field("收费依据", 300, hint="批准收费的文件名称和文号", required=True)
    period_from = day_field("所属期间自", required=True)
    period_until = day_field("所属期间至", required=True)
    amount_yuan = forms.DecimalField(
        label="收费金额（元）",
        max_digits=16,
        decimal_places=2,
        error_messages={"required": "请填写“收费金额”。", "invalid": "收费金额应当是数字，最多两位小数。"},
    )

    def __init__(self, *given: Any, agencies: Any, **rest: Any) -> None:
        super().__init__(*given, **rest)
        chosen = self.fields["agency"]
        assert isinstance(chosen, forms.ModelChoiceField)
        chosen.queryset = agencies


@require_http_methods(["GET", "HEAD", "POST"])
@for_officers
def charges(request: HttpRequest, officer: Officer) -> HttpResponse:
    """List what was taken; enter more (行政事业性收费)."""
    if request.method == "POST":
        require_somewhere(POLICY, DisclosureAct.RECORD_CHARGE, rights=rights_behind(request))
    form = _form(request, officer, request.POST or None)
    if request.method == "POST" and form.is_valid():
        told = dict(form.cleaned_data)
        period = (told.pop("period_from"), told.pop("period_until"))
        try:
            record_charge(period=period, by=officer, today=clock.today(), **told)
            return redirect("desk:charges")
        except StatuteError as refusal:
            form.add_error(None, refusal.message)
    return _page(request, form)


@require_http_methods(["POST"])
@for_officers
def strike_charge(request: HttpRequest, officer: Officer, number: int) -> HttpResponse:
    """Strike an entry that was made by mistake (作废收费登记)."""
    found = charges_visible_to(rights_behind(request)).select_related("agency").filter(pk=number).first()
    if found is None:
        raise Http404
    form = StrikeForm(request.POST)
    if form.is_valid():
        try:
            void_charge(charge=found, reason=form.cleaned_data["reason"], by=officer, today=clock.today())
            return redirect("desk:charges")
        except StatuteError as refusal:
            form.add_error("reason", refusal.message)
    return _page(request, _form(request, officer, None), striking=found, struck=form)


def _form(request: HttpRequest, officer: Officer, given: Any) -> ChargeForm:
    agencies = POLICY.agencies(DisclosureAct.RECORD_CHARGE, rights=rights_behind(request)).in_tree_order()
    return ChargeForm(given, agencies=agencies, initial={"agency": officer.agency_id})


def _page(
    request: HttpRequest, form: ChargeForm, *, striking: Charge | None = None, struck: StrikeForm | None = None
) -> HttpResponse:
    rights = rights_behind(request)
    found = charges_visible_to(rights).select_related("agency")
    rows, more = page_after(found, day="period_until", after=request.GET.get("after", ""))
    recordable = frozenset(form.fields["agency"].queryset.values_list("pk", flat=True))  # type: ignore[attr-defined]
    context = {
        "section": "desk",
        "tab": "charges",
        "form": form,
        "rows": [(each, each.agency_id in recordable) for each in rows],
        "next": more,
        "may_record": bool(recordable),
        "striking": striking,
        "struck": struck,
    }
    return render(request, "desk/records/charges.html", context, status=422 if form.errors or struck else 200)
