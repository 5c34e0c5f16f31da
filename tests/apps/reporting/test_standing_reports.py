"""Which report of an organ stands in the sum above it: the same by its row and by its steps, whatever was returned."""

from __future__ import annotations

import pytest
from django.utils import timezone

from apps.reporting.annual_city import JANUARY, MARCH, YEAR, City, build_city
from apps.reporting.publishing_reports import published_by
from gongkai.apps.reporting.models import PublishedReport, ReportSnapshot, ReportVersion
from gongkai.apps.reporting.selectors.rollups import rollup_of
from gongkai.apps.reporting.services.annual_corrections import correct
from gongkai.apps.reporting.services.annual_flow import accept, approve, check, return_to_organ, submit
from gongkai.apps.reporting.services.rollup_adopting import adopt_published
from gongkai.statute.report_deadlines import Scope

pytestmark = pytest.mark.django_db


@pytest.fixture
def city() -> City:
    return build_city()


def standing(city: City, key: str) -> ReportSnapshot | None:
    """Return what stands for an organ, having made sure that row and steps agree."""
    by_row, by_steps = (
        {share.agency.pk: share.snapshot for share in rollup_of(city.organs["city"], year=YEAR, known_at=moment).shares}
        for moment in (None, timezone.now())
    )
    assert by_row == by_steps
    return by_row[city.organs[key].pk]


def files_of(city: City) -> tuple[PublishedReport, PublishedReport]:
    """Return two published files that no organ has been given."""
    first = published_by(city, city.organs["land"], today=MARCH).shown
    second = PublishedReport.objects.get(pk=first.pk)
    second.pk, second.digest = None, "b" * 64
    second.save()
    return first, second


def returned(city: City, version: ReportVersion) -> None:
    return_to_organ(version=version, by=city.supervisor, today=MARCH, remarks="应当另行报送")


def test_an_adopted_file_that_was_returned_does_not_bring_back_the_one_before(city) -> None:
    told = {"agency": city.organs["water"], "year": YEAR, "scope": Scope.OWN, "by": city.supervisor, "today": MARCH}
    first, second = files_of(city)
    adopted = adopt_published(published=first, **told)
    assert standing(city, "water") == adopted.snapshot
    instead = adopt_published(published=second, **told)
    assert standing(city, "water") == instead.snapshot
    returned(city, instead)
    assert standing(city, "water") is None
    again = adopt_published(published=second, **told)
    assert standing(city, "water") == again.snapshot


def test_a_correction_that_was_returned_leaves_what_was_published(city) -> None:
    published = published_by(city, city.organs["land"], today=JANUARY).publication
    assert standing(city, "land") == published.snapshot
    version = correct(report=published.version.report, explanation="更正一处数据", by=city.clerk, today=MARCH)
    assert standing(city, "land") == published.snapshot
    version = check(version=version, by=city.head, today=MARCH)
    version = approve(version=version, by=city.leader, today=MARCH)
    version = submit(version=version, by=city.clerk, today=MARCH)
    assert standing(city, "land") == published.snapshot
    version = accept(version=version, by=city.supervisor, today=MARCH)
    assert standing(city, "land") == version.snapshot
    returned(city, version)
    assert standing(city, "land") == published.snapshot
