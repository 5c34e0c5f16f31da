"""Invented organs and officers for tests of the web product."""

from __future__ import annotations

from datetime import date
from itertools import count
from typing import Any

from gongkai.apps.agencies import services
from gongkai.apps.agencies.kinds import AgencyKind, Level
from gongkai.apps.agencies.models import Agency
from gongkai.apps.agencies.profile import Profile
from gongkai.apps.agencies.rights import Held, Rights
from gongkai.apps.agencies.roles import AgencyRole
from gongkai.apps.audit.permissions import Role
from gongkai.apps.people.models import Grant, Officer
from gongkai.apps.people.visitors import Visitor

PASSWORD = "浮玉山下-2031"
LONG_AGO = date(2019, 5, 15)
ALL_POWER = Rights(held=(Held(AgencyRole.ADMINISTRATOR, ""),))
_serial = count(1)


def make_agency(name: str = "浮玉市教育局", *, parent: Agency | None = None, **told: Any) -> Agency:
    """Return a new organ; ``told`` are fields of a profile or, for the guide and the remedies, of its contacts."""
    profile_fields = {
        "code": f"TEST{next(_serial):06d}",
        "kind_code": AgencyKind.DEPARTMENT.code,
        "level_code": Level.COUNTY.code,
        "division_code": "990101",
        "letter_prefix": "浮政公开",
    }
    plain = {field for field in Profile.__dataclass_fields__ if field != "contacts"}
    profile_fields |= {field: value for field, value in told.items() if field in plain}
    contacts = {field: value for field, value in told.items() if field not in plain}
    profile = Profile(name=name, contacts=contacts, **profile_fields)
    return services.found(profile, parent=parent, by=Visitor(), rights=ALL_POWER)


def make_officer(
    name: str = "林知远",
    *,
    role: AgencyRole | None = None,
    agency: Agency | None = None,
    system_role: Role = Role.OFFICER,
    password: str = PASSWORD,
) -> Officer:
    """Return a new officer of an organ, holding a role there where one is given."""
    officer = Officer.objects.create_user(
        f"officer{next(_serial)}", password, name=name, agency=agency, role_code=system_role.code
    )
    if role is not None:
        assert agency is not None
        give(officer, role, agency)
    return officer


def make_administrator() -> Officer:
    """Return an administrator of the whole system."""
    return make_officer("沈和平", system_role=Role.ADMINISTRATOR)


def give(
    officer: Officer, role: AgencyRole, agency: Agency, *, since: date = LONG_AGO, until: date | None = None
) -> Grant:
    """Let an officer hold a role at an organ, without asking who may give it."""
    return Grant.objects.create(
        officer=officer, agency=agency, role_code=role.code, valid_from=since, valid_until=until
    )
