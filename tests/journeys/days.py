"""Setting the day for a whole journey: every clock of the web product is Django's."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

import pytest
from django.utils import timezone as clock

_SHANGHAI = timezone(timedelta(hours=8))
_TEN_O_CLOCK = 10


class Days:
    """The day it is, as officers and applicants see it."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self._now = clock.now()
        patch.setattr("django.utils.timezone.now", lambda: self._now)

    def come_to(self, day: date) -> None:
        """Let it be ten in the morning of a day; whoever sat at the desk the day before has to sign in again."""
        self._now = datetime(day.year, day.month, day.day, _TEN_O_CLOCK, tzinfo=_SHANGHAI)
