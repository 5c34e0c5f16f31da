"""What a cell of one edition is in another."""

from __future__ import annotations

from decimal import Decimal

import pytest

from gongkai.reports.correspondence import ToldFigure, cell_at, figure_told, terms_of
from gongkai.statute.editions import EDITIONS

ALL = "applications.other.all.total"
PARTS = tuple(f"applications.other.{name}.total" for name in ("uncorrected", "fee_unpaid", "other"))


@pytest.mark.parametrize("form", EDITIONS, ids=lambda form: form.edition)
def test_every_cell_of_an_edition_corresponds_to_itself(form) -> None:
    assert all(terms_of(path, form.edition) == (path,) for path in form.by_path)


def test_the_undivided_row_of_2019_is_the_sum_of_the_three_of_2021() -> None:
    assert terms_of(ALL, "2021") == PARTS
    told = figure_told(ALL, figures=dict(zip(PARTS, (1, 2, 4), strict=True)), editions={"applications": "2021"})
    assert told == ToldFigure(7)


def test_a_sum_with_a_blank_term_is_blank_and_not_less() -> None:
    figures = dict(zip(PARTS, (1, None, 4), strict=True))
    assert figure_told(ALL, figures=figures, editions={"applications": "2021"}) == ToldFigure(None, "空白")


def test_what_was_undivided_is_not_divided_afterwards() -> None:
    told = figure_told(PARTS[0], figures={ALL: 7}, editions={"applications": "2019"})
    assert told == ToldFigure(None, "该版格式无此项")


def test_columns_that_mean_something_else_do_not_correspond() -> None:
    assert terms_of("proactive.regulations.total", "2021") == ()
    assert terms_of("proactive.regulations.made", "2019") == ("proactive.regulations.made",)


def test_a_table_that_was_not_read_is_told_apart_from_a_row_that_lacks() -> None:
    path = "proactive.charges.amount"
    assert figure_told(path, figures={}, editions={}) == ToldFigure(None, "本表未读出")
    assert figure_told(path, figures={path: Decimal("1.5")}, editions={"proactive": "2021"}) == ToldFigure(
        Decimal("1.5")
    )


def test_a_path_of_no_edition_is_no_cell() -> None:
    assert cell_at("applications.new.dragons") is None
    assert terms_of("applications.new.dragons", "2021") == ()
