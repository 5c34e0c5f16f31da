"""Finding publishers: every row once, in order, at the same cost on every page."""

from __future__ import annotations

import pytest

from apps.made_reports import fault, made_report, published
from gongkai.apps.reporting.collection_search import PAGE_ROWS, Order, Search, find_publishers, search_from
from gongkai.apps.reporting.models import Publisher
from gongkai.apps.reporting.verdicts import Outcome
from gongkai.reports.findings import Severity

pytestmark = pytest.mark.django_db


def names(**asked) -> list[str]:
    return [publisher.name for publisher in find_publishers(Search(**asked)).publishers]


@pytest.fixture
def _three_agencies() -> None:
    published(made_report("甲县财政局", 2021, findings=(fault(),)))
    published(made_report("甲县财政局", 2022))
    published(made_report("乙县财政局", 2022, findings=(fault(Severity.WARNING),)))
    published(made_report("丙市教育局", 2020, findings=(fault(), fault())))


@pytest.mark.usefixtures("_three_agencies")
def test_a_part_of_the_name_finds_the_agency() -> None:
    assert sorted(names(name="财政")) == sorted(["甲县财政局", "乙县财政局"])


@pytest.mark.usefixtures("_three_agencies")
def test_year_and_verdict_must_meet_in_one_report() -> None:
    assert names(year=2022, outcome=Outcome.ERRORS) == []
    assert names(year=2021, outcome=Outcome.ERRORS) == ["甲县财政局"]


@pytest.mark.usefixtures("_three_agencies")
def test_a_row_shows_the_reports_that_were_asked_for() -> None:
    (publisher,) = find_publishers(Search(year=2021)).publishers
    assert [report.year for report in publisher.matching] == [2021]


@pytest.mark.usefixtures("_three_agencies")
def test_most_errors_or_newest_year_come_first_when_asked() -> None:
    assert names(order=Order.ERRORS) == ["丙市教育局", "甲县财政局", "乙县财政局"]
    assert names(order=Order.YEAR)[-1] == "丙市教育局"


def test_wildcards_are_taken_as_they_are_written() -> None:
    published(made_report("甲县财政局"))
    assert names(name="%") == []
    assert names(name="_") == []


@pytest.mark.parametrize("order", list(Order))
def test_paging_shows_every_agency_once(order: Order) -> None:
    Publisher.objects.bulk_create(
        Publisher(name=f"第{number:02}局", reports=1, errors=number % 3, latest_year=2020 + number % 2)
        for number in range(2 * PAGE_ROWS + 3)
    )
    seen: list[str] = []
    after = None
    for _ in range(3):
        page = find_publishers(Search(order=order, after=after))
        seen += [publisher.name for publisher in page.publishers]
        after = page.following
    assert after is None
    assert sorted(seen) == [f"第{number:02}局" for number in range(2 * PAGE_ROWS + 3)]


def test_a_search_is_read_from_the_address() -> None:
    asked = {"q": " 财政 ", "year": "2022", "verdict": "errors", "sort": "year", "after": "2021", "after_id": "7"}
    assert search_from(asked) == Search("财政", 2022, Outcome.ERRORS, Order.YEAR, ("2021", 7))


@pytest.mark.parametrize(
    "asked",
    [
        {"year": "二〇二二"},
        {"year": "99999999999999999999999"},
        {"year": "-1"},
        {"verdict": "x"},
        {"sort": "x"},
        {"sort": "year", "after": "x", "after_id": "1"},
        {"after_id": "９"},
        {"q": "\x00"},
    ],
)
def test_what_makes_no_sense_in_the_address_is_left_out(asked: dict[str, str]) -> None:
    search = search_from(asked)
    assert (search.name, search.year, search.outcome, search.after) == ("", None, None, None)
    find_publishers(search)
