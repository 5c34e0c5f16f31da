"""The applications behind a cell of table three (计入的申请件)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime

from gongkai.apps.casework.models import Case, CaseQuerySet
from gongkai.apps.casework.selectors.statistics import standing_cases


def counted_cases(
    agency_ids: Collection[int], *, row: str, column: str, year: int, known_at: datetime | None = None
) -> CaseQuerySet:
    """Return the applications that a cell counts, as known at a moment (计入的申请件).

    ``row`` and ``column`` are keys of the form; ``total`` stands for all outcomes and for all kinds of applicant.
    """
    closes = date(year, 12, 31)
    cases = Case.objects.filter(agency__in=list(agency_ids), arrived_on__lte=closes)
    plain, folded = standing_cases(cases, row=row, column=column, year=year, known_at=known_at)
    return Case.objects.filter(pk__in=plain) | Case.objects.filter(pk__in=folded)
