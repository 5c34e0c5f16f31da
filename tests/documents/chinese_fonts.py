"""What needs a Chinese font on the machine: skipped without one, except in CI, where a missing font has to show."""

from __future__ import annotations

import os

import pytest

from gongkai.documents.typesetting import BODY_FONTS, installed_families

has_font = pytest.mark.skipif(
    not os.environ.get("CI") and not set(BODY_FONTS) & installed_families(),
    reason="no Chinese font on this machine: install the package fonts-noto-cjk",
)
