"""Trying to sign in: how many tries, from where, and for how long one is locked out."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from apps.people.invented import ALL_POWER, make_administrator, make_officer
from gongkai.apps.people import accounts, signing_in
from gongkai.apps.people.models import SignInAttempt

pytestmark = pytest.mark.django_db
START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
HOME, AWAY = "192.0.2.7", "198.51.100.9"


def fail(username: str, *, address: str = HOME, after: timedelta = timedelta()) -> SignInAttempt:
    return signing_in.begin(username=username, address=address, now=START + after)


def test_the_fifth_try_is_let_through_and_the_sixth_is_not() -> None:
    for _ in range(5):
        fail("lin")
    with pytest.raises(signing_in.LockedOutError, match="15 分钟后"):
        fail("lin")


def test_the_lock_ends_when_the_first_of_the_five_is_fifteen_minutes_old() -> None:
    for minute in range(5):
        fail("lin", after=timedelta(minutes=minute))
    with pytest.raises(signing_in.LockedOutError, match="1 分钟后"):
        fail("lin", after=timedelta(minutes=14, seconds=30))
    fail("lin", after=timedelta(minutes=15))


def test_knocking_while_locked_does_not_make_the_lock_longer() -> None:
    for _ in range(5):
        fail("lin")
    for minute in range(1, 15):
        with pytest.raises(signing_in.LockedOutError):
            fail("lin", after=timedelta(minutes=minute))
    fail("lin", after=timedelta(minutes=15))


def test_the_same_account_can_be_tried_from_elsewhere_up_to_twenty_times_in_all() -> None:
    for _ in range(5):
        fail("lin")
    for number in range(15):
        fail("lin", address=f"198.51.100.{number}")
    with pytest.raises(signing_in.LockedOutError):
        fail("lin", address="203.0.113.1")


def test_one_address_tries_at_most_sixty_times_on_whatever_accounts() -> None:
    for number in range(60):
        fail(f"name{number}")
    with pytest.raises(signing_in.LockedOutError):
        fail("another")
    fail("another", address=AWAY)


def test_capitals_do_not_make_another_account() -> None:
    for username in ("lin", "Lin", "LIN", "lIN", "liN"):
        fail(username)
    with pytest.raises(signing_in.LockedOutError):
        fail("lin")


def test_getting_in_begins_the_count_anew_at_that_address() -> None:
    officer = make_officer()
    for _ in range(4):
        fail(officer.username)
    signing_in.succeed(fail(officer.username, after=timedelta(minutes=1)), officer=officer)
    for _ in range(5):
        fail(officer.username, after=timedelta(minutes=2))
    with pytest.raises(signing_in.LockedOutError):
        fail(officer.username, after=timedelta(minutes=3))


def test_a_right_password_that_still_wants_a_code_is_neither_failure_nor_success() -> None:
    officer = make_officer()
    for _ in range(4):
        fail(officer.username)
    signing_in.take_back(fail(officer.username))
    fail(officer.username)
    with pytest.raises(signing_in.LockedOutError):
        fail(officer.username)


def test_an_administrator_can_let_the_officer_in_again_at_once() -> None:
    officer = make_officer()
    for _ in range(5):
        fail(officer.username)
    later = START + timedelta(minutes=1)
    assert signing_in.is_locked(officer, now=later)
    officer = accounts.unlock(officer=officer, by=make_administrator(), rights=ALL_POWER, now=later)
    assert not signing_in.is_locked(officer, now=later)
    fail(officer.username, after=timedelta(minutes=1, seconds=1))


def test_an_account_that_does_not_exist_locks_like_any_other() -> None:
    for _ in range(5):
        fail("nobody")
    with pytest.raises(signing_in.LockedOutError):
        fail("nobody")


def test_old_tries_are_forgotten_and_young_ones_kept() -> None:
    fail("lin")
    fail("lin", after=timedelta(days=100))
    assert signing_in.forget_attempts(now=START + timedelta(days=181)) == 1
    assert SignInAttempt.objects.count() == 1


def test_counting_costs_the_same_after_many_tries(django_assert_max_num_queries) -> None:
    for number in range(40):
        fail(f"name{number}")
    with django_assert_max_num_queries(6):
        fail("lin")
