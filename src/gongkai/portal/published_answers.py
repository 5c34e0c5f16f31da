"""An answer that was turned into proactive disclosure (转为主动公开的答复)."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gongkai.apps.casework.searchable import published_answer


@require_safe
def answer(request: HttpRequest, number: int) -> HttpResponse:
    """Show what was made public and where it is; nothing of who asked for it (公开的答复)."""
    published = published_answer(number)
    if published is None:
        raise Http404
    is_link = published.address.startswith(("https://", "http://"))
    context = {"section": "search", "answer": published, "is_link": is_link}
    return render(request, "portal/answer.html", context)
