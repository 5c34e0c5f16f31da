"""Entering what was taken in charges (登记行政事业性收费)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.db import IntegrityError, transaction
from django.utils import timezone

from gongkai.apps.agencies.models import Agency
from gongkai.apps.audit.services import record
from gongkai.apps.disclosure.models import Charge
from gongkai.apps.disclosure.permissions import POLICY, DisclosureAct
from gongkai.apps.people.models import Officer
from gongkai.apps.people.rights import rights_of
from gongkai.statute.errors import ActRefused
from gongkai.statute.instruments import REGULATION_2019

_ITEM = REGULATION_2019.at("第二十条第（八）项")


@transaction.atomic
def record_charge(
    *, agency: Agency, item: str, basis: str, period: tuple[date, date], amount_yuan: Decimal, by: Officer, today: date
) -> Charge:
    """Enter what an organ took under one item in one period of one year (登记收费).

    Raises ActRefused for a period that crosses the end of a year or is told already, PermissionDenied.
    """
    POLICY.require(DisclosureAct.RECORD_CHARGE, rights=rights_of(by, today), agency=agency)
    opens, closes = period
    if opens > closes or opens.year != closes.year:
        raise ActRefused("所属期间应当在同一年度内，起止不能颠倒；跨年度的请分年登记", _ITEM)
    if opens > today:
        raise ActRefused("所属期间还没有开始，收费发生以后再登记", _ITEM)
    if amount_yuan < 0:
        raise ActRefused("收费金额不能是负数；录错的请作废后重新登记", _ITEM)
    try:
        with transaction.atomic():
            made = Charge.objects.create(
                agency=agency,
                item=item,
                basis=basis,
                period_from=opens,
                period_until=closes,
                amount_yuan=amount_yuan,
                recorded_at=timezone.now(),
                recorded_by=by,
            )
    except IntegrityError as clash:
        raise ActRefused(f"“{item}”这一期间已经登记；录错的请作废后重新登记", _ITEM) from clash
    record(DisclosureAct.RECORD_CHARGE, by=by, on=made, yuan=str(amount_yuan))
    return made


@transaction.atomic
def void_charge(*, charge: Charge, reason: str, by: Officer, today: date) -> Charge:
    """Strike an entry made by mistake; it stays on record (作废收费登记). Raises ActRefused, PermissionDenied."""
    POLICY.require(DisclosureAct.RECORD_CHARGE, rights=rights_of(by, today), agency=charge.agency)
    locked = Charge.objects.select_for_update(of=("self",)).select_related("agency").get(pk=charge.pk)
    if locked.voided_at:
        raise ActRefused("这笔登记已经作废", _ITEM)
    locked.voided_at, locked.reason_voided = timezone.now(), reason
    locked.save(update_fields=["voided_at", "reason_voided"])
    record(DisclosureAct.RECORD_CHARGE, by=by, on=locked, reason=reason)
    return locked
