"""One-time codes against the vectors of RFC 6238, appendix B (the last six of its eight digits)."""

from __future__ import annotations

from base64 import b32encode
from datetime import UTC, datetime

import pytest

from gongkai.apps.people import totp

SECRET = b32encode(b"12345678901234567890").decode()
NOON = datetime(2026, 3, 2, 12, 0, 15, tzinfo=UTC)
STEP = int(NOON.timestamp()) // 30


@pytest.mark.parametrize(
    ("seconds", "code"),
    [
        (59, "287082"),
        (1111111109, "081804"),
        (1111111111, "050471"),
        (1234567890, "005924"),
        (2000000000, "279037"),
        (20000000000, "353130"),
    ],
)
def test_codes_are_those_of_the_standard(seconds: int, code: str) -> None:
    assert totp.code_at(SECRET, step=seconds // 30) == code


@pytest.mark.parametrize(("off", "is_good"), [(-2, False), (-1, True), (0, True), (1, True), (2, False)])
def test_a_clock_may_run_half_a_minute_off(off: int, is_good: bool) -> None:
    found = totp.step_of(totp.code_at(SECRET, step=STEP + off), secret=SECRET, at=NOON, after=0)
    assert found == (STEP + off if is_good else None)


def test_a_code_is_good_once() -> None:
    code = totp.code_at(SECRET, step=STEP)
    assert totp.step_of(code, secret=SECRET, at=NOON, after=STEP - 1) == STEP
    assert totp.step_of(code, secret=SECRET, at=NOON, after=STEP) is None


def test_blanks_between_the_digits_do_not_matter() -> None:
    code = totp.code_at(SECRET, step=STEP)
    assert totp.step_of(f" {code[:3]} {code[3:]}", secret=SECRET, at=NOON, after=0) == STEP


@pytest.mark.parametrize("typed", ["", "abcdef", "１２３４５６", "12345", "0" * 400])
def test_what_is_no_code_is_not_good(typed: str) -> None:
    assert totp.step_of(typed, secret=SECRET, at=NOON, after=0) is None


def test_secrets_are_long_and_never_the_same() -> None:
    secrets = {totp.new_secret() for _ in range(20)}
    assert len(secrets) == 20
    assert {len(secret) for secret in secrets} == {32}


def test_the_address_for_the_authenticator_escapes_what_it_names() -> None:
    address = totp.enrolment_address("ABC", account="lin@x:y", issuer="公开")
    assert address == "otpauth://totp/%E5%85%AC%E5%BC%80:lin%40x%3Ay?secret=ABC&issuer=%E5%85%AC%E5%BC%80&digits=6"
