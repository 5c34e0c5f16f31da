"""Keeping the sums of every cell right while reports are published, replaced, withdrawn, judged again (汇总维护).

To be called last in a transaction that holds the publisher: the rows of the sums are shared by all publishers, and are
locked in one order, from here to the commit.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from itertools import islice
from operator import itemgetter

from django.db import transaction
from django.db.models import Count, F, Max, Sum
from django.db.models.functions import Coalesce
from django.utils import timezone

from gongkai.apps.reporting.models import CellTally, CollectionExtent, CountedReport, PublishedReport, Publisher
from gongkai.apps.reporting.models.cell_tallies import YEAR_UNKNOWN

_BATCH = 500
_Key = tuple[int, str, str, str]
_SUMS = ("reports", "errors", "warnings")
_SUMS_OF_PUBLISHER = (*_SUMS, "latest_year")


@dataclass(frozen=True, slots=True)
class _Change:
    """A report that goes into the sums, or out of them where ``sign`` is -1."""

    report: int
    year: int
    outcome: str
    sign: int


@dataclass(slots=True)
class _Apart:
    """What is to be added to one row of the sums: reports, and by path a sum and how many told it."""

    reports: int = 0
    cells: dict[str, tuple[int | Decimal, int]] = field(default_factory=dict)

    def put(self, path: str, amount: int | Decimal, told: int) -> None:
        """Add to one cell."""
        before, counted = self.cells.get(path, (0, 0))
        self.cells[path] = before + amount, counted + told


def recount(publisher: Publisher) -> frozenset[int]:
    """Bring the sums up to date with one publisher; return which reports came in or went out (更新汇总)."""
    wanted = _standing([publisher])
    changes = []
    for counted in _counted(publisher):
        told = (counted.year, counted.outcome_code)
        if wanted.get(counted.report_id) == told:
            del wanted[counted.report_id]
        else:
            changes.append(_Change(counted.report_id, *told, sign=-1))
    changes += [_Change(report, *told, sign=1) for report, told in wanted.items()]
    _carry_out(changes, at=timezone.now())
    # One that only has another verdict goes out and comes in: it is in both.
    left, arrived = ({change.report for change in changes if change.sign == sign} for sign in (-1, 1))
    return frozenset(left ^ arrived)


def sums_of(publisher: Publisher) -> Mapping[str, int]:
    """Return the sums of one publisher over its reports that stand (机关汇总)."""
    return _sums_by_publisher([publisher]).get(publisher.pk) or dict.fromkeys(_SUMS_OF_PUBLISHER, 0)


def note_extent(*, before: Publisher, after: Publisher) -> None:
    """Carry what changed in the sums of one publisher over to those of the collection (更新目录规模)."""
    apart = {name: getattr(after, name) - getattr(before, name) for name in _SUMS}
    apart["publishers"] = bool(after.reports) - bool(before.reports)
    if any(apart.values()):
        CollectionExtent.objects.get_or_create(pk=1)
        CollectionExtent.objects.filter(pk=1).update(**{name: F(name) + number for name, number in apart.items()})


@transaction.atomic
def rebuild() -> int:
    """Throw the sums away and sum all public reports anew; return how many are counted (重建汇总).

    Whoever publishes meanwhile waits.
    """
    CountedReport.objects.all().delete()
    CellTally.objects.all().delete()
    CollectionExtent.objects.all().delete()
    publishers = iter(Publisher.objects.select_for_update().filter(reports__gt=0).order_by("pk"))
    counted: list[_Change] = []
    while some := list(islice(publishers, _BATCH)):
        counted += [_Change(report, *told, sign=1) for report, told in _standing(some).items()]
    _carry_out(counted, at=timezone.now())
    _sum_publishers_anew()
    CollectionExtent.objects.create(pk=1, **_extent())
    return len(counted)


def _sum_publishers_anew() -> None:
    publishers = iter(Publisher.objects.filter(reports__gt=0).order_by("pk"))
    while some := list(islice(publishers, _BATCH)):
        sums = _sums_by_publisher(some)
        for publisher in some:
            for name, value in sums[publisher.pk].items():
                setattr(publisher, name, value)
        Publisher.objects.bulk_update(some, _SUMS_OF_PUBLISHER)


def _sums_by_publisher(publishers: Collection[Publisher]) -> Mapping[int, Mapping[str, int]]:
    of_these = PublishedReport.objects.current().filter(publisher__in=[publisher.pk for publisher in publishers])
    summed = of_these.values_list("publisher").annotate(
        told_reports=Count("pk"),
        told_errors=Sum("errors"),
        told_warnings=Sum("warnings"),
        told_year=Coalesce(Max("year"), 0),
    )
    return {number: dict(zip(_SUMS_OF_PUBLISHER, sums, strict=True)) for number, *sums in summed}


def _extent() -> Mapping[str, int]:
    sums = {name: Coalesce(Sum(name), 0) for name in _SUMS}
    return Publisher.objects.filter(reports__gt=0).aggregate(publishers=Count("pk"), **sums)


def _standing(publishers: Collection[Publisher]) -> dict[int, tuple[int, str]]:
    """Return the reports that are to be counted, each with its year and verdict."""
    named = {publisher.pk for publisher in publishers if publisher.name}
    public = PublishedReport.objects.public().filter(publisher__in=[publisher.pk for publisher in publishers])
    told = public.values_list("received_at", "pk", "publisher", "year", "outcome_code")
    wanted: dict[object, tuple[int, tuple[int, str]]] = {}
    # Sorted here: asked for in this order, SQLite reads the whole table along the index of the days.
    for _, number, publisher, year, outcome in sorted(told, key=itemgetter(0, 1)):
        # Reports that name no organ or no year are nobody's: none of them replaces another.
        owner: object = (publisher, year) if publisher in named and year is not None else (number,)
        wanted[owner] = number, (YEAR_UNKNOWN if year is None else year, outcome)
    return dict(wanted.values())


def _counted(publisher: Publisher) -> Iterator[CountedReport]:
    # By their keys, so that no database begins with all that are counted.
    numbers = iter(list(publisher.published.values_list("pk", flat=True)))
    while some := list(islice(numbers, _BATCH)):
        yield from CountedReport.objects.filter(pk__in=some)


def _carry_out(changes: Sequence[_Change], *, at: datetime) -> None:
    _move(_summed(changes), at=at)
    CountedReport.objects.filter(pk__in=[change.report for change in changes if change.sign < 0]).delete()
    arrived = (
        CountedReport(report_id=change.report, year=change.year, outcome_code=change.outcome)
        for change in changes
        if change.sign > 0
    )
    CountedReport.objects.bulk_create(arrived, batch_size=_BATCH)


def _summed(changes: Iterable[_Change]) -> Mapping[_Key, _Apart]:
    """Return what reports that come and go add to the sums and take from them."""
    summed: dict[_Key, _Apart] = {}
    waiting = iter(changes)
    while some := list(islice(waiting, _BATCH)):
        reports = PublishedReport.objects.only("figures", "editions").in_bulk([change.report for change in some])
        for change in some:
            _add(summed, change, reports[change.report])
    return summed


def _add(summed: dict[_Key, _Apart], change: _Change, report: PublishedReport) -> None:
    tables = {}
    for table, edition in report.editions.items():
        tables[table] = summed.setdefault((change.year, table, edition, change.outcome), _Apart())
        tables[table].reports += change.sign
    for path, value in report.figures.items():
        if value is not None:
            tables[path.partition(".")[0]].put(path, change.sign * _number(value), change.sign)


def _move(summed: Mapping[_Key, _Apart], *, at: datetime) -> None:
    for key in sorted(summed):
        year, table, edition, outcome = key
        tally, _ = CellTally.objects.select_for_update().get_or_create(
            year=year, table_key=table, edition=edition, outcome_code=outcome, defaults={"changed_at": at}
        )
        apart = summed[key]
        for path, (total, told) in tally.cells.items():
            apart.put(path, _number(total), told)
        tally.reports += apart.reports
        tally.cells = {path: [_plain(total), told] for path, (total, told) in sorted(apart.cells.items()) if told}
        tally.changed_at = at
        tally.save(update_fields=["reports", "cells", "changed_at"])


def _number(value: int | str) -> int | Decimal:
    return Decimal(value) if isinstance(value, str) else value


def _plain(value: int | Decimal) -> int | str:
    return str(value) if isinstance(value, Decimal) else value
