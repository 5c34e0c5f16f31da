"""The figures of every public report, one report after another, however many there are (公开数据)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef
from django.utils import timezone

from gongkai.apps.reporting.models import CountedReport, PublishedReport

_BATCH = 200


@dataclass(frozen=True, slots=True)
class OpenFigures:
    """What one public report told (公开的报告数据).

    ``is_current`` is false for a report that a later one of the same organ and year replaced. ``figures`` are as
    stored: a count is an integer, an amount a string, a blank None. ``changed_on`` is the day it was made public here.
    """

    report: int
    agency: str
    year: int | None
    reported_on: date | None
    changed_on: date
    is_current: bool
    editions: Mapping[str, str]
    figures: Mapping[str, Any]


def open_figures(*, year: int | None = None) -> Iterator[OpenFigures]:
    """Yield the figures of every public report in the order they came, of one year or of all (公开数据)."""
    reports = PublishedReport.objects.public().select_related("publisher").order_by("pk")
    reports = reports.only("year", "reported_on", "received_at", "editions", "figures", "publisher__name")
    reports = reports.annotate(is_current=Exists(CountedReport.objects.filter(pk=OuterRef("pk"))))
    if year is not None:
        reports = reports.filter(year=year)
    # Page after page by the key: a reader who takes an hour holds no transaction open.
    last = 0
    while some := list(reports.filter(pk__gt=last)[:_BATCH]):
        yield from map(_opened, some)
        last = some[-1].pk


def _opened(report: Any) -> OpenFigures:
    return OpenFigures(
        report=report.pk,
        agency=report.publisher.name,
        year=report.year,
        reported_on=report.reported_on,
        changed_on=timezone.localdate(report.received_at),
        is_current=report.is_current,
        editions=report.editions,
        figures=report.figures,
    )
