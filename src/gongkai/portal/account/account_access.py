"""Which applicant is signed in in this browser (申请人登录状态).

Kept beside the officer's sign-in and under a key of its own: neither makes the other, and the desk never asks here.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeAlias
from urllib.parse import urlencode

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from gongkai.apps.people import sessions
from gongkai.apps.people.models import ApplicantAccount
from gongkai.apps.people.own_account import place_mark
from gongkai.apps.people.visitors import Visitor, address_behind, person_behind

_SESSION_KEY = "applicant_account"
_KNOWN = "_account_behind"
_Rest = ParamSpec("_Rest")
View: TypeAlias = Callable[Concatenate[HttpRequest, ApplicantAccount, _Rest], HttpResponseBase]


def let_in(request: HttpRequest, account: ApplicantAccount) -> None:
    """Sign an applicant in in this browser (登录).

    The session gets a new key: whoever knew the old one does not get in with it.
    """
    request.session.cycle_key()
    mark = sessions.begin(
        account,
        address=place_mark(address_behind(request)),
        browser=request.headers.get("User-Agent", ""),
        now=timezone.now(),
    )
    request.session[_SESSION_KEY] = {"account": account.pk, "mark": mark}
    setattr(request, _KNOWN, account)


def let_out(request: HttpRequest) -> None:
    """Sign the applicant out, and forget what this browser was told besides (退出).

    An officer who is signed in beside stays so.
    """
    account = account_behind(request)
    if account is not None:
        sessions.end_by_mark(account, mark=mark_behind(request), now=timezone.now())
    setattr(request, _KNOWN, None)
    if isinstance(person_behind(request), Visitor):
        request.session.flush()
    else:
        request.session.pop(_SESSION_KEY, None)


def account_behind(request: HttpRequest) -> ApplicantAccount | None:
    """Return the applicant who is signed in, asked once for each request, or None (当前申请人)."""
    if not hasattr(request, _KNOWN):
        setattr(request, _KNOWN, _found(request))
    known: ApplicantAccount | None = getattr(request, _KNOWN)
    return known


def mark_behind(request: HttpRequest) -> str:
    """Return the mark of this browser's session, empty where there is none (会话标识)."""
    kept: dict[str, Any] = request.session.get(_SESSION_KEY, {})
    return str(kept.get("mark", ""))


def for_applicants(view: View[_Rest]) -> Callable[..., HttpResponseBase]:
    """Give a view the applicant who is signed in, or show the way to sign in (须登录)."""

    @wraps(view)
    def guarded(request: HttpRequest, *rest: Any, **named: Any) -> HttpResponseBase:
        account = account_behind(request)
        if account is None:
            return redirect(f"{reverse('portal:sign_in')}?{urlencode({'next': request.path})}")
        return view(request, account, *rest, **named)

    return guarded


def _found(request: HttpRequest) -> ApplicantAccount | None:
    kept = request.session.get(_SESSION_KEY)
    if kept is None:
        return None
    account = ApplicantAccount.objects.filter(pk=kept["account"]).first()
    if account is not None and sessions.keep_alive(account, mark=kept["mark"], now=timezone.now()):
        return account
    del request.session[_SESSION_KEY]
    return None
