"""Next year's holidays: load the notice as data, see which open cases move, confirm (工作日历)."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from gongkai.apps.casework.permissions import POLICY, CaseAct
from gongkai.apps.casework.selectors import calendar_moves
from gongkai.apps.casework.services import adopt_calendar, check_new_notice, load_holiday_notice
from gongkai.apps.casework.working_calendar import current
from gongkai.apps.people.models import Officer
from gongkai.apps.people.visitors import rights_behind
from gongkai.desk import clock
from gongkai.desk.access import for_officers
from gongkai.statute.errors import NoticeRefused
from gongkai.statute.holiday_notices import HolidayNotice

_SHOWN = 100
_EXAMPLE = """year = 2027
title = "国务院办公厅关于2027年部分节假日安排的通知"
number = "国办发明电〔2026〕×号"
issued_on = 2026-11-04

[[holiday]]
name = "元旦"
first = 2027-01-01
last = 2027-01-03
workdays = []
"""


class NoticeForm(forms.Form):
    """The notice as data (放假通知表单)."""

    use_required_attribute = False
    text = forms.CharField(
        label="放假通知的数据（TOML）",
        max_length=20_000,
        help_text="每个假期写明名称、起止日期（含首尾两日）和调休上班的日期，与国务院办公厅通知逐字核对。",
        widget=forms.Textarea({"rows": 18, "spellcheck": "false", "class": "code"}),
        error_messages={"required": "请填写放假通知的数据。"},
    )


@require_http_methods(["GET", "HEAD", "POST"])
@for_officers
def holiday_calendar(request: HttpRequest, officer: Officer) -> HttpResponse:
    """Show the years known; preview a notice, then adopt it (工作日历)."""
    rights = rights_behind(request)
    POLICY.require_everywhere(CaseAct.LOAD_CALENDAR, rights=rights)
    form = NoticeForm(request.POST if request.method == "POST" else None, initial={"text": _EXAMPLE})
    notice = _notice(form) if request.method == "POST" else None
    if notice and request.POST.get("step") == "adopt" and _adopted(form, by=officer):
        return redirect("desk:holiday_calendar")
    context: dict[str, Any] = {
        "section": "desk",
        "tab": "calendar",
        "form": form,
        "notice": notice,
        "notices": sorted(current().notices, key=lambda known: known.issued_on, reverse=True),
        **(_preview(notice) if notice else {}),
    }
    return render(request, "desk/holiday_calendar.html", context, status=400 if form.errors else 200)


def _notice(form: NoticeForm) -> HolidayNotice | None:
    if not form.is_valid():
        return None
    try:
        return check_new_notice(form.cleaned_data["text"], today=clock.today())
    except NoticeRefused as refusal:
        form.add_error("text", refusal.message)
        return None


def _preview(notice: HolidayNotice) -> dict[str, Any]:
    moves = list(calendar_moves(notice))
    return {"moves": moves[:_SHOWN], "moves_total": len(moves), "shown": _SHOWN}


def _adopted(form: NoticeForm, *, by: Officer) -> bool:
    """Load the notice and count the open cases anew, or let the form tell why not."""
    try:
        load_holiday_notice(text=form.cleaned_data["text"], by=by, today=clock.today())
        adopt_calendar(by=by, today=clock.today())
    except NoticeRefused as refusal:
        form.add_error("text", refusal.message)
        return False
    return True
