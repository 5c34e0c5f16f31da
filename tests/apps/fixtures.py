"""What every test of the web product needs."""

from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def _files_kept_apart(settings, tmp_path) -> None:
    """Keep what a test stores out of everybody's way."""
    settings.MEDIA_ROOT = tmp_path / "files"
    settings.SEARCH_DIRECTORY = tmp_path / "search"


@pytest.fixture(autouse=True)
def _quick_passwords(settings) -> None:
    """Hash passwords the cheap way: their strength is not what these tests are about."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
