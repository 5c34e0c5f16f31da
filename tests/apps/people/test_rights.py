"""Which rights an officer has on which day."""

from __future__ import annotations

from datetime import date

import pytest

from apps.people.invented import give, make_agency, make_officer
from gongkai.apps.agencies.rights import NO_RIGHTS
from gongkai.apps.agencies.roles import AgencyRole
from gongkai.apps.audit.permissions import Role
from gongkai.apps.people import selectors
from gongkai.apps.people.rights import rights_of

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 2)


def test_a_grant_holds_from_its_first_day_to_its_last() -> None:
    agency, officer = make_agency(), make_officer()
    give(officer, AgencyRole.HANDLER, agency, since=date(2026, 1, 5), until=date(2026, 3, 31))
    held = {
        day: rights_of(officer, day).roles_at(agency)
        for day in (date(2026, 1, 4), date(2026, 1, 5), date(2026, 3, 31), date(2026, 4, 1))
    }
    assert list(held.values()) == [set(), {AgencyRole.HANDLER}, {AgencyRole.HANDLER}, set()]


def test_one_query_tells_the_rights_however_many_grants(django_assert_num_queries) -> None:
    officer = make_officer()
    for number in range(12):
        give(officer, AgencyRole.INTAKE, make_agency(f"第{number}局"))
    with django_assert_num_queries(1):
        assert len(rights_of(officer, DAY).held) == 12


def test_an_account_that_is_switched_off_has_no_rights() -> None:
    agency = make_agency()
    officer = make_officer(role=AgencyRole.HANDLER, agency=agency)
    officer.is_active = False
    assert rights_of(officer, DAY) is NO_RIGHTS


@pytest.mark.parametrize(
    ("system_role", "roles"),
    [
        (Role.OFFICER, set()),
        (Role.REPORT_CLERK, set()),
        (Role.ADMINISTRATOR, {AgencyRole.ADMINISTRATOR}),
        (Role.AUDITOR, {AgencyRole.AUDITOR}),
    ],
)
def test_a_standing_in_the_whole_system_holds_at_every_organ(system_role: Role, roles: set[AgencyRole]) -> None:
    officer = make_officer(system_role=system_role)
    assert rights_of(officer, DAY).roles_at(make_agency()) == roles


def test_an_auditor_of_the_whole_system_is_nothing_else_even_where_a_grant_says_so() -> None:
    agency = make_agency()
    officer = make_officer(role=AgencyRole.HANDLER, agency=agency, system_role=Role.AUDITOR)
    assert rights_of(officer, DAY).roles_at(agency) == {AgencyRole.AUDITOR}


def test_a_grant_follows_its_organ_when_the_tree_changes() -> None:
    agency = make_agency()
    officer = make_officer(role=AgencyRole.SUPERVISOR, agency=agency)
    child = make_agency("下属单位", parent=agency)
    assert rights_of(officer, DAY).roles_at(child) == {AgencyRole.SUPERVISOR}


def test_officers_of_a_role_are_found_at_the_very_organ_and_only_while_they_hold_it() -> None:
    agency = make_agency()
    child = make_agency("下属单位", parent=agency)
    wanted = make_officer("周甲", role=AgencyRole.HANDLER, agency=agency)
    gone = make_officer("周乙", agency=agency)
    give(gone, AgencyRole.HANDLER, agency, until=date(2026, 3, 1))
    closed = make_officer("周丙", role=AgencyRole.HANDLER, agency=agency)
    closed.is_active = False
    closed.save()
    make_officer("周丁", role=AgencyRole.HANDLER, agency=child)
    make_officer("周戊", role=AgencyRole.INTAKE, agency=agency)
    assert list(selectors.officers_with(AgencyRole.HANDLER, agency=agency, on=DAY)) == [wanted]
