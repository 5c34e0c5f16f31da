"""Ways to read a row whose values do not say their columns."""

from __future__ import annotations

from gongkai.documents.blocks import NOWHERE
from gongkai.reports.cell_values import Printed
from gongkai.reports.placement import candidates
from gongkai.reports.reconciliation import reconcile
from gongkai.reports.value_rows import Token


def tokens(*texts: str) -> list[Token]:
    return [Token(text, Printed(int(text)), NOWHERE) for text in texts]


def vectors(*texts: str) -> set[tuple[int, ...]]:
    return {candidate.vector for candidate in candidates(tokens(*texts), (7,))}


def test_a_value_and_its_total_may_stand_in_any_of_six_columns() -> None:
    assert vectors("3", "3") == {tuple(3 if at in (kind, 6) else 0 for at in range(7)) for kind in range(6)}


def test_values_that_cannot_add_up_have_no_reading() -> None:
    assert vectors("3", "4") == set()


def test_a_wrapped_number_is_joined_where_the_sum_asks_for_it() -> None:
    assert vectors("73", "7", "0", "0", "0", "0", "0", "737") == {(737, 0, 0, 0, 0, 0, 737)}


def test_a_page_number_between_is_left_out() -> None:
    assert vectors("5", "0", "0", "12", "0", "0", "1", "6") == {(5, 0, 0, 0, 0, 1, 6)}


def test_digits_without_anything_between_are_cut_where_they_add_up() -> None:
    assert vectors("16000001600") == set()
    assert vectors("160000016") == {(16, 0, 0, 0, 0, 0, 16)}
    assert vectors("1230006") == {(1, 2, 3, 0, 0, 0, 6)}


def test_the_sums_of_the_columns_choose_between_readings() -> None:
    options = {
        "new": candidates(tokens("0", "3", "0", "0", "0", "0", "3"), (7,)),
        "carried_in": candidates(tokens("0", "0", "0", "0", "0", "0", "0"), (7,)),
        "total": candidates(tokens("3", "3"), (7,)),
        "carried_out": candidates(tokens("0", "0", "0", "0", "0", "0", "0"), (7,)),
    }
    balance = (("new", 1), ("carried_in", 1), ("total", -1), ("carried_out", -1))
    result = reconcile(options, [balance], 7)
    assert result.is_unique
    assert result.options["total"][0].vector == (0, 3, 0, 0, 0, 0, 3)


def test_rows_that_contradict_each_other_leave_the_readings_as_they_were() -> None:
    options = {
        "new": candidates(tokens("0", "3", "0", "0", "0", "0", "3"), (7,)),
        "total": candidates(tokens("4", "0", "0", "0", "0", "0", "4"), (7,)),
        "open": candidates(tokens("2", "2"), (7,)),
    }
    result = reconcile(options, [(("new", 1), ("total", -1))], 7)
    assert not result.is_unique
    assert len(result.options["open"]) == 6
