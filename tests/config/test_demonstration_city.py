"""The demonstration's city: every organ reachable and complete, every role with somebody to sign in as."""

from __future__ import annotations

from datetime import date

import pytest

from gongkai.apps.agencies.models import Agency
from gongkai.apps.agencies.roles import AgencyRole
from gongkai.apps.agencies.selectors import missing_in_guide, remedy_settings
from gongkai.apps.audit.permissions import Role
from gongkai.apps.people.models import Grant, Officer
from gongkai.apps.people.rights import rights_of
from gongkai.config.demonstration_city import LAND, PASSWORD, PERSONAS, build_city, settle_officers

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 2)


def test_every_organ_has_its_guide_its_court_and_its_place_under_the_city() -> None:
    city = build_city()
    assert [missing_in_guide(agency) for agency in city.values()] == [()] * 9
    assert [remedy_settings(agency).missing for agency in city.values()] == [()] * 9
    assert [agency.name for agency in city.values() if agency.parent is None] == ["青岚市人民政府"]


def test_every_role_has_somebody_to_sign_in_as() -> None:
    officers = settle_officers(build_city())
    held = {grant.role for grant in Grant.objects.in_force_on(TODAY)}
    standing = {officer.role for officer in officers.values()}
    # Administrator and auditor are standings in the whole system.
    assert held == set(AgencyRole) - {AgencyRole.AUDITOR, AgencyRole.ADMINISTRATOR}
    assert standing == set(Role) - {Role.ANONYMOUS}


def test_the_printed_password_opens_every_account() -> None:
    officers = settle_officers(build_city())
    assert all(officers[persona.username].check_password(PASSWORD) for persona in PERSONAS)
    assert not any(officer.must_change_password for officer in officers.values())


def test_the_handler_holds_the_role_at_the_land_bureau() -> None:
    city = build_city()
    officers = settle_officers(city)
    assert rights_of(officers["officer"], TODAY).roles_at(city[LAND]) == {AgencyRole.HANDLER}


def test_a_second_start_makes_nothing_twice() -> None:
    settle_officers(build_city())
    before = (Agency.objects.count(), Officer.objects.count(), Grant.objects.count())
    settle_officers(build_city())
    assert (Agency.objects.count(), Officer.objects.count(), Grant.objects.count()) == before
