"""Measures of the letter form, by hand."""

from __future__ import annotations

from gongkai.letters.letter_form import organ_size


def test_long_names_are_set_smaller() -> None:
    assert organ_size("青溪县水利局") == 36
    # 160 mm are 453.5 points, over 20 characters.
    assert organ_size("青" * 20) == 22.7
