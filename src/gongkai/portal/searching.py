"""Searching everything that is public (检索)."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from gongkai.apps.search import selectors
from gongkai.apps.search.entries import Entry
from gongkai.apps.search.selectors import Found
from gongkai.apps.search.wanted import Wanted, wanted_from

_PAGES = {"report": "portal:report", "answer": "portal:published_answer", "document": "portal:rule"}
_FACETS = (("kind", "类别"), ("agency", "行政机关"), ("year", "年度"))


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Show what is public and has the words, with ways to narrow it (检索)."""
    wanted = wanted_from(request.GET.dict())
    found = None if wanted.is_empty else selectors.search(wanted)
    context = {
        "section": "search",
        "wanted": wanted,
        "found": found,
        "facets": _narrowings(found, wanted) if found else (),
        "alike": selectors.alike(wanted.words) if found and not found.total and wanted.words else (),
    }
    return render(request, "portal/search.html", context)


def page_of(entry: Entry) -> str:
    """Return the address at which a thing that was found is read (条目网址)."""
    return reverse(_PAGES[entry.kind], args=[entry.number])


def _narrowings(found: Found, wanted: Wanted) -> list[dict[str, object]]:
    chosen = {"kind": wanted.kind, "agency": wanted.agency, "year": str(wanted.year or "")}
    return [
        {"name": name, "label": label, "chosen": chosen[name], "values": found.facets[name]}
        for name, label in _FACETS
        if chosen[name] or len(found.facets[name]) > 1
    ]
