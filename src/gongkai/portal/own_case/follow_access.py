"""Which cases this browser may follow: their code was shown, or their account is signed in (查询授权)."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeAlias

from django.db.models import Q
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone

from gongkai.apps.casework.models import Case
from gongkai.apps.casework.selectors import case_of_account
from gongkai.portal.account.account_access import account_behind

_SESSION_KEY = "followed_cases"
_MOST = 20
OPEN_SECONDS = 2 * 3600
_Rest = ParamSpec("_Rest")
View: TypeAlias = Callable[Concatenate[HttpRequest, Case, _Rest], HttpResponseBase]


def open_case(request: HttpRequest, case: Case) -> None:
    """Let this browser follow a case for two hours, with all that was one application with it (授权查询).

    The session gets a new key: whoever knew the old one does not get in with it.
    """
    request.session.cycle_key()
    standing = dict(list(_standing(request).items())[-_MOST + 1 :])
    request.session[_SESSION_KEY] = {**standing, str(_origin(case)): timezone.now().timestamp()}


def close_all(request: HttpRequest) -> None:
    """Let this browser follow nothing any more (退出查询)."""
    request.session.pop(_SESSION_KEY, None)


def for_followers(view: View[_Rest]) -> Callable[..., HttpResponseBase]:
    """Give a view the case that its address names, or ask for number and code (须凭查询码或者账号)."""

    @wraps(view)
    def guarded(request: HttpRequest, number: int, *rest: Any, **named: Any) -> HttpResponseBase:
        case = _case(request, number)
        if case is None:
            return redirect("portal:follow")
        return view(request, case, *rest, **named)

    return guarded


def is_open_by_code(request: HttpRequest, case: Case) -> bool:
    """Whether this browser showed the code of a case (凭查询码)."""
    return str(_origin(case)) in _standing(request)


def is_in_account(request: HttpRequest, case: Case) -> bool:
    """Whether the case belongs to the applicant who is signed in (在账号内)."""
    return case.account_id is not None and account_behind(request) == case.account


def _case(request: HttpRequest, number: int) -> Case | None:
    """Return the case where this browser showed its code, or the account of who is signed in holds it."""
    # The code of an application opens what was split off from it too.
    opened = Q(pk=number) & (Q(pk__in=list(_standing(request))) | Q(split_from__in=list(_standing(request))))
    case = (
        Case.objects.select_related("agency__answers_as", "applicant", "account", "split_from").filter(opened).first()
    )
    if case is not None:
        return case
    account = account_behind(request)
    return case_of_account(number, account=account) if account is not None else None


def _origin(case: Case) -> int:
    """Return the number of the application itself: one code opens it and what was split off from it."""
    return case.split_from_id or case.pk


def _standing(request: HttpRequest) -> dict[str, float]:
    since = timezone.now().timestamp() - OPEN_SECONDS
    return {number: at for number, at in request.session.get(_SESSION_KEY, {}).items() if at > since}
