"""Reading annual reports, each by somebody who may see it (查阅年度报告)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.db.models.expressions import Combinable

from gongkai.apps.agencies.rights import NO_RIGHTS, Rights
from gongkai.apps.audit.permissions import Role
from gongkai.apps.reporting.models import (
    CellTally,
    CollectedReport,
    CollectionExtent,
    Deposit,
    PublishedReport,
    PublishedReportQuerySet,
    Publisher,
    Standing,
)
from gongkai.apps.reporting.models.cell_tallies import YEAR_UNKNOWN
from gongkai.apps.reporting.permissions import COLLECTION_POLICY, POLICY, CollectionAct, ReportingAct

PAGE_REPORTS = 50
MOST_COMPARED = 12


@dataclass(frozen=True, slots=True)
class Extent:
    """How large the public collection is (目录规模)."""

    publishers: int
    reports: int
    errors: int
    warnings: int


def extent() -> Extent:
    """Return how large the public collection is, from the kept sums (目录规模)."""
    kept = CollectionExtent.objects.filter(pk=1).first() or CollectionExtent()
    return Extent(kept.publishers, kept.reports, kept.errors, kept.warnings)


def years_present() -> Sequence[int]:
    """Return the years that the public collection has reports of, newest first (已有年度)."""
    told = CellTally.objects.filter(reports__gt=0).exclude(year=YEAR_UNKNOWN)
    return list(told.order_by("-year").values_list("year", flat=True).distinct())


def visible_to(*, role: Role, holder: str | None, rights: Rights = NO_RIGHTS) -> PublishedReportQuerySet:
    """Return every report that somebody may see (可见报告).

    Public ones, their own, those of collections they may read, withdrawn ones for staff.
    """
    may_see: Combinable | Q = Q(pk__in=[])
    if POLICY.allows(ReportingAct.READ, role=role):
        may_see |= Q(standing=Standing.PUBLIC)
    if POLICY.allows(ReportingAct.READ_WITHDRAWN, role=role):
        may_see |= Q(standing=Standing.WITHDRAWN)
    if holder:
        handed_in = Deposit.objects.filter(report=OuterRef("pk"), holder=holder)
        may_see |= Q(standing=Standing.PRIVATE) & Exists(handed_in)
    if COLLECTION_POLICY.allows_somewhere(CollectionAct.READ, rights=rights):
        may_see |= Q(standing=Standing.PRIVATE) & Exists(_gathered(rights).filter(report=OuterRef("pk")))
    return PublishedReport.objects.filter(may_see)


def _gathered(rights: Rights) -> QuerySet[CollectedReport]:
    """Return the reports in collections that somebody may read."""
    members = CollectedReport.objects.all()
    return COLLECTION_POLICY.narrow(members, CollectionAct.READ, rights=rights, through="collection__agency")


def report_for_reading(number: int, *, role: Role, holder: str | None, rights: Rights = NO_RIGHTS) -> PublishedReport:
    """Return one report with its publisher (单份报告).

    A private one bears the file name and the time under which ``holder`` handed it in, and nobody else's.
    Raises PublishedReport.DoesNotExist where it is not there, or not for them to see.
    """
    seen = visible_to(role=role, holder=holder, rights=rights)
    report = seen.select_related("publisher", "uploader").get(pk=number)
    if report.standing == Standing.PRIVATE:
        # The report has the name and time of whoever came first; they are not told to the others.
        own = Deposit.objects.filter(report=report, holder=holder).first()
        if own is not None:
            report.source, report.received_at = own.source, own.received_at
        else:
            gathered = _gathered(rights).filter(report=report).earliest("id")
            report.source, report.received_at = gathered.source, gathered.added_at
    return report


def is_known(digest: str, *, holder: str) -> bool:
    """Whether ``holder`` may learn that we have a file: it is public, or they handed it in (是否已收录)."""
    same = PublishedReport.objects.filter(digest=digest)
    handed_in = Deposit.objects.filter(report=OuterRef("pk"), holder=holder)
    return same.filter(Q(standing=Standing.PUBLIC) | Exists(handed_in)).exists()


@dataclass(frozen=True, slots=True)
class Beside:
    """The other public reports of the organ of a report (同一机关的报告).

    ``years`` are those that stand, by year; ``of_the_year`` the others of the same year, the last to come first;
    ``instead`` the one that stands in the place of the report, None where it stands itself.
    """

    years: Sequence[PublishedReport]
    of_the_year: Sequence[PublishedReport]
    instead: PublishedReport | None


def beside(report: PublishedReport) -> Beside:
    """Return what is public of the same publisher, in one query (同一机关的报告)."""
    if not report.publisher.name:
        return Beside((), (), None)
    same = PublishedReport.objects.public().for_lists().select_related("counted")
    found = list(same.filter(publisher_id=report.publisher_id).order_by("year", "id"))
    years = [other for other in found if hasattr(other, "counted")]
    if not report.is_public or report.year is None:
        return Beside(years, (), None)
    rivals = [other for other in found if other.year == report.year and other.pk != report.pk]
    instead = next((other for other in years if other.year == report.year), None)
    last_first = sorted(rivals, key=lambda other: (other.received_at, other.pk), reverse=True)
    return Beside(years, last_first, None if instead is None or instead.pk == report.pk else instead)


def reports_of_publisher(publisher: Publisher) -> Sequence[PublishedReport]:
    """Return the standing public report of each year of one publisher, oldest first (各年报告)."""
    return list(_with_figures().filter(publisher=publisher).order_by("year"))[-MOST_COMPARED:]


def reports_of_year(publishers: Sequence[Publisher], *, year: int) -> Sequence[PublishedReport]:
    """Return the standing public report of each publisher in one year, in the order given (同年各机关报告)."""
    reports = _with_figures().filter(publisher__in=publishers, year=year)
    by_publisher = {report.publisher_id: report for report in reports}
    return [by_publisher[publisher.pk] for publisher in publishers if publisher.pk in by_publisher]


def reports_of_publishers(publishers: Sequence[Publisher]) -> Sequence[PublishedReport]:
    """Return the standing public report of each of these publishers and years (各机关各年报告)."""
    return list(_with_figures().filter(publisher__in=publishers).order_by("year", "pk"))


def _with_figures() -> PublishedReportQuerySet:
    heavy = ("chapters", "findings", "findings_between_years", "problems", "places")
    return PublishedReport.objects.current().filter(year__isnull=False).select_related("publisher").defer(*heavy)


def publishers_named(numbers: Sequence[int]) -> Sequence[Publisher]:
    """Return publishers that have public reports, in the order of ``numbers`` (指定机关)."""
    found = Publisher.objects.filter(pk__in=numbers[:MOST_COMPARED], reports__gt=0).in_bulk()
    return [found[number] for number in dict.fromkeys(numbers) if number in found]


def common_years(publishers: Sequence[Publisher]) -> Sequence[int]:
    """Return the years of which these publishers have reports: most of them first, then newest (共有年度)."""
    years = PublishedReport.objects.public().filter(publisher__in=publishers, year__isnull=False).values("year")
    counted = years.annotate(present=Count("publisher", distinct=True)).order_by("-present", "-year")
    return [row["year"] for row in counted if row["year"] is not None]


def latest_reports(standing: str, *, name: str = "", before: int | None = None) -> Sequence[PublishedReport]:
    """Return one page and one more of the reports of a standing, newest first (最近收录)."""
    reports = PublishedReport.objects.for_lists().filter(standing=standing).select_related("publisher", "uploader")
    if name:
        reports = reports.filter(publisher__name__icontains=name)
    if before is not None:
        reports = reports.filter(pk__lt=before)
    return list(reports.order_by("-id")[: PAGE_REPORTS + 1])


def deposits_of(holder: str | None) -> Sequence[Deposit]:
    """Return what somebody handed in lately, newest first (我的提交)."""
    if not holder:
        return []
    kept = Deposit.objects.filter(holder=holder).select_related("report", "report__publisher")
    heavy = ("figures", "places", "chapters", "findings", "findings_between_years", "problems")
    return list(kept.defer(*(f"report__{name}" for name in heavy)).order_by("-id")[:PAGE_REPORTS])
