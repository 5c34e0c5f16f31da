"""The organ above takes published files in for the reports of those below, and asks for earlier days."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from apps.people.invented import make_agency, make_officer
from desk.yearly_house import TODAY, signed_in
from gongkai.apps.agencies.models import Agency
from gongkai.apps.agencies.roles import AgencyRole
from gongkai.apps.reporting.models import EarlierDate, PublishedReport, ReportVersion
from gongkai.apps.reporting.selectors.annual_contents import findings_of_version
from gongkai.apps.reporting.selectors.rollups import rollup_of
from gongkai.apps.reporting.services.collecting import expire

pytestmark = pytest.mark.django_db
SAMPLES = Path(os.environ.get("GONGKAI_SAMPLES", ""))
REPORTS = sorted(SAMPLES.glob("*-20??.txt")) if os.environ.get("GONGKAI_SAMPLES") else []
OURS = Path(__file__).parents[2] / "samples" / "reports"


@pytest.fixture
def city(monkeypatch) -> Agency:
    monkeypatch.setattr("django.utils.timezone.localdate", lambda: TODAY)
    return make_agency("浮玉市人民政府", kind_code="government", level_code="city")


@pytest.fixture
def supervisor(city) -> Client:
    return signed_in(make_officer(role=AgencyRole.SUPERVISOR, agency=city))


def sample() -> tuple[str, bytes, int]:
    """Return name, content and year of a report of ours whose three tables are whole and of the form of 2021."""
    path = next(path for path in sorted(OURS.iterdir()) if path.suffix == ".docx" and "2022" in path.name)
    return path.name, path.read_bytes(), 2022


def asked(agency: Agency, content: bytes, *, name: str = "报告.txt", year: int = 2022) -> dict[str, object]:
    return {"agency": agency.pk, "year": year, "scope": "own", "report": SimpleUploadedFile(name, content)}


@pytest.mark.skipif(not REPORTS, reason="GONGKAI_SAMPLES does not name the five reports")
def test_five_published_reports_taken_in_for_five_organs_show_what_the_command_line_says(city, supervisor) -> None:
    command = shutil.which("gongkai", path=str(Path(os.sys.executable).parent))
    told = subprocess.run([command, "read", "--json", *map(str, REPORTS)], capture_output=True, check=False, text=True)
    said = {Path(line["source"]).name: line for line in map(json.loads, told.stdout.splitlines())}
    assert len(said) == len(REPORTS) == 5
    for number, path in enumerate(REPORTS):
        organ = make_agency(f"第{number}局", parent=city, level_code="city")
        year = said[path.name]["year"]
        answer = supervisor.post("/desk/annual/adopt/", asked(organ, path.read_bytes(), name=path.name, year=year))
        assert answer.status_code == 302, path.name
        version = ReportVersion.objects.get(report__agency=organ)
        shown = [(found.finding.rule, found.finding.message) for found in findings_of_version(version)]
        wanted = [(finding["rule"], finding["message"]) for finding in said[path.name]["findings"]]
        assert (path.name, sorted(shown)) == (path.name, sorted(wanted))
        page = supervisor.get(answer.url).text
        assert page.count('class="fault ') == len(wanted)
        total = said[path.name]["applications"]["total"][-1]
        assert version.snapshot.values["applications.total.total"] == total


def test_a_file_taken_in_counts_in_the_sum_and_the_same_file_once(city, supervisor) -> None:
    name, content, year = sample()
    organ = make_agency("浮玉市水利局", parent=city, level_code="city")
    assert supervisor.post("/desk/annual/adopt/", asked(organ, content, name=name, year=year)).status_code == 302
    again = supervisor.post("/desk/annual/adopt/", asked(organ, content, name=name, year=year))
    assert again.status_code == 422
    assert "已经采用这份文件" in again.text
    other = make_agency("浮玉市教育局", parent=city, level_code="city")
    twice = supervisor.post("/desk/annual/adopt/", asked(other, content, name=name, year=year))
    assert "再次采用会重复计算" in twice.text
    assert (PublishedReport.objects.count(), ReportVersion.objects.count()) == (1, 1)
    share = next(share for share in rollup_of(city, year=year).shares if share.agency == organ)
    assert share.snapshot is not None
    # What stands for a report is not swept away with files that were only looked at.
    assert expire(now=timezone.now() + timedelta(days=30)) == 0


@pytest.mark.parametrize(
    ("content", "told"),
    [(b"", "空"), (b"\x00\x01\x02", ""), ("不是报告".encode(), ""), (b"%PDF-1.7 broken", ""), (b"PK\x03\x04", "")],
)
def test_a_file_that_is_no_report_is_refused_on_the_page(city, supervisor, content: bytes, told: str) -> None:
    organ = make_agency("浮玉市水利局", parent=city, level_code="city")
    answer = supervisor.post("/desk/annual/adopt/", asked(organ, content))
    assert answer.status_code == 422
    assert "field-error" in answer.text
    assert told in answer.text
    assert not ReportVersion.objects.exists()


def test_a_file_of_another_year_is_refused_in_words(city, supervisor) -> None:
    name, content, year = sample()
    organ = make_agency("浮玉市水利局", parent=city, level_code="city")
    answer = supervisor.post("/desk/annual/adopt/", asked(organ, content, name=name, year=year + 1))
    assert answer.status_code == 422
    assert f"这份报告是{year}年度的" in answer.text


def test_an_earlier_day_is_set_and_holds_below(city, supervisor) -> None:
    make_agency("浮玉市水利局", parent=city, level_code="city")
    told = {"agency": city.pk, "year": 2025, "scope": "own", "on": "2026-01-15", "basis": "浮政办函〔2025〕9号"}
    for day in ("2026-02-15", "2025-12-31", "后天"):
        refused = supervisor.post("/desk/annual/dates/", told | {"on": day})
        assert (day, refused.status_code) == (day, 422)
        assert 'value="浮政办函〔2025〕9号"' in refused.text
    assert not EarlierDate.objects.exists()
    assert supervisor.post("/desk/annual/dates/", told).status_code == 302
    assert "浮政办函〔2025〕9号" in supervisor.get("/desk/annual/dates/").text
    assert supervisor.get("/desk/annual/", {"year": "2025"}).text.count("2026-01-15") == 2
    assert EarlierDate.objects.count() == 1


@pytest.mark.parametrize("role", [role for role in AgencyRole if role is not AgencyRole.SUPERVISOR])
def test_no_other_role_takes_files_in_or_sets_days(city, role: AgencyRole) -> None:
    client = signed_in(make_officer(role=role, agency=city))
    for page in ("/desk/annual/adopt/", "/desk/annual/dates/"):
        assert client.get(page).status_code == 403
        assert client.post(page, {}).status_code == 403


def test_a_supervisor_is_not_offered_organs_of_another_tree(city, supervisor) -> None:
    foreign = make_agency("江澜市水利局", level_code="city")
    name, content, year = sample()
    answer = supervisor.post("/desk/annual/adopt/", asked(foreign, content, name=name, year=year))
    assert answer.status_code == 422
    assert not ReportVersion.objects.exists()
