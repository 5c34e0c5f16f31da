"""Cells that hold what the form does not allow, or nothing."""

from __future__ import annotations

from decimal import Decimal

from gongkai.reports.checks.cells import blank_cells, invalid_cells
from gongkai.reports.findings import Severity
from reports.checks.invented_reports import report


def test_negative_count_is_an_error() -> None:
    [finding] = invalid_cells(report(figures={"applications.new.business": -1}))
    assert finding.rule == "cell.invalid"
    assert finding.severity is Severity.ERROR
    assert finding.cells == ("applications.new.business",)
    assert finding.found == "-1"
    assert finding.message == "表三“一、本年新收政府信息公开申请数量”的“商业企业”所填为-1，不应为负数。"


def test_count_with_a_fraction_is_an_error() -> None:
    [finding] = invalid_cells(report(figures={"proactive.licensing.decisions": Decimal("12.5")}))
    assert finding.message == "表二“行政许可”的“本年处理决定数量”所填为12.5，应为整数。"


def test_whole_number_written_with_decimals_is_a_count() -> None:
    assert list(invalid_cells(report(figures={"proactive.licensing.decisions": Decimal("12.00")}))) == []


def test_amount_may_have_a_fraction() -> None:
    assert list(invalid_cells(report(figures={"proactive.charges.amount": Decimal("151022.81")}))) == []


def test_amount_may_not_be_negative() -> None:
    [finding] = invalid_cells(report(figures={"proactive.charges.amount": Decimal("-3.5")}))
    assert finding.found == "-3.5"


def test_change_of_the_2019_form_may_be_negative() -> None:
    assert list(invalid_cells(report(figures={"proactive.licensing.change": -4}, edition="2019", year=2020))) == []


def test_blanks_of_a_table_are_one_notice() -> None:
    cells = {"applications.new.business": None, "applications.carried_out.total": None}
    [finding] = blank_cells(report(figures=cells))
    assert finding.rule == "cell.blank"
    assert finding.severity is Severity.NOTICE
    assert finding.cells == ("applications.new.business", "applications.carried_out.total")
    assert "“一、本年新收政府信息公开申请数量”的“商业企业”" in finding.message


def test_many_blanks_are_counted_and_not_all_named() -> None:
    columns = ("natural_person", "business", "research", "public_interest", "legal_services", "other", "total")
    [finding] = blank_cells(report(figures={f"applications.new.{column}": None for column in columns}))
    assert "等7格" in finding.message
    assert len(finding.cells) == 7


def test_blanks_of_two_tables_are_two_notices() -> None:
    cells = {"applications.new.business": None, "remedies.reconsideration.upheld": None}
    assert [finding.cells for finding in blank_cells(report(figures=cells))] == [
        ("applications.new.business",),
        ("remedies.reconsideration.upheld",),
    ]


def test_zero_is_not_blank() -> None:
    assert list(blank_cells(report())) == []
