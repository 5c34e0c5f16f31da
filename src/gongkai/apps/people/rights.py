"""Which rights an officer has on a day (权限查询)."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from gongkai.apps.agencies.rights import NO_RIGHTS, Held, Rights
from gongkai.apps.agencies.roles import AgencyRole
from gongkai.apps.audit.permissions import Role
from gongkai.apps.people.models import Grant, Officer

_EVERYWHERE = {Role.ADMINISTRATOR: AgencyRole.ADMINISTRATOR, Role.AUDITOR: AgencyRole.AUDITOR}


def rights_of(officer: Officer, on: date | None = None) -> Rights:
    """Return the rights of an officer on a day, today where none is given; one query (权限范围).

    An account that is switched off has none. An auditor of the whole system is nothing else besides.
    """
    if not officer.is_active:
        return NO_RIGHTS
    everywhere = _EVERYWHERE.get(officer.role)
    held = (Held(everywhere, ""),) if everywhere else ()
    if everywhere is AgencyRole.AUDITOR:
        return Rights(officer.pk, held)
    grants = Grant.objects.filter(officer=officer).in_force_on(on or timezone.localdate()).select_related("agency")
    granted = tuple(Held(grant.role, grant.agency.path) for grant in grants.order_by("pk"))
    return Rights(officer.pk, held + granted)
