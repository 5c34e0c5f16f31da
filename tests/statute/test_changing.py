"""Copies of immutable values with some fields changed."""

from __future__ import annotations

import dataclasses
from datetime import date

import pytest

from gongkai.statute.case_facts import NOTHING
from gongkai.statute.changing import replace


def test_a_copy_differs_in_what_was_changed_and_in_nothing_else() -> None:
    copy = replace(NOTHING, acts=3, arrived_on=date(2026, 3, 2), fee_yuan=None)
    assert copy == dataclasses.replace(NOTHING, acts=3, arrived_on=date(2026, 3, 2))
    assert (NOTHING.acts, NOTHING.arrived_on) == (0, None)


def test_a_field_that_there_is_not_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(TypeError, match="CaseFacts has no act"):
        replace(NOTHING, act=3)  # type: ignore[call-arg]
