"""The annual reports of organs, all years and versions: the statutory column (年度报告栏目)."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gongkai.apps.reporting.selectors.public_editions import newly_published, years_of_organ
from gongkai.portal.application.organs import organ_choice, organ_coded

_NEWEST = 10


@require_safe
def annual(request: HttpRequest) -> HttpResponse:
    """Find the organ whose annual reports are wanted; show what was published last (年度报告)."""
    choice = organ_choice(request)
    is_opening = not choice.words and choice.within is None
    context = {
        "section": "annual",
        "choice": choice,
        "newest": newly_published(most=_NEWEST) if is_opening else (),
    }
    return render(request, "portal/annual.html", context)


@require_safe
def annual_of(request: HttpRequest, code: str) -> HttpResponse:
    """Show the annual reports of one organ by year, each with its versions (机关历年年度报告)."""
    agency = organ_coded(code)
    context = {"section": "annual", "agency": agency, "years": years_of_organ(agency)}
    return render(request, "portal/annual_of.html", context)
