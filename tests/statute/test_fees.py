"""The information processing fee (信息处理费)."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.statute.errors import RuleNotInForce
from gongkai.statute.fees import Fee, page_fee, piece_fee
from statute.law_cases import cases

ON = date(2026, 3, 2)
COUNTS = st.integers(0, 400)


def fee_of(case: dict[str, Any]) -> Fee:
    if "pages" in case:
        return page_fee(case["pages"], on=ON)
    return piece_fee(case["pieces"], on=ON, already=case.get("already", 0))


@pytest.mark.parametrize("case", cases("fees"))
def test_the_fee_is_what_the_case_says(case: dict[str, Any]) -> None:
    assert fee_of(case).yuan == case["yuan"]


def test_the_bands_show_what_each_costs() -> None:
    bands = [(band.first, band.last, band.units, band.yuan_each, band.yuan) for band in piece_fee(32, on=ON).bands]
    assert bands == [(1, 10, 10, 0, 0), (11, 30, 20, 100, 2000), (31, 32, 2, 200, 400)]


def test_pieces_already_filed_are_not_charged_again() -> None:
    bands = [(band.first, band.last, band.yuan) for band in piece_fee(2, on=ON, already=30).bands]
    assert bands == [(31, 32, 400)]


@pytest.mark.parametrize(("fee", "basis"), [(piece_fee, "第四条第二款"), (page_fee, "第五条")])
def test_the_fee_cites_its_tariff(fee: Any, basis: str) -> None:
    assert str(fee(1, on=ON).citation) == f"政府信息公开信息处理费管理办法{basis}"


@pytest.mark.parametrize("fee", [piece_fee, page_fee])
def test_there_was_no_fee_before_2021(fee: Any) -> None:
    with pytest.raises(RuleNotInForce, match="2021-01-01起施行"):
        fee(100, on=date(2020, 12, 31))
    assert fee(100, on=date(2021, 1, 1)).yuan > 0


@pytest.mark.parametrize("fee", [piece_fee, page_fee])
def test_a_negative_count_is_a_mistake(fee: Any) -> None:
    with pytest.raises(ValueError, match="not negative"):
        fee(-1, on=ON)


def test_a_negative_earlier_count_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="not negative"):
        piece_fee(3, on=ON, already=-1)


@given(COUNTS, COUNTS)
def test_filing_in_two_parts_costs_the_same(earlier: int, new: int) -> None:
    whole = piece_fee(earlier + new, on=ON).yuan
    assert piece_fee(earlier, on=ON).yuan + piece_fee(new, on=ON, already=earlier).yuan == whole


@given(COUNTS)
def test_each_further_piece_costs_at_least_the_one_before(pieces: int) -> None:
    marginal = [piece_fee(1, on=ON, already=pieces + n).yuan for n in range(2)]
    assert marginal[0] <= marginal[1]


@given(COUNTS)
def test_more_pages_never_cost_less(pages: int) -> None:
    assert page_fee(pages, on=ON).yuan <= page_fee(pages + 1, on=ON).yuan


@given(COUNTS, COUNTS)
def test_the_bands_are_consecutive_and_add_up(new: int, earlier: int) -> None:
    fee = piece_fee(new, on=ON, already=earlier)
    assert sum(band.units for band in fee.bands) == new
    assert sum(band.yuan for band in fee.bands) == fee.yuan
    edges = [(one.last + 1, two.first) for one, two in zip(fee.bands, fee.bands[1:], strict=False)]
    assert all(follows == first for follows, first in edges)


@given(st.integers(1, 400))
def test_the_fee_agrees_with_the_formula_piece_by_piece(pieces: int) -> None:
    rates = (0 if n <= 10 else 100 if n <= 30 else 100 * (2 + (n - 31) // 10) for n in range(1, pieces + 1))
    assert piece_fee(pieces, on=ON).yuan == sum(rates)
