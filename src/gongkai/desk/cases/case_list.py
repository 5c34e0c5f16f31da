"""The list of cases: search, filters, pages, and one act for many (申请件列表)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gongkai.apps.casework.models import Case
from gongkai.apps.casework.permissions import POLICY, CaseAct
from gongkai.apps.casework.selectors import cases_visible_to
from gongkai.apps.casework.services import Together
from gongkai.apps.people.models import Officer
from gongkai.apps.people.visitors import rights_behind
from gongkai.desk import clock
from gongkai.desk.access import for_officers
from gongkai.desk.cases.assignable import assignable_officers
from gongkai.desk.cases.case_export import FORMS, MOST_ROWS, exported
from gongkai.desk.cases.case_filters import PAGE_CASES, CaseFilterForm, Order, cursor_of, newest_in_sight, page_of
from gongkai.desk.cases.case_rows import as_rows
from gongkai.desk.cases.chosen_cases import filters_behind, list_behind, numbers_ticked, remember_list
from gongkai.desk.cases.judging import may_judge


@require_safe
@for_officers
def case_list(request: HttpRequest, officer: Officer) -> HttpResponse:
    """List the cases that meet the filters of the address (申请件列表)."""
    remember_list(request)
    return list_page(request, officer)


def list_page(
    request: HttpRequest,
    officer: Officer,
    *,
    refusals: Sequence[str] = (),
    result: Together | None = None,
    status: int = 200,
) -> HttpResponse:
    """Render the list, after an act for many with what became of each and what was typed (列表页面)."""
    day, rights, filters = clock.today(), rights_behind(request), filters_behind(request)
    officers = assignable_officers(rights, on=day)
    form = CaseFilterForm(filters, officers=officers)
    asked = {name for name in form.fields if filters.get(name)}
    # Words are compared case by case either way: the order of the keys lets it stop once a page is full.
    is_plain = asked <= {"q", "sort"} and form.order is Order.NEWEST
    in_sight = newest_in_sight(rights) if is_plain else cases_visible_to(rights)
    found = form.narrowed(in_sight, officer=officer, rights=rights, today=day)
    page = page_of(found, order=form.order, after=filters.get("after", ""))
    context: dict[str, Any] = {
        "section": "desk",
        "tab": "cases",
        "today": day,
        "form": form,
        "cases": page[:PAGE_CASES],
        "next": cursor_of(page[PAGE_CASES - 1], form.order) if len(page) > PAGE_CASES else "",
        "officers": officers,
        "filters": filters,
        "back": list_behind(request) if request.method == "POST" else request.get_full_path(),
        "refusals": refusals,
        "result": result,
        "ticked": {case.pk for case, _ in result.refused} if result else numbers_ticked(request.POST),
        "is_filtered": bool(asked - {"sort"}),
        "may_enter": POLICY.allows_somewhere(CaseAct.TAKE_IN, rights=rights),
        "may_assign": POLICY.allows_somewhere(CaseAct.ASSIGN, rights=rights),
        "may_archive": POLICY.allows_somewhere(CaseAct.ARCHIVE, rights=rights),
        "may_judge": may_judge(rights),
    }
    context["may_choose"] = context["may_assign"] or context["may_archive"] or context["may_judge"]
    return render(request, "desk/cases/list.html", context, status=status)


@require_safe
@for_officers
def case_export(request: HttpRequest, officer: Officer, form_of_file: str) -> HttpResponse:
    """Hand out the cases that meet the filters as a table, applicants masked (导出)."""
    if form_of_file not in FORMS:
        raise Http404
    day, rights = clock.today(), rights_behind(request)
    form = CaseFilterForm(request.GET, officers=assignable_officers(rights, on=day))
    found = form.narrowed(cases_visible_to(rights), officer=officer, rights=rights, today=day)
    rows = as_rows(found).order_by("-pk")[:MOST_ROWS]
    content, media_type = exported(_in_chunks(rows), form_of_file)
    name = f"applications-{day.isoformat()}.{form_of_file}"
    return HttpResponse(
        content, content_type=media_type, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )


def _in_chunks(rows: Any) -> list[Case]:
    return list(rows.iterator(chunk_size=2000))
