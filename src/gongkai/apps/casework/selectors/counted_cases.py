"""The applications behind a cell of table three (计入的申请件)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime

from django.db.models import Q

from gongkai.apps.casework.models import Case, CaseQuerySet
from gongkai.apps.casework.selectors.outcome_rows import counted_rows
from gongkai.apps.casework.selectors.standings import Standing, restated
from gongkai.apps.casework.selectors.statistics import counted_in, is_counted_in


def counted_cases(
    agency_ids: Collection[int], *, row: str, column: str, year: int, known_at: datetime | None = None
) -> CaseQuerySet:
    """Return the applications that a cell counts, as known at a moment (计入的申请件).

    ``row`` and ``column`` are keys of the form; ``total`` stands for all outcomes and for all kinds of applicant.
    """
    opens, closes = date(year, 1, 1), date(year, 12, 31)

    def counts(standing: Standing) -> bool:
        return column in ("total", standing.column) and is_counted_in(standing, row, opens=opens, closes=closes)

    rows = counted_rows(agency_ids, year=year, known_at=known_at)
    by_row = counted_in(row, opens=opens, closes=closes, rows=rows)
    if column != "total":
        by_row &= Q(applicant_kind=column)
    others = restated(agency_ids, closes=closes, known_at=known_at, rows=rows)
    wrongly = [each.number for each in others if counts(each.now) and not counts(each.then)]
    besides = [each.number for each in others if counts(each.then) and not counts(each.now)]
    cases = Case.objects.filter(agency__in=list(agency_ids))
    return cases.filter((by_row & ~Q(pk__in=wrongly)) | Q(pk__in=besides))
