"""A government's report in a collection against the sum of all others there (集内汇总核对)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from gongkai.apps.reporting.models import CollectedReport, ReportCollection
from gongkai.apps.reporting.stored_reading import values_from
from gongkai.reports.checks.rollup import Sums, compare_sums, is_of
from gongkai.reports.findings import Finding
from gongkai.reports.model import Report


@dataclass(slots=True)
class _Year:
    """The reports of the whole in one year, and the sums of all others."""

    wholes: list[CollectedReport] = field(default_factory=list)
    sums: Sums = field(default_factory=Sums)


def sums_apart(collection: ReportCollection) -> Iterator[tuple[CollectedReport, Sequence[Finding]]]:
    """Yield each report of the whole government with the cells that are not the sums (核对汇总数).

    Of several reports of one organ and year the first counts. Replaced reports are left out.
    """
    years: dict[int, _Year] = {}
    seen: set[tuple[str, int]] = set()
    members = CollectedReport.objects.filter(collection=collection, replaced_by=None, year__gt=0).order_by("id")
    wanted = ("report__figures", "report__editions")
    for member in members.select_related("report").only(*_OWN, *wanted).iterator(chunk_size=500):
        year = years.setdefault(member.year, _Year())
        if is_of(member.organ, collection.whole):
            year.wholes.append(member)
        elif (member.organ, member.year) not in seen:
            seen.add((member.organ, member.year))
            year.sums.add(_report(member))
    for year in years.values():
        for whole in year.wholes:
            yield whole, compare_sums(_report(whole), year.sums)


_OWN = (
    "collection_id",
    "report_id",
    "organ",
    "year",
    "outcome_code",
    "errors",
    "warnings",
    "notices",
    "replaced_by_id",
)


def _report(member: CollectedReport) -> Report:
    editions: Mapping[str, str] = member.report.editions
    return Report(
        "", agency=member.organ, year=member.year, editions=editions, figures=values_from(member.report.figures)
    )
