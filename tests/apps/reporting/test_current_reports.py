"""One report an organ and year: lists, sums, comparisons and the search have the one that stands, and no other."""

from __future__ import annotations

import pytest
from django.core.management import call_command

from apps.made_reports import fault, made_report, published, taken_in
from gongkai.apps.people.visitors import Visitor
from gongkai.apps.reporting.collection_search import Search, find_publishers
from gongkai.apps.reporting.models import Publisher
from gongkai.apps.reporting.searchable import PUBLISHED_REPORTS
from gongkai.apps.reporting.selectors import collected
from gongkai.apps.reporting.services.collecting import restore, withdraw
from gongkai.apps.reporting.verdicts import Outcome
from gongkai.apps.search.models import PendingChange

pytestmark = pytest.mark.django_db
NEW = "applications.new.total"


def wrong_and_corrected(agency: str = "甲局", year: int = 2022):
    wrong = published(made_report(agency, year, figures={NEW: 5}, findings=(fault(), fault())))
    return wrong, published(made_report(agency, year, figures={NEW: 6}))


def listed(**asked) -> list[int]:
    return [report.pk for publisher in find_publishers(Search(**asked)).publishers for report in publisher.matching]


def test_the_list_and_its_counts_have_the_corrected_report_alone() -> None:
    _, corrected = wrong_and_corrected()
    assert listed() == [corrected.pk]
    assert listed(outcome=Outcome.ERRORS) == []
    assert collected.extent() == collected.Extent(1, 1, 0, 0)
    kept = Publisher.objects.get(name="甲局")
    assert (kept.reports, kept.errors, kept.latest_year) == (1, 0, 2022)


def test_the_one_before_stands_again_when_the_corrected_one_is_withdrawn() -> None:
    wrong, corrected = wrong_and_corrected()
    withdraw(report=corrected, by=corrected.uploader, reason="误传")
    assert listed(outcome=Outcome.ERRORS) == [wrong.pk]
    assert collected.extent() == collected.Extent(1, 1, 2, 0)
    restore(report=corrected, by=corrected.uploader)
    assert listed() == [corrected.pk]
    assert collected.extent() == collected.Extent(1, 1, 0, 0)


def test_reports_without_a_year_are_all_listed() -> None:
    first, second = wrong_and_corrected(year=None)
    assert sorted(listed()) == sorted([first.pk, second.pk])
    assert collected.extent() == collected.Extent(1, 2, 2, 0)


def test_the_search_finds_the_one_that_stands() -> None:
    wrong, corrected = wrong_and_corrected()
    both = [wrong.pk, corrected.pk]
    assert [entry.number for entry in PUBLISHED_REPORTS.public(both)] == [corrected.pk]
    assert list(PUBLISHED_REPORTS.numbers()) == [corrected.pk]


def test_the_search_is_told_of_the_report_that_was_replaced() -> None:
    wrong = published(made_report("甲局", 2022, figures={NEW: 5}))
    PendingChange.objects.all().delete()
    published(made_report("甲局", 2022, figures={NEW: 6}))
    assert wrong.pk in set(PendingChange.objects.values_list("number", flat=True))


def test_sums_of_publishers_that_counted_every_version_are_mended_by_rebuilding() -> None:
    wrong_and_corrected()
    Publisher.objects.filter(name="甲局").update(reports=2, errors=2, warnings=7, latest_year=2030)
    call_command("rebuild_sums")
    kept = Publisher.objects.get(name="甲局")
    assert (kept.reports, kept.errors, kept.warnings, kept.latest_year) == (1, 0, 0, 2022)
    assert collected.extent() == collected.Extent(1, 1, 0, 0)


def test_a_private_report_of_the_same_organ_and_year_is_told_to_nobody() -> None:
    wrong, corrected = wrong_and_corrected()
    taken_in(made_report("甲局", 2022, figures={NEW: 7}), by=Visitor(), holder="browser:1")
    assert [each.pk for each in collected.beside(corrected).of_the_year] == [wrong.pk]
    assert collected.beside(wrong) == collected.Beside([corrected], [corrected], corrected)
