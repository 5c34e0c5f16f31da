"""Public annual reports as the search finds them, and findings as the desk does (年度报告检索).

Of an organ and year the public finds the report that stands.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from gongkai.apps.reporting.models import CollectedFinding, CollectedReport, PublishedReport
from gongkai.apps.search.entries import DeskEntry, DeskSource, Entry, Source

KIND = "report"
FINDINGS = "findings"
"""The findings on one report of a collection: what is noted is the number of that report."""


def _public(numbers: Sequence[int]) -> Iterator[Entry]:
    reports = PublishedReport.objects.current().filter(pk__in=numbers).select_related("publisher")
    wanted = ("title", "year", "chapters", "reported_on", "publisher__name", "publisher_id", "standing")
    for report in reports.only(*wanted):
        yield Entry(
            kind=KIND,
            number=report.pk,
            title=report.title or str(report),
            text="\n".join(str(chapter.get("text", "")) for chapter in report.chapters),
            agency=report.publisher.name,
            year=report.year or 0,
            published_on=report.reported_on,
        )


def _numbers() -> Iterable[int]:
    return PublishedReport.objects.current().order_by("pk").values_list("pk", flat=True).iterator()


PUBLISHED_REPORTS = Source(KIND, "年度报告", _public, _numbers)


def _findings(members: Sequence[int]) -> Iterator[DeskEntry]:
    current = CollectedFinding.objects.filter(member__in=members, is_current=True)
    for found in current.order_by("pk").iterator():
        told = found.told
        yield DeskEntry(
            kind=FINDINGS,
            number=found.member_id,
            row=found.pk,
            labels=finding_labels(found.collection_id, rule=found.rule, severity=found.severity, year=found.year),
            title=found.organ,
            text="\n".join((told["message"], told["quote"] or "", found.rule_label)),
            # As FindingOrder sorts, each to the number of the row.
            orders=(
                f"{found.rank:05}{found.pk:019}",
                f"{found.organ}\x1f{found.pk:019}",
                f"{found.year:05}{found.rank:05}{found.pk:019}",
            ),
        )


def finding_labels(collection: int, *, rule: str, severity: str, year: int | None) -> tuple[str, ...]:
    """Return what findings can be narrowed by; what is empty or None is left out (筛选标签)."""
    told = {"collection": collection, "rule": rule, "severity": severity, "year": year}
    return tuple(f"{name}:{value}" for name, value in told.items() if value not in ("", None))


def _members() -> Iterable[int]:
    return CollectedReport.objects.filter(replaced_by=None).order_by("pk").values_list("pk", flat=True).iterator()


COLLECTED_FINDINGS = DeskSource(FINDINGS, "核查发现", _findings, _members)
