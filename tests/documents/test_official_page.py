"""Measures of the official page, by hand."""

from __future__ import annotations

import pytest

from gongkai.documents.official_page import signature_indents, twips, width_in_characters


@pytest.mark.parametrize(("text", "width"), [("水利局", 3), ("2026年3月5日", 6), ("", 0)])
def test_latin_characters_are_half_as_wide(text: str, width: float) -> None:
    assert width_in_characters(text) == width


def test_signature_is_centred_over_a_date_that_keeps_four_characters() -> None:
    # Both six characters wide; then the signature two wider, so one further out on either side.
    assert signature_indents("青溪县水利局", "2026年3月5日") == (4, 4)
    assert signature_indents("青溪县人民政府办", "2026年3月5日") == (3, 4)


def test_date_gives_way_where_the_signature_would_run_over_the_edge() -> None:
    # Twenty characters over six: seven on either side.
    assert signature_indents("青" * 20, "2026年3月5日") == (0, 7)


def test_twips_are_twentieths_of_a_point() -> None:
    assert twips(25.4) == 1440
