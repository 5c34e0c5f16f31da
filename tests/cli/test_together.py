"""Reports of consecutive years are judged by each other while they stream past."""

from __future__ import annotations

from dataclasses import replace

from gongkai.cli.together import with_years_compared
from gongkai.reports.findings import Finding, Severity
from gongkai.reports.model import Report
from reports.checks.invented_reports import report, row

CARRIED_OUT = row("applications", "carried_out", 4, 0, 0, 0, 0, 0, 4)


def _report(year: int, *, source: str, agency: str | None = "清江县水利局") -> Report:
    figures = CARRIED_OUT if year == 2021 else {}
    return replace(report(figures=figures, year=year, agency=agency), source=source)


def _judged(reports: list[Report], *, window: int) -> dict[str, list[str]]:
    return {
        one.source: [finding.message for finding in one.findings if finding.rule == "applications.carry_over"]
        for one in with_years_compared(reports, window=window)
    }


def test_later_year_in_the_window_is_told_when_the_earlier_turns_up() -> None:
    judged = _judged([_report(2022, source="later"), _report(2021, source="earlier")], window=1)
    assert {source: len(messages) for source, messages in judged.items()} == {"later": 1, "earlier": 0}


def test_earlier_year_speaks_for_a_later_one_that_has_left_the_window() -> None:
    between = [_report(2010 + number, source=str(number), agency="清江县教育局") for number in range(3)]
    judged = _judged([_report(2022, source="later"), *between, _report(2021, source="earlier")], window=2)
    assert judged["later"] == []
    (message,) = judged["earlier"]
    assert message.startswith("2022年报告（later）：")


def test_two_copies_of_the_earlier_year_are_not_counted_twice() -> None:
    copies = [_report(2021, source="copy.docx"), _report(2021, source="copy.pdf")]
    for order in ([*copies, _report(2022, source="later")], [_report(2022, source="later"), *copies]):
        assert len(_judged(order, window=10)["later"]) == 1


def test_each_copy_of_the_later_year_is_told() -> None:
    later = [_report(2022, source="later.docx"), _report(2022, source="later.pdf")]
    earlier = _report(2021, source="earlier")
    for order in ([earlier, *later], [*later, earlier]):
        judged = _judged(order, window=10)
        assert [len(judged[one.source]) for one in later] == [1, 1]


def test_reports_without_a_name_are_left_alone() -> None:
    reports = [_report(2021, source="earlier", agency=None), _report(2022, source="later", agency=None)]
    assert _judged(reports, window=10) == {"earlier": [], "later": []}


def test_order_is_kept_and_nothing_is_lost_at_the_window_s_edge() -> None:
    reports = [_report(1900 + number, source=str(number)) for number in range(20)]
    assert list(_judged(reports, window=3)) == [str(number) for number in range(20)]


def test_errors_between_years_stand_before_the_report_s_own_notices() -> None:
    later = replace(report(year=2022), findings=(Finding("section.fee_statement", Severity.NOTICE, "未说明收费。"),))
    (_, judged) = with_years_compared([_report(2021, source="earlier"), later], window=5)
    assert [finding.rule for finding in judged.findings] == ["applications.carry_over", "section.fee_statement"]
