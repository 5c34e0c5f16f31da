"""Who is signed in: in which browser, since when, and when it is over (登录会话).

Officers and applicants alike; each kind keeps its sessions in a table of its own, so that a mark of one is none of the
other's.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, TypeAlias

from django.db import models
from django.db.models import Q

from gongkai.apps.people.models import ApplicantAccount, ApplicantSession, BrowserSession, Officer

Holder: TypeAlias = Officer | ApplicantAccount
IDLE = timedelta(minutes=30)
LONGEST = timedelta(hours=12)
# Being seen is written once a minute and not with every click.
_SEEN_EVERY = timedelta(minutes=1)
_APPLICANTS_KEPT_FOR = timedelta(days=30)


def begin(holder: Holder, *, address: str, browser: str, now: datetime) -> str:
    """Open a session and return the mark that the browser's session is to keep (开始会话)."""
    mark = secrets.token_urlsafe(24)
    _of(holder).create(token=_token(mark), started_at=now, seen_at=now, address=address, browser=browser[:200])
    return mark


def keep_alive(holder: Holder, *, mark: str, now: datetime) -> bool:
    """Whether the session of ``mark`` goes on; it is then seen, else ended (保持会话)."""
    session = _of(holder).filter(token=_token(mark), ended_at=None).first()
    if session is None:
        return False
    if now - session.seen_at > IDLE or now - session.started_at > LONGEST:
        _of(holder).filter(pk=session.pk, ended_at=None).update(ended_at=now)
        return False
    if now - session.seen_at >= _SEEN_EVERY:
        _of(holder).filter(pk=session.pk).update(seen_at=now)
    return True


def open_sessions(holder: Holder, *, now: datetime) -> Sequence[BrowserSession]:
    """Return the sessions that go on, the one seen last first (当前会话)."""
    alive = Q(ended_at=None, seen_at__gte=now - IDLE, started_at__gte=now - LONGEST)
    return list(_of(holder).filter(alive).order_by("-seen_at", "-pk"))


def is_of(session: BrowserSession, mark: str) -> bool:
    """Whether this session is the one of ``mark`` (是否本会话)."""
    return secrets.compare_digest(session.token, _token(mark))


def end(holder: Holder, *, number: int, now: datetime) -> bool:
    """End one session of a holder; false where there is none to end (结束会话)."""
    return bool(_of(holder).filter(pk=number, ended_at=None).update(ended_at=now))


def end_by_mark(holder: Holder, *, mark: str, now: datetime) -> None:
    """End the session that a browser holds the mark of, as signing out does (退出会话)."""
    _of(holder).filter(token=_token(mark), ended_at=None).update(ended_at=now)


def end_all(holder: Holder, *, now: datetime, keep: str = "") -> int:
    """End all sessions of a holder save that of the mark ``keep``; return how many (结束全部会话)."""
    return _of(holder).filter(ended_at=None).exclude(token=_token(keep)).update(ended_at=now)


def forget_applicants(*, now: datetime) -> int:
    """Delete what tells from where applicants signed in a month ago; return how many (清理申请人登录会话)."""
    return ApplicantSession.objects.filter(started_at__lt=now - _APPLICANTS_KEPT_FOR).delete()[0]


def _of(holder: Holder) -> models.Manager[Any]:
    return holder.desk_sessions if isinstance(holder, Officer) else holder.sessions


def _token(mark: str) -> str:
    return hashlib.sha256(mark.encode()).hexdigest()
