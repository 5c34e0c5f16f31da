"""Reports of a collection judged by those of the year before (集内跨年核查)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from gongkai.apps.reporting.models import CollectedReport, PublishedReport, ReportCollection
from gongkai.apps.reporting.stored_reading import values_from
from gongkai.reports.checks.between_years import YearEnd, compare, year_end
from gongkai.reports.findings import Finding
from gongkai.reports.model import Report

_LIGHT = ("chapters", "places", "problems", "findings", "findings_between_years")
"""Columns of a report that are not compared."""
_HEAVY = tuple(f"report__{name}" for name in _LIGHT)


@dataclass(frozen=True, slots=True)
class Contradiction:
    """What a member says that the report of the year before does not bear out (跨年发现)."""

    member: CollectedReport
    earlier: PublishedReport
    findings: Sequence[Finding]


def contradictions(collection: ReportCollection, arrived: Sequence[CollectedReport]) -> Sequence[Contradiction]:
    """Return what the reports that just arrived contradict, or are contradicted by, in two queries (跨年核查).

    A member is compared once, and again when the report it was compared with is replaced: with the report of the year
    before in the collection, else with the public one.
    ``arrived`` are saved members with their reports. Each member compared is told, be it without a finding.
    """
    organs = {member.organ for member in arrived if member.organ and member.year}
    if not organs:
        return ()
    family = _family(collection, organs)
    public = _public_ends(organs, {member.year - 1 for member in arrived})
    standing = [member for member in family if member.replaced_by_id is None]
    # Of several reports of one year the first stands for it.
    earlier = {(member.organ, member.year): member.report for member in reversed(standing)}
    found = []
    for member in standing:
        before = earlier.get((member.organ, member.year - 1)) or public.get((member.organ, member.year - 1))
        if before is not None and member.compared_with_id is None:
            found.append(Contradiction(member, before, _compared(before, member.report, member.organ)))
    return found


def followers_of(collection: ReportCollection, replaced: Sequence[CollectedReport]) -> Sequence[CollectedReport]:
    """Return the standing members that were judged by reports which others now stand for (被替换报告的次年报告)."""
    standing = CollectedReport.objects.filter(collection=collection, replaced_by=None)
    followers = standing.filter(compared_with__in={member.report_id for member in replaced})
    return list(followers.select_related("report").defer(*_HEAVY).order_by("id"))


def _family(collection: ReportCollection, organs: set[str]) -> Sequence[CollectedReport]:
    members = CollectedReport.objects.filter(collection=collection, organ__in=organs, year__gt=0)
    return list(members.select_related("report").defer(*_HEAVY).order_by("id"))


def _public_ends(organs: set[str], years: set[int]) -> Mapping[tuple[str, int], PublishedReport]:
    reports = PublishedReport.objects.current().filter(publisher__name__in=organs, year__in=years)
    wanted = reports.select_related("publisher").defer(*_LIGHT)
    return {(report.publisher.name, report.year or 0): report for report in wanted}


def _compared(before: PublishedReport, after: PublishedReport, organ: str) -> Sequence[Finding]:
    earlier, later = _end(before, organ), _end(after, organ)
    return compare(earlier, later) if earlier and later else ()


def _end(report: PublishedReport, organ: str) -> YearEnd | None:
    figures = values_from(report.figures)
    return year_end(Report(report.source, agency=organ, year=report.year, editions=report.editions, figures=figures))
