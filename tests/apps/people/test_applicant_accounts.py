"""Accounts of applicants: opened by a mailed link, locked like the officers' door, closed without a trace."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.auth import authenticate
from django.core import mail, signing
from django.core.exceptions import ValidationError
from django.db import connection

from apps.people.invented import make_officer
from gongkai.apps.audit.models import Entry
from gongkai.apps.people import mailed_links, notices, own_account, sessions
from gongkai.apps.people.models import ApplicantAccount, ApplicantSession, DeskSession, Officer, SignInAttempt
from gongkai.apps.people.sealing import seal
from gongkai.apps.people.signing_in import LockedOutError

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
MAIL, PASSWORD = "lin@example.cn", "九曲黄河万里沙-浪淘"
PROFILE = {"kind": "natural_person", "name": "林知远", "phone": "0990-7654321", "identity_number": "11010519491231002X"}


def opened(email: str = MAIL) -> ApplicantAccount:
    return own_account.open_account(email=email, password=PASSWORD, profile=PROFILE)


def signed_in(email: str = MAIL, password: str = PASSWORD, *, address: str = "192.0.2.7", now: datetime = NOW):
    return own_account.sign_in(email=email, password=password, address=address, now=now)


# Opening


def test_nothing_that_tells_who_it_is_stands_readable_in_the_database() -> None:
    opened()
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM people_applicantaccount")
        told = " ".join(map(str, cursor.fetchone()))
    for secret in ("lin@example.cn", "林知远", "0990-7654321", "11010519491231002X", PASSWORD):
        assert secret not in told
    account = ApplicantAccount.objects.get()
    assert (account.email, account.name, account.phone) == ("lin@example.cn", "林知远", "0990-7654321")


def test_passwords_are_hashed_with_argon2(settings) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
    assert opened().password.startswith("argon2$argon2id$")


@pytest.mark.parametrize("again", ["lin@example.cn", "LIN@Example.CN", "  lin@example.cn "])
def test_one_address_has_one_account_whatever_its_capitals(again: str) -> None:
    opened()
    with pytest.raises(own_account.AccountExistsError):
        opened(again)
    assert ApplicantAccount.objects.count() == 1


@pytest.mark.parametrize("weak", ["short", "password1234", "lin@example.cn"])
def test_a_weak_password_is_refused_by_the_name_of_its_field(weak: str) -> None:
    with pytest.raises(ValidationError) as refusal:
        own_account.open_account(email=MAIL, password=weak, profile=PROFILE)
    assert list(refusal.value.message_dict) == ["new"]
    assert not ApplicantAccount.objects.exists()


# Signing in


def test_address_and_password_open_the_account_and_nothing_else_does() -> None:
    account = opened()
    assert signed_in() == account
    assert signed_in("LIN@example.cn") == account
    assert signed_in(password="别的口令") is None
    assert signed_in("nobody@example.cn") is None


@pytest.mark.parametrize("email", [MAIL, "nobody@example.cn"])
def test_known_and_unknown_addresses_are_locked_alike(email: str) -> None:
    opened()
    for _ in range(5):
        assert signed_in(email, "别的口令") is None
    with pytest.raises(LockedOutError):
        signed_in(email)
    assert (signed_in(email, now=NOW + timedelta(minutes=16)) is not None) is (email == MAIL)


def test_attempts_name_neither_the_mail_nor_the_network_address() -> None:
    signed_in("nobody@example.cn", "别的口令")
    attempt = SignInAttempt.objects.get()
    assert "nobody" not in attempt.username
    assert "192.0.2.7" not in attempt.address


def test_an_officer_named_like_an_attempt_cannot_be() -> None:
    name = own_account._attempt_name("0" * 64)
    with pytest.raises(ValidationError):
        Officer(username=name, name="林").full_clean(exclude=["password"])


# Applicants and officers apart


def test_an_applicant_is_no_user_of_djangos() -> None:
    account = opened()
    assert not isinstance(account, Officer)
    assert authenticate(username=MAIL, password=PASSWORD) is None


def test_the_mark_of_an_applicants_session_is_none_at_the_desk() -> None:
    account, officer = opened(), make_officer()
    mark = sessions.begin(account, address="", browser="", now=NOW)
    assert sessions.keep_alive(account, mark=mark, now=NOW)
    assert not sessions.keep_alive(officer, mark=mark, now=NOW)
    assert (ApplicantSession.objects.count(), DeskSession.objects.count()) == (1, 0)


@pytest.mark.parametrize(("idle", "goes_on"), [(timedelta(minutes=30), True), (timedelta(minutes=31), False)])
def test_an_applicants_session_ends_after_thirty_idle_minutes(idle: timedelta, goes_on: bool) -> None:
    account = opened()
    mark = sessions.begin(account, address="", browser="", now=NOW)
    assert sessions.keep_alive(account, mark=mark, now=NOW + idle) is goes_on


def test_sessions_of_a_month_ago_are_forgotten() -> None:
    account = opened()
    for days in (31, 29):
        sessions.begin(account, address="", browser="", now=NOW - timedelta(days=days))
    assert sessions.forget_applicants(now=NOW) == 1
    assert ApplicantSession.objects.get().started_at == NOW - timedelta(days=29)


# Changing and resetting


def test_changing_the_password_wants_the_old_one_and_ends_other_sessions() -> None:
    account = opened()
    here, there = (sessions.begin(account, address="", browser="", now=NOW) for _ in range(2))
    change = {"account": account, "new": "白日依山尽-更上一层楼", "mark": here, "now": NOW}
    with pytest.raises(ValidationError, match="原密码不正确"):
        own_account.change_password(old="不对", **change)
    own_account.change_password(old=PASSWORD, **change)
    assert sessions.keep_alive(account, mark=here, now=NOW)
    assert not sessions.keep_alive(account, mark=there, now=NOW)
    assert signed_in() is None
    assert signed_in(password="白日依山尽-更上一层楼") == account


def test_a_reset_link_is_good_once_and_ends_sessions_and_locks() -> None:
    account = opened()
    mark = sessions.begin(account, address="", browser="", now=NOW)
    for _ in range(5):
        signed_in(password="不对")
    token = mailed_links.to_reset(account)
    own_account.reset_password(token=token, new="白日依山尽-更上一层楼", now=NOW)
    assert not sessions.keep_alive(account, mark=mark, now=NOW)
    assert signed_in(password="白日依山尽-更上一层楼") == account
    with pytest.raises(own_account.LinkVoidError):
        own_account.reset_password(token=token, new="欲穷千里目-黄河入海流", now=NOW)


def test_a_weak_new_password_leaves_the_link_good() -> None:
    token = mailed_links.to_reset(opened())
    with pytest.raises(ValidationError):
        own_account.reset_password(token=token, new="short", now=NOW)
    own_account.reset_password(token=token, new="白日依山尽-更上一层楼", now=NOW)


# Links


def test_links_name_nobody_and_expire(monkeypatch) -> None:
    account = opened()
    register, reset = mailed_links.to_register("wang@example.cn"), mailed_links.to_reset(account)
    assert "wang" not in signing.loads(register, salt="applicant-register")
    assert mailed_links.registering(register) == "wang@example.cn"
    assert mailed_links.resetting(reset) == account
    later = signing.time.time() + 3601
    monkeypatch.setattr(signing.time, "time", lambda: later)
    assert mailed_links.resetting(reset) is None
    assert mailed_links.registering(register) == "wang@example.cn"
    monkeypatch.setattr(signing.time, "time", lambda: later + 23 * 3600)
    assert mailed_links.registering(register) is None


@pytest.mark.parametrize("token", ["", "x", "a:b:c", "\x00", "林" * 5000])
def test_a_made_up_link_is_good_for_nothing(token: str) -> None:
    assert mailed_links.registering(token) is None
    assert mailed_links.resetting(token) is None


def test_a_link_for_one_thing_is_none_for_another() -> None:
    assert mailed_links.resetting(mailed_links.to_register("1:x")) is None
    forged = signing.dumps(seal("1:x", purpose="letter"), salt="applicant-reset")
    assert mailed_links.resetting(forged) is None


# Closing


def test_closing_wants_the_password_and_deletes_all_that_was_told() -> None:
    account = opened()
    signed_in()
    sessions.begin(account, address="", browser="", now=NOW)
    with pytest.raises(ValidationError, match="密码不正确"):
        own_account.close(account=account, password="不对")
    own_account.close(account=account, password=PASSWORD)
    assert not ApplicantAccount.objects.exists()
    assert not ApplicantSession.objects.exists()
    assert not SignInAttempt.objects.exists()
    assert opened().pk


def test_the_log_tells_what_was_done_and_not_who_it_was() -> None:
    account = opened()
    own_account.change_profile(account=account, profile={**PROFILE, "phone": "12345"})
    own_account.close(account=account, password=PASSWORD)
    told = list(Entry.objects.order_by("pk").values_list("act", "actor_id", "actor"))
    name = f"申请人账号 {account.pk}"
    assert told == [
        ("people.applicant_open", None, name),
        ("people.applicant_change_profile", None, name),
        ("people.applicant_close", None, name),
    ]
    assert "lin@example.cn" not in str(list(Entry.objects.values()))


def test_a_mail_that_cannot_be_sent_stops_nobody(monkeypatch) -> None:
    def refuse(*_given: object, **_named: object) -> None:
        raise OSError

    monkeypatch.setattr(notices, "send_mail", refuse)
    notices.send_closed(MAIL)
    assert mail.outbox == []
