"""The six parts of a report, their order, and what the sixth must say."""

from __future__ import annotations

import pytest

from gongkai.documents.blocks import Carrier
from gongkai.reports.checks.sections import fee_statement, missing_sections, section_order
from gongkai.reports.findings import Severity
from reports.checks.invented_reports import report


def test_complete_report_lacks_nothing() -> None:
    assert list(missing_sections(report())) == []
    assert list(section_order(report())) == []


def test_absent_part_is_named() -> None:
    [finding] = missing_sections(report(order=(1, 2, 3, 4, 6)))
    assert (finding.rule, finding.severity) == ("section.missing", Severity.WARNING)
    assert finding.message == "缺少第五部分“存在的主要问题及改进情况”。"


def test_each_absent_part_is_one_warning() -> None:
    assert [finding.expected for finding in missing_sections(report(order=(1, 2, 3, 4)))] == [
        "存在的主要问题及改进情况",
        "其他需要报告的事项",
    ]


def test_part_whose_table_was_found_is_not_absent() -> None:
    assert list(missing_sections(report(order=(1, 2, 3, 5, 6)))) == []


def test_part_without_heading_and_table_is_absent() -> None:
    [finding] = missing_sections(report(order=(1, 2, 3, 5, 6), tables=("proactive", "applications")))
    assert finding.message.startswith("缺少第四部分")


def test_workbook_of_tables_has_no_parts_to_miss() -> None:
    assert list(missing_sections(report(order=(), carrier=Carrier.XLSX))) == []


def test_parts_out_of_order_are_told_as_they_stand() -> None:
    [finding] = section_order(report(order=(1, 2, 4, 3, 5, 6)))
    assert (finding.rule, finding.severity) == ("section.order", Severity.WARNING)
    assert (finding.expected, finding.found) == ("一、二、三、四、五、六", "一、二、四、三、五、六")


def test_missing_part_is_not_disorder() -> None:
    assert list(section_order(report(order=(1, 2, 3, 4, 6)))) == []


def test_part_told_in_two_pieces_is_not_disorder() -> None:
    assert list(section_order(report(order=(1, 2, 3, 3, 4, 5, 6)))) == []


@pytest.mark.parametrize(
    "text",
    [
        "2022年度，本机关无收取信息处理费情况。",
        "本年度未收取政府信息公开处理费。",
        "2022年没有发生依申请公开收费。",
        "全市实际收取信息处理费共计400元。",
    ],
)
def test_part_six_that_speaks_of_the_fee_is_in_order(text: str) -> None:
    assert list(fee_statement(report(prose={6: text}))) == []


@pytest.mark.parametrize("text", ["无。", "无其他需要报告的事项。", ""])
def test_part_six_that_is_silent_on_the_fee_is_noticed(text: str) -> None:
    [finding] = fee_statement(report(prose={6: text}))
    assert (finding.rule, finding.severity) == ("section.fee_statement", Severity.NOTICE)
    assert finding.citation is not None
    assert "政府信息公开信息处理费管理办法" in finding.citation


def test_fee_notice_quotes_the_first_line_only() -> None:
    [finding] = fee_statement(report(prose={6: "无。\n清江县水利局\n2023年1月20日"}))
    assert finding.quote == "无。"


def test_2019_form_asks_for_no_fee_statement() -> None:
    assert list(fee_statement(report(prose={6: "无"}, edition="2019", year=2020))) == []


def test_absent_part_six_is_told_once() -> None:
    assert list(fee_statement(report(order=(1, 2, 3, 4, 5)))) == []
