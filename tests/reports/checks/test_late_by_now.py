"""Whether a report that is not published yet will be late (将逾期发布)."""

from __future__ import annotations

from datetime import date

import pytest

from gongkai.reports.checks.lateness import late_by_now


@pytest.mark.parametrize(
    ("agency", "today", "last_day"),
    [
        ("浮玉市水利局", date(2026, 1, 31), None),
        ("浮玉市水利局", date(2026, 2, 1), "2026-01-31"),
        ("浮玉市人民政府", date(2026, 3, 31), None),
        ("浮玉市人民政府", date(2026, 4, 1), "2026-03-31"),
    ],
)
def test_a_report_is_late_by_the_day_after_its_last(agency: str, today: date, last_day: str | None) -> None:
    found = late_by_now(agency, 2025, today=today)
    assert (found.expected if found else None) == last_day
