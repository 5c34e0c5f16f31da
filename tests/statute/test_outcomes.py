"""Every outcome has its articles, its row, its remedy, its letter and what a court asks (办理结果)."""

from __future__ import annotations

from typing import Any

import pytest

from gongkai.letters.kinds import LETTER_KINDS
from gongkai.statute.case_fields import Choice, Field, Shape, clean_text, read_fields
from gongkai.statute.editions import EDITIONS
from gongkai.statute.errors import ActRefused
from gongkai.statute.instruments import REGULATION_2019
from gongkai.statute.outcomes import WITHHOLDING_GROUNDS, RemedyKind, read_facts
from gongkai.statute.outcomes_catalogue import OUTCOMES, outcome_for
from statute.law_cases import cases
from statute.procedure_cases import outcome_facts

REMEDIES = {
    "R1": RemedyKind.REVIEW_FIRST,
    "R2": RemedyKind.DIRECT,
    "R3": RemedyKind.REVIEW_ONLY,
    "按依据": RemedyKind.PARTLY,
}
ANYWHERE = REGULATION_2019.at("第四十五条")


@pytest.mark.parametrize("case", cases("outcomes"))
def test_outcome_has_the_articles_row_and_remedy_of_the_standard(case: dict[str, Any]) -> None:
    outcome = outcome_for(case["code"])
    assert [citation.provision for citation in outcome.citations] == case["cites"]
    assert outcome.row == case["row"]
    assert outcome.remedy is REMEDIES[case["remedy"]]


def test_the_cases_speak_of_every_outcome() -> None:
    assert [each.values[0]["code"] for each in cases("outcomes")] == list(OUTCOMES)


def test_every_row_of_the_form_that_is_an_outcome_can_be_reached() -> None:
    rows = {row.key for row in EDITIONS[-1].applications.rows}
    not_outcomes = {"new", "carried_in", "total", "carried_out"}
    assert {outcome.row for outcome in OUTCOMES.values()} == rows - not_outcomes


def test_every_outcome_has_its_letter_with_the_same_remedy() -> None:
    for outcome in OUTCOMES.values():
        kind = LETTER_KINDS[outcome.letter]
        assert kind.row in (None, outcome.row)
        if outcome.code != "other.withdrawn":
            assert kind.remedy.name == outcome.remedy.name, outcome.code


def test_whatever_a_letter_requires_its_outcome_or_the_ledger_tells() -> None:
    of_the_case = {"applicant", "request", "received_on", "register_number"}
    of_the_ledger = {"consulted_on", "correction_notified_on", "corrected_on", "withdrawn_on"}
    for outcome in OUTCOMES.values():
        if not outcome.is_decided:
            continue
        told = {field.code for field in outcome.facts} | of_the_case | of_the_ledger
        assert {element.code for element in LETTER_KINDS[outcome.letter].required} <= told, outcome.code


@pytest.mark.parametrize(
    ("code", "lacking"),
    [(code, field.code) for code, outcome in OUTCOMES.items() for field in outcome.facts if field.is_required],
)
def test_an_outcome_without_what_a_court_asks_is_refused(code: str, lacking: str) -> None:
    outcome = outcome_for(code)
    label = next(field.label for field in outcome.facts if field.code == lacking)
    facts = {name: value for name, value in outcome_facts(code).items() if name != lacking}
    with pytest.raises(ActRefused, match=f"还缺：{label}"):
        read_facts(outcome, facts)


@pytest.mark.parametrize("code", list(OUTCOMES))
def test_an_outcome_with_everything_told_is_taken(code: str) -> None:
    assert set(read_facts(outcome_for(code), outcome_facts(code))) == {field.code for field in outcome_for(code).facts}


def test_grounds_for_withholding_are_outcomes() -> None:
    assert set(OUTCOMES) >= WITHHOLDING_GROUNDS


def test_less_than_was_asked_is_reviewed_and_what_was_asked_is_not() -> None:
    assert not outcome_for("granted.provided").is_reviewed
    assert outcome_for("partly_granted").is_reviewed
    assert outcome_for("refused.state_secret").is_reviewed


@pytest.mark.parametrize(
    ("field", "value"),
    [
        (Field("on", "日期", Shape.DATE), "2026-02-30"),
        (Field("days", "天数", Shape.COUNT), "-3"),
        (Field("days", "天数", Shape.COUNT), "三"),
        (Field("days", "天数", Shape.COUNT), True),
        (Field("days", "天数", Shape.COUNT), 10**12),
        (Field("kind", "种类", Shape.CHOICE, choices=(Choice("a", "甲"),)), "乙"),
        (Field("text", "文字", Shape.TEXT), 5),
        (Field("text", "文字", Shape.TEXT), "长" * 20_001),
        (Field("items", "各项", Shape.LINES), {"a": 1}),
        (Field("parts", "部分", Shape.WITHHELD), [{"part": "甲"}]),
    ],
)
def test_a_value_that_cannot_be_right_is_refused_by_name(field: Field, value: object) -> None:
    with pytest.raises(ActRefused, match=field.label):
        read_fields((field,), {field.code: value}, citation=ANYWHERE)


def test_blank_is_not_there() -> None:
    fields = (Field("text", "文字", is_required=False), Field("items", "各项", Shape.LINES, is_required=False))
    assert read_fields(fields, {"text": " \n\u200b ", "items": ["", "  "]}, citation=ANYWHERE) == {}


def test_text_is_kept_without_what_cannot_be_seen() -> None:
    assert clean_text("甲\x00\u202e乙\r\n丙 \ud800") == "甲乙\n丙"
