"""Holidays: load a notice as data, see which open cases move, confirm (工作日历).

The State Council's notices for every organ, and beside them a local government's days off for the holidays that
minorities keep, for it and the organs below it.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from gongkai.apps.agencies.kinds import AgencyKind
from gongkai.apps.agencies.models import Agency, AgencyQuerySet
from gongkai.apps.agencies.rights import Rights
from gongkai.apps.casework.permissions import POLICY, CaseAct
from gongkai.apps.casework.selectors import calendar_moves, count_behind, places_behind
from gongkai.apps.casework.services import (
    adopt_calendar,
    adopt_local_calendar,
    check_local_notice,
    check_new_notice,
    load_holiday_notice,
    load_local_notice,
)
from gongkai.apps.casework.working_calendar import Almanac, almanac
from gongkai.apps.people.models import Officer
from gongkai.apps.people.visitors import rights_behind
from gongkai.apps.remedies.services.remedy_cases import recount_terms
from gongkai.desk import clock
from gongkai.desk.access import for_officers
from gongkai.statute.errors import NoticeRefused
from gongkai.statute.holiday_notices import HolidayNotice

_SHOWN = 100
AT_ONCE = 500
"""How many cases one request counts anew (每次推算件数)."""
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


_LOCAL_EXAMPLE = """year = 2027
title = "××自治州人民政府关于民族传统节日放假的规定"
number = "×政规〔2026〕×号"
issued_on = 2026-03-01

[[holiday]]
name = "老人节"
first = 2027-08-16
last = 2027-08-16
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


