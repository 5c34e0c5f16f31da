"""Officers at work: which browser, since when, and when it is over (登录会话)."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import models
from django.db.models import Q

from gongkai.apps.people.models import DeskSession, Officer

IDLE = timedelta(minutes=30)
LONGEST = timedelta(hours=12)
# Being seen is written once a minute and not with every click.
_SEEN_EVERY = timedelta(minutes=1)


def begin(officer: Officer, *, address: str, browser: str, now: datetime) -> str:
    """Open a session and return the mark that the browser's session is to keep (开始会话)."""
    mark = secrets.token_urlsafe(24)
    DeskSession.objects.create(
        officer=officer, token=_token(mark), started_at=now, seen_at=now, address=address, browser=browser[:200]
    )
    return mark


def keep_alive(officer: Officer, *, mark: str, now: datetime) -> bool:
    """Whether the session of ``mark`` goes on; it is then seen, else ended (保持会话)."""
    session = DeskSession.objects.filter(officer=officer, token=_token(mark), ended_at=None).first()
    if session is None:
        return False
    if now - session.seen_at > IDLE or now - session.started_at > LONGEST:
        DeskSession.objects.filter(pk=session.pk, ended_at=None).update(ended_at=now)
        return False
    if now - session.seen_at >= _SEEN_EVERY:
        DeskSession.objects.filter(pk=session.pk).update(seen_at=now)
    return True


def open_sessions(officer: Officer, *, now: datetime) -> Sequence[DeskSession]:
    """Return the sessions that go on, the one seen last first (当前会话)."""
    return list(_open(now).filter(officer=officer).order_by("-seen_at", "-pk"))


def is_of(session: DeskSession, mark: str) -> bool:
    """Whether this session is the one of ``mark`` (是否本会话)."""
    return secrets.compare_digest(session.token, _token(mark))


def end(officer: Officer, *, number: int, now: datetime) -> bool:
    """End one session of an officer; false where there is none to end (结束会话)."""
    return bool(DeskSession.objects.filter(officer=officer, pk=number, ended_at=None).update(ended_at=now))


def end_by_mark(officer: Officer, *, mark: str, now: datetime) -> None:
    """End the session that a browser holds the mark of, as signing out does (退出会话)."""
    DeskSession.objects.filter(officer=officer, token=_token(mark), ended_at=None).update(ended_at=now)


def end_all(officer: Officer, *, now: datetime, keep: str = "") -> int:
    """End all sessions of an officer save that of the mark ``keep``; return how many (结束全部会话)."""
    others = DeskSession.objects.filter(officer=officer, ended_at=None).exclude(token=_token(keep))
    return others.update(ended_at=now)


def _open(now: datetime) -> models.QuerySet[DeskSession]:
    alive = Q(ended_at=None, seen_at__gte=now - IDLE, started_at__gte=now - LONGEST)
    return DeskSession.objects.filter(alive)


def _token(mark: str) -> str:
    return hashlib.sha256(mark.encode()).hexdigest()
