"""Trying to sign in, and being locked out after too many tries (登录与锁定).

A try is written down before the password is looked at, in a transaction of its own. Tries that come at once are thereby
all counted before any of them learns whether the password was right. The database alone keeps count; no cache is asked.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import models
from django.db.models import Q

from gongkai.apps.audit.services import record
from gongkai.apps.people.models import Officer, SignInAttempt
from gongkai.apps.people.permissions import PeopleAct

WINDOW = timedelta(minutes=15)
# From one address on one account; on one account from anywhere; from one address on any account.
TRIES_TOGETHER = 5
TRIES_ON_ACCOUNT = 20
TRIES_FROM_ADDRESS = 60
KEPT_FOR = timedelta(days=180)


class LockedOutError(Exception):
    """Too many tries; ``until`` is when the next one is let through (已锁定)."""

    def __init__(self, until: datetime, *, now: datetime) -> None:
        self.until = until
        self.minutes = max(1, -(-int((until - now).total_seconds()) // 60))
        super().__init__(f"连续多次登录失败，已暂时锁定。请在 {self.minutes} 分钟后再试，或者联系管理员解除锁定。")


@dataclass(frozen=True, slots=True)
class _Limit:
    about: Q
    tries: int


def begin(*, username: str, address: str, now: datetime) -> SignInAttempt:
    """Write down a try and let it through (开始登录).

    Raises LockedOutError; a try that is turned away is not counted.
    """
    folded = Officer.normalize_username(username)[:150].casefold()
    attempt = SignInAttempt.objects.create(username=folded, address=address, at=now)
    until = _locked_until(attempt, now=now)
    if until is not None:
        attempt.delete()
        raise LockedOutError(until, now=now)
    return attempt


def succeed(attempt: SignInAttempt, *, officer: Officer) -> None:
    """Note that the try brought the officer all the way in (登录成功)."""
    count_success(attempt)
    record(PeopleAct.SIGN_IN, by=officer, on=officer, address=attempt.address)


def count_success(attempt: SignInAttempt) -> None:
    """Let the try count as none of those that failed (计为成功)."""
    attempt.succeeded = True
    attempt.save(update_fields=["succeeded"])


def take_back(attempt: SignInAttempt) -> None:
    """Do not count a try whose password was right but which still wants a second factor (不计次)."""
    attempt.delete()


def is_locked(officer: Officer, *, now: datetime) -> bool:
    """Whether the account is locked at some address or altogether (是否锁定)."""
    failures = _failures(now).filter(username=officer.username.casefold(), at__gt=_since(officer, now))
    by_address: dict[str, int] = {}
    for address in failures.values_list("address", flat=True):
        by_address[address] = by_address.get(address, 0) + 1
    return sum(by_address.values()) >= TRIES_ON_ACCOUNT or max(by_address.values(), default=0) >= TRIES_TOGETHER


def forget_attempts(*, now: datetime) -> int:
    """Delete tries that are too old to tell anything; return how many (清理登录记录)."""
    return SignInAttempt.objects.filter(at__lt=now - KEPT_FOR).delete()[0]


def _locked_until(attempt: SignInAttempt, *, now: datetime) -> datetime | None:
    since = _since(Officer.objects.filter(username__iexact=attempt.username).first(), now)
    on_account = Q(username=attempt.username, at__gt=since)
    here = Q(username=attempt.username, address=attempt.address, at__gt=max(since, _last_success(attempt, now)))
    limits = (
        _Limit(here, TRIES_TOGETHER),
        _Limit(on_account, TRIES_ON_ACCOUNT),
        _Limit(Q(address=attempt.address), TRIES_FROM_ADDRESS),
    )
    return max((end for limit in limits if (end := _end_of_lock(limit, attempt, now=now))), default=None)


def _end_of_lock(limit: _Limit, attempt: SignInAttempt, *, now: datetime) -> datetime | None:
    """Return when the oldest of the tries that fill the limit goes out of sight."""
    others = _failures(now).filter(limit.about).exclude(pk=attempt.pk).order_by("-at", "-pk")
    filling = others.values_list("at", flat=True)[limit.tries - 1 : limit.tries]
    return next((at + WINDOW for at in filling), None)


def _failures(now: datetime) -> models.QuerySet[SignInAttempt]:
    return SignInAttempt.objects.filter(succeeded=False, at__gt=now - WINDOW)


def _since(officer: Officer | None, now: datetime) -> datetime:
    forgiven = officer.failures_forgiven_at if officer else None
    return max(forgiven or now - WINDOW, now - WINDOW)


def _last_success(attempt: SignInAttempt, now: datetime) -> datetime:
    same = SignInAttempt.objects.filter(
        username=attempt.username, address=attempt.address, succeeded=True, at__gt=now - WINDOW
    )
    return same.order_by("-at").values_list("at", flat=True).first() or now - WINDOW
