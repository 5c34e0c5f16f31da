"""Asking for a secret inside an open session, with as few tries as at the door (会话内核验)."""

from __future__ import annotations

from contextlib import AbstractContextManager

from django.http import HttpRequest
from django.utils import timezone

from gongkai.apps.people.models import ApplicantAccount
from gongkai.apps.people.own_account import guesses_counted
from gongkai.apps.people.signing_in import LockedOutError
from gongkai.apps.people.visitors import address_behind


def guarded(request: HttpRequest, account: ApplicantAccount) -> AbstractContextManager[None]:
    """Count a wrong password or code inside as a try at signing in (计入登录次数). Raises LockedOutError."""
    return guesses_counted(account, address=address_behind(request), now=timezone.now())


def told_locked(locked: LockedOutError) -> str:
    """Say that there were too many tries, to one who is signed in (暂时锁定)."""
    return f"连续多次输入不正确，已暂时锁定。请在 {locked.minutes} 分钟后再试。"
