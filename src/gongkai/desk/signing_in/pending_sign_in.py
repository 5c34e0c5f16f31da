"""An officer between the password and the second factor: not in yet (登录第二步)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from secrets import compare_digest

from django.http import HttpRequest
from django.utils import timezone

from gongkai.apps.people.models import Officer

_KEY = "second_step"
_GOOD_FOR = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Waiting:
    """Who gave the right password, and where they were going (待核验)."""

    officer: Officer
    next_page: str


def remember(request: HttpRequest, officer: Officer, *, next_page: str) -> None:
    """Keep for five minutes that the password was right (记下)."""
    request.session.cycle_key()
    request.session[_KEY] = {
        "officer": officer.pk,
        # A password that is changed meanwhile makes the first step void.
        "password": officer.get_session_auth_hash(),
        "until": (timezone.now() + _GOOD_FOR).timestamp(),
        "next": next_page,
    }


def waiting(request: HttpRequest) -> Waiting | None:
    """Return who waits for the second step in this browser, None where nobody does any more (待核验的账号)."""
    kept = request.session.get(_KEY)
    if not kept or kept["until"] < timezone.now().timestamp():
        return None
    officer = Officer.objects.filter(pk=kept["officer"], is_active=True).first()
    if officer is None or not compare_digest(officer.get_session_auth_hash(), kept["password"]):
        return None
    return Waiting(officer, kept["next"])


def forget(request: HttpRequest) -> None:
    """Drop it, for the officer is in (清除)."""
    request.session.pop(_KEY, None)
