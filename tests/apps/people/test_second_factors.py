"""Binding an authenticator, its codes, and the codes for when it is lost."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from apps.people.invented import make_officer
from gongkai.apps.people import own_account, second_factors, totp
from gongkai.apps.people.models import RecoveryCode
from gongkai.apps.people.sessions import Holder

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 2, 9, 0, 5, tzinfo=UTC)
LATER = NOW + timedelta(minutes=2)


def code(holder: Holder, at: datetime) -> str:
    return totp.code_at(second_factors.begin_enrolment(holder).secret, step=int(at.timestamp()) // 30)


@pytest.fixture(params=["officer", "applicant"])
def holder(request) -> Holder:
    """Whoever may have a second factor: all that is told here holds for both."""
    if request.param == "officer":
        return make_officer()
    profile = {"kind": "natural_person", "name": "林知远"}
    return own_account.open_account(email="lin@example.cn", password="九曲黄河万里沙-浪淘", profile=profile)


@pytest.fixture
def recovery(holder) -> list[str]:
    return list(second_factors.confirm_enrolment(holder=holder, code=code(holder, NOW), now=NOW))


def test_the_secret_stays_the_same_until_it_is_confirmed(holder) -> None:
    assert second_factors.begin_enrolment(holder).secret == second_factors.begin_enrolment(holder).secret
    assert not second_factors.is_enrolled(holder)


def test_a_wrong_code_binds_nothing(holder) -> None:
    right = code(holder, NOW)
    with pytest.raises(second_factors.WrongCodeError):
        second_factors.confirm_enrolment(holder=holder, code=f"{(int(right) + 1) % 10**6:06d}", now=NOW)
    assert not second_factors.is_enrolled(holder)


def test_ten_recovery_codes_are_given_and_only_their_digests_kept(holder, recovery) -> None:
    assert second_factors.is_enrolled(holder)
    assert len(set(recovery)) == 10
    assert not {code.replace("-", "") for code in recovery} & set(RecoveryCode.objects.values_list("digest", flat=True))


def test_a_code_is_taken_once(holder, recovery) -> None:
    second_factors.check(holder=holder, code=code(holder, LATER), now=LATER)
    with pytest.raises(second_factors.WrongCodeError):
        second_factors.check(holder=holder, code=code(holder, LATER), now=LATER)


def test_the_code_that_confirmed_does_not_sign_in(holder, recovery) -> None:
    with pytest.raises(second_factors.WrongCodeError):
        second_factors.check(holder=holder, code=code(holder, NOW), now=NOW)


def test_a_recovery_code_is_taken_once_however_it_is_typed(holder, recovery) -> None:
    second_factors.check(holder=holder, code=f" {recovery[0].upper().replace('-', ' ')} ", now=LATER)
    with pytest.raises(second_factors.WrongCodeError):
        second_factors.check(holder=holder, code=recovery[0], now=LATER)


def test_a_recovery_code_of_somebody_else_is_not_taken(holder, recovery) -> None:
    other = make_officer("赵明")
    second_factors.confirm_enrolment(holder=other, code=code(other, NOW), now=NOW)
    with pytest.raises(second_factors.WrongCodeError):
        second_factors.check(holder=other, code=recovery[0], now=LATER)


def test_new_recovery_codes_end_the_old_ones(holder, recovery) -> None:
    renewed = second_factors.renew_recovery_codes(holder=holder, code=code(holder, LATER), now=LATER)
    assert not set(renewed) & set(recovery)
    with pytest.raises(second_factors.WrongCodeError):
        second_factors.check(holder=holder, code=recovery[1], now=LATER)


def test_an_officer_who_must_use_a_second_factor_cannot_leave_it() -> None:
    officer = make_officer()
    officer.needs_second_factor = True
    officer.save()
    second_factors.confirm_enrolment(holder=officer, code=code(officer, NOW), now=NOW)
    with pytest.raises(second_factors.StillRequiredError):
        second_factors.leave(holder=officer, code=code(officer, LATER), now=LATER)
    assert second_factors.is_enrolled(officer)


def test_leaving_takes_a_code(holder, recovery) -> None:
    with pytest.raises(second_factors.WrongCodeError):
        second_factors.leave(holder=holder, code="000000x", now=LATER)
    second_factors.leave(holder=holder, code=code(holder, LATER), now=LATER)
    assert not second_factors.is_enrolled(holder)
    assert not RecoveryCode.objects.exists()
