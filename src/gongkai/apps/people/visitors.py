"""Who stands behind a web request (请求人)."""

from __future__ import annotations

from dataclasses import dataclass
from secrets import token_urlsafe
from typing import TypeAlias

from django.conf import settings
from django.http import HttpRequest

from gongkai.apps.agencies.rights import NO_RIGHTS, Rights
from gongkai.apps.audit.permissions import Role
from gongkai.apps.people.models import Officer
from gongkai.apps.people.rights import rights_of


@dataclass(frozen=True, slots=True)
class Visitor:
    """Somebody without an account (访客)."""

    pk: None = None
    role: Role = Role.ANONYMOUS

    def __str__(self) -> str:
        return "访客"


Person: TypeAlias = Officer | Visitor
_HOLDER_KEY = "report_holder"
_RIGHTS = "_rights_behind"


def person_behind(request: HttpRequest) -> Person:
    """Return the officer who is signed in, or a visitor (请求人)."""
    user = getattr(request, "user", None)
    return user if isinstance(user, Officer) else Visitor()


def rights_behind(request: HttpRequest) -> Rights:
    """Return the rights of whoever asks, read once for each request; a visitor has none (请求人的权限)."""
    known = getattr(request, _RIGHTS, None)
    if isinstance(known, Rights):
        return known
    person = person_behind(request)
    rights = rights_of(person) if isinstance(person, Officer) else NO_RIGHTS
    setattr(request, _RIGHTS, rights)
    return rights


def address_behind(request: HttpRequest) -> str:
    """Return the network address that a request came from (来源地址).

    ``settings.TRUSTED_PROXIES`` is how many proxies of ours stand in front. Each adds, at the right end of the header,
    the address it was called from; what stands further left the sender may have made up.
    """
    direct = str(request.META.get("REMOTE_ADDR", ""))[:45]
    told = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",") if part.strip()]
    proxies = settings.TRUSTED_PROXIES
    return told[-proxies][:45] if 0 < proxies <= len(told) else direct


def holder_behind(request: HttpRequest) -> str | None:
    """Return the mark by which we know who handed something in, or None for one who has not (提交人标识)."""
    person = person_behind(request)
    if isinstance(person, Officer):
        return f"officer:{person.pk}"
    mark: str | None = request.session.get(_HOLDER_KEY)
    return mark


def holder_made_for(request: HttpRequest) -> str:
    """Return that mark, giving the browser session one that nobody can guess where it has none (建立提交人标识)."""
    known = holder_behind(request)
    if known is not None:
        return known
    mark = f"session:{token_urlsafe(24)}"
    request.session[_HOLDER_KEY] = mark
    return mark
