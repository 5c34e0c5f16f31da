"""What an organ took in charges (行政事业性收费查询)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from decimal import Decimal

from django.db.models import Q, QuerySet, Sum

from gongkai.apps.agencies.rights import Rights
from gongkai.apps.disclosure.models import Charge
from gongkai.apps.disclosure.permissions import POLICY, DisclosureAct

_YUAN_IN_WAN = Decimal(10_000)


def charges_visible_to(rights: Rights) -> QuerySet[Charge]:
    """Return the charges of the organs whose records an officer may read (可见收费)."""
    return POLICY.narrow(Charge.objects.all(), DisclosureAct.READ, rights=rights)


def charge_total(agency_ids: Collection[int], *, year: int, known_at: datetime | None = None) -> Decimal:
    """Return what was taken in the periods that end in a year, in 万元 (收费金额)."""
    total = counted_charges(agency_ids, year=year, known_at=known_at).aggregate(yuan=Sum("amount_yuan"))["yuan"]
    return (total or Decimal(0)) / _YUAN_IN_WAN


def counted_charges(agency_ids: Collection[int], *, year: int, known_at: datetime | None = None) -> QuerySet[Charge]:
    """Return the entries behind the total (计入的收费)."""
    charges = Charge.objects.filter(agency__in=agency_ids, period_until__range=(date(year, 1, 1), date(year, 12, 31)))
    if known_at is None:
        return charges.filter(voided_at=None)
    return charges.filter(Q(voided_at=None) | Q(voided_at__gt=known_at), recorded_at__lte=known_at)
