"""The page on which chosen cells of several organs are compared over the years (单元格对比页面)."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gongkai.apps.reporting.selectors import collected
from gongkai.portal.reports.cell_choice import grids
from gongkai.portal.reports.cell_comparison import compared_cells, years_of
from gongkai.portal.reports.report_views import numbers_asked
from gongkai.reports.correspondence import cell_at

MOST_CELLS = 8


@require_safe
def compare_cells(request: HttpRequest) -> HttpResponse:
    """Compare any cells of the form over several organs and all their years (单元格对比)."""
    publishers = collected.publishers_named(numbers_asked(request.GET.getlist("agency")))
    if not publishers:
        return render(request, "portal/compare_choose.html", {"section": "compare"})
    asked = _cells(request.GET.getlist("cell"))
    chosen = asked[:MOST_CELLS]
    reports = collected.reports_of_publishers(publishers) if chosen else []
    context = {
        "section": "compare",
        "publishers": publishers,
        "grids": grids(chosen),
        "years": years_of(reports),
        "compared": compared_cells(chosen, publishers=publishers, reports=reports),
        "left_out": len(asked) - len(chosen),
        "most": MOST_CELLS,
    }
    return render(request, "portal/compare_cells.html", context)


def _cells(given: Sequence[str]) -> Sequence[str]:
    return [path for path in dict.fromkeys(given) if cell_at(path) is not None]
