"""The demonstration's reports: records of two years, every step of the way, figures counted by hand."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import pytest
from django.db import transaction

from gongkai.apps.agencies.models import Agency
from gongkai.apps.reporting.models import AnnualReport, PublishedReport, ReportVersion
from gongkai.apps.reporting.selectors.annual_contents import findings_of_version
from gongkai.apps.reporting.selectors.annual_figures import figures_now, figures_of
from gongkai.config.demonstration_city import BAISHI, CITY, COUNTY, HOUSING, LAND, build_city, settle_officers
from gongkai.config.demonstration_year import report_the_year

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def city(django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[dict[str, Agency]]:
    """The city with its reports, made once for all tests of this module."""
    with django_db_blocker.unblock(), transaction.atomic(), pytest.MonkeyPatch.context() as patch:
        patch.setattr("django.conf.settings.MEDIA_ROOT", tmp_path_factory.mktemp("files"))
        patch.setattr("django.conf.settings.SEARCH_DIRECTORY", tmp_path_factory.mktemp("search"))
        built = build_city()
        report_the_year(built, settle_officers(built))
        yield built
        transaction.set_rollback(True)


def version_of(city: dict[str, Agency], code: str, *, year: int = 2025, scope: str = "own") -> ReportVersion:
    return ReportVersion.objects.get(report__agency=city[code], report__year=year, report__scope_code=scope)


def test_every_step_of_the_way_has_a_report_and_one_organ_is_late(city) -> None:
    states = AnnualReport.objects.filter(year=2025).order_by("state_code").values_list("state_code", flat=True)
    assert list(states) == ["accepted"] * 6 + ["draft", "published", "returned", "submitted"]
    assert not AnnualReport.objects.filter(agency=city[BAISHI]).exists()


def test_the_land_bureaus_year_comes_to_what_was_counted_by_hand(city) -> None:
    values = figures_of(version_of(city, LAND)).values
    wanted = {
        "proactive.normative_documents.made": 1,
        # One repealed, one whose term ran out.
        "proactive.normative_documents.repealed": 2,
        "proactive.normative_documents.in_force": 3,
        "proactive.licensing.decisions": 36,
        "proactive.penalties.decisions": 7,
        "proactive.coercion.decisions": 1,
        "proactive.charges.amount": Decimal("192.58405"),
        "applications.new.total": 12,
        "applications.carried_in.total": 1,
        # Three of February to April, one of 2024 that was carried over.
        "applications.granted.total": 5,
        "applications.partly_granted.total": 2,
        "applications.total.total": 12,
        "applications.carried_out.total": 1,
        "remedies.reconsideration.upheld": 1,
        "remedies.reconsideration.corrected": 1,
        "remedies.reconsideration.total": 2,
        "remedies.litigation_after_reconsideration.pending": 1,
    }
    assert {path: values[path] for path in wanted} == wanted


def test_last_years_report_stands_beside_and_the_two_fit_together(city) -> None:
    before, now = version_of(city, LAND, year=2024), version_of(city, LAND)
    assert figures_of(before).values["applications.carried_out.total"] == 1
    assert findings_of_version(now) == ()
    shown = PublishedReport.objects.public().filter(publisher__name="青岚市自然资源和规划局")
    assert sorted(shown.values_list("year", flat=True)) == [2024, 2025]


def test_the_citys_sum_names_who_is_missing(city) -> None:
    problems = figures_now(version_of(city, CITY, scope="territory")).rollup.problems
    assert sorted(problem.agency.name for problem in problems) == ["松溪镇人民政府", "白石乡人民政府", "青岚市教育局"]
    county = figures_of(version_of(city, COUNTY, scope="territory")).values
    # Three of the county government, two of its finance bureau.
    assert county["applications.new.total"] == 5


def test_reports_that_went_on_have_no_error(city) -> None:
    for code in (LAND, HOUSING, CITY):
        assert [found.finding.message for found in findings_of_version(version_of(city, code))] == []


def test_nothing_is_made_twice(city) -> None:
    assert report_the_year(city, settle_officers(city)) == 0
