"""Rights at organs: where a role holds, and what a policy lets through."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied

from apps.people.invented import ALL_POWER, make_agency
from apps.people.role_matrix import assert_policy
from gongkai.apps.agencies.models import Agency
from gongkai.apps.agencies.permissions import POLICY, AgencyAct
from gongkai.apps.agencies.rights import NO_RIGHTS, AgencyPolicy, Held, Rights
from gongkai.apps.agencies.roles import AgencyRole

ADMINISTRATORS = {AgencyRole.ADMINISTRATOR}
EXPECTED = {
    AgencyAct.READ: set(AgencyRole),
    AgencyAct.FOUND: ADMINISTRATORS,
    AgencyAct.CHANGE: ADMINISTRATORS,
    AgencyAct.MOVE: ADMINISTRATORS,
    AgencyAct.SET_CHANNEL: {AgencyRole.ADMINISTRATOR, AgencyRole.DISCLOSURE_HEAD},
    AgencyAct.SUCCEED: ADMINISTRATORS,
    AgencyAct.IMPORT: ADMINISTRATORS,
}


def test_each_role_may_do_with_organs_what_is_told_and_nothing_else() -> None:
    assert_policy(POLICY, EXPECTED)


def test_an_act_that_no_policy_names_is_denied_even_to_the_administrator_of_everything() -> None:
    assert not AgencyPolicy({}).allows(AgencyAct.READ, rights=ALL_POWER, agency=Agency(path="000001"))


def test_a_policy_that_lets_an_auditor_change_something_cannot_be_built() -> None:
    with pytest.raises(ValueError, match=r"agencies\.change"):
        AgencyPolicy({AgencyAct.CHANGE: frozenset({AgencyRole.AUDITOR})})


def test_a_denied_act_is_refused_in_words_with_the_organ_and_the_act() -> None:
    with pytest.raises(PermissionDenied, match="您在“浮玉市教育局”没有“修改机关”的权限"):
        POLICY.require(AgencyAct.CHANGE, rights=NO_RIGHTS, agency=Agency(name="浮玉市教育局", path="000001"))


def test_an_organ_whose_number_begins_like_another_is_not_below_it() -> None:
    held = Rights(1, (Held(AgencyRole.SUPERVISOR, "000001000002"),))
    assert held.roles_at(Agency(path="000001000002000020")) == {AgencyRole.SUPERVISOR}
    assert held.roles_at(Agency(path="000001000020")) == frozenset()


@pytest.mark.django_db
def test_a_query_is_narrowed_to_where_the_act_is_allowed() -> None:
    city = make_agency("浮玉市人民政府", level_code="city")
    bureau = make_agency("浮玉市水利局", parent=city)
    make_agency("浮玉市民政局", parent=city)
    branch = make_agency("浮玉市水政支队", parent=bureau)
    supervisor = Rights(1, (Held(AgencyRole.SUPERVISOR, bureau.path), Held(AgencyRole.HANDLER, city.path)))
    reading = POLICY.narrow(Agency.objects.all(), AgencyAct.READ, rights=supervisor, through="pk")
    assert {agency.name for agency in reading} == {city.name, bureau.name, branch.name}


@pytest.mark.django_db
def test_a_query_of_somebody_without_the_right_finds_nothing_and_of_the_administrator_everything() -> None:
    agency = make_agency()
    clerk = Rights(1, (Held(AgencyRole.REPORT_CLERK, agency.path),))
    assert not POLICY.narrow(Agency.objects.all(), AgencyAct.CHANGE, rights=clerk, through="pk").exists()
    assert POLICY.narrow(Agency.objects.all(), AgencyAct.CHANGE, rights=ALL_POWER, through="pk").count() == 1
