"""A government's report against the reports of its organs."""

from __future__ import annotations

from decimal import Decimal

from gongkai.reports.checks.rollup import compare
from gongkai.reports.findings import Severity
from reports.checks.invented_reports import report

NEW = "applications.new.total"


def test_cell_that_is_not_the_sum_is_an_error() -> None:
    parts = [report(figures={NEW: 12}), report(figures={NEW: 30})]
    [finding] = compare(report(agency="清江县人民政府", figures={NEW: 45}), parts)
    assert (finding.rule, finding.severity) == ("rollup.sum", Severity.ERROR)
    assert finding.cells == (NEW,)
    assert (finding.expected, finding.found) == ("42", "45")
    assert "2份报告" in finding.message


def test_sum_of_the_parts_is_in_order() -> None:
    parts = [report(figures={NEW: 12}), report(figures={NEW: 30})]
    assert compare(report(figures={NEW: 42}), parts) == ()


def test_amounts_are_added_exactly() -> None:
    cell = "proactive.charges.amount"
    parts = [report(figures={cell: Decimal("0.1")}), report(figures={cell: Decimal("0.2")})]
    assert compare(report(figures={cell: Decimal("0.3")}), parts) == ()


def test_blank_of_a_part_leaves_the_cell_undecided() -> None:
    parts = [report(figures={NEW: 12}), report(figures={NEW: None})]
    assert compare(report(figures={NEW: 45}), parts) == ()


def test_blank_of_the_whole_is_left_to_the_rule_on_blanks() -> None:
    assert compare(report(figures={NEW: None}), [report(figures={NEW: 12})]) == ()


def test_table_on_another_form_is_not_compared() -> None:
    parts = [report(figures={NEW: 12}, edition="2019"), report(figures={NEW: 30})]
    assert compare(report(figures={NEW: 45}), parts) == ()


def test_whole_without_parts_is_not_judged() -> None:
    assert compare(report(figures={NEW: 45}), []) == ()
