"""Information processing fees that were paid (信息处理费收取情况)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime

from gongkai.apps.casework.models import CaseEvent
from gongkai.statute.case_acts import ActKind


def fees_taken(agency_ids: Collection[int], *, year: int, known_at: datetime | None = None) -> int:
    """Return the fees paid to some organs in a year, in yuan (收取的信息处理费).

    Counted is what is recorded, now or until ``known_at``.
    """
    paid = CaseEvent.objects.filter(
        kind_code=ActKind.FEE_PAID.code,
        on__range=(date(year, 1, 1), date(year, 12, 31)),
        case__agency__in=list(agency_ids),
    )
    if known_at is not None:
        paid = paid.filter(recorded_at__lte=known_at)
    return sum(int(details.get("yuan", 0)) for details in paid.values_list("details", flat=True))
