"""Many at once: guesses of a password, one code, one registration, moves in the tree, two administrators."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from apps.people.invented import ALL_POWER, make_administrator, make_agency, make_officer
from gongkai.apps.agencies import services
from gongkai.apps.agencies.models import Agency
from gongkai.apps.audit.permissions import Role
from gongkai.apps.people import accounts, mailed_links, own_account, second_factors, signing_in, totp
from gongkai.apps.people.models import ApplicantAccount, Officer

pytestmark = pytest.mark.django_db(transaction=True)
_REFUSALS = (
    ValidationError,
    signing_in.LockedOutError,
    second_factors.WrongCodeError,
    own_account.AccountExistsError,
    own_account.LinkVoidError,
)
NOW = datetime(2026, 3, 2, 9, 0, 5, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _several_may_write(transactional_db) -> None:
    if connection.vendor == "sqlite":
        pytest.skip("the test database is in memory, and one thread holds it; writers to a file wait for each other")


def at_once(*acts: Callable[[], object]) -> list[bool]:
    """Do the acts in threads of their own; tell which went through and which the product refused."""

    def attempt(act: Callable[[], object]) -> bool:
        try:
            act()
        except _REFUSALS:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(len(acts)) as threads:
        return list(threads.map(attempt, acts))


def test_guesses_at_once_are_all_counted() -> None:
    let_through = at_once(*(lambda: signing_in.begin(username="lin", address="192.0.2.7", now=NOW) for _ in range(12)))
    assert sum(let_through) <= signing_in.TRIES_TOGETHER


@pytest.mark.parametrize("is_recovery", [False, True])
def test_one_code_at_four_browsers_lets_one_of_them_in(is_recovery: bool) -> None:
    officer = make_officer()
    secret = second_factors.begin_enrolment(officer).secret
    earlier = NOW - timedelta(minutes=5)
    first = totp.code_at(secret, step=int(earlier.timestamp()) // 30)
    recovery = second_factors.confirm_enrolment(holder=officer, code=first, now=earlier)
    code = recovery[0] if is_recovery else totp.code_at(secret, step=int(NOW.timestamp()) // 30)
    came_in = at_once(*(lambda: second_factors.check(holder=officer, code=code, now=NOW) for _ in range(4)))
    assert sum(came_in) == 1


def test_two_moves_that_cross_do_not_close_a_circle() -> None:
    administrator = make_administrator()
    one, two = make_agency("甲局"), make_agency("乙局")

    def move(agency: Agency, parent: Agency) -> Callable[[], object]:
        return lambda: services.move(agency=agency, parent=parent, by=administrator, rights=ALL_POWER)

    assert sorted(at_once(move(one, two), move(two, one))) == [False, True]
    one.refresh_from_db()
    two.refresh_from_db()
    assert {one.depth, two.depth} == {0, 1}


def test_two_administrators_who_close_each_other_s_accounts_leave_one() -> None:
    one, two = make_administrator(), make_administrator()

    def close(whom: Officer, by: Officer) -> Callable[[], object]:
        return lambda: accounts.switch_off(officer=whom, by=by, rights=ALL_POWER, now=NOW)

    assert sorted(at_once(close(one, two), close(two, one))) == [False, True]
    assert Officer.objects.filter(role_code=Role.ADMINISTRATOR.code, is_active=True).count() == 1


def test_two_registrations_of_one_address_at_once_make_one_account() -> None:
    def register() -> object:
        return own_account.open_account(
            email="lin@example.cn", password="九曲黄河万里沙-浪淘", profile={"kind": "natural_person", "name": "林知远"}
        )

    assert sorted(at_once(register, register, register)) == [False, False, True]
    assert ApplicantAccount.objects.count() == 1


def test_one_reset_link_opened_twice_at_once_sets_one_password() -> None:
    account = own_account.open_account(
        email="lin@example.cn", password="九曲黄河万里沙-浪淘", profile={"kind": "natural_person", "name": "林知远"}
    )
    token = mailed_links.to_reset(account)
    words = ("白日依山尽-更上一层楼", "欲穷千里目-黄河入海流")
    done = at_once(*(partial(own_account.reset_password, token=token, new=new, now=NOW) for new in words))
    assert sorted(done) == [False, True]
    account.refresh_from_db()
    assert [account.has_password(new) for new in words] == done
