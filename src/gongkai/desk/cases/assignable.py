"""To whom a case may be handed (可分办的人员)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from gongkai.apps.agencies.models import Agency
from gongkai.apps.agencies.rights import Rights
from gongkai.apps.agencies.roles import AgencyRole
from gongkai.apps.casework.permissions import POLICY, CaseAct
from gongkai.apps.people.models import Grant, Officer
from gongkai.apps.people.selectors import officers_with

_WORKING = (AgencyRole.INTAKE, AgencyRole.HANDLER, AgencyRole.DISCLOSURE_HEAD)


def assignable_at(agency: Agency, *, on: date) -> Sequence[Officer]:
    """Return the officers who may work on the cases of an organ (本机关可分办人员)."""
    return officers_with(*_WORKING, agency=agency, on=on)


def assignable_officers(rights: Rights, *, on: date) -> Sequence[Officer]:
    """Return the officers who work on the cases that somebody may see; one query (可分办人员)."""
    codes = [role.code for role in _WORKING]
    grants = Grant.objects.filter(role_code__in=codes).in_force_on(on)
    holders = POLICY.narrow(grants, CaseAct.READ, rights=rights).values("officer")
    return list(Officer.objects.filter(is_active=True, pk__in=holders).order_by("name", "pk")[:500])
