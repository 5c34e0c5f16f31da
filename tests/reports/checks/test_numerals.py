"""Numbers as prose writes them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from gongkai.reports.checks.numerals import chinese, numeral


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("零", 0),
        ("两", 2),
        ("十", 10),
        ("十二", 12),
        ("二十", 20),
        ("三十七", 37),
        ("一百零五", 105),
        ("两百", 200),
        ("一百一十", 110),
        ("一千二百三十四", 1234),
        ("一万二千", 12000),
        ("十二万三千", 123000),
        ("二〇二二", 2022),
    ],
)
def test_chinese_numeral_is_read(text: str, value: int) -> None:
    assert chinese(text) == value


@pytest.mark.parametrize("text", ["", "百", "万", "千"])
def test_place_without_a_digit_is_no_number(text: str) -> None:
    assert chinese(text) is None


@pytest.mark.parametrize(
    ("digits", "scale", "value", "quantum"),
    [
        ("37", "", "37", "1"),
        ("1,234", "", "1234", "1"),
        ("52.17", "万", "521700", "100"),
        ("3", "万", "30000", "10000"),
        ("151022.81", "", "151022.81", "0.01"),
        ("三", "万", "30000", "10000"),
    ],
)
def test_number_knows_how_finely_it_was_written(digits: str, scale: str, value: str, quantum: str) -> None:
    read = numeral(digits, scale)
    assert read is not None
    assert (read.value, read.quantum) == (Decimal(value), Decimal(quantum))


@pytest.mark.parametrize(
    ("exact", "covered"), [(11499, False), (11500, True), (12034, True), (12999, True), (13000, False)]
)
def test_rounded_number_covers_what_rounds_or_is_cut_off_to_it(exact: int, covered: bool) -> None:
    read = numeral("1.2", "万")
    assert read is not None
    assert read.covers(exact) is covered


def test_plain_number_covers_itself_only() -> None:
    read = numeral("37")
    assert read is not None
    assert [figure for figure in range(30, 45) if read.covers(figure)] == [37]
