"""The version a page is about, where the officer may see it (可见版本)."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest

from gongkai.apps.people.visitors import rights_behind
from gongkai.apps.reporting.models import ReportVersion
from gongkai.apps.reporting.permissions import ANNUAL_POLICY, ReportAct
from gongkai.apps.reporting.selectors.annual_contents import title_of
from gongkai.apps.reporting.selectors.annual_reports import last_remark, version_seen
from gongkai.apps.reporting.selectors.public_editions import kinds_published


def version_or_404(request: HttpRequest, number: int) -> ReportVersion:
    """Return the version of an address, or raise Http404 (按网址取版本)."""
    try:
        return version_seen(number, rights=rights_behind(request))
    except ReportVersion.DoesNotExist as absent:
        raise Http404 from absent


def page_context(request: HttpRequest, version: ReportVersion, page: str) -> dict[str, Any]:
    """Return what every page of a version shows (版本页面公共内容)."""
    rights, agency = rights_behind(request), version.report.agency
    shown, kinds = kinds_published(version) or (None, frozenset())
    return {
        "section": "desk",
        "tab": "annual",
        "page": page,
        "version": version,
        "report": version.report,
        "title": title_of(version),
        "returned": last_remark(version),
        "shown": shown,
        "may_publish": ANNUAL_POLICY.allows(ReportAct.PUBLISH, rights=rights, agency=agency),
        "lacks_pdf": bool(kinds) and "pdf" not in kinds,
        "may_draft": version.is_open and ANNUAL_POLICY.allows(ReportAct.DRAFT, rights=rights, agency=agency),
        "may_explain": version.is_open and ANNUAL_POLICY.allows(ReportAct.EXPLAIN, rights=rights, agency=agency),
    }
