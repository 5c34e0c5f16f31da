"""Whatever is admitted can be told again, and comes to the same (办理程序的性质)."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.statute import procedure
from gongkai.statute.case_acts import Act, ActKind
from gongkai.statute.case_facts import NOTHING, CaseFacts
from gongkai.statute.case_stages import Stage
from gongkai.statute.errors import StatuteError
from gongkai.statute.outcomes_catalogue import OUTCOMES
from gongkai.statute.procedure_rules import RULES
from statute.procedure_cases import act, calendars

START = date(2026, 2, 9)
DECIDED = [code for code, outcome in OUTCOMES.items() if outcome.is_decided]
WISHES = st.lists(
    st.tuples(st.sampled_from(list(RULES)), st.integers(0, 6), st.sampled_from(DECIDED)), min_size=1, max_size=60
)


def admitted(channel: str, wishes: list[tuple[ActKind, int, str]]) -> tuple[list[Act], CaseFacts]:
    """Try acts one after the other and keep those that the law admits."""
    acts = [act({"do": "received", "on": START, "channel": channel})]
    facts, day = procedure.admit(NOTHING, acts[0], calendars=calendars), START
    for kind, later, outcome in wishes:
        line = {"do": kind.code, "on": day + timedelta(days=later)}
        if kind is ActKind.PROPOSED:
            line["outcome"] = outcome
        if kind is ActKind.DECIDED and facts.proposal:
            line["outcome"] = facts.proposal.outcome.code
        if kind is ActKind.CALENDAR_ADOPTED:
            line["calendar"] = (facts.calendar + timedelta(days=1)).isoformat()
        with suppress(StatuteError):
            wanted = act(line)
            facts = procedure.admit(facts, wanted, calendars=calendars)
            acts.append(wanted)
            day += timedelta(days=later)
    return acts, facts


@settings(max_examples=150)
@given(st.sampled_from(["in_person", "online"]), WISHES)
def test_what_was_admitted_is_admitted_again_and_comes_to_the_same(
    channel: str, wishes: list[tuple[ActKind, int, str]]
) -> None:
    acts, facts = admitted(channel, wishes)
    assert procedure.fold(acts, calendars=calendars) == facts
    assert facts.acts == len(acts)


@settings(max_examples=100)
@given(st.sampled_from(["in_person", "online"]), WISHES)
def test_a_case_is_counted_in_one_row_or_in_none(channel: str, wishes: list[tuple[ActKind, int, str]]) -> None:
    _, facts = admitted(channel, wishes)
    rows = {outcome.row for outcome in OUTCOMES.values()}
    if (facts.clock is None and facts.ended_as is not Stage.WITHDRAWN) or facts.ended_as is Stage.VOIDED:
        assert facts.row == ""
    elif facts.first_answered_on:
        assert facts.row in rows or facts.clock is None
    else:
        assert facts.row == "carried_out"


@settings(max_examples=100)
@given(WISHES)
def test_a_button_that_is_closed_is_refused_by_the_ledger_too(wishes: list[tuple[ActKind, int, str]]) -> None:
    _, facts = admitted("in_person", wishes)
    today = START + timedelta(days=400)
    for possibility in procedure.possible(facts, today=today):
        if not possibility.is_allowed:
            line = {"do": possibility.kind.code, "on": today}
            with pytest.raises(StatuteError) as refusal:
                procedure.admit(facts, act(line), calendars=calendars)
            assert refusal.value.message == possibility.reason


@settings(max_examples=100)
@given(WISHES)
def test_nothing_is_decided_without_approval_nor_delivered_without_decision(
    wishes: list[tuple[ActKind, int, str]],
) -> None:
    acts, _ = admitted("in_person", wishes)
    kinds = [each.kind for each in acts]
    for place, kind in enumerate(kinds):
        if kind is ActKind.DECIDED:
            assert ActKind.APPROVED in kinds[:place]
        if kind is ActKind.DELIVERED:
            assert ActKind.DECIDED in kinds[:place]
