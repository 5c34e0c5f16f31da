"""The documents of a version at the desk: a marked draft to sign, and the way to what was published."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from apps.people.invented import make_agency, make_officer
from apps.reporting.annual_city import IMPROVING, JANUARY, YEAR, City, build_city
from apps.reporting.publishing_reports import published_by, through
from documents.chinese_fonts import has_font
from gongkai.apps.reporting.models import ReportVersion
from gongkai.apps.reporting.selectors.annual_contents import findings_of_version
from gongkai.apps.reporting.selectors.annual_figures import figures_now
from gongkai.apps.reporting.services.annual_drafting import begin_report, enter_cells, explain_finding, write_section
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


@has_font
def test_pdf_that_could_not_be_written_is_written_later_and_the_rest_stays(client, city, monkeypatch) -> None:
    with monkeypatch.context() as bare:
        bare.setattr("gongkai.reports.writers.pdf.installed_families", lambda: frozenset({"DejaVu Sans"}))
        edition = published_by(city, city.organs["land"], today=JANUARY)
        version = edition.publication.version
        before = {file.suffix: file.digest for file in edition.files.all()}
        assert "pdf" not in before
        client.force_login(city.head)
        address = reverse("desk:annual_missing_files", args=[version.pk])
        assert "补做 PDF 文档" in client.get(reverse("desk:annual_version", args=[version.pk])).content.decode()
        assert client.post(address).status_code == 503
        client.force_login(city.clerk)
        assert client.post(address).status_code == 403
    client.force_login(city.head)
    assert client.post(address).status_code == 302
    after = {file.suffix: file.digest for file in edition.files.all()}
    assert before.items() <= after.items()
    response = client.get(reverse("portal:written", args=[edition.shown_id, "pdf"]))
    read = read_report(b"".join(response.streaming_content), source="年报.pdf")
    assert dict(read.figures) == dict(edition.publication.snapshot.values)
    assert client.post(address).status_code == 302, "nothing is missing any more, and nothing is written twice"
    assert edition.files.count() == len(after)


@has_font
def test_error_that_was_explained_is_published_with_its_explanation_in_every_document(client, city) -> None:
    land = city.organs["land"]
    version = begin_report(agency=land, year=YEAR, scope=Scope.OWN, by=city.clerk, today=JANUARY)
    write_section(version=version, number=5, text=IMPROVING, seen=0, by=city.clerk, today=JANUARY)
    told = {"applications.carried_in.natural_person": "1"}
    enter_cells(version=version, values=told, basis="上年报告", by=city.clerk, today=JANUARY)
    found = [each for each in findings_of_version(version) if each.is_unexplained]
    assert {each.finding.rule for each in found} == {"applications.balance"}
    why = "上年结转的一件已移交其他机关，本机关没有办理结果。"
    for each in found:
        explain_finding(version=version, key=each.key, text=why, by=city.clerk, today=JANUARY)
    edition = through(city, version, today=JANUARY)
    assert edition.shown.errors == len(found)
    for suffix in ("docx", "pdf", "html"):
        response = client.get(reverse("portal:written", args=[edition.shown_id, suffix]))
        read = read_report(b"".join(response.streaming_content), source=f"年报.{suffix}")
        (last,) = [chapter.text for chapter in read.chapters if chapter.number == 6]
        assert last.count(f"关于本报告数据的说明：{why}") == 1, suffix
