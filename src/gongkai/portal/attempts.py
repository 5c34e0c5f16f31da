"""Letting each place try only so often (频次限制)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.http import HttpRequest
from django.utils import timezone

from gongkai.apps.people.sealing import lookup_mark
from gongkai.apps.people.visitors import address_behind
from gongkai.portal.models import Attempt

KEPT_FOR = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Allowance:
    """How often one thing may be tried from one place (频次额度)."""

    purpose: str
    most: int
    within: timedelta


FOLLOWING = Allowance("follow", 10, timedelta(minutes=15))
APPLYING = Allowance("apply", 20, timedelta(hours=1))
ACTING = Allowance("act", 40, timedelta(hours=1))


def admits(request: HttpRequest, allowance: Allowance) -> bool:
    """Whether one more try is allowed; it is counted either way (频次核验).

    Counted first and looked at after, so that many at once count as many.
    """
    source, now = lookup_mark(address_behind(request), purpose="attempt"), timezone.now()
    Attempt.objects.create(purpose=allowance.purpose, source=source, at=now)
    tries = Attempt.objects.filter(purpose=allowance.purpose, source=source, at__gt=now - allowance.within)
    return tries.count() <= allowance.most


def forget_old_attempts(*, now: datetime) -> int:
    """Delete what is too old to count and return how many (清理频次登记)."""
    return Attempt.objects.filter(at__lt=now - KEPT_FOR).delete()[0]
