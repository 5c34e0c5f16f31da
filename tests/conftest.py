"""What all tests share."""

from __future__ import annotations

from hypothesis import HealthCheck, settings

# No deadline: the machine may be busy, and a test's verdict must not hang on that.
settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("house")
