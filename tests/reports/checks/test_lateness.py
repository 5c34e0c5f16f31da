"""Whether a report came in time, by what kind of organ it is of."""

from __future__ import annotations

from datetime import date

import pytest

from gongkai.reports.checks.lateness import late_report
from gongkai.reports.checks.organs import Standing, standing_of
from gongkai.reports.findings import Severity
from reports.checks.invented_reports import report


@pytest.mark.parametrize(
    ("agency", "standing"),
    [
        ("赣州市", Standing.GOVERNMENT),
        ("赣州市人民政府", Standing.GOVERNMENT),
        ("广西壮族自治区人民政府", Standing.GOVERNMENT),
        ("上海市浦东新区人民政府", Standing.GOVERNMENT),
        ("清江经济技术开发区管委会", Standing.GOVERNMENT),
        ("高安市人民政府办公室", Standing.DEPARTMENT),
        ("龙亭区政府办公室", Standing.DEPARTMENT),
        ("江西省人民政府办公厅", Standing.DEPARTMENT),
        ("上高县机关事务管理中心", Standing.DEPARTMENT),
        ("清江市财政局", Standing.DEPARTMENT),
        ("清江市公共资源交易管理委员会", Standing.DEPARTMENT),
        ("清江县东门镇人民政府", Standing.TOWNSHIP),
        ("清江县白马乡人民政府", Standing.TOWNSHIP),
        ("清江区东门街道办事处", Standing.TOWNSHIP),
        ("清江区东门街道", Standing.TOWNSHIP),
    ],
)
def test_name_tells_what_kind_of_organ_it_is(agency: str, standing: Standing) -> None:
    assert standing_of(agency) is standing


@pytest.mark.parametrize(
    ("agency", "reported_on"),
    [
        ("清江市财政局", date(2023, 1, 31)),
        ("清江县东门镇人民政府", date(2023, 1, 31)),
        ("清江市人民政府", date(2023, 3, 31)),
        ("赣州市", date(2023, 3, 9)),
    ],
)
def test_report_of_the_last_day_is_in_time(agency: str, reported_on: date) -> None:
    assert list(late_report(report(agency=agency, year=2022, reported_on=reported_on))) == []


@pytest.mark.parametrize(
    ("agency", "reported_on", "last_day"),
    [
        ("清江市财政局", date(2023, 2, 1), "2023-01-31"),
        ("高安市人民政府办公室", date(2023, 3, 9), "2023-01-31"),
        ("清江县东门镇人民政府", date(2023, 2, 1), "2023-01-31"),
        ("清江市人民政府", date(2023, 4, 1), "2023-03-31"),
    ],
)
def test_report_after_the_last_day_is_late(agency: str, reported_on: date, last_day: str) -> None:
    [finding] = late_report(report(agency=agency, year=2022, reported_on=reported_on))
    assert (finding.rule, finding.severity) == ("report.late", Severity.NOTICE)
    assert (finding.expected, finding.found) == (last_day, reported_on.isoformat())
    assert finding.citation == "政府信息公开条例第四十九条"


def test_undated_report_is_not_called_late() -> None:
    assert list(late_report(report(reported_on=None))) == []


def test_report_of_unknown_year_is_not_called_late() -> None:
    assert list(late_report(report(year=None, reported_on=date(2023, 6, 1)))) == []
