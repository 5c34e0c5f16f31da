"""The page of a report, and of several side by side (报告与对比)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gongkai.apps.people.visitors import holder_behind, person_behind, rights_behind
from gongkai.apps.reporting.models import PublishedReport, Publisher
from gongkai.apps.reporting.selectors import collected, public_editions
from gongkai.apps.reporting.selectors.public_editions import OwnReport
from gongkai.portal.reports.comparison import Column, compared
from gongkai.portal.reports.report_page import lay_out
from gongkai.reports.writers.formats import BY_SUFFIX


def visible_report(request: HttpRequest, number: int) -> PublishedReport:
    """Return a report that the one who asks may see (可见报告).

    Raises Http404 else, without telling whether there is one.
    """
    try:
        role, holder, rights = person_behind(request).role, holder_behind(request), rights_behind(request)
        return collected.report_for_reading(number, role=role, holder=holder, rights=rights)
    except PublishedReport.DoesNotExist as absent:
        raise Http404 from absent


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file that was published, with what people call its kind (公布的文件)."""

    suffix: str
    label: str
    size: int


def kept_files(kept: PublishedReport) -> tuple[KeptFile, ...]:
    """Return the files that were kept of a version of ours (公布的文件)."""
    files = public_editions.files_of(kept)
    return tuple(KeptFile(file.suffix, BY_SUFFIX[file.suffix].label, file.size) for file in files)


@require_safe
def report(request: HttpRequest, number: int) -> HttpResponse:
    """Show a report: its tables as printed, what is wrong in it, its prose (报告页面)."""
    kept = visible_report(request, number)
    reading, own = kept.reading(), public_editions.own_report_behind(kept)
    context = {
        "section": "annual" if own else "reports",
        "report": kept,
        "reading": reading,
        "page": lay_out(reading),
        "beside": _beside(kept, own),
        "own": own,
        "edition": own.shown_as(kept.pk) if own else None,
        "files": kept_files(kept) if own else (),
    }
    return render(request, "portal/report.html", context)


def _beside(kept: PublishedReport, own: OwnReport | None) -> collected.Beside:
    """Return the other reports of the organ; the versions of a report of ours are told as such, not as others."""
    found = collected.beside(kept)
    versions = {edition.shown for edition in own.editions} if own else set()
    others = [other for other in found.of_the_year if other.pk not in versions]
    return collected.Beside(found.years, others, found.instead if found.instead in others else None)


@require_safe
def compare(request: HttpRequest) -> HttpResponse:
    """Compare the years of one agency, or several agencies in one year (报告对比)."""
    asked = numbers_asked(request.GET.getlist("agency"))
    publishers = collected.publishers_named(asked)
    if not publishers:
        return render(request, "portal/compare_choose.html", {"section": "compare"})
    years = collected.common_years(publishers)
    year = _chosen(request.GET.get("year", ""), years) if len(publishers) > 1 else None
    reports = _reports(publishers, year)
    title = f"{publishers[0]}历年申请办理情况" if year is None else f"{year}年度各机关申请办理情况"
    present = {kept.publisher_id for kept in reports}
    absent = [publisher for publisher in publishers if publisher.pk not in present]
    context = {
        "section": "compare",
        "publishers": publishers,
        "absent": absent,
        # The years come by how many of the agencies have them: where the first lacks one, so does every other.
        "lacks_common_year": bool(absent) and year == years[0] if years else False,
        "left_out": max(len(set(asked)) - collected.MOST_COMPARED, 0),
        "most": collected.MOST_COMPARED,
        "years": years,
        "year": year,
        "comparison": compared([_column(kept, of_years=year is None) for kept in reports], title=title),
    }
    return render(request, "portal/compare.html", context)


def _reports(publishers: Sequence[Publisher], year: int | None) -> Sequence[PublishedReport]:
    if year is None:
        return collected.reports_of_publisher(publishers[0])
    return collected.reports_of_year(publishers, year=year)


def _column(kept: PublishedReport, *, of_years: bool) -> Column:
    label = f"{kept.year}年" if of_years else str(kept.publisher)
    return Column(label, kept.pk, kept.values, kept.editions, kept.errors)


def numbers_asked(given: Sequence[str]) -> list[int]:
    """Return the numbers that an address names, passing over what is none (所问编号)."""
    return [int(number) for number in given if number.isascii() and number.isdigit() and len(number) < 19]


def _chosen(given: str, years: Sequence[int]) -> int | None:
    return next((year for year in years if str(year) == given), years[0] if years else None)
