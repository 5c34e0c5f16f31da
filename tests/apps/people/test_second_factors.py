"""Binding an authenticator, its codes, and the codes for when it is lost."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from apps.people.invented import make_officer
from gongkai.apps.people import second_factors, totp
from gongkai.apps.people.models import Officer, RecoveryCode

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 2, 9, 0, 5, tzinfo=UTC)
LATER = NOW + timedelta(minutes=2)


def code(officer: Officer, at: datetime) -> str:
    return totp.code_at(second_factors.begin_enrolment(officer).secret, step=int(at.timestamp()) // 30)


@pytest.fixture
def officer() -> Officer:
    return make_officer()


@pytest.fixture
def recovery(officer) -> list[str]:
    return list(second_factors.confirm_enrolment(officer=officer, code=code(officer, NOW), now=NOW))


def test_the_secret_stays_the_same_until_it_is_confirmed(officer) -> None:
    assert second_factors.begin_enrolment(officer).secret == second_factors.begin_enrolment(officer).secret
    assert not second_factors.is_enrolled(officer)


def test_a_wrong_code_binds_nothing(officer) -> None:
    right = code(officer, NOW)
    with pytest.raises(second_factors.WrongCodeError):
        second_factors.confirm_enrolment(officer=officer, code=f"{(int(right) + 1) % 10**6:06d}", now=NOW)
    assert not second_factors.is_enrolled(officer)


def test_ten_recovery_codes_are_given_and_only_their_digests_kept(officer, recovery) -> None:
    assert second_factors.is_enrolled(officer)
    assert len(set(recovery)) == 10
    assert not {code.replace("-", "") for code in recovery} & set(RecoveryCode.objects.values_list("digest", flat=True))


def test_a_code_is_taken_once(officer, recovery) -> None:
    second_factors.check(officer=officer, code=code(officer, LATER), now=LATER)
    with pytest.raises(second_factors.WrongCodeError):
        second_factors.check(officer=officer, code=code(officer, LATER), now=LATER)


def test_the_code_that_confirmed_does_not_sign_in(officer, recovery) -> None:
    with pytest.raises(second_factors.WrongCodeError):
        second_factors.check(officer=officer, code=code(officer, NOW), now=NOW)


def test_a_recovery_code_is_taken_once_however_it_is_typed(officer, recovery) -> None:
    second_factors.check(officer=officer, code=f" {recovery[0].upper().replace('-', ' ')} ", now=LATER)
    with pytest.raises(second_factors.WrongCodeError):
        second_factors.check(officer=officer, code=recovery[0], now=LATER)


def test_a_recovery_code_of_somebody_else_is_not_taken(officer, recovery) -> None:
    other = make_officer("赵明")
    second_factors.confirm_enrolment(officer=other, code=code(other, NOW), now=NOW)
    with pytest.raises(second_factors.WrongCodeError):
        second_factors.check(officer=other, code=recovery[0], now=LATER)


def test_new_recovery_codes_end_the_old_ones(officer, recovery) -> None:
    renewed = second_factors.renew_recovery_codes(officer=officer, code=code(officer, LATER), now=LATER)
    assert not set(renewed) & set(recovery)
    with pytest.raises(second_factors.WrongCodeError):
        second_factors.check(officer=officer, code=recovery[1], now=LATER)


def test_who_must_use_a_second_factor_cannot_leave_it(officer, recovery) -> None:
    officer.needs_second_factor = True
    officer.save()
    with pytest.raises(second_factors.StillRequiredError):
        second_factors.leave(officer=officer, code=code(officer, LATER), now=LATER)
    assert second_factors.is_enrolled(officer)


def test_leaving_takes_a_code(officer, recovery) -> None:
    with pytest.raises(second_factors.WrongCodeError):
        second_factors.leave(officer=officer, code="000000x", now=LATER)
    second_factors.leave(officer=officer, code=code(officer, LATER), now=LATER)
    assert not second_factors.is_enrolled(officer)
    assert not RecoveryCode.objects.exists()
