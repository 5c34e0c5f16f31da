"""The home page and the list of agencies with their reports (报告目录)."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gongkai.apps.reporting.batches import MAX_FILE_MB
from gongkai.apps.reporting.collection_search import Order, find_publishers, search_from
from gongkai.apps.reporting.selectors import collected
from gongkai.apps.reporting.verdicts import Outcome


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Say what is here: the collection, and the check of one's own file (首页)."""
    return render(request, "portal/home.html", {"extent": collected.extent(), "megabytes": MAX_FILE_MB})


@require_safe
def reports(request: HttpRequest) -> HttpResponse:
    """List the agencies, one a row, with the verdicts of their years (报告目录)."""
    search = search_from(request.GET.dict())
    page = find_publishers(search)
    context: dict[str, Any] = {
        "section": "reports",
        "search": search,
        "page": page,
        "is_filtered": bool(search.name or search.year is not None or search.outcome),
        "is_continued": search.after is not None,
    }
    if request.htmx:  # type: ignore[attr-defined]
        return render(request, "portal/reports_found.html", context)
    context |= {
        "extent": collected.extent(),
        "years": collected.years_present(),
        "outcomes": tuple(Outcome),
        "orders": tuple(Order),
    }
    return render(request, "portal/reports.html", context)
