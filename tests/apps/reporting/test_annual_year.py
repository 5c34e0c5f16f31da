"""A city's year: every organ compiles, checks and submits; one is returned; the city sums up and publishes."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils import timezone

from apps.reporting.annual_city import IMPROVING, JANUARY, MARCH, YEAR, City, build_city, sums_by_hand, work_a_year
from gongkai.apps.agencies.models import Agency
from gongkai.apps.disclosure.models import RuleDocument
from gongkai.apps.disclosure.services.documents import change_document
from gongkai.apps.people.rights import rights_of
from gongkai.apps.reporting import originals
from gongkai.apps.reporting.models import PublishedReport, ReportState, ReportVersion
from gongkai.apps.reporting.selectors.annual_contents import findings_of_version
from gongkai.apps.reporting.selectors.annual_figures import compile_figures, differences, figures_now
from gongkai.apps.reporting.selectors.annual_lateness import standing_of_organs
from gongkai.apps.reporting.selectors.annual_records import records_page
from gongkai.apps.reporting.selectors.cell_sums import SumSearch, cell_sums
from gongkai.apps.reporting.selectors.open_figures import open_figures
from gongkai.apps.reporting.services.annual_drafting import begin_report, write_section
from gongkai.apps.reporting.services.annual_flow import accept, approve, check, return_to_organ, submit
from gongkai.apps.reporting.services.publishing import publish_report
from gongkai.reports.reader import read_report
from gongkai.statute.errors import ActRefused
from gongkai.statute.report_deadlines import Scope
from gongkai.statute.validity import DocumentAct, DocumentEvent

pytestmark = pytest.mark.django_db


@pytest.fixture
def city() -> City:
    built = build_city()
    work_a_year(built)
    return built


def drafted(city: City, agency: Agency, scope: Scope, *, today: date) -> ReportVersion:
    version = begin_report(agency=agency, year=YEAR, scope=scope, by=city.clerk, today=today)
    write_section(version=version, number=5, text=IMPROVING, seen=0, by=city.clerk, today=today)
    return version


def submitted(city: City, version: ReportVersion, *, today: date) -> ReportVersion:
    version = check(version=version, by=city.head, today=today)
    version = approve(version=version, by=city.leader, today=today)
    return submit(version=version, by=city.clerk, today=today)


def accepted(city: City, agency: Agency, scope: Scope, *, today: date) -> ReportVersion:
    version = submitted(city, drafted(city, agency, scope, today=today), today=today)
    return accept(version=version, by=city.supervisor, today=today)


def test_a_city_works_a_year_and_publishes_what_adds_up(city) -> None:
    for organ in city.reporting:
        if organ is not city.organs["water"]:
            accepted(city, organ, Scope.OWN, today=JANUARY)
    water = submitted(city, drafted(city, city.organs["water"], Scope.OWN, today=JANUARY), today=JANUARY)
    water = return_to_organ(version=water, by=city.supervisor, today=JANUARY, remarks="第五部分请写具体")
    write_section(version=water, number=5, text=f"{IMPROVING}已经安排专人负责。", seen=1, by=city.clerk, today=JANUARY)
    accept(version=submitted(city, water, today=JANUARY), by=city.supervisor, today=JANUARY)
    accepted(city, city.organs["county"], Scope.TERRITORY, today=MARCH)
    whole = drafted(city, city.organs["city"], Scope.TERRITORY, today=MARCH)
    figures = figures_now(whole)
    assert {path: figures.values[path] for path in sums_by_hand()} == sums_by_hand()
    assert [problem.message for problem in figures.rollup.problems if problem.is_grave] == []
    # Nothing of a report that is not published yet is in the open data.
    assert cell_sums(SumSearch()) == []
    assert list(open_figures()) == []
    edition = publish_report(version=submitted(city, whole, today=MARCH), by=city.head, today=MARCH)
    assert {each.cell.path: each.total for each in cell_sums(SumSearch(year=YEAR))} == dict(figures.values)
    assert [told.agency for told in open_figures()] == ["浮玉市"]
    assert edition.shown.publisher.name == "浮玉市"
    assert edition.shown.is_public
    assert (edition.shown.errors, edition.shown.warnings) == (0, 0)
    kept = {file.suffix: file.digest for file in edition.files.all()}
    assert {"docx", "html"} <= set(kept)
    for suffix in kept.keys() & {"docx", "pdf", "html"}:
        with originals.fetch(kept[suffix]) as file:
            read = read_report(file.read(), source=f"浮玉市2025年.{suffix}")
        assert dict(read.figures) == dict(edition.publication.snapshot.values), suffix
        assert [finding.message for finding in read.findings] == [], suffix


def test_a_missing_organ_is_named_and_keeps_the_sum_from_going_on(city) -> None:
    whole = drafted(city, city.organs["city"], Scope.TERRITORY, today=MARCH)
    grave = [problem.agency.name for problem in figures_now(whole).rollup.problems if problem.is_grave]
    assert "浮玉市水利局" in grave
    with pytest.raises(ActRefused):
        check(version=whole, by=city.head, today=MARCH)


def test_a_report_compiled_before_and_after_later_events_is_the_same(city, django_assert_max_num_queries) -> None:
    water = city.organs["water"]
    moment = timezone.now()
    before, _ = compile_figures(water, year=YEAR, scope=Scope.OWN)
    document = RuleDocument.objects.filter(agency=water).order_by("pk").first()
    event = DocumentEvent(DocumentAct.REPEALED, date(2025, 12, 1))
    change_document(document=document, event=event, basis="局务会议", by=city.head, today=JANUARY)
    now, _ = compile_figures(water, year=YEAR, scope=Scope.OWN)
    then, _ = compile_figures(water, year=YEAR, scope=Scope.OWN, known_at=moment)
    assert dict(then) == dict(before)
    assert now["proactive.normative_documents.repealed"] == 1


def test_what_changes_after_the_freeze_shows_as_a_difference_and_opens_into_what_was_counted(city) -> None:
    water = city.organs["water"]
    version = check(version=drafted(city, water, Scope.OWN, today=JANUARY), by=city.head, today=JANUARY)
    assert differences(version) == []
    document = RuleDocument.objects.filter(agency=water).order_by("pk").first()
    event = DocumentEvent(DocumentAct.REPEALED, date(2025, 12, 1))
    change_document(document=document, event=event, basis="局务会议", by=city.head, today=JANUARY)
    found = {each.path: (each.frozen, each.now) for each in differences(version)}
    assert found == {
        "proactive.normative_documents.repealed": (0, 1),
        "proactive.normative_documents.in_force": (2, 1),
    }
    assert len(records_page(version, "proactive.normative_documents.in_force").records) == 2


def test_every_cell_opens_into_as_many_records_as_it_counts(city) -> None:
    version = drafted(city, city.organs["land"], Scope.OWN, today=JANUARY)
    for path, value in figures_now(version).values.items():
        if path != "proactive.charges.amount":
            assert len(records_page(version, path).records) == value, path
    assert findings_of_version(version) == ()


def test_who_is_late_shows_at_a_glance_in_a_constant_number_of_queries(city, django_assert_max_num_queries) -> None:
    accepted(city, city.organs["land"], Scope.OWN, today=JANUARY)
    rights = rights_of(city.supervisor, MARCH)
    with django_assert_max_num_queries(4):
        found = standing_of_organs(rights, year=YEAR, today=date(2026, 2, 1))
    late = [each.agency.name for each in found if each.is_late]
    assert "浮玉市自然资源局" not in late
    assert {"浮玉市水利局", "河清县财政局"} <= set(late)
    # The sums of county and city are not due yet on the first of February.
    assert not any(each.is_late for each in found if each.scope is Scope.TERRITORY)


def test_a_published_report_is_shown_and_the_version_stands(city) -> None:
    land = accepted(city, city.organs["land"], Scope.OWN, today=JANUARY)
    publish_report(version=land, by=city.head, today=JANUARY)
    land.refresh_from_db()
    assert land.state is ReportState.PUBLISHED
    assert PublishedReport.objects.public().get().publisher.name == "浮玉市自然资源局"
