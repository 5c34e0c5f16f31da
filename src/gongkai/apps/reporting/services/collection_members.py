"""Putting reports that were read into a collection (收入报告集).

Everything happens in the caller's transaction, in a number of queries that does not depend on how many files there are,
save for storing the files themselves.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from gongkai.apps.people.models import Officer
from gongkai.apps.reporting import judging, originals
from gongkai.apps.reporting.chunk_reading import ReadFile
from gongkai.apps.reporting.collection_counts import counted
from gongkai.apps.reporting.file_names import shown_name
from gongkai.apps.reporting.finding_ranks import rank_of
from gongkai.apps.reporting.models import (
    CollectedFinding,
    CollectedReport,
    OrganNamePart,
    PublishedReport,
    Publisher,
    ReportCollection,
)
from gongkai.apps.reporting.neighbours import contradictions, followers_of
from gongkai.apps.reporting.searchable import FINDINGS
from gongkai.apps.reporting.services.corrected_reports import link_corrected
from gongkai.apps.reporting.stored_reading import finding_columns
from gongkai.apps.reporting.verdicts import outcome_of
from gongkai.apps.search.services import note_changes
from gongkai.reports.checks.between_years import RULES_BETWEEN_YEARS
from gongkai.reports.findings import Severity
from gongkai.reports.model import TABLES

_BATCH = 500
_WEIGHED = ("errors", "warnings", "notices", "outcome_code")
_COUNT_OF = {severity.code: f"{severity.code}s" for severity in Severity}
Contents = Callable[[ReadFile], bytes]


@dataclass(frozen=True, slots=True)
class Added:
    """What became of some files (收录结果): how many were new to the collection, and how many it had already."""

    taken: int
    known: int
    members: Mapping[str, CollectedReport]
    """The new members by the digest of their file."""


@transaction.atomic
def add_files(collection: ReportCollection, files: Sequence[ReadFile], *, contents: Contents, by: Officer) -> Added:
    """Put files that were read into a collection; the same bytes are one report, however often they come (收入报告集).

    ``contents`` gives the bytes of a file that has to be kept. The collection's row is locked, so that what two add at
    once is counted right.
    """
    collection = ReportCollection.objects.select_for_update().get(pk=collection.pk)
    distinct = {file.digest: file for file in files}
    now = timezone.now()
    reports = _reports(distinct, contents=contents, at=now)
    there = CollectedReport.objects.filter(collection=collection, report__in=list(reports.values()))
    known = set(there.values_list("report_id", flat=True))
    new = {digest: report for digest, report in reports.items() if report.pk not in known}
    members = {digest: _member(collection, report, distinct[digest], by=by, at=now) for digest, report in new.items()}
    CollectedReport.objects.bulk_create(members.values(), batch_size=_BATCH)
    arrived = list(members.values())
    findings = [finding for member in arrived for finding in _findings_of(member, member.report.findings)]
    CollectedFinding.objects.bulk_create(findings, batch_size=_BATCH)
    counted(arrived, findings, sign=1).keep(collection)
    _keep_names(collection, {member.organ for member in arrived})
    # First, so that a report is judged by the corrected one of the year before.
    replaced = link_corrected(collection, arrived, by=by)
    release_neighbours(collection, followers_of(collection, replaced) if replaced else ())
    judge_neighbours(collection, arrived)
    note_changes(kind=FINDINGS, numbers=[member.pk for member in arrived])
    return Added(taken=len(members), known=len(files) - len(members), members=members)


def judge_neighbours(collection: ReportCollection, arrived: Sequence[CollectedReport]) -> None:
    """Add to the findings what the reports contradict of the year before (跨年核查)."""
    compared = contradictions(collection, arrived)
    for told in compared:
        told.member.compared_with = told.earlier
    CollectedReport.objects.bulk_update([told.member for told in compared], ["compared_with"], batch_size=_BATCH)
    found = [(told.member, [finding_columns(finding) for finding in told.findings]) for told in compared]
    add_findings(collection, [(member, findings) for member, findings in found if findings])


def release_neighbours(collection: ReportCollection, members: Sequence[CollectedReport]) -> None:
    """Take out what members contradict of a report that stands no more; they can be compared anew (解除跨年核查)."""
    if not members:
        return
    rows = CollectedFinding.objects.filter(member__in=members, rule__in=RULES_BETWEEN_YEARS, is_current=True)
    for member in members:
        member.compared_with = None
    CollectedReport.objects.bulk_update(members, ["compared_with"], batch_size=_BATCH)
    remove_findings(collection, members, list(rows))


def add_findings(
    collection: ReportCollection, found: Sequence[tuple[CollectedReport, Sequence[Mapping[str, Any]]]]
) -> None:
    """Add findings to members that are counted already, weigh and count them anew (追加发现)."""
    members = [member for member, _ in found]
    counts = counted(members, [], sign=-1)
    rows: list[CollectedFinding] = []
    for member, findings in found:
        rows += _findings_of(member, findings)
        _weigh(member, findings)
    CollectedReport.objects.bulk_update(members, _WEIGHED, batch_size=_BATCH)
    CollectedFinding.objects.bulk_create(rows, batch_size=_BATCH)
    counts.add(counted(members, rows, sign=1))
    counts.keep(collection)
    note_changes(kind=FINDINGS, numbers=[member.pk for member in members])


def remove_findings(
    collection: ReportCollection, members: Sequence[CollectedReport], rows: Sequence[CollectedFinding]
) -> None:
    """Take findings out of members, all that a member has of a rule, weigh and count them anew (移除发现)."""
    counts = counted(members, rows, sign=-1)
    removed: dict[int, list[Mapping[str, Any]]] = {}
    for row in rows:
        removed.setdefault(row.member_id, []).append(row.told)
    for member in members:
        _weigh(member, removed.get(member.pk, ()), sign=-1)
    CollectedReport.objects.bulk_update(members, _WEIGHED, batch_size=_BATCH)
    CollectedFinding.objects.filter(pk__in=[row.pk for row in rows]).delete()
    counts.add(counted(members, [], sign=1))
    counts.keep(collection)
    note_changes(kind=FINDINGS, numbers=[member.pk for member in members])


def _weigh(member: CollectedReport, findings: Sequence[Mapping[str, Any]], *, sign: int = 1) -> None:
    """Add findings to the counts of a member, or take them away with ``sign`` -1, and set its verdict."""
    for told in findings:
        name = _COUNT_OF[told["severity"]]
        setattr(member, name, getattr(member, name) + sign)
    member.outcome_code = outcome_of(
        errors=member.errors,
        warnings=member.warnings,
        notices=member.notices,
        missing_tables=len(TABLES) - len(member.report.editions),
    ).code


def _member(
    collection: ReportCollection, report: PublishedReport, file: ReadFile, *, by: Officer, at: datetime
) -> CollectedReport:
    member = CollectedReport(
        collection=collection,
        report=report,
        organ=report.publisher.name,
        year=report.year or 0,
        source=shown_name(file.path),
        added_by=by,
        added_at=at,
    )
    _weigh(member, report.findings)
    return member


def _findings_of(member: CollectedReport, findings: Sequence[Mapping[str, Any]]) -> list[CollectedFinding]:
    return [
        CollectedFinding(
            collection_id=member.collection_id,
            member=member,
            rule=told["rule"],
            severity=told["severity"],
            rank=rank_of(told["rule"], told["severity"]),
            organ=member.organ,
            year=member.year,
            told=dict(told),
        )
        for told in findings
    ]


def _reports(files: Mapping[str, ReadFile], *, contents: Contents, at: datetime) -> Mapping[str, PublishedReport]:
    """Return the report of each digest, making those that are not there yet (报告入库)."""
    found = {report.digest: report for report in _known(list(files))}
    missing = {digest: file for digest, file in files.items() if digest not in found}
    publishers = _publishers({file.agency for file in missing.values()})
    for digest, file in missing.items():
        originals.keep(digest, contents(file))
        report = PublishedReport(
            digest=digest,
            publisher=publishers[file.agency],
            source=shown_name(file.path),
            size=file.size,
            received_at=at,
            **file.columns,
        )
        judging.weigh(report)
        found[digest] = report
    PublishedReport.objects.bulk_create([found[digest] for digest in missing], batch_size=_BATCH)
    return found


def _known(digests: Sequence[str]) -> Sequence[PublishedReport]:
    light = ("figures", "places", "chapters", "findings_between_years", "problems")
    found: list[PublishedReport] = []
    for start in range(0, len(digests), _BATCH):
        known = PublishedReport.objects.filter(digest__in=digests[start : start + _BATCH])
        # Locked, so that what is private and about to expire stays.
        found += known.select_related("publisher").defer(*light).select_for_update(of=("self",))
    return found


def _publishers(names: set[str]) -> Mapping[str, Publisher]:
    Publisher.objects.bulk_create([Publisher(name=name) for name in sorted(names)], ignore_conflicts=True)
    return {publisher.name: publisher for publisher in Publisher.objects.filter(name__in=names)}


def _keep_names(collection: ReportCollection, organs: set[str]) -> None:
    parts = [
        OrganNamePart(collection=collection, organ=organ, part=organ[start:])
        for organ in sorted(organs)
        for start in range(len(organ))
    ]
    # Every part of a name is kept with the name: one that is there already is there whole.
    OrganNamePart.objects.bulk_create(parts, batch_size=_BATCH, ignore_conflicts=True)
