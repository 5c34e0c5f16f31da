"""The demonstration's collection: the project's own samples, each with what is wrong in it, gathered once."""

from __future__ import annotations

import pytest
from django.utils import timezone

from gongkai.apps.reporting.models import CollectedFinding, CollectedReport, PublishedReport
from gongkai.config.demonstration_city import CITY, build_city, settle_officers
from gongkai.config.demonstration_reports import gather_samples, load_samples, samples_directory

pytestmark = pytest.mark.django_db


def test_the_supervisor_finds_a_collection_with_reports_that_have_findings(monkeypatch) -> None:
    city, directory = build_city(), samples_directory()
    officers = settle_officers(city)
    assert directory is not None
    assert list(load_samples(directory, by=officers["clerk"])) == []
    monkeypatch.setattr("gongkai.apps.reporting.chunk_reading.read_content", None)
    told = {"agency": city[CITY], "by": officers["supervisor"], "today": timezone.localdate()}
    gathered = gather_samples(directory, **told)
    assert gather_samples(directory, **told) == gathered
    gathered.refresh_from_db()
    assert (gathered.reports, gathered.errors, gathered.warnings, gathered.notices) == (8, 3, 3, 2)
    assert CollectedReport.objects.count() == PublishedReport.objects.count() == 8
    wrong = CollectedFinding.objects.filter(severity="error").order_by("organ", "rule")
    assert [(each.organ, each.year, each.rule) for each in wrong] == [
        ("江澜市城市管理局", 2022, "applications.row_sum"),
        ("江澜市城市管理局", 2022, "applications.total"),
        ("青岚市人民政府办公室", 2023, "applications.carry_over"),
    ]
