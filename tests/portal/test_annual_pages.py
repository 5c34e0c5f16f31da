"""The published annual report over HTTP: read back from every carrier, all versions, all years."""

from __future__ import annotations

import hashlib
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from apps.made_reports import made_officer
from apps.people.invented import make_agency
from apps.reporting.annual_city import JANUARY, City, build_city, work_a_year
from apps.reporting.publishing_reports import corrected_by, published_by
from documents.chinese_fonts import has_font
from gongkai.apps.audit.frozen import FrozenRecordError
from gongkai.apps.audit.permissions import Role
from gongkai.apps.reporting.models import PublicEdition
from gongkai.apps.reporting.services.collecting import withdraw
from gongkai.reports.reader import read_report
from gongkai.reports.writers.formats import FORMATS
from gongkai.statute.errors import ActRefused

pytestmark = pytest.mark.django_db
CORRECTED_ON = date(2026, 1, 28)
EXPLANATION = "第五部分的改进措施漏写完成时限，现予补充。"


@pytest.fixture
def city() -> City:
    built = build_city()
    work_a_year(built)
    return built


@pytest.fixture
def edition(city: City) -> PublicEdition:
    return published_by(city, city.organs["land"], today=JANUARY)


def body(response) -> bytes:
    return b"".join(response.streaming_content) if response.streaming else response.content


def download(client: Client, edition: PublicEdition, suffix: str) -> bytes:
    response = client.get(reverse("portal:written", args=[edition.shown_id, suffix]))
    assert response.status_code == 200
    return body(response)


@has_font
def test_reader_reads_what_is_published_back_to_the_same_figures_with_no_finding(client, edition) -> None:
    figures = dict(edition.publication.snapshot.values)
    # The n-th organ of the city has n documents, 2n licences and n thousand yuan of charges; land is the third.
    assert figures["proactive.normative_documents.made"] == 3
    assert figures["proactive.licensing.decisions"] == 6
    assert figures["applications.new.total"] == 4
    assert figures["remedies.reconsideration.total"] == 1
    page = client.get(reverse("portal:report", args=[edition.shown_id])).content
    carriers = {"page.html": page} | {
        f"file.{each}": download(client, edition, each) for each in ("docx", "pdf", "html")
    }
    for source, content in carriers.items():
        read = read_report(content, source=source)
        assert dict(read.figures) == figures, source
        assert [finding.message for finding in read.findings] == [], source
        assert [problem.message for problem in read.problems] == [], source
        assert (read.year, read.agency) == (2025, "浮玉市自然资源局"), source


@has_font
def test_every_file_is_kept_byte_for_byte_when_a_correction_follows(client, city, edition) -> None:
    kept = {file.suffix: file.digest for file in edition.files.all()}
    assert set(kept) == {each.suffix for each in FORMATS}
    corrected = corrected_by(city, edition, explanation=EXPLANATION, today=CORRECTED_ON)
    for suffix, digest in kept.items():
        assert hashlib.sha256(download(client, edition, suffix)).hexdigest() == digest
    assert download(client, corrected, "docx") != download(client, edition, "docx")
    with pytest.raises(FrozenRecordError):
        edition.files.get(suffix="docx").delete()


def test_both_versions_stay_reachable_with_the_explanation_of_the_correction(client, city, edition) -> None:
    corrected = corrected_by(city, edition, explanation=EXPLANATION, today=CORRECTED_ON)
    land = city.organs["land"]
    of_organ = client.get(reverse("portal:annual_of", args=[land.code])).content.decode()
    for shown in (edition.shown_id, corrected.shown_id):
        assert reverse("portal:report", args=[shown]) in of_organ
    assert f"更正说明：{EXPLANATION}" in of_organ
    first = client.get(reverse("portal:report", args=[edition.shown_id])).content.decode()
    assert "这是第 1 版，已经更正，保留备查" in first
    second = client.get(reverse("portal:report", args=[corrected.shown_id])).content.decode()
    assert "已经更正，保留备查" not in second
    assert f"更正说明：{EXPLANATION}" in second
    assert f"更正说明：{EXPLANATION}" in "".join(each["text"] for each in corrected.shown.chapters), (
        "printed in part six"
    )
    opening = client.get(reverse("portal:annual")).content.decode()
    assert reverse("portal:report", args=[corrected.shown_id]) in opening
    assert reverse("portal:report", args=[edition.shown_id]) not in opening
    guide = client.get(reverse("portal:guide", args=[land.code])).content.decode()
    assert reverse("portal:annual_of", args=[land.code]) in guide


def test_a_correction_after_the_last_day_does_not_make_a_report_late_that_was_not(client, city, edition) -> None:
    corrected = corrected_by(city, edition, explanation=EXPLANATION, today=date(2026, 3, 2))
    assert corrected.shown.reported_on == date(2026, 3, 2)
    assert [told["rule"] for told in corrected.shown.findings] == []
    assert "晚于2026年1月31日" not in client.get(reverse("portal:report", args=[corrected.shown_id])).text


def test_a_report_first_published_late_stays_late_when_it_is_corrected(city) -> None:
    late = published_by(city, city.organs["land"], today=date(2026, 2, 10))
    corrected = corrected_by(city, late, explanation=EXPLANATION, today=date(2026, 3, 2))
    for shown in (late.shown, corrected.shown):
        (told,) = shown.findings
        assert (told["rule"], told["found"]) == ("report.late", "2026-02-10")


def test_pages_cost_the_same_however_many_versions_there_are(
    client, city, edition, django_assert_max_num_queries
) -> None:
    corrected_by(city, edition, explanation=EXPLANATION, today=CORRECTED_ON)
    with django_assert_max_num_queries(4):
        client.get(reverse("portal:annual_of", args=[city.organs["land"].code]))
    with django_assert_max_num_queries(6):
        client.get(reverse("portal:annual"))
    with django_assert_max_num_queries(8):
        client.get(reverse("portal:report", args=[edition.shown_id]))


def test_what_was_published_here_cannot_be_taken_out(city, edition) -> None:
    keeper = made_officer(Role.ADMINISTRATOR)
    with pytest.raises(ActRefused, match="不能撤下"):
        withdraw(report=edition.shown, by=keeper, reason="登错了")
    edition.shown.refresh_from_db()
    assert edition.shown.is_public


def test_machine_without_a_chinese_font_publishes_all_but_the_pdf(client, city, monkeypatch) -> None:
    monkeypatch.setattr("gongkai.reports.writers.pdf.installed_families", lambda: frozenset({"DejaVu Sans"}))
    edition = published_by(city, city.organs["land"], today=JANUARY)
    assert set(edition.files.values_list("suffix", flat=True)) == {each.suffix for each in FORMATS} - {"pdf"}
    assert client.get(reverse("portal:written", args=[edition.shown_id, "pdf"])).status_code == 404


def test_organ_without_a_report_says_so_and_an_unknown_one_is_not_there(client) -> None:
    organ = make_agency("浮玉市档案局")
    page = client.get(reverse("portal:annual_of", args=[organ.code])).content.decode()
    assert "还没有公布年度报告" in page
    assert client.get(reverse("portal:annual_of", args=["nobody"])).status_code == 404
    assert client.get(reverse("portal:annual")).status_code == 200
