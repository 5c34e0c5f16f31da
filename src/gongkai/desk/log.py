"""The log of acts, for those who look after the others (操作日志)."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gongkai.apps.audit.permissions import POLICY, AuditAct
from gongkai.apps.audit.selectors import PAGE_ENTRIES, latest_entries
from gongkai.apps.people.models import Officer
from gongkai.desk.access import for_officers


@require_safe
@for_officers
def log(request: HttpRequest, officer: Officer) -> HttpResponse:
    """List who did what, the latest first (操作日志)."""
    POLICY.require(AuditAct.READ, role=officer.role)
    before = request.GET.get("before", "")
    is_number = before.isascii() and before.isdigit() and len(before) < 19
    entries = latest_entries(before=int(before) if is_number else None)
    context = {
        "section": "desk",
        "tab": "log",
        "entries": entries[:PAGE_ENTRIES],
        "has_more": len(entries) > PAGE_ENTRIES,
    }
    return render(request, "desk/log.html", context)
