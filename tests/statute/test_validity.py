"""Whether a document is in force: the cases of validity.toml, and what holds of every history."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.statute.errors import ActRefused
from gongkai.statute.validity import (
    DOCUMENT_ACTS,
    DocumentAct,
    DocumentEvent,
    DocumentState,
    Validity,
    admit,
    state_of,
)
from statute.law_cases import cases

CASES = cases("validity")


def start(case: Mapping[str, Any]) -> DocumentState:
    return DocumentState(case["made"], case["in_force"], case.get("until"))


def events(case: Mapping[str, Any]) -> list[DocumentEvent]:
    return [DocumentEvent(DOCUMENT_ACTS[told["act"]], told["on"], told.get("until")) for told in case.get("events", ())]


@pytest.mark.parametrize("case", [case for case in CASES if "validity" in case.values[0]])
def test_validity_is_what_the_day_says(case: Mapping[str, Any]) -> None:
    state = state_of(start(case), events(case))
    found = {day: state.validity_on(date.fromisoformat(day)).label for day in case["validity"]}
    assert found == case["validity"]
    assert "ceased" not in case or state.ceased_on == case["ceased"]


@pytest.mark.parametrize("case", [case for case in CASES if "refused" in case.values[0]])
def test_what_cannot_happen_to_a_document_is_refused(case: Mapping[str, Any]) -> None:
    *before, last = events(case)
    with pytest.raises(ActRefused) as refusal:
        admit(state_of(start(case), before), last)
    assert case["refused"] in refusal.value.message


MADE = date(2020, 1, 10)
DAYS = st.integers(0, 4000).map(lambda days: MADE + timedelta(days=days))
EVENTS = st.builds(
    DocumentEvent, st.sampled_from([act for act in DocumentAct if act is not DocumentAct.STRUCK]), DAYS, DAYS
)


@given(st.none() | DAYS, st.lists(EVENTS, max_size=8), DAYS)
def test_what_is_recorded_later_changes_nothing_before_its_day(
    until: date | None, told: list[DocumentEvent], day: date
) -> None:
    state = DocumentState(MADE, MADE, until)
    for event in told:
        before = state
        try:
            state = admit(state, event)
        except ActRefused:
            continue
        if day < event.on:
            assert state.validity_on(day) is before.validity_on(day)


@given(st.none() | DAYS, st.lists(EVENTS, max_size=8), DAYS)
def test_a_document_binds_until_the_day_it_ceases_and_never_again(
    until: date | None, told: list[DocumentEvent], day: date
) -> None:
    state = DocumentState(MADE, MADE, until)
    for event in told:
        try:
            state = admit(state, event)
        except ActRefused:
            continue
    binds = state.ceased_on is None or day < state.ceased_on
    assert state.validity_on(day).is_binding is binds
    assert state.validity_on(day) is not Validity.STRUCK
