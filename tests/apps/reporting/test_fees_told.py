"""Part six tells the fees by the records up to the moment at which the report was checked, and nothing beyond them."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils import timezone

from apps.reporting.annual_city import IMPROVING, JANUARY, YEAR, City, build_city, work_a_year
from gongkai.apps.casework.models import Case, CaseEvent
from gongkai.apps.reporting.models import ReportVersion
from gongkai.apps.reporting.selectors.annual_contents import as_report, material_of
from gongkai.apps.reporting.selectors.annual_figures import figures_of
from gongkai.apps.reporting.services.annual_drafting import begin_report, write_section
from gongkai.apps.reporting.services.annual_flow import accept, approve, check, submit
from gongkai.reports.drafting.fields import gaps
from gongkai.statute.case_acts import ActKind
from gongkai.statute.report_deadlines import Scope

pytestmark = pytest.mark.django_db
NONE_TAKEN = "2025年度，浮玉市水利局没有收取信息处理费。"


@pytest.fixture
def city() -> City:
    built = build_city()
    work_a_year(built)
    return built


def drafted(city: City, key: str, scope: Scope) -> ReportVersion:
    version = begin_report(agency=city.organs[key], year=YEAR, scope=scope, by=city.clerk, today=JANUARY)
    write_section(version=version, number=5, text=IMPROVING, seen=0, by=city.clerk, today=JANUARY)
    return version


def paid(city: City, key: str, *, on: date, yuan: int) -> None:
    case = Case.objects.filter(agency=city.organs[key]).order_by("pk")[0]
    CaseEvent.objects.create(
        case=case,
        seq=case.last_seq + 1 + CaseEvent.objects.filter(case=case, kind_code=ActKind.FEE_PAID.code).count(),
        kind_code=ActKind.FEE_PAID.code,
        on=on,
        recorded_at=timezone.now(),
        actor="申请人",
        details={"yuan": yuan},
        previous_hash="",
        hash="",
    )


def part_six(version: ReportVersion) -> str:
    return next(chapter.text for chapter in as_report(version).chapters if chapter.number == 6)


def test_a_fee_paid_after_drafting_is_told_and_one_recorded_after_the_check_is_not(city) -> None:
    version = drafted(city, "water", Scope.OWN)
    assert part_six(version) == NONE_TAKEN
    paid(city, "water", on=date(2025, 12, 30), yuan=40)
    paid(city, "water", on=date(2026, 1, 5), yuan=300)
    paid(city, "land", on=date(2025, 12, 30), yuan=5000)
    told = "2025年度，浮玉市水利局依据《政府信息公开信息处理费管理办法》收取信息处理费40元。"
    assert part_six(version) == told
    version = check(version=version, by=city.head, today=JANUARY)
    paid(city, "water", on=date(2025, 12, 31), yuan=60)
    assert part_six(version) == told
    assert {chapter["number"]: chapter["text"] for chapter in version.snapshot.chapters}[6] == told


def accepted(city: City, key: str, scope: Scope = Scope.OWN) -> ReportVersion:
    version = check(version=drafted(city, key, scope), by=city.head, today=JANUARY)
    version = approve(version=version, by=city.leader, today=JANUARY)
    version = submit(version=version, by=city.clerk, today=JANUARY)
    return accept(version=version, by=city.supervisor, today=JANUARY)


def test_a_territory_tells_what_its_organs_took_together_as_their_reports_had_it(city) -> None:
    paid(city, "water", on=date(2025, 12, 30), yuan=40)
    paid(city, "county_office", on=date(2025, 6, 30), yuan=1200)
    for key in ("city", "water", "land", "school", "east", "west", "county", "county_office"):
        accepted(city, key)
    paid(city, "water", on=date(2025, 12, 31), yuan=7)
    county = accepted(city, "county", Scope.TERRITORY)
    assert part_six(county) == "2025年度，河清县依据《政府信息公开信息处理费管理办法》收取信息处理费1200元。"
    whole = drafted(city, "city", Scope.TERRITORY)
    assert part_six(whole) == "2025年度，浮玉市依据《政府信息公开信息处理费管理办法》收取信息处理费1240元。"


def test_a_territory_leaves_the_fees_open_and_names_whose_are_not_told(city) -> None:
    accepted(city, "city")
    accepted(city, "water")
    version = drafted(city, "city", Scope.TERRITORY)
    assert part_six(version) == "2025年度，浮玉市【信息处理费收取情况】。"
    written = "本市【信息处理费收取情况】。"
    write_section(version=version, number=6, text=written, seen=0, by=city.clerk, today=JANUARY)
    missing = gaps(written, material_of(version, figures_of(version)))
    assert [(gap.token, gap.message) for gap in missing] == [
        (
            "【信息处理费收取情况】",
            "浮玉市自然资源局、浮玉市教育局、东溪镇人民政府等的收费情况没有登记，请核实后直接写明",
        )
    ]
