"""Bars stand on the line, as high as their figure."""

from __future__ import annotations

from decimal import Decimal

import pytest

from gongkai.ui.charts import Series, grouped_bars


def test_the_highest_bar_keeps_to_the_scale() -> None:
    chart = grouped_bars(title="图", categories=["甲"], series=[Series("数", (40,))])
    assert [mark.text for mark in chart.scale] == ["0", "10", "20", "30", "40"]
    (bar,) = chart.bars
    assert (bar.height, bar.y + bar.height) == (240, chart.baseline)


def test_bars_are_in_proportion() -> None:
    chart = grouped_bars(title="图", categories=["甲", "乙"], series=[Series("数", (20, 40))])
    assert [bar.height for bar in chart.bars] == [120, 240]


@pytest.mark.parametrize(
    ("largest", "top"), [(0, "1"), (5, "5"), (6, "6"), (748, "800"), (855, "1,000"), (151022, "200,000")]
)
def test_the_scale_ends_at_a_round_number(largest: int, top: str) -> None:
    chart = grouped_bars(title="图", categories=["甲"], series=[Series("数", (largest,))])
    assert chart.scale[-1].text == top


def test_a_missing_figure_leaves_its_place_empty_and_is_told() -> None:
    chart = grouped_bars(title="图", categories=["甲", "乙"], series=[Series("数", (None, Decimal("1.5")))])
    assert [bar.text for bar in chart.bars] == ["1.5"]
    assert chart.description == "甲：数 无数据；乙：数 1.5。"


def test_no_figures_at_all_make_an_empty_chart() -> None:
    chart = grouped_bars(title="图", categories=[], series=[])
    assert chart.bars == ()
