"""Who may open a page of the desk (工作台访问)."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from gongkai.apps.agencies.rights import AgencyPolicy, Rights
from gongkai.apps.audit.permissions import Act
from gongkai.apps.people.models import Officer
from gongkai.apps.people.permissions import POLICY, PeopleAct
from gongkai.apps.people.visitors import person_behind

_Rest = ParamSpec("_Rest")
_DeskView = Callable[Concatenate[HttpRequest, Officer, _Rest], HttpResponseBase]
_View = Callable[Concatenate[HttpRequest, _Rest], HttpResponse]


def for_officers(view: _DeskView[_Rest]) -> _View[_Rest]:
    """Let officers in and hand them to the view; show others the way to sign in (仅限工作人员)."""

    @wraps(view)
    def guarded(request: HttpRequest, *arguments: _Rest.args, **named: _Rest.kwargs) -> HttpResponseBase:
        person = person_behind(request)
        if not isinstance(person, Officer):
            return redirect_to_login(request.get_full_path())
        POLICY.require(PeopleAct.ENTER_DESK, role=person.role)
        return view(request, person, *arguments, **named)

    return guarded  # type: ignore[return-value]  # wraps() keeps the inner signature for the checker alone


def require_somewhere(policy: AgencyPolicy, act: Act, *, rights: Rights) -> None:
    """Let through who may do an act at some organ, or raise PermissionDenied (核验任一机关的权限)."""
    if not policy.allows_somewhere(act, rights=rights):
        raise PermissionDenied(f"您没有“{act.label}”的权限。")
