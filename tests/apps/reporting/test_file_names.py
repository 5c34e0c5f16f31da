"""Names that came from outside are made safe to show."""

from __future__ import annotations

import pytest

from gongkai.apps.reporting.file_names import UNNAMED, shown_name


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("年报.docx", "年报.docx"),
        ("../../etc/passwd", "passwd"),
        ("C:\\报告\\年报.doc", "年报.doc"),
        ("年\x00报\n.pdf", "年报.pdf"),
        ("\u202excod.exe", "xcod.exe"),
        ("", UNNAMED),
        ("...", UNNAMED),
        ("年" * 200 + ".docx", "年" * 114 + "….docx"),
        ("年" * 200, "年" * 119 + "…"),
    ],
)
def test_a_name_is_shown_without_what_could_harm(given: str, shown: str) -> None:
    assert shown_name(given) == shown
