"""What applicants do with their own account: open, sign in, change, close (申请人账号办理).

Each raises ValidationError with Chinese words, by the name of the field, where it cannot be so.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime

from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from gongkai.apps.audit.services import record
from gongkai.apps.people import mailed_links, second_factors, sessions, signing_in
from gongkai.apps.people.applicant_account import PROFILE, AccountHolder, mail_mark
from gongkai.apps.people.models import ApplicantAccount, SignInAttempt
from gongkai.apps.people.permissions import ApplicantAct
from gongkai.apps.people.sealing import lookup_mark

_ADDRESS_LENGTH = 45


class AccountExistsError(Exception):
    """The address has an account already (账号已存在)."""


class WrongPasswordError(ValidationError):
    """Who is signed in does not know the account's password (密码不正确)."""


class LinkVoidError(Exception):
    """A mailed link is too old, or was used (链接失效)."""


def account_of(email: str) -> ApplicantAccount | None:
    """Return the account of an address, None where it has none (按邮箱查找账号)."""
    return ApplicantAccount.objects.filter(email_mark=mail_mark(email)).first()


def is_taken(email: str) -> bool:
    """Whether an address has an account (是否已注册)."""
    return ApplicantAccount.objects.filter(email_mark=mail_mark(email)).exists()


@transaction.atomic
def open_account(*, email: str, password: str, profile: Mapping[str, str]) -> ApplicantAccount:
    """Open the account of a confirmed address (建立申请人账号). Raises AccountExistsError, ValidationError."""
    account = ApplicantAccount(email=email.strip(), email_mark=mail_mark(email), **_of_profile(profile))
    _set_new_password(account, password)
    try:
        with transaction.atomic():
            account.save(force_insert=True)
    except IntegrityError as taken:
        if ApplicantAccount.objects.filter(email_mark=account.email_mark).exists():
            raise AccountExistsError from taken
        raise
    _log(ApplicantAct.OPEN, account)
    return account


def sign_in(*, email: str, password: str, address: str, now: datetime) -> ApplicantAccount | None:
    """Return the account that address and password open, None where they open none (申请人登录).

    Where a second factor is bound the password alone lets nobody in: ``sign_in_by_code`` comes after. Tries are counted
    with the locks of the officers' door, under names that no officer can have. An unknown address takes as long as a
    wrong password. Raises LockedOutError.
    """
    attempt = signing_in.begin(username=_attempt_name(mail_mark(email)), address=place_mark(address), now=now)
    account = account_of(email)
    if account is None:
        make_password(password)
        return None
    if not account.has_password(password):
        return None
    if second_factors.is_enrolled(account):
        signing_in.take_back(attempt)
    else:
        signing_in.count_success(attempt)
    return account


def sign_in_by_code(*, account: ApplicantAccount, code: str, address: str, now: datetime) -> None:
    """Let in by the second factor who gave the right password (申请人登录第二步).

    Counted like a password. Raises LockedOutError, WrongCodeError, NotBoundError.
    """
    attempt = signing_in.begin(username=_attempt_name(account.email_mark), address=place_mark(address), now=now)
    try:
        second_factors.check(holder=account, code=code, now=now)
    except second_factors.NotBoundError:
        signing_in.take_back(attempt)
        raise
    signing_in.count_success(attempt)


@contextmanager
def guesses_counted(account: ApplicantAccount, *, address: str, now: datetime) -> Iterator[None]:
    """Count what goes wrong inside with the tries at the door: an open session is no place to guess (计入登录次数).

    To be put around whatever asks for the password or a code. What goes well is not counted, neither as a failure nor
    as a success, for who knows the one must not win tries at the other. Raises LockedOutError.
    """
    attempt = signing_in.begin(username=_attempt_name(account.email_mark), address=place_mark(address), now=now)
    try:
        yield
    except (WrongPasswordError, second_factors.WrongCodeError):
        raise
    except Exception:
        signing_in.take_back(attempt)
        raise
    signing_in.take_back(attempt)


def place_mark(address: str) -> str:
    """Return the keyed digest that stands for a network address (来源标记)."""
    return lookup_mark(address, purpose="attempt")[:_ADDRESS_LENGTH]


