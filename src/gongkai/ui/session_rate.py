"""How much one browser session may ask for in an hour (频次限制)."""

from __future__ import annotations

from django.contrib.sessions.backends.base import SessionBase

_KEY = "handed_in_at"
HOUR_SECONDS = 3600


def admits(session: SessionBase, *, amount: int, most: int, now: float) -> bool:
    """Whether ``amount`` more fits into the hour; if so it is counted (频次核验). ``now`` is in seconds."""
    earlier: list[list[float]] = [past for past in session.get(_KEY, []) if past[0] > now - HOUR_SECONDS]
    if sum(count for _, count in earlier) + amount > most:
        return False
    session[_KEY] = [*earlier, [now, amount]]
    return True
