"""What all tests share."""

from __future__ import annotations

import os

# Before anything reads it: only a file that hangs takes so long, however busy the machine.
os.environ.setdefault("GONGKAI_FILE_SECONDS", "120")

from hypothesis import HealthCheck, settings

# No deadline: the machine may be busy, and a test's verdict must not hang on that. No database of examples: it must not
# hang on what was run here before either.
settings.register_profile("house", deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("house")
