"""Public annual reports, as the search finds them: of an organ and year the one that stands (年度报告检索)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from gongkai.apps.reporting.models import PublishedReport
from gongkai.apps.search.entries import Entry, Source

KIND = "report"


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
