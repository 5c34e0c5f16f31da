"""Reconsideration and suits: the cases of remedies.toml, and what holds of every history."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.statute.errors import ActRefused
from gongkai.statute.remedy_case_terms import appeal_deadline, decision_expected, opinion_deadline, reply_deadline
from gongkai.statute.remedy_cases import (
    REMEDY_ACTS,
    REMEDY_BLOCKS,
    REMEDY_OUTCOMES,
    RemedyAct,
    RemedyBlock,
    RemedyColumn,
    RemedyEvent,
    RemedyState,
    admit,
    possible,
    state_of,
)
from gongkai.statute.working_days import published
from statute.law_cases import cases

CALENDAR = published()
TERMS = {
    "reply": reply_deadline,
    "expected": decision_expected,
    "appeal": appeal_deadline,
    "opinion": opinion_deadline,
}
CASES = cases("remedies")


def start(case: Mapping[str, Any]) -> RemedyState:
    return RemedyState(REMEDY_BLOCKS[case["kind"]], simple=case.get("simple", False))


def events(case: Mapping[str, Any]) -> list[RemedyEvent]:
    return [
        RemedyEvent(REMEDY_ACTS[told["act"]], told["on"], REMEDY_OUTCOMES.get(told.get("outcome", "")))
        for told in case["events"]
    ]


def counted(case: Mapping[str, Any], year: int) -> str:
    closes = date(year, 12, 31)
    told = [event for event in events(case) if event.on <= closes or event.act is RemedyAct.STRUCK]
    state = state_of(start(case), told)
    if state.received_on is None or state.is_struck:
        return ""
    outcome = state.standing_in(year)
    return outcome.column.code if outcome else "pending" if state.is_pending else ""


@pytest.mark.parametrize("case", [case for case in CASES if "refused" not in case.values[0]])
def test_terms_and_counts_are_those_of_the_law(case: Mapping[str, Any]) -> None:
    state = state_of(start(case), events(case))
    for name, rule in TERMS.items():
        found = rule(state, calendar=CALENDAR)
        assert name not in case or (found.due if found else "") == case[name]
    for year, column in case.get("counted", {}).items():
        assert counted(case, int(year)) == column


@pytest.mark.parametrize("case", [case for case in CASES if "refused" in case.values[0]])
def test_what_cannot_follow_is_refused(case: Mapping[str, Any]) -> None:
    *before, last = events(case)
    with pytest.raises(ActRefused) as refusal:
        admit(state_of(start(case), before), last)
    assert case["refused"] in refusal.value.message


DAYS = st.integers(0, 900).map(lambda days: date(2024, 1, 1) + timedelta(days=days))
EVENTS = st.builds(
    RemedyEvent, st.sampled_from(list(RemedyAct)), DAYS, st.none() | st.sampled_from(list(REMEDY_OUTCOMES.values()))
)


@given(st.sampled_from(list(RemedyBlock)), st.lists(EVENTS, max_size=12))
def test_what_is_told_possible_is_admitted_and_what_is_not_is_refused(
    block: RemedyBlock, told: list[RemedyEvent]
) -> None:
    state = RemedyState(block)
    for event in sorted(told, key=lambda event: event.on):
        reason = possible(state)[event.act]
        unfit = event.outcome is None or event.outcome.is_of_court is not block.is_suit
        concludes = event.act in (RemedyAct.CONCLUDED, RemedyAct.APPEAL_CONCLUDED)
        if reason or (concludes and unfit):
            with pytest.raises(ActRefused):
                admit(state, event)
        else:
            state = admit(state, event)


@given(st.sampled_from(list(RemedyBlock)), st.lists(EVENTS, max_size=12))
def test_a_case_counts_from_its_receipt_until_the_year_it_ends(block: RemedyBlock, told: list[RemedyEvent]) -> None:
    state = RemedyState(block)
    for event in sorted(told, key=lambda event: event.on):
        try:
            state = admit(state, event)
        except ActRefused:
            continue
    for year in (2024, 2025, 2026):
        outcome = state.standing_in(year)
        if outcome:
            assert outcome.column is not RemedyColumn.PENDING
            assert state.received_on is not None
            assert state.received_on.year <= year


@given(st.sampled_from(list(RemedyBlock)), st.booleans(), st.lists(EVENTS, max_size=12))
def test_a_term_ends_on_a_working_day_after_it_began(block: RemedyBlock, simple: bool, told: list[RemedyEvent]) -> None:
    state = RemedyState(block, simple=simple)
    for event in sorted(told, key=lambda event: event.on):
        try:
            state = admit(state, event)
        except ActRefused:
            continue
    for rule in TERMS.values():
        term = rule(state, calendar=CALENDAR)
        if term:
            assert term.due > term.counted_from
            assert CALENDAR.is_working_day(term.due)
