"""The prose of a version: guidance and last year's text beside, fields to insert, objections (报告正文)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from gongkai.apps.people.models import Officer
from gongkai.apps.reporting.models import AnnualReport, ReportVersion, SectionText
from gongkai.apps.reporting.selectors.annual_contents import chapters_of, material_of, publishing_name
from gongkai.apps.reporting.selectors.annual_figures import figures_of
from gongkai.apps.reporting.selectors.annual_reports import last_years_version
from gongkai.apps.reporting.services.annual_drafting import SectionChanged, write_section
from gongkai.desk import clock
from gongkai.desk.access import for_officers
from gongkai.desk.annual.seen_version import page_context, version_or_404
from gongkai.desk.typed_text import mark_of, number_in, typed
from gongkai.reports.drafting.fields import FIELDS, Material, rendered, value_of
from gongkai.reports.drafting.guidance import GUIDANCE
from gongkai.reports.drafting.objections import Draft, objections_to
from gongkai.reports.writers.printed import figure_text
from gongkai.statute.errors import StatuteError

_PARTS = (0, 1, 2, 3, 4, 5, 6)
_MOST_CHARACTERS = 50_000


@dataclass(slots=True)
class _Kept:
    """What became of the parts that were handed in. Those that could not be kept are shown again as they were typed."""

    typed: Mapping[int, str]
    clashes: dict[int, SectionText]
    refused: str = ""


@require_http_methods(["GET", "HEAD", "POST"])
@for_officers
def prose(request: HttpRequest, officer: Officer, number: int) -> HttpResponse:
    """Show the parts with what they have to say; keep all that were changed (报告正文)."""
    version = version_or_404(request, number)
    kept = _Kept({}, {})
    if request.method == "POST":
        kept = _keep(request, version, officer)
        if not kept.clashes and not kept.refused:
            pressed = request.POST.get("part", "")
            return redirect(f"{request.path}#part-{pressed}" if pressed in map(str, _PARTS) else request.path)
    context = page_context(request, version, "prose") | _context(version, kept)
    status = 409 if kept.clashes else 422 if kept.refused else 200
    return render(request, "desk/annual/prose.html", context, status=status)


def _keep(request: HttpRequest, version: ReportVersion, officer: Officer) -> _Kept:
    """Keep the parts that differ from what was shown; the others are left alone, whoever changed them meanwhile."""
    texts = {number: typed(request.POST[f"text-{number}"]) for number in _PARTS if f"text-{number}" in request.POST}
    changed = {number: text for number, text in texts.items() if request.POST.get(f"was-{number}") != mark_of(text)}
    kept = _Kept(changed, {})
    for number, text in changed.items():
        if len(text) > _MOST_CHARACTERS:
            kept.refused = f"第{number}部分有{len(text)}字，超过{_MOST_CHARACTERS}字，没有保存。"
            continue
        seen = request.POST.get(f"seen-{number}", "")
        try:
            write_section(
                version=version,
                number=number,
                text=text,
                seen=number_in(seen, otherwise=-1),
                by=officer,
                today=clock.today(),
            )
        except SectionChanged as clash:
            kept.clashes[number] = clash.section
        except StatuteError as refusal:
            kept.refused = refusal.message
    return kept


def _context(version: ReportVersion, kept: _Kept) -> dict[str, Any]:
    figures = figures_of(version)
    material = material_of(version, figures)
    before = last_years_version(version)
    earlier = {each.number: each.text for each in chapters_of(before, figures_of(before))} if before else {}
    sections = {section.number: section for section in version.sections.select_related("changed_by")}
    texts = {number: section.text for number, section in sections.items()}
    objections = objections_to(
        Draft(texts, material, publishing_name(version), version.report.year, earlier, _neighbours(version))
    )
    return {
        "parts": [
            {
                "number": number,
                "heading": GUIDANCE[number].title if number else "前言",
                "guidance": GUIDANCE.get(number),
                "section": sections.get(number),
                "text": kept.typed.get(number, texts.get(number, "")),
                "was": mark_of(texts.get(number, "")),
                "clash": kept.clashes.get(number),
                "preview": rendered(texts.get(number, ""), material),
                "before": earlier.get(number, ""),
            }
            for number in _PARTS
        ],
        "fields": _fields(material),
        "objections": objections if version.is_open else (),
        "clashes": sorted(kept.clashes),
        "refused": kept.refused,
    }


def _fields(material: Material) -> list[tuple[str, str]]:
    facts = list(material.facts.items())
    return facts + [(name, figure_text(value_of(name, material.figures)) or "空白") for name in FIELDS]


def _neighbours(version: ReportVersion) -> list[str]:
    """Return the names of organs whose words may have been left in a copied text."""
    beside = AnnualReport.objects.filter(agency__parent=version.report.agency.parent_id, year=version.report.year)
    return list(beside.exclude(agency=version.report.agency_id).values_list("agency__name", flat=True)[:200])
