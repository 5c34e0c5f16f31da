"""What is printed in a cell, as a value."""

from __future__ import annotations

from decimal import Decimal

import pytest

from gongkai.reports.cell_values import BLANK, printed_value, value_of
from gongkai.statute.report_form import Measure


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0", 0),
        ("１２", 12),
        ("1,234", 1234),
        ("1，234，567", 1234567),
        ("22（其中修订16件）", 22),
        ("251000元", 251000),
        ("减4", -4),
        ("－4", -4),
        ("+1036", 1036),
        ("增3", 3),
        ("151022.81", Decimal("151022.81")),
        ("12.345678", Decimal("12.345678")),
        ("零", 0),
    ],
)
def test_numbers_are_read_however_printed(text: str, number: int | Decimal) -> None:
    printed = printed_value(text)
    assert printed is not None
    assert printed.number == number


@pytest.mark.parametrize("text", ["/", "-", "—", "——", "－", "不适用", "无"])
def test_a_dash_is_a_value_without_a_number(text: str) -> None:
    printed = printed_value(text)
    assert printed is not None
    assert printed.number is None
    assert not printed.is_blank


@pytest.mark.parametrize("text", ["", " ", "　", "\xa0"])
def test_nothing_is_a_blank(text: str) -> None:
    assert printed_value(text) == BLANK


@pytest.mark.parametrize(
    "text", ["1.属于国家秘密", "行政许可", "一", "2022年", "第3项", "总计", "1.2.3", "١٢", "73\n7"]
)
def test_words_are_no_value(text: str) -> None:
    assert printed_value(text) is None


@pytest.mark.parametrize(
    ("text", "measure", "unit", "value"),
    [
        ("3.0", Measure.COUNT, "件", 3),
        ("3.5", Measure.COUNT, "件", Decimal("3.5")),
        ("0", Measure.AMOUNT, "万元", Decimal(0)),
        ("251000元", Measure.AMOUNT, "万元", Decimal("25.1")),
        ("390785元", Measure.AMOUNT, "元", Decimal(390785)),
        ("39.5万元", Measure.AMOUNT, "元", Decimal("39.5")),
        ("1.2万件", Measure.COUNT, "件", 12000),
        ("/", Measure.COUNT, "件", None),
    ],
)
def test_a_value_takes_the_measure_and_unit_of_its_column(
    text: str, measure: Measure, unit: str, value: int | Decimal | None
) -> None:
    printed = printed_value(text)
    assert printed is not None
    taken = value_of(printed, measure=measure, unit=unit)
    assert taken == value
    assert type(taken) is type(value)
