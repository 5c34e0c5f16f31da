"""Who is at the desk is watched with every request: idle, ended, or with something to do first (登录会话守护)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from gongkai.apps.people import second_factors, sessions
from gongkai.apps.people.models import Officer
from gongkai.apps.people.visitors import address_behind

MARK = "desk_mark"
NOTE = "sign_in_note"
_ENDED = "登录已经结束：长时间没有操作，或者已在别处退出。请重新登录。"
# What an officer may open before the password is changed or the second factor is bound.
_BEFORE_DUTIES = {
    "account_password": ("desk:account_password", "desk:sign_out"),
    "account_second_factor": ("desk:account_second_factor", "desk:account_password", "desk:sign_out"),
}


def open_session(request: HttpRequest, officer: Officer) -> None:
    """Begin to watch the session that ``officer`` has just signed in to (开始会话)."""
    request.session[MARK] = sessions.begin(
        officer,
        address=address_behind(request),
        browser=request.headers.get("User-Agent", ""),
        now=timezone.now(),
    )


class DeskWatch:
    """Ends what is over, and sends officers to their duties first (会话守护)."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self._answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Sign out an officer whose session is over, and go on as with a visitor (核验会话)."""
        officer = request.user
        if isinstance(officer, Officer) and not _goes_on(request, officer):
            logout(request)
            request.session[NOTE] = _ENDED
        return self._answer(request)

    def process_view(self, request: HttpRequest, *_: Any) -> HttpResponse | None:
        """Send an officer to the password or to the second factor where that comes first (先行事项)."""
        duty = _duty_of(request.user) if isinstance(request.user, Officer) else None
        here = request.resolver_match.view_name if request.resolver_match else ""
        if duty is None or here in _BEFORE_DUTIES[duty]:
            return None
        return redirect(f"desk:{duty}")


def _goes_on(request: HttpRequest, officer: Officer) -> bool:
    mark = request.session.get(MARK)
    if mark is None:
        open_session(request, officer)
        return True
    return sessions.keep_alive(officer, mark=mark, now=timezone.now())


def _duty_of(officer: Officer) -> str | None:
    if officer.must_change_password:
        return "account_password"
    if officer.needs_second_factor and not second_factors.is_enrolled(officer):
        return "account_second_factor"
    return None