class LocalNoticeForm(NoticeForm):
    """The local rule as data, and whose it is (地方放假规定表单)."""

    field_order = ("place", "text")
    place = forms.ModelChoiceField(
        label="规定放假的地方人民政府",
        queryset=Agency.objects.none(),
        empty_label="请选择",
        help_text="对本机关和它下级的全部机关适用。",
        error_messages={"required": "请选择规定放假的地方人民政府。", "invalid_choice": "请从列表中选择。"},
    )

    def __init__(self, *arguments: Any, places: AgencyQuerySet, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.fields["text"].label = "地方放假规定的数据（TOML）"
        self.fields["text"].help_text = (
            "每个假期写明名称、起止日期（含首尾两日），与地方人民政府的规定逐字核对；逐年录入。"
            "日期录错的，用同一假期名称再录入一次正确的日期，以后录入的为准。"
        )
        self.fields["place"].queryset = places  # type: ignore[attr-defined]


@require_http_methods(["GET", "HEAD", "POST"])
@for_officers
def holiday_calendar(request: HttpRequest, officer: Officer) -> HttpResponse:
    """Show the years known; preview a State Council notice, then adopt it (工作日历)."""
    rights = rights_behind(request)
    if not POLICY.allows_everywhere(CaseAct.LOAD_CALENDAR, rights=rights):
        _require_somewhere(rights)
        return redirect("desk:local_holidays")
    posted = request.method == "POST"
    if posted and request.POST.get("step") == "resume":
        _count_anew(None, by=officer)
        return redirect("desk:holiday_calendar")
    form = NoticeForm(request.POST if posted else None, initial={"text": _EXAMPLE})
    notice = _notice(form) if posted else None
    if notice and request.POST.get("step") == "adopt" and _adopted(form, by=officer):
        return redirect("desk:holiday_calendar")
    known = sorted(almanac().national(), key=lambda each: each.issued_on, reverse=True)
    context = {"notices": known, "behind": count_behind(None)}
    return _page(request, form, notice, {**context, **(_preview(notice) if notice else {})})


@require_http_methods(["GET", "HEAD", "POST"])
@for_officers
def local_holidays(request: HttpRequest, officer: Officer) -> HttpResponse:
    """Show the local days off; preview a local rule, then adopt it (地方节日放假)."""
    rights = rights_behind(request)
    _require_somewhere(rights)
    places = POLICY.agencies(CaseAct.LOAD_CALENDAR, rights=rights).filter(kind_code=AgencyKind.GOVERNMENT.code)
    posted = request.method == "POST"
    if posted and request.POST.get("step") == "resume":
        _count_anew(get_object_or_404(places, code=request.POST.get("at", "")), by=officer)
        return redirect("desk:local_holidays")
    form = LocalNoticeForm(
        request.POST if posted else None, places=places.in_tree_order(), initial={"text": _LOCAL_EXAMPLE}
    )
    notice = _notice(form) if posted else None
    place = form.cleaned_data.get("place") if notice else None
    if notice and request.POST.get("step") == "adopt" and _adopted(form, by=officer):
        return redirect("desk:local_holidays")
    local = _local(places, almanac())
    context = {"local": local, "place": place, "places_behind": places_behind(list(dict(local)))}
    return _page(request, form, notice, {**context, **(_preview(notice, place=place) if notice else {})})


def _require_somewhere(rights: Rights) -> None:
    if not POLICY.allows_somewhere(CaseAct.LOAD_CALENDAR, rights=rights):
        POLICY.require_everywhere(CaseAct.LOAD_CALENDAR, rights=rights)


def _page(
    request: HttpRequest, form: NoticeForm, notice: HolidayNotice | None, context: dict[str, Any]
) -> HttpResponse:
    told = {"section": "desk", "tab": "calendar", "form": form, "notice": notice, **context}
    told["everywhere"] = POLICY.allows_everywhere(CaseAct.LOAD_CALENDAR, rights=rights_behind(request))
    return render(request, "desk/holiday_calendar.html", told, status=400 if form.errors else 200)


def _notice(form: NoticeForm) -> HolidayNotice | None:
    if not form.is_valid():
        return None
    text, place = form.cleaned_data["text"], form.cleaned_data.get("place")
    try:
        if place:
            return check_local_notice(text, place=place, today=clock.today())
        return check_new_notice(text, today=clock.today())
    except NoticeRefused as refusal:
        form.add_error("text", refusal.message)
        return None


def _preview(notice: HolidayNotice, *, place: Agency | None = None) -> dict[str, Any]:
    moves = list(calendar_moves(notice, place=place))
    return {"moves": moves[:_SHOWN], "moves_total": len(moves), "shown": _SHOWN}


def _local(places: AgencyQuerySet, known: Almanac) -> list[tuple[Agency, HolidayNotice]]:
    """Return each local notice that the officer may see, with its organ, the newest first."""
    organs = places.in_bulk([each.place for each in known.notices if each.place is not None])
    told = [(organs[each.place], each.notice) for each in known.notices if each.place in organs]
    return sorted(told, key=lambda pair: (pair[1].year, pair[1].issued_on), reverse=True)


def _adopted(form: NoticeForm, *, by: Officer) -> bool:
    """Load the notice and count the open cases and remedies anew, or let the form tell why not."""
    text, place, day = form.cleaned_data["text"], form.cleaned_data.get("place"), clock.today()
    try:
        # Loaded but not followed by the terms, a notice would be known and nobody would look at them again.
        with transaction.atomic():
            if place:
                load_local_notice(text=text, place=place, by=by, today=day)
            else:
                load_holiday_notice(text=text, by=by, today=day)
            recount_terms(place=place)
    except NoticeRefused as refusal:
        form.add_error("text", refusal.message)
        return False
    _count_anew(place, by=by)
    return True


def _count_anew(place: Agency | None, *, by: Officer) -> None:
    """Count as many cases as one request may take; the page offers to go on where more are left."""
    day = clock.today()
    if place:
        adopt_local_calendar(place=place, by=by, today=day, most=AT_ONCE)
    else:
        adopt_calendar(by=by, today=day, most=AT_ONCE)
    recount_terms(place=place)
