"""Reminding organs of what falls due, each of each thing once (期限提醒)."""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction
from django.utils import timezone

from gongkai.apps.agencies.models import Agency
from gongkai.apps.people.mailing import NOT_SENT
from gongkai.apps.reporting import notices
from gongkai.apps.reporting.models import SentReminder
from gongkai.apps.reporting.selectors.reminders_due import DueReminder, reminders_due

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Reminded:
    """What became of a day's reminders: organs written to, without an address, not reached (提醒结果)."""

    sent: tuple[Agency, ...]
    without_address: tuple[Agency, ...]
    unreached: tuple[Agency, ...]


def send_reminders(*, today: date) -> Reminded:
    """Send every organ one mail with what it was not reminded of before (发送期限提醒).

    What could not be sent, or had no address, is tried again the next time.
    """
    by_organ: dict[Agency, list[DueReminder]] = defaultdict(list)
    known = set(SentReminder.objects.values_list("agency", "key"))
    for reminder in reminders_due(today=today):
        if (reminder.agency.pk, reminder.key) not in known:
            by_organ[reminder.agency].append(reminder)
    told: dict[str, list[Agency]] = {"sent": [], "without_address": [], "unreached": []}
    for agency, reminders in by_organ.items():
        told[_remind(agency, reminders)].append(agency)
    return Reminded(*(tuple(told[name]) for name in ("sent", "without_address", "unreached")))


def _remind(agency: Agency, reminders: Sequence[DueReminder]) -> str:
    """Send one organ its mail; return the name of what became of it."""
    if not agency.email:
        return "without_address"
    # Noted first, and not in one transaction with the mail: of two runs at once the second finds it noted, and nobody
    # waits for a mail server with the database held.
    noted = [SentReminder(agency=agency, key=reminder.key, sent_at=timezone.now()) for reminder in reminders]
    try:
        with transaction.atomic():
            SentReminder.objects.bulk_create(noted)
    except IntegrityError:
        return "sent"
    try:
        notices.send_reminder(agency.email, organ=agency.name, lines=[reminder.line for reminder in reminders])
    except NOT_SENT:
        SentReminder.objects.filter(agency=agency, key__in=[reminder.key for reminder in reminders]).delete()
        _log.warning("no reminder could be sent to organ %s", agency.pk, exc_info=True)
        return "unreached"
    return "sent"
