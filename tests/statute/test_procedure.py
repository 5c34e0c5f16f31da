"""What act may follow what, by cases that a lawyer can read (办理程序)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from gongkai.statute import procedure
from gongkai.statute.case_acts import ACT_KINDS, Act, ActKind
from gongkai.statute.case_facts import NOTHING, CaseFacts
from gongkai.statute.errors import ActRefused, CalendarNotPublished
from gongkai.statute.procedure_fields import FIELDS
from gongkai.statute.procedure_rules import AUTOMATIC, RULES
from statute.law_cases import cases
from statute.procedure_cases import act, calendars


def told(case: dict[str, Any]) -> CaseFacts:
    return procedure.fold((act(each) for each in case["acts"]), calendars=calendars)


@pytest.mark.parametrize("case", cases("procedure"))
def test_case_stands_as_the_law_has_it(case: dict[str, Any]) -> None:
    facts = told(case)
    clock = procedure.clock_of(facts)
    seen = {
        "stage": facts.stage.label,
        "row": facts.row,
        "answered": facts.answered_on,
        "first_answered": facts.first_answered_on,
        "due": clock.due if clock else None,
        "awaited": clock.awaited_until if clock else None,
        "late": clock.days_late if clock else None,
    }
    assert {name: seen[name] for name in seen if name in case} == {name: case[name] for name in seen if name in case}


@pytest.mark.parametrize("case", [each for each in cases("procedure") if "derived" in each.values[0]])
def test_the_derivation_tells_the_day_that_holds(case: dict[str, Any]) -> None:
    clock = procedure.clock_of(told(case))
    assert clock is not None
    assert case["derived"] in [step.text for step in clock.trace]


@pytest.mark.parametrize("case", [each for each in cases("procedure") if "refused" in each.values[0]])
def test_what_the_law_refuses_is_refused_with_its_article(case: dict[str, Any]) -> None:
    wanted = case["refused"]
    line = {name: value for name, value in wanted.items() if name not in ("citation", "says")}
    with pytest.raises(ActRefused) as refusal:
        procedure.admit(told(case), act(line), calendars=calendars)
    assert wanted["says"] in refusal.value.message
    assert str(refusal.value.citation) == wanted["citation"]


def test_every_act_has_its_fields_and_its_rule() -> None:
    assert set(FIELDS) == set(ActKind)
    assert set(RULES) == set(ActKind) - {ActKind.RECEIVED}
    assert len(ACT_KINDS) == len(ActKind)


def test_nothing_can_happen_to_an_application_that_did_not_come() -> None:
    for kind in RULES:
        with pytest.raises(ActRefused):
            procedure.admit(NOTHING, Act(kind, date(2026, 2, 9)), calendars=calendars)


def test_an_application_comes_once() -> None:
    facts = told({"acts": [{"do": "received", "on": date(2026, 2, 9)}]})
    with pytest.raises(ActRefused, match="不能再次登记收到"):
        procedure.admit(facts, act({"do": "received", "on": date(2026, 2, 9)}), calendars=calendars)


def test_possibilities_name_the_article_for_each_act_that_is_closed() -> None:
    facts = told({"acts": [{"do": "received", "on": date(2026, 2, 9)}]})
    possible = {each.kind: each for each in procedure.possible(facts, today=date(2026, 2, 10))}
    assert set(possible) == set(RULES) - AUTOMATIC
    assert possible[ActKind.REGISTERED].is_allowed
    closed = possible[ActKind.DECIDED]
    assert (closed.is_allowed, closed.reason) == (False, "申请尚未登记，不能办理“作出答复”")
    assert str(closed.citation) == "政府信息公开条例第四十五条"


def test_correction_cannot_be_asked_after_its_days_are_over_and_the_button_says_so() -> None:
    facts = told({"acts": [{"do": each, "on": date(2025, 9, 22)} for each in ("received", "registered")]})
    open_on, closed_on = (
        next(each for each in procedure.possible(facts, today=day) if each.kind is ActKind.CORRECTION_ASKED)
        for day in (date(2025, 9, 30), date(2025, 10, 9))
    )
    assert open_on.is_allowed
    assert not closed_on.is_allowed
    assert "2025年9月30日届满" in closed_on.reason


def test_an_act_of_tomorrow_is_refused() -> None:
    with pytest.raises(ActRefused, match="不能预先登记"):
        procedure.refuse_future(Act(ActKind.NOTED, date(2026, 2, 10)), today=date(2026, 2, 9))


def test_a_detail_that_the_act_does_not_have_is_a_mistake_of_the_caller() -> None:
    facts = told({"acts": [{"do": "received", "on": date(2026, 2, 9)}]})
    with pytest.raises(KeyError):
        procedure.admit(facts, Act(ActKind.REGISTERED, date(2026, 2, 9), {"purpose": "研究"}), calendars=calendars)


def test_a_lapse_is_not_told_while_the_holidays_of_that_year_are_unknown() -> None:
    acts = [
        {"do": "received", "on": date(2026, 12, 14)},
        {"do": "registered", "on": date(2026, 12, 14)},
        {"do": "correction_asked", "on": date(2026, 12, 15)},
    ]
    with pytest.raises(CalendarNotPublished):
        procedure.admit(
            told({"acts": acts}), act({"do": "correction_lapsed", "on": date(2027, 2, 1)}), calendars=calendars
        )


def test_a_newer_calendar_moves_the_day_and_an_older_one_is_refused() -> None:
    facts = told({"acts": [{"do": each, "on": date(2026, 12, 14)} for each in ("received", "registered")]})
    newer = act({"do": "calendar_adopted", "on": date(2026, 12, 15), "calendar": "2026-11-10"})
    adopted = procedure.admit(facts, newer, calendars=calendars)
    assert adopted.calendar == date(2026, 11, 10)
    with pytest.raises(ActRefused, match="已经采用"):
        procedure.admit(adopted, newer, calendars=calendars)


def test_known_part_of_a_ledger_leaves_out_what_rests_on_a_later_record() -> None:
    acts = [
        act({"do": "received", "on": date(2026, 2, 9)}),
        act({"do": "registered", "on": date(2026, 2, 9)}),
        act({"do": "searched", "on": date(2026, 2, 26)}),
        act({"do": "proposed", "on": date(2026, 2, 25), "outcome": "unavailable.not_existing"}),
    ]
    whole = procedure.fold(acts, calendars=calendars)
    known = procedure.fold_known([each for each in acts if each.on <= date(2026, 2, 25)], calendars=calendars)
    assert whole.proposal is not None
    assert known.proposal is None


def test_facts_are_never_changed_in_place() -> None:
    facts = told({"acts": [{"do": "received", "on": date(2026, 2, 9)}]})
    kept = replace(facts)
    procedure.admit(facts, act({"do": "registered", "on": date(2026, 2, 9)}), calendars=calendars)
    assert facts == kept
