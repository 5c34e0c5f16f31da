"""The guide of an organ: whom to ask, how, and what happens then (公开指南)."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gongkai.apps.agencies.selectors import open_ways, remedy_settings
from gongkai.portal.application.organs import organ_choice, organ_coded, takes_applications_online, those_that_follow


@require_safe
def guides(request: HttpRequest) -> HttpResponse:
    """Find the organ whose guide is wanted (公开指南目录)."""
    return render(request, "portal/guides.html", {"section": "guide", "choice": organ_choice(request)})


@require_safe
def guide(request: HttpRequest, code: str) -> HttpResponse:
    """Show the guide of one organ, Article 12 (公开指南)."""
    agency = organ_coded(code)
    context = {
        "section": "guide",
        "agency": agency,
        "ways": open_ways(agency),
        "remedy": remedy_settings(agency),
        "followers": those_that_follow(agency),
        "is_online": takes_applications_online(agency),
    }
    return render(request, "portal/guide.html", context)
