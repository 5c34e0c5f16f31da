"""The demonstration's cases: one of every kind at the least, and nothing played twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date

import pytest
from django.db import transaction

from gongkai.apps.agencies.models import Agency
from gongkai.apps.casework.models import Case, CaseEvent, Letter
from gongkai.apps.casework.seeding.stories import TOLD_OUTCOMES
from gongkai.apps.casework.selectors import case_for_follower
from gongkai.apps.casework.verification import verify
from gongkai.config.demonstration_cases import application_to_follow, play_cases
from gongkai.config.demonstration_city import build_city, settle_officers
from gongkai.statute.case_stages import Stage

pytestmark = pytest.mark.django_db
MONDAY = date(2026, 11, 23)


@pytest.fixture(scope="module")
def played(django_db_setup, django_db_blocker) -> Iterator[int]:
    """How many cases were played, once for all tests of this module."""
    with django_db_blocker.unblock(), transaction.atomic():
        city = build_city()
        yield play_cases(city, settle_officers(city), today=MONDAY)
        transaction.set_rollback(True)


def test_forty_two_cases_are_open_and_thirty_are_over(played: int) -> None:
    assert Counter(Case.objects.values_list("is_open", flat=True)) == {True: 42, False: 30}
    assert played == 72


def test_one_is_answered_in_each_of_the_ways_there_are(played: int) -> None:
    answered = Case.objects.filter(is_open=False).values_list("outcome_code", flat=True)
    assert set(TOLD_OUTCOMES) <= set(answered)
    assert len(TOLD_OUTCOMES) == 21


def test_what_a_newcomer_looks_for_is_there(played: int) -> None:
    """Extended, begun anew, opinions asked, fees noticed, third parties overruled and a court's stay."""
    kinds = set(CaseEvent.objects.filter(case__is_open=True).values_list("kind_code", flat=True))
    assert kinds >= {
        "extended",
        "reopened",
        "third_party_asked",
        "fee_notified",
        "third_party_told",
        "disclosure_stayed",
    }


def test_letters_of_the_procedure_went_out_too(played: int) -> None:
    sent = set(Letter.objects.values_list("code", flat=True))
    assert sent >= {
        "receipt",
        "correction_notice",
        "extension",
        "third_party_consultation",
        "third_party_consultation_notice",
        "fee_notice",
        "explain_volume",
        "third_party_disclosure_notice",
    }


def test_numbers_follow_the_days(played: int) -> None:
    assert list(verify(Case.objects.all())) == [None] * played
    for agency in Agency.objects.all():
        letters = Letter.objects.filter(agency=agency, year=2026).order_by("serial")
        days = [letter.issued_on for letter in letters]
        assert days == sorted(days)
        assert [letter.serial for letter in letters] == list(range(1, len(days) + 1))


def test_every_stage_has_a_case_but_the_void_one(played: int) -> None:
    stages = set(Case.objects.values_list("stage_code", flat=True))
    assert stages == {stage.code for stage in Stage} - {Stage.VOIDED.code}


def test_something_is_overdue_and_something_due_today(played: int) -> None:
    open_cases = Case.objects.filter(is_open=True)
    assert open_cases.filter(due_on__lt=MONDAY).count() >= 2
    assert open_cases.filter(due_on=MONDAY).exists()


def test_answers_went_out_as_numbered_letters(played: int) -> None:
    answered = Case.objects.exclude(outcome_code="").exclude(outcome_code__startswith="other.")
    assert set(answered.values_list("pk", flat=True)) <= set(Letter.objects.values_list("case_id", flat=True))
    assert all("公开〔2026〕" in letter.number for letter in Letter.objects.all())


def test_nothing_is_dated_after_today_and_nothing_is_played_twice(played: int) -> None:
    assert not CaseEvent.objects.filter(on__gt=MONDAY).exists()
    city = build_city()
    assert play_cases(city, settle_officers(city), today=MONDAY) == 0
    assert Case.objects.count() == played


def test_an_applicant_can_be_played_too(played: int) -> None:
    followed = application_to_follow()
    assert followed is not None
    case = case_for_follower(*followed)
    assert case is not None
    assert case.stage is Stage.AWAITING_CORRECTION


def test_no_mail_is_sent_for_what_was_only_played(played: int, mailoutbox) -> None:
    assert mailoutbox == []
