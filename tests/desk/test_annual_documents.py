"""The documents of a version at the desk: a marked draft to sign, and the way to what was published."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from apps.people.invented import make_agency, make_officer
from apps.reporting.annual_city import IMPROVING, JANUARY, YEAR, City, build_city
from apps.reporting.publishing_reports import has_font, published_by
from gongkai.apps.reporting.models import ReportVersion
from gongkai.apps.reporting.selectors.annual_figures import figures_now
from gongkai.apps.reporting.services.annual_drafting import begin_report, write_section
from gongkai.desk import clock
from gongkai.reports.reader import read_report
from gongkai.statute.report_deadlines import Scope

pytestmark = pytest.mark.django_db


@pytest.fixture
def city(monkeypatch) -> City:
    monkeypatch.setattr(clock, "today", lambda: JANUARY)
    return build_city()


@pytest.fixture
def version(city: City) -> ReportVersion:
    begun = begin_report(agency=city.organs["land"], year=YEAR, scope=Scope.OWN, by=city.clerk, today=JANUARY)
    write_section(version=begun, number=5, text=IMPROVING, seen=0, by=city.clerk, today=JANUARY)
    return begun


def draft(client, version: ReportVersion, suffix: str):
    return client.get(reverse("desk:annual_draft_file", args=[version.pk, suffix]))


@pytest.mark.parametrize("suffix", ["docx", pytest.param("pdf", marks=has_font)])
def test_draft_says_what_the_version_says_and_is_marked(client, city, version, suffix: str) -> None:
    client.force_login(city.clerk)
    response = draft(client, version, suffix)
    assert response.status_code == 200
    read = read_report(response.content, source=f"送签稿.{suffix}")
    assert dict(read.figures) == dict(figures_now(version).values)
    assert read.reported_on is None
    links = client.get(reverse("desk:annual_version", args=[version.pk])).content.decode()
    assert reverse("desk:annual_draft_file", args=[version.pk, suffix]) in links


def test_draft_of_another_organ_or_of_another_kind_is_not_there(client, city, version) -> None:
    stranger = make_officer("外单位", agency=make_agency("云溪县财政局"))
    client.force_login(stranger)
    assert draft(client, version, "docx").status_code == 404
    client.force_login(city.clerk)
    assert draft(client, version, "exe").status_code == 404
    client.logout()
    assert draft(client, version, "docx").status_code == 302


def test_what_is_published_has_no_draft_any_more_and_leads_to_the_public_page(client, city) -> None:
    edition = published_by(city, city.organs["land"], today=date(2026, 1, 20))
    version = edition.publication.version
    client.force_login(city.clerk)
    assert draft(client, version, "docx").status_code == 404
    page = client.get(reverse("desk:annual_version", args=[version.pk])).content.decode()
    assert reverse("portal:report", args=[edition.shown_id]) in page


def test_machine_without_a_chinese_font_says_which_to_install(client, city, version, monkeypatch) -> None:
    monkeypatch.setattr("gongkai.reports.writers.pdf.installed_families", lambda: frozenset({"DejaVu Sans"}))
    client.force_login(city.clerk)
    response = draft(client, version, "pdf")
    assert response.status_code == 503
    assert "fonts-noto-cjk" in response.content.decode()
    assert draft(client, version, "docx").status_code == 200
