"""Accounts: who may look after whose, and what each act leaves behind."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from apps.people.invented import ALL_POWER, PASSWORD, give, make_administrator, make_agency, make_officer
from apps.people.role_matrix import assert_guarded, assert_policy
from gongkai.apps.agencies.roles import AgencyRole
from gongkai.apps.audit.models import Entry
from gongkai.apps.audit.permissions import Role
from gongkai.apps.people import accounts, granting, selectors, sessions
from gongkai.apps.people.models import DeskSession, Grant, Officer
from gongkai.apps.people.permissions import ACCOUNTS, PeopleAct
from gongkai.apps.people.rights import rights_of

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
DAY = date(2026, 3, 2)
ADMINISTRATORS = {AgencyRole.ADMINISTRATOR}
EXPECTED = {
    PeopleAct.READ: {AgencyRole.ADMINISTRATOR, AgencyRole.AUDITOR},
    PeopleAct.OPEN_ACCOUNT: ADMINISTRATORS,
    PeopleAct.CHANGE_ACCOUNT: ADMINISTRATORS,
    PeopleAct.SWITCH: ADMINISTRATORS,
    PeopleAct.SET_SYSTEM_ROLE: ADMINISTRATORS,
    PeopleAct.RESET_PASSWORD: ADMINISTRATORS,
    PeopleAct.UNLOCK: ADMINISTRATORS,
    PeopleAct.REQUIRE_SECOND_FACTOR: ADMINISTRATORS,
    PeopleAct.CLEAR_SECOND_FACTOR: ADMINISTRATORS,
    PeopleAct.END_SESSIONS: ADMINISTRATORS,
    PeopleAct.GRANT: ADMINISTRATORS,
    PeopleAct.END_GRANT: ADMINISTRATORS,
}


def test_each_role_may_do_with_accounts_what_is_told_and_nothing_else() -> None:
    assert_policy(ACCOUNTS, EXPECTED)


def test_every_service_asks_for_the_right_at_the_organ_of_the_account() -> None:
    def at(act, **more):
        def attempt(by, agency):
            return act(officer=make_officer("对象", agency=agency), by=by, rights=rights_of(by), **more)

        return attempt

    def ending(by, agency):
        given = give(make_officer("对象", agency=agency), AgencyRole.INTAKE, agency)
        return granting.end_grant(given=given, on=DAY, by=by, rights=rights_of(by))

    assert_guarded(
        {
            PeopleAct.OPEN_ACCOUNT: lambda by, agency: accounts.open_account(
                username="new", name="新人", agency=agency, by=by, rights=rights_of(by)
            ),
            PeopleAct.CHANGE_ACCOUNT: lambda by, agency: accounts.change_account(
                officer=make_officer("对象", agency=agency), name="改", agency=agency, by=by, rights=rights_of(by)
            ),
            PeopleAct.SWITCH: at(accounts.switch_off, now=NOW),
            PeopleAct.RESET_PASSWORD: at(accounts.reset_password, now=NOW),
            PeopleAct.UNLOCK: at(accounts.unlock, now=NOW),
            PeopleAct.REQUIRE_SECOND_FACTOR: at(accounts.require_second_factor),
            PeopleAct.CLEAR_SECOND_FACTOR: at(accounts.clear_second_factor, now=NOW),
            PeopleAct.END_SESSIONS: at(accounts.end_sessions, now=NOW),
            PeopleAct.GRANT: lambda by, agency: granting.grant(
                officer=make_officer("对象", agency=agency),
                agency=agency,
                role=AgencyRole.INTAKE,
                valid_from=DAY,
                valid_until=None,
                by=by,
                rights=rights_of(by),
            ),
            PeopleAct.END_GRANT: ending,
        },
        EXPECTED,
    )


def local_administrator():
    city = make_agency("浮玉市人民政府", level_code="city")
    bureau = make_agency("浮玉市水利局", parent=city)
    return city, bureau, make_officer("局管理员", role=AgencyRole.ADMINISTRATOR, agency=bureau)


def test_an_account_that_also_holds_a_role_elsewhere_is_not_theirs_to_reset() -> None:
    city, bureau, administrator = local_administrator()
    shared = make_officer("兼职", agency=bureau)
    given = give(shared, AgencyRole.APPROVER, city)
    act = {"officer": shared, "by": administrator, "rights": rights_of(administrator), "now": NOW}
    with pytest.raises(PermissionDenied, match="重置密码"):
        accounts.reset_password(**act)
    given.valid_until = date(2019, 12, 31)
    given.save()
    assert accounts.reset_password(**act).officer == shared


@pytest.mark.parametrize("system_role", [Role.ADMINISTRATOR, Role.AUDITOR, Role.REPORT_CLERK])
def test_an_account_with_a_standing_in_the_whole_system_is_not_theirs_to_reset(system_role: Role) -> None:
    _, bureau, administrator = local_administrator()
    mighty = make_officer("上级人员", agency=bureau, system_role=system_role)
    with pytest.raises(PermissionDenied):
        accounts.reset_password(officer=mighty, by=administrator, rights=rights_of(administrator), now=NOW)


def test_only_an_administrator_of_everything_gives_a_standing_in_the_whole_system() -> None:
    _, bureau, local = local_administrator()
    officer = make_officer(agency=bureau)
    with pytest.raises(PermissionDenied, match="全系统"):
        accounts.set_system_role(officer=officer, role=Role.ADMINISTRATOR, by=local, rights=rights_of(local))
    raised = accounts.set_system_role(officer=officer, role=Role.AUDITOR, by=make_administrator(), rights=ALL_POWER)
    assert raised.role is Role.AUDITOR


def test_the_last_administrator_is_neither_closed_nor_turned_into_something_else() -> None:
    last, somebody = make_administrator(), make_officer()
    with pytest.raises(ValidationError, match="最后一个"):
        accounts.switch_off(officer=last, by=somebody, rights=ALL_POWER, now=NOW)
    with pytest.raises(ValidationError, match="最后一个"):
        accounts.set_system_role(officer=last, role=Role.OFFICER, by=somebody, rights=ALL_POWER)
    make_administrator()
    assert not accounts.switch_off(officer=last, by=somebody, rights=ALL_POWER, now=NOW).is_active


def test_nobody_closes_their_own_account_or_changes_their_own_standing() -> None:
    administrator = make_administrator()
    make_administrator()
    with pytest.raises(ValidationError, match="自己的账号"):
        accounts.switch_off(officer=administrator, by=administrator, rights=ALL_POWER, now=NOW)
    with pytest.raises(ValidationError, match="自己的全系统角色"):
        accounts.set_system_role(officer=administrator, role=Role.OFFICER, by=administrator, rights=ALL_POWER)


def test_a_new_account_has_a_password_of_its_own_that_must_be_changed() -> None:
    opened = accounts.open_account(
        username="zhou", name="周文", agency=make_agency(), by=make_administrator(), rights=ALL_POWER
    )
    stored = Officer.objects.get(username="zhou")
    assert stored.check_password(opened.password)
    assert stored.must_change_password
    assert opened.password not in str(Entry.objects.filter(act=PeopleAct.OPEN_ACCOUNT.code).values())


@pytest.mark.parametrize(
    ("username", "refusal"), [("ZHOU", "已经有人使用"), ("周 文", "合法的用户名"), ("", "不能为空")]
)
def test_a_user_name_that_cannot_be_is_refused(username: str, refusal: str) -> None:
    agency, administrator = make_agency(), make_administrator()
    Officer.objects.create_user("zhou", name="周文")
    with pytest.raises(ValidationError, match=refusal):
        accounts.open_account(username=username, name="周武", agency=agency, by=administrator, rights=ALL_POWER)


def test_a_reset_ends_the_sessions_and_the_old_password() -> None:
    officer = make_officer()
    sessions.begin(officer, address="192.0.2.1", browser="", now=NOW)
    opened = accounts.reset_password(officer=officer, by=make_administrator(), rights=ALL_POWER, now=NOW)
    officer.refresh_from_db()
    assert not officer.check_password(PASSWORD)
    assert officer.check_password(opened.password)
    assert not DeskSession.objects.filter(ended_at=None).exists()


def test_changing_one_s_password_ends_the_other_sessions_and_keeps_this_one() -> None:
    officer = make_officer()
    here = sessions.begin(officer, address="192.0.2.1", browser="", now=NOW)
    sessions.begin(officer, address="192.0.2.2", browser="", now=NOW)
    accounts.change_own_password(officer=officer, old=PASSWORD, new="云台山上的松-2032", mark=here, now=NOW)
    assert [each.address for each in sessions.open_sessions(officer, now=NOW)] == ["192.0.2.1"]


@pytest.mark.parametrize(
    ("old", "new", "refusal"),
    [
        ("不对", "云台山上的松-2032", "原密码不正确"),
        (PASSWORD, PASSWORD, "不能与原密码相同"),
        (PASSWORD, "短", "至少要有 10 个字符"),
        (PASSWORD, "password123", "太常见"),
        (PASSWORD, "linzhiyuan2026", "太相近"),
    ],
)
def test_a_password_that_is_weak_or_unproven_is_refused(old: str, new: str, refusal: str) -> None:
    officer = make_officer("linzhiyuan")
    with pytest.raises(ValidationError, match=refusal):
        accounts.change_own_password(officer=officer, old=old, new=new, mark="", now=NOW)
    officer.refresh_from_db()
    assert officer.check_password(PASSWORD)


def give_by(administrator, officer, agency, role=AgencyRole.HANDLER, since=DAY, until=None) -> Grant:
    return granting.grant(
        officer=officer,
        agency=agency,
        role=role,
        valid_from=since,
        valid_until=until,
        by=administrator,
        rights=rights_of(administrator),
    )


def test_nobody_grants_to_themselves() -> None:
    administrator = make_administrator()
    with pytest.raises(ValidationError, match="自己"):
        give_by(administrator, administrator, make_agency())


def test_a_local_administrator_grants_nothing_above_their_organ() -> None:
    city, bureau, administrator = local_administrator()
    officer = make_officer(agency=bureau)
    with pytest.raises(PermissionDenied):
        give_by(administrator, officer, city)
    with pytest.raises(PermissionDenied):
        give_by(administrator, make_officer(agency=city), bureau)
    assert give_by(administrator, officer, bureau).granted_by == administrator


@pytest.mark.parametrize(
    ("first", "second"), [(AgencyRole.AUDITOR, AgencyRole.HANDLER), (AgencyRole.HANDLER, AgencyRole.AUDITOR)]
)
def test_an_auditor_holds_no_other_role_in_either_order(first: AgencyRole, second: AgencyRole) -> None:
    administrator, officer, agency = make_administrator(), make_officer(), make_agency()
    give_by(administrator, officer, agency, first)
    with pytest.raises(ValidationError, match="审计不改动任何内容"):
        give_by(administrator, officer, agency, second)


def test_the_same_role_is_not_granted_twice_over_the_same_days_but_again_afterwards() -> None:
    administrator, officer, agency = make_administrator(), make_officer(), make_agency()
    give_by(administrator, officer, agency, since=date(2026, 1, 1), until=date(2026, 6, 30))
    with pytest.raises(ValidationError, match="已经是"):
        give_by(administrator, officer, agency, since=date(2026, 6, 30))
    give_by(administrator, officer, agency, since=date(2026, 7, 1))


def test_a_grant_does_not_end_before_it_begins() -> None:
    with pytest.raises(ValidationError, match="终止日期不能早于起始日期"):
        give_by(make_administrator(), make_officer(), make_agency(), until=date(2026, 3, 1))


def test_ending_a_grant_takes_the_right_away_from_that_day_on_and_keeps_what_was() -> None:
    administrator, officer, agency = make_administrator(), make_officer(), make_agency()
    given = give_by(administrator, officer, agency, since=date(2026, 1, 1))
    granting.end_grant(given=given, on=DAY, by=administrator, rights=ALL_POWER)
    assert rights_of(officer, date(2026, 3, 1)).roles_at(agency) == {AgencyRole.HANDLER}
    assert rights_of(officer, DAY).roles_at(agency) == frozenset()


def test_a_grant_that_had_not_begun_leaves_only_its_trace_in_the_log() -> None:
    administrator, officer, agency = make_administrator(), make_officer(), make_agency()
    given = give_by(administrator, officer, agency, since=DAY)
    assert granting.end_grant(given=given, on=DAY, by=administrator, rights=ALL_POWER) is None
    assert not Grant.objects.exists()
    assert Entry.objects.filter(act=PeopleAct.END_GRANT.code).count() == 1


def test_administrators_see_the_people_of_their_organs_alone_in_three_queries(django_assert_num_queries) -> None:
    city, bureau, administrator = local_administrator()
    for number in range(20):
        give(make_officer(f"人员{number}", agency=bureau), AgencyRole.INTAKE, bureau)
    make_officer("市里的人", agency=city)
    rights = rights_of(administrator)
    with django_assert_num_queries(2):
        seen = selectors.officers_seen(rights=rights, on=DAY)
        assert all(each.agency == bureau for each in seen)
        assert sum(len(each.grants_now) for each in seen) == 21
