"""The desk's first page: today's work (今日办理)."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gongkai.apps.casework.permissions import POLICY, CaseAct
from gongkai.apps.casework.selectors import cases_visible_to
from gongkai.apps.people.models import Officer
from gongkai.apps.people.visitors import rights_behind
from gongkai.desk import clock
from gongkai.desk.access import for_officers
from gongkai.desk.cases.caseload import groups_of_the_day
from gongkai.desk.collection import collection
from gongkai.desk.day_terms import terms_of_the_day


@require_safe
@for_officers
def today(request: HttpRequest, officer: Officer) -> HttpResponse:
    """Show what falls due and what waits; who has no cases to see begins with the reports (今日办理)."""
    day = clock.today()
    rights = rights_behind(request)
    if not POLICY.allows_somewhere(CaseAct.READ, rights=rights):
        return collection(request)
    groups = groups_of_the_day(cases_visible_to(rights), officer=officer, rights=rights, today=day)
    context = {
        "section": "desk",
        "tab": "today",
        "today": day,
        "groups": groups,
        "terms": terms_of_the_day(rights, today=day),
        "may_enter": POLICY.allows_somewhere(CaseAct.TAKE_IN, rights=rights),
    }
    return render(request, "desk/today.html", context)
