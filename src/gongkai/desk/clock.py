"""The one place where the desk reads the clock (今天)."""

from __future__ import annotations

from datetime import date

from django.utils import timezone


def today() -> date:
    """Return the day it is where the organs are (今天)."""
    return timezone.localdate()
