"""Keeping the sums of every cell right while reports are published, replaced, withdrawn, judged again (汇总维护).

To be called last in a transaction that holds the publisher: the rows of the sums are shared by all publishers, and are
locked in one order, from here to the commit.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone

from gongkai.apps.reporting.models import CellTally, CollectionExtent, CountedReport, PublishedReport, Publisher
from gongkai.apps.reporting.models.cell_tallies import YEAR_UNKNOWN

_BATCH = 500
_Key = tuple[int, str, str, str]
_SUMS = ("reports", "errors", "warnings")


@dataclass(frozen=True, slots=True)
class _Change:
    """A report that goes into the sums, or out of them where ``sign`` is -1."""

    report: int
    year: int
    outcome: str
    sign: int


def recount(publisher: Publisher) -> None:
    """Bring the sums up to date with the public reports of one publisher (更新汇总)."""
    wanted = _standing(publisher)
    changes = []
    for counted in CountedReport.objects.filter(report__publisher=publisher):
        told = (counted.year, counted.outcome_code)
        if wanted.get(counted.report_id) == told:
            del wanted[counted.report_id]
        else:
            changes.append(_Change(counted.report_id, *told, sign=-1))
    changes += [_Change(report, *told, sign=1) for report, told in wanted.items()]
    _carry_out(changes, at=timezone.now())


def note_extent(*, before: Publisher, after: Publisher) -> None:
    """Carry what changed in the sums of one publisher over to those of the collection (更新目录规模)."""
    apart = {name: getattr(after, name) - getattr(before, name) for name in _SUMS}
    apart["publishers"] = bool(after.reports) - bool(before.reports)
    if any(apart.values()):
        CollectionExtent.objects.get_or_create(pk=1)
        CollectionExtent.objects.filter(pk=1).update(**{name: F(name) + number for name, number in apart.items()})


@transaction.atomic
def rebuild(*, tell: Callable[[int], None] = lambda _reports: None) -> int:
    """Throw the sums away and sum all public reports anew; return how many are counted (重建汇总).

    Whoever publishes meanwhile waits.
    """
    CountedReport.objects.all().delete()
    CellTally.objects.all().delete()
    CollectionExtent.objects.all().delete()
    counted = 0
    publishers = Publisher.objects.select_for_update().filter(reports__gt=0).order_by("pk")
    for publisher in publishers.iterator(chunk_size=_BATCH):
        recount(publisher)
        note_extent(before=Publisher(), after=publisher)
        counted += publisher.reports
        tell(publisher.reports)
    return counted


def _standing(publisher: Publisher) -> dict[int, tuple[int, str]]:
    """Return the reports that are to be counted, each with its year and verdict."""
    public = publisher.published.public().order_by("received_at", "pk")
    wanted: dict[object, tuple[int, tuple[int, str]]] = {}
    for number, year, outcome in public.values_list("pk", "year", "outcome_code"):
        # Reports that name no organ or no year are nobody's: none of them replaces another.
        owner: object = year if publisher.name and year is not None else (number,)
        wanted[owner] = number, (YEAR_UNKNOWN if year is None else year, outcome)
    return dict(wanted.values())


def _carry_out(changes: Iterable[_Change], *, at: datetime) -> None:
    changes = list(changes)
    for start in range(0, len(changes), _BATCH):
        _carry_out_some(changes[start : start + _BATCH], at=at)


def _carry_out_some(changes: list[_Change], *, at: datetime) -> None:
    reports = PublishedReport.objects.only("figures", "editions").in_bulk([change.report for change in changes])
    apart: dict[_Key, list[tuple[int, Mapping[str, Any]]]] = {}
    for change in changes:
        report = reports[change.report]
        for table, edition in report.editions.items():
            key = (change.year, table, edition, change.outcome)
            apart.setdefault(key, []).append((change.sign, report.figures))
    for key in sorted(apart):
        _move(key, apart[key], at=at)
    CountedReport.objects.filter(pk__in=[change.report for change in changes if change.sign < 0]).delete()
    CountedReport.objects.bulk_create(
        CountedReport(report_id=change.report, year=change.year, outcome_code=change.outcome)
        for change in changes
        if change.sign > 0
    )


def _move(key: _Key, apart: Iterable[tuple[int, Mapping[str, Any]]], *, at: datetime) -> None:
    year, table, edition, outcome = key
    rows: QuerySet[CellTally] = CellTally.objects.select_for_update()
    tally, _ = rows.get_or_create(
        year=year, table_key=table, edition=edition, outcome_code=outcome, defaults={"changed_at": at}
    )
    cells = {path: (_number(total), told) for path, (total, told) in tally.cells.items()}
    for sign, figures in apart:
        tally.reports += sign
        for path, value in figures.items():
            if path.startswith(f"{table}.") and value is not None:
                total, told = cells.get(path, (0, 0))
                cells[path] = total + sign * _number(value), told + sign
    tally.cells = {path: [_plain(total), told] for path, (total, told) in sorted(cells.items()) if told}
    tally.changed_at = at
    tally.save(update_fields=["reports", "cells", "changed_at"])


def _number(value: int | str) -> int | Decimal:
    return Decimal(value) if isinstance(value, str) else value


def _plain(value: int | Decimal) -> int | str:
    return str(value) if isinstance(value, Decimal) else value
