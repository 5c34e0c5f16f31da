"""Members of collections judged by a public report of the year before, when that changes (公开报告变动后的核查)."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Exists, OuterRef, QuerySet

from gongkai.apps.reporting.models import CollectedReport, PublishedReport, ReportCollection
from gongkai.apps.reporting.services.collection_members import judge_neighbours, release_neighbours


def judge_members_anew(report: PublishedReport) -> None:
    """Judge the members of the year after by what is public now (重新核查次年报告).

    To be called when a public report was published, replaced, withdrawn or restored. A member compared with a report
    that stands no more is compared with the one that does, or with none; one compared with none, with this. What is
    itself in the collection stands there whatever the public sees.
    """
    if report.year is None or not report.publisher.name:
        return
    # With the collections named, the index by organ holds all that is asked.
    within = list(ReportCollection.objects.order_by("pk").values_list("pk", flat=True))
    followers = _followers(within, organ=report.publisher.name, year=report.year + 1)
    for number in list(followers.order_by("collection").values_list("collection", flat=True).distinct()):
        _judge(ReportCollection.objects.select_for_update().get(pk=number), report)


def _judge(collection: ReportCollection, report: PublishedReport) -> None:
    members = _followers([collection.pk], organ=report.publisher.name, year=(report.year or 0) + 1)
    release_neighbours(collection, list(_stale(members).select_related("report").order_by("id")))
    judge_neighbours(collection, list(members.filter(compared_with=None).select_related("report").order_by("id")))


def _followers(collections: Sequence[int], *, organ: str, year: int) -> QuerySet[CollectedReport]:
    return CollectedReport.objects.filter(collection__in=collections, organ=organ, year=year, replaced_by=None)


def _stale(members: QuerySet[CollectedReport]) -> QuerySet[CollectedReport]:
    """Return those compared with what is neither in the collection nor the public report that stands."""
    there = CollectedReport.objects.filter(
        collection=OuterRef("collection"), report=OuterRef("compared_with"), replaced_by=None
    )
    apart = members.filter(compared_with__isnull=False, compared_with__counted__isnull=True)
    return apart.filter(~Exists(there))
