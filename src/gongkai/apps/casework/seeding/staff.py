"""Officers of invented organs: nobody can sign in as one until a password is set (虚构工作人员)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from gongkai.apps.agencies.models import Agency
from gongkai.apps.agencies.roles import AgencyRole
from gongkai.apps.casework.seeding.applicants import invented_name
from gongkai.apps.casework.seeding.chance import chance_of
from gongkai.apps.people.models import Grant, Officer

_SINCE = date(2019, 5, 15)
_ROLES = (AgencyRole.INTAKE, AgencyRole.HANDLER)


def staff_of(agencies: Sequence[Agency], *, seed: int) -> Mapping[int, Officer]:
    """Return one officer for each organ by the organ's number, making those that are not there yet (虚构工作人员)."""
    known = {officer.username: officer for officer in Officer.objects.filter(username__startswith=f"seed{seed}-")}
    staff = {agency.pk: known.get(_username(agency)) or _hired(agency) for agency in agencies}
    fresh = [(agency, staff[agency.pk]) for agency in agencies if _username(agency) not in known]
    Grant.objects.bulk_create(
        Grant(officer=officer, agency=agency, role_code=role.code, valid_from=_SINCE)
        for agency, officer in fresh
        for role in _ROLES
    )
    return staff


def _hired(agency: Agency) -> Officer:
    name = invented_name(chance_of(agency.code))
    return Officer.objects.create_user(_username(agency), None, name=name, agency=agency)


def _username(agency: Agency) -> str:
    return agency.code.lower()
