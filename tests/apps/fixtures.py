"""What every test of the web product needs."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import count

import pytest

_MORNING = datetime.fromisoformat(os.environ.get("GONGKAI_TESTS_BEGIN", "2026-12-01T10:00:00+08:00"))
"""When the tests begin: ten in the morning of a Tuesday."""
_looks = count()


@pytest.fixture(scope="session", autouse=True)
def _one_day_for_all() -> Iterator[None]:
    """Let the clock of the web product, which is Django's, begin on a day of ours and go on by being looked at.

    So no test's end hangs on the day, nor on how long the machine takes from one look to the next.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("django.utils.timezone.now", lambda: _MORNING + timedelta(microseconds=10 * next(_looks)))
        yield


@pytest.fixture(autouse=True)
def _files_kept_apart(settings, tmp_path) -> None:
    """Keep what a test stores out of everybody's way."""
    settings.MEDIA_ROOT = tmp_path / "files"
    settings.SEARCH_DIRECTORY = tmp_path / "search"


@pytest.fixture(autouse=True)
def _quick_passwords(settings) -> None:
    """Hash passwords the cheap way: their strength is not what these tests are about."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
