"""Letting each place try only so often (频次限制)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.http import HttpRequest
from django.utils import timezone

from gongkai.apps.people.applicant_account import mail_mark
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
CHECKING = Allowance("check", 100, timedelta(hours=1))
CHECKING_FOR_KEEPERS = Allowance("check-kept", 5000, timedelta(hours=1))
MAIL_ASKED = Allowance("mail", 10, timedelta(hours=1))
_MAIL_SENT = Allowance("mail-to", 4, timedelta(hours=1))


def admits(request: HttpRequest, allowance: Allowance, *, tries: int = 1) -> bool:
    """Whether so many more tries are allowed; they are counted either way (频次核验).

    Counted first and looked at after, so that many at once count as many.
    """
    return _admits(lookup_mark(address_behind(request), purpose="attempt"), allowance, tries)


def admits_mail_to(email: str) -> bool:
    """Whether one more mail may go to an address that somebody typed, whoever it was (发信频次).

    Not a word of it to who asked: the letter box is another's, perhaps.
    """
    return _admits(mail_mark(email), _MAIL_SENT, tries=1)


def forget_old_attempts(*, now: datetime) -> int:
    """Delete what is too old to count and return how many (清理频次登记)."""
    return Attempt.objects.filter(at__lt=now - KEPT_FOR).delete()[0]


def _admits(source: str, allowance: Allowance, tries: int) -> bool:
    now = timezone.now()
    Attempt.objects.bulk_create(Attempt(purpose=allowance.purpose, source=source, at=now) for _ in range(tries))
    counted = Attempt.objects.filter(purpose=allowance.purpose, source=source, at__gt=now - allowance.within)
    return counted.count() <= allowance.most
