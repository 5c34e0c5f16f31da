"""Weighing a report, also against its neighbours in time, and summing up its publisher (核查结论的维护)."""

from __future__ import annotations

from collections import Counter

from gongkai.apps.reporting import tallying
from gongkai.apps.reporting.models import PublishedReport, Publisher
from gongkai.apps.reporting.searchable import KIND
from gongkai.apps.reporting.stored_reading import finding_columns
from gongkai.apps.reporting.verdicts import outcome_of
from gongkai.apps.search.services import note_change
from gongkai.reports.checks.between_years import compare, year_end
from gongkai.reports.findings import Severity
from gongkai.reports.model import TABLES


def weigh(report: PublishedReport) -> None:
    """Set the counts and the verdict from the findings; nothing is saved (计算结论)."""
    found = Counter(kept["severity"] for kept in (*report.findings, *report.findings_between_years))
    report.errors = found[Severity.ERROR.code]
    report.warnings = found[Severity.WARNING.code]
    report.notices = found[Severity.NOTICE.code]
    report.outcome_code = outcome_of(
        errors=report.errors,
        warnings=report.warnings,
        notices=report.notices,
        missing_tables=len(TABLES) - len(report.editions),
    ).code


def judge(report: PublishedReport) -> None:
    """Compare a report with the public one of the year before, weigh it and save (跨年核查)."""
    earlier = _public_neighbour(report, years=-1)
    before = year_end(earlier.reading()) if earlier else None
    after = year_end(report.reading())
    findings = compare(before, after) if before and after else ()
    report.findings_between_years = [finding_columns(finding) for finding in findings]
    weigh(report)
    report.save(update_fields=["findings_between_years", "outcome_code", "errors", "warnings", "notices"])


def judge_followers(report: PublishedReport) -> None:
    """Judge again the public reports of the year after, whose year before has changed (重新核查次年报告)."""
    if report.year is not None and report.publisher.name:
        for follower in _of_publisher(report, year=report.year + 1):
            judge(follower)


def tally(publisher: Publisher) -> None:
    """Sum up the reports of one publisher that stand, and carry the change into the sums of the collection (汇总机关).

    The last step of whatever changes a public report: the sums of the collection stay locked until the commit. What
    began to stand, or was replaced, is searched for anew.
    """
    before = Publisher.objects.get(pk=publisher.pk)
    for number in tallying.recount(publisher):
        note_change(kind=KIND, number=number)
    sums = tallying.sums_of(publisher)
    for name, value in sums.items():
        setattr(publisher, name, value)
    publisher.save(update_fields=[*sums])
    tallying.note_extent(before=before, after=publisher)


def _public_neighbour(report: PublishedReport, *, years: int) -> PublishedReport | None:
    if report.year is None or not report.publisher.name:
        return None
    # Of several reports of a year the last one handed in is the one that stands.
    return max(_of_publisher(report, year=report.year + years), key=lambda found: found.received_at, default=None)


def _of_publisher(report: PublishedReport, *, year: int) -> list[PublishedReport]:
    same = PublishedReport.objects.public().select_related("publisher")
    return list(same.filter(publisher_id=report.publisher_id, year=year))
