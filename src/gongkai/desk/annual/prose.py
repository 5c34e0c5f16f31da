"""The prose of a version: guidance and last year's text beside, fields to insert, objections (报告正文)."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from gongkai.apps.people.models import Officer
from gongkai.apps.reporting.models import AnnualReport, ReportVersion
from gongkai.apps.reporting.selectors.annual_contents import chapters_of, material_of, publishing_name
from gongkai.apps.reporting.selectors.annual_figures import figures_of
from gongkai.apps.reporting.selectors.annual_reports import last_years_version
from gongkai.apps.reporting.services.annual_drafting import SectionChanged, write_section
from gongkai.desk import clock
from gongkai.desk.access import for_officers
from gongkai.desk.annual.seen_version import page_context, version_or_404
from gongkai.reports.drafting.fields import FIELDS, Material, rendered, value_of
from gongkai.reports.drafting.guidance import GUIDANCE
from gongkai.reports.drafting.objections import Draft, objections_to
from gongkai.reports.writers.printed import figure_text

_PARTS = (0, 1, 2, 3, 4, 5, 6)
_MOST_CHARACTERS = 50_000


@require_http_methods(["GET", "HEAD", "POST"])
@for_officers
def prose(request: HttpRequest, officer: Officer, number: int) -> HttpResponse:
    """Show the parts with what they have to say; keep one (报告正文)."""
    version = version_or_404(request, number)
    clash: SectionChanged | None = None
    if request.method == "POST":
        try:
            saved = _saved(request, version, officer)
            return redirect(f"{request.path}#part-{saved}")
        except SectionChanged as changed:
            clash = changed
    context = page_context(request, version, "prose") | _context(request, version) | {"clash": clash}
    return render(request, "desk/annual/prose.html", context, status=409 if clash else 200)


def _saved(request: HttpRequest, version: ReportVersion, officer: Officer) -> int:
    number = int(request.POST.get("number", "1")) if request.POST.get("number", "1").isdigit() else 1
    seen = request.POST.get("seen", "0")
    text = request.POST.get("text", "").replace("\r\n", "\n")[:_MOST_CHARACTERS]
    write_section(
        version=version,
        number=min(number, _PARTS[-1]),
        text=text,
        seen=int(seen) if seen.isdigit() else 0,
        by=officer,
        today=clock.today(),
    )
    return number


def _context(request: HttpRequest, version: ReportVersion) -> dict[str, Any]:
    figures = figures_of(version)
    material = material_of(version, figures.values)
    before = last_years_version(version)
    earlier = {each.number: each.text for each in chapters_of(before, figures_of(before).values)} if before else {}
    sections = {section.number: section for section in version.sections.all()}
    texts = {number: section.text for number, section in sections.items()}
    # What somebody typed and could not save is shown again in its place.
    retyped = int(request.POST["number"]) if request.POST.get("number", "").isdigit() else None
    return {
        "parts": [
            {
                "number": number,
                "heading": GUIDANCE[number].title if number else "前言",
                "guidance": GUIDANCE.get(number),
                "section": sections.get(number),
                "text": request.POST.get("text", "") if number == retyped else texts.get(number, ""),
                "preview": rendered(texts.get(number, ""), material),
                "before": earlier.get(number, ""),
            }
            for number in _PARTS
        ],
        "fields": _fields(material),
        "objections": objections_to(
            Draft(texts, material, publishing_name(version), version.report.year, earlier, _neighbours(version))
        )
        if version.is_open
        else (),
    }


def _fields(material: Material) -> list[tuple[str, str]]:
    facts = list(material.facts.items())
    return facts + [(name, figure_text(value_of(name, material.figures)) or "空白") for name in FIELDS]


def _neighbours(version: ReportVersion) -> list[str]:
    """Return the names of organs whose words may have been left in a copied text."""
    beside = AnnualReport.objects.filter(agency__parent=version.report.agency.parent_id, year=version.report.year)
    return list(beside.exclude(agency=version.report.agency_id).values_list("agency__name", flat=True)[:200])
