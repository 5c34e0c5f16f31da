"""The letter form: where the organ's name and the double rules stand (信函格式).

GB/T 9704-2012, chapter 10: the organ's name 30 mm from the top, double rules of 170 mm, the lower one 20 mm from the
bottom. Lengths are millimetres, sizes points.
"""

from __future__ import annotations

from dataclasses import dataclass

from gongkai.documents.official_page import POINTS_PER_MM, TEXT_SIZE, width_in_characters


@dataclass(frozen=True, slots=True)
class LetterForm:
    """Where the letter form puts its parts (信函格式). Millimetres."""

    organ_top: float = 30
    rule_gap: float = 4
    """From the organ's name down to the first double rule."""
    rule_length: float = 170
    lower_rule: float = 20
    """From the second double rule down to the edge of the page."""


LETTER_FORM = LetterForm()
NUMBER_GAP = TEXT_SIZE * 7 / 8
"""From the first double rule down to the number, points."""
_LARGEST_ORGAN = 36
_ORGAN_WIDTH = 160


def organ_size(name: str) -> float:
    """Return the size in points in which an organ's name fits on one line over the rule (发文机关标志字号)."""
    return round(min(_LARGEST_ORGAN, _ORGAN_WIDTH * POINTS_PER_MM / max(width_in_characters(name), 1)), 1)