@transaction.atomic
def change_profile(*, account: ApplicantAccount, profile: Mapping[str, str]) -> ApplicantAccount:
    """Change what the account tells of its holder; applications already made stay as they are (修改资料)."""
    account = _locked(account)
    for name, told in _of_profile(profile).items():
        setattr(account, name, told)
    account.save(update_fields=list(PROFILE))
    _log(ApplicantAct.CHANGE_PROFILE, account)
    return account


@transaction.atomic
def change_password(*, account: ApplicantAccount, old: str, new: str, mark: str, now: datetime) -> ApplicantAccount:
    """Change one's password; every session but that of ``mark`` ends (修改密码)."""
    account = _locked(account)
    if not account.has_password(old):
        if account.has_password(new):  # The same form sent twice.
            return account
        raise WrongPasswordError({"old": "原密码不正确。"})
    if old == new:
        raise ValidationError({"new": "新密码不能与原密码相同。"})
    _set_new_password(account, new)
    account.save(update_fields=["password"])
    sessions.end_all(account, now=now, keep=mark)
    _log(ApplicantAct.CHANGE_PASSWORD, account)
    return account


@transaction.atomic
def reset_password(*, token: str, new: str, now: datetime) -> ApplicantAccount:
    """Set the password of one who has shown to read the account's mail; all sessions and locks end (重设密码).

    Raises LinkVoidError where the mailed token is good no more: two at once set one password.
    """
    found = mailed_links.resetting(token)
    if found is None:
        raise LinkVoidError
    account = _locked(found)
    if account.password != found.password:
        raise LinkVoidError
    _set_new_password(account, new)
    account.save(update_fields=["password"])
    sessions.end_all(account, now=now)
    SignInAttempt.objects.filter(username=_attempt_name(account.email_mark), succeeded=False).delete()
    _log(ApplicantAct.RESET_PASSWORD, account)
    return account


def require_password(account: ApplicantAccount, password: str) -> None:
    """Let pass who knows the password of the account they are signed in to, or raise WrongPasswordError (核对密码)."""
    if not account.has_password(password):
        raise WrongPasswordError({"password": "密码不正确。"})


@transaction.atomic
def move(*, token: str) -> ApplicantAccount:
    """Move the account to the address whose reader opened the mailed link (更换邮箱).

    Raises LinkVoidError; AccountExistsError where the address has got an account meanwhile.
    """
    told = mailed_links.moving(token)
    if told is None:
        raise LinkVoidError
    account = _locked(told[0])
    if (account.password, account.email_mark) != (told[0].password, told[0].email_mark):
        raise LinkVoidError
    account.email, account.email_mark = told[1], mail_mark(told[1])
    try:
        with transaction.atomic():
            account.save(update_fields=["email", "email_mark"])
    except IntegrityError as taken:
        raise AccountExistsError from taken
    _log(ApplicantAct.MOVE, account)
    return account


@transaction.atomic
def close(*, account: ApplicantAccount, password: str) -> None:
    """Delete the account and all it tells; its applications stay with the organs, to be followed by code (注销账号)."""
    account = _locked(account)
    require_password(account, password)
    _log(ApplicantAct.CLOSE, account)
    SignInAttempt.objects.filter(username=_attempt_name(account.email_mark)).delete()
    account.delete()


def note_export(account: ApplicantAccount) -> None:
    """Write down that the account was taken away as a file (登记导出)."""
    _log(ApplicantAct.EXPORT, account)


def _set_new_password(account: ApplicantAccount, password: str) -> None:
    try:
        validate_password(password, account)  # type: ignore[arg-type]  # It reads attributes, no user of Django's.
    except ValidationError as weak:
        raise ValidationError({"new": weak.messages}) from weak
    account.set_password(password)


def _of_profile(profile: Mapping[str, str]) -> dict[str, str]:
    return {name: profile[name] for name in PROFILE if name in profile}


def _attempt_name(mark: str) -> str:
    """Return a name for counting tries. The colon keeps it apart from every officer's."""
    return f"applicant:{mark}"


def _locked(account: ApplicantAccount) -> ApplicantAccount:
    return ApplicantAccount.objects.select_for_update().get(pk=account.pk)


def _log(act: ApplicantAct, account: ApplicantAccount) -> None:
    record(act, by=AccountHolder(account.pk), on=account)
