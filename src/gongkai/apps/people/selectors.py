"""Reading officers and their roles (查阅工作人员)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db.models import Prefetch, Q, QuerySet

from gongkai.apps.agencies.models import Agency
from gongkai.apps.agencies.rights import Rights
from gongkai.apps.agencies.roles import AgencyRole
from gongkai.apps.people.models import Grant, Officer
from gongkai.apps.people.permissions import ACCOUNTS, PeopleAct

PAGE_OFFICERS = 50


def officers_with(*roles: AgencyRole, agency: Agency, on: date) -> Sequence[Officer]:
    """Return the officers who on a day hold one of the roles at this very organ, by name (岗位人员)."""
    codes = [role.code for role in roles]
    granted = Grant.objects.filter(agency=agency, role_code__in=codes).in_force_on(on)
    holders = Officer.objects.filter(is_active=True, pk__in=granted.values("officer"))
    return list(holders.order_by("name", "pk"))


def officers_seen(*, rights: Rights, on: date, words: str = "", after: int = 0) -> Sequence[Officer]:
    """Return a page and one more of the officers somebody may see, each with the grants of a day (人员列表).

    The grants stand in ``grants_now``; three queries, however many officers.
    """
    officers = _seen(rights)
    if words:
        officers = officers.filter(Q(name__icontains=words) | Q(username__icontains=words))
    grants = Grant.objects.in_force_on(on).select_related("agency").order_by("pk")
    page = officers.filter(pk__gt=after).select_related("agency").order_by("pk")
    return list(page.prefetch_related(Prefetch("grants", queryset=grants, to_attr="grants_now"))[: PAGE_OFFICERS + 1])


def officer_seen(number: int, *, rights: Rights) -> Officer:
    """Return one officer somebody may see (单个人员). Raises Officer.DoesNotExist where they may not."""
    return _seen(rights).select_related("agency").get(pk=number)


def grants_of(officer: Officer) -> Sequence[Grant]:
    """Return every role an officer held, holds or is to hold, the open ones first (全部授权)."""
    grants = Grant.objects.filter(officer=officer).select_related("agency", "granted_by")
    return sorted(grants, key=lambda given: (given.valid_until is not None, -given.valid_from.toordinal(), -given.pk))


def grant_seen(number: int, *, rights: Rights) -> Grant:
    """Return one grant at an organ whose people somebody may see (单项授权). Raises Grant.DoesNotExist."""
    grants = ACCOUNTS.narrow(Grant.objects.all(), PeopleAct.READ, rights=rights)
    return grants.select_related("agency", "officer").get(pk=number)


def _seen(rights: Rights) -> QuerySet[Officer]:
    return ACCOUNTS.narrow(Officer.objects.all(), PeopleAct.READ, rights=rights)
