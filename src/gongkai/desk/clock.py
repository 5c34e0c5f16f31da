"""The one place where the desk reads the clock (今天、此刻)."""

from __future__ import annotations

from datetime import date, datetime

from django.utils import timezone


def today() -> date:
    """Return the day it is where the organs are (今天)."""
    return timezone.localdate()


def now() -> datetime:
    """Return the moment it is (此刻)."""
    return timezone.now()
